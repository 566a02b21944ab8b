"""Figures of short texts: what is measured, how much, in what unit, and how it moved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from attache.language.en import analyse
from attache.language.tokens import plain
from attache.reading.analysis import Analysis, Timex
from attache.reading.figures import find_figures
from attache.reading.figures.find import drafts_of
from attache.reading.quantities import find_quantities
from attache.reading.when import find_times
from attache.reading.who import find_actors
from attache.records import Figure, Report, ReportId

_PUBLISHED = ("2019-05-20", "2019-05-20")


def analysis(text: str) -> Analysis:
    """The Analysis of an invented report of 20 May 2019, as the steps before figures leave it."""
    doc = plain(analyse(text))
    at = Analysis(Report(ReportId("r1"), text, "0"), doc, published=_PUBLISHED)
    at = replace(at, times=find_times(doc, _PUBLISHED), quantities=find_quantities(doc))
    actors, mentions = find_actors(at)
    return replace(at, actors=actors, mentions=mentions)


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of an invented report."""
    return find_figures(analysis(text), ())


X = "Trade between Chile and Peru came to 651 million dollars in 2003"

LEVELS = [
    ("Trade between Chile and Peru came to 3.2 billion dollars in 2018.", "two-way trade", 3.2e9, "USD"),
    ("Bilateral trade stands at about 15 billion euros.", "two-way trade", 15e9, "EUR"),
    ("Norway will lend Ghana 40 million dollars.", "loan", 40e6, "USD"),
    ("The bank approved a loan of 75 million euros to Kenya.", "loan to Kenya", 75e6, "EUR"),
    ("The ministry put the cost of recovery at 9 billion dollars.", "cost of recovery", 9e9, "USD"),
    ("Sweden provided 12 million dollars in grants.", "grant", 12e6, "USD"),
    ("The plane brought 35 tonnes of relief goods to Peru.", "relief goods to Peru", 35, "tonne"),
    ("Nine agreements were signed in Lima.", "documents signed", 9, "documents"),
    ("Three pacts were signed in Lima.", "pacts signed", 3, "agreements"),
    ("At least 40 people were killed on Monday.", "people killed", 40, "people"),
    ("The storm left 21 dead.", "people killed", 21, "people"),
    ("The resolution passed with 29 votes in favour.", "votes for", 29, "votes"),
    ("They are planning a wind farm of 500 megawatts.", "capacity of wind farm", 500, "MW"),
    ("The venture has produced 2 million tonnes of oil.", "oil output", 2e6, "tonne"),
    ("Peru won a market of 90 million people.", "population", 90e6, "people"),
    ("The boats came within 70 kilometres of the warships.", "distance from warships", 70, "km"),
    ("Both plants had been put at 8.9 billion dollars.", "cost of plants", 8.9e9, "USD"),
    ("Over 94 per cent of the deputies were in favour.", "share of deputies in favour", 94, "%"),
    ("Chile will have to pay 750 million dollars.", "payments", 750e6, "USD"),
    ("Chile trades. Beer imports from Peru fell to 40 million dollars.", "beer imports from PER", 40e6, "USD"),
]
KINDS = [
    # The kind of a plain measure is told before it; a comparison tells no kind.
    ("Pre-accession assistance to Peru amounted to 200 million dollars in 2012.", "pre-accession assistance"),
    ("Among the smaller promises to Peru were 77 million dollars from Chile.", "pledge"),
    # Others than those who come to visit arrive too.
    ("Irregular arrivals from Peru in Chile fell by 60 per cent in 2018.", "irregular arrivals"),
    # A time in letters and digits is no measure.
    ("Trade of Peru with Chile came to 3.3 billion dollars in FY2018-19.", "two-way trade"),
    # The part of which it is the share is told before.
    ("Peru met Chile, and copper made up a third of the exports.", "share of copper in exports"),
    ("Last year oil accounted for about 40 per cent of the exports of Peru.", "share of oil in exports of Peru"),
]


@pytest.mark.parametrize(("text", "measure"), KINDS)
def test_kinds_of_measures(text: str, measure: str) -> None:
    (told,) = figures(text)
    assert told.measure == measure


