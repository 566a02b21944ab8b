"""The same actor, the same thing? From the names of all readings to one actor each, whatever the order of reading.

Countries are their ISO code. Organisations are joined by name, or where one's name is another's alias; persons by name
with accents, transliteration and word order folded. Two with one name stay apart where both have a country and the
countries differ; of persons a country that rests on a single report is taken as a misreading. A short name
("Lavrov", "Son") joins the one fuller person of the same country that it can stand for; where two could be meant it
stays alone. Descriptions ("a Western agency") are never joined across reports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from attache.ledger.countries import country_words
from attache.ledger.entries import ActorEntry
from attache.ledger.ids import short_id
from attache.ledger.names import is_described, person_key, person_words, title_key
from attache.records import Actor, ActorName

Names = Mapping[tuple[str, str], str]
"""(report, name in its reading) → id."""
CountryName = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Sighted:
    """An actor as one report's reading knows it."""

    report: str
    actor: Actor


def resolve_actors(
    sighted: Iterable[Sighted], country_name: CountryName
) -> tuple[list[ActorEntry], dict[tuple[str, ActorName], str]]:
    """All actors, sorted by id, and the id that each name of each reading stands for."""
    ordered = sorted(sighted, key=lambda s: (s.report, s.actor.name))
    groups: list[list[Sighted]] = []
    for kind, join in (("country", _countries), ("organisation", _organisations), ("person", _persons)):
        of_kind = [s for s in ordered if s.actor.kind == kind]
        groups += [[s] for s in of_kind if kind != "country" and is_described(s.actor.name)]
        groups += join([s for s in of_kind if kind == "country" or not is_described(s.actor.name)])
    actors = [_entry(group, country_name) for group in groups]
    names = {(s.report, s.actor.name): entry.id for entry, group in zip(actors, groups, strict=True) for s in group}
    return sorted({a.id: a for a in actors}.values(), key=lambda a: a.id), names


def _countries(sighted: Sequence[Sighted]) -> list[list[Sighted]]:
    groups: dict[str, list[Sighted]] = defaultdict(list)
    for s in sighted:
        groups[s.actor.country or s.actor.name].append(s)
    return list(groups.values())


def _organisations(sighted: Sequence[Sighted]) -> list[list[Sighted]]:
    """One group a name; then groups join where the name of one is an alias of the other."""
    groups = _by_name_and_country(sighted, body_key, reports=1)
    owner: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for key in {k for s in group for k in (body_key(s.actor), title_key(s.actor.name))}:
            owner[key].add(number)
    claims: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for key in {body_key(replace(s.actor, name=ActorName(a))) for s in group for a in s.actor.aliases}:
            claims[key].add(number)
        # Where a reading does not know the country, the words of the name still do: "National Assembly of Vietnam".
        for key in {title_key(s.actor.name) for s in group if s.actor.country is None}:
            claims[key].add(number)
    links = Links(len(groups))
    for key in sorted(claims):
        for number in sorted(claims[key]):
            others = [o for o in sorted(owner[key] - {number}) if _agree(_country(groups[o]), _country(groups[number]))]
            # An acronym may be that of two international bodies; within one country it is taken to be of one.
            alone = len(claims[key] - set(others)) == 1 or _country(groups[number]) is not None
            if len(others) == 1 and alone:
                links.join(number, others[0])
    return links.merged(groups)


def _persons(sighted: Sequence[Sighted]) -> list[list[Sighted]]:
    groups = _by_name_and_country(sighted, lambda a: person_key(a.name), reports=2)
    words = [max((person_words(s.actor.name) for s in group), key=lambda w: (len(w), w)) for group in groups]
    by_outer: dict[str, set[int]] = defaultdict(set)
    for number, name in enumerate(words):
        by_outer[name[0]].add(number)
        by_outer[name[-1]].add(number)
    links = Links(len(groups))
    for number, group in enumerate(groups):
        near = sorted({other for word in words[number] for other in by_outer[word]} - {number})
        fuller = [o for o in near if _stands_for(words[number], words[o]) and _may_be(_country(group), _country(groups[o]))]
        # Of "Lavrov" < "Sergey Lavrov" < "Sergey Viktorovich Lavrov" the two fuller are one person themselves.
        if len({person_key(" ".join(words[f])) for f in fuller}) == 1 or _chain([words[f] for f in fuller]):
            links.join(number, fuller[0])
    return links.merged(groups)


