"""The whole story of one promise: how it was told over the years, what was hoped and doubted, and how far its figures came.

A promise that few records tell is shown with all of them. Of one that thousands tell, the records that are shown are chosen
by their columns and the words they rest on: of restatements the first of each year, of doubts and hopes the first of each
year and speaker, of figures the first of each period and count, each with the number of those it stands for.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from attache.knowledge import rows as table
from attache.ledger.answers import Answers
from attache.ledger.by_id.days import DAY
from attache.ledger.by_id.promises import promises
from attache.ledger.columns import Record
from attache.ledger.entries import CommitmentEntry, MarkEntry, PromiseEntry, StatementEntry
from attache.ledger.promised import entries_of, newest_day
from attache.ledger.promises import Promise
from attache.ledger.series import Point, SeriesKey
from attache.ledger.store import Store
from attache.ledger.told import Told, earliest, latest, only
from attache.ledger.verdicts import Case, Mark, tells_outcome, way
from attache.ledger.verdicts.phrases import found
from attache.ledger.words import grain
from attache.ledger.working.shelf import rows_for
from attache.records import Commitment, Figure, Statement

FEW = 60
"""Tellings up to which a promise is shown with all of them."""
MOST_OFFERED = 400
"""Records up to which all that may bear on a promise are looked at."""
MOST_VIEWS = 80
"""Doubts and hopes that are looked at."""
VIEWS = "doubt_phrases"
KINDS = ("made", "confirmed", "doubt", "hope", "progress")
ID = 14
"""Letters of a record's id."""
AMONG = "SELECT value FROM json_each(?)"


def promise_story(store: Store, identity: str, *, as_of: str | None = None) -> PromiseEntry | None:
    """A promise with its verdict as of a day, by default that of the newest report, and what is on its way; None where there
    is none, or no report had told it by then."""
    if as_of is not None and as_of != newest_day(store):
        return _story_on(store, identity, as_of)
    if not _is_much(store, identity):
        return next(iter(entries_of(store, (identity,))), None)
    entry = next(iter(promises(store, (identity,))), None)
    return entry and _long_story(store, entry)


def _story_on(store: Store, identity: str, day: str) -> PromiseEntry | None:
    """The story as of another day: the verdict needs all records, so it takes its time where they are many."""
    sql = (
        f"SELECT {DAY} FROM promise_told t JOIN record r ON r.id = t.first "
        "JOIN sighting s ON s.report = r.report AND s.rank = 0 LEFT JOIN reading g ON g.report = r.report WHERE t.promise = ?"
    )
    if any(first > day for (first,) in store.rows(sql, (identity,))):
        return None
    entry = next(iter(entries_of(store, (identity,), day)), None)
    return _shortened(entry) if entry is not None and entry.tellings > FEW else entry


def _shortened(entry: PromiseEntry) -> PromiseEntry:
    """The story with one telling a year, one restatement a year, and one doubt and hope a year and speaker."""
    stated = {latest(c.date)[:4]: c for c in reversed(entry.stated)}
    kept = (entry.stated[0], *reversed(stated.values()), entry.stated[-1])
    groups: dict[tuple[str, ...], list[MarkEntry]] = defaultdict(list)
    for mark in entry.on_the_way:
        speakers = mark.record.speakers if isinstance(mark.record, StatementEntry | CommitmentEntry) else ()
        many = (mark.kind, mark.day[:4], *((a.id for a in speakers) if mark.kind != "confirmed" else ()))
        groups[many if mark.kind in ("confirmed", "doubt", "hope") else (mark.kind, mark.record.id)].append(mark)
    marks = (replace(group[0], count=len(group)) for group in groups.values())
    ordered = sorted(marks, key=lambda m: (m.day, KINDS.index(m.kind), m.record.id))
    return replace(entry, stated=tuple(dict.fromkeys(kept)), on_the_way=tuple(ordered))


def _is_much(store: Store, identity: str) -> bool:
    ((tellings,),) = store.rows("SELECT count(*) FROM promise_commitment WHERE promise = ?", (identity,))
    offered = "SELECT count(*) FROM want w JOIN offer o ON o.key = w.key WHERE w.promise = ?"
    return bool(tellings > FEW or store.rows(offered, (identity,))[0][0] > MOST_OFFERED)


@dataclass(frozen=True, slots=True)
class _Telling:
    """A commitment record that tells the promise."""

    day: str
    id: str
    report: str
    outcome: bool
    """Whether its report tells what became of it."""
    start: int
    end: int


