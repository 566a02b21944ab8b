"""How well a record stands: from how many independent sources it comes, how official they are, and what it leaves untold.

In: records with the reports they rest on. Out: one `Health` for a record, occurrence, promise or point of a series. A source
is a newsroom: all reports of one agency are one source, so are those of one publisher that name no agency; reports that are
one text (syndication.py) are one source whoever prints them, and it says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from attache.knowledge import rows, several
from attache.ledger.columns import Record
from attache.ledger.entries import ReportEntry
from attache.ledger.names import folded
from attache.ledger.syndication import Sighted, words_of
from attache.records import Commitment, Event, Figure, Statement, Tenure

Standing = Literal["government", "international", "state media", "agency", "press", "unknown"]
"""Who publishes it: a government or body of one, an international body, a medium run by a state, a news agency, another
medium, or nobody told."""

OFFICIAL: tuple[Standing, ...] = ("government", "international")
_RANKS: tuple[Standing, ...] = ("government", "international", "state media", "agency", "press", "unknown")


@dataclass(frozen=True, slots=True)
class Source:
    """One newsroom, or one text wherever it was printed."""

    name: str
    """Agency, publisher or site; the report's title or file where none of these is told."""
    standing: Standing
    reports: tuple[str, ...]
    """Ids of its reports, sorted."""
    note: str | None = None
    """ "VNA text, also in Nhan Dan" where several reports are one text; "3 reports" where one newsroom has several."""


@dataclass(frozen=True, slots=True)
class Health:
    """How well a record, or what several records tell together, stands."""

    id: str
    sources: tuple[Source, ...]
    """Most official first, then by name."""
    filled: tuple[str, ...]
    """What matters for its kind and is told, in plain words: "who", "when", "where"."""
    missing: tuple[str, ...]
    voices: tuple[str, ...]
    """Names of states, official bodies and office-holders who say it or by whose count it is, sorted."""
    words: tuple[str, ...]
    """The same in plain words, a line each."""

    @property
    def independent(self) -> int:
        """Number of independent sources."""
        return len(self.sources)

    @property
    def is_official(self) -> bool:
        """Whether a government or an international body publishes it itself, or an official says it."""
        return bool(self.voices) or any(s.standing in OFFICIAL for s in self.sources)


def health(
    identity: str,
    records: Sequence[Record],
    reports: Mapping[str, ReportEntry],
    groups: Iterable[Sequence[str]] = (),
    voices: Iterable[str] = (),
) -> Health:
    """Health of what the records tell together; one record, or all tellings of an occurrence, promise or point.

    `reports` by id, at least those of the records' evidence; `groups` are ids of reports that are one text; `voices` names
    of officials who say it.
    """
    wanted = sorted({str(e.report) for r in records for e in r.evidence})
    found = sources([reports[i] for i in wanted], groups)
    told = [fields(r) for r in records]
    known = {name for t in told for name, is_told in t.items() if is_told}
    names = list(dict.fromkeys(name for t in told for name in t))
    filled = tuple(n for n in names if n in known)
    missing = tuple(n for n in names if n not in known)
    officials = tuple(sorted(set(voices)))
    return Health(identity, found, filled, missing, officials, tuple(_words(found, officials, filled, missing)))


def sources(reports: Iterable[ReportEntry], groups: Iterable[Sequence[str]] = ()) -> tuple[Source, ...]:
    """Independent sources of some reports; `groups` are ids of reports that are one text (`syndication.copies`)."""
    known = {str(r.id): r for r in reports}
    copied = _copied(known, groups)
    out = [_source([known[i] for i in sorted(ids)], copied) for _, ids in sorted(_rooms(known, copied).items())]
    return tuple(sorted(out, key=lambda s: (_RANKS.index(s.standing), s.name, s.reports)))


def independent(reports: Iterable[ReportEntry], groups: Iterable[Sequence[str]] = ()) -> int:
    """Number of independent sources of some reports, as `sources` tells them."""
    known = {str(r.id): r for r in reports}
    return len(_rooms(known, _copied(known, groups)))


