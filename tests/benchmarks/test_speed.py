"""The benchmark of speed: its texts are what they are said to be, its parts run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attache.reading.gate import gate
from benchmarks.speed.figures import Figure, Part
from benchmarks.speed.growing import measured
from benchmarks.speed.taking import imported
from benchmarks.speed.texts import WORDS, irrelevant, mixed, relevant, write_lines


@pytest.mark.parametrize("make", [relevant, irrelevant])
def test_texts_have_400_words_and_are_of_their_kind(make: object) -> None:
    texts = [make(n) for n in range(12)]  # type: ignore[operator]
    assert {len(t.split()) for t in texts} == {WORDS}
    assert len(set(texts)) == len(texts)
    assert {gate(t).passed for t in texts} == {make is relevant}
    assert make(3) == texts[3]  # type: ignore[operator]


def test_nine_in_ten_of_the_stream_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "stream.jsonl"
    write_lines(path, mixed(40))
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    passed = [gate(line["text"]).passed for line in lines]
    assert (len(passed), sum(passed)) == (40, 4)
    assert len({line["url"] for line in lines}) == 40


REACHED = [
    (Figure("rate", 26.0, "a second", 25.0), True, "reached"),
    (Figure("rate", 24.0, "a second", 25.0), False, "MISSED"),
    (Figure("growth", 1.1, "times", 1.2, at_most=True), True, "at most 1.2: reached"),
    (Figure("growth", 1.3, "times", 1.2, at_most=True), False, "MISSED"),
    (Figure("size", 7.0, "MiB"), None, "MiB"),
]


@pytest.mark.parametrize(("figure", "reached", "words"), REACHED)
def test_a_goal_stands_beside_its_figure(figure: Figure, reached: bool | None, words: str) -> None:
    assert figure.reached is reached
    assert figure.words().endswith(words)


def test_seconds_are_told_with_their_share() -> None:
    part = Part("mixed", "a stream", (), {"gate": 1.0, "reading": 3.0})
    assert "25.0%" in part.words()
    assert part.as_json()["seconds"] == {"gate": 1.0, "reading": 3.0}


def test_readings_are_imported_and_counted() -> None:
    part = imported(80, different=2)
    assert part.figures[0].value > 0
    assert part.figures[0].goal == 2000


def test_a_ledger_is_grown_and_measured() -> None:
    batch, one, memory = measured(20, 2, at_once=20)
    assert min(batch, one) > 0
    assert memory >= 0
