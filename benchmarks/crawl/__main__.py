"""The cost of a year of a news crawl as a table.

    python -m benchmarks.crawl [--articles N] [--english SHARE] [--relevant SHARE] [--cores 2,64,640] [--keep|--rates rates.json]

Rates are measured on this machine, one core of it, in half a minute, or taken from a file that an earlier run kept.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.crawl.rates import Rates, measured

YEAR = Path(__file__).parent / "year.toml"


@dataclass(frozen=True, slots=True)
class Year:
    """What is to be read."""

    articles: int
    articles_a_file: int
    bytes_a_file: int
    page_bytes: int
    english: float
    relevant: float
    cores: tuple[int, ...]

    @property
    def read(self) -> float:
        """Articles that the gate lets pass."""
        return self.articles * self.english * self.relevant


def table(year: Year, rates: Rates) -> list[str]:
    """The lines of the table, in Markdown."""
    steps = {
        "unpacking": year.articles * rates.unpacking,
        "text, date and language of pages": year.articles * rates.page,
        "gate": year.articles * year.english * rates.gate,
        "reading": year.read * rates.reading,
    }
    core_hours = sum(steps.values()) / 3600
    files = year.articles / year.articles_a_file
    readings = year.read * rates.reading_bytes + (year.articles - year.read) * rates.aside_bytes
    rows = [
        ("articles", f"{year.articles / 1e6:,.1f} million"),
        ("WARC files", f"{files:,.0f}"),
        ("bytes in", f"{files * year.bytes_a_file / 1e12:,.2f} TB"),
        ("articles that are read", f"{year.read / 1e6:,.2f} million"),
        *((f"core hours: {name}", _share(seconds / 3600, core_hours)) for name, seconds in steps.items()),
        ("core hours, all", f"{core_hours:,.0f}"),
        *((f"hours on {cores} cores", f"{core_hours / cores:,.1f}") for cores in year.cores),
        ("without the gate: core hours", f"{_without_gate(year, rates, core_hours):,.0f}"),
        ("bytes of readings", f"{readings / 1e9:,.0f} GB"),
        ("import: core hours", f"{year.read * rates.importing / 3600:,.1f}"),
        ("ledger, readings alone", f"{year.read * rates.ledger_bytes / 1e9:,.0f} GB"),
    ]
    return ["| | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows)]


def _share(hours: float, whole: float) -> str:
    return f"{hours:,.0f} ({100 * hours / whole:.0f} %)"


def _without_gate(year: Year, rates: Rates, with_it: float) -> float:
    english = year.articles * year.english
    return with_it + (english * (1 - year.relevant) * rates.reading - english * rates.gate) / 3600


def rate_lines(rates: Rates) -> list[str]:
    """The rates as a table in Markdown."""
    seconds = {name: value * 1000 for name, value in asdict(rates).items() if not name.endswith("_bytes")}
    sizes = {name: value for name, value in asdict(rates).items() if name.endswith("_bytes")}
    return [
        "| of one article | |",
        "|---|---:|",
        *(f"| {name} | {value:.2f} ms of a core |" for name, value in seconds.items()),
        *(f"| {name.replace('_', ' ')} | {value:,.0f} bytes |" for name, value in sizes.items()),
    ]


def main() -> None:
    """Measures, works out and prints."""
    held = tomllib.loads(YEAR.read_text("utf-8"))
    given = argparse.ArgumentParser(prog="python -m benchmarks.crawl", description="The cost of a year of a news crawl.")
    given.add_argument("--articles", type=int, default=held["articles"])
    given.add_argument("--english", type=float, default=held["english"], help="share of articles in English")
    given.add_argument("--relevant", type=float, default=held["relevant"], help="share of those that the gate lets pass")
    given.add_argument("--cores", default=",".join(map(str, held["cores"])))
    given.add_argument("--rates", type=Path, help="rates kept by an earlier run")
    given.add_argument("--keep", type=Path, help="where to keep the rates")
    asked = given.parse_args()
    cores = tuple(int(number) for number in asked.cores.split(","))
    year = Year(**{**held, "articles": asked.articles, "english": asked.english, "relevant": asked.relevant, "cores": cores})
    rates = Rates(**json.loads(asked.rates.read_text())) if asked.rates else measured(year.page_bytes)
    if asked.keep:
        asked.keep.write_text(json.dumps(asdict(rates), indent=1) + "\n")
    print("\n".join([*rate_lines(rates), "", *table(year, rates)]))


if __name__ == "__main__":
    main()
