"""Calendar dates told by their names and numbers: days, months, quarters, years, decades, holidays.

Comes in: the groups of a match. Goes out: where it lies. A part without a year is placed by the frame.
"""

from __future__ import annotations

from datetime import date, timedelta

from attache.knowledge import rows
from attache.reading.when import days
from attache.reading.when.fiscal import fiscal_span
from attache.reading.when.frame import Frame, Groups, Placed, Rule, choose, dated, unplaced, years_around
from attache.reading.when.numbers import ordinal, year_number
from attache.reading.when.words import (
    DASH,
    DAY,
    DAY_NUMBER,
    DAY_WORD,
    HOLIDAY,
    MONTH,
    NAMED_PERIOD,
    ORDINAL,
    SEASON,
    SPOKEN_YEAR,
    WEEKDAY,
    YEAR,
    holidays,
    months,
    named_periods,
    seasons,
    weekdays,
)

_NO_QUANTITY = r"(?!\d|[.,]\d|:\d|\s*%|\s+(?:per\s?cent|million|billion|trillion|dollars|euros|tonnes|tons|km)\b)"
_REL_YEAR = r"(?:of\s+|in\s+)?(?P<rel>last|this|next|the\s+same|that\s+same|that|the\s+previous|the\s+following)\s+year\b"
YEAR_TAIL = (
    rf"(?:\s*(?:,\s*)?\(?(?:of\s+|in\s+)?(?P<year>{YEAR}\b|{SPOKEN_YEAR}\b)\)?{_NO_QUANTITY}"
    rf"|\s+(?:of\s+)?['’](?P<yy>\d\d)\b|\s+of\s+(?P<yy2>\d\d)\b|[\s,]+{_REL_YEAR})"
)
_ON_DAY = rf"(?:\b(?:(?:this|next|last)\s+)?(?P<dow>{WEEKDAY}),?\s+(?:the\s+)?)?"


def word_key(text: str) -> str:
    """A word as the tables have it: lower case, no stop, straight apostrophe, single spaces."""
    return " ".join(text.lower().replace("’", "'").replace("-", " ").rstrip(".").split())


def _year(g: Groups, frame: Frame) -> int | None:
    """The year told: in figures or words, or relative to the published date or the date last told."""
    for key in ("year", "yy", "yy2"):
        told = g.get(key)
        if told:
            return year_number(told)
    rel = " ".join((g.get("rel") or "").lower().split())
    base = frame.told(366) if rel in {"the same", "that", "that same", "the previous", "the following"} else frame.published
    if not rel or base is None:
        return None
    return base[0].year + {"last": -1, "next": 1, "the previous": -1, "the following": 1}.get(rel, 0)


def month_number(text: str) -> int:
    """1–12 of a month word or number."""
    return int(text) if text.isdigit() else months()[word_key(text)]


def place_day(g: Groups, frame: Frame) -> Placed | None:
    """A day of a month; a weekday beside it decides between years."""
    day, month = ordinal(g["day"] or ""), month_number(g["month"] or "")
    year = _year(g, frame)
    if year is not None:
        found = days.day_of(year, month, day)
        return dated((found, found)) if found else None
    found_days = [found for near in years_around(frame) if (found := days.day_of(near, month, day))]
    dow = weekdays().get(word_key(g.get("dow") or ""))
    fitting = [found for found in found_days if found.isoweekday() == dow]
    chosen = choose([(found, found) for found in fitting or found_days], frame)
    if chosen is None:
        return unplaced(f"XXXX-{month:02}-{day:02}") if 1 <= day <= 31 else None
    return dated(chosen)


def place_days(g: Groups, frame: Frame) -> Placed | None:
    """Two days of one month ("25 and 26 June"): from the one to the other."""
    first, last = (place_day({**g, "day": g[key], "dow": None}, frame) for key in ("day1", "day2"))
    if first is None or last is None:
        return None
    if first.span is None or last.span is None:
        return unplaced(f"{first.value}/{last.value}")
    return dated((first.span[0], last.span[1])) if first.span[0] <= last.span[1] else None


def place_month(g: Groups, frame: Frame) -> Placed | None:
    """A month of a year."""
    month, year = month_number(g["month"] or ""), _year(g, frame)
    if year is not None:
        return dated(days.month_span(year, month))
    if frame.habit:
        return unplaced(f"XXXX-{month:02}")
    chosen = choose([days.month_span(near, month) for near in years_around(frame)], frame)
    return dated(chosen) if chosen else unplaced(f"XXXX-{month:02}")


