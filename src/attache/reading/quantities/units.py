"""Units in a text: in go the pieces of `numbers`, out comes the unit or currency that stands at a piece.

Forms come from `knowledge/units.tsv` and `knowledge/currencies.tsv`. Currencies of one noun ("pesos", "pounds") are told
apart by an adjective before it, else by the countries the text speaks of. Money is named by its ISO 4217 code.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from attache.knowledge import rows, several
from attache.reading.quantities.numbers import Piece, beside, pieces
from attache.reading.wordings import Wordings

_SQUARES = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic"}
_RAISED = {"²": "square", "2": "square", "³": "cubic", "3": "cubic"}
_SOME = {"kilo": "k", "mega": "M", "giga": "G", "tera": "T", "milli": "m", "centi": "c", "deci": "d", "micro": "µ", "nano": "n"}
_LARGE = {"kilo": "k", "mega": "M", "giga": "G"}
_FULL = {**_SOME, "peta": "P", "exa": "E", "zetta": "Z", "pico": "p", "femto": "f", "atto": "a", "hecto": "h"}
_PREFIXES = {"full": _FULL, "some": _SOME, "large": _LARGE, "": {}}
_LOWER_CODES = {"USD", "EUR", "GBP", "JPY", "CNY", "INR", "RUB", "CAD", "AUD"}  # other codes are words too: all, try, top, pen


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit over the pieces up to `last`; `name` is an ISO 4217 code for money, else the singular word."""

    name: str
    last: int
    money: bool = False
    dimension: str = ""
    cents: bool = False


_Form = tuple[str, ...]
V = TypeVar("V")


def _form(text: str) -> _Form:
    return tuple(piece.text for piece in pieces(text))


class _Forms(Generic[V]):
    """Written forms and what they stand for, looked up by their first piece."""

    def __init__(self) -> None:
        self._by_first: dict[str, dict[_Form, V]] = {}

    def add(self, form: _Form, value: V) -> None:
        """Adds a form unless it is there already."""
        self._by_first.setdefault(form[0], {}).setdefault(form, value)

    def get(self, form: _Form) -> V | None:
        """The value of exactly this form."""
        return self._by_first.get(form[0], {}).get(form)

    @property
    def openings(self) -> frozenset[str]:
        """First pieces of the forms."""
        return frozenset(self._by_first)

    def longest(self, at: list[Piece], i: int, *, fold: bool) -> tuple[V, int] | None:
        """The value of the longest form that begins at piece `i`, with the piece after it."""
        forms = self._by_first.get(at[i].low if fold else at[i].text) if i < len(at) else None
        if forms is None:
            return None
        for length in range(min(5, len(at) - i), 0, -1):
            form = tuple(piece.low if fold else piece.text for piece in at[i : i + length])
            if form in forms:
                return forms[form], i + length
        return None


@cache
def _measures() -> tuple[_Forms[tuple[str, str]], _Forms[tuple[str, str]]]:
    """Unit and dimension by written word (lower case) and by symbol."""
    words: _Forms[tuple[str, str]] = _Forms()
    symbols: _Forms[tuple[str, str]] = _Forms()
    for row in rows("units"):
        for long, short in {"": "", **_PREFIXES[row["prefixes"]]}.items():
            named = (long + row["unit"], row["dimension"])
            for word in several(row["words"]):
                words.add(_form((long + word).lower()), named)
            for symbol in several(row["symbols"]):
                symbols.add(_form(short + symbol), named)
    symbols.add(_form("KG"), ("kilogram", "mass"))
    symbols.add(_form("KM"), ("kilometre", "length"))
    symbols.add(_form("mb"), ("megabit", "data"))
    return words, symbols


@cache
def _currencies() -> tuple[_Forms[str], dict[_Form, tuple[str, ...]], dict[_Form, tuple[str, ...]], _Forms[str]]:
    """Codes by sign; by noun (several codes share one); by cents noun; by adjective and noun in lower case."""
    signs: _Forms[str] = _Forms()
    named: _Forms[str] = _Forms()
    nouns: dict[_Form, tuple[str, ...]] = {}
    cents: dict[_Form, tuple[str, ...]] = {}
    for row in rows("currencies"):
        code = row["code"]
        signs.add((code,), code)
        for sign in several(row["signs"]):
            signs.add(_form(sign), code)
            if "$" in sign and (sum(map(str.isalpha, sign)) > 1 or sign[0] == "C"):
                signs.add(_form(sign.lower()), code)
            if "$" in sign:
                signs.add(_form(code.lower() + "$"), code)
        for noun in several(row["nouns"]):
            form = _form(noun.lower())
            nouns[form] = (*nouns.get(form, ()), code)
            for adjective in several(row["adjectives"]):
                named.add(_form(f"{adjective.lower()} {noun.lower()}"), code)
        if code in _LOWER_CODES:
            signs.add(("rmb",), "CNY")
            signs.add((code.lower(),), code)
            named.add((code.lower(),), code)
        for noun in several(row["cents"]):
            cents[_form(noun.lower())] = (*cents.get(_form(noun.lower()), ()), code)
    return signs, nouns, cents, named


