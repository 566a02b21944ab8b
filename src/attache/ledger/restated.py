"""Two commitment records compared: whether they tell one promise, as far as the two of them show.

Each is prepared as an `Aim`. `Aim.keys` are exact strings: two aims are compared only where they share one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from attache.ledger.measures import measure_key
from attache.ledger.names import folded
from attache.ledger.told import Actors, Told, earliest, latest, overlap
from attache.ledger.wording import aim_words, deed_words, deeds_in, described, naming, stems, words_of
from attache.records import Commitment, Value

ALIKE = 80
"""Token-set similarity (0–100) of two contents from which on they say the same. At 70 "build a plant" joined "build a road"."""
LONGEST = 7
"""Words of a content, the longest ones, in whose pairs another content is looked for."""
SHORT = 12
"""Months up to which a due time is compared month by month."""
PER = "/"
"""Stands in the unit of a rate: USD/year."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A commitment with what it is compared by."""

    told: Told[Commitment]
    measure: str
    """As `aim_key` gives it."""
    value: Value | None
    unit: str | None
    parties: tuple[str, ...]
    """Countries, or bodies, sorted."""
    due: str
    """Last day; empty where none is told."""
    makers: tuple[str, ...] = ()
    """Persons and bodies, no countries, that make it."""
    size: int = 1
    """Reports that tell just the same, for which it stands."""

    @property
    def is_measured(self) -> bool:
        """Whether it has both measure and value."""
        return bool(self.measure) and self.value is not None

    @property
    def amount(self) -> tuple[str, Value | None, str | None]:
        """What exactly is aimed at, whoever aims and whenever."""
        return self.measure, self.value, self.unit

    @property
    def topic(self) -> tuple[str, tuple[str, ...], str]:
        """Measure, parties and last day: one aim where the value is not told."""
        return self.measure, self.parties, self.due

    @property
    def keys(self) -> frozenset[str]:
        """Strings one of which every other telling of the promise shares."""
        return frozenset(("report|" + self.told.report, *self._measured_keys(), *self._worded_keys()))

    def _measured_keys(self) -> list[str]:
        who = "+".join(self.parties)
        keys = []
        if self.is_measured:
            value = _number(self.value)
            keys.append(f"aim|{self.measure}|{value}|{self.unit}|{who}")
            if self.due:
                keys += [f"aim|{self.measure}|{value}|{self.unit}|{self.due}|{party}" for party in self.parties]
            if self.told.record.kind == "pledge":
                keys.append(f"rate|{self.measure}|{(self.unit or '').split(PER)[0]}|{who}")
        if self.measure and self.due:
            keys.append(f"topic|{self.measure}|{self.due}|{who}")
            if not self.is_measured:
                keys.append(f"step|{self.measure}|{self.due[:4]}|{who}")
        if self.due and (self.is_measured or self.is_bare):
            keys.append(f"aim for|{self.due}|{who}")
        return keys

    @property
    def is_bare(self) -> bool:
        """Whether it calls an aim by its kind and day alone: "the goal for 2020"."""
        words = folded(self.told.record.content.text).split()
        return not self.measure and self.value is None and not aim_words().isdisjoint(words)

    @property
    def deeds(self) -> frozenset[str]:
        """Families of events that its words name, where it has no figure."""
        return frozenset() if self.is_measured else deeds_in(self.told.record.content.text)

    @property
    def papers(self) -> frozenset[tuple[str, ...]]:
        """Papers that its words describe, where it is of signing and has a day."""
        signing = self.due and "SUPPORT/sign" in self.deeds
        return frozenset(described(self.told.record.content.text)) if signing else frozenset()

    @property
    def months(self) -> tuple[str, ...]:
        """Months of its due time, where that is short."""
        first, last = self.told.record.due or (None, None)
        if first is None or last is None:
            return ()
        a, b = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first, last))
        return tuple(f"{m // 12}-{m % 12 + 1:02}" for m in range(a, b + 1)) if b - a < SHORT else ()

    def _worded_keys(self) -> list[str]:
        if self.is_measured:
            return []
        who = "+".join(self.parties)
        papers = [f"paper|{who}|{' '.join(paper)}|{self.due[:4]}" for paper in self.papers]
        made = [f"made|{m}|{deed}|{month}" for m in self.makers for deed in sorted(self.deeds) for month in self.months]
        words = sorted(sorted(set(stems(self.told.record.content.text)), key=lambda w: (-len(w), w))[:LONGEST])
        return papers + made + [f"said|{who}|{a} {b}" for a, b in combinations(words, 2)]


