"""The dateline: "HANOI, Nov. 24, 1997 (PD) - …", "ISLAMABAD: …", "STRASBOURG, 22 January 2026" on a line of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attache.sources.cues import names_a_paper
from attache.sources.printed import Printed, dates_in

_UPPER = r"[^\W\d_a-zà-öø-ÿ]"
_CAPITALS = rf"{_UPPER}[^\W\d_a-zà-öø-ÿ’'.\-]*(?:[ \-’'][^\W\d_a-zà-öø-ÿ]+)*"
_JOINT = r"(?:de|del|la|el|al|of|the|da|do|dos|and|am|on|upon)"
_WORD = rf"(?:(?:{_UPPER}\w?\.)+|{_UPPER}[\w’'\-]*)"
_NAME = rf"{_WORD}(?:[ ](?:{_JOINT}[ ])?{_WORD}){{0,4}}"
_NO_DAY = r"(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
_PLACE = rf"(?P<place>{_NAME}(?:\s?/\s?{_NAME}){{0,2}}(?:,\s{_NO_DAY}{_NAME})?(?:\s\({_NAME}\)(?=\s?,))?)"
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    rf"|{_SHORT}\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_DAY = (
    rf"(?P<day>(?:{_WEEKDAY},?\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:,?\s\d{{4}})?|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|(?:early|mid|late)[\s\-]{_MONTH}(?:\s\d{{4}})?|{_WEEKDAY}))"
)
_AGENCY = (
    r"\(\s*(?P<agency>[^()\d\s][^()\d]{0,38}[^()\d\s])\s*\)"
    r"|/(?P<slashed>[A-Z][A-Za-z\-]{1,15})/|[-–—]\s?(?P<dashed>[A-Z]{2,8})(?=\s?[-–—])"
)
_MARK = r"(?:--|[-–—:]|(?<=\.)|\.)"
_INLINE = re.compile(
    rf"^{_PLACE}(?:\s?[,|]\s?{_DAY})?[.,]?(?:\s*(?:{_AGENCY}))?(?:\s*[.,])?(?:\s*(?P<mark>--|[-–—:.]))?\s+(?=\S)"
)
_ALONE = re.compile(
    rf"^{_PLACE}\s?[,|]\s?{_DAY}[.,]?(?:\s*(?:{_AGENCY}))?(?:\s*[-–—:.]+)?(?P<tail>\s*(?:By|From)\s(?P<byline>.{{2,60}}))?\s*$"
)
_DAY_FIRST = re.compile(rf"^{_DAY}\s?[|,–—-]\s?{_PLACE}$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place, day words and agency sign as printed, the full day where the year is there, and where the sentence begins."""

    end: int
    place: str | None
    day: str | None
    agency: str | None
    printed: Printed | None
    close: int
    """Where place, day and agency end; behind it a line of its own may go on with a byline."""
    byline: str | None = None


def dateline(line: str) -> Dateline | None:
    """The dateline that opens a paragraph, or that the whole line is; None where there is none.

    A name before a colon or dash is a dateline only in capitals, or with a day or an agency's sign: "Vietnam: …" is none.
    """
    alone = _ALONE.match(line) or _DAY_FIRST.match(line)
    if alone and _is_place(alone["place"]):
        return _made(alone, len(line))
    inline = _INLINE.match(line)
    if not inline or not _is_place(inline["place"]) or not re.search(r"[a-z]{2}", line[inline.end() :]):
        return None
    place, sign = inline["place"], inline["agency"] or inline["slashed"] or inline["dashed"]
    last = max(inline.end(group) for group in ("place", "day", "agency", "slashed", "dashed"))
    mark = line[last : inline.end()]
    capitals = bool(re.match(rf"{_CAPITALS}(?=$|[,/ (])", place)) and not re.search(r"[a-z]{3}", re.split(r",|\(", place)[0])
    if (inline["day"] and (sign or mark.strip())) or (sign and mark.strip(" )") and _is_sign(sign)):
        return _made(inline, inline.end())
    if capitals and len(place) > 2 and (re.search(r"[-–—:]", mark) or ("." in mark and "," in place)):
        return _made(inline, inline.end())
    return None


def _is_place(name: str) -> bool:
    """Not a weekday, and not the name of a paper or agency."""
    return (
        not re.fullmatch(_WEEKDAY, name)
        and not re.match(r"(?:By|From|Published|Posted|Updated)\b", name)
        and not (" " in name and names_a_paper(name))
    )


def _is_sign(words: str) -> bool:
    """An agency's sign is a name: acronym or capitalised words."""
    return all(word[:1].isupper() or word in {"dpa", "of", "the", "and", "d'"} for word in words.split())


def _made(m: re.Match[str], end: int) -> Dateline:
    groups = m.groupdict()
    day = groups.get("day")
    printed = next(iter(dates_in(day)), None) if day else None
    agency = groups.get("agency") or groups.get("slashed") or groups.get("dashed")
    byline = groups.get("byline")
    close = m.start("tail") if byline else m.end()
    return Dateline(
        end,
        _in_small_letters(groups.get("place")),
        _without_stop(day),
        agency,
        printed,
        close,
        byline.rstrip(" .") if byline else None,
    )


def _in_small_letters(place: str | None) -> str | None:
    """A place in the letters of running text: "HO CHI MINH CITY" is Ho Chi Minh City; words of two letters stay ("UN")."""
    return (
        re.sub(r"\b[^\W\d_]{3,}\b", lambda word: word[0].capitalize() if word[0].isupper() else word[0], place)
        if place
        else place
    )


def _without_stop(day: str | None) -> str | None:
    """The day words without a full stop that belongs to the line."""
    return day.removesuffix(".") if day and not re.search(rf"\b{_SHORT}\.$", day) else day
