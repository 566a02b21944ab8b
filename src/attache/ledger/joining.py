"""Whether two tellings are of one event, and by which keys they find each other.

The rules are strict: a wrong join hides an event, a missing one only shows it twice. `differ` says that two tellings
cannot be of one event, and holds for every two of a group; `same_event` wants evidence for it besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from attache.ledger.tellings import FEW, HELD, LONGEST, MAKING_GOOD, Telling, is_visit

SHIFT = 31
"""Days by which a planned visit may come later than it was announced without anyone saying that it was put off."""
RECENT = 7
"""Days before a report within which the undated meetings and visits that it tells of are taken to have been."""
PUT_OFF_LONG = 5 * 365
"""Days within which one report may tell of an act as once put off and then held."""
EVER = 20 * 365
"""Days within which what takes place once is taken to be what was planned, however late."""
CROWD = 12
"""More countries than these have so many meetings in common that two of them tell no event apart."""


def same_event(one: Telling, other: Telling) -> bool:
    """Whether two records tell one event. Symmetric."""
    if one.kin != other.kin or differ(one, other):
        return False
    if (one.event.status == "denied") != (other.event.status == "denied"):
        return _by_thing(one, other) or (_fits(one, other) and _by_people(one, other))
    if one.family != other.family:
        return bool(one.named & other.named and _by_thing(one, other)) or _same_signers(one, other)
    return (
        _by_thing(one, other)
        or _by_people(one, other)
        or _by_town(one, other)
        or _seldom(one, other)
        or _of_one_name(one, other)
        or _put_off_again(one, other)
    )


def differ(one: Telling, other: Telling) -> bool:
    """Whether two tellings of one family, or of kindred ones, cannot be of one event. Symmetric."""
    states = {one.event.status, other.event.status}
    if not _two_of_one_report(one, other):
        return True
    if "denied" in states and states & {*HELD}:
        return True
    if is_visit(one.event) and one.hosts and other.hosts and not one.hosts & other.hosts:
        return True  # two countries on one journey
    if _two_papers(one, other) or _two_bodies(one, other) or _other_way_round(one, other):
        return True
    once = _once(one, other)
    if not once and _elsewhere(one, other):
        return True
    return _days_differ(one, other, once=once) or (not once and _people_differ(one, other))


def _two_of_one_report(one: Telling, other: Telling) -> bool:
    """Whether two tellings may be one event as far as their reports go.

    A report enters an act once, so two of its records are two acts; only what was to be and what became of it may be
    one where a named thing says so, and a visit may be told twice in the same words, or for the same few days, on which
    nobody comes twice.
    """
    if one.told.report != other.told.report:
        return True
    if one.ahead != other.ahead and (is_visit(one.event) or one.named & other.named):
        return not _stage(one, other)
    if _put_off_again(one, other):
        return True
    if not (is_visit(one.event) and is_visit(other.event)):
        return False
    if max(_length(one), _length(other)) < FEW and gap(one, other) == 0:
        return True
    return any(a.start < b.end and b.start < a.end for a in one.event.evidence for b in other.event.evidence)


def _stage(one: Telling, other: Telling) -> bool:
    """Whether a visit under way is told with a part of it that is still to come ("tomorrow he goes on to …")."""
    plan, held = (one, other) if one.ahead else (other, one)
    if not is_visit(plan.event) or not plan.dated or plan.first is None or held.dated is False:
        return False
    elsewhere = None not in (plan.event.where, held.event.where) and plan.event.where != held.event.where
    return gap(plan, held) == 0 and (elsewhere or (plan.said is not None and plan.first > plan.said))


def _length(one: Telling) -> int:
    return LONGEST if not one.dated or one.first is None or one.last is None else one.last - one.first


def gap(one: Telling, other: Telling) -> int:
    """Days from the end of the earlier telling's days to the beginning of the later's; 0 where they share one."""
    return max(_after(one, other), _after(other, one), 0)


def _after(one: Telling, other: Telling) -> int:
    """Days from the last of one to the first of the other; 0 or less where nothing says that the other came later."""
    return 0 if one.last is None or other.first is None else other.first - one.last


def _same_days(one: Telling, other: Telling) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def _once(one: Telling, other: Telling) -> bool:
    """Whether both tell an act that takes place once for a thing which both name."""
    if one.once == "thing":
        return bool(one.named & other.named)
    if one.once == "each" and one.givers != other.givers:
        return False
    return bool(one.once) and bool((one.papers | other.papers) & one.named & other.named)


def _two_papers(one: Telling, other: Telling) -> bool:
    """Whether each is about papers of its own. Two leaders make one joint statement a day, however it is named."""
    if one.event.type != "SUPPORT" or not (one.things and other.things) or one.things & other.things:
        return False
    return not (one.family.endswith("/joint-statement") and one.short and other.short and _same_days(one, other))


def _two_bodies(one: Telling, other: Telling) -> bool:
    """Whether papers were signed by companies or offices in one and by others in the other."""
    if one.once not in ("paper", "each") or one.things & other.things or one.persons & other.persons:
        return False
    return bool(one.bodies | other.bodies) and not one.bodies & other.bodies


def _other_way_round(one: Telling, other: Telling) -> bool:
    """Whether one did to the other what in the other telling is done to it: each expelled the other's diplomats."""
    if one.event.type == "CONSULT" or not (one.hosts and other.hosts):
        return False
    return not one.givers & other.givers and bool(one.givers & other.hosts or other.givers & one.hosts)


