"""Promises and what became of them: a table by verdict, decided ones that can be checked first."""

from __future__ import annotations

from attache.brief.asked import Asked
from attache.brief.model import Cell, Group, Row, Section, Words, cite
from attache.brief.sections.verdicts import why
from attache.ledger.entries import PromiseEntry, Quote

# The order in which a reader wants to see promises: what has been decided first.
VERDICTS = ("kept", "kept late", "missed", "disputed", "overdue", "pending")
FULL = {"kept": 3, "kept late": 1, "missed": 4, "disputed": 2, "overdue": 3, "pending": 3}
SHORT = {"kept": 1, "kept late": 1, "missed": 2, "disputed": 1, "overdue": 1, "pending": 1}
LOOKED_AT = 30
LONGEST = 120


def section(asked: Asked) -> Section:
    """A group a verdict: what was promised, by when, and the records that say what became of it."""
    groups, shown = [], 0
    for verdict in VERDICTS:
        chosen = best(asked, verdict)[: (FULL if asked.length == "full" else SHORT)[verdict]]
        rows = tuple(_row(asked, p) for p in chosen)
        shown += len(rows)
        if rows:
            groups.append(Group(asked.labels(f"verdict.{verdict}"), rows))
    number = sum(t.number for t in asked.tallied("promise", ""))
    return Section(
        "promises",
        asked.labels("title.promises"),
        (asked.labels("promise.what"), asked.labels("promise.due"), asked.labels("promise.outcome")),
        tuple(groups),
        intro=_counts(asked, number),
        more=asked.more("promises", number - shown, "promises"),
        empty=asked.labels("empty.promises"),
    )


def _counts(asked: Asked, number: int) -> Cell:
    told = {t.value: t.number for t in asked.tallied("promise", "verdict")}
    words = [asked.labels(f"verdicts.{v}", n=told[v]) for v in (*VERDICTS, "superseded", "open") if told.get(v)]
    return (Words(asked.labels("verdicts.all", n=number, list=", ".join(words)), look="quiet"),) if words else ()


def best(asked: Asked, verdict: str) -> tuple[PromiseEntry, ...]:
    """Promises of one verdict: checkable ones first, then those that most reports tell, then the newest due."""
    measured = asked.listed("promise", f"verdict:{verdict}", "measure:yes", limit=LOOKED_AT).ids
    others = asked.listed("promise", f"verdict:{verdict}", limit=LOOKED_AT).ids
    found = asked.ledger.promises_by_id(tuple(dict.fromkeys((*measured, *others))))
    fit = (p for p in found if asked.concerns(p.title) and p.stated)
    return tuple(sorted(fit, key=_rank))


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
    words = promise.title.strip().removeprefix("- ").strip("“”\" ")
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