def place_year(g: Groups, frame: Frame) -> Placed | None:
    """A year in figures or words."""
    year = year_number(g["year"] or "")
    return dated(days.year_span(year)) if 1 <= year <= 9998 else None


def place_early_year(g: Groups, frame: Frame) -> Placed | None:
    """A year of the first centuries ("the year 71", "AD 842")."""
    year = int(g["year"] or 0)
    return dated(days.year_span(year)) if year else None


_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}


def place_decade_word(g: Groups, frame: Frame) -> Placed | None:
    """Places "the sixties": of the last century."""
    return dated(days.decade_span(1900 + _DECADES[(g["word"] or "").lower()]))


def place_years(g: Groups, frame: Frame) -> Placed | None:
    """Two years ("2009–2012", "2010-11"): a budget year where the country has one and the second follows the first."""
    first, second = int(g["year"] or 0), g["year2"] or ""
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    if last < first and len(second) == 2:
        last += 100
    if last == first + 1 and frame.fiscal is not None and len(second) == 2:
        return dated(fiscal_span(first, frame.fiscal[0]))
    if last < first or last - first > 150:
        return None
    return dated((date(first, 1, 1), date(last, 12, 31)))


def place_fiscal(g: Groups, frame: Frame) -> Placed | None:
    """A budget year ("FY2024-25", "fiscal 2025"); the calendar year where no country's budget year is known."""
    first = year_number(g["year"] or "")
    if first < 100:
        first += 2000
    month, named = frame.fiscal or (1, "start")
    if not g.get("year2") and month > 1 and named == "end":
        first -= 1
    if g.get("year2") and month == 1:
        return dated((date(first, 1, 1), date(first + 1, 12, 31)))
    return dated(fiscal_span(first, month))


def place_numbers(g: Groups, frame: Frame) -> Placed | None:
    """Day and month in figures ("26/02/2019"): in the document's order, the other where only that gives a day."""
    first, second = int(g["a"] or 0), int(g["b"] or 0)
    told = g.get("year")
    orders = [(first, second), (second, first)] if frame.day_first else [(second, first), (first, second)]
    for day, month in orders:
        if 1 <= month <= 12 and 1 <= day <= 31:
            return place_day({"day": str(day), "month": str(month), "year": told, "dow": g.get("dow")}, frame)
    return None


def place_compact(g: Groups, frame: Frame) -> Placed | None:
    """An ISO day."""
    found = days.day_of(int(g["year"] or 0), int(g["month"] or 0), int(g["day"] or 0))
    return dated((found, found)) if found else None


def place_decade(g: Groups, frame: Frame) -> Placed | None:
    """A decade ("the 1990s", "the '90s")."""
    year = year_number(g["year"] or g.get("year2") or "")
    if len(g["year"] or "") == 2:
        year = int(g["year"] or 0) + (2000 if int(g["year"] or 0) < 30 else 1900)
    if year % 100 == 0 and year < 2000:
        return dated((date(year, 1, 1), date(year + 99, 12, 31)))
    return dated(days.decade_span(year))


def place_century(g: Groups, frame: Frame) -> Placed | None:
    """A century by its number."""
    number = ordinal(g["ord"] or "")
    return dated(days.century_span(number)) if 1 <= number <= 21 else None


def place_quarter(g: Groups, frame: Frame) -> Placed | None:
    """A quarter or half by its number ("Q1 2019", "2019-H2")."""
    size, number = {"q": 3, "h": 6}[(g["kind"] or "").lower()], int(g["n"] or 0)
    if number > 12 // size:
        return None
    told = g.get("year") or g.get("year2")
    if told:
        return dated(days.months_span(year_number(told), (number - 1) * size + 1, size))
    chosen = choose([days.months_span(near, (number - 1) * size + 1, size) for near in years_around(frame)], frame)
    return dated(chosen) if chosen else unplaced(f"XXXX-{(g['kind'] or '').upper()}{number}")


def place_season(g: Groups, frame: Frame) -> Placed | None:
    """A season of a year, as three months of the north; a winter begins in December of the year before or of it."""
    code, month = seasons()[word_key(g["season"] or "")]
    year = _year(g, frame)
    if year is not None:
        return dated(days.months_span(year, month, 3))
    if frame.habit or word_key(g["season"] or "") in {"summers", "winters"}:
        return unplaced(f"XXXX-{code}")
    chosen = choose([days.months_span(near, month, 3) for near in years_around(frame)], frame)
    return dated(chosen) if chosen else unplaced(f"XXXX-{code}")


