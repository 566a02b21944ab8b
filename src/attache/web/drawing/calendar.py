"""A calendar of contacts: a row a year, a cell a month, coloured by the highest level that met.

In: how often contacts of each level are told by month. What is told of a year without its month stands beside the months.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from attache.ledger.lists import Tally

LEVELS = ("heads", "ministers", "parliaments", "officials", "others")
"""The highest first: the first met colours a cell."""
WORDS = {
    "heads": "heads of state and government",
    "ministers": "ministers",
    "parliaments": "parliaments",
    "officials": "officials",
    "others": "others",
}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """The contacts of one month, or of a year without its month."""

    period: str
    """2018-03, or 2018: what a list is narrowed to."""
    number: int
    level: str
    """The highest."""
    words: str
    """ "March 2018: 2 contacts of ministers, 1 of officials"."""


@dataclass(frozen=True, slots=True)
class Year:
    """A row; `months` has twelve, None where nothing is told."""

    year: str
    number: int
    months: tuple[Cell | None, ...]
    rest: Cell | None
    """Contacts told of the year without a month."""
    quiet: str = ""
    """Years between this row and the one beneath of which no contact is told: "1998–2001"; empty for none."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Years with contacts, the newest first; `levels` are counts over all of them."""

    years: tuple[Year, ...]
    levels: tuple[tuple[str, int], ...]
    number: int
    undated: int

    @property
    def words(self) -> str:
        """What it shows, for those who do not see it."""
        told = ", ".join(f"{n} of {WORDS[level]}" for level, n in self.levels)
        return f"Contacts by month, {self.years[-1].year} to {self.years[0].year}: {told}" if self.years else ""


def calendar(months: Iterable[Tally], whole_years: Iterable[Tally] = ()) -> Calendar:
    """`months`: counts of a level by month; `whole_years`: those among them that are told of a year without its month, under
    the month in which that year begins."""
    cells: dict[str, Counter[str]] = defaultdict(Counter)
    undated, levels = 0, Counter[str]()
    for tally in months:
        levels[tally.value] += tally.number
        if tally.period:
            cells[tally.period][tally.value] += tally.number
        else:
            undated += tally.number
    for tally in whole_years:
        cells[tally.period][tally.value] -= tally.number
        cells[tally.period[:4]][tally.value] += tally.number
    known = {period: +counts for period, counts in cells.items() if +counts}
    years = sorted({period[:4] for period in known}, reverse=True)
    rows = [_year(year, known, below) for year, below in zip(years, [*years[1:], ""], strict=False)]
    ordered = tuple((level, levels[level]) for level in LEVELS if levels[level])
    return Calendar(tuple(rows), ordered, sum(levels.values()), undated)


def _year(year: str, known: dict[str, Counter[str]], below: str) -> Year:
    months = tuple(_cell(f"{year}-{n:02}", known) for n in range(1, 13))
    rest = _cell(year, known)
    number = sum(c.number for c in (*months, rest) if c)
    first, last = int(below or year) + 1, int(year) - 1
    quiet = "" if not below or last < first else str(first) if first == last else f"{first}–{last}"
    return Year(year, number, months, rest, quiet)


def _cell(period: str, known: dict[str, Counter[str]]) -> Cell | None:
    counts = known.get(period)
    if not counts:
        return None
    told = [level for level in LEVELS if counts[level]]
    number = sum(counts.values())
    parts = [f"{counts[level]} of {WORDS[level]}" for level in told]
    parts[0] = parts[0].replace(" of ", f" contact{'s' if counts[told[0]] != 1 else ''} of ", 1)
    if len(period) == 7:
        year, month = period.split("-")
        when = f"{MONTHS[int(month) - 1]} {year}"
    else:
        when = f"{period}, month not told"
    return Cell(period, number, told[0], f"{when}: {', '.join(parts)}")
