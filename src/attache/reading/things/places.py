"""Places: cities, regions, seas, islands, disputed features, sites and buildings.

A capital is a place where people are, go to or come from; where it acts or is acted upon it stands for its government and
is no place (guide, rule 13). Countries and parts of the world are no places of their own.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Span, Token

from attache.knowledge import rows, several
from attache.reading.analysis import Analysis
from attache.reading.things.cities import capital_of, city_named, is_country, region_named
from attache.reading.things.findings import Finding, apart
from attache.reading.things.phrasebook import Phrasebook, fold
from attache.reading.things.sides import sides_in

_EN = "attache.language.en"
_STANDING = frozenset({"in", "near", "outside", "around", "through", "via", "across", "inside", "at", "off", "throughout", "above"})
_MOVING = frozenset({"to", "from", "into", "for", "between", "towards", "toward"})
_DATELINE = re.compile(
    r"^[ \t]*(?P<places>[A-ZÀ-ÞĐ][A-ZÀ-ÞĐ.'’ -]{2,}(?:/[A-ZÀ-ÞĐ.'’ -]{3,})*)(?=,|\.| ?\(| ?[-–—]{1,2} |\s*$| \d)", re.MULTILINE
)
_KNOWN = 1
"""Fullness of a city that the gazetteer knows and a preposition of place governs, or of a place with its common noun."""
_TABLE = 2
"""Fullness of a place that the table of places knows."""
_UNKNOWN_CITY = 60_000
"""People a city needs to count without a locative cue: below, too many names of towns are surnames."""


@cache
def _places() -> Phrasebook[dict[str, str]]:
    return Phrasebook([(n, row) for row in rows("places") for n in (row["name"], *several(row["aliases"]))], exact=True)


@cache
def _heads(position: str) -> dict[str, str]:
    return {row["head"]: row["naming"] for row in rows("place_heads", package=_EN) if row["position"] == position}


@cache
def _homonyms() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("place_homonyms", package=_EN))


@cache
def _motion() -> dict[str, str]:
    return {row["lemma"]: row["takes"] for row in rows("motion_words", package=_EN)}


def find_places(at: Analysis) -> list[Finding]:
    """Passages that name a place, in text order."""
    found = [*_from_dateline(at), *_from_table(at), *_from_heads(at), *_from_runs(at)]
    return [f for f in apart(found) if not _inside_actor(at, f)]


def _inside_actor(at: Analysis, finding: Finding) -> bool:
    """Whether the passage belongs to an actor: inside a longer name ("Ho Chi Minh City Party Committee"), or one that is as
    long and the place is not known for one ("Cam Ranh" is, whatever else the words were taken for)."""
    start, end = finding.start, finding.end
    for mention in at.mentions:
        if mention.form in ("pronoun", "description", "metonym") or mention.kind not in ("organisation", "person"):
            continue
        if mention.evidence.start <= start and end <= mention.evidence.end:
            longer = mention.evidence.end - mention.evidence.start > end - start
            if longer or finding.fullness < (_TABLE if mention.kind == "organisation" else _KNOWN):
                return True
    return False


def _from_dateline(at: Analysis) -> list[Finding]:
    """Capitals-only place names that open a line and are known as cities or stand in the report's dateline."""
    out = []
    for hit in _DATELINE.finditer(at.report.text):
        offset = hit.start("places")
        for part in hit.group("places").split("/"):
            name = part.strip(" -–—.")
            start = offset + part.index(name) if name else offset
            offset += len(part) + 1
            city = city_named(name)
            told = at.report.place is not None and name.casefold() in at.report.place.casefold()
            if not name or not (city or capital_of(name) or told) or name == "US":
                continue
            out.append(Finding(start, start + len(name), _title(name), "place", of=city.country if city else capital_of(name), fullness=_KNOWN))
    return out


def _title(name: str) -> str:
    return " ".join(part.capitalize() for part in name.split())


def _from_table(at: Analysis) -> list[Finding]:
    out = []
    for hit in _places().find(at.report.text):
        if hit.value["sort"] == "macro" or _continues(at, hit.start, hit.end):
            continue
        span = at.doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if hit.value["sort"] == "seat" and (span is None or not _housed(span)):
            continue
        words = at.report.text[hit.start : hit.end]
        name = hit.value["name"] if hit.value["sort"] in ("site", "disputed") and hit.alias != hit.value["name"] else words
        out.append(Finding(hit.start, hit.end, name, "place", of=hit.value["of"] or None, fullness=_TABLE))
    return out


def _housed(span: Span) -> bool:
    """Whether "in" or "at" governs the seat of a government, so that the building is meant."""
    before = _before(span)
    return before is not None and before.lower_ in ("in", "at", "inside", "outside", "near")