def place_iso_week(g: Groups, frame: Frame) -> Placed | None:
    """An ISO week by its number."""
    base = frame.published
    told = g.get("year")
    year = int(told) if told else base[0].year if base else None
    if year is None:
        return unplaced(f"XXXX-W{int(g['week'] or 0):02}")
    return dated(days.iso_week_span(year, int(g["week"] or 0)))


def holiday_in(rule: str, year: int) -> date | None:
    """The day of a holiday in a year, by its rule in holidays.tsv; None where the year has none."""
    if rule.startswith(("easter", "orthodox")):
        return days.easter(year, orthodox=rule.startswith("orthodox")) + timedelta(
            int(rule[rule.index("+" if "+" in rule else "-") :])
        )
    if rule[:2].isdigit():
        return _fixed_or_nth(rule, year)
    name = rule.partition("+")[0]
    table = [row["date"] for row in rows("lunar_days", package="attache.language.en") if row["day"] == name]
    return next((date.fromisoformat(day) for day in table if day.startswith(str(year))), None)


def _fixed_or_nth(rule: str, year: int) -> date | None:
    month, rest = int(rule[:2]), rule[3:]
    if not rest.startswith("#"):
        return days.day_of(year, month, int(rest))
    which, _, rest = rest[1:].partition("-")
    weekday, _, extra = rest.partition("+")
    first, last = days.month_span(year, month)
    if which == "L":
        return last - timedelta((last.isoweekday() - int(weekday)) % 7)
    ahead = (int(weekday) - first.isoweekday()) % 7 + 7 * (int(which) - 1)
    return first + timedelta(ahead + int(extra or 0))


def place_holiday(g: Groups, frame: Frame) -> Placed | None:
    """A holiday of a year."""
    rule = holidays()[_holiday_key(g["holiday"] or "")][0]
    year = _year(g, frame)
    near = [year] if year is not None else years_around(frame)
    found = [(day, day) for one in near if (day := holiday_in(rule, one))]
    chosen = found[0] if year is not None and found else choose(found, frame)
    return dated(chosen) if chosen else unplaced(f"XXXX-{rule}" if rule[:2].isdigit() and "#" not in rule else "XXXX")


def _holiday_key(text: str) -> str:
    plain = " ".join(text.lower().replace("’", "'").split())
    return (
        plain if plain in holidays() else next(form for form in holidays() if form.replace("-", " ") == plain.replace("-", " "))
    )


def place_named(g: Groups, frame: Frame) -> Placed | None:
    """A period of history by its name."""
    first, last = named_periods()[" ".join((g["name"] or "").lower().split())]
    return Placed(
        "DATE", f"{first}/{last}" if first != last else first, (date.fromisoformat(first), date.fromisoformat(last)), told=False
    )


_YEARISH = frozenset({"year"})
_MONTH_BETWEEN = rf"[/\-.]{MONTH}[/\-.]"
_MONTH_FIRST = rf"{MONTH}[/\-]\d"
_TWO_DAYS = rf"(?P<day1>{DAY})\s*(?:{DASH}|to|and|through|until|till|or|&|,)\s*(?:the\s+)?(?:on\s+)?(?:the\s+)?(?P<day2>{DAY})"