def _elsewhere(one: Telling, other: Telling) -> bool:
    return one.place is not None and other.place is not None and one.place != other.place


def _days_differ(one: Telling, other: Telling, *, once: bool) -> bool:
    days = gap(one, other)
    if days == 0:
        return False
    if one.ahead or other.ahead:
        return days > max(_reach(one, other), _reach(other, one), _loose(one, other))
    return days > (FEW if once else 0)


def _loose(one: Telling, other: Telling) -> int:
    """Days by which what was planned may come later, as long as some third telling says that it is the same."""
    plan, held = (one, other) if one.ahead else (other, one)
    return MAKING_GOOD if one.ahead == other.ahead or _after(plan, held) > 0 else FEW


def _people_differ(one: Telling, other: Telling) -> bool:
    """Whether both name persons, and too few of them are the same."""
    return bool(one.persons and other.persons) and not _same_persons(one, other)


def _same_persons(one: Telling, other: Telling) -> bool:
    """One visitor; else two persons in common where both tellings name two: a recollection may name fewer."""
    if is_visit(one.event):
        return bool(one.visitors & other.visitors or one.persons & other.persons)
    return len(one.persons & other.persons) >= min(2, len(one.persons), len(other.persons))


def _by_people(one: Telling, other: Telling) -> bool:
    """The same people or the same two countries on the same days, or on those to which it was put off."""
    near_one, near_other = near_days(one), near_days(other)
    if near_one is None or near_other is None or not _same_people(one, other):
        return False
    if near_one[0] <= near_other[1] and near_other[0] <= near_one[1]:
        return one.short or other.short
    days = gap(one, other)
    return one.short and other.short and 0 < days <= max(_reach(one, other), _reach(other, one))


def _same_people(one: Telling, other: Telling) -> bool:
    if not (one.short and other.short):
        # A day that only the report's date gives wants surer people: two of them, or one visitor at one host's.
        return _fits(one, other) if is_visit(one.event) else len(one.persons & other.persons) >= 2
    if one.persons and other.persons:
        return _same_persons(one, other)
    return len(one.countries & other.countries) >= 2 and max(len(one.countries), len(other.countries)) <= CROWD


def _same_signers(one: Telling, other: Telling) -> bool:
    """The same two people on the same days, where only one telling says which paper it was."""
    if one.things and other.things:
        return False
    return len(one.persons & other.persons) >= 2 and _by_people(one, other)


def _by_town(one: Telling, other: Telling) -> bool:
    """The same day in the same town, and nobody in the poorer telling whom the richer does not have."""
    day = one.dated and other.dated and one.first == one.last and _same_days(one, other)
    town = one.event.where is not None and one.event.where == other.event.where and one.event.where != one.place
    return day and town and _poorer(one, other)


def _seldom(one: Telling, other: Telling) -> bool:
    """Acts that are seldom, within one month, of the same countries."""
    return one.seldom and one.short and other.short and gap(one, other) == 0 and _poorer(one, other)


