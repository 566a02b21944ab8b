"""One entry's form: its sentences, and everything that can be decided about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from attache.brief.words import date_words, entry_words, promise_title, series_title
from attache.ledger import Ledger
from attache.ledger.entries import ActorEntry, SeriesEntry
from attache.ledger.report_pages import ReadRecord
from attache.ledger.reviews.listing import ReviewEntry
from attache.ledger.reviews.reviewable import Near, Reviewable
from attache.web.fields import FieldForm, fields_of
from attache.web.pages import Asked, Page, Table
from attache.web.views.review.who import around

WORDS = {
    "event": "event",
    "statement": "statement",
    "figure": "figure",
    "commitment": "promise",
    "tenure": "office",
    "occurrence": "event as all reports tell it",
    "promise": "promise and what became of it",
    "series": "figures over time",
    "country": "country",
    "organisation": "body",
    "person": "person",
    "thing": "named thing",
}


@dataclass(frozen=True, slots=True)
class Faults:
    """What was wrong with a form as it was sent, and what it said, so that nothing has to be written again."""

    message: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    """By field of the form, why its value would not do."""
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OneView:
    """An entry to be decided about."""

    subject: Reviewable
    title: str
    kind: str
    """In a reader's words."""
    fields: tuple[FieldForm, ...]
    """Of a single record; else each record has its own form."""
    near: tuple[Near, ...]
    """What it may be the same as, each with a name."""
    other: Near | None
    """The one that the reader wants it merged with."""
    chosen: tuple[str, ...]
    """Records ticked beforehand."""
    history: tuple[ReviewEntry, ...]
    """What was decided about it, the newest first."""
    back: str
    """Address of the page to go back to; empty for none."""
    faults: Faults = field(default_factory=Faults)

    @property
    def records(self) -> tuple[ReadRecord, ...]:
        """All records shown."""
        return (*self.subject.records, *self.subject.proof)

    @property
    def mergeable(self) -> bool:
        """Whether others can be the same."""
        return self.subject.what in ("occurrence", "promise", "actor", "thing")

    @property
    def splittable(self) -> bool:
        """Whether it is made of parts that may not belong together."""
        if self.subject.what in ("occurrence", "promise"):
            return self.subject.told > 1
        return len(self.subject.names) > 1 or any(n.count > 1 for n in self.subject.names)


def title_of(subject: Reviewable) -> str:
    """One line for an entry."""
    entry = subject.entry
    match entry:
        case ActorEntry():
            return entry.name
        case SeriesEntry():
            return series_title(entry)
        case _:
            return entry_words(entry)


def one_view(ledger: Ledger, asked: Asked, faults: Faults | None = None) -> OneView:
    """The form of the entry at this address; `records` in the query ticks only these, `other` is what to merge it with."""
    subject = ledger.reviewable(asked.path["id"])
    single = subject.records[0] if subject.what == "record" else None
    wanted = frozenset((asked.get("records") or "").split(",")) - {""}
    ticked = {r.id for r in (*subject.records, *subject.proof)} if subject.what != "series" else set()
    other = asked.get("other")
    return OneView(
        subject=subject,
        title=title_of(subject),
        kind=WORDS[single.kind if single else subject.entry.kind if isinstance(subject.entry, ActorEntry) else subject.what],
        fields=fields_of(single.entry) if single else (),
        near=_named(ledger, subject.near),
        other=_near(ledger, other) if other else None,
        chosen=tuple(sorted((wanted & ticked) or ticked)),
        history=tuple(reversed(ledger.reviews_of(subject.id))),
        back=local(asked.get("next")),
        faults=faults or Faults(),
    )


def _named(ledger: Ledger, near: tuple[Near, ...]) -> tuple[Near, ...]:
    """What may be the same, with a name and what tells it from others: a promise's verdict, an event's day."""
    ids = [n.id for n in near if not n.name]
    found = {
        o.id: Near(o.id, entry_words(o), date_words(o.when))
        for o in ledger.occurrences_by_id([i for i in ids if i[0] == "o"], tellings=1)
    }
    for p in ledger.promises_by_id([i for i in ids if i[0] == "p"]):
        found[p.id] = Near(p.id, promise_title(p), f"{p.verdict}, told {date_words(p.stated[0].date)}")
    return tuple(n if n.name else found[n.id] for n in near if n.name or n.id in found)


def _near(ledger: Ledger, identity: str) -> Near:
    subject = ledger.reviewable(identity)
    return next(
        iter(_named(ledger, (Near(subject.id, "", ""),))), Near(subject.id, title_of(subject), WORDS.get(subject.what, ""))
    )


def local(address: str | None) -> str:
    """An address on this desk; empty where it is none, for a form may not send its reader elsewhere."""
    given = address or ""
    plain = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable() and "\\" not in given
    return given if plain else ""


def one_table(view: OneView) -> Table:
    """Its records with their sentences."""
    heads = ("id", "kind", "record", "report", "published", "words", "decided", "by", "when", "why")
    rows = []
    for r in view.records:
        quote = r.entry.quotes[0]
        state = (r.state.word, r.state.by, r.state.at, r.state.why) if r.state else (None,) * 4
        published = (quote.report.published or (None, None))[1]
        rows.append((r.id, r.kind, entry_words(r.entry), quote.report.label, published, quote.evidence.text, *state))
    return Table(heads, tuple(rows))


def opening(ledger: Ledger, asked: Asked) -> str:
    """What kind of thing is to be decided about. Raises QueryError where there is none."""
    kind = ledger.reviewable_kind(asked.path["id"])
    return f"Review of {'an' if kind[0] in 'aeiou' else 'a'} {'sentence' if kind == 'record' else kind}"


PAGE = Page("/review/of/{id}", "review_of.html", opening, one_view, one_table, around=around)
