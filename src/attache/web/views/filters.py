"""What a list is narrowed by: the fields of its form, and the same as the ledger's lists ask for it.

In: what was asked of a page. Out: `Narrowed`: actor ids, headings and days, with the names to be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attache.brief.words import measure_words
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.asking import days_between
from attache.ledger.lists import Tally
from attache.web.pages import Asked

ACTORS = ("a", "b")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a field's values."""

    value: str
    words: str
    number: int | None = None
    """How many stand under it, where that was counted."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; without choices it is typed in."""

    name: str
    label: str
    value: str
    choices: tuple[Choice, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A filter of a list that is a heading of the ledger: `name` in the form, `word` in the ledger."""

    name: str
    label: str
    word: str
    choices: tuple[str, ...] = ()
    """All values there may be, in the order shown; else those that the ledger has, most first."""
    words: tuple[tuple[str, str], ...] = ()
    """Values that are shown in other words."""
    most: int = 60

    def called(self, value: str) -> str:
        """A value as people call it."""
        if self.word == "measure" and not self.choices:
            return measure_words(value)
        return dict(self.words).get(value, value)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to."""

    of: tuple[str, ...]
    under: tuple[str, ...]
    since: str | None
    until: str | None
    described: tuple[str, ...]
    """In plain words, a part a filter: "Viet Nam and Russia", "energy", "since 2019"."""
    names: tuple[tuple[str, str], ...]
    """What stands in the fields of actors: field and name."""


def narrowed(ledger: Ledger, asked: Asked, headings: Sequence[Heading], speaker: bool = False) -> Narrowed:
    """What is asked for. Raises QueryError where a name or value is not known."""
    actors = [(field, ledger.actor(given)) for field in ACTORS if (given := asked.get(field))]
    if len(actors) == 2 and actors[0][1].id == actors[1][1].id:
        raise QueryError(f"a list is between two different actors; both given mean {actors[0][1].name}")
    under, told = [], []
    if actors:
        told.append(" and ".join(actor.name for _, actor in actors))
    names = [(field, actor.name) for field, actor in actors]
    if speaker and (given := asked.get("speaker")):
        who = ledger.actor(given)
        under.append(f"{'speaker' if who.kind == 'person' else 'for'}:{who.id}")
        told.append(f"said by {who.name}")
        names.append(("speaker", who.name))
    for heading in headings:
        if value := asked.get(heading.name):
            if heading.choices and value not in heading.choices:
                raise QueryError(f"{heading.label.lower()} is one of {', '.join(heading.choices)}; given: {value}")
            under.append(f"{heading.word}:{value}")
            told.append(heading.called(value))
    days_between(asked.since, asked.until)
    told += [f"{word} {value}" for word, value in (("since", asked.since), ("until", asked.until)) if value]
    of = tuple(actor.id for _, actor in actors)
    return Narrowed(of, tuple(under), asked.since, asked.until, tuple(told), tuple(names))


def fields(
    ledger: Ledger, kind: str, asked: Asked, headings: Iterable[Heading], wanted: Narrowed, *, speaker: bool, dated: bool
) -> tuple[Field, ...]:
    """The fields of the list's form, each with the values that the ledger has between these actors."""
    names = dict(wanted.names)
    both = (("a", "Between", "Vietnam"), ("b", "and", "Russia"))
    out = [Field(f, label, names.get(f, ""), hint=hint) for f, label, hint in both]
    if speaker:
        out.append(Field("speaker", "Said by", names.get("speaker", ""), hint="name or country"))
    for heading in headings:
        tallies = ledger.tallied(kind, heading.word, of=wanted.of)
        out.append(Field(heading.name, heading.label, asked.get(heading.name) or "", _choices(heading, tallies)))
    if dated:
        out += [Field(f, label, asked.get(f) or "", hint="2019-05") for f, label in (("since", "From"), ("until", "To"))]
    return tuple(out)


def _choices(heading: Heading, tallies: Sequence[Tally]) -> tuple[Choice, ...]:
    numbers = {t.value: t.number for t in tallies}
    most_first = sorted(numbers, key=lambda v: (-numbers[v], v))[: heading.most]
    ordered = [c for c in heading.choices if c in numbers] if heading.choices else most_first
    return tuple(Choice(v, heading.called(v), numbers[v]) for v in ordered)
