"""Programmes and projects: years of culture, plans, initiatives, named exercises; plants, pipelines, lines, parks.

Both are entered under a name: capitals, a proper noun in front, or a form of words that names ("Year of A in B", "eighteenth
package of sanctions"). A plan or a bridge spoken of in general is none.
"""

from __future__ import annotations

import re

from attache.reading.analysis import Analysis
from attache.reading.things.findings import Finding
from attache.reading.things.phrasebook import fold
from attache.reading.things.phrases import Phrase
from attache.reading.things.sides import names_of, ranked_sides, shown, sides_in
from attache.records import ThingKind

_CAP = r"[A-ZÀ-ÞĐ][\w’'À-ÿ-]*"
_FORMS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"\b(?:Cross )?Years? of {_CAP}(?: (?:and )?{_CAP})*(?: in (?:the )?{_CAP}(?: {_CAP})*)?(?: \d{{4}})?"),
    re.compile(rf"\b(?:{_CAP} )?(?:Days|Weeks?|Months?|Decade) of (?:the )?{_CAP}(?: (?:and )?{_CAP})*(?: in (?:the )?{_CAP}(?: {_CAP})*)?"),
    re.compile(rf"\b(?:Operation|Exercise|Mission|Project) {_CAP}(?: {_CAP})*(?: \d{{4}})?"),
    re.compile(rf"\b{_CAP}(?: {_CAP})* Year of {_CAP}(?: (?:and |& )?{_CAP})*"),
    re.compile(r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[a-z]+teenth|[a-z]+tieth(?:-[a-z]+)?|\d+(?:st|nd|rd|th)) (?:package of sanctions|sanctions package)"),
)
_EXERCISES = frozenset({"exercise", "drill"})
_LENDERS = frozenset({"IMF", "World Bank", "International Monetary Fund", "EU", "EBRD"})


def find_forms(at: Analysis) -> list[Finding]:
    """Programmes told by a form of words."""
    out = []
    for form in _FORMS:
        for hit in form.finditer(at.report.text):
            name = " ".join(hit.group().split())
            sides = names_of(sides_in(at, hit.start(), hit.end()))
            out.append(Finding(hit.start(), hit.end(), name, "programme", parties=sides, fullness=len(name)))
    return out


def programme_of(at: Analysis, phrase: Phrase) -> Finding | None:
    """The programme or named exercise of the phrase; None where it has no name."""
    if phrase.plural and fold(phrase.head_words) not in ("exercise", "drill"):
        return None
    proper = _proper(at, phrase)
    if not proper:
        return None
    head = phrase.head_words
    if phrase.capitalised and len(phrase.premodifiers) >= 1:
        name = phrase.text(phrase.start, phrase.head_end)
        return _finding(at, phrase, name, "programme", phrase.head_end)
    lender = _lender(at, phrase)
    if lender:
        return lender
    if (phrase.sort == "weak" and head not in _EXERCISES) or not _is_name(at, phrase):
        return None
    end = phrase.end if phrase.complement and phrase.complement[0].lower_ in ("on", "for") else phrase.head_end
    return _finding(at, phrase, phrase.text(phrase.start, end), "programme", end)


def _lender(at: Analysis, phrase: Phrase) -> Finding | None:
    """ "An IMF programme" is told apart by the country it is for: the one the report is most about."""
    before = " ".join(t.text for t in phrase.premodifiers)
    if phrase.head_words != "programme" or before not in _LENDERS:
        return None
    countries = [side for side in ranked_sides(at) if len(side) == 3]
    name = phrase.text(phrase.start, phrase.head_end) + (f" for {shown(countries[0])}" if countries else "")
    return _finding(at, phrase, name, "programme", phrase.head_end)


def project_of(at: Analysis, phrase: Phrase) -> Finding | None:
    """The named site, plant or line of the phrase; None where no proper noun names it."""
    if phrase.plural or not (_proper(at, phrase) and _is_name(at, phrase)):
        return None
    if phrase.sort == "weak" and phrase.head_words in ("port", "airport", "refinery", "canal", "mine") and not phrase.capitalised:
        return None
    if phrase.head_words in ("centre", "center") and not phrase.capitalised:
        return None
    end = phrase.head_end
    if phrase.capitalised and phrase.complement and phrase.complement[0].lower_ in ("for", "of") and phrase.complement[-1].text[0].isupper():
        end = phrase.end
    return _finding(at, phrase, phrase.text(phrase.start, end), "project", end)


def _finding(at: Analysis, phrase: Phrase, name: str, kind: ThingKind, end: int) -> Finding:
    start, stop = phrase.doc[phrase.start].idx, phrase.doc[end - 1].idx + len(phrase.doc[end - 1])
    sides = names_of(sides_in(at, start, stop))
    of = sides[0] if kind == "project" and len(sides) == 1 and len(sides[0]) == 3 else None
    return Finding(start, stop, name, kind, of=of, parties=sides, fullness=stop - start)


def _proper(at: Analysis, phrase: Phrase) -> bool:
    return any(t.text[0].isupper() or t.text[0].isdigit() for t in phrase.premodifiers)


def _is_name(at: Analysis, phrase: Phrase) -> bool:
    """Whether a capitalised modifier is more than the country it belongs to ("Balikatan exercise", not "Russian exercise")."""
    words = [t for t in phrase.premodifiers if t.text[0].isupper() and not t.is_sent_start]
    return any(not sides_in(at, t.idx, t.idx + len(t)) for t in words) or (phrase.capitalised and bool(words))
