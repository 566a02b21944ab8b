"""Lines that two places name: "the railway from Lima to Cusco", "a gas pipeline linking Baku with Ceyhan".

In: the analysis of a report. Out: one finding a passage, named "A–B railway" as headings and tables write it (guide, rule 13);
the words "line", "stretch" and "section" take the kind of line told last before ("the stretch from Ica to Nazca").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from attache.knowledge import rows
from attache.reading.analysis import Analysis
from attache.reading.things.cities import city_named
from attache.reading.things.findings import Finding
from attache.reading.things.sides import names_of, sides_in

_END = r"[A-ZÀ-ÞĐ][\w’'-]+(?: [A-ZÀ-ÞĐ][\w’'-]+)?"
_ASIDE = r"(?:, [^,.;\n]{3,40},)?(?: of (?:some |about )?[\d.,]+ (?:km|kilomet(?:re|er)s|miles))?"
_JOINS = (
    (r"(?:running |leading |going )?from(?: the)?(?: city| port| town)?(?: of)?", r"to"),
    (r"between", r"and"),
    (
        r"(?:that |which )?(?:linking|connecting|joining|links|connects|joins|will link|would link|to link|to connect)",
        r"(?:and|with|to)",
    ),
)
_NEAR = 1500
"""Characters back to which "the stretch" may take its kind."""


@cache
def _names() -> dict[str, str]:
    """Words for lines with the names by which lines are entered; the empty name for a part of one."""
    return {row["word"]: row["name"] for row in rows("line_words", package="attache.language.en")}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word)))


@cache
def _pattern() -> re.Pattern[str]:
    heads = _any_of(_names())
    joins = "|".join(
        rf"{first} (?P<a{i}>{_END}) {then}(?: the)?(?: city| port| town)?(?: of)? (?P<b{i}>{_END})"
        for i, (first, then) in enumerate(_JOINS)
    )
    return re.compile(rf"\b(?P<head>{heads}){_ASIDE} (?:{joins})")


def find_lines(at: Analysis) -> list[Finding]:
    """Lines told by their two ends, in text order."""
    out: list[Finding] = []
    for hit in _pattern().finditer(at.report.text):
        head = hit["head"]
        kind = _names().get(head) or _kind_before(at.report.text, hit.start())
        ends = [_trimmed(hit[f"{side}{i}"]) for i in range(len(_JOINS)) if hit[f"a{i}"] for side in "ab"]
        sides = names_of(sides_in(at, hit.start(), hit.end()))
        if not all(ends) or ends[0] == ends[1]:
            continue
        name = f"{ends[0]}–{ends[1]} {kind or head}"
        out.append(
            Finding(hit.start(), hit.end(), name, "project", _country(ends), sides, fullness=len(name), core=hit.end("head"))
        )
    return out


def _kind_before(text: str, start: int) -> str:
    """The kind of line that the text names last in the part before `start`; empty where it names none near."""
    told = _kinds().findall(text, max(0, start - _NEAR), start)
    return _names()[told[-1].lower()] if told else ""


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of(word for word, name in _names().items() if name)})\b", re.IGNORECASE)


def _trimmed(end: str) -> str:
    """The place without a stop or possessive that the pattern took along."""
    return re.sub(r"(?:['’]s|[.'’-])+$", "", end)


def _country(ends: list[str]) -> str | None:
    """The country that both ends lie in; of one that no table knows, the other's."""
    known = {city.country for end in ends if (city := city_named(end)) is not None}
    return known.pop() if len(known) == 1 else None
