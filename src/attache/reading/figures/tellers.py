"""Who tells a number and whose count it is: in go spot and statements, out come its speakers and its source.

Persons and those who say a thing speak; statistics, customs, notes and bodies that count or report are a source: a country's
code for its statistics ("by Vietnamese count"), else the body's name. The ledger keeps the counts of two sides apart by it.
"""

from __future__ import annotations

import re

from attache.reading.analysis import Analysis
from attache.reading.figures.counters import counter_of
from attache.reading.figures.setting import part_of, telling
from attache.reading.figures.spots import Spot, role
from attache.records import ActorName, Mention, Statement

_SOURCES = {"country", "organisation"}


def told_by(at: Analysis, spot: Spot, statements: tuple[Statement, ...]) -> tuple[tuple[ActorName, ...], str | None]:
    """Speakers and source of the number at `spot`; no speakers where a source is only counted on, None for no source."""
    statement = telling(spot, statements)
    source = _source(at, spot)
    if source is not None and statement is not None and (state := _owning(at, source, statement, spot)) is not None:
        source = state
    if statement is None:
        return (() if source is not None else _still_speaking(at, spot, statements)), source
    if source is None and (state := _state_of(at, statement)) is not None:
        return statement.speakers, state
    if any(_person(at, name) for name in statement.speakers):
        return statement.speakers, source
    counted = _counted_on(at, statement)
    if source is None and (counted or any(_body(at, name) for name in statement.speakers)):
        source = _own_source(at, statement)
    return (() if counted else statement.speakers), source


def _owning(at: Analysis, source: str, statement: Statement, spot: Spot) -> str | None:
    """ "No, say the Emirates: their statistics authority has X": the country that speaks, for a body of its own not known."""
    actor = at.actors.get(ActorName(source))
    speaker = statement.speakers[0]
    if actor is None or actor.kind != "organisation" or actor.country is not None or len(statement.speakers) != 1:
        return None
    start = spot.sentence.start_char
    found = re.search(
        rf"\b(?:their|its) (?:[A-Z]\w+ (?:and )?){{0,4}}{re.escape(source)}", at.report.text[start : spot.quantity.start]
    )
    country = speaker in at.actors and at.actors[speaker].kind == "country"
    return str(speaker) if found and country else None


def _still_speaking(at: Analysis, spot: Spot, statements: tuple[Statement, ...]) -> tuple[ActorName, ...]:
    """Those who go on speaking where the words that name them stand before the number: "X, she said; in 2018 it was Y"."""
    first = spot.sentence.start_char
    before = [s for s in statements if s.speakers and first <= s.content.start and s.content.end <= spot.quantity.start]
    if not before:
        return _said_before(at, spot, statements)
    last = max(before, key=lambda s: s.content.end)
    if last.quoted is True:
        return ()  # a quotation ends with its mark
    tag = _TAG.match(at.report.text, last.content.end, spot.quantity.start)
    return last.speakers if tag is not None and last.cue.lower() in tag[0].lower() else ()


_TAG = re.compile(
    r"(?:[,—–-] ?|, )?[^,;:.“\"”]{3,70}(?:; (?!while|but)|, (?:and|or|on|in|to|for|with|from|than|as well as) )", re.IGNORECASE
)
"""Who said it, and the mark behind: what follows is still said."""


def _said_before(at: Analysis, spot: Spot, statements: tuple[Statement, ...]) -> tuple[ActorName, ...]:
    """The persons whose words and numbers the sentence before gives, where this one goes on and names no one who tells.

    It goes on where it says "it" ("Trade grew fast, she said. It came to 5 billion"), or where the speaker closed the one before.
    """
    sentence, text = spot.sentence, at.report.text
    if sentence.start == 0 or not (spot.money or spot.share):
        return ()
    last = spot.doc[sentence.start - 1].sent
    if "\n" in text[last.start_char : sentence.start_char]:
        return ()
    told = any(s.content.start < sentence.end_char and sentence.start_char < s.evidence[-1].end for s in statements)
    before = [s for s in statements if s.speakers and last.start_char <= s.content.start < last.end_char]
    if told or not before:
        return ()
    said = max(before, key=lambda s: s.content.end)
    led = any(t.lower_ == "it" and t.tag_ == "PRP" for t in spot.doc[sentence.start : spot.first])
    measured = any(said.content.start <= q.start < said.content.end and _measured(q.unit) for q in at.quantities)
    persons = all(_person(at, name) for name in said.speakers)
    return said.speakers if measured and persons and (led or _closed_by_tag(at, said, last.end_char)) else ()


