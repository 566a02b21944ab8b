"""Events by the things they are about, as the ledger's records and texts tell."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from attache.knowledge import rows
from attache.ledger.answers import Answers
from attache.ledger.asking import Scope
from attache.ledger.entries import EventEntry, FigureEntry
from attache.ledger.ids import short_id
from attache.ledger.lifelines.meant import PAPERWORK, Around, Everywhere, Named, meant
from attache.ledger.lifelines.nameless import (
    Telling,
    by_chairs,
    by_deed,
    by_kind_of_site,
    by_leaving,
    by_occurrence,
    by_paragraph,
)
from attache.ledger.lifelines.stages import length
from attache.ledger.lifelines.steps import PROGRESS, Step, by_name_alone
from attache.ledger.queries import reports
from attache.ledger.quoting import sentence_bounds
from attache.ledger.store import Store
from attache.ledger.things.anatomy import anatomy
from attache.records import Dates, ThingKind


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A thing that no reading lists, known by events about it alone."""

    id: str
    name: str
    kind: ThingKind


@dataclass(frozen=True, slots=True)
class Names:
    """What reports name."""

    named: Mapping[str, Sequence[Named]]
    """Things by report, in text order."""
    everywhere: Everywhere
    """All of them by name."""
    pairs: Mapping[str, tuple[str, str]]
    """The pair of actors that each report is mostly about."""


def tellings(found: Iterable[EventEntry], known: Names, answers: Answers) -> tuple[dict[str, list[Telling]], list[Unlisted]]:
    """Events by the thing they are about; and things that are known by such events alone."""
    out: dict[str, list[Telling]] = defaultdict(list)
    homeless: list[EventEntry] = []
    for entry in found:
        event = entry.event
        report = event.evidence[0].report
        around = _around(answers.text(report), event.evidence[0].start, event.evidence[0].end)
        named = known.named.get(report, ())
        about = meant(event, named, around, known.everywhere, known.pairs.get(report))
        for thing, name in about.items():
            out[thing].append(Telling(entry, name))
        if not about and not {n.name for n in named} & set(event.about):
            homeless.append(entry)
    rest = by_deed(out, by_occurrence(out, homeless))
    rest = by_leaving(out, rest)
    rest = by_chairs(out, rest)
    rest = by_paragraph(out, rest, answers)
    rest = by_kind_of_site(out, rest, known.everywhere, known.pairs)
    return out, _unlisted(out, rest)


def _unlisted(out: dict[str, list[Telling]], homeless: Sequence[EventEntry]) -> list[Unlisted]:
    """Papers and projects that only events name, by names that say which."""
    made: dict[str, Unlisted] = {}
    for entry in homeless:
        for about in entry.event.about:
            parts = anatomy(about)
            told = parts.proper or (parts.sort == "paper" and parts.subject - parts.vague)
            if entry.event.mode not in PAPERWORK or not told:
                continue
            words = about.split()
            if parts.sort == "paper" and (words[0].casefold() in _loose() or not words[-1][-1].isalnum() or len(words[-1]) < 3):
                continue  # "Eleven agreements" are no one paper, "by a protocol of July," is a piece of a sentence.
            key = short_id("g", "unlisted", entry.event.evidence[0].report, about)
            made[key] = Unlisted(key, about, "agreement" if parts.sort == "paper" else "project")
            out[key].append(Telling(entry, about))
    return [made[key] for key in sorted(made)]


@cache
def _loose() -> frozenset[str]:
    """Words that begin what counts papers or is a piece of a sentence, instead of naming one."""
    words = {row["word"] for row in rows("numbers", package="attache.language.en")}
    counting = ("more", "several", "some", "many", "other", "various", "a", "every", "each", "all", "package")
    linking = ("in", "on", "of", "for", "after", "with", "by", "from", "under", "to", "at", "into", "as", "and")
    return frozenset(words | {str(n) for n in range(100)} | set(counting) | set(linking))


def _around(text: str, start: int, end: int) -> Around:
    first, last = sentence_bounds(text, start, end)
    previous = len(text[:first].rstrip(" "))
    if not previous or text[previous - 1] == "\n":
        return Around(first, text[first:last], "")
    a, b = sentence_bounds(text, previous - 1, previous)
    return Around(first, text[first:last], text[a:b], a)


def names(store: Store, scope: Scope) -> Names:
    """What the reports that concern the pair name; all reports where there is none."""
    return names_in(store, None if scope.pair is None else [r.id for r in reports(store, Scope(scope.pair))])