@cache
def openings() -> frozenset[str]:
    """Pieces, as written or in lower case, with which a currency sign or "per cent" may begin."""
    shares = {word for row in rows("units") if row["unit"] == "%" for word in several(row["words"])}
    return _currencies()[0].openings | {_form(word.lower())[0] for word in shares}


@cache
def _usual(noun: _Form) -> str | None:
    codes = _currencies()[1].get(noun, ())
    bare = {row["code"] for row in rows("currencies") if row["bare"] == "yes"}
    return next((code for code in codes if code in bare), codes[0] if len(codes) == 1 else None)


@cache
def _places() -> tuple[Wordings, dict[str, tuple[str, ...]]]:
    """Beginnings of the names of countries, with the codes of their currencies."""
    codes: dict[str, tuple[str, ...]] = {}
    for row in rows("currencies"):
        for place in several(row["places"]):
            codes[place] = (*codes.get(place, ()), row["code"])
    return Wordings(codes, whole=False), codes


@cache
def _shared_nouns() -> tuple[str, ...]:
    """Nouns of several currencies, without the dollar, which every report has, and without those that hold another ("pesos")."""
    nouns = _currencies()[1].items()
    shared = [" ".join(noun) for noun, codes in nouns if len(codes) > 1 and noun not in {("dollar",), ("dollars",)}]
    return tuple(noun for noun in shared if not any(other != noun and other in noun for other in shared))


def currency_context(text: str) -> Counter[str]:
    """How often the text names the countries of each currency; decides what "pesos" or "pounds" are."""
    low = text.lower()
    for noun in _shared_nouns():
        if noun in low:
            break
    else:
        return Counter()
    places, codes = _places()
    return Counter(code for found in places.find(text) for code in codes[found.group()])


def sign_at(at: list[Piece], i: int) -> Unit | None:
    """A currency sign or code that may stand before its number: "US$", "Rs", "€", "EUR", "aud $"."""
    signs = _currencies()[0]
    found = signs.longest(at, i, fold=False)
    if found is None:
        found = signs.longest(at, i, fold=True)
        if found is None or all(piece.text != "$" for piece in at[i : i + 3]):
            return None
    return Unit(found[0], found[1], money=True) if found else None


def money_at(at: list[Piece], i: int, context: Counter[str]) -> Unit | None:
    """Money that stands after its number: "USD", "€", "US dollars", "yuan", "Philippine pesos", "cents"."""
    if i >= len(at):
        return None
    _, nouns, cents, named = _currencies()
    if at[i].kind == "word" and at[i].spaced and i + 1 < len(at) and at[i + 1].kind == "digits" and not at[i + 1].spaced:
        return None  # the code of the next number: "3 USD50 cards"
    if found := named.longest(at, i, fold=True):
        return Unit(found[0], found[1], money=True)
    for length in (2, 1):
        form = tuple(piece.low for piece in at[i : i + length])
        if len(form) < length:
            continue
        if form in nouns:
            return Unit(_chosen(form, context), i + length, money=True)
        if form in cents:
            return Unit(
                "pence" if form[0] == "pence" else "penny" if form[0] == "pennies" else form[0].removesuffix("s"),
                i + length,
                cents=True,
            )
    sign = sign_at(at, i)
    if sign and sign.last < len(at) and at[sign.last].kind == "digits" and at[i].spaced and not at[sign.last].spaced:
        return None  # the sign of the next number: "75, $80"
    return sign


def _chosen(noun: _Form, context: Counter[str]) -> str:
    """Which currency a noun means here: the usual one unless only other countries of that noun are spoken of."""
    codes = _currencies()[1][noun]
    usual = _usual(noun)
    ranked = sorted(codes, key=lambda code: (-context[code], code != usual, codes.index(code)))
    best = ranked[0]
    if usual in {"USD", "EUR"}:
        return usual or best
    return usual if usual and context[usual] * 3 >= context[best] else best


