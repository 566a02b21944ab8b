"""Offices: one key over wordings, intervals with bounds and overlaps, who is meant by a description on a day."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from attache.knowledge import rows, several
from attache.ledger import Ledger
from attache.ledger.entries import ActorEntry
from attache.ledger.office_words import is_exclusive, office_key, office_words, wanted_keys
from attache.ledger.offices import (
    Interval,
    Observation,
    changes,
    holder_of_description,
    holder_on,
    holders,
    intervals,
    observed,
    overlaps,
    recalled,
    speaker_meant,
)
from attache.ledger.told import Told
from attache.records import Dates, Tenure
from tests.gold import gold, gold_files
from tests.ledger.made import actor, event, reading, report, statement, tenure


def seen(person: str, day: str | None, office: str = "President", of: str = "RUS", **told: str | None) -> Observation:
    """An observation on a day; None where the person is only told to have left."""
    key = office_key(office, of)
    return Observation(day or "", day or "", person, key, f"t-{person}-{day}-{told.get('ended')}", office, of, **told)


def told(office: str, when: Dates | None, published: str) -> Told[Tenure]:
    """A tenure record of a person P of Russia."""
    made = report("P is it.", published)
    record = replace(tenure(made, "P", "P", office, "RUS"), when=when)
    return Told("t-1", record, made.id, made.published, {"P": "a-1", "RUS": "RUS"})


SAME = [
    ("RUS", ["Foreign Minister", "Minister of Foreign Affairs", "FM", "Minister for Foreign Affairs of Russia", "top diplomat"]),
    ("RUS", ["Russian Foreign Minister", "Russia's Foreign Minister", "foreign affairs minister", "Foreign Ministry head"]),
    ("USA", ["Secretary of State", "US Secretary of State", "Foreign Minister"]),
    ("GBR", ["Foreign Secretary", "UK Foreign Secretary", "Secretary of State for Foreign Affairs"]),
    ("IND", ["External Affairs Minister", "Minister of External Affairs", "EAM"]),
    ("IND", ["Raksha Mantri", "Defence Minister", "Defense Minister", "Union Defence Minister"]),
    ("USA", ["Defense Secretary", "Secretary of Defense", "Pentagon chief"]),
    ("CHN", ["Premier", "Prime Minister", "Premier of the State Council"]),
    ("CHN", ["Vice Premier", "Deputy Prime Minister", "Vice-Premier"]),
    ("KOR", ["Vice Foreign Minister", "Vice Minister of Foreign Affairs", "Deputy Foreign Minister"]),
    ("VNM", ["National Assembly Chairman", "Chairwoman of the National Assembly", "speaker of the National Assembly"]),
    ("VNM", ["Minister of Industry and Trade", "Trade and Industry Minister", "industry and trade minister"]),
    ("RUS", ["ambassador to Vietnam", "Ambassador in Hanoi", "Ambassador Extraordinary and Plenipotentiary to Viet Nam"]),
    ("KEN", ["President", "Head of State", "President of Kenya", "Kenyan president", "new President"]),
    ("HUN", ["Minister of Foreign Affairs and Trade", "Foreign Minister"]),
    ("European Union", ["High Representative", "foreign policy chief", "top diplomat"]),
    ("Communist Party of Vietnam", ["General Secretary", "party chief", "first secretary"]),
]
OTHER = [
    ("RUS", "Prime Minister", "Deputy Prime Minister"),
    ("RUS", "Deputy Prime Minister", "First Deputy Prime Minister"),
    ("RUS", "Foreign Minister", "Deputy Foreign Minister"),
    ("THA", "Prime Minister", "acting Prime Minister"),
    ("ECU", "President", "Vice-President"),
    ("IND", "External Affairs Minister", "Foreign Secretary"),
    ("ARE", "Foreign Minister", "Minister of State for Foreign Affairs"),
    ("MEX", "Foreign Minister", "Secretary of State"),
    ("VNM", "chairman", "co-chair"),
    ("USA", "President", "President-elect"),
    ("RUS", "Foreign Minister", "Minister of Foreign Economic Relations"),
    ("RUS", "Ambassador to Vietnam", "Ambassador to Laos"),
]


@pytest.mark.parametrize(("of", "wordings"), SAME)
def test_wordings_of_one_office_have_one_key(of: str, wordings: list[str]) -> None:
    assert len({office_key(office, of) for office in wordings}) == 1, [office_key(office, of) for office in wordings]


@pytest.mark.parametrize(("of", "one", "other"), OTHER)
def test_two_offices_have_two_keys(of: str, one: str, other: str) -> None:
    assert office_key(one, of) != office_key(other, of)


def test_a_minister_of_a_ministry_is_one_of_its_country() -> None:
    ministry = office_key("Minister", "a-1", name="Ministry of Industry and Trade of Vietnam", country="VNM")
    assert ministry == office_key("Minister of Industry and Trade", "VNM")


def test_the_first_man_of_a_ruling_party_is_one_of_its_country_and_another_partys_is_not() -> None:
    party = office_key("General Secretary", "a-1", name="Communist Party of Vietnam", country="VNM")
    assert party == office_key("General Secretary", "VNM")
    assert office_key("General Secretary", "a-2", name="Communist Party of India", country="IND") == "general secretary|a-2"


@pytest.mark.parametrize(
    ("office", "of", "alone"),
    [
        ("President", "KEN", True),
        ("President", "BIH", False),
        ("Foreign Minister", "KEN", True),
        ("Trade Minister", "KEN", False),
        ("Deputy Prime Minister", "RUS", False),
        ("Secretary-General", "a-1", True),
        ("spokesman", "a-1", False),
        ("Ambassador to Vietnam", "RUS", True),
        ("ambassador", "RUS", False),
        ("President", None, False),
    ],
)
def test_which_offices_one_holds_at_a_time(office: str, of: str | None, alone: bool) -> None:
    assert is_exclusive(office_key(office, of)) is alone


@pytest.mark.parametrize(
    ("words", "country", "key"),
    [
        ("the Foreign Minister of Russia", None, "foreign minister|RUS"),
        ("Russia's foreign minister", None, "foreign minister|RUS"),
        ("the Vietnamese president", None, "president|VNM"),
        ("the president", "KEN", "president|KEN"),
        ("the US Secretary of State", None, "foreign minister|USA"),
        ("Democratic Republic of the Congo's foreign minister", None, "foreign minister|COD"),
        ("the country's prime minister", "KHM", "prime minister|KHM"),
        ("foreign ministers of Vietnam", None, None),
        ("the former president", "USA", None),
        ("his Vietnamese counterpart", None, None),
        ("the Russian deputy prime minister", None, None),
        ("the president", None, None),
        ("the diplomat", "RUS", None),
        ("the president-elect", "USA", None),
    ],
)
def test_the_office_that_a_description_means(words: str, country: str | None, key: str | None) -> None:
    assert wanted_keys(words, country)[:1] == ((key,) if key else ())


@pytest.mark.parametrize(
    ("office", "when", "first", "last", "ended", "begun"),
    [
        ("President", None, "2020-05-05", "2020-05-05", None, None),
        ("President", ("2019-01-01", "2019-01-31"), "2019-01-01", "2019-01-31", None, None),
        ("President", (None, "2016-12-31"), "", "", "2016-12-31", None),
        ("President", (None, "2020-05-05"), "", "", "2020-05-05", None),
        ("former President", None, "", "", "2020-05-05", None),
        ("President", ("2018-03-01", None), "2020-05-05", "2020-05-05", None, "2018-03-01"),
    ],
)
def test_what_a_record_observes(
    office: str, when: Dates | None, first: str, last: str, ended: str | None, begun: str | None
) -> None:
    one = observed(told(office, when, "2020-05-05"))
    assert (one.first, one.last, one.ended, one.begun) == (first, last, ended, begun)


VISIT = report("Prime Minister Kasyanov came to Hanoi in March 2002. Kasyanov is remembered.", "2015-05-05")


@pytest.mark.parametrize(
    ("acts", "when"),
    [
        ([("came", ("2002-03-01", "2002-03-31"), "happened")], ("2002-03-01", "2002-03-31")),
        ([], None),
        ([("came", ("2015-04-20", "2015-04-20"), "happened")], None),
        ([("came", ("2002-03-01", "2002-03-31"), "happened"), ("remembered", ("2015-05-05", "2015-05-05"), "happened")], None),
        ([("came", ("2002-03-01", "2002-03-31"), "planned")], None),
        ([("came", ("2002-03-01", "2002-03-31"), "happened"), ("came", ("2003-03-01", "2003-03-31"), "happened")], None),
        ([("remembered", ("2002-03-01", "2002-03-31"), "happened")], None),
        ([("came", (None, "2002-03-31"), "happened")], None),
    ],
)
def test_an_office_told_in_a_recollection_is_observed_at_its_time(acts: list[tuple[str, Dates, str]], when: Dates | None) -> None:
    office = Told("t-1", tenure(VISIT, "Prime Minister Kasyanov", "K", "Prime Minister", "RUS"), VISIT.id, VISIT.published, {})
    sentences = {"came": "Prime Minister Kasyanov came to Hanoi in March 2002.", "remembered": "Kasyanov is remembered."}
    events = [
        Told(f"e-{n}", event(VISIT, sentences[words], "visit", "K", when=time, status=status), VISIT.id, VISIT.published, {})
        for n, (words, time, status) in enumerate(acts)
    ]
    assert recalled(office, events) == when
    assert observed(office, events).first == (when[0] if when else "2015-05-05")


PUTIN = [
    seen("putin", "2001-03-01"),
    seen("putin", "2002-05-03"),
    seen("medvedev", "2008-11-10"),
    seen("medvedev", "2010-10-31"),
    seen("putin", "2012-07-27"),
    seen("putin", "2013-11-14"),
    seen("putin", "2017-06-29"),
]


def spans(found: list[Interval]) -> list[tuple[str, str | None, str | None]]:
    """Person, first and last day of intervals."""
    return [(i.person, i.first_seen, i.last_seen) for i in found]


def test_an_office_left_and_held_again_is_two_intervals_bounded_by_the_one_between() -> None:
    found = intervals(PUTIN)
    assert spans(found) == [
        ("putin", "2001-03-01", "2002-05-03"),
        ("medvedev", "2008-11-10", "2010-10-31"),
        ("putin", "2012-07-27", "2017-06-29"),
    ]
    assert [(i.not_before, i.not_after) for i in found] == [
        (None, "2008-11-10"),
        ("2002-05-03", "2012-07-27"),
        ("2010-10-31", None),
    ]
    assert found[2].gaps == (("2013-11-14", "2017-06-29"),)
    assert not overlaps(found)


def test_the_order_of_observations_does_not_matter() -> None:
    every = [*PUTIN, seen("medvedev", None, ended="2012-08-01"), seen("ivanov", "2009-01-01")]
    wanted = intervals(every)
    for seed in range(20):
        random.Random(seed).shuffle(every)
        assert intervals(every) == wanted


def test_several_hold_what_is_not_exclusive_and_bound_nobody() -> None:
    found = intervals(
        [seen(p, d, "Deputy Prime Minister") for p, d in (("a", "2015-01-01"), ("b", "2016-01-01"), ("a", "2017-01-01"))]
    )
    assert spans(found) == [("a", "2015-01-01", "2017-01-01"), ("b", "2016-01-01", "2016-01-01")]
    assert {(i.not_before, i.not_after) for i in found} == {(None, None)}
    assert not overlaps(found)


def test_former_bounds_the_time_in_office() -> None:
    found = intervals([seen("a", "2010-01-01"), seen("a", None, ended="2015-06-01")])
    assert [(i.first_seen, i.last_seen, i.not_after, len(i.observations)) for i in found] == [
        ("2010-01-01", "2010-01-01", "2015-06-01", 2)
    ]


def test_who_is_only_told_to_have_left_has_no_first_day() -> None:
    (only,) = intervals([seen("a", None, ended="2015-06-01")])
    assert (only.first_seen, only.last_seen, only.not_after) == (None, None, "2015-06-01")


def test_former_between_two_observations_divides_them() -> None:
    found = intervals([seen("a", "2018-01-01"), seen("a", None, ended="2022-06-01"), seen("a", "2025-03-01")])
    assert [(i.first_seen, i.not_before, i.not_after) for i in found] == [
        ("2018-01-01", None, "2022-06-01"),
        ("2025-03-01", "2022-06-01", None),
    ]


def test_another_seen_within_a_few_months_contradicts() -> None:
    found = intervals([seen("a", "2020-01-10"), seen("b", "2020-02-01"), seen("a", "2020-03-05")])
    (one,) = overlaps(found)
    assert one.days == ("2020-02-01", "2020-02-01")
    assert {o.person for o in one.observations} == {"a", "b"}


def test_two_on_one_day_contradict_and_one_after_the_other_do_not() -> None:
    assert overlaps(intervals([seen("a", "2020-01-10"), seen("b", "2020-01-10")]))
    assert not overlaps(intervals([seen("a", "2020-01-10"), seen("b", "2020-01-11")]))


@pytest.mark.parametrize(
    ("day", "person", "certainty"),
    [
        ("2001-03-20", "putin", "observed"),
        ("2001-12-01", "putin", "between"),
        ("2005-01-01", None, None),  # after the last observation
        ("2009-06-01", "medvedev", "between"),
        ("2012-08-01", "putin", "observed"),
        ("2000-01-01", None, None),
        ("2015-01-01", "putin", "between"),
    ],
)
def test_who_held_an_office_on_a_day(day: str, person: str | None, certainty: str | None) -> None:
    found = holder_on("president|RUS", day, intervals(PUTIN))
    assert (found and found.person, found and found.certainty) == (person, certainty)


def test_nobody_is_taken_for_the_holder_over_more_than_a_term() -> None:
    found = intervals([seen("lavrov", "2008-10-27", "Foreign Minister"), seen("lavrov", "2018-03-23", "Foreign Minister")])
    assert holder_on("foreign minister|RUS", "2013-01-01", found) is None


def test_a_month_of_observation_does_not_tell_the_day() -> None:
    wide = Observation("2023-01-01", "2023-12-31", "a", "president|KEN", "t-1", "President", "KEN")
    assert holder_on("president|KEN", "2023-06-01", intervals([wide])) is None


@pytest.mark.parametrize(
    ("words", "country", "day", "person"),
    [
        ("the Russian president", None, "2010-10-01", "medvedev"),
        ("the head of state", "RUS", "2010-10-01", "medvedev"),
        ("the Russian president", None, "2006-01-01", None),
        ("the former Russian president", None, "2010-10-01", None),
        ("the Kenyan president", None, "2010-10-01", None),
        ("the Russian president", None, "", None),
    ],
)
def test_a_description_means_who_held_the_office_on_the_reports_day(
    words: str, country: str | None, day: str, person: str | None
) -> None:
    found = holder_of_description(words, country, day, intervals(PUTIN))
    assert (found and found.person) == person


def test_a_wrong_holder_never_stands_on_both_sides_of_a_handover() -> None:
    near = intervals([seen("a", "2020-01-01"), seen("b", "2020-01-20")])
    assert holder_on("president|RUS", "2020-01-10", near) is None


@pytest.mark.parametrize(
    ("words", "speaker", "person"),
    [
        ("the Russian president", ActorEntry("RUS", "Russia", "country", "RUS", ()), "medvedev"),
        ("the president", ActorEntry("RUS", "Russia", "country", "RUS", ()), "medvedev"),
        ("the president", ActorEntry("a-1", "the president", "person", "RUS", (), named=False), "medvedev"),
        ("the Russian president", None, "medvedev"),
        ("the president", None, None),
        ("the Russian president", ActorEntry("a-1", "Boris Son", "person", "RUS", ()), None),
        ("Russia", ActorEntry("RUS", "Russia", "country", "RUS", ()), None),
    ],
)
def test_who_speaks_where_only_an_office_is_named(words: str, speaker: ActorEntry | None, person: str | None) -> None:
    made = report("It was said.", "2010-10-20")
    said = Told("s-1", replace(statement(made, "It was", "RUS"), as_=words), made.id, made.published, {})
    found = speaker_meant(said, [speaker] if speaker else [], lambda key: [o for o in PUTIN if o.key == key])
    assert (found and found.person) == person


def test_persons_with_several_offices() -> None:
    found = intervals([*PUTIN, seen("putin", "2009-12-15", "Prime Minister")])
    assert [i.office for i in changes(found)["putin"]] == ["President", "Prime Minister", "President"]
    assert "medvedev" not in changes(found)
    assert [i.person for i in holders("prime minister|RUS", found)] == ["putin"]


@pytest.fixture(scope="module")
def samples() -> Ledger:
    """A ledger of the Vietnam–Russia samples as a perfect reader reads them."""
    filled = Ledger(":memory:")
    for path in gold_files("vietnam-russia"):
        filled.add(*gold(path))
    return filled


def test_the_line_of_succession_of_the_samples(samples: Ledger) -> None:
    (line,) = [o for o in samples.offices() if o.key == "president|VNM"]
    assert [h.person.name for h in line.holders] == [
        "Tran Duc Luong",
        "Nguyen Minh Triet",
        "Truong Tan Sang",
        "Tran Dai Quang",
        "Nguyen Phu Trong",
        "Nguyen Xuan Phuc",
        "Vo Van Thuong",
        "To Lam",
        "Luong Cuong",
    ]
    assert all(h.quotes for h in line.holders)
    assert not line.overlaps


def test_offices_between_two_and_in_a_span_of_days(samples: Ledger) -> None:
    between = {o.key for o in samples.offices(between=("VNM", "RUS"))}
    assert {"foreign minister|VNM", "foreign minister|RUS"} <= between
    early = [o for o in samples.offices(until="2002") if o.key == "president|RUS"]
    assert [h.interval.first_seen for h in early[0].holders] == ["2001-03-01"]


def test_two_in_one_office_at_one_time_are_seen() -> None:
    book = Ledger(":memory:")
    for day, person in (("2020-01-10", "Ann Abel"), ("2020-02-01", "Bo Berg"), ("2020-03-05", "Ann Abel")):
        made = report(f"{person}, foreign minister of Russia, spoke on {day}.", day)
        held = tenure(made, f"{person}, foreign minister", person, "foreign minister", "RUS")
        book.add(made, reading(made, [actor(person, "person", "RUS")], held))
    (line,) = book.offices()
    assert len(line.overlaps) == 1


def test_tables_name_no_office_twice_for_one_country_and_are_folded() -> None:
    names = [(n, o) for r in rows("office_names") for o in (several(r["of"]) or ("",)) for n in several(r["same"])]
    assert len(names) == len(set(names))
    assert all(r["office"] == office_words(r["office"], (several(r["of"]) or (None,))[0]) for r in rows("office_names"))
    assert all(r["of"] for r in rows("exclusive_offices"))