@cache
def _excluded() -> frozenset[str]:
    """Parts of the world, seats and metonyms, which are no cities."""
    names = {n for row in rows("places") if row["sort"] in ("macro", "seat") for n in (row["name"], *several(row["aliases"]))}
    names |= {n for row in rows("countries") for n in several(row["metonyms"])}
    return frozenset(fold(n.removeprefix("the ")) for n in names)


def _continues(at: Analysis, start: int, end: int) -> bool:
    """Whether the words run on into a longer capitalised name ("South China Sea Institute")."""
    tail = re.match(r" ([A-ZÀ-ÞĐ][\w]+)", at.report.text[end : end + 30])
    if tail is None:
        return False
    return tail.group(1).casefold() not in _heads("after") and not tail.group(1).isdigit()


def _from_heads(at: Analysis) -> list[Finding]:
    """Names that a common noun shows to be places: "Kaluga region", "province of Khanh Hoa", "Noi Bai airport"."""
    out = []
    for sentence in at.doc.sents:
        for run in _runs(sentence):
            found = _before_noun(at, run) or _after_noun(at, run)
            if found:
                out.append(found)
    return out


def _before_noun(at: Analysis, run: Span) -> Finding | None:
    """The place of "X region"; the noun may be part of the run of capitals or follow it."""
    doc = at.doc
    for size in (2, 1):
        inner = run[-size:] if len(run) > size else None
        outer = doc[run.end : run.end + size] if run.end + size <= len(doc) else None
        for noun, proper in ((inner, run[:-size] if inner is not None else run), (outer, run)):
            if noun is None or not len(proper) or noun.text.casefold() not in _heads("after"):
                continue
            if is_country(proper.text) or fold(proper.text) in _excluded() or sides_in(at, proper.start_char, proper.end_char) or all(t.tag_ in ("JJ", "JJS", "DT") for t in proper):
                return None
            naming = _heads("after")[noun.text.casefold()]
            if noun is outer and naming == "keep" and noun.text.casefold() in ("house", "hall", "residence", "square", "pass", "camp", "department"):
                return None
            end = proper.end_char if naming == "drop" else noun.end_char
            name = at.report.text[proper.start_char : end]
            known = region_named(proper.text) or city_named(proper.text)
            if fold(noun.text if noun is outer else run.text) in _excluded():
                return None
            return Finding(proper.start_char, end, _clean(name), "place", of=known.country or None if known else None, fullness=_KNOWN)
    return None


def _after_noun(at: Analysis, run: Span) -> Finding | None:
    """The place of "province of X", "resort of X"; "Gulf of X" keeps its noun."""
    if run.start < 2 or at.doc[run.start - 1].lower_ != "of":
        return None
    noun = at.doc[run.start - 2]
    naming = _heads("before").get(noun.lower_)
    if naming is None or (naming == "drop" and noun.lower_ == "state" and is_country(run.text)):
        return None
    if naming == "keep" and not noun.text[0].isupper():
        return None
    if naming == "drop" and is_country(run.text):
        return None
    start = noun.idx if naming == "keep" else run.start_char
    known = region_named(run.text) or city_named(run.text)
    name = _clean(at.report.text[start : run.end_char])
    return Finding(start, run.end_char, name, "place", of=known.country or None if known else None, fullness=_KNOWN)