def _long_story(store: Store, entry: PromiseEntry) -> PromiseEntry:
    answers = Answers(store)
    tellings = _tellings(store, entry.id)
    again = _named_again(tellings, latest(entry.due) or "9999")
    doubtful, statements = _views(store, entry.id, tellings)
    around = {report for _, report in statements}
    shown = [t for n, t in enumerate(tellings) if n == 0 or t.day[:4] != tellings[n - 1].day[:4]]
    chosen = {t.id for t in (*shown, tellings[-1], *doubtful, *(group[0] for group in again.values()))}
    chosen |= {t.id for t in tellings if t.report in around}
    told = answers.chosen(chosen | {s for s, _ in statements} | _figures(store, entry))
    case = _case(answers, entry, told, chosen)
    marks = _bounded(way(case), {group[0].id: len(group) for group in again.values()}, told)
    stated = dict.fromkeys(t.id for t in (*shown, tellings[-1]))
    return replace(
        entry,
        stated=tuple(answers.commitment(t) for t in only((told[i] for i in stated if i in told), Commitment)),
        on_the_way=tuple(
            MarkEntry(m.day, m.kind, m.words, m.share, answers.entry(told[m.record]), number) for m, number in marks
        ),
    )


def _named_again(tellings: Sequence[_Telling], due: str) -> dict[str, list[_Telling]]:
    """By year, the tellings before its day that name it again without saying what became of it."""
    out: dict[str, list[_Telling]] = defaultdict(list)
    for telling in tellings[1:]:
        if not telling.outcome and telling.day <= due:
            out[telling.day[:4]].append(telling)
    return out