def _copied(known: Mapping[str, ReportEntry], groups: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """Of the reports those that are one text."""
    copied = (tuple(sorted(i for i in group if i in known)) for group in groups)
    return [group for group in copied if len(group) > 1]


def _rooms(known: Mapping[str, ReportEntry], copied: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    """Ids of reports by newsroom."""
    member = {i: group for group in copied for i in group}
    rooms: dict[str, set[str]] = defaultdict(set)
    for i in known:
        first = min(member.get(i, (i,)), key=lambda k: _origin(known[k]))
        rooms[newsroom(known[first])].add(i)
    return rooms


def newsroom(report: ReportEntry) -> str:
    """Key of who wrote a report: its agency, else its publisher, else its site; the report itself where none is told."""
    if report.agency:
        return folded(_usual(report.agency))
    if report.publisher:
        return folded(_usual(report.publisher))
    site = domain(report.url)
    return _medium(site) or site if site else str(report.id)


def standing(report: ReportEntry) -> Standing:
    """Who publishes a report: by agency, publisher and byline, then by its site."""
    names = [n for n in (report.agency, report.publisher, report.byline) if n]
    site = domain(report.url)
    for name in names:
        found = _official_name(name)
        if found is not None and folded(name) not in _media():
            return found
    if any(folded(n) in _media() for n in names):
        return "state media"
    for ending, kind in _official_domains():
        if site and _ends(site, ending):
            return kind
    if site and _medium(site):
        return "state media"
    if report.agency:
        return "agency"
    return "press" if report.publisher or site else "unknown"


def fields(record: Record) -> dict[str, bool]:
    """What matters for a record's kind, in plain words, and whether it is told."""
    told: dict[str, object]
    match record:
        case Event():
            told = {"who": record.who, "when": record.when, "where": record.where}
        case Statement():
            told = {"who": record.speakers, "what": record.content.text}
        case Figure():
            who = record.speakers or record.source
            told = {
                "how much": record.value is not None or record.change,
                "of whom": record.parties,
                "for when": record.period,
                "according to whom": who,
            }
        case Commitment():
            told = {"who": record.by, "until when": record.due, "between whom": record.parties}
            if record.kind == "target":
                told |= {"how much": record.value is not None}
        case Tenure():
            told = {"who": record.person, "of whom": record.of, "in which office": record.office}
    return {name: bool(value) for name, value in told.items()}


def speakers(record: Record) -> tuple[str, ...]:
    """Names, as the reading has them, of those who say what a record tells or by whose count it is."""
    match record:
        case Statement():
            return record.speakers
        case Figure():
            return (*record.speakers, *((record.source,) if record.source else ()))
        case Commitment():
            return record.speakers or record.by
    return ()


def is_official_name(name: str) -> bool:
    """Whether a body's name tells that it is a government, one of its bodies, or an international body."""
    return _official_name(name) is not None


def domain(url: str | None) -> str | None:
    """The site of an address without `www.`; None where there is none."""
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _origin(report: ReportEntry) -> tuple[bool, bool, str, str]:
    """Order in which copies are taken as the original: an agency's own, then a text that names its agency, then the earliest."""
    own = bool(report.agency) and report.publisher in (None, report.agency)
    day = (report.published or (None, None))[1] or "9999"
    return not own, not report.agency, day, str(report.id)


def _source(reports: Sequence[ReportEntry], copied: Sequence[Sequence[str]]) -> Source:
    first = min(reports, key=_origin)
    name = _usual(first.agency or first.publisher or "") or domain(first.url) or first.label
    best = min((standing(r) for r in reports), key=_RANKS.index) if first.agency is None else standing(first)
    ids = tuple(str(r.id) for r in reports)
    one_text = next((g for g in copied if set(g) & set(ids)), None)
    note = None
    if one_text is not None:
        inside = [r for r in reports if r.id in one_text]
        note = words_of([Sighted(str(r.id), (r.published or (None, None))[1] or "", r.publisher, r.agency) for r in inside])
    elif len(ids) > 1:
        note = f"{len(ids)} reports"
    return Source(name, best, ids, note)


def _words(found: Sequence[Source], voices: Sequence[str], filled: Sequence[str], missing: Sequence[str]) -> Iterable[str]:
    number = len(found)
    yield (
        "no source"
        if not number
        else f"{number} independent source{'s' if number > 1 else ''}"
        + (f" in {sum(len(s.reports) for s in found)} reports" if sum(len(s.reports) for s in found) > number else "")
    )
    for source in found:
        yield f"{source.name} ({source.standing})" + (f": {source.note}" if source.note else "")
    if voices:
        yield f"officials who say so: {', '.join(voices)}"
    if missing:
        yield f"not told: {', '.join(missing)}"
    elif filled:
        yield "all that matters is told"


def _usual(name: str) -> str:
    """The name under which a source counts: "VNA" for Vietnam News Agency and for VietnamPlus."""
    return _media().get(folded(name)) or _agencies().get(folded(name)) or name


def _official_name(name: str) -> Standing | None:
    plain = f" {folded(name)} "
    for row in rows("official_signs"):
        if row["by"] == "name" and f" {folded(row['sign'])} " in plain:
            return "government" if row["standing"] == "government" else "international"
    return None


@cache
def _official_domains() -> tuple[tuple[str, Standing], ...]:
    kinds: dict[str, Standing] = {"government": "government", "international": "international"}
    return tuple((r["sign"], kinds[r["standing"]]) for r in rows("official_signs") if r["by"] == "domain")


def _ends(site: str, ending: str) -> bool:
    """Whether a site is or lies under a domain: `gov.*` is mfa.gov.vn and gov.uk."""
    parts, wanted = site.split("."), ending.split(".")
    last = parts[-len(wanted) :]
    return len(last) == len(wanted) and all(w in ("*", p) for w, p in zip(wanted, last, strict=True))


def _medium(site: str) -> str | None:
    """Folded name of the state's medium whose site it is, or under whose site it lies."""
    parts = site.split(".")
    return next((m for k in range(len(parts) - 1) for m in [_by_domain().get(".".join(parts[k:]))] if m), None)


@cache
def _media() -> Mapping[str, str]:
    """Folded name of a medium run by a state → the name under which it counts."""
    return {folded(n): r["name"] for r in rows("state_media") for n in (r["name"], *several(r["aliases"]))}


@cache
def _agencies() -> Mapping[str, str]:
    return {folded(n): r["name"] for r in rows("agencies") for n in (r["name"], *several(r["signs"]))}


@cache
def _by_domain() -> Mapping[str, str]:
    return {d: folded(r["name"]) for r in rows("state_media") for d in several(r["domains"])}