def _runs(sentence: Span) -> list[Span]:
    """Runs of capitalised words, hyphens and inner "do", "de", "la" included; sentence-initial function words are left out."""
    out = []
    start = None
    doc = sentence.doc
    for token in sentence:
        proper = token.text[0].isupper() and token.pos_ not in ("DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "ADV")
        inner = start is not None and (token.lower_ in _INNER and token.i + 1 < sentence.end and doc[token.i + 1].text[0].isupper())
        joined = start is not None and token.text in ("-", "’", "'") and token.i + 1 < sentence.end and doc[token.i + 1].text[0].isupper()
        number = start is not None and token.text.isdigit()
        if proper or ((inner or joined or number) and start is not None):
            start = token.i if start is None else start
        elif start is not None:
            out.append(doc[start : token.i])
            start = None
    if start is not None:
        out.append(doc[start : sentence.end])
    return out


_INNER = frozenset({"do", "da", "de", "del", "di", "la", "le", "el", "al", "of", "upon", "sur"})


def _clean(name: str) -> str:
    name = re.sub(r"\s+", " ", name)
    return _title(name) if name.isupper() and len(name) > 4 else name


def _from_runs(at: Analysis) -> list[Finding]:
    """Cities, and what the analyser takes for a place, by the words around them."""
    out = []
    for sentence in at.doc.sents:
        for run in _runs(sentence):
            found = _city(at, run)
            if found:
                out.append(found)
    return out


def _city(at: Analysis, run: Span) -> Finding | None:
    run = _trimmed(run)
    words = run.text.rstrip("-")
    if not words or fold(words) in _excluded() or is_country(words) or is_country(words.removesuffix("s")):
        return None
    capital = capital_of(words)
    if capital and _modifies(run):
        return None
    if capital:
        return Finding(run.start_char, run.end_char, _clean(words), "place", of=capital, fullness=_KNOWN) if capital_is_place(run) else None
    if _modifies(run):
        return None
    known = city_named(words) or region_named(words)
    label = run[-1].ent_type_ or run[0].ent_type_
    standing = stands_at(run)
    if known is None:
        named = _labelled(run) and standing and run.doc[run.start - 1].lower_ not in ("a", "an", "to") and not sides_in(at, run.start_char, run.end_char) and not _continues(at, run.start_char, run.end_char)
        return Finding(run.start_char, run.end_char, _clean(words), "place") if named else None
    if label == "PER" and not standing:
        return None
    if words in _homonyms() and not (standing and label == "LOC"):
        return None
    if not known.people and not standing:
        return None
    if known.people < _UNKNOWN_CITY and not (standing or label == "LOC"):
        return None
    sure = _KNOWN if standing and (len(run) > 1 or label == "LOC") else 0
    return Finding(run.start_char, run.end_char, _clean(words), "place", of=known.country or None, fullness=sure)


def _modifies(run: Span) -> bool:
    """Whether the name only qualifies the noun that follows ("a Delhi think tank", "the Paris talks")."""
    if run.end >= len(run.doc) or run.doc[run.end].is_sent_start:
        return False
    after = run.doc[run.end]
    return after.tag_ in ("NN", "NNS") and run[-1].dep_ in ("compound", "nmod", "amod") and after.lower_ not in _heads("after")


def _trimmed(run: Span) -> Span:
    """The run without the months, days and numbers in front and the hyphen behind."""
    start, end = run.start, run.end
    while start < end and (run.doc[start].text.isdigit() or run.doc[start].lower_ in _TIMES):
        start += 1
    while end > start and run.doc[end - 1].text in ("-", "’", "'"):
        end -= 1
    return run.doc[start:end]


_TIMES = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)


def _labelled(run: Span) -> bool:
    """Whether the analyser takes all of the run for a place."""
    return 0 < len(run) < 4 and all(token.ent_type_ == "LOC" for token in run)


def stands_at(run: Span) -> bool:
    """Whether a preposition of place governs the words: "in X", "near X", "from X", "X in A and B" by its first."""
    before = _before(run)
    return before is not None and (before.lower_ in _STANDING or before.lower_ in ("to", "from", "into", "towards", "toward"))


def _before(run: Span) -> Token | None:
    """The word before, over articles, "southern" and the first places of a list ("in Hanoi and Moscow")."""
    doc = run.doc
    at = run.start - 1
    while at - 1 >= run.sent.start and doc[at].lower_ in ("and", ",", "or", "/") and doc[at - 1].pos_ == "PROPN" and doc[at].lower_ != ",":
        at -= 1
        while at >= run.sent.start and doc[at].pos_ == "PROPN":
            at -= 1
    while at >= run.sent.start and (doc[at].pos_ == "DET" or doc[at].lower_ in ("northern", "southern", "eastern", "western", "central", "nearby")):
        at -= 1
    return doc[at] if at >= run.sent.start else None


def capital_is_place(run: Span) -> bool:
    """Whether the name of a capital is meant as a place here: stood in, travelled to or from, visited."""
    before = _before(run)
    if before is None:
        return False
    follows = run.doc[run.end] if run.end < len(run.doc) else None
    if follows is not None and follows.text in ("'s", "’s", "’", "'"):
        return follows.i + 1 < len(run.doc) and run.doc[follows.i + 1].lower_ in _heads("after")
    if before.lower_ in _STANDING:
        return not _spoken(before)
    window = run.doc[max(run.sent.start, run.start - 7) : run.start]
    if before.lower_ in _MOVING:
        return any(_moves(token) for token in window) and not _spoken(before)
    return _moves(before) and before.pos_ == "VERB" and _motion().get(_stem(before)) == "direct"


def _moves(token: Token) -> bool:
    return _motion().get(_stem(token), "none") != "none"


def _stem(token: Token) -> str:
    """The lemma, or the word without its ending where the analyser's lemma is not in the table."""
    lemma = token.lemma_.casefold()
    if lemma in _motion():
        return lemma
    for ending in ("led", "ling", "ed", "ing", "es", "s", "d"):
        if token.lower_.endswith(ending) and token.lower_.removesuffix(ending) in _motion():
            return token.lower_.removesuffix(ending)
    return lemma


def _spoken(before: Token) -> bool:
    """Whether the preposition belongs to an envoy ("ambassador to Hanoi"), who is sent to a government."""
    noun = before.nbor(-1) if before.i else before
    return noun.lemma_.casefold() in ("ambassador", "envoy", "message", "letter", "affaires", "representative", "attaché")
