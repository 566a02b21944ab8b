"""Places: cities, regions, seas, islands, disputed features, sites and buildings.

A capital is a place where people are, go to or come from; where it acts or is acted upon it stands for its government and
is no place (guide, rule 13). Countries and parts of the world are no places of their own.
"""

from __future__ import annotations

import re
from calendar import month_name
from functools import cache, lru_cache

from attache.knowledge import rows, several
from attache.language.tokens import Span
from attache.reading.analysis import Analysis
from attache.reading.things.cities import capital_of, city_named, is_country, region_named
from attache.reading.things.findings import Finding, apart
from attache.reading.things.phrasebook import Phrasebook, fold
from attache.reading.things.runs import runs_of, trimmed
from attache.reading.things.sides import sides_in
from attache.reading.things.standing import (
    capital_is_place,
    housed,
    may_name_place,
    modifies,
    place_nouns,
    stands_at,
    takes_of,
    word_before,
)
from attache.reading.things.vocabulary import words

_MONTHS = "|".join(month_name[1:])
_DATELINE = re.compile(
    r"^[ \t]*(?P<places>[A-ZÀ-ÞĐ][A-ZÀ-ÞĐ.'’ -]{2,}(?:/[A-ZÀ-ÞĐ.'’ -]{3,})*)(?=,|\.| ?\(| ?[-–—]{1,2} |\s*$| \d)", re.MULTILINE
)
_DATED = re.compile(
    rf"^[ \t]*(?P<place>[A-ZÀ-ÞĐ][\w'’.-]+(?: [A-ZÀ-ÞĐ][\w'’.-]+){{0,2}}), (?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}})\b",
    re.MULTILINE,
)
"""A dateline in small letters: "Kampala, 21 October"."""
_KNOWN = 1
"""Fullness of a city that the gazetteer knows and a preposition of place governs, or of a place with its common noun."""
_TABLE = 2
"""Fullness of a place that the table of places knows."""
_UNKNOWN_CITY = 60_000
"""People a city of two or more words needs to count without a cue: below, too many names of towns are surnames."""
_CAPITALISED_ONLY = frozenset(
    {
        "house",
        "hall",
        "residence",
        "square",
        "pass",
        "camp",
        "department",
        "territory",
        "channel",
        "track",
        "trail",
        "falls",
        "tower",
    }
    | {"cave", "trench", "tomb", "gardens", "garden", "avenue", "street", "harbour", "harbor", "wharf", "constituency", "commune"}
    | {"suburb", "neighbourhood", "neighborhood", "barracks", "garrison", "theatre", "arena", "cape", "ridge", "shrine"}
)
"""Common nouns that make a place only as part of the name: "Hyderabad House", not "the Trump residence"."""


def find_places(at: Analysis) -> list[Finding]:
    """Passages that name a place, in text order."""
    runs = [run for sentence in at.doc.sents for run in runs_of(sentence)]
    by_noun = [found for run in runs if (found := _before_noun(at, run) or _after_noun(at, run))]
    cities = [found for run in runs if (found := _city(at, trimmed(run)))]
    return [f for f in apart([*_from_dateline(at), *_from_table(at), *by_noun, *cities]) if not _inside_actor(at, f)]


def _inside_actor(at: Analysis, finding: Finding) -> bool:
    """Whether the passage belongs to an actor: it stands inside a longer name ("Ho Chi Minh City Party Committee"), or the
    name is as long and nothing shows a place ("Cam Ranh" is one by the table, whatever else the words were taken for)."""
    start, end = finding.start, finding.end
    for mention in at.mentions:
        if mention.form in ("pronoun", "description", "metonym") or mention.kind not in ("organisation", "person"):
            continue
        unknown = finding.of is None and finding.fullness < _TABLE
        if unknown and mention.kind == "person" and start <= mention.evidence.start and mention.evidence.end <= end:
            return True
        if mention.evidence.start <= start and end <= mention.evidence.end:
            longer = mention.evidence.end - mention.evidence.start > end - start
            if longer or finding.fullness < (_TABLE if mention.kind == "organisation" else _KNOWN):
                return True
    return False


@cache
def _book() -> Phrasebook[dict[str, str]]:
    return Phrasebook([(n, row) for row in rows("places") for n in (row["name"], *several(row["aliases"]))], exact=True)