def parties_of(told: Told[Commitment], actors: Actors) -> tuple[str, ...]:
    """The commitment's parties; where it names none, those who make it and those it is made to."""
    record = told.record
    return actors.countries(told.ids(record.parties or (*record.by, *record.to)))


def aim_key(measure: str | None, parties: tuple[str, ...]) -> str:
    """The key of a commitment's measure; that it is an outlook goes without saying. Empty where none is told."""
    return measure_key(measure, parties).removesuffix(" (outlook)") if measure else ""


def aim_of(told: Told[Commitment], actors: Actors, size: int = 1) -> Aim:
    """The commitment prepared for comparison; `size` for how many it stands."""
    record = told.record
    value = record.value
    plain = None if value is None else tuple(map(float, value)) if isinstance(value, tuple) else float(value)
    parties = parties_of(told, actors)
    return Aim(
        told,
        aim_key(record.measure, parties),
        plain,  # type: ignore[arg-type]  # a pair stays a pair
        record.unit,
        parties,
        latest(record.due),
        tuple(i for i in told.ids(record.by) if i in actors.by_id and actors.by_id[i].kind != "country"),
        size,
    )


def _number(value: Value | None) -> str:
    return "–".join(f"{v:.12g}" for v in value) if isinstance(value, tuple) else f"{value:.12g}"


def same_amount(one: Aim, other: Aim) -> bool:
    """Both aim at one value of one measure of the same parties."""
    return one.is_measured and other.is_measured and (one.amount, one.parties) == (other.amount, other.parties)


def same_topic(one: Aim, other: Aim) -> bool:
    """One or both do not tell the value; measure, parties and last day are the same."""
    return bool(one.measure and one.due) and one.topic == other.topic and not (one.is_measured and other.is_measured)


def same_step(one: Aim, other: Aim) -> bool:
    """Two plans without a value; measure and parties are the same, and one's time lies within the other's: "by mid-2021" and
    "due in 2021"."""
    if one.is_measured or other.is_measured or "target" in (one.told.record.kind, other.told.record.kind):
        return False
    if not one.measure or (one.measure, one.parties) != (other.measure, other.parties):
        return False
    return one.due[:4] == other.due[:4] and (is_within(one, other) or is_within(other, one))


def is_within(one: Aim, other: Aim) -> bool:
    """Whether one's due time lies within the other's, which is longer."""
    inner, outer = one.told.record.due, other.told.record.due
    return inner != outer and earliest(outer) <= earliest(inner) and latest(inner) <= latest(outer)


def nested(one: Aim, other: Aim) -> bool:
    """One value for one day, told of fewer and of more parties."""
    if not (one.is_measured and other.is_measured and one.amount == other.amount and one.due == other.due != ""):
        return False
    first, second = set(one.parties), set(other.parties)
    return first != second and bool(first and second) and (first < second or second < first)


def rate_of_total(one: Aim, other: Aim) -> bool:
    """A pledge of so much a year, undated, and a pledge of a sum in the same measure: the instalments of the sum."""
    rate, total = (one, other) if PER in (one.unit or "") else (other, one)
    if not (one.is_measured and other.is_measured and one.told.record.kind == other.told.record.kind == "pledge"):
        return False
    units = (rate.unit or "").split(PER)[0], total.unit
    same = (rate.measure, rate.parties, units[0]) == (total.measure, total.parties, units[1])
    return same and PER in (rate.unit or "") and not rate.due


