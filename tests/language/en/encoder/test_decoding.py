"""From scores to names and frames."""

from __future__ import annotations

import numpy as np
import pytest

from attache.language.en.encoder.decoding import ROLES, attribution, best_tags, cues, event, names, triggers
from attache.language.marks import Name

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


def scores(*rows: tuple[float, ...]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.log(np.array(rows, dtype=np.float32))


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (((0.1, 0.6, 0.1, 0.1, 0.1), (0.1, 0.1, 0.6, 0.1, 0.1)), [1, 2]),
        # Inside without a beginning cannot be: the likeliest sequence that can be.
        (((0.2, 0.1, 0.5, 0.1, 0.1), (0.1, 0.1, 0.6, 0.1, 0.1)), [1, 2]),
        (((0.1, 0.1, 0.1, 0.6, 0.1), (0.1, 0.1, 0.5, 0.05, 0.25)), [3, 4]),
    ],
)
def test_tags_follow_one_another(rows: tuple[tuple[float, ...], ...], wanted: list[int]) -> None:
    assert best_tags(scores(*rows), TAGS) == wanted


def test_two_names_side_by_side_stay_two() -> None:
    b, i = (0.01, 0.96, 0.01, 0.01, 0.01), (0.01, 0.01, 0.96, 0.01, 0.01)
    assert names(scores(b, i, b), TAGS, [4, 5, 7]) == [Name(4, 6, "PER"), Name(7, 8, "PER")]


def test_an_event_takes_words_from_even_odds_on() -> None:
    chances = np.exp(scores((0.9, 0.05, 0.05), (0.2, 0.7, 0.1), (0.4, 0.5, 0.1), (0.95, 0.03, 0.02)))
    status = scores((0.5, 0.5), (0.9, 0.1), (0.9, 0.1), (0.5, 0.5))
    roles = np.zeros((4, len(ROLES)), dtype=np.float32)
    roles[0, ROLES.index("doer")] = 0.8
    roles[3, ROLES.index("target")] = 0.4
    (found,) = triggers(chances)
    told = event(found, chances, status, roles, ("AGREE", "REJECT"), ("happened", "denied"), [10, 11, 12, 13])
    assert (told.tokens, told.type) == ((11, 12), "AGREE")
    assert told.roles["doer"] == (10,)
    assert told.roles["target"] == ()
    assert told.certainty == pytest.approx(0.8)
    assert sum(told.types.values()) == pytest.approx(1)


def test_triggers_of_two_types_side_by_side_are_two() -> None:
    rows = (0.1, 0.8, 0.1), (0.1, 0.1, 0.8), (0.1, 0.2, 0.7), (0.9, 0.05, 0.05), (0.1, 0.2, 0.7)
    assert triggers(np.exp(scores(*rows))) == [(0, 1), (1, 3), (4, 5)]


def test_a_cue_of_two_words() -> None:
    cue = scores((0.9, 0.05, 0.05), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8))
    roles = np.zeros((3, len(ROLES)), dtype=np.float32)
    roles[0, ROLES.index("source")] = 0.9
    (found,) = cues(cue)
    said = attribution(found, cue, roles, [0, 1, 2])
    assert (said.tokens, said.roles["source"], said.type) == ((1, 2), (0,), None)
