"""Names of agreements, mechanisms, programmes and projects: which are one, which are not, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import permutations

import pytest

from attache.knowledge import rows, several
from attache.ledger.faces import Spelling
from attache.ledger.things import answers, claims, decide, entry, faces_of, key_of, setting_of, spelling
from attache.ledger.things.anatomy import anatomy
from attache.ledger.things.known import links_of, resolve_spellings
from attache.records import ActorName, Dates, Event, Evidence, ReportId, Thing, ThingKind
from tests.ledger.made import actor


@dataclass(frozen=True)
class Told:
    """A thing as one report has it: its name, whom the report is mostly about, and when a paper was made."""

    name: str
    near: tuple[str, ...] = ("CHN", "KEN")
    kind: ThingKind = "agreement"
    signed: str | None = None
    year: int = 2020
    of: str | None = None
    more: tuple[str, ...] = field(default=())

    def spelling(self) -> Spelling:
        marks = [f"near {n}" for n in self.near]
        marks += [f"sign {self.signed}"] if self.signed else []
        return Spelling(self.name, self.kind, self.of, marks=tuple(sorted((*marks, *self.more))), year=self.year)


def groups(*told: Told) -> list[set[str]]:
    """The names that are one thing, largest first."""
    _, names = resolve_spellings({(f"r{n}", t.name): t.spelling() for n, t in enumerate(told)})
    of: dict[str, set[str]] = defaultdict(set)
    for (report, name), thing in names.items():
        of[thing].add(f"{report} {name}")
    return sorted(of.values(), key=lambda g: (-len(g), sorted(g)))


ONE = (
    (Told("the FTA between Vietnam and the EAEU"), Told("Eurasian Economic Union – Vietnam Free Trade Agreement")),
    (Told("free trade agreement with the EAEU", ("RUS", "VNM")), Told("Eurasian Economic Union – Vietnam Free Trade Agreement")),
    (Told("Vietnam–Customs Union of Belarus, Kazakhstan and Russia Free Trade Agreement"), Told("EAEU-Vietnam FTA")),
    (Told("EVFTA"), Told("EU-Vietnam Free Trade Agreement")),
    (Told("RCEP"), Told("Regional Comprehensive Economic Partnership")),
    (Told("CPTPP"), Told("Comprehensive and Progressive Agreement for Trans-Pacific Partnership")),
    (Told("GSOMIA"), Told("General Security of Military Information Agreement")),
    (Told("India-UAE CEPA"), Told("Comprehensive Economic Partnership Agreement between India and the United Arab Emirates")),
    (Told("free trade agreement with Kenya"), Told("China–Kenya Free Trade Agreement")),
    (
        Told("Agreement on Nuclear Cooperation between Argentina and Brazil"),
        Told("Brazil-Argentina nuclear cooperation agreement"),
    ),
    (Told("Treaty on the Basic Principles of Friendly Relations"), Told("treaty on the foundations of friendly relations")),
    (Told("friendship treaty"), Told("Treaty on the Basic Principles of Friendly Relations")),
    (Told("joint statement of 10 May 2025"), Told("joint statement on deeper ties", signed="2025-05-10")),
    (Told("joint declaration", signed="2025-05-10"), Told("joint statement of 10 May 2025")),
    (Told("2010 agreement on the Lamu port"), Told("agreement on the Lamu port", signed="2010-10-31")),
    (Told("protocol on vehicles"), Told("amended protocol on vehicles", year=2021)),
    (Told("Joint Commission", kind="mechanism"), Told("the 3rd session of the Kenya–China Joint Commission", kind="mechanism")),
    (
        Told("24th meeting of the Russian-Vietnamese Intergovernmental Commission on Trade, Economic and Scientific Cooperation"),
        Told("Vietnam–Russia Intergovernmental Committee"),
    ),
    (
        Told("Inter-Parliamentary Cooperation Committee (National Assembly – State Duma)", ("RUS", "VNM"), "mechanism"),
        Told("inter-parliamentary committee", ("RUS", "VNM"), "mechanism"),
    ),
    (Told("Ninh Thuan 1 plant", kind="project"), Told("Ninh Thuan 1 nuclear power plant", kind="project")),
    (Told("Ninh Thuan 1", kind="project"), Told("Ninh Thuan 1 nuclear power plant", kind="project")),
    (Told("Kisii-Garissa highway", kind="project"), Told("Kisii–Garissa superhighway", kind="project")),
    (Told("double taxation agreement"), Told("agreement on the avoidance of double taxation")),
    (Told("double tax agreement"), Told("agreement to avoid double taxation and prevent fiscal evasion")),
    (Told("tax treaty"), Told("double taxation treaty")),
    (Told("tax treaty", more=("initial 2013-08-21",)), Told("tax treaty", signed="2017-09-21")),
    (
        Told("Peru-Chile joint trade commission", ("PER", "CHL"), "mechanism"),
        Told("Peru–Chile Joint Commission on Trade, Investment and Technical Cooperation", ("PER", "CHL"), "mechanism"),
    ),
    (
        Told("Joint Economic Commission", ("PER", "CHL"), "mechanism"),
        Told("Peru–Chile Joint Commission", ("PER", "CHL"), "mechanism"),
    ),
    (Told("Centre for Nuclear Science", kind="project"), Told("nuclear science centre", kind="project")),
)
APART = (
    (Told("Year of Russia in Vietnam", kind="programme"), Told("Year of Vietnam in Russia", kind="programme")),
    (Told("2010 agreement on the Lamu port"), Told("new agreement on the Lamu port", year=2025)),
    (Told("protocol on trade", signed="1994-03-03"), Told("protocol on trade", signed="2004-05-01")),
    (Told("memorandum of understanding", year=1997), Told("memorandum of understanding", year=2024)),
    (Told("the agreement", ("BRA", "ARG")), Told("the agreement", ("CHN", "KEN"))),
    (Told("Declaration on Strategic Partnership", ("IND", "VNM")), Told("Declaration on Strategic Partnership", ("RUS", "VNM"))),
    (Told("EU-Mercosur agreement"), Told("EU-Mexico agreement")),
    (Told("Joint Commission", ("CHN", "KEN"), "mechanism"), Told("Joint Commission", ("CHN", "ETH"), "mechanism")),
    (
        Told("India-Russia Intergovernmental Commission on Military-Technical Cooperation", kind="mechanism"),
        Told("India-Russia Intergovernmental Commission", kind="mechanism"),
    ),
    (Told("Ninh Thuan 1 nuclear power plant", kind="project"), Told("Ninh Thuan 2 nuclear power plant", kind="project")),
    (Told("Ninh Thuan project", kind="project"), Told("Ninh Thuan 1 nuclear power plant", kind="project")),
    (Told("agreement on extradition"), Told("agreement on mutual legal assistance")),
    (Told("memorandum on a research centre"), Told("memorandum on a roadmap for a research centre")),
    (Told("Hai Phong", kind="place"), Told("Hai Phong port", kind="project")),
    (Told("joint statement of 10 May 2025"), Told("joint statement of 20 June 2024")),
    (Told("agreement on cooperation"), Told("agreement on cooperation in tourism")),
    (Told("Kenya-China agreement on cooperation"), Told("Kenya-China agreement on economic cooperation")),
    (Told("working group on trade", kind="mechanism"), Told("working group on energy", kind="mechanism")),
    (Told("treaty on fishing"), Told("protocol on fishing")),
    (Told("double taxation agreement"), Told("tax information exchange agreement")),
    (Told("double taxation agreement"), Told("agreement on social insurance")),
    (Told("Joint Military Commission", ("PER", "CHL"), "mechanism"), Told("Joint Commission", ("PER", "CHL"), "mechanism")),
    (Told("Joint Science Commission", ("PER", "CHL"), "mechanism"), Told("Joint Trade Commission", ("PER", "CHL"), "mechanism")),
    (Told("subcommittee on trade", ("PER", "CHL"), "mechanism"), Told("Joint Trade Committee", ("PER", "CHL"), "mechanism")),
)


@pytest.mark.parametrize("pair", ONE, ids=lambda p: f"{p[0].name} = {p[1].name}")
def test_one_thing_under_two_names(pair: tuple[Told, Told]) -> None:
    assert len(groups(*pair)) == 1


@pytest.mark.parametrize("pair", APART, ids=lambda p: f"{p[0].name} / {p[1].name}")
def test_two_things_stay_apart(pair: tuple[Told, Told]) -> None:
    assert len(groups(*pair)) == 2


def test_where_a_short_name_can_mean_two_it_joins_none() -> None:
    told = (
        Told("agreement on fishing"),
        Told("agreement on fishing cooperation", signed="2010-01-01"),
        Told("agreement on general fishing", signed="2018-01-01"),
    )
    assert len(groups(*told)) == 3


def test_without_a_pair_or_a_name_of_its_own_a_thing_stays_in_its_report() -> None:
    told = [Told("coalition agreement", (), more=(f"in r{n}",)) for n in (1, 2)]
    assert len(groups(*told)) == 2
    assert setting_of((), [event("sign", "coalition agreement", when=("2019-05-01", "2019-05-01"))], (), None).report == "r1"


def test_things_do_not_depend_on_the_order_of_reports() -> None:
    told = [pair[n] for pair in ONE[:4] for n in (0, 1)]
    spellings = {(f"r{n}", t.name): t.spelling() for n, t in enumerate(told)}
    wanted = resolve_spellings(spellings)
    for order in list(permutations(sorted(spellings)))[::997][:20]:
        assert resolve_spellings({where: spellings[where] for where in order}) == wanted


def test_a_link_says_its_rule_and_why() -> None:
    made = [
        Told("EVFTA XYZ").spelling(),
        Told("GSOMIA").spelling(),
        Told("General Security of Military Information Agreement").spelling(),
    ]
    faces = [face for s in made for face in faces_of(key_of(s), {s: 1})]
    (link,) = links_of(faces)
    assert link.rule == "initials"
    assert link.why == "“GSOMIA” is the acronym of “General Security of Military Information Agreement”"


def test_decide_sees_one_string_alone() -> None:
    short, full = Told("friendship treaty").spelling(), Told("Treaty on the Basic Principles of Friendly Relations").spelling()
    one, other = (faces_of(key_of(s), {s: 2})[0] for s in (short, full))
    shared = claims(one) & answers(other)
    assert len(shared) == 1
    (link,) = decide(min(shared), [one], [one, other])
    assert {link.one, link.other} == {one.id, other.id}


def test_the_entry_has_the_usual_name_and_kind() -> None:
    s = Told("Paris Club", kind="mechanism").spelling()
    other = Told("Paris Club", kind="programme", near=("FRA", "ZMB")).spelling()
    (face,) = faces_of(key_of(s), {s: 3, other: 1})
    known = entry([face])
    assert (known.name, known.kind, known.aliases) == ("Paris Club", "mechanism", ())


PARTS: tuple[tuple[str, tuple[str, str, set[str], set[str], str | None]], ...] = (
    ("Plan of Action for 2024-2028", ("paper", "plan", {"2024", "2028"}, set(), None)),
    ("agreement of 12 June 1956", ("paper", "agreement", set(), set(), "1956-06-12")),
    ("Days of Russian Culture", ("other", "", {"days", "~RUS", "culture"}, set(), None)),
    ("2016 arbitral award on the South China Sea", ("paper", "ruling", {"south", "china", "sea"}, set(), "2016")),
    (
        "Joint Vision Statement on India-Viet Nam Defence Partnership",
        ("paper", "statement", {"vision", "defence", "partnership"}, {"IND", "VNM"}, None),
    ),
    ("joint committee (EAEU – Vietnam)", ("mechanism", "joint committee", set(), {"eaeu", "VNM"}, None)),
)


@pytest.mark.parametrize(("name", "wanted"), PARTS, ids=lambda p: p if isinstance(p, str) else "")
def test_parts_of_a_name(name: str, wanted: tuple[str, str, set[str], set[str], str | None]) -> None:
    parts = anatomy(name)
    assert (parts.sort, parts.kind, set(parts.subject), set(parts.parties), parts.year) == wanted


def test_a_session_keeps_its_number_out_of_the_name() -> None:
    assert anatomy("the 24th meeting of the Joint Commission").session == 24
    assert anatomy("second session of the Joint Commission").session == 2


def event(mode: str, about: str, *who: str, when: Dates) -> Event:
    passage = Evidence(ReportId("r1"), 0, 1, "x")
    return Event("SUPPORT", mode, "happened", (passage,), "hand", tuple(map(ActorName, who)), about=(about,), when=when)


def test_a_report_tells_parties_and_day_of_a_paper() -> None:
    actors = (actor("KEN", "country", "KEN"), actor("Wang Yi", "person", "CHN"), actor("donors", "organisation"))
    signed = event("sign", "Fisheries Accord", "KEN", "Wang Yi", "donors", when=("2019-05-01", "2019-05-03"))
    setting = setting_of(actors, [signed], (), ("2019-05-04", "2019-05-04"))
    told = spelling(Thing("fisheries accord", "agreement", parties=(ActorName("KEN"),)), setting, {"KEN": "KEN"})
    assert told.marks == ("near CHN", "near KEN", "party KEN", "sign 2019-05", "with CHN", "with KEN")
    assert (told.year, told.parties) == (2019, ("KEN",))


@pytest.mark.parametrize("table", ["paper_kinds", "title_words"])
def test_words_stand_once_in_their_table(table: str) -> None:
    words = [next(iter(row.values())) for row in rows(table, package="attache.language.en")]
    assert len(words) == len(set(words))


def test_blocs_and_successors_are_known() -> None:
    bodies = {row["name"] for row in rows("organisations")}
    states = {row["iso3"] for row in rows("countries")}
    assert {row["bloc"] for row in rows("bloc_members")} <= bodies
    assert {m for row in rows("bloc_members") for m in several(row["members"])} <= states
    named = {row[column] for row in rows("successors") for column in ("party", "successor")}
    assert {n for n in named if len(n) != 3} <= bodies