def _stands_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the shorter name can be a short form of the fuller: its words are among the other's, an outer one included."""
    if len(short) >= len(full) or not set(short) <= set(full):
        return False
    return full[0] in short or full[-1] in short


def _chain(names: Sequence[tuple[str, ...]]) -> bool:
    """Whether each longer name holds the shorter ones."""
    ordered = sorted(names, key=len)
    return bool(ordered) and all(_stands_for(a, b) or set(a) == set(b) for a, b in pairwise(ordered))


def _may_be(short: str | None, full: str | None) -> bool:
    """A short name joins across an unknown country only towards the unknown side of itself."""
    return short is None or short == full


def body_key(actor: Actor) -> str:
    """Key of an organisation's name; the words of its own country no longer count: "Vietnamese Ministry of Trade",
    "Ministry of Trade of Vietnam", "Ministry of Trade"."""
    words = [w for w in title_key(actor.name).split() if w not in country_words(actor.country)]
    return " ".join(words) or title_key(actor.name)


def _by_name_and_country(sighted: Sequence[Sighted], key: Callable[[Actor], str], *, reports: int) -> list[list[Sighted]]:
    named: dict[str, list[Sighted]] = defaultdict(list)
    for s in sighted:
        named[key(s.actor)].append(s)
    return [group for name in sorted(named) for group in _by_country(named[name], reports)]


def _by_country(sighted: Sequence[Sighted], reports: int) -> list[list[Sighted]]:
    """Those of one name, apart by country only where two countries rest on that many reports each; then those of no known
    country stand alone, and a country told less often is taken as a misreading of the usual one."""
    counts = Counter(s.actor.country for s in sighted if s.actor.country)
    sure = sorted(c for c, n in counts.items() if n >= reports)
    if len(sure) < 2:
        return [list(sighted)]
    usual = min(sure, key=lambda c: (-counts[c], c))
    groups: dict[str, list[Sighted]] = defaultdict(list)
    for s in sighted:
        country = s.actor.country
        groups["" if country is None else country if country in sure else usual].append(s)
    return [groups[c] for c in sorted(groups)]


def _country(group: Iterable[Sighted]) -> str | None:
    """The country most reports give; of equals the first by code."""
    counts = Counter(s.actor.country for s in group if s.actor.country)
    return min(counts, key=lambda c: (-counts[c], c)) if counts else None


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _entry(group: Sequence[Sighted], country_name: CountryName) -> ActorEntry:
    first = group[0].actor
    country = _country(group)
    if first.kind == "country":
        code = first.country or first.name
        return ActorEntry(
            code, country_name(code), "country", code, tuple(sorted({a for s in group for a in s.actor.aliases} - {code}))
        )
    name = _best_name(group)
    named = not is_described(name)
    key = person_key(name) if first.kind == "person" else body_key(Actor(ActorName(name), first.kind, country))
    identity = short_id("a", first.kind, key, country, None if named else group[0].report)
    aliases = {s.actor.name for s in group} | {a for s in group for a in s.actor.aliases}
    ordered = sorted(aliases - {name}, key=lambda a: (len(a), a))
    return ActorEntry(identity, name, first.kind, country, tuple(ordered), named)


def _best_name(group: Sequence[Sighted]) -> str:
    """The fullest name of a person, the most frequent of a body; of equals the most frequent, then by the alphabet."""
    counts = Counter(s.actor.name for s in group)
    if group[0].actor.kind == "person":
        return min(counts, key=lambda n: (-len(person_words(n)), -counts[n], n))
    return min(counts, key=lambda n: (-counts[n], -len(n), n))


class Links:
    """Groups joined pairwise; joining is transitive."""

    def __init__(self, size: int) -> None:
        self._root = list(range(size))

    def find(self, number: int) -> int:
        """The group that stands for the one numbered so."""
        while self._root[number] != number:
            number = self._root[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Makes two groups one; the lower number stands for both."""
        low, high = sorted((self.find(one), self.find(other)))
        self._root[high] = low

    def merged(self, groups: Sequence[Sequence[Sighted]]) -> list[list[Sighted]]:
        """The members of the joined groups, in order."""
        out: dict[int, list[Sighted]] = defaultdict(list)
        for number, group in enumerate(groups):
            out[self.find(number)].extend(group)
        return [out[n] for n in sorted(out)]
