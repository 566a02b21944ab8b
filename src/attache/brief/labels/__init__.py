"""The labels of the brief in English, Vietnamese and Russian: headings, dates, amounts, names of countries, sentences.

In: keys of the catalogues beside this file and plain values; out: words in one language. Dates, plurals and country names
follow Babel; what reports say is never translated here.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from attache.knowledge import rows
from attache.ledger.entries import ActorEntry
from attache.ledger.words import grain
from attache.records import Bound, Change, Dates, Value

Language = Literal["en", "vi", "ru"]
LANGUAGES: tuple[Language, ...] = ("en", "vi", "ru")
ABSURD = 1e24
"""A number from which no grouping of digits helps a reader."""
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_QUARTERS = {(1, 3): 0, (4, 6): 1, (7, 9): 2, (10, 12): 3}
_HALVES = {(1, 6): 0, (7, 12): 1}

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")

Label = str | list[str] | dict[str, str]


@cache
def catalogue(language: Language) -> Mapping[str, Label]:
    """All labels of a language by dotted key: `verdict.missed`. A label is a text, a list, or texts by plural category."""
    table = tomllib.loads(files(__name__).joinpath(f"{language}.toml").read_text("utf-8"))
    return {f"{section}.{key}": cast("Label", label) for section, labels in table.items() for key, label in labels.items()}


@cache
def _column(table: str, key: str, language: Language) -> Mapping[str, str]:
    return {row[key]: row[language] for row in rows(table, package=__name__) if row[language]}


@cache
def _iso2() -> Mapping[str, str]:
    return {row["iso3"]: row["iso2"] for row in rows("territories", package=__name__)}


@cache
def labels_in(language: Language) -> Labels:
    """The labels of a language."""
    return Labels(language)


class Labels:
    """Words in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.locale = Locale.parse(language)
        self._labels = catalogue(language)

    def __call__(self, key: str, /, **values: object) -> str:
        """The label with its places filled in; one told by number takes the form for `n`. Raises KeyError."""
        label: Any = self._labels[key]
        if isinstance(label, dict):
            n = cast("int", values["n"])
            label = label.get(self.locale.plural_form(n), label["other"])
            values["n"] = self.number(n)
        # A date that ends in a stop ends the sentence too.
        return _TWO_STOPS.sub(".", cast("str", label).format(**values))

    def find(self, key: str) -> str | None:
        """The label, or None where the catalogue has none."""
        label = self._labels.get(key)
        return label if isinstance(label, str) else None

    # Days

    def _pattern(self, value: date, pattern: str) -> str:
        return format_date(value, self("date." + pattern), locale=self.locale)

    def day(self, day: str) -> str:
        """An ISO day: "19 March 2018"; "undated" for an empty one."""
        return self._pattern(date.fromisoformat(day), "day") if day else self("date.undated")

    def dates(self, dates: Dates | None) -> str:
        """A pair of days with its grain: "October 2016", "19–20 March 2018"; "undated" for None."""
        return self._span(dates, "")

    def short(self, dates: Dates | None) -> str:
        """The same with short names of months, for columns and footnotes."""
        return self._span(dates, "short_")

    def as_at(self, dates: Dates | None) -> str:
        """When a running total stood so: "by 31 Mar 2023" for what is told up to a day."""
        if dates is not None and dates[0] is None and dates[1]:
            return self("date.as_at", day=self.short((dates[1], dates[1])))
        return self.short(dates)

    def _span(self, dates: Dates | None, form: str) -> str:
        if dates is None or dates == (None, None):
            return self("date.undated")
        first, last = dates
        day = f"{form}day"
        if first is None or last is None:
            key = "date.until" if first is None else "date.since"
            return self(key, day=self._pattern(date.fromisoformat(first or last or ""), day))
        a, b = date.fromisoformat(first), date.fromisoformat(last)
        if a == b:
            return self._pattern(a, day)
        if a.day == 1 and b.day == monthrange(b.year, b.month)[1]:
            return self._months(a, b, form)
        if (a.year, a.month) == (b.year, b.month):
            return f"{a.day}–{self._pattern(b, day)}"
        return f"{self._pattern(a, day)} – {self._pattern(b, day)}"

    def _months(self, a: date, b: date, form: str) -> str:
        within, pattern = a.year == b.year, f"{form}month"
        if (a.month, b.month) == (1, 12):
            return str(a.year) if within else f"{a.year}–{b.year}"
        if within and a.month == b.month:
            return self._pattern(a, pattern)
        if within and (a.month, b.month) in _QUARTERS:
            return self._part(f"{form}quarter", _QUARTERS[a.month, b.month], a.year)
        if within and (a.month, b.month) in _HALVES:
            return self._part(f"{form}half", _HALVES[a.month, b.month], a.year)
        if within:
            return f"{self._pattern(a, f'{form}month_in_year')}–{self._pattern(b, pattern)}"
        return f"{self._pattern(a, pattern)} – {self._pattern(b, pattern)}"

    def _part(self, key: str, number: int, year: int) -> str:
        return cast("list[str]", self._labels[f"date.{key}"])[number].format(year=year)

    def due(self, dates: Dates | None) -> str:
        """When a promise falls due, after its amount: "by 2020"; empty for None."""
        if dates is None or dates[1] is None:
            return ""
        if grain(dates) == "year":
            return self("date.by_year", year=dates[1][:4])
        return self("date.by", when=self.dates(dates if dates[0] else (dates[1], dates[1])))

    # Amounts

    def number(self, value: float) -> str:
        """A plain number with its magnitude: 10000000000 is "10 bn"."""
        for scale, word in _SCALES:
            if abs(value) >= scale:
                return self("amount." + word, n=self._decimal(value / scale))
        return self._decimal(value)

    def _decimal(self, value: float) -> str:
        if not abs(value) < ABSURD:
            return f"{value:.3g}"
        return str(format_decimal(round(value, 3), format="#,##0.###", locale=self.locale))

    def amount(self, value: Value | None, unit: str | None, bound: Bound | None = None) -> str:
        """A value with unit and bound: "over 5.3 bn USD"; empty for None."""
        if value is None:
            return ""
        told = "–".join(self.number(v) for v in value) if isinstance(value, tuple) else self.number(value)
        words = f"{told} {self.unit(unit, value[-1] if isinstance(value, tuple) else value)}".strip()
        return self(f"amount.{bound}", amount=words) if bound in ("over", "under", "about") else words

    def unit(self, unit: str | None, number: float = 2) -> str:
        """A unit's name in the form for a number; as the ledger has it where the catalogue has none."""
        top, slash, per = (unit or "").partition("/")
        label = self._labels.get(f"unit.{top}")
        if isinstance(label, dict):
            # After "million" and "billion" the form is that of many; a fraction has a form of its own.
            form = "many" if abs(number) >= _SCALES[-1][0] else self.locale.plural_form(number)
            label = label.get(form, label["other"])
        name = label if isinstance(label, str) else top
        return f"{name}/{self.find(f'unit.{per}') or per}" if slash else name

    def change(self, change: Change | None) -> str:
        """A change: "up 35 %"; empty for None."""
        if change is None:
            return ""
        amount = self.amount(change.value, change.unit)
        if change.per and amount:
            amount = self("amount.per", amount=amount, per=self.unit(change.per))
        key = f"amount.{change.direction}"
        return self(key, amount=amount).strip() if self.find(key) else f"{change.direction} {amount}".strip()

    # Names

    def names(self, names: Sequence[str]) -> str:
        """ "A", "A and B", "A, B and C"."""
        if len(names) < 2:
            return "".join(names)
        return self("list.and", first=", ".join(names[:-1]), last=names[-1])

    def country(self, code: str, name: str = "") -> str:
        """A country's name by ISO code; in English as the ledger has it."""
        if self.language == "en" and name:
            return name
        former = _column("territories", "iso3", self.language).get(code) if self.language != "en" else None
        return former or str(self.locale.territories.get(_iso2().get(code, ""), name or code))

    def actor(self, actor: ActorEntry) -> str:
        """A country's name in the language; other names as the reports have them."""
        return self.country(actor.id, actor.name) if actor.kind == "country" else actor.name

    def actors(self, actors: Iterable[ActorEntry]) -> str:
        """The names of several actors."""
        return self.names(tuple(self.actor(a) for a in actors))

    def mode(self, type_: str, mode: str, english: str) -> str:
        """What kind of event it is; `english` are the words of the desk."""
        if self.language == "en":
            return english
        words = _column("modes", "mode", self.language)
        found = words.get(mode or type_) or english
        return found[:1].upper() + found[1:]

    def sector(self, sector: str) -> str:
        """A sector's name."""
        return sector if self.language == "en" else _column("sectors", "sector", self.language).get(sector, sector)

    def measure(self, measure: str, named: Mapping[str, str]) -> str:
        """A measure's name; codes of countries in it are named. What the tables do not know stays in the report's words."""
        if self.language == "en":
            return _named(measure, named)
        return _measured(measure, _column("measures", "measure", self.language), named)


def _named(words: str, named: Mapping[str, str]) -> str:
    return " ".join(named.get(w, w) for w in words.split())


def _measured(measure: str, known: Mapping[str, str], named: Mapping[str, str]) -> str:
    """A measure by the table: whole, or with its countries as {a} and {b} in the order told."""
    words = measure.split()
    codes = [w for w in words if w in named]
    shape = " ".join("{" + "ab"[codes.index(w)] + "}" if w in codes[:2] else w for w in words)
    if shape in known:
        return known[shape].format(**dict(zip("ab", (named[c] for c in codes), strict=False)))
    return f"«{_named(measure, named)}»"