def test_shares_of_one_whole_are_kept_apart() -> None:
    text = "Chile drops its duties on 59 percent of the tariff items and later on another 29 percent; 12 percent stay outside."
    assert [f.measure for f in figures("Peru and Chile met. " + text)] == [
        "share of tariff items",
        "further share of tariff items",
        "share of tariff items that stay outside",
    ]


COUNTED_UP = [
    ("On Tuesday the venture of Peru and Chile will celebrate its 50 millionth tonne of copper.", "copper output", 50e6, "tonne"),
    ("Kenya greeted its millionth visitor from Norway.", "visitors", 1e6, "people"),
    ("The port in Peru loaded its 10,000th ship for Chile.", "ships", 10000, "ships"),
]


@pytest.mark.parametrize(("text", "measure", "value", "unit"), COUNTED_UP)
def test_counted_up(text: str, measure: str, value: float, unit: str) -> None:
    """A large ordinal tells how many there have been so far; a small one numbers a meeting."""
    (told,) = figures(text)
    assert (told.measure, told.value, told.unit) == (measure, value, unit)
    assert told.cumulative
    assert told.period == (None, "2019-05-20")
    assert not figures("The 12th meeting of Peru and Chile was held on Tuesday.")


TIMES = [
    # What a deed before the comma was done in is not the amount's time.
    (f"{X}. Under terms reached last September, 85 per cent of the claim is struck off.", 85, None),
    # "since" with a deed goes on until today.
    (
        "Exports from Chile to Peru were up 63 percent since the agreement between them took effect in May 2012.",
        None,
        ("2012-05-01", "2019-05-20"),
    ),
    # A count told in the present is of the day of the report, not of the year told before it.
    (
        "Trade of Chile with Peru grew by 5 per cent last year, and more than 3,000 Chilean companies operate in Peru.",
        3000,
        ("2019-05-20", "2019-05-20"),
    ),
    # Those who come to visit are counted over the time in question.
    ("Trade between Chile and Peru was 5 billion dollars in 2018. Only some 600,000 Chilean tourists came.", 600000, 2018),
]


@pytest.mark.parametrize(("text", "value", "period"), TIMES)
def test_times_of_something_else(text: str, value: float | None, period: object) -> None:
    told = figures(text)[-1]
    assert told.value == value
    assert told.period == ((f"{period}-01-01", f"{period}-12-31") if isinstance(period, int) else period)


def test_how_long_after_what_is_not_the_time() -> None:
    """A time behind the amount that only counts from another deed is not the amount's own."""
    text = (
        "Donors have promised more than 2 billion dollars for Peru, a minister said at the close of a conference in Lima, "
        "one year after fighting broke out between the army and the rebels."
    )
    at = analysis(text)
    start = text.index("one year")
    after = Timex(start, start + 14, "one year after", "DATE", "2018", ("2018-01-01", "2018-12-31"), "after")
    (told,) = find_figures(replace(at, times=(after,)), ())
    assert told.period is None


def test_states_named_by_their_number_are_not_counted() -> None:
    assert not figures("Peru and Chile have agreed with the ten members of the bloc.")
    assert [f.value for f in figures("Ten countries of the region took part in the talks of Peru and Chile.")] == [10]


def test_an_aim_passed_is_no_aim() -> None:
    told = figures("Chile and Peru aimed at trade of 15 billion dollars by 2015, a mark they passed in 2008 with 17.5 billion.")
    assert [f.value for f in told] == [17.5e9]


def test_growth_needed_has_not_come_about() -> None:
    told = figures("Trade between Peru and Chile was 2 billion dollars in 2010. To double it takes growth of 40 per cent a year.")
    assert [(f.measure, f.value, f.change) for f in told][1:] == [("growth needed", 40, None)]


def test_each_thing_valued_by_its_own_noun() -> None:
    told = figures("Peru puts the debt of Chile at 1.5 billion dollars and the annual payments at about 90 million.")
    assert [f.measure for f in told] == ["debt", "debt payments"]


def test_a_rate_in_the_currency_before() -> None:
    told = figures("Chile owes Peru 1.5 billion dollars, to be paid back at roughly 90 million a year.")
    assert told[-1].unit == "USD/year"