def _closed_by_tag(at: Analysis, said: Statement, end: int) -> bool:
    """Does the sentence end with the words that tell who spoke: "Trade grew by eight per cent, he said."?"""
    tag = at.report.text[said.content.end : end].strip()
    return said.quoted is not True and 5 < len(tag) < 40 and tag.startswith(",") and said.cue.lower() in tag.lower()


def _measured(unit: str | None) -> bool:
    """Is it a unit of money or a share?"""
    top = (unit or "").partition("/")[0]
    return top == "%" or (len(top) == 3 and top.isupper())


_UNNAMED = re.compile(r"unnamed (?:.*\W)?(\w+)$")


def _person(at: Analysis, name: ActorName) -> bool:
    """Is it a person, or one of those who speak without being named?"""
    unnamed = _UNNAMED.match(name)
    if unnamed:
        return unnamed[1] not in role("source_noun")
    return name in at.actors and at.actors[name].kind == "person"


_OFFICIALS = {"officials", "authorities", "negotiators", "ministers", "officers", "customs", "side"}


def _state_of(at: Analysis, statement: Statement) -> str | None:
    """The country whose unnamed officials put a number on it: "Kenyan officials put it at X" gives Kenya's count."""
    words = statement.as_.lower().split()
    speaker = statement.speakers[0]
    unnamed = len(statement.speakers) == 1 and (speaker not in at.actors or _UNNAMED.match(speaker) is not None)
    official = words[-1:] != [] and words[-1] in _OFFICIALS
    if not (unnamed and official and set(statement.cue.lower().split()) & role("put_verb")):
        return None
    first, last = statement.evidence[0].start, statement.evidence[-1].end
    told = {m.name for m in at.mentions_within(first, last) if m.kind == "country" and m.evidence.text.lower() in words}
    return told.pop() if len(told) == 1 else None


def _body(at: Analysis, name: ActorName) -> bool:
    return name in at.actors and at.actors[name].kind == "organisation"


_COUNTED_BY = {"according", "account", "count", "data", "reckoning", "calculations"}


def _counted_on(at: Analysis, statement: Statement) -> bool:
    """Is the speaker no one who speaks but what is counted on: "according to the bank", "data show", "Russia has"?"""
    cue, last = set(statement.cue.lower().split()), set(re.findall(r"\w+", statement.as_.split(",")[0].lower())[-1:])
    by_country = not _body(at, statement.speakers[0]) and bool(cue & (role("counting_verb") - {"put", "puts", "reported"}))
    return by_country or bool(cue & _COUNTED_BY) or bool(last & role("source_noun"))


def _own_source(at: Analysis, statement: Statement) -> str:
    """The speaker as a source: a country for its statistics, a body by its name, others by the words that name them."""
    name = statement.speakers[0]
    if name in at.actors:
        return str(name)
    start, end = statement.evidence[0].start, statement.evidence[-1].end
    words = set(re.findall(r"\w+", statement.as_.lower()))
    inside = [m for m in at.mentions_within(start, end) if m.kind == "country" and m.evidence.text.lower() in words]
    if inside and words & role("source_noun"):
        return inside[0].name
    told = statement.as_.split(",")[0]
    return told[:1].lower() + told[1:] if told.split()[0] in {"A", "An", "The", "One", "Another"} else told


def _source(at: Analysis, spot: Spot) -> str | None:
    """The source named in the number's part of the sentence, None where none is."""
    start, end = part_of(spot)
    here = [m for m in at.mentions_within(start, end) if m.kind in _SOURCES]
    own = counter_of(at, spot, (start, end))
    return own or _counting(at, spot, here) or _data(spot, here, start, end) or _headed(at, spot)


