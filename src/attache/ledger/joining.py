"""Whether two tellings are of one event.

The rules are strict: a wrong join hides an event, a missing one only shows it twice. `differ` says that two tellings
cannot be of one event, and holds for every two of a group; `same_event` wants evidence for it besides.
"""

from __future__ import annotations

from attache.ledger.event_days import after, gap, length, near_days, same_days, thing_days
from attache.ledger.event_keys import ARRIVAL, CROWD, keys_of
from attache.ledger.open_days import may_mean
from attache.ledger.tellings import FEW, FINISHED, HELD, MAKING_GOOD, PROJECT, SHIFT, Telling, is_visit, without_day

__all__ = ["differ", "keys_of", "likeness", "may_be", "same_event", "surely_same"]

PUT_OFF_LONG = 5 * 365
"""Days within which one report may tell of an act as once put off and then held."""
EVER = 20 * 365
"""Days within which what takes place once is taken to be what was planned, however late."""


def same_event(one: Telling, other: Telling) -> bool:
    """Whether two records tell one event, or may do so and the other tellings of their group decide. Symmetric."""
    return surely_same(one, other) or may_be(one, other) or may_be(other, one)


def may_be(vague: Telling, other: Telling) -> bool:
    """Whether a visit told without days of its own may be the one told by the other."""
    return vague.kin == other.kin and may_mean(vague, other) and not differ(vague, other)


