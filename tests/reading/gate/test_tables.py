"""The gate's tables: every name and word once, weights in their range, classes and features known."""

from __future__ import annotations

from collections import Counter

from attache.knowledge import rows, several
from attache.reading.gate.features import OTHER, RELATION, found_in
from attache.reading.gate.finding import _own_names

EN = "attache.language.en"


def test_names_stand_once_with_an_actor_and_a_weight() -> None:
    names = [row["name"] for row in rows("gate_names", package=EN)]
    assert [name for name, n in Counter(names).items() if n > 1] == []
    assert all(0 <= name.weight <= 1 for name in _own_names())
    assert [name.written for name in _own_names() if name.weight and not name.actor] == []


def test_cues_stand_once_and_their_classes_are_known() -> None:
    table = rows("gate_cues", package=EN)
    words = [word for row in table for word in several(row["words"])]
    assert [word for word, n in Counter(words).items() if n > 1] == []
    assert [word for word in words if word != word.lower()] == []
    assert {row["class"] for row in table} == {*RELATION, *OTHER}


def test_weights_are_of_features_there_are() -> None:
    weights = {row["feature"] for row in rows("gate_weights", package=EN)}
    cues = {word.rstrip("*") for row in rows("gate_cues", package=EN) for word in several(row["words"])}
    classes = {f"{place}:{cls}" for place in ("near", "rate") for cls in (*RELATION, *OTHER)}
    plain = set(found_in("Laos and Vietnam signed a treaty.").features)
    assert {w for w in weights if not w.startswith("cue:")} - classes - plain == {"threshold"}
    assert {w.removeprefix("cue:") for w in weights if w.startswith("cue:")} <= cues