RULES: tuple[Rule, ...] = (
    Rule(
        "iso",
        r"(?<![\d.])(?P<year>\d{4})(?P<s>[\-/.])(?P<month>\d\d?)(?P=s)(?P<day>\d\d?)(?![\d])",
        place_compact,
        anchor=r"\d{4}[\-/.]\d",
    ),
    Rule(
        "compact",
        r"(?<![\d\-.,])(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\d\-])",
        place_compact,
        anchor=r"\d{8}",
    ),
    Rule("iso month", rf"(?<![\d\-/])(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?![\d\-])", place_month, anchor=r"\d{4}-\d\d"),
    Rule(
        "day/month/year",
        rf"{_ON_DAY}(?<![\d/.])(?P<a>\d\d?)(?P<s>[/.\-])(?P<b>\d\d?)(?P=s)(?P<year>(?:19|20|21)\d\d|\d\d)(?![\d/]|\.\d|-\d(?!\d?/))",
        place_numbers,
        anchor=r"\d[/.\-]\d\d?[/.\-]\d",
    ),
    Rule(
        "day/month",
        rf"(?:(?:(?:(?:this|next|last)\s+)?(?P<dow>{WEEKDAY}),?\s+(?:the\s+)?|(?<=on\s)|(?<=by\s)|(?<=from\s)|(?<=to\s)|(?<=this\s)|(?<=next\s)|(?<=or\s)|(?<=and\s)|(?<=between\s)"
        r"|(?<=until\s)|(?<=since\s)|(?<=before\s)|(?<=after\s)|(?<=,\s)|(?<=\()|(?<=-)|(?<=–)|^)(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)(?![\d/%]))",
        place_numbers,
        fills=_YEARISH,
        anchor=r"\d/\d",
    ),
    Rule(
        "weekday day.month",
        rf"\b(?:(?:this|next|last)\s+)?(?P<dow>{WEEKDAY}),?\s+(?P<a>\d\d?)\.(?P<b>\d\d?)(?![\d:]|\s*[ap]\.?m)",
        place_numbers,
        anchor=r"\d\.\d",
    ),
    Rule(
        "day/Month/year",
        rf"(?<![\d/])(?P<day>{DAY_NUMBER})[/\-.](?P<month>{MONTH})[/\-.](?P<year>(?:19|20)\d\d|\d\d)(?!\d)",
        place_day,
        anchor=_MONTH_BETWEEN,
    ),
    Rule(
        "year/Month/day",
        rf"(?<![\d/])(?P<year>{YEAR})[/\-.](?P<month>{MONTH})[/\-.](?P<day>{DAY_NUMBER})(?!\d)",
        place_day,
        anchor=_MONTH_BETWEEN,
    ),
    Rule(
        "year/day/Month", rf"(?<![\d/])(?P<year>{YEAR})/(?P<day>{DAY_NUMBER})/(?P<month>{MONTH})", place_day, anchor=rf"/{MONTH}"
    ),
    Rule(
        "Month/day",
        rf"\b(?P<month>{MONTH})[/\-](?P<day>{DAY_NUMBER})(?![\d\-/]){YEAR_TAIL}?",
        place_day,
        fills=_YEARISH,
        anchor=_MONTH_FIRST,
    ),
    Rule("Month/year", rf"\b(?P<month>{MONTH})[/\-](?P<year>{YEAR})(?!\d)", place_month, anchor=_MONTH_FIRST),
    Rule(
        "day month",
        rf"\b{_ON_DAY}(?<!\d:)(?P<day>{DAY}|{DAY_WORD})(?:\s+day)?\s+(?:of\s+)?(?P<month>{MONTH})(?:\s*\(?(?:{WEEKDAY})\))?{YEAR_TAIL}?",
        place_day,
        fills=_YEARISH,
        anchor=rf"(?:{DAY}|{DAY_WORD})(?:\s+day)?\s+(?:of\s+)?{MONTH}",
    ),
    Rule(
        "month day",
        rf"\b{_ON_DAY}(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY}|{DAY_WORD})\b(?!\s*%|[.,]\d|:\d)(?:\s*\({WEEKDAY}\))?{YEAR_TAIL}?",
        place_day,
        fills=_YEARISH,
        anchor=rf"{MONTH}\s+(?:the\s+)?(?:{DAY}|{DAY_WORD})\b",
    ),
    Rule(
        "days month",
        rf"\b(?:{WEEKDAY}\s+)?{_TWO_DAYS}\s+(?:of\s+)?(?P<month>{MONTH}){YEAR_TAIL}?",
        place_days,
        fills=_YEARISH,
        anchor=rf"{DAY}\s+(?:of\s+)?{MONTH}",
    ),
    Rule(
        "month days",
        rf"\b(?P<month>{MONTH})\s+(?:the\s+)?{_TWO_DAYS}\b(?!\s*%|[.,]\d|:\d)(?!\s*(?:[ap]\.?m|{MONTH})){YEAR_TAIL}?",
        place_days,
        fills=_YEARISH,
        anchor=rf"{MONTH}\s+(?:the\s+)?{DAY}",
    ),
    Rule(
        "month", rf"(?<!\w)(?:the\s+)?(?:month\s+of\s+)?(?P<month>{MONTH}){YEAR_TAIL}?", place_month, fills=_YEARISH, anchor=MONTH
    ),
    Rule("year month", rf"\b(?P<year>{YEAR})\s+(?P<month>{MONTH})(?!\s+\d)", place_month, anchor=rf"\d\d\s+{MONTH}"),
    Rule(
        "fiscal",
        r"\b(?:FY|financial\s+year|fiscal\s+year|fiscal|budget\s+year)\s?(?:of\s+)?['’]?(?P<year>\d{4}|\d\d)(?:[\-–/](?P<year2>\d{4}|\d\d))?(?!\d)",
        place_fiscal,
        anchor=r"fy|fiscal|financial|budget",
    ),
    Rule(
        "years fiscal",
        rf"(?<![\d\-–/.,])(?P<year>{YEAR})[\-–/](?P<year2>\d\d)\s+(?:fiscal|financial|budget)(?:\s+year)?\b",
        place_fiscal,
        anchor=r"fiscal|financial|budget",
    ),
    Rule("calendar year", rf"\b(?:CY|calendar\s+year\s+)['’]?(?P<year>{YEAR}|\d\d)\b", place_year, anchor=r"cy['’]?\d|calendar"),
    Rule(
        "years",
        rf"(?<![\d\-–/.,$€£¥])(?P<year>{YEAR})[\-–/](?P<year2>{YEAR}|\d\d)(?![\d\-/]|[.,]\d)",
        place_years,
        anchor=r"\d[\-–/]\d",
    ),
    Rule("the year", rf"\b(?:the\s+)?year\s+(?P<year>{YEAR}|{SPOKEN_YEAR})\b", place_year, anchor=r"year\s"),
    Rule("early year", r"\bthe\s+year\s+(?P<year>\d{2,3})\b", place_early_year, anchor=r"year\s+\d"),
    Rule("decade word", r"\bthe\s+(?P<word>" + "|".join(_DECADES) + r")\b", place_decade_word, anchor="|".join(_DECADES)),
    Rule("AD", r"\b(?:AD|A\.D\.)\s?(?P<year>\d{1,4})\b", place_early_year, anchor=r"ad\s?\d|a\.d\."),
    Rule("year", rf"(?<![\d.,$€£¥/:#\w])(?P<year>{YEAR}){_NO_QUANTITY}(?![\w])", place_year, anchor=r"\d{4}"),
    Rule("spoken year", rf"\b(?P<year>{SPOKEN_YEAR})\b", place_year, anchor=SPOKEN_YEAR),
    Rule(
        "decade",
        r"(?:\bthe\s+(?P<year>(?:1\d|20)\d0)\s?['’]?s\b|(?<![\d\w])(?P<year2>(?:1\d|20)\d0)\s?s\b)",
        place_decade,
        anchor=r"\d0\s?[\'’]?s",
    ),
    Rule("short decade", r"\b(?:the\s+)?['’]?(?P<year>[1-9]0)\s?['’]?s\b(?!\w)", place_decade, anchor=r"\d0\s?[\'’]?s"),
    Rule("century", rf"\b(?:the\s+)?(?P<ord>{ORDINAL})[\s\-]centur(?:y|ies)\b", place_century, anchor=r"centur"),
    Rule(
        "quarter",
        rf"(?<![\w])(?:(?P<year2>{YEAR})[\s\-/]?)?(?P<kind>[QH])(?P<n>[1-4])(?:[\s\-/]?(?:of\s+)?(?P<year>{YEAR}|['’]\d\d))?\b",
        place_quarter,
        fills=_YEARISH,
        anchor=r"[qh][1-4]",
    ),
    Rule("season", rf"\b(?:the\s+)?(?P<season>{SEASON})(?:\s+of)?{YEAR_TAIL}", place_season, anchor=SEASON),
    Rule("bare season", rf"\b(?:the\s+)?(?P<season>{SEASON})\b", place_season, weak=True, anchor=SEASON),
    Rule("ISO week", rf"\b(?P<year>{YEAR})-?W(?P<week>[0-5]\d)\b", place_iso_week, anchor=r"w\d"),
    Rule("week number", rf"\bweek\s+(?P<week>[0-5]?\d)\b(?:\s+(?:of|in)\s+(?P<year>{YEAR}))?", place_iso_week, anchor=r"week\s"),
    Rule("holiday", rf"\b(?:the\s+)?(?P<holiday>{HOLIDAY})\b(?:\s+of)?{YEAR_TAIL}?", place_holiday, anchor=HOLIDAY),
    Rule("named period", rf"\b(?:the\s+)?(?P<name>{NAMED_PERIOD})\b", place_named, anchor=NAMED_PERIOD),
)