def _poorer(one: Telling, other: Telling) -> bool:
    """Whether one telling has only countries of the other's, and not both say who the persons or what the things are."""
    if not one.countries or not other.countries or (one.things and other.things) or (one.persons and other.persons):
        return False
    return one.countries <= other.countries or other.countries <= one.countries


def _of_one_name(one: Telling, other: Telling) -> bool:
    """Things called by one proper name ("the Ninh Thuan project", "the agreement on the Ninh Thuan plant") begun, opened
    or given up by the same country on days that go together."""
    if one.once != "thing" or not (one.dated and other.dated) or gap(one, other) > 0 or not one.givers & other.givers:
        return False
    return any(a <= b or b <= a for a in one.cores for b in other.cores)


def _put_off_again(one: Telling, other: Telling) -> bool:
    """A visit put off and, in the same report, the later one that is to make it good."""
    put_off, planned = (one, other) if one.event.status == "postponed" else (other, one)
    if put_off.event.status != "postponed" or planned.event.status not in ("planned", "proposed"):
        return False
    later = put_off.last is not None and planned.first is not None and planned.first > put_off.last
    return one.told.report == other.told.report and later and _fits(put_off, planned)


def near_days(one: Telling) -> tuple[int, int] | None:
    """The few days in which it took place: as told; where none or only the last day is told, those before it, if
    the report came soon after."""
    if one.short and one.first is not None and one.last is not None:
        return one.first, one.last
    if one.event.status not in HELD or one.first is not None or one.last is None or one.said is None:
        return None
    return (one.last - RECENT, one.last) if one.said - one.last <= RECENT else None


def _by_thing(one: Telling, other: Telling) -> bool:
    """The same thing, and days that go together. A condition without a day is no telling of what came of it."""
    if not one.things & other.things or any(t.event.status == "conditional" and not t.dated for t in (one, other)):
        return False
    if _once(one, other):
        if not one.countries or not other.countries:
            return bool(one.papers & other.papers)
        return bool(one.countries & other.countries)
    if not one.countries & other.countries:
        return False
    days_one, days_other = thing_days(one), thing_days(other)
    if days_one is None or days_other is None:
        return False
    if days_one[0] <= days_other[1] and days_other[0] <= days_one[1]:
        return (one.dated and other.dated) or (one.ahead and other.ahead) or _came_to_nothing(one, other)
    return one.dated and other.dated and gap(one, other) <= max(_reach(one, other), _reach(other, one))


def _came_to_nothing(one: Telling, other: Telling) -> bool:
    """What was to be by a day, and had not been by then."""
    plan, denied = (one, other) if one.ahead else (other, one)
    return plan.ahead and plan.dated and denied.event.status == "denied" and bool(one.named & other.named)


def thing_days(one: Telling) -> tuple[int, int] | None:
    """The days that a telling about a thing is looked for in: as told; of what is still to come, the report's day; of what
    had not been by a day, that day."""
    if one.dated and one.first is not None and one.last is not None:
        return one.first, one.last
    if one.event.when is None and one.event.status in ("planned", "proposed") and one.first is not None and one.said is not None:
        return one.first, one.said
    if one.event.status == "denied" and one.event.when is not None and one.last is not None:
        return one.last, one.last
    return None


def _reach(plan: Telling, held: Telling) -> int:
    """Days after (or, where moved forward, before) the plan's within which the other is taken to be what was planned."""
    if not plan.ahead or (plan.event.status == "conditional" and not plan.dated):
        return 0
    if _after(held, plan) > 0:  # Moved forward.
        sooner = _once(plan, held) and (plan.said or 0) <= (held.first or 0)
        return MAKING_GOOD if sooner else FEW if _fits(plan, held) else 0
    if plan.told.report != held.told.report and (plan.said or 0) > (held.said or 0):
        return 0
    put_off = plan.event.status == "postponed"
    if _once(plan, held):
        return EVER
    if plan.once not in ("paper", "each") and plan.named & held.named:
        return PUT_OFF_LONG if put_off and plan.told.report == held.told.report else MAKING_GOOD
    return (MAKING_GOOD if put_off else SHIFT) if _fits(plan, held) else 0


