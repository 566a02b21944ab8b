"""One agency text in several papers is one source; two reports on one event are two."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from time import perf_counter

import pytest

from attache.ledger.syndication import COPY, Sighted, copies, grouped, is_copy, keys_of, likeness, original, words_of
from tests.gold import EXAMPLES

TEXTS = {str(p.relative_to(EXAMPLES)): p.read_text("utf-8") for p in sorted(EXAMPLES.glob("*/*.txt"))}
LONG = {name: text for name, text in TEXTS.items() if len(text.split()) > 250}


def paragraphs(text: str) -> list[str]:
    """Paragraphs of a report."""
    return [p for p in text.split("\n\n") if p.strip()]


def headline_changed(text: str) -> str:
    """Another headline."""
    return "A quite different headline for the same story\n\n" + "\n\n".join(paragraphs(text)[1:])


def first_paragraph_cut(text: str) -> str:
    """The lead gone."""
    return text.split(". ", 2)[-1]


def dateline_changed(text: str) -> str:
    """A dateline put before."""
    return "LONDON, 3 May (The Paper) - " + text


def shortened(text: str) -> str:
    """The last third gone."""
    sentences = text.split(". ")
    return ". ".join(sentences[: max(2, len(sentences) * 2 // 3)])


def house_style(text: str) -> str:
    """Another paper's spelling."""
    return text.replace("percent", "per cent").replace("billion dollars", "bn USD").replace('"', "”").upper()


def standing_lines(text: str) -> str:
    """The furniture of a page around it."""
    return f"Share this story\n\n{text}\n\nAll rights reserved. Subscribe to our newsletter for more news like this every day."


def lead_cut_and_shortened(text: str) -> str:
    """Headline and dateline new, a tenth of the beginning and a quarter of the end gone."""
    words = text.split()
    return "Another headline\n\n" + dateline_changed(" ".join(words[len(words) // 10 : len(words) * 3 // 4]))


def all_of_it(text: str) -> str:
    """Two sentences and a third gone, furniture around it."""
    return standing_lines(dateline_changed(shortened(first_paragraph_cut(text))))


EDITS = [
    headline_changed,
    first_paragraph_cut,
    dateline_changed,
    shortened,
    house_style,
    standing_lines,
    lead_cut_and_shortened,
]


@pytest.mark.parametrize("edit", EDITS, ids=[e.__name__ for e in EDITS])
def test_an_edited_copy_is_found(edit: Callable[[str], str]) -> None:
    for name, text in LONG.items():
        copy = edit(text)
        assert keys_of(text) & keys_of(copy), name
        assert likeness(text, copy) >= COPY, name


def test_of_copies_of_which_half_is_left_nearly_all_are_found() -> None:
    copied = {name: all_of_it(text) for name, text in LONG.items()}
    found = [name for name, copy in copied.items() if keys_of(LONG[name]) & keys_of(copy)]
    assert len(found) >= 0.9 * len(copied)


def test_different_reports_are_none_though_on_one_subject() -> None:
    alike = [(a, b) for a, b in combinations(TEXTS, 2) if is_copy(TEXTS[a], TEXTS[b])]
    assert not alike
    assert not copies(TEXTS)


def test_a_review_of_the_press_is_no_copy_of_what_it_takes_over() -> None:
    one, *others = LONG.values()
    assert not is_copy(one, "\n\n".join([one, *others[:4]]))


def test_a_quotation_in_common_makes_no_copy() -> None:
    quotation = "“We shall not allow that anybody divides our two nations, which have stood together for seventy years.” "
    one, other, *_ = LONG.values()
    assert not is_copy(one + quotation, other + quotation)


@pytest.mark.parametrize(("one", "other"), [("", ""), ("A visit", "A visit"), ("Talks in Hanoi end", "Talks in Hanoi begin")])
def test_headlines_alone_are_no_copies_unless_the_same(one: str, other: str) -> None:
    assert is_copy(one, other) is (one == other and bool(one))
    assert not keys_of(one)


def test_likeness_is_symmetric_and_whole_for_itself() -> None:
    one, other, *_ = LONG.values()
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1.0


def test_groups_do_not_depend_on_the_order() -> None:
    name, text = next(iter(LONG.items()))
    every = [(name, text), ("b", shortened(text)), ("c", headline_changed(text)), *list(TEXTS.items())[:9]]
    wanted = [tuple(sorted((name, "b", "c")))]
    for seed in range(5):
        random.Random(seed).shuffle(every)
        assert copies(dict(every)) == wanted


def test_pairs_join_through_others() -> None:
    assert grouped([("b", "a"), ("c", "b"), ("y", "x")]) == [("a", "b", "c"), ("x", "y")]


def test_chinese_is_compared_sign_by_sign() -> None:
    text = "中国外交部发言人表示两国关系稳定发展双方将继续加强各领域合作并共同维护地区和平稳定"
    assert is_copy(text, f"北京电 {text}")


VNA = Sighted("r1", "2024-06-20", None, "VNA")
PAPER = Sighted("r2", "2024-06-21", "Nhan Dan", "VNA")
OTHER = Sighted("r3", "2024-06-20", "Vietnam News", None)


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ((VNA, PAPER, OTHER), "VNA text, also in Nhan Dan and Vietnam News"),
        ((PAPER, OTHER), "VNA text, also in Nhan Dan and Vietnam News"),
        ((OTHER, Sighted("r4", "2024-06-22", "The Daily")), "Vietnam News text, also in The Daily"),
        ((Sighted("r5", ""), Sighted("r6", "")), "one text in 2 reports"),
        ((VNA, Sighted("r7", "2024-06-22", None, "VNA")), "VNA text, in 2 reports"),
    ],
)
def test_copies_in_plain_words(group: tuple[Sighted, ...], words: str) -> None:
    assert words_of(group) == words


def test_the_agencys_own_text_stands_for_its_copies() -> None:
    assert original((OTHER, PAPER, VNA)) == VNA


def test_keys_are_the_same_in_every_process() -> None:
    # Python's own hash() differs from run to run; the ledger keeps keys.
    assert sorted(keys_of("one two three four five six seven eight nine ten eleven twelve thirteen"))[0] == "001191e08da9a71d26"


def test_keys_take_under_three_milliseconds_a_report() -> None:
    text = " ".join(" ".join(TEXTS.values()).split()[:400])
    spent = []
    for number in range(20):
        begun = perf_counter()
        keys_of(f"{number} {text}")
        spent.append(perf_counter() - begun)
    assert min(spent) < 0.003


def test_the_samples_are_there() -> None:
    assert len(LONG) > 20
    assert Path(EXAMPLES).is_dir()