@cache
def _excluded() -> frozenset[str]:
    """Parts of the world, seats and metonyms, which are no cities."""
    names = {n for row in rows("places") if row["sort"] in ("macro", "seat") for n in (row["name"], *several(row["aliases"]))}
    names |= {n.removeprefix("the ") for row in rows("countries") for n in several(row["metonyms"]) if not capital_of(n)}
    return frozenset(fold(n) for n in names) | words("no place")


@cache
def _homonyms() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("place_homonyms", package="attache.language.en"))


def _from_dateline(at: Analysis) -> list[Finding]:
    """Capitals-only place names that open a line and are known as cities or stand in the report's dateline.

    A double dateline ("SEOUL/TOKYO") tells where two writers sat, not where anything took place.
    """
    out = []
    for hit in _DATELINE.finditer(at.report.text):
        name = hit.group("places").strip(" -–—.")
        city = city_named(name)
        told = at.report.place is not None and name.casefold() in at.report.place.casefold()
        if name and "/" not in name and name != "US" and (city or capital_of(name) or told):
            of = city.country if city else capital_of(name)
            start = hit.start("places")
            out.append(Finding(start, start + len(name), _clean(name), "place", of=of, fullness=_KNOWN))
    for hit in _DATED.finditer(at.report.text):
        name = hit.group("place")
        of = capital_of(name) or (found.country if (found := city_named(name)) else None)
        if of:
            out.append(Finding(hit.start("place"), hit.end("place"), name, "place", of=of, fullness=_KNOWN))
    return out


def _from_table(at: Analysis) -> list[Finding]:
    """Places of the table. Another name of a site or a disputed feature is entered under the table's name."""
    out = []
    for hit in _book().find(at.report.text):
        sort = hit.value["sort"]
        span = at.doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if sort == "macro" or span is None or _goes_on(at, hit.end) or (sort == "seat" and not housed(span)):
            continue
        start = _with_direction(span) if sort == "region" else hit.start
        printed = " ".join(at.report.text[start : hit.end].split())
        name = hit.value["name"] if sort in ("site", "disputed") else printed
        out.append(Finding(start, hit.end, name, "place", of=hit.value["of"] or None, fullness=_TABLE))
    return out


def _with_direction(span: Span) -> int:
    """Where the name begins, with a point of the compass in capitals before it: "Eastern Siberia"."""
    before = span.doc[span.start - 1] if span.start > span.sent.start + 1 else span[0]
    return before.idx if before.text.istitle() and before.lower_ in words("directional") else span.start_char


def _goes_on(at: Analysis, end: int) -> bool:
    """Whether the words run on into a longer capitalised name ("South China Sea Institute")."""
    tail = re.match(r" ([A-ZÀ-ÞĐ]\w+)", at.report.text[end : end + 40])
    return tail is not None and tail.group(1).casefold() not in place_nouns("after")


def _before_noun(at: Analysis, run: Span) -> Finding | None:
    """The place of "X region"; the noun may be the end of the run of capitals or follow it."""
    doc = at.doc
    if not any(map(may_name_place, doc.tokens[max(run.start, run.end - 2) : run.end + 1])):
        return None
    for size in (2, 1):
        inner = run[-size:] if len(run) > size else doc[run.end : run.end]
        outer = doc[run.end : run.end + size]
        for noun, proper in ((inner, run[: len(run) - len(inner)]), (outer, run)):
            naming = place_nouns("after").get(noun.text.casefold()) if len(noun) else None
            if naming is None or (noun is outer and naming == "keep" and noun.text.casefold() in _CAPITALISED_ONLY):
                continue
            return _with_noun(at, proper, noun, naming)
    return None


def _with_noun(at: Analysis, proper: Span, noun: Span, naming: str) -> Finding | None:
    """The place that a proper noun and a common noun after it name; None where the first is a country or no name at all."""
    whole = at.doc[proper.start : noun.end].text
    plain = not proper[-1].text[0].isupper() or all(token.tag_ in ("JJ", "JJS", "DT") for token in proper)
    if plain or (is_country(proper.text) and not noun.text[0].isupper()) or {fold(proper.text), fold(whole)} & _excluded():
        return None
    named = naming == "keep" and noun.text[0].isupper() and len(proper) == 1
    if sides_in(at, proper.start_char, proper.end_char) and not named:
        return None
    dropped = naming == "drop" and not noun.text[0].isupper() and not city_named(whole)
    end = proper.end_char if dropped else noun.end_char
    return _finding(at, proper, proper.start_char, end, _KNOWN)