def measure_at(at: list[Piece], i: int, *, figures: bool) -> Unit | None:
    """A unit of measure at piece `i`: "square kilometres", "km²", "MWh", "tonnes". `figures`: the number is in digits."""
    if i >= len(at):
        return None
    if power := _SQUARES.get(at[i].low):
        j = i + 1 + (i + 1 < len(at) and at[i + 1].text == ".")
        base = measure_at(at, j, figures=figures)
        return Unit(f"{power} {base.name}", base.last, dimension="area") if base and base.dimension == "length" else None
    words, symbols = _measures()
    found = words.longest(at, i, fold=True)
    if found is None and figures and not _closing_quote(at, i):
        found = symbols.longest(at, i, fold=False) or _raised_symbol(at, i, symbols)
    if found is None:
        return None
    (name, dimension), last = found
    if dimension != "length" and last < len(at) and at[last].kind == "digits" and not at[last].spaced:
        return None  # a designation: "24 K9 howitzers"
    if name == "inch" and at[i].text == "in" and (at[last].low if last < len(at) else "") not in beside("inch_before") | {""}:
        return None
    return _raised(at, Unit(name, last, dimension=dimension))


def _closing_quote(at: list[Piece], i: int) -> bool:
    """Is the mark at piece `i` the second of two quotation marks rather than inches or feet?"""
    if at[i].text not in {'"', "'"}:
        return False
    j = i - 1
    while j >= 0 and at[j].kind != "break" and at[j].text != at[i].text:
        j -= 1
    return j >= 0 and at[j].text == at[i].text and i - j < 40 and at[j - 1 if j else 0].kind != "digits"


def _raised_symbol(at: list[Piece], i: int, symbols: _Forms[tuple[str, str]]) -> tuple[tuple[str, str], int] | None:
    """A symbol with its power in one piece: "km²"."""
    power = _RAISED.get(at[i].text[-1:])
    base = symbols.get((at[i].text[:-1],)) if power else None
    return ((f"{power} {base[0]}", "area"), i + 1) if base else None


def _raised(at: list[Piece], unit: Unit) -> Unit:
    """`unit` with the power written after it: "km2", "m^3", "km cubed"."""
    j = unit.last
    if unit.dimension != "length" or j >= len(at):
        return unit
    if at[j].text in {"2", "3"} and not at[j].spaced:
        return Unit(f"{_RAISED[at[j].text]} {unit.name}", j + 1, dimension="area")
    if at[j].text == "^" and j + 1 < len(at) and at[j + 1].text in {"2", "3"}:
        return Unit(f"{_RAISED[at[j + 1].text]} {unit.name}", j + 2, dimension="area")
    if at[j].low in {"squared", "cubed"}:
        return Unit(f"{'square' if at[j].low == 'squared' else 'cubic'} {unit.name}", j + 1, dimension="area")
    return unit


_RATE_NOUNS = {"annum": "year"}


def rate_at(at: list[Piece], i: int, *, figures: bool) -> Unit | None:
    """What a number is per: "a year", "per barrel", "/kg"; the unit's name is that of the denominator."""
    if i + 1 >= len(at) or not (at[i].text == "/" or at[i].low in {"a", "an", "per", "each", "every"}):
        return None
    if at[i + 1].low in _RATE_NOUNS:
        return Unit(_RATE_NOUNS[at[i + 1].low], i + 2, dimension="time")
    unit = measure_at(at, i + 1, figures=at[i].text in {"/", "per"})
    if unit is None or unit.dimension == "share":
        return None
    plural = at[unit.last - 1].low.endswith("s") and at[i].low in {"a", "an", "each", "every"} and unit.name[-1] != "s"
    compared = unit.dimension == "time" and unit.last < len(at) and at[unit.last].low in beside("not_rate")
    if unit.dimension == "time" and unit.last < len(at) and at[unit.last].text in {"2", "²"} and not at[unit.last].spaced:
        return Unit(f"square {unit.name}", unit.last + 1, dimension="time")
    return None if plural or compared else unit


@cache
def record_names() -> dict[str, str]:
    """How records name a unit, by its singular word: "kilometre" → "km", "day" → "days"."""
    out: dict[str, str] = {}
    for row in rows("units"):
        for long, short in {"": "", **_PREFIXES[row["prefixes"]]}.items():
            plain = row["record"] in several(row["symbols"])
            out.setdefault(long + row["unit"], (short if plain else long) + row["record"])
    return out


def record_unit(name: str) -> str:
    """The unit as records name it; rates part by part ("barrel/day" → "barrels/day")."""
    names = record_names()
    top, *rates = name.split("/")
    power, _, base = top.rpartition(" ")
    if top not in names and power in {"square", "cubic"}:
        short = {"mile": "mi", "foot": "ft", "yard": "yd"}.get(base, names.get(base, base))
        top = f"sq {short}" if power == "square" else "m3" if base == "metre" else f"cubic {short}"
    return "/".join((names.get(top, top), *(_denominator(rate) for rate in rates)))


def _denominator(rate: str) -> str:
    named = record_names().get(rate, rate)
    return rate if named.rstrip("s") == rate or len(named) > 3 else named