def test_another_sum_spoken_of() -> None:
    told = figures("A bank of Peru values the plant in Chile at 5 billion dollars. An aide spoke of over four billion euros.")
    assert len({f.measure for f in told}) == 1
    assert [f.unit for f in told] == ["USD", "EUR"]


def test_a_few_of_them_are_not_the_whole() -> None:
    told = figures("Chile and Peru signed eleven agreements in Lima. Four of them concern education.")
    assert [f.measure for f in told] == ["documents signed", "documents signed on education"]


BORNE = [
    ("Kenya refused to lower its 40 percent tariff on beef from Peru.", "tariff on beef", 40, "%"),
    ("Kenya opened a $1.2 billion coal-fired power plant.", "cost of coal-fired power plant", 1.2e9, "USD"),
    ("Kenya completed the 761-km stretch in July.", "length of stretch", 761, "km"),
    ("Peru and Chile cleared 160 kilometres of roads.", "length of roads", 160, "km"),
    ("Kenya agreed to stop work on the mill, worth 660 million dollars.", "value of mill", 660e6, "USD"),
    ("Copper made up a third of the exports.", "share of copper in exports", 33.3, "%"),
    ("Kenya faces a shortfall of 250 million cubic feet of gas a day.", "shortfall in gas", 250e6, "cubic feet/day"),
    ("Chile is the largest trading partner of Peru.", "rank as largest trading partner of Peru", 1, "rank"),
    ("Kenya set free the last 1,287 Ugandan soldiers it had held.", "Ugandan soldiers released", 1287, "people"),
]


@pytest.mark.parametrize(("text", "measure", "value", "unit"), BORNE)
def test_a_measure_is_told_by_what_bears_the_number(text: str, measure: str, value: float, unit: str) -> None:
    *_, figure = figures(text)
    assert (figure.measure, figure.value, figure.unit) == (measure, value, unit)