def _after_noun(at: Analysis, run: Span) -> Finding | None:
    """The place of "province of X", "resort of X"; "Gulf of X" keeps its noun."""
    if run.start < 2 or at.doc[run.start - 1].lower_ != "of":
        return None
    noun = at.doc[run.start - 2]
    naming = place_nouns("before").get(noun.lower_)
    if naming is None or (naming == "keep" and not noun.text[0].isupper()) or (naming == "drop" and is_country(run.text)):
        return None
    return _finding(at, run, noun.idx if naming == "keep" else run.start_char, run.end_char, _KNOWN)


def _finding(at: Analysis, proper: Span, start: int, end: int, fullness: int) -> Finding:
    """The place at `[start, end)`, whose country is that of the city or region its proper noun names."""
    known = region_named(proper.text) or city_named(proper.text)
    name = _clean(at.report.text[start:end])
    return Finding(start, end, name, "place", of=(known.country or None) if known else None, fullness=fullness)


def _clean(name: str) -> str:
    name = " ".join(name.split())
    return " ".join(part.capitalize() for part in name.split()) if name.isupper() and len(name) > 3 else name


def _city(at: Analysis, run: Span) -> Finding | None:
    """A city or region known to the gazetteers, or what the analyser takes for a place, by the words around it."""
    name = run.text
    if not name or any(c.isdigit() for c in name) or fold(name) in _excluded():
        return None
    if is_country(name) or is_country(name.removesuffix("s")) or modifies(run):
        return None
    capital = capital_of(name)
    if capital:
        found = Finding(run.start_char, run.end_char, _clean(name), "place", of=capital, fullness=_KNOWN)
        return found if capital_is_place(run) else None
    known = city_named(name) or region_named(name)
    if known is None:
        unknown = Finding(run.start_char, run.end_char, _clean(name), "place")
        return unknown if _taken_for_place(at, run) or _marked_as_place(at, run) else None
    placed = run[-1].ent_type_ == "LOC" or run[0].ent_type_ == "LOC"
    standing = stands_at(run) or (placed and run.start > 0 and run.doc[run.start - 1].lower_ in ("of", "over", "for"))
    if not (placed or standing) and (len(run) == 1 or known.people < _UNKNOWN_CITY or run[-1].ent_type_ == "PER"):
        return None
    if name in _homonyms() and not (standing and placed):
        return None
    sure = _KNOWN if standing and (placed or len(run) > 1) else 0
    return Finding(run.start_char, run.end_char, _clean(name), "place", of=known.country or None, fullness=sure)


_PLACES = frozenset({"GPE", "LOC", "FAC"})


@lru_cache(maxsize=8)
def _marked(at: Analysis) -> frozenset[tuple[int, int]]:
    """Spans of tokens that both of the encoder's readings call a place."""
    names = (n for n in at.marks.names if n.type in _PLACES)
    return frozenset((n.start, n.end) for n in names if {t.ent_type_ for t in at.doc[n.start : n.end]} == {"LOC"})


def _marked_as_place(at: Analysis, run: Span) -> bool:
    """Whether the encoder marks all of the run as a place and it is stood in, gone to or visited, or contested ("over X")."""
    if (run.start, run.end) not in _marked(at) or sides_in(at, run.start_char, run.end_char) or _goes_on(at, run.end_char):
        return False
    before = word_before(run)
    return before is not None and (stands_at(run) or before.lower_ in ("over", "of") or takes_of(before) == "direct")


def _taken_for_place(at: Analysis, run: Span) -> bool:
    """Whether the analyser takes all of the run for a place and a preposition of place says the same."""
    if not 0 < len(run) < 4 or any(token.ent_type_ != "LOC" for token in run) or not stands_at(run):
        return False
    if run.doc[run.start - 1].lower_ in ("a", "an", "to"):
        return False
    return not sides_in(at, run.start_char, run.end_char) and not _goes_on(at, run.end_char)