def restates(one: Aim, other: Aim) -> bool:
    """One report tells a promise twice: with more and with fewer of the parties, or once without its figure."""
    if one.told.report != other.told.report or one.told.id == other.told.id:
        return False
    first, second = set(one.parties), set(other.parties)
    if not (first and second and (first <= second or second <= first)):
        return False
    same_day = not one.due or not other.due or one.due == other.due
    if one.is_measured and other.is_measured:
        return one.amount == other.amount and same_day and first != second
    a, b = one.told.record, other.told.record
    if one.is_measured or other.is_measured:
        # The same words once more, read without their figure.
        return same_day and a.content.start < b.content.end and b.content.start < a.content.end
    return first != second and says_the_same(one, other)


def same_deed(one: Aim, other: Aim) -> bool:
    """One report tells one deed with its day and once without, there naming no thing: "we shall soon be signing"."""
    if one.told.report != other.told.report or one.parties != other.parties or bool(one.due) == bool(other.due):
        return False
    bare = other if one.due else one
    record = bare.told.record
    names = {w for name in (*record.by, *record.speakers) for w in words_of(name)}
    rest = naming(record.content.text).subject - names - deed_words()
    return bool(one.deeds & other.deeds) and not rest


def same_maker(one: Aim, other: Aim) -> bool:
    """One person or body is to do one deed in the same weeks."""
    a, b = one.told.record, other.told.record
    return (
        one.told.report != other.told.report
        and not one.is_measured
        and not other.is_measured
        and bool(set(one.makers) & set(other.makers))
        and bool(one.deeds & other.deeds)
        and not set(one.months).isdisjoint(other.months)
        and overlap(a.due, b.due)
    )


def same_paper(one: Aim, other: Aim) -> bool:
    """One paper, as both describe it, is to be signed by the same parties in one year."""
    times = overlap(one.told.record.due, other.told.record.due) and one.due[:4] == other.due[:4]
    return one.parties == other.parties and times and bool(one.papers & other.papers)


def again(one: Aim, other: Aim) -> bool:
    """Two promises in words, of the same parties, that say the same but for their times, and name no one's visit or meeting:
    those come again every year."""
    if one.is_measured or other.is_measured or one.parties != other.parties or one.keys.isdisjoint(other.keys):
        return False
    if (one.deeds | other.deeds) & {"CONSULT/visit", "CONSULT/meeting"}:
        return False
    first, second = (" ".join(stems(a.told.record.content.text)) for a in (one, other))
    return fuzz.token_set_ratio(first, second, score_cutoff=ALIKE) > 0


def same_aim(one: Aim, other: Aim) -> bool:
    """One calls an aim by kind and day ("the goal for 2020"), the other is an aim of the same parties for that day."""
    pair = (one, other) if one.is_bare else (other, one)
    if pair[1].told.record.kind != "target":
        return False
    return pair[0].is_bare and pair[1].is_measured and one.parties == other.parties and one.due == other.due != ""


def says_the_same(one: Aim, other: Aim) -> bool:
    """The words say nearly the same, and due times and values do not contradict."""
    a, b = one.told.record, other.told.record
    if a.due is not None and b.due is not None and not overlap(a.due, b.due):
        return False
    if (one.value, one.unit) != (other.value, other.unit) or one.keys.isdisjoint(other.keys):
        return False
    return fuzz.token_set_ratio(folded(a.content.text), folded(b.content.text), score_cutoff=ALIKE) > 0


def worded_alike(one: Aim, other: Aim) -> bool:
    """Two promises without a figure, of the same parties, that say the same."""
    return not one.is_measured and not other.is_measured and one.parties == other.parties and says_the_same(one, other)
