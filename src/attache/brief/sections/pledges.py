"""Promises and what became of them: a table by verdict, decided ones that can be checked first."""

from __future__ import annotations

from collections.abc import Mapping

from attache.brief.asked import Asked
from attache.brief.model import Cell, Group, Row, Section, Words
from attache.brief.sections.verdicts import why
from attache.ledger.entries import PromiseEntry, Quote

# The order in which a reader wants to see promises: what has been decided first.
VERDICTS = ("kept", "kept late", "missed", "disputed", "overdue", "pending")
FULL = {"kept": 3, "kept late": 1, "missed": 4, "disputed": 2, "overdue": 3, "pending": 3}
SHORT = {"kept": 1, "kept late": 0, "missed": 2, "disputed": 1, "overdue": 0, "pending": 1}
LONGEST = 120


def section(asked: Asked) -> Section:
    """A group a verdict: what was promised, by when, and the records that say what became of it."""
    groups, shown = [], 0
    for verdict in VERDICTS:
        chosen = best(asked, verdict)[: (FULL if asked.length == "full" else SHORT)[verdict]]
        rows = tuple(_row(asked, p) for p in chosen)
        shown += len(rows)
        if rows:
            groups.append(Group(asked.labels(f"verdict.{verdict}"), rows, f"tag-{verdict}"))
    counts = asked.promises.counts
    return Section(
        "promises",
        asked.labels("title.promises"),
        (asked.labels("promise.what"), asked.labels("promise.due"), asked.labels("promise.outcome")),
        tuple(groups),
        intro=_counts(asked, counts),
        more=asked.more("promises", sum(counts.values()) - shown, "promises"),
        empty=asked.labels("empty.promises"),
    )


def _counts(asked: Asked, counts: Mapping[str, int]) -> Cell:
    words = [asked.labels(f"verdicts.{v}", n=counts[v]) for v in (*VERDICTS, "superseded", "open") if counts.get(v)]
    told = asked.labels("verdicts.all", n=sum(counts.values()), list=", ".join(words))
    return (Words(told, look="quiet"),) if words else ()


def best(asked: Asked, verdict: str) -> tuple[PromiseEntry, ...]:
    """Promises of one verdict: checkable ones first, then those that most reports tell, then the newest due."""
    return tuple(sorted(asked.promises.by_verdict.get(verdict, ()), key=_rank))


def _rank(promise: PromiseEntry) -> tuple[bool, int, int, str]:
    checkable = promise.value is not None and promise.due is not None
    due = (promise.due or ("", ""))[1] or ""
    newest = -int(due.replace("-", "") or 0)
    # What is still to come is read the soonest first.
    return (not checkable, -_told(promise), -newest if promise.verdict == "pending" else newest, promise.id)


def _told(promise: PromiseEntry) -> int:
    return promise.tellings or len(promise.stated)


def title(asked: Asked, promise: PromiseEntry) -> str:
    """ "Two-way trade: 10 bn USD"; without a value the report's words in quotation marks, cut."""
    if promise.value is not None and promise.measure:
        return f"{asked.measure(promise.measure)}: {asked.labels.amount(promise.value, promise.unit, promise.bound)}"
    words = promise.title.strip().removeprefix("- ").strip('“”" ')
    return f"“{shortened(words, LONGEST)}”"


def shortened(words: str, most: int) -> str:
    """Words cut at a space, with an ellipsis where any are cut."""
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(" ", 1)[0].rstrip(",;:–— ") + " …"


def made(promise: PromiseEntry) -> tuple[Quote, ...]:
    """The passage in which it was first told."""
    return tuple(q for entry in promise.stated[:1] for q in entry.quotes[:1])


def _row(asked: Asked, promise: PromiseEntry) -> Row:
    what = [Words(title(asked, promise), made(promise))]
    if _told(promise) > 1:
        what.append(Words(asked.labels("promise.told", n=_told(promise)), look="quiet", joined=", "))
    due = asked.labels.short(promise.due) if promise.due else asked.labels("date.none")
    records = (*(c.id for c in promise.stated), *(r.id for r in promise.proof))
    return Row(promise.id, (tuple(what), (Words(due),), why(asked, promise)), records)