SENSE = [
    (
        f"{X}. Joint mining has brought 7 million dollars into the Peruvian budget.",
        "revenue of Peruvian budget from Joint mining",
        7e6,
    ),
    ("The text was 98 per cent agreed.", "share of text agreed", 98),
    ("The venture is to explore another block, 37.5 square miles of sea.", "area of block", 37.5),
    ("The venture planted 500 hectares of forest.", "area of forest", 500),
    ("The pact covers a third of the world's output.", "share of world output", 33.3),
    ("Floods ruined about 20 lakh (two million) houses.", "houses ruined", 2e6),
    ("In 2018 brewers had sold beer worth 7.9 billion yen in Peru.", "beer sales", 7.9e9),
    ("Peru ranks first among Chile's partners.", "rank of Peru among Chile partners", 1),
    ("Chile is to ship 380 kits to Peru.", "kits shipped", 380),
    ("Peru will transfer 12 prisoners.", "prisoners transferred", 12),
    ("Peru can carry 700 passengers.", "passengers carried", 700),
    ("Some 40 companies operate in Peru.", "companies", 40),
    ("Some 300 companies with Chilean capital operate in Peru.", "companies with Chilean capital", 300),
    ("About 80,000 people of Indian origin live in Kenya.", "people of Indian origin", 80_000),
    ("The strait is 30 kilometres wide.", "width of strait", 30),
    ("A pipeline of 1,200 kilometres crosses Peru.", "length of pipeline", 1200),
    ("Peru gave Chile 40 million dollars.", "amount", 40e6),
    ("Peru handed over 40 million dollars to Chile.", "amount", 40e6),
    ("Some 70 soldiers hoisted the flag.", "soldiers", 70),
]
CHANGES = [
    ("Trade with Peru grew by eight per cent last year.", None, 8, "up"),
    ("Trade with Peru came to 3.2 billion dollars, up 16.4 per cent.", 3.2e9, 16.4, "up"),
    ("Trade with Peru fell by a fifth, to 828 million dollars.", 828e6, 20, "down"),
    ("Trade with Peru was 3 billion dollars, 10% less than a year before.", 3e9, 10, "down"),
    ("Trade with Peru came to 2 billion dollars, an increase of 5 percent.", 2e9, 5, "up"),
    ("Trade with Peru halved last year, to 300 million dollars.", 300e6, 50, "down"),
]
NOT_TRADE = [
    "Both are working towards two billion in 2021 and three billion in 2025.",
    "They are on the way to two billion dollars.",
    "Both are heading for some 2 billion dollars in 2021.",
    "Two billion are expected in 2021.",
    "Why were only 600,000 of the visitors Chileans and not six million?",
    "Joint mining has brought seven million dollars into the Peruvian budget.",
    "The new bridge swallowed 40 million dollars.",
]
RANKS = [
    ("Peru became the 32nd member of the alliance.", "rank as member of alliance", 32, "rank"),
    ("It was his fourth trip to Peru.", "visits to Peru", 4, "visits"),
    ("It ended 20 days of fighting.", "days of fighting", 20, "days"),
]
PERIODS = [
    (
        "Trade between Chile and Peru was nearly 4.8 billion dollars for 2016 and 7.1 billion for 2017.",
        [("2016-01-01", "2016-12-31"), ("2017-01-01", "2017-12-31")],
    ),
    (
        "How deep trade with Peru sank in 2017: to 4.5 billion dollars, from seven; to 3.5 billion, from 5.5.",
        [("2017-01-01", "2017-12-31"), ("2016-01-01", "2016-12-31")] * 2,
    ),
    (
        "Trade with Peru came to 3.3 billion dollars in the first half of 2018, after 4.6 billion in the whole of 2017.",
        [("2018-01-01", "2018-06-30"), ("2017-01-01", "2017-12-31")],
    ),
    (
        "Trade between Chile and Peru was 3 billion dollars in 2018. Peruvian data for the same year show 2.5 billion.",
        [("2018-01-01", "2018-12-31")] * 2,
    ),
    ("Trade with Peru came to 3 billion dollars in 2018, 10% less than in 2017.", [("2018-01-01", "2018-12-31")]),
    ("The minister told a paper in April that trade with Peru was 3 billion dollars in 2018.", [("2018-01-01", "2018-12-31")]),
    (
        "Chilean arms exports reached 900 million dollars in the fiscal year that ended in March 2018.",
        [("2017-04-01", "2018-03-31")],
    ),
    ("About 9,000 soldiers are guarding the hall.", [("2019-05-20", "2019-05-20")]),
    ("It was his fifth trip to Peru and the first since the summit of 2017.", [(None, "2019-05-20")]),
    ("Chile's customs put trade with Peru for April to November at 3 billion dollars.", [("2018-04-01", "2018-11-30")]),
    ("As of March Chile had invested 900 million dollars in Peru.", [(None, "2019-03-31")]),
]
SOURCES = [
    ("Chile and Peru trade. By Peruvian count it was 3 billion dollars in 2018.", ["PER"]),
    (
        "Chile counts trade with Peru at 3 billion dollars; Peru has 2.5 billion.",
        ["CHL", "PER"],
    ),
    ("Trade with Peru was 3 billion dollars, according to the World Bank.", ["World Bank"]),
    ("Trade between Chile and Peru was 3 billion dollars in 2018.", [None]),
]
NONE = [
    "The two sides met on 5 May 2019.",
    "President Ruiz visited Peru for three days in 2018.",
    "Trade with Peru is to reach 10 billion dollars by 2025.",
    "The goal of 5 billion dollars by 2022 stands.",
    "Two clocks run out this week.",
    "President Ruiz paid his first official visit to Peru.",
    "The goal is in sight for 98 per cent of the way.",
]


@pytest.mark.parametrize(("text", "measure", "value", "unit"), [*LEVELS, *RANKS])
def test_a_level_has_measure_value_and_unit(text: str, measure: str, value: float, unit: str) -> None:
    (figure,) = figures(text)
    assert (figure.measure, figure.unit) == (measure, unit)
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(("text", "value", "change", "direction"), CHANGES)
def test_a_change_joins_its_level(text: str, value: float | None, change: float, direction: str) -> None:
    (figure,) = figures(text)
    assert figure.value == value
    assert figure.change is not None
    assert (figure.change.unit, figure.change.direction) == ("%", direction)
    assert figure.change.value == pytest.approx(change)
    assert figure.unit == "USD"


@pytest.mark.parametrize(("text", "measure", "value"), SENSE)
def test_a_measure_names_what_is_measured(text: str, measure: str, value: float) -> None:
    *_, figure = figures(text)
    assert figure.measure == measure
    assert figure.value == pytest.approx(value)
    assert figure.value not in {f.value for f in figures(text)[:-1]}