def _bounded(marks: Iterable[Mark], again: Mapping[str, int], told: Mapping[str, Told[Record]]) -> list[tuple[Mark, int]]:
    """Of the marks those that stand for others too, with the number of these; `again` are the first restatements of each
    year."""
    out: list[tuple[Mark, int]] = []
    views: dict[tuple[str, ...], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.kind == "confirmed":
            if mark.record in again:
                out.append((mark, again[mark.record]))
        elif mark.kind in ("doubt", "hope"):
            views[(mark.kind, mark.day[:4], *_speakers(told[mark.record]))].append(mark)
        else:
            out.append((mark, 1))
    out += [(group[0], len(group)) for group in views.values()]
    return sorted(out, key=lambda m: (m[0].day, KINDS.index(m[0].kind), m[0].record))


def _speakers(told: Told[Record]) -> tuple[str, ...]:
    return told.ids(told.record.speakers) if isinstance(told.record, Statement | Commitment) else ()


def _tellings(store: Store, promise: str) -> list[_Telling]:
    """All tellings of a promise, the oldest report first."""
    sql = (
        f'SELECT {DAY}, x."commitment", r.report, c.outcome IS NOT NULL, e.start, e."end" FROM promise_commitment x '
        'JOIN record r ON r.id = x."commitment" JOIN "commitment" c ON c.id = x."commitment" '
        "JOIN evidence e ON e.record = r.id AND e.role = 'evidence' AND e.position = 0 "
        "JOIN sighting s ON s.report = r.report AND s.rank = 0 LEFT JOIN reading g ON g.report = r.report WHERE x.promise = ?"
    )
    rows = store.rows(sql, (promise,))
    tellings = (_Telling(day, i, report, bool(out), start, end) for day, i, report, out, start, end in rows)
    return sorted(tellings, key=lambda t: (t.day, t.id))


# Doubts and hopes


def _views(store: Store, promise: str, tellings: Sequence[_Telling]) -> tuple[set[_Telling], list[tuple[str, str]]]:
    """The tellings, and the statements with their reports, in whose words there may be a doubt or a hope."""
    own = {t.report for t in tellings}
    sql = (
        'SELECT r.id, r.report, min(e.start), max(e."end") FROM record r JOIN evidence e ON e.record = r.id '
        "WHERE r.kind = 'statement' AND r.report IN ({}) GROUP BY r.id"
    )
    near = rows_for(store, sql, own)
    sql = (
        "SELECT r.id, r.report, min(e.start), max(e.\"end\") FROM want w JOIN offer o ON o.key = w.key AND o.kind = 'statement' "
        "JOIN record r ON r.id = o.item JOIN evidence e ON e.record = r.id WHERE w.promise = ? GROUP BY r.id"
    )
    far = [row for row in store.rows(sql, (promise,)) if row[1] not in own]
    texts: dict[str, str] = dict(rows_for(store, "SELECT id, text FROM report WHERE id IN ({})", own | {row[1] for row in far}))
    said = [*near, *far]
    doubtful = {tellings[n] for n in _telling_views([texts[t.report][t.start : t.end] for t in tellings])}
    viewing = _telling_views([texts[report][start:end] for _, report, start, end in said])
    return set(sorted(doubtful, key=lambda t: (t.day, t.id))[:MOST_VIEWS]), [said[n][:2] for n in viewing[:MOST_VIEWS]]


def _telling_views(texts: Sequence[str]) -> list[int]:
    """Numbers of the texts in which a doubt or a hope is told."""
    lowered = [text.lower() for text in texts]
    starts = list(accumulate((len(text) + 1 for text in lowered), initial=0))
    whole = "\n".join(lowered)
    near: set[int] = set()
    for sign in _signs():
        at = whole.find(sign)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            near.add(number)
            at = whole.find(sign, starts[number + 1])
    return [n for n in sorted(near) if found(texts[n], VIEWS, "view") is not None]


@cache
def _signs() -> tuple[str, ...]:
    """Of each phrase of doubt or hope its longest word."""
    return tuple(sorted({max(row["phrase"].lower().split(), key=len) for row in table(VIEWS)}))


# Progress


def _figures(store: Store, entry: PromiseEntry) -> set[str]:
    """Of figures of the promise's measure for times of its kind before its own, the first to tell each."""
    sql = "SELECT key FROM want WHERE promise = ? AND key LIKE 'series|%'"
    series = {one for (key,) in store.rows(sql, (entry.id,)) for one in _series(str(key))}
    sql = f"SELECT min(day || figure) FROM series_moment WHERE series IN ({AMONG}) GROUP BY series, says"
    first = [str(row[0])[-ID:] for row in store.rows(sql, (json.dumps(sorted(series)),))]
    sql = (
        "SELECT x.figure FROM series_figure x JOIN figure f ON f.id = x.figure WHERE x.grain = ? AND NOT x.forecast "
        "AND NOT x.suspect AND coalesce(f.period_to, f.period_from) < ? AND x.figure IN ({})"
    )
    when = grain(entry.due) if entry.due else "year", earliest(entry.due) or "9999"
    return {str(i) for (i,) in rows_for(store, sql, first, when)}


def _series(key: str) -> Iterable[str]:
    """Ids of the series whose figures are offered under a key; running totals and others are offered under one."""
    measure, parties, unit = key.removeprefix("series|").rsplit("|", 2)
    for cumulative in (False, True):
        yield SeriesKey(measure, tuple(parties.split("+")) if parties else (), None if unit == "None" else unit, cumulative).id


# Together


def _case(answers: Answers, entry: PromiseEntry, told: Mapping[str, Told[Record]], own: Set[str]) -> Case:
    """The promise with the chosen records; `own` are those that tell it."""
    stated = sorted((t for t in only(told.values(), Commitment) if t.id in own), key=lambda t: (t.day, t.id))
    promise = _promise(entry, stated)
    return Case(
        promise=promise,
        plans=(),
        points=tuple(_points(answers, only(told.values(), Figure))),
        rivals=tuple(_rivals(answers, promise)) if promise.due is None else (),
        events=(),
        statements=tuple(sorted(only(told.values(), Statement), key=lambda t: t.id)),
        actors=answers.shelf.actors,
        as_of=entry.as_of or "",
    )


def _promise(entry: PromiseEntry, told: Sequence[Told[Commitment]]) -> Promise:
    parties = tuple(a.id for a in entry.parties)
    aim = entry.kind, entry.measure, entry.value, entry.unit, entry.bound, entry.due
    return Promise(entry.id, *aim, parties, (parties,), tuple(told))


def _points(answers: Answers, figures: Sequence[Told[Figure]]) -> Iterator[Point]:
    """Those of the figures that tell an outcome."""
    reports = json.dumps(sorted({t.report for t in figures}))
    aims: dict[str, list[Commitment]] = defaultdict(list)
    sql = f"SELECT id FROM record WHERE kind = 'commitment' AND report IN ({AMONG})"
    for aim in answers.told(Commitment, sql, (reports,)):
        aims[aim.report].append(aim.record)
    for told in figures:
        _, size, side, forecast, suspect = answers.place_of(told.id) or (None, grain(told.record.period), None, False, False)
        point = Point(told, size, side, forecast, suspect)
        if tells_outcome(point, aims[told.report]):
            yield point


def _rivals(answers: Answers, promise: Promise) -> Iterator[Promise]:
    """Promises of the same aim that have a day, each with its first telling alone."""
    sql = (
        "SELECT DISTINCT o.item FROM want w JOIN offer o ON o.key = w.key AND o.kind = 'promise' "
        "WHERE w.promise = ? AND w.key LIKE 'aim|%' AND o.item <> w.promise"
    )
    ids = [str(i) for (i,) in answers.store.rows(sql, (promise.id,))]
    for entry in promises(answers.store, ids):
        if entry.due is not None and entry.stated:
            yield _promise(entry, only(answers.chosen((entry.stated[0].id,)).values(), Commitment))