def names_in(store: Store, near: Sequence[str] | None) -> Names:
    """What these reports name, or all."""
    among = "" if near is None else "IN (SELECT value FROM json_each(?))"
    values = () if near is None else (json.dumps(near),)
    pairs = {
        str(r): (str(a), str(b))
        for r, a, b in store.rows(f"SELECT report, a, b FROM pair {among and f'WHERE report {among}'}", values)
    }
    rows = store.rows(
        "SELECT n.report, n.name, s.thing, t.kind, n.passages FROM named_thing n JOIN same_thing s "
        f"ON s.report = n.report AND s.name = n.name JOIN thing t ON t.id = s.thing {among and f'WHERE n.report {among}'} "
        "ORDER BY n.report, n.position",
        values,
    )
    named: dict[str, list[Named]] = defaultdict(list)
    about: dict[str, set[tuple[str, str]]] = defaultdict(set)
    every: dict[tuple[str, str], Named] = {}
    for report, name, thing, kind, passages in rows:
        places = tuple((int(start), int(end)) for start, end in json.loads(str(passages)))
        named[str(report)].append(Named(str(name), str(thing), kind, places))
        every[(str(thing), str(name))] = Named(str(name), str(thing), kind, ())
        if str(report) in pairs:
            about[str(thing)].add(pairs[str(report)])
    frozen = {thing: frozenset(found) for thing, found in about.items()}
    return Names(named, Everywhere([every[key] for key in sorted(every)], frozen), pairs)


def progress(found: Iterable[FigureEntry], told: Mapping[str, Sequence[Telling]]) -> dict[str, list[FigureEntry]]:
    """Shares told to be agreed or completed, by the thing that the same sentence tells of."""
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for thing, tellers in told.items():
        for quote in (t.entry.quotes[0] for t in tellers):
            places[quote.report.id, quote.sentence].add(thing)
    out: dict[str, list[FigureEntry]] = defaultdict(list)
    for entry in found:
        figure = entry.figure
        words = f"{figure.measure} {figure.evidence[0].text}"
        if figure.unit != "%" or figure.value is None or not PROGRESS.search(words):
            continue
        quote = entry.quotes[0]
        things = places.get((quote.report.id, quote.sentence), set())
        if len(things) == 1:
            out[min(things)].append(entry)
    return out


_IN_LIST = re.compile(
    r"(?:\b(?:one|another|the first)(?: of (?:them|these))? (?:is|was)|\bamong them(?: is| are| was| were)?"
    r"|\binclud(?:e|es|ed|ing)|\bthey (?:are|were))\s*(?::\s*)?(?:(?:an?|the)\s*)?$",
    re.IGNORECASE,
)
_AMENDING = re.compile(
    r"\b(?:protocol|agreement|supplement|annex|addendum) "
    r"(?:that (?:amends|modifies|revises)|amending|modifying|revising|on the amendment of|on amendments to)"
    r"\s+(?:(?:an?|the)\s*)?$",
    re.IGNORECASE,
)
"""What stands before the name of a paper that another in a list amends."""
_PAPERS = re.compile(r"\b(?:documents|papers|agreements|accords|memoranda|contracts|deals|pacts)\b", re.IGNORECASE)
_OCCASIONS = frozenset(("sign", "visit", "joint-statement", "adopt", "conclude"))


def signed_in_list(found: Iterable[EventEntry], known: Names, answers: Answers) -> dict[str, list[Step]]:
    """Papers named in a list of what was signed ("Seven documents were signed; one is a memorandum on …"), by thing.

    The day is the only one that the paragraph's signatures and visits have.
    """
    days: dict[tuple[str, int], set[Dates]] = defaultdict(set)
    for entry in found:
        event = entry.event
        if event.mode in _OCCASIONS and event.status == "happened" and event.when and length(event.when) < 4:
            report = event.evidence[0].report
            days[report, _line(answers.text(report), event.evidence[0].start)].add(event.when)
    out: dict[str, list[Step]] = defaultdict(list)
    for place, named in sorted(known.named.items()):
        text = answers.text(place)
        for n in named:
            kind = anatomy(n.name).kind if n.passages and anatomy(n.name).sort == "paper" else ""
            start = n.passages[0][0] if n.passages else 0
            line = _line(text, start)
            when = days.get((place, line), set())
            amending = _AMENDING.search(text[line:start])
            before = text[line : line + amending.start()] if amending else text[line:start]
            if kind and len(when) == 1 and _IN_LIST.search(before) and _PAPERS.search(before):
                out[n.thing].append(by_name_alone("amended" if amending else "signed", min(when), kind))
    return out


def _line(text: str, start: int) -> int:
    return text.rfind("\n", 0, start) + 1
