"""The lists of people and of things: those that most reports tell of stand first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attache.brief.lines import Line
from attache.brief.words import day_words, list_words, office_name, thing_words
from attache.ledger import Ledger
from attache.ledger.entries import PersonEntry, ThingEntry
from attache.ledger.lists import Tally
from attache.web.pages import ON_A_PAGE, Asked, Page
from attache.web.views.filters import Choice, Field, Heading, Narrowed, fields, narrowed
from attache.web.views.listing import ListView, list_table

KINDS = ("agreement", "mechanism", "programme", "project", "place")
KIND = Heading("kind", "Kind", "kind", KINDS)


def people_opening(ledger: Ledger, asked: Asked) -> str:
    """The list's title. Raises QueryError."""
    return _title("People", _wanted(ledger, asked))


def people_view(ledger: Ledger, asked: Asked) -> ListView:
    """Persons by how often they are told of: seen in an office, or speaking."""
    wanted = _wanted(ledger, asked)
    told: Counter[str] = Counter()
    for kind, heading in (("tenure", "person"), ("statement", "speaker")):
        for tally in ledger.tallied(kind, heading, of=wanted.of, since=wanted.since, until=wanted.until):
            told[tally.value] += tally.number
    ranked = ledger.persons_among([i for i, _ in sorted(told.items(), key=lambda t: (-t[1], t[0]))])
    shown = ledger.people_by_id(ranked[asked.offset : asked.offset + ON_A_PAGE])
    return ListView(
        title=_title("People", wanted),
        lines=tuple(map(person_line, shown)),
        total=len(ranked),
        first=asked.offset + 1,
        described=wanted.described,
        fields=fields(ledger, "tenure", asked, (), wanted, speaker=False, dated=True),
        note="those told of most often first",
        by_day=False,
        lists="person",
    )


def person_line(person: PersonEntry) -> Line:
    """A person with the offices last seen."""
    held = sorted(person.offices, key=lambda o: (o.last, o.first), reverse=True)
    offices = tuple(dict.fromkeys(map(office_name, held)))
    more = f" and {len(offices) - 2} more" if len(offices) > 2 else ""
    detail = f"{'; '.join(offices[:2])}{more}"
    said = f"{person.statements:,} statement{'s' if person.statements != 1 else ''}" if person.statements else ""
    named = f"{person.reports:,} report{'s' if person.reports != 1 else ''}"
    quotes = held[0].quotes[:1] if held else ()
    return Line(person.actor.id, " · ".join(filter(None, (named, said))), person.actor.name, quotes, detail=detail)


def things_opening(ledger: Ledger, asked: Asked) -> str:
    """The list's title. Raises QueryError."""
    return _title("Agreements and mechanisms", _wanted(ledger, asked, KIND))


def things_view(ledger: Ledger, asked: Asked) -> ListView:
    """Things by the number of reports that name them."""
    wanted = _wanted(ledger, asked, KIND)
    tallies = ledger.tallied("thing", "is", of=wanted.of, under=wanted.under, since=wanted.since, until=wanted.until)
    ranked = sorted(tallies, key=lambda t: (-t.number, t.value))
    part = ranked[asked.offset : asked.offset + ON_A_PAGE]
    form = fields(ledger, "thing", asked, (KIND,), wanted, speaker=False, dated=True)
    return ListView(
        title=_title("Agreements and mechanisms", wanted),
        lines=_thing_lines(ledger.things_by_id([t.value for t in part]), part),
        total=len(ranked),
        first=asked.offset + 1,
        described=wanted.described,
        fields=tuple(_uncounted(f) for f in form),
        tabs=tuple(Choice(k, k + "s") for k in KINDS),
        tab="kind",
        chosen=asked.get("kind") or "",
        note="those that most reports name first",
        by_day=False,
        lists="thing",
    )


def _uncounted(field: Field) -> Field:
    """Things are filed a row a report; counts of rows would be taken for counts of things."""
    return Field(field.name, field.label, field.value, tuple(Choice(c.value, c.words) for c in field.choices), field.hint)


def _thing_lines(things: Sequence[ThingEntry], tallies: Sequence[Tally]) -> tuple[Line, ...]:
    known = {t.value: t for t in tallies}
    return tuple(thing_line(t, known[t.id]) for t in things)


def thing_line(thing: ThingEntry, tally: Tally) -> Line:
    """A thing with its kind, parties, and when it was named."""
    days = (tally.first, tally.last)
    when = (
        day_words(days[1])
        if days[0] == days[1]
        else f"{days[0][:4]}–{days[1][:4]}"
        if days[0][:4] != days[1][:4]
        else days[1][:4]
    )
    parties = list_words(tuple(p.name for p in thing.parties))
    named = f"named in {tally.number:,} report{'s' if tally.number != 1 else ''}{f', {when}' if tally.last else ''}"
    detail = " · ".join(filter(None, (parties, named)))
    return Line(thing.id, thing.kind, thing_words(thing), thing.quotes[:1], detail=detail)


def _wanted(ledger: Ledger, asked: Asked, *headings: Heading) -> Narrowed:
    _ = asked.page
    return narrowed(ledger, asked, headings)


def _title(title: str, wanted: Narrowed) -> str:
    return f"{title}: {', '.join(wanted.described)}" if wanted.described else title


PAGES = (
    Page("/people", "list.html", people_opening, people_view, list_table),
    Page("/things", "list.html", things_opening, things_view, list_table),
)