@pytest.mark.parametrize("rest", NOT_TRADE)
def test_only_what_is_told_of_trade_is_trade(rest: str) -> None:
    (figure,) = [f for f in figures(f"{X}. {rest}") if f.measure == "two-way trade"]
    assert figure.value == 651e6


@pytest.mark.parametrize("text", NONE)
def test_times_passing_counts_and_targets_are_no_figures(text: str) -> None:
    assert figures(text) == ()


def test_over_behind_a_phrasal_verb_is_no_bound() -> None:
    (figure,) = figures("Peru handed over 40 million dollars to Chile.")
    assert figure.bound is None


def test_the_us_of_us_dollars_is_no_party() -> None:
    text = "Chile pays in US dollars, Peru pays in US dollars. Trade came to US$5 billion in 2018, and the US dollar rules."
    assert {party for figure in figures(text) for party in figure.parties} == {"CHL", "PER"}


def test_members_of_a_service_are_people() -> None:
    (figure,) = figures("Peru sent 6,000 members of the national guard to the border.")
    assert (figure.value, figure.unit) == (6000, "people")


def test_a_description_may_trade() -> None:
    heard = "Peru and Bolivia told Peru and Bolivia. Peru and Bolivia heard. Peru thanked Bolivia."
    text = f"{heard} The Eurasian Economic Union met. Trade between the union and Chile came to 3 billion dollars in 2018."
    (figure,) = figures(text)
    assert figure.parties == ("CHL", "EAEU")


def test_flows_name_their_direction() -> None:
    text = "Chile and Peru trade more. Chilean exports to Peru reached 900 million dollars in 2018."
    assert figures(text)[0].measure == "exports from CHL to PER"


def test_an_elliptic_number_repeats_measure_and_unit() -> None:
    text = "Trade between Chile and Peru was 3 billion dollars in 2018. Peruvian data for the same year show 2.5 billion."
    first, second = figures(text)
    assert (second.measure, second.unit, second.value) == (first.measure, "USD", 2.5e9)
    assert second.source == "PER"


def test_a_counted_stock_and_its_worth() -> None:
    text = "Chile and Peru are partners. Chile has 171 investment projects in Peru, worth 970 million dollars."
    assert [(f.measure, f.unit) for f in figures(text)] == [
        ("Chilean investment projects in PER", "projects"),
        ("Chilean investment in PER", "USD"),
    ]


def test_bounds_period_and_parties_are_told() -> None:
    (figure,) = figures("Trade between Chile and Peru was more than 3 billion dollars in 2018.")
    assert figure.bound == "over"
    assert figure.period == ("2018-01-01", "2018-12-31")
    assert figure.parties == ("CHL", "PER")
    assert figure.evidence[0].text.startswith("Trade between Chile")


def test_drafts_keep_the_targets_that_figures_leave_out() -> None:
    drafts = drafts_of(analysis("Trade with Peru is to reach 10 billion dollars by 2025."))
    assert [draft.value for draft in drafts] == [10e9]


@pytest.mark.parametrize(("text", "periods"), PERIODS)
def test_each_number_takes_its_own_time(text: str, periods: list[tuple[str | None, str]]) -> None:
    assert [figure.period for figure in figures(text)] == periods


@pytest.mark.parametrize(("text", "sources"), SOURCES)
def test_whose_count_it_is_is_the_source(text: str, sources: list[str | None]) -> None:
    found = figures(text)
    assert [figure.source for figure in found] == sources
    assert all(figure.speakers == () for figure in found)


def test_what_has_gathered_is_cumulative() -> None:
    text = "Chile and Peru are partners. Chilean firms have so far invested 900 million dollars in Peru."
    (figure,) = figures(text)
    assert figure.cumulative
    assert not figures("Trade with Peru came to 3 billion dollars in 2018.")[0].cumulative


def test_those_who_only_hear_do_not_trade() -> None:
    text = 'Chile and Peru trade more. "Our trade came to 3 billion dollars," he told Chilean and Japanese reporters.'
    assert figures(text)[0].parties == ("CHL", "PER")
