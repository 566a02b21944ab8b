"""Programmes and projects: years of culture, plans, initiatives, named exercises; plants, pipelines, lines, parks.

Both are entered under a name: capitals, a proper noun in front, or a form of words that names ("Year of A in B", "eighteenth
package of sanctions"). A plan or a bridge spoken of in general is none.
"""

from __future__ import annotations

import re

from attache.reading.analysis import Analysis
from attache.reading.things.cities import city_named, is_country, region_named
from attache.reading.things.findings import Finding
from attache.reading.things.phrasebook import fold
from attache.reading.things.phrases import Phrase, names_side
from attache.reading.things.sides import is_bloc, names_of, ranked_sides, shown, sides_in
from attache.reading.things.vocabulary import words

_CAP = r"[A-ZÀ-ÞĐ][\w’'-]*"
_RUN = rf"{_CAP}(?: (?:and |& )?{_CAP})*"
_PLACE = rf"(?: in (?:the )?{_CAP}(?: {_CAP})*)"
_NTH = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|[a-z]+tieth(?:-[a-z]+)?"
    r"|[a-z]+ty-[a-z]+(?:st|nd|rd|th)|\d+(?:st|nd|rd|th))"
)
_FORMS: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("Year",), re.compile(rf"\b(?:Cross )?Years? of {_RUN}{_PLACE}?(?: \d{{4}})?")),
    (
        ("Days", "Week", "Month", "Decade"),
        re.compile(rf"\b(?:{_CAP} )?(?:Days|Weeks?|Months?|Decade) of (?:the )?{_RUN}{_PLACE}?"),
    ),
    (
        ("Operation", "Exercise", "Mission", "Project"),
        re.compile(rf"\b(?:Operation|Exercise|Mission|Project) {_CAP}(?: {_CAP})*(?: \d{{4}})?"),
    ),
    ((" Year of ",), re.compile(rf"\b{_CAP}(?: {_CAP})* Year of {_RUN}")),
    ((" Year",), re.compile(rf"\b{_CAP}(?: {_CAP})? Year{_PLACE}")),
    (("sanctions",), re.compile(rf"\b{_NTH} (?:package of sanctions|sanctions package)")),
)
"""Forms of words, each with what a text must hold for it to be looked for."""
_EXERCISES = frozenset({"exercise", "drill"})
_COMMON_SITES = frozenset({"port", "airport", "refinery", "canal", "mine", "centre", "center", "observatory"})
"""Head words that with a place's name in front are places rather than projects, unless written as a name."""


def find_forms(at: Analysis) -> list[Finding]:
    """Programmes told by a form of words."""
    out = []
    text = at.report.text
    for needed, form in _FORMS:
        for hit in form.finditer(text) if any(word in text for word in needed) else ():
            name = " ".join(hit.group().split())
            sides = names_of(sides_in(at, hit.start(), hit.end()))
            out.append(Finding(hit.start(), hit.end(), name, "programme", parties=sides, fullness=len(name)))
    return out


def programme_of(at: Analysis, phrase: Phrase) -> Finding | None:
    """The programme or named exercise of the phrase; None where it has no name, or is a field in the title of an office."""
    head = phrase.head_words
    if phrase.plural and head not in _EXERCISES:
        return None
    if head == "policy" and phrase.start > 0 and phrase.doc[phrase.start - 1].lower_ == "for":
        return None
    if phrase.capitalised and not phrase.premodifiers:
        return phrase.finding(phrase.text(), parties=phrase.sides(at)) if _is_titled(phrase) else None
    if not any(token.text[0].isupper() or token.text[0].isdigit() for token in phrase.premodifiers):
        return None
    if phrase.capitalised:
        return phrase.finding(phrase.name, parties=phrase.sides(at, phrase.head_end), end=phrase.head_end)
    lender = _lender(at, phrase)
    if lender:
        return lender
    if (phrase.sort == "weak" and head not in _EXERCISES) or not _is_name(at, phrase):
        return None
    end = phrase.end if phrase.opener in ("on", "for") else phrase.head_end
    return phrase.finding(phrase.text(end=end), parties=phrase.sides(at, end), end=end)


def _is_titled(phrase: Phrase) -> bool:
    """Whether the name follows its head: "Initiative for the Sahel"."""
    if phrase.head_words not in words("titled") or phrase.determiner in ("a", "an"):
        return False
    return phrase.opener in ("for", "on", "of") and phrase.complement[-1].text[0].isupper()


def _lender(at: Analysis, phrase: Phrase) -> Finding | None:
    """ "An IMF programme" is told apart by the country it is for: the one the report is most about."""
    before = fold(" ".join(token.text for token in phrase.premodifiers))
    if phrase.head_words != "programme" or before not in words("lender"):
        return None
    countries = [side for side in ranked_sides(at) if not is_bloc(side)]
    name = f"{phrase.name} for {shown(countries[0])}" if countries else phrase.name
    return phrase.finding(name, parties=tuple(countries[:1]), end=phrase.head_end)


def project_of(at: Analysis, phrase: Phrase) -> Finding | None:
    """The named site, plant or line of the phrase; None where no proper noun names it."""
    if not phrase.plural and not _is_name(at, phrase):
        return _sited(at, phrase)
    if phrase.plural or (phrase.head_words in _COMMON_SITES and not phrase.capitalised):
        return None
    named = phrase.capitalised and phrase.opener in ("for", "of") and phrase.complement[-1].text[0].isupper()
    end = phrase.end if named else phrase.head_end
    sides = phrase.sides(at, end)
    of = sides[0] if len(sides) == 1 and not is_bloc(sides[0]) else None
    return phrase.finding(phrase.text(end=end), parties=sides, end=end, of=of)


def _sited(at: Analysis, phrase: Phrase) -> Finding | None:
    """A site told by what it is and its town: "a coal-fired power plant in Mejillones", "the trade centre in Accra"."""
    told = [t for t in phrase.premodifiers if fold(t.text) not in words("generic") and t.text[0].islower()]
    sort = (told or phrase.head_end - phrase.head > 1) and not any(t.text[0].isupper() for t in phrase.premodifiers)
    rest = phrase.doc.tokens[phrase.head_end : phrase.head_end + 3]
    if not sort or len(rest) < 2 or rest[0].lower_ not in ("in", "at", "near") or not rest[1].text[0].isupper():
        return None
    pair = " ".join(t.text for t in rest[1:] if t.text[0].isupper())
    town = pair if city_named(pair) else rest[1].text
    place = city_named(town)
    if is_country(town) or (place is None and region_named(town)) or rest[1].tag_ != "NNP":
        return None
    end = phrase.head_end + 1 + len(town.split())
    return phrase.finding(f"{phrase.name} in {town}", of=place.country if place else None, end=end)


def _is_name(at: Analysis, phrase: Phrase) -> bool:
    """Whether a capitalised modifier is more than the country it belongs to ("Balikatan exercise", not "Russian exercise")."""
    proper = [token for token in phrase.premodifiers if token.text[0].isupper() and not token.is_sent_start]
    return any(not names_side(at, token) for token in proper) or (phrase.capitalised and bool(proper))