def surely_same(one: Telling, other: Telling) -> bool:
    """Whether two records tell one event, whatever else is told. Symmetric."""
    if one.kin != other.kin or differ(one, other):
        return False
    if (one.event.status == "denied") != (other.event.status == "denied"):
        return _by_thing(one, other) or (_fits(one, other) and _by_people(one, other))
    if one.family != other.family and one.kin == PROJECT:
        return _as_finished(one, other) or _as_finished(other, one)
    if one.family != other.family:
        return bool(one.named & other.named and _by_thing(one, other)) or _same_signers(one, other)
    return (
        _by_thing(one, other)
        or _by_people(one, other)
        or _by_town(one, other)
        or _seldom(one, other)
        or _of_one_name(one, other)
        or _put_off_again(one, other)
        or _day_told_apart(one, other)
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
    if is_visit(one.event) and (_house_and_land(one, other) or _house_and_land(other, one)):
        return True
    if _two_sessions(one, other) or (one.parts and other.parts and not one.parts & other.parts):
        return True
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
    if _put_off_again(one, other) or _day_told_apart(one, other):
        return True
    if not (is_visit(one.event) and is_visit(other.event)):
        return False
    if max(length(one), length(other)) < FEW and gap(one, other) == 0:
        return True
    return any(a.start < b.end and b.start < a.end for a in one.event.evidence for b in other.event.evidence)


def _stage(one: Telling, other: Telling) -> bool:
    """Whether a visit under way is told with a part of it that is still to come ("tomorrow he goes on to …")."""
    plan, held = (one, other) if one.ahead else (other, one)
    if not is_visit(plan.event) or not plan.dated or plan.first is None or held.dated is False:
        return False
    elsewhere = None not in (plan.event.where, held.event.where) and plan.event.where != held.event.where
    return gap(plan, held) == 0 and (elsewhere or (plan.said is not None and plan.first > plan.said))


def _house_and_land(one: Telling, other: Telling) -> bool:
    """Whether one tells a visit to an international body, the other to the country in which it sits."""
    return bool(one.houses and other.lands) and not one.lands and not one.houses & other.houses


def _two_sessions(one: Telling, other: Telling) -> bool:
    """Whether both tell a counted session, by two numbers: the sixth of what both name is not the fifth."""
    return None not in (one.number, other.number) and one.number != other.number and bool(one.things & other.things)


def _once(one: Telling, other: Telling) -> bool:
    """Whether both tell an act that takes place once for a thing which both name; so does a session of one number."""
    if (one.family != other.family and one.kin == PROJECT) or one.parts != other.parts:
        return False
    if one.number is not None and one.number == other.number and one.named & other.named:
        return True
    if one.once == "thing":
        return bool(one.named & other.named)
    if one.once == "each" and one.givers != other.givers:
        return False
    return bool(one.once) and bool((one.papers | other.papers) & one.named & other.named)


def _two_papers(one: Telling, other: Telling) -> bool:
    """Whether each is about papers of its own. Two leaders make one joint statement a day, however it is named."""
    if one.event.type != "SUPPORT" or not (one.things and other.things) or one.things & other.things:
        return False
    return not (one.family.endswith("/joint-statement") and one.short and other.short and same_days(one, other))


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
    return days > (FEW if once else _slack(one, other))


def _slack(one: Telling, other: Telling) -> int:
    """Days by which reports of one held visit or meeting may be apart: of a visit by one person to one country more
    where a report gives no day of its own; of a meeting of two persons one, where a report may have given its own day."""
    if one.event.type != "CONSULT" or one.told.report == other.told.report or not (one.short and other.short):
        return 0
    vague = one.vague or other.vague
    if is_visit(one.event):
        return (FEW if vague else ARRIVAL) if _fits(one, other) else 0
    return ARRIVAL if vague and len(one.persons & other.persons) >= 2 and one.persons == other.persons else 0


def _loose(one: Telling, other: Telling) -> int:
    """Days by which what was planned may come later, as long as some third telling says that it is the same."""
    plan, held = (one, other) if one.ahead else (other, one)
    return MAKING_GOOD if one.ahead == other.ahead or after(plan, held) > 0 else FEW


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
    if not (one.short and other.short):
        return False
    allowed = max(_reach(one, other), _reach(other, one)) if one.ahead or other.ahead else _slack(one, other)
    return gap(one, other) <= allowed


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
    day = one.dated and other.dated and one.first == one.last and same_days(one, other)
    town = one.event.where is not None and one.event.where == other.event.where and one.event.where != one.place
    return day and town and _poorer(one, other)


def _seldom(one: Telling, other: Telling) -> bool:
    """Acts that are seldom, within one month, of the same countries."""
    return one.seldom and one.short and other.short and gap(one, other) == 0 and _poorer(one, other)


def _poorer(one: Telling, other: Telling) -> bool:
    """Whether one telling has only countries of the other's, and not both say who the persons or what the things are."""
    if not one.countries & other.countries or (one.things and other.things) or (one.persons and other.persons):
        return False
    return one.countries <= other.countries | other.members or other.countries <= one.countries | one.members


def _of_one_name(one: Telling, other: Telling) -> bool:
    """Things called by one proper name ("the Ninh Thuan project", "the agreement on the Ninh Thuan plant") begun, opened
    or given up by the same country on days that go together."""
    if one.once != "thing" or not (one.dated and other.dated) or gap(one, other) > 0 or not one.givers & other.givers:
        return False
    return any(a <= b or b <= a for a in one.cores for b in other.cores)


def _put_off_again(one: Telling, other: Telling) -> bool:
    """A visit or a meeting of a named body put off and, in the same report, the later one that is to make it good."""
    put_off, planned = (one, other) if one.event.status == "postponed" else (other, one)
    if put_off.event.status != "postponed" or planned.event.status not in ("planned", "proposed"):
        return False
    if one.told.report != other.told.report or put_off.last is None:
        return False
    later = planned.first is not None and planned.first > put_off.last
    if is_visit(one.event):
        # "Before the end of the year" begins with the report.
        return (later or (planned.last is not None and planned.last > put_off.last)) and _fits(put_off, planned)
    return one.event.type == "CONSULT" and later and bool(one.named & other.named and one.countries & other.countries)


def _day_told_apart(one: Telling, other: Telling) -> bool:
    """A visit told without a day, and in the same report the day of a visit between the same countries that names no
    visitor: "The visit was on 14 and 15 January"."""
    if one.told.report != other.told.report or not (is_visit(one.event) and is_visit(other.event)):
        return False
    whose, when = (one, other) if one.visitors else (other, one)
    undated = without_day(whose.told) and when.short and not when.persons
    return undated and bool(whose.visitors) and whose.countries == when.countries and not one.ahead and not other.ahead


def _by_thing(one: Telling, other: Telling) -> bool:
    """The same thing, and days that go together. A condition without a day is no telling of what came of it."""
    if not one.things & other.things or any(t.event.status == "conditional" and not t.dated for t in (one, other)):
        return False
    if one.number is not None and one.number == other.number and one.named & other.named:
        return True  # Whoever is told to have been there.
    if _once(one, other):
        if not one.countries or not other.countries:
            return bool(one.papers & other.papers)
        return bool(one.countries & other.countries) or _on_one_site(one, other)
    if not one.countries & other.countries and not _on_one_site(one, other):
        return False
    days_one, days_other = thing_days(one), thing_days(other)
    if days_one is None or days_other is None:
        return False
    if days_one[0] <= days_other[1] and days_other[0] <= days_one[1]:
        return (one.dated and other.dated) or (one.ahead and other.ahead) or _came_to_nothing(one, other)
    if one.ahead and other.ahead and not (one.dated and other.dated):
        # What has no day is announced again and again.
        apart = max(days_one[0], days_other[0]) - min(days_one[1], days_other[1])
        return bool(one.named & other.named) and apart <= MAKING_GOOD
    return one.dated and other.dated and gap(one, other) <= max(_reach(one, other), _reach(other, one))


def _on_one_site(one: Telling, other: Telling) -> bool:
    """Whether both tell of one named site in one country, the builder in one, who opened it in the other."""
    if one.kin != PROJECT or FINISHED not in (one.family, other.family):
        return False
    return one.place is not None and one.place == other.place and bool(one.named & other.named)


def _as_finished(plan: Telling, held: Telling) -> bool:
    """What was to be built, and then was finished."""
    return plan.ahead and held.event.status in HELD and held.family == FINISHED and _by_thing(plan, held)


def _came_to_nothing(one: Telling, other: Telling) -> bool:
    """What was to be by a day, and had not been by then."""
    plan, denied = (one, other) if one.ahead else (other, one)
    return plan.ahead and plan.dated and denied.event.status == "denied" and bool(one.named & other.named)


def _reach(plan: Telling, held: Telling) -> int:
    """Days after (or, where moved forward, before) the plan's within which the other is taken to be what was planned."""
    if not plan.ahead or (plan.event.status == "conditional" and not plan.dated):
        return 0
    if after(held, plan) > 0:  # Moved forward.
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


def likeness(one: Telling, other: Telling) -> tuple[int, int]:
    """How much two tellings have in common, then how near their days are: the likest pairs are joined first."""
    alike = one.dated and other.dated and same_days(one, other)
    common = len(one.shared & other.shared) + len(one.named & other.named) + 2 * alike
    common += one.event.where is not None and one.event.where == other.event.where
    days = gap(one, other)
    if days == 0:
        return common, -_since_said(one, other)
    # What was put off is rather made good by what takes as many days.
    as_long = one.dated and other.dated and length(one) == length(other)
    return common - 3 + as_long, -days


def _since_said(one: Telling, other: Telling) -> int:
    """Days from the report of a plan without a day to what is held; 0 for all others."""
    plan, held = (one, other) if one.ahead else (other, one)
    if one.ahead == other.ahead or plan.dated or plan.said is None or held.first is None:
        return 0
    return abs(held.first - plan.said)
