"""Texts of 400 words: reports on relations cut from the examples, others from the texts written for the gate.

The same number gives the same text. Runs of paragraphs are taken from where a draw falls, so that no two reports are one
text; each ends with a line of its own.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

from attache.reading.gate import gate
from attache.sources import reports_from
from attache.sources.compose import Origin
from attache.sources.inputs import report_of_paste
from training.gate.texts import written

WORDS: Final = 400
SET_ASIDE: Final = 9
"""Of ten reports of the mixed stream so many are set aside."""
EXAMPLES: Final = Path(__file__).parents[2] / "examples"


@cache
def _paragraphs() -> tuple[tuple[str, ...], ...]:
    """The examples, each as its paragraphs."""
    reports = reports_from([str(EXAMPLES)], on_aside=lambda aside: None)
    return tuple(tuple(p.strip() for p in report.text.split("\n") if p.strip()) for report in reports)


def relevant(number: int) -> str:
    """A report on relations that is read whole: of a stretch that looks like a page's furniture some would be cut off, and
    one that holds nothing but the weather would be set aside."""
    draw = random.Random(f"relevant {number}")
    while True:
        text = _cut(_runs(draw), f"Report {number} of the benchmark.")
        body = report_of_paste(text, Origin()).text
        if len(body.split()) == WORDS and gate(body).passed:
            return text


def _runs(draw: random.Random) -> Iterator[str]:
    while True:
        report = draw.choice(_paragraphs())
        yield from report[draw.randrange(len(report)) :]


def _cut(paragraphs: Iterator[str], last: str) -> str:
    """Paragraphs up to 400 words with the last line, which is part of them."""
    left = WORDS - len(last.split())
    out = []
    for paragraph in paragraphs:
        words = paragraph.split()
        out.append(" ".join(words[:left]))
        left -= len(out[-1].split())
        if left <= 0:
            break
    return "\n\n".join((*out, last))


@cache
def _other_subjects() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Titles and texts that are not about relations, each subject together."""
    subjects: dict[str, list[str]] = {}
    for text in written():
        if not text.relevant:
            subjects.setdefault(text.subject, []).append(f"{text.title}\n\n{text.text}")
    return tuple((name, tuple(texts)) for name, texts in sorted(subjects.items()))


def irrelevant(number: int) -> str:
    """A report on something else that the gate sets aside."""
    draw = random.Random(f"irrelevant {number}")
    while True:
        subject, texts = draw.choice(_other_subjects())
        text = _cut(_shuffled(draw, texts), f"Number {number} on {subject}.")
        if not gate(text).passed:
            return text


def _shuffled(draw: random.Random, texts: tuple[str, ...]) -> Iterator[str]:
    while True:
        yield from draw.sample(texts, len(texts))


def mixed(count: int) -> Iterator[str]:
    """A stream of which nine in ten are set aside, in a mixed order."""
    draw = random.Random("order")
    for start in range(0, count, SET_ASIDE + 1):
        ten = [relevant(start), *(irrelevant(start + n) for n in range(1, SET_ASIDE + 1))]
        draw.shuffle(ten)
        yield from islice(ten, count - start)


def write_lines(path: Path, texts: Iterator[str]) -> None:
    """A file of JSON lines, a report each."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            day = f"20{10 + number % 15:02}-{1 + number % 12:02}-{1 + number % 28:02}"
            line = {"url": f"https://example.org/{number}", "published": day, "text": text}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