def _fits(plan: Telling, held: Telling) -> bool:
    """The same visitor to the same countries."""
    return is_visit(plan.event) and bool(plan.visitors & held.visitors) and plan.hosts == held.hosts


def keys_of(one: Telling) -> frozenset[str]:
    """What a telling is found by: two can be one event only if they share a key."""
    return frozenset((*_people_keys(one), *_thing_keys(one)))


def _people_keys(one: Telling) -> Iterator[str]:
    if is_visit(one.event) and one.ahead:
        yield from (f"{one.kin}|{person}|{one.told.report}" for person in sorted(one.visitors))
    near = near_days(one)
    if near is None:
        return
    first, last = near
    months = list(_months(first, last))
    reached = list(_months(first - (FEW if one.ahead else 0), last + _furthest(one))) if is_visit(one.event) else months
    for person in sorted(one.persons):
        yield from (f"{one.kin}|{person}|{month}" for month in (reached if person in one.visitors else months))
    if one.event.where is not None and one.event.where != one.place and first == last:
        yield f"{one.kin}|{one.event.where}|{date.fromordinal(first).isoformat()}"
    if one.seldom:
        yield from (f"{one.kin}|{country}|{month}" for country in sorted(one.countries) for month in months)
    if len(one.countries) <= CROWD:
        for a, b in combinations(sorted(one.countries), 2):
            yield from (f"{one.kin}|{a}-{b}|{month}" for month in months)


def _thing_keys(one: Telling) -> Iterator[str]:
    if one.once:
        yield from (f"{one.kin}|{thing}" for thing in sorted(one.named))
    days = thing_days(one)
    if days is None:
        return
    first, last = days
    if one.once == "thing":
        spanned = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
        for word in sorted({word for core in one.cores for word in core}):
            yield from (f"{one.kin}|{word}|{giver}|{year}" for giver in sorted(one.givers) for year in spanned)
    years = range(date.fromordinal(first).year, date.fromordinal(last + _furthest_by_thing(one)).year + 1)
    for thing in sorted(one.things):
        for country in sorted(one.countries):
            yield from (f"{one.kin}|{thing}|{country}|{year}" for year in years)
            if one.event.status == "postponed" or not one.ahead:
                yield f"{one.kin}|{thing}|{country}|{one.told.report}"


def _furthest(one: Telling) -> int:
    return (MAKING_GOOD if one.event.status == "postponed" else SHIFT) if one.ahead else 0


def _furthest_by_thing(one: Telling) -> int:
    return MAKING_GOOD if one.ahead else 0


def _months(first: int, last: int) -> Iterator[str]:
    start, end = date.fromordinal(max(first, 1)), date.fromordinal(last)
    for number in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        yield f"{number // 12:04}-{number % 12 + 1:02}"


def likeness(one: Telling, other: Telling) -> tuple[int, int]:
    """How much two tellings have in common, then how near their days are: the likest pairs are joined first."""
    same_days = one.dated and other.dated and _same_days(one, other)
    common = len(one.shared & other.shared) + len(one.named & other.named) + 2 * same_days
    common += one.event.where is not None and one.event.where == other.event.where
    days = gap(one, other)
    if days == 0:
        return common, -_since_said(one, other)
    # What was put off is rather made good by what takes as many days.
    as_long = one.dated and other.dated and _length(one) == _length(other)
    return common - 3 + as_long, -days


def _since_said(one: Telling, other: Telling) -> int:
    """Days from the report of a plan without a day to what is held; 0 for all others."""
    plan, held = (one, other) if one.ahead else (other, one)
    if one.ahead == other.ahead or plan.dated or plan.said is None or held.first is None:
        return 0
    return abs(held.first - plan.said)


def pairs_by_key(keyed: Iterable[tuple[int, frozenset[str]]]) -> set[tuple[int, int]]:
    """Numbers of pairs, lower first, that share a key."""
    by_key: dict[str, list[int]] = {}
    for number, keys in keyed:
        for key in keys:
            by_key.setdefault(key, []).append(number)
    return {(min(a, b), max(a, b)) for group in by_key.values() for a, b in combinations(group, 2)}
