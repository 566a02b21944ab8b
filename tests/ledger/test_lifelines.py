"""Stages in the life of things: several tellings one stage, plans and what became of them, the state at present."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attache.knowledge import rows, several
from attache.ledger import Ledger
from attache.ledger.lifelines import LifeLine, Reached, Stage, Step, milestones
from attache.ledger.lifelines.stages import not_yet, state_of
from attache.ledger.lifelines.steps import named_step, number_in
from attache.records import Dates, Event, Reading, Report, Thing
from tests.ledger.made import actor, event, figure, names, passage, reading, report


def day(text: str) -> Dates:
    """A year, a month (of 30 days at most), a day, or two days apart by dots; "..2001-03-01" is open."""
    first, dots, last = text.partition("..")
    if dots:
        return first or None, last or None
    ends = {4: (f"{text}-01-01", f"{text}-12-31"), 7: (f"{text}-01", f"{text}-28"), 10: (text, text)}
    return ends[len(text)]


def step(stage: str, when: str | None, told: str = "2020-06-01", *by: str, **more: object) -> Step:
    """A step that is done, as its own report tells it."""
    reached: Reached = "done"
    made = Step(
        record=f"e-{stage} {when} {told} {sorted(by)} {sorted(more.items())}",
        report=f"r-{told}",
        told=told,
        published=(told, told),
        stage=stage,
        reached=reached,
        denied=False,
        when=day(when) if when else None,
        by=frozenset(by),
        where=None,
        number=None,
        occurrence=None,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def planned(stage: str, when: str | None, told: str, **more: object) -> Step:
    return step(stage, when, told, **({"reached": "planned"} | more))


def denied(stage: str, when: str | None, told: str, **more: object) -> Step:
    return step(stage, when, told, **({"reached": "not done", "denied": True} | more))


def shown(stages: list[Stage]) -> list[tuple[str, str, Dates | None]]:
    return [(s.stage, s.reached, s.when) for s in stages]


LIVES: tuple[tuple[str, list[Step], list[tuple[str, str, str | None]]], ...] = (
    (
        "two dates that go together are one stage with the finer",
        [step("signed", "1994-06"), step("signed", "1994-06-16", "1994-06-17")],
        [("signed", "done", "1994-06-16")],
    ),
    (
        "what comes once is one stage though reports differ",
        [step("signed", "2001-03-01", "2001-03-03"), step("signed", "..2001-02-28", "2001-03-01")],
        [("signed", "done", "2001-03-01")],
    ),
    (
        "the date that more reports give stands first",
        [
            step("in force", "2016-10-05", "2017-01-01"),
            step("in force", "2016-10-05", "2018-01-01"),
            step("in force", "2016-10-04"),
        ],
        [("in force", "done", "2016-10-05")],
    ),
    (
        "each party ratifies by itself",
        [step("ratified", "2016-04-27", "2016-10-07", "RUS"), step("ratified", "2016-05-31", "2016-10-07", "BLR")],
        [("ratified", "done", "2016-04-27"), ("ratified", "done", "2016-05-31")],
    ),
    (
        "two that ratify on one day are two stages",
        [step("ratified", "2020-02-12", "2020-08-01", "EU"), step("ratified", "2020-02", "2020-08-02", "VNM")],
        [("ratified", "done", "2020-02"), ("ratified", "done", "2020-02-12")],
    ),
    (
        "one party's two houses are one ratification",
        [step("ratified", "2016-04-27", "2016-10-07", "RUS"), step("ratified", "..2016-04-27", "2016-10-08", "RUS")],
        [("ratified", "done", "2016-04-27")],
    ),
    (
        "sessions are told apart by number, and joined by it",
        [
            step("session", "2016-09-21", number=19),
            step("session", "2016", number=19),
            step("session", "2017-09-08", number=20),
        ],
        [("session", "done", "2016-09-21"), ("session", "done", "2017-09-08")],
    ),
    (
        "a plan kept is no stage of its own",
        [planned("signed", "2015-04-06..2015-06-30", "2015-04-06"), step("signed", "2015-05-29")],
        [("signed", "done", "2015-05-29")],
    ),
    (
        "a plan kept late neither",
        [planned("in force", "2020-07", "2020-03-01"), step("in force", "2020-08-01", "2020-08-01")],
        [("in force", "done", "2020-08-01")],
    ),
    (
        "a session put off is made good by the next",
        [step("session", "2020", "2023-10-17", reached="postponed"), step("session", "2023-10-15", "2023-10-17", number=2)],
        [("session", "done", "2023-10-15")],
    ),
    (
        "an open plan stays ahead",
        [step("signed", "2019-01-01"), planned("in force", "2021", "2020-01-01")],
        [("signed", "done", "2019-01-01"), ("in force", "planned", "2021")],
    ),
    (
        "a plan that its own report says failed is missed",
        [planned("signed", "2025-08", "2025-12-30"), denied("signed", "2025-08", "2025-12-30")],
        [("signed", "missed", "2025-08")],
    ),
    (
        "another report's plan that came to nothing is told beside it",
        [step("signed", "2023-06-30", "2023-05-24", reached="conditional"), denied("signed", "..2023-06-30", "2024-06-21")],
        [("signed", "conditional", "2023-06-30"), ("signed", "not done", "..2023-06-30")],
    ),
    ("not in force yet is no stage", [denied("in force", "..2025-12-30", "2025-12-30")], []),
    (
        "talks to be opened that were opened are a proposal made when told",
        [planned("negotiations opened", "2012-09", "2012-07-27"), step("negotiations opened", "2013-03", "2015-05-30")],
        [("proposed", "done", "2012-07-27"), ("negotiations opened", "done", "2013-03")],
    ),
    (
        "talks planned while they run tell nothing new",
        [planned("negotiations", None, "2013-11-14"), step("negotiations opened", "2013-03", "2015-05-30")],
        [("negotiations opened", "done", "2013-03")],
    ),
    ("talks planned with none known stay", [planned("negotiations", None, "2025-05-13")], [("negotiations", "planned", None)]),
    (
        "an undated telling adds nothing to a dated one",
        [step("memorandum signed", None), step("memorandum signed", "2019-05-22")],
        [("memorandum signed", "done", "2019-05-22")],
    ),
    (
        "a declaration signed is the one adopted",
        [step("signed", "2001-03-01", paper="statement"), step("adopted", "..2001-03-01", "2001-03-05", paper="statement")],
        [("signed", "done", "2001-03-01")],
    ),
    (
        "what a report says was not signed is told where no plan is known",
        [step("negotiations", "2017-06"), denied("signed", "..2018-09-14", "2018-09-14")],
        [("negotiations", "done", "2017-06"), ("signed", "not done", "..2018-09-14")],
    ),
    (
        "of several such tellings the last",
        [denied("paper signed", "..2018-09-14", "2018-09-14"), denied("paper signed", "..2019-02-01", "2019-02-01")],
        [("paper signed", "not done", "..2019-02-01")],
    ),
    (
        "what was not yet signed and was later is no stage",
        [denied("signed", "..2018-09-14", "2018-09-14"), step("signed", "2019-03-01")],
        [("signed", "done", "2019-03-01")],
    ),
    ("a session for which no day is set is no stage", [denied("session", "..2018-09-14", "2018-09-14")], []),
    (
        "an agreement called off that was signed later was put off",
        [step("cancelled", "2025-12-18"), step("signed", "2026-01-17", "2026-01-22")],
        [("put off", "done", "2025-12-18"), ("signed", "done", "2026-01-17")],
    ),
)


@pytest.mark.parametrize(("says", "steps", "wanted"), LIVES, ids=lambda c: c if isinstance(c, str) else "")
def test_milestones(says: str, steps: list[Step], wanted: list[tuple[str, str, str | None]]) -> None:
    found = shown(milestones(steps))
    assert found == [(stage, reached, day(when) if when else None) for stage, reached, when in wanted]
    assert shown(milestones(reversed(steps))) == found


DAYS = st.integers(0, 900).map(lambda n: (date(2018, 1, 1) + timedelta(n)).isoformat())
SPANS = st.one_of(
    st.none(),
    st.tuples(st.none(), DAYS),
    st.tuples(DAYS, st.none()),
    st.tuples(DAYS, DAYS).map(lambda d: (min(d), max(d))),
)
STEPS = st.builds(
    lambda stage, when, told, reached, number, by: replace(
        step(stage, None, told, *by, reached=reached, denied=reached == "not done", number=number),
        when=when,
        record=f"e-{stage}{when}{told}{reached}{number}{sorted(by)}",
    ),
    st.sampled_from(("signed", "adopted", "in force", "ratified", "session", "negotiations", "negotiations opened", "cancelled")),
    SPANS,
    DAYS,
    st.sampled_from(("done", "under way", "planned", "conditional", "postponed", "not done")),
    st.one_of(st.none(), st.integers(1, 3)),
    st.sets(st.sampled_from(("KEN", "CHN")), max_size=2),
)


@given(st.lists(STEPS, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_a_life_does_not_depend_on_the_order_of_reports(steps: list[Step], chance: Random) -> None:
    found = milestones(steps)
    mixed = list(steps)
    chance.shuffle(mixed)
    assert milestones(mixed) == found
    assert state_of(milestones(mixed), not_yet(mixed)) == state_of(found, not_yet(steps))
    done = {s for s in steps if s.reached == "done" and s.when is not None}
    assert done <= {s for stage in found for s in stage.steps}


def test_dates_that_exclude_one_another_are_a_conflict() -> None:
    (stage,) = milestones([step("signed", "2001-03-01", "2001-03-03"), step("signed", "2001-02-28", "2001-03-01")])
    assert stage.conflict
    assert not milestones([step("signed", "2001-03"), step("signed", "2001-03-01")])[0].conflict


STATES: tuple[tuple[list[Step], str], ...] = (
    ([step("signed", "2019-01-01"), step("in force", "2020-01-01")], "in force"),
    ([step("in force", "2020-01-01"), step("amended", "2021-01-01")], "in force"),
    ([step("in force", "2020-01-01"), step("suspended", "2021-01-01")], "suspended"),
    ([step("signed", "2019-01-01"), step("ended", "2016")], "signed"),
    ([step("signed", "2010-10-31"), step("ended", "2016")], "ended"),
    ([step("signed", "2025-05-10"), denied("in force", "..2025-12-30", "2025-12-30")], "signed, not in force"),
    ([step("negotiations", "2025-12-11"), planned("signed", "2026", "2025-12-30")], "under negotiation"),
    ([planned("session", "2024", "2023-05-24")], "planned"),
    ([step("cancelled", "2019-10-17"), planned("begun", "2026-01", "2025-12-29")], "planned"),
    ([step("cancelled", "2019-10-17"), planned("begun", "2018-01", "2017-12-29")], "cancelled"),
    ([step("cancelled", "2019-10-17"), planned("begun", "2020-01", "2019-05-01")], "cancelled"),
    ([step("ended", "2019-10-17"), planned("signed", "2026-01", "2025-12-29")], "ended"),
    ([], ""),
)


@pytest.mark.parametrize(("steps", "wanted"), STATES)
def test_the_present_state(steps: list[Step], wanted: str) -> None:
    assert state_of(milestones(steps), not_yet(steps))[0] == wanted


NUMBERS = (
    ("the 24th meeting of the commission", "", 24),
    ("took the chair", "Both took the chair at the second meeting of the committee.", 2),
    ("met", "At the 3rd session they agreed to hold the 4th session in Nairobi.", None),
    ("the conference", "The TICAD 8 conference was held in Tunis.", 8),
    ("on 6 May", "They met on the 6th floor.", None),
    ("The commission met for the fourth time", "The commission met for the fourth time; the third session had been in Lima.", 4),
    ("It met in May", "It met in May; the third session had been held in Lima.", None),
    ("met for the second time this year", "They met for the second time this year.", None),
    ("The eighth is planned for Lima", "", 8),
    ("The second was in Lima", "", None),
)


@pytest.mark.parametrize(("words", "sentence", "number"), NUMBERS)
def test_number_of_a_session(words: str, sentence: str, number: int | None) -> None:
    assert number_in(words, sentence, "Joint Commission") == number


NAMED = (
    ("joint statement of 10 May 2025", ("adopted", "2025-05-10")),
    ("2010 agreement on the Lamu port", ("signed", "2010")),
    ("protocol on trade in 1994", None),
    ("plan of action for 2024", None),
    ("agreement on the Lamu port", None),
)


@pytest.mark.parametrize(("name", "wanted"), NAMED)
def test_a_name_may_tell_the_day(name: str, wanted: tuple[str, str] | None) -> None:
    found = named_step(name, "agreement")
    assert (None if found is None else (found.stage, found.when)) == (wanted and (wanted[0], day(wanted[1])))


KENYA = (actor("KEN", "country", "KEN"), actor("CHN", "country", "CHN"))


def told(text: str, published: str, *things: tuple[str, str], **events: tuple[str, dict[str, object]]) -> tuple[Report, Reading]:
    """A report on Kenya and China; things by (words in the text, name), events by mode: (words, fields)."""
    made = report(text, published)
    listed = [
        Thing(name, "mechanism" if "Comm" in name else "agreement", evidence=(passage(made, words),)) for words, name in things
    ]
    records = [act(made, mode.split("_")[0].replace("0", "-"), words, fields) for mode, (words, fields) in events.items()]
    return made, reading(made, KENYA, *records, things=listed)


def act(made: Report, mode: str, words: str, fields: dict[str, object]) -> Event:
    given = {"type": "SUPPORT"} | fields
    who = given.pop("who", ("KEN", "CHN"))
    return event(made, words, mode, *who, **given)  # type: ignore[misc]


def lives(*told_: tuple[Report, Reading]) -> dict[str, LifeLine]:
    ledger = Ledger(":memory:")
    for made, read in told_:
        ledger.add(made, read)
    return {line.name: line for line in ledger.lifelines()}


def stages(line: LifeLine) -> list[tuple[str, Dates | None]]:
    return [(m.label, m.when) for m in line.milestones]


FISHING = "agreement on fishing"


def test_a_life_over_reports_with_its_quotes() -> None:
    lines = lives(
        told(
            "Kenya and China signed an agreement on fishing on 3 May 2019.",
            "2019-05-04",
            ("agreement on fishing", FISHING),
            sign=("signed", {"about": (FISHING,), "when": day("2019-05-03")}),
        ),
        told(
            "The fishing agreement of Kenya with China took effect in March. Kenya's parliament had ratified it.",
            "2020-04-01",
            ("fishing agreement", "fishing agreement"),
            entry0into0force=("took effect", {"about": ("fishing agreement",), "when": day("2020-03")}),
            ratify=("had ratified", {"about": ("fishing agreement",), "when": ("2020-01-10", "2020-01-10"), "who": ("KEN",)}),
        ),
    )
    (line,) = lines.values()
    assert stages(line) == [("signed", day("2019-05-03")), ("ratified by Kenya", day("2020-01-10")), ("in force", day("2020-03"))]
    assert line.state == "in force"
    assert [m.quotes[0].evidence.text for m in line.milestones] == ["signed", "had ratified", "took effect"]
    assert [m.quotes[0].sentence for m in line.milestones] == [
        "Kenya and China signed an agreement on fishing on 3 May 2019.",
        "The fishing agreement of Kenya with China took effect in March. Kenya's parliament had ratified it.",
        "The fishing agreement of Kenya with China took effect in March.",
    ]


def test_a_deed_told_without_a_name_is_found_by_its_words() -> None:
    text = "The 2nd session of the Kenya-China Joint Commission was held on 5 June 2021."
    name = "Kenya-China Joint Commission"
    fields: dict[str, object] = {"type": "CONSULT", "when": day("2021-06-05")}
    (line,) = lives(told(text, "2021-06-06", (name, name), meeting=("was held", fields))).values()
    assert stages(line) == [("2nd session", day("2021-06-05"))]
    assert line.milestones[0].number == 2


def test_a_deed_whose_words_tell_of_another_paper_is_not_put_to_it() -> None:
    text = "Kenya and China signed an agreement on fishing. A protocol followed on 9 May 2019."
    fields: dict[str, object] = {"about": (FISHING,), "when": day("2019-05-09")}
    made = told(text, "2019-05-10", (FISHING, FISHING), sign=("followed on 9 May 2019", fields))
    assert lives(made) == {}


def test_a_list_of_deeds_without_a_name_goes_to_the_paper_they_fit() -> None:
    named = told(
        "Kenya and China signed an agreement on fishing on 3 May 2019. The agreement on fishing took effect on 1 March 2020.",
        "2020-03-02",
        (FISHING, FISHING),
        sign=("signed", {"about": (FISHING,), "when": day("2019-05-03")}),
        entry0into0force=("took effect", {"about": (FISHING,), "when": day("2020-03-01")}),
    )
    listed = told(
        "3 May 2019: signature\n8 January 2020: ratified by Kenya\n1 March 2020: entry into force",
        "2020-03-09",
        sign=("signature", {"when": day("2019-05-03")}),
        ratify=("ratified by Kenya", {"when": day("2020-01-08"), "who": ("KEN",)}),
        entry0into0force=("entry into force", {"when": day("2020-03-01")}),
    )
    (line,) = lives(named, listed).values()
    assert [label for label, _ in stages(line)] == ["signed", "ratified by Kenya", "in force"]


def test_a_share_agreed_is_progress() -> None:
    text = "The agreement on fishing is 90 per cent agreed after talks in May."
    made = report(text, "2019-06-01")
    talks = act(made, "negotiate", "talks", {"type": "CONSULT", "about": (FISHING,), "when": day("2019-05")})
    share = figure(made, "90 per cent agreed", 90.0, measure="share agreed", parties=names("KEN", "CHN"), unit="%", period=None)
    thing = Thing(FISHING, "agreement", evidence=(passage(made, FISHING),))
    (line,) = lives((made, reading(made, KENYA, talks, share, things=[thing]))).values()
    assert stages(line) == [("negotiations", day("2019-05")), ("90 % agreed", day("..2019-06-01"))]


def test_an_agreement_ends_with_its_project() -> None:
    port, paper = "Lamu port", "2010 agreement on the Lamu port"
    made = report("Kenya cancelled the Lamu port in 2016. An agreement of 2010 on it was signed with China.", "2016-12-01")
    records = [
        act(made, "cancel", "cancelled", {"type": "REJECT", "about": (port,), "when": day("2016"), "who": ("KEN",)}),
        act(made, "sign", "was signed", {"about": (paper,), "when": day("2010")}),
    ]
    things = [
        Thing(port, "project", evidence=(passage(made, port),)),
        Thing(paper, "agreement", evidence=(passage(made, "agreement"),)),
    ]
    line = lives((made, reading(made, KENYA, *records, things=things)))[paper]
    assert stages(line) == [("signed", day("2010")), ("cancelled", day("2016"))]
    assert (line.state, line.milestones[-1].of) == ("cancelled", port)


def test_a_paper_in_a_list_of_what_was_signed() -> None:
    text = "Kenya and China signed nine documents on 3 May 2019. One is a memorandum on avocados. A treaty on fish was not there."
    things = (("memorandum on avocados", "memorandum on avocados"), ("treaty on fish", "treaty on fish"))
    signed: dict[str, object] = {"about": ("nine documents",), "when": day("2019-05-03")}
    lines = lives(told(text, "2019-05-04", *things, sign=("signed nine documents", signed)))
    assert {name: stages(line) for name, line in lines.items()} == {"memorandum on avocados": [("signed", day("2019-05-03"))]}


def test_a_paper_that_one_in_a_list_amends_is_amended() -> None:
    text = "Kenya and China signed nine documents on 3 May 2019. One of them is a protocol that amends the agreement on fishing."
    signed: dict[str, object] = {"about": ("nine documents",), "when": day("2019-05-03")}
    (line,) = lives(told(text, "2019-05-04", (FISHING, FISHING), sign=("signed nine documents", signed))).values()
    assert stages(line) == [("amended", day("2019-05-03"))]


def test_its_last_meeting_is_of_the_mechanism_named_before() -> None:
    text = "Wang leads the Kenya-China Joint Commission. At its last meeting, on 5 June 2021, he spoke of trade."
    name = "Kenya-China Joint Commission"
    fields: dict[str, object] = {"type": "CONSULT", "when": day("2021-06-05")}
    (line,) = lives(told(text, "2021-07-06", (name, name), meeting=("At its last meeting", fields))).values()
    assert stages(line) == [("session", day("2021-06-05"))]


def test_what_had_been_due_in_a_year_was_not_held_in_it() -> None:
    name = "Kenya-China Joint Commission"
    text = f"They opened the second meeting of the {name}, which had been due in 2020."
    fields: dict[str, object] = {"type": "CONSULT", "when": day("2020")}
    (line,) = lives(told(text, "2023-10-17", (name, name), meeting=("opened the second meeting", fields))).values()
    assert stages(line) == [("2nd session", day("..2023-10-17"))]


def test_talks_of_co_chairs_are_a_call_of_their_mechanism() -> None:
    name = "Kenya-China Joint Commission"
    people = (actor("Wang Wei", "person", "CHN"), actor("Joyce Mwangi", "person", "KEN"))
    text = f"Wang Wei and Joyce Mwangi held the 3rd session of the {name}. In May the co-chairs spoke by telephone."
    made = report(text, "2021-06-01")
    met: dict[str, object] = {"type": "CONSULT", "about": (name,), "when": day("2021-02-02"), "who": ("Wang Wei", "Joyce Mwangi")}
    spoke: dict[str, object] = {"type": "CONSULT", "when": day("2021-05"), "who": ("Wang Wei", "Joyce Mwangi")}
    records = [act(made, "meeting", "held the 3rd session", met), act(made, "talks", "spoke by telephone", spoke)]
    thing = Thing(name, "mechanism", evidence=(passage(made, name),))
    (line,) = lives((made, reading(made, (*KENYA, *people), *records, things=[thing]))).values()
    assert stages(line) == [("3rd session", day("2021-02-02")), ("call", day("2021-05"))]


DOUBLE_TAX = "Kenya–China double tax treaty"
AMENDING = "protocol amending the double tax treaty"


def test_a_protocol_that_amends_is_signed_and_the_treaty_amended() -> None:
    made = report("Kenya and China signed a protocol amending the double tax treaty on 3 May 2019.", "2019-05-04")
    signed = act(made, "sign", "signed", {"about": (AMENDING, DOUBLE_TAX), "when": day("2019-05-03")})
    things = [Thing(n, "agreement", evidence=(passage(made, "the double tax treaty"),)) for n in (AMENDING, DOUBLE_TAX)]
    lines = lives((made, reading(made, KENYA, signed, things=things)))
    assert {name: (stages(line), line.state) for name, line in lines.items()} == {
        AMENDING: ([("signed", day("2019-05-03"))], "signed"),
        DOUBLE_TAX: ([("amended", day("2019-05-03"))], ""),
    }


def test_words_alone_tell_that_a_treaty_was_amended() -> None:
    text = "One of the papers signed on 3 May 2019 is a protocol that amends the treaty on fishing."
    name = "treaty on fishing"
    words = "signed on 3 May 2019 is a protocol that amends the treaty on fishing"
    (line,) = lives(told(text, "2019-05-04", (name, name), sign=(words, {"about": (name,), "when": day("2019-05-03")}))).values()
    assert stages(line) == [("amended", day("2019-05-03"))]


def test_a_treaty_whose_terms_are_changed_is_amended() -> None:
    text = "Kenya turned the agreement on fishing from dollars into yuan in October 2025."
    fields: dict[str, object] = {"about": (FISHING,), "when": day("2025-10"), "who": ("KEN",)}
    (line,) = lives(told(text, "2025-12-04", (FISHING, FISHING), amend=("turned", fields))).values()
    assert stages(line) == [("amended", day("2025-10"))]


HOPES = (
    ("Wang hoped for a signature of the agreement on fishing in the first half of 2019.", "..2019-06-30", "signed: planned"),
    ("Both sides hope to sign the agreement on fishing in 2019.", "2019", "signed: planned"),
    ("Wang, who hopes to visit Nairobi, signed the agreement on fishing today.", "2019-04-06", "signed"),
    ("Wang signed the agreement on fishing today and hopes to sign a protocol by June.", "2019-04-06", "signed"),
    ("Both signed and hope to sign the agreement on fishing again.", "2019-04-06", "signed"),
)


@pytest.mark.parametrize(("text", "when", "label"), HOPES)
def test_what_was_hoped_for_is_not_done(text: str, when: str, label: str) -> None:
    words = text.partition(" the agreement")[0]
    fields: dict[str, object] = {"about": (FISHING,), "when": day(when)}
    (line,) = lives(told(text, "2019-04-06", (FISHING, FISHING), sign=(words, fields))).values()
    assert [label for label, _ in stages(line)] == [label]


def test_a_hope_is_no_other_date_of_the_signature() -> None:
    hoped: dict[str, object] = {"about": (FISHING,), "when": ("2019-01-01", "2019-06-30")}
    signed: dict[str, object] = {"about": (FISHING,), "when": day("2019-05-03")}
    listed = (FISHING, FISHING)
    (line,) = lives(
        told("Wang hoped for a signature of the agreement on fishing by June.", "2019-04-06", listed, sign=("hoped for", hoped)),
        told("They signed the agreement on fishing on 3 May 2019.", "2019-05-04", listed, sign=("signed", signed)),
    ).values()
    (stage,) = line.milestones
    assert [d.when for d in stage.dates] == [day("2019-05-03")]
    assert [d.when for d in stage.planned] == [("2019-01-01", "2019-06-30")]


MISSED = (
    ("The agreement on fishing should have been signed in 2014.", "proposed", [("signed: missed", day("2014"))]),
    ("The agreement on fishing had been due to be signed in 2014.", "planned", [("signed: missed", day("2014"))]),
    ("The agreement on fishing was to be signed in 2014.", "planned", [("signed: planned", day("2014"))]),
)


@pytest.mark.parametrize(("text", "status", "wanted"), MISSED)
def test_what_should_have_been_done_was_not(text: str, status: str, wanted: list[tuple[str, Dates]]) -> None:
    fields: dict[str, object] = {"about": (FISHING,), "when": day("2014"), "status": status}
    late = told(text, "2017-06-01", (FISHING, FISHING), sign=("signed in 2014", fields))
    (line,) = lives(late).values()
    assert stages(line) == wanted
    done: dict[str, object] = {"about": (FISHING,), "when": day("2017-09-21")}
    then = told(f"They signed the {FISHING} on 21 September 2017.", "2017-10-01", (FISHING, FISHING), sign=("signed", done))
    (line,) = lives(late, then).values()
    assert stages(line)[-1] == ("signed", day("2017-09-21"))
    assert "missed" not in {m.reached for m in line.milestones}


QUOTED = (
    (
        "a heading with its item",
        "II. Signed\nAn agreement on fishing, in force at once. Wang left.",
        "Signed",
        "II. Signed An agreement on fishing, in force at once.",
    ),
    (
        "a pronoun with the sentence before",
        "Q. And the agreement on fishing?\nA. It was signed in Beijing. Wang left.",
        "It was signed",
        "Q. And the agreement on fishing? A. It was signed in Beijing.",
    ),
    (
        "what stands between is left out",
        "They spoke of the agreement on fishing. Wang smiled. It was signed in Beijing.",
        "was signed",
        "They spoke of the agreement on fishing. … It was signed in Beijing.",
    ),
    (
        "a sentence that names its kind as it is",
        "They spoke of fishing. The agreement on fishing came up. The agreement was signed in Beijing.",
        "was signed",
        "The agreement was signed in Beijing.",
    ),
    (
        "far off, the first naming",
        "The agreement on fishing came up. " + "Wang smiled at the boats in the harbour. " * 12 + "It was signed in Beijing.",
        "was signed",
        "The agreement on fishing came up. … It was signed in Beijing.",
    ),
)


@pytest.mark.parametrize(("says", "text", "words", "wanted"), QUOTED, ids=lambda c: str(c)[:30])
def test_a_quote_names_the_thing(says: str, text: str, words: str, wanted: str) -> None:
    fields: dict[str, object] = {"about": (FISHING,), "when": day("2019-05-03")}
    (line,) = lives(told(text, "2019-05-04", ("greement on fishing", FISHING), sign=(words, fields))).values()
    (stage,) = line.milestones
    assert [q.sentence for q in stage.quotes] == [wanted]
    assert [q.evidence.text for q in stage.quotes] == [words]
    assert [q.sentence for d in stage.dates for q in d.quotes] == [wanted]


def test_stages_stand_once_for_a_mode_and_kind_of_thing() -> None:
    seen = [(row["mode"], thing) for row in rows("milestones") for thing in several(row["things"])]
    assert len(seen) == len(set(seen))
    assert {thing for _, thing in seen} <= {"agreement", "mechanism", "programme", "project", "place"}
