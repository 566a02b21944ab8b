"""One-liners below a report that are not about it: sport, weather, markets, services ("Tunis: sunny, 33 degrees")."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from attache.knowledge import rows
from attache.sources.paragraphs import Block, words

# The longest sidelight of the development reports has 16 words, the longest block of them 30.
_LONGEST_SENTENCE = 25
_LONGEST_LABELLED = 16
_LONGEST_BLOCK = 50
_BY_ITSELF = 2
_BREAK = re.compile(r"(?<=[.!?;])\s+(?=[A-Z])")


class _Theme(NamedTuple):
    name: str
    weight: int
    word: re.Pattern[str]


@cache
def _themes() -> tuple[_Theme, ...]:
    table = rows("sidelights", package="attache.language.en")
    return tuple(
        _Theme(row["theme"], int(row["weight"]), re.compile(rf"(?<!\w)(?:{row['word']})(?!\w)", re.IGNORECASE)) for row in table
    )


@cache
def _of_name(name: str) -> tuple[_Theme, ...]:
    return tuple(theme for theme in _themes() if theme.name == name)


def is_sidelight(block: Block, body: list[Block]) -> bool:
    """Whether a block below the body is made of sidelights: each sentence tells of sport, weather, markets or services
    in words that the report itself has not used, or opens with such a label."""
    text = " ".join(block)
    if len(words(text)) > _LONGEST_BLOCK:
        return False
    told = " ".join(line for part in body for line in part)
    sentences = [s for line in block for s in _BREAK.split(line) if s]
    return (
        bool(sentences)
        and _mark(sentences[0], told) >= _BY_ITSELF
        and all(_mark(sentence, told) >= 1 for sentence in sentences[1:])
    )


def speaks_of_relations(line: str) -> bool:
    """Whether a line has a word of international relations (minister, treaty, trade), which furniture seldom has."""
    return any(theme.word.search(line) for theme in _of_name("guard"))


def _mark(sentence: str, told: str) -> int:
    """2 where the sentence is a sidelight by itself, 1 where it may stand beside one, 0 where it belongs to the report."""
    label, _, rest = sentence.partition(": ")
    labelled = (bool(rest) and 1 <= len(words(label)) <= 5) or " | " in sentence
    if labelled and any(t.word.fullmatch(label.strip()) for t in _of_name("label")):
        return 2
    if len(words(sentence)) > _LONGEST_SENTENCE or speaks_of_relations(sentence):
        return 0
    strong, weak = _weights(sentence, told)
    short, kin = len(words(sentence)) <= 12, _shared_names(sentence, told)
    if labelled and len(words(sentence)) <= _LONGEST_LABELLED and (strong or weak):
        return 2
    if kin:
        return 2 if short and strong - {"market"} else 0
    return 2 if strong or weak >= 2 else int(short)


def _weights(sentence: str, told: str) -> tuple[set[str], int]:
    """The themes with a strong word that the report has not used itself, and how many weak ones of one theme are there."""
    strong: set[str] = set()
    weak = dict.fromkeys(("sport", "weather", "market", "service"), 0)
    for theme in (theme for name in weak for theme in _of_name(name)):
        found = {m[0].casefold() for m in theme.word.finditer(sentence)}
        strange = [w for w in found if not re.search(rf"(?<!\w){re.escape(w)}s?(?!\w)", told, re.IGNORECASE)]
        weak[theme.name] += len(strange)
        if theme.weight > 1 and strange:
            strong.add(theme.name)
    return strong, max(weak.values())


def _shared_names(sentence: str, told: str) -> bool:
    """Whether the sentence names someone or something that the report names: capitalised words other than its first."""
    names = re.findall(r"(?<=\s)[A-ZÀ-Þ][\w\-]{2,}", sentence)
    days = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
    return any(name not in days and re.search(rf"\b{re.escape(name)}\b", told) for name in names)
