"""News agencies: known ones by their signs, others by where and how they sign."""

from __future__ import annotations

import re
from functools import cache

from attache.knowledge import rows, several

_KINDS = r"(?:News Agency|News Service|Press Service|Press Agency|News Wire|Newswire|Wire Service|Wire|Press Association)"
_LIKE_AGENCY = re.compile(rf"(?:[A-ZÀ-Þ][\w’'\-]*\s){{1,4}}{_KINDS}|Agenc(?:ia|ija|e|y) [A-ZÀ-Þ][\w\-]+(?:\s[A-ZÀ-Þ][\w\-]+)?")
_CREDIT = re.compile(r"^(?:source|sources|via|nguồn|credit)\s?:\s?(?P<name>[^\d()]{2,40}?)[.)]*$", re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"(?P<stop>[.!?…][”\"’'»)]?|/\.|\./\.)\s*(?:(?:[-–—]{1,2}\s?(?P<dashed>[A-ZČ][\w.]{1,11}(?:\s(?:[A-Z][\w]+)){0,3})\.?"
    r"|\(\s*(?P<bracketed>[^()\d\s][^()\d]{0,38}[^()\d\s])\s*\)\.?|/(?P<slashed>[A-Z][A-Za-z\-]{1,14})/|(?P<bare>Enditem|(?-i:[A-Z]{2,6}(?:/[A-Z]{2,6})?)))\s*)?$"
)


@cache
def _names() -> dict[str, str]:
    return {sign.casefold(): row["name"] for row in rows("agencies") for sign in (row["name"], *several(row["signs"]))}


def known(sign: str) -> str | None:
    """The agency's usual name for one of its names or signs; None for agencies outside the table."""
    return _names().get(" ".join(sign.split()).casefold())


def agency_name(sign: str) -> str:
    """The usual name where the sign is known, else the sign itself."""
    return known(sign) or " ".join(sign.split())


def like_agency(words: str) -> str | None:
    """A name in the words that calls itself an agency, wire or news service, or is a known agency standing alone."""
    whole = known(words.strip(" .,|–—-"))
    found = _LIKE_AGENCY.search(words)
    return whole or (found[0] if found else None)


def credit(line: str) -> str | None:
    """The agency in a credit line ("Source: VNA")."""
    m = _CREDIT.match(re.split(r"\s[|•·]\s", line.strip())[0])
    return agency_name(m["name"]) if m else None


def without_sign_off(paragraph: str) -> tuple[str, str | None]:
    """The last paragraph without what agencies put behind the last sentence ("-VNA", "./.", "(LNA)"), and the sign."""
    text = re.sub(r"\s*\.?/\.(?=\s*(?:[A-Z]{2,8})?\s*$)", ".", paragraph)
    text = re.sub(r"(?<=[.!?”\"])\s*[\[(](?:end|ends)[\])].{0,20}$", "", text, flags=re.IGNORECASE)
    m = _SIGN_OFF.search(text)
    if not m or m.end("stop") == len(text.rstrip()):
        return text, None
    sign = m["dashed"] or m["bracketed"] or m["slashed"] or m["bare"]
    if sign is None or not _is_name(sign):
        return text, None
    return text[: m.end("stop")].rstrip(), None if sign == "Enditem" else agency_name(sign)


def whole_sign(line: str) -> str | None:
    """The agency where a line holds nothing but its sign: "(LNA)", "(Pacific Dispatch)", "- VNA", "VNA"."""
    m = re.fullmatch(
        r"[-–—]{0,2}\s?\(\s*([^()\d\s][^()\d]{0,38}[^()\d\s])\s*\)\.?|[-–—]{1,2}\s?([A-Z][\w]{1,11})|/([A-Z][A-Za-z\-]+)/",
        line.strip(),
    )
    sign = next((g for g in m.groups() if g), None) if m else known(line)
    return agency_name(sign) if sign and _is_name(sign) else None


def _is_name(sign: str) -> bool:
    return known(sign) is not None or all(word[:1].isupper() or word in {"of", "the", "and"} for word in sign.split())