def _data(spot: Spot, here: list[Mention], start: int, end: int) -> str | None:
    """ "Vietnamese statistics", "Russia's Federal Customs Service": a country or body with a word for what is counted."""
    for token in spot.sentence:
        if not start <= token.idx < end:
            continue
        if token.lower_ in {"figure", "number"} and (
            own := [m for m in here if m.evidence.end <= token.idx <= m.evidence.end + 3]
        ):
            return own[-1].name  # "the Kenyan figure", "Norway's figure"
        if token.lower_ not in role("source_noun"):
            continue
        if within := [m for m in here if m.evidence.start <= token.idx < m.evidence.end and m.kind == "organisation"]:
            return within[0].name
        if near := [m for m in here if m.evidence.end <= token.idx and token.idx - m.evidence.end < 25]:
            return near[-1].name
    return None


def _counting(at: Analysis, spot: Spot, here: list[Mention]) -> str | None:
    """The country or body that counts: the subject of "has", "gives", "reports"; "according to X", "by X" behind the number."""
    text, number = at.report.text, spot.quantity
    for mention in here:
        start, end = mention.evidence.start, mention.evidence.end
        if text[end : end + 2] in {"'s", "’s"}:
            continue
        if end <= number.start and _counts(spot, text[end : number.start]):
            return _fullest(here, mention)
        before = text[max(0, start - 18) : start].lower().removesuffix("the ").rstrip()
        if before.endswith("according to") and _of_person(at, mention):
            continue
        if before.endswith("according to") and start > number.end and "according to" in text[number.end : start - 20].lower():
            continue  # each of several numbers has its own
        if before.endswith("according to") or (before.endswith((", by", ", as")) and start > number.end):
            return _fullest(here, mention)
        if start <= number.end:
            continue
        between = any(number.end <= q.start < start for q in at.quantities)
        if before.endswith(" as") and not between and _RECKONS.match(text, end):
            return _fullest(here, mention)
        if mention.kind == "organisation" and before.endswith(",") and _REPORTED.match(text, end):
            return _fullest(here, mention)
    return None


def _of_person(at: Analysis, mention: Mention) -> bool:
    """Is the country or body only part of the words for a person: "according to the Kenyan President"?"""
    start, end = mention.evidence.start, mention.evidence.end
    around = at.mentions_within(max(0, start - 4), end + 60)
    return any(m.kind == "person" and m.evidence.start <= start and end < m.evidence.end for m in around)


_REPORTED = re.compile(r" (?:said|says|reported|reports|announced|estimates|estimated|calculated|showed|has reported)\b")
_RECKONS = re.compile(r"(?: side)? (?:counts|reckons|has|sees|puts)\b")
_DISTANT = {"counts", "counted", "reports", "reported", "shows", "showed", "records", "recorded", "estimates"}


def _counts(spot: Spot, between: str) -> bool:
    """Does the text between a body and a sum of money say that the body counts it: " has ", " reports "?"""
    words = between.lower().removeprefix(" side").split()
    if not words or words[0] not in role("counting_verb") or not (spot.money or _bare_millions(spot)):
        return False
    hedged = all(word in role("hedge") for word in words[1:])
    return hedged or (words[0] in _DISTANT and len(between) < 60)


def _bare_millions(spot: Spot) -> bool:
    value = spot.quantity.value
    return spot.quantity.unit is None and (value[0] if isinstance(value, tuple) else value) >= 1e6


def _headed(at: Analysis, spot: Spot) -> str | None:
    """ "The trade ministry is more exact: 4.6 billion …": the body or country that opens a sentence before its colon."""
    sentence = spot.sentence
    colon = at.report.text.find(":", sentence.start_char, spot.quantity.start)
    if colon < 0 or at.report.text.find(";", colon, spot.quantity.start) >= 0:
        return None
    first = [m for m in at.mentions_within(sentence.start_char, colon) if m.evidence.start - sentence.start_char < 5]
    return _fullest(first, first[0]) if first and first[0].kind == "organisation" else None


def _fullest(here: list[Mention], mention: Mention) -> str:
    """The name of the widest mention round this one: the ministry, not the country in its name."""
    around = [m for m in here if m.evidence.start <= mention.evidence.start and mention.evidence.end <= m.evidence.end]
    return max(around, key=lambda m: m.evidence.end - m.evidence.start).name
