"""Numbers in a text: in goes the text, out come its pieces and the number that begins at a piece, in figures or in words.

Pieces are runs of digits (with their separators), words and single marks, with their offsets in characters; a line break
is a piece of its own, so nothing is read across it. Which words are numbers stands in `language/en/numbers.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import inf
from typing import Literal, NamedTuple

from attache.knowledge import rows, several

PieceKind = Literal["digits", "word", "mark", "break"]

_PIECE = re.compile(
    r"(?P<word>[^\W\d_]+)"
    r"|(?P<break>\n)"
    r"|(?P<digits>\d{1,3}(?:,\d{2,3})*,\d{3}(?![\d])(?:\.\d+)?"  # 1,234.5 and 12,34,567
    r"|(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,.]\d|\d)"  # 10 000
    r"|\d{1,3}(?: , \d{3})+(?!\d)"  # 80 , 000 in text whose tokens stand apart
    r"|\d{1,3}(?:\.\d{3}){2,}(?![\d])(?:,\d+)?"  # 1.234.567
    r"|\d+ \. \d+"  # 14 . 8 in text whose tokens stand apart
    r"|\d+,\d{1,2}(?![\d,])"  # 6,5
    r"|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
    r"|(?P<mark>\S)"
)
_POWER = re.compile(r"(?:[eE]([+\-−]?\d{1,3})(?!\w)|\s?[x×]\s?(\d+)\s?\^?\s?([+\-−]?\d{1,3})(?!\d))")
_JOINS = {"-", "‑", "‐", "–"}


class Piece(NamedTuple):
    """One piece of the text, `[start, end)` in characters; `spaced` says that white space stands before it."""

    text: str
    low: str
    """The text in lower case."""
    start: int
    end: int
    kind: PieceKind
    spaced: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the pieces `[first, last)`. `scaled` says that a power word (million, crore) is part of it."""

    value: float
    first: int
    last: int
    words: bool = False
    scaled: bool = False
    fraction: bool = False
    scale: float = 1.0
    """The power that closed it: a million for "5 million", so that "5 to 6 million" can lend it."""


def pieces(text: str) -> list[Piece]:
    """The text cut into pieces, in order; white space other than line breaks is left out."""
    out: list[Piece] = []
    end = 0
    # Made without the named tuple's own constructor, which takes as long as all the rest.
    new = tuple.__new__
    for found in _PIECE.finditer(text):
        kind = found.lastgroup
        start, stop = found.span()
        if start < end:
            continue
        if kind == "digits" and (power := _POWER.match(text, stop)) and (power[1] or power[3]):
            stop = power.end()
        cut = text[start:stop]
        out.append(new(Piece, (cut, cut.lower(), start, stop, kind, start > end)))
        end = stop
    return out


@cache
def beside(role: str) -> frozenset[str]:
    """Words of one role in `language/en/beside_numbers.tsv`."""
    return frozenset(row["word"] for row in rows("beside_numbers", package="attache.language.en") if row["role"] == role)


@cache
def changing() -> frozenset[str]:
    """All forms of the verbs of change."""
    table = rows("change", package="attache.language.en")
    return frozenset(form for row in table if row["kind"] == "verb" for form in several(row["forms"]))


@cache
def _words(kind: str) -> dict[str, str]:
    return {row["word"]: row["value"] for row in rows("numbers", package="attache.language.en") if row["kind"] == kind}


@cache
def number_words() -> frozenset[str]:
    """Words with which a number in words may begin."""
    tables = [_words(kind) for kind in ("fraction", "small", "tens", "hundred", "scale")]
    return frozenset({"a", "an", "another", "half", "quarter"}).union(*tables)


LARGEST = 1e24
"""Beyond it nothing is counted in reports: the sums of all states in their smallest coins stay a million times below."""


def number_at(at: list[Piece], i: int, *, money: bool = False) -> Number | None:
    """The number that begins at piece `i`, or None. `money`: a currency sign stands before, so "m" is a million."""
    if i >= len(at):
        return None
    found = _figures(at, i) if at[i].kind == "digits" else _spelled(at, i) if at[i].kind == "word" else None
    scaled = found and _scaled(at, found, money=money)
    return scaled if scaled is not None and scaled.value < LARGEST else None


def plain_value(digits: str) -> float:
    """The value of a run of digits as `pieces` cuts it: separators, decimal comma and powers of ten understood.

    Infinite where it is larger than numbers can be.
    """
    if digits.isdecimal() and digits.isascii():
        return float(digits)
    base, power = digits, 1.0
    if found := _POWER.search(digits):
        base = digits[: found.start()]
        root, exponent = ("10", found[1]) if found[1] else (found[2], found[3])
        try:
            power = float(root) ** float(exponent.replace("−", "-"))
        except OverflowError:
            return inf
    base = re.sub(r"\s*([.,])\s*", r"\1", base.strip())
    base = re.sub(r"\s", "", base)
    if re.fullmatch(r"\d+,\d{1,2}", base):
        base = base.replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(\.\d{3}){2,}(,\d+)?", base):
        base = base.replace(".", "").replace(",", ".")
    return float(base.replace(",", "")) * power


def _figures(at: list[Piece], i: int) -> Number | None:
    """A number in digits: "12", "2 1/2", "1/4", "2½"."""
    value = plain_value(at[i].text)
    if part := _slash(at, i):
        return Number(part, i, i + 3, fraction=True)
    if i + 1 < len(at) and at[i + 1].text in _words("fraction") and not at[i + 1].text.isalpha():
        return Number(value + _share(at[i + 1].text), i, i + 2)
    if i + 1 < len(at) and at[i + 1].kind == "digits" and at[i + 1].spaced and value < 1000 and (part := _slash(at, i + 1)):
        return Number(value + part, i, i + 4)
    return Number(value, i, i + 1)


def _slash(at: list[Piece], i: int) -> float | None:
    """The value of "1/4" at piece `i`; None for dates, "24/7" and the like."""
    if i + 2 >= len(at) or at[i + 1].text != "/" or at[i + 2].kind != "digits" or at[i + 1].spaced or at[i + 2].spaced:
        return None
    if (i + 3 < len(at) and at[i + 3].text == "/") or (i and at[i - 1].text == "/" and not at[i].spaced):
        return None
    if not all(part.text.isdigit() and len(part.text) <= 3 for part in (at[i], at[i + 2])) or at[i].text.startswith("0"):
        return None
    above, below = int(at[i].text), int(at[i + 2].text)
    return above / below if 0 < above < below <= 100 and (above, below) != (9, 11) else None


def _share(word: str) -> float:
    return float(Fraction(_words("fraction")[word]))


def _low(at: list[Piece], i: int) -> str:
    return at[i].low if 0 <= i < len(at) else ""


def _spelled(at: list[Piece], i: int) -> Number | None:
    """A number in words: "twenty-five", "one and a half", "half a million", "two thirds", "a dozen"."""
    word = at[i].low
    if i and at[i - 1].text in _JOINS and not at[i].spaced and at[i - 1].kind == "mark" and at[i - 2].kind == "word":
        return None  # inside a compound: "thirty-one" is read from its beginning
    if word in {"a", "an", "another"}:
        return _with_article(at, i)
    if word in {"half", "quarter"}:
        return _half(at, i)
    if word in _words("fraction"):
        return Number(_share(word), i, i + 1, fraction=True) if not word.isalpha() else None
    power = word in _words("scale") or word in _words("hundred")
    found = _integer(at, i) if not power or _low(at, i - 1) in {"first", "last", "next", "second"} else None
    if found is None:
        return None
    after = found.last + (_low(at, found.last) in _JOINS)
    share = _low(at, after)
    if share in _words("fraction") and found.value < 100 and (share.endswith("s") or found.value == 1):
        return Number(found.value * _share(share), i, after + 1, words=True, fraction=True)
    if _low(at, after) in {"dozen", "score"}:
        return Number(found.value * float(_words("group")[_low(at, after)]), i, after + 1, words=True)
    return _and_a_half(at, found)


def _with_article(at: list[Piece], i: int) -> Number | None:
    word = _low(at, i + 1)
    if word in {"dozen", "score"} and not (word == "score" and _low(at, i + 2) != "of"):
        return Number(float(_words("group")[word]), i, i + 2, words=True)
    if word in _words("hundred") or word in _words("scale"):
        found = _integer(at, i + 1)
        return found and _and_a_half(at, Number(found.value, i, found.last, True, found.scaled, scale=found.scale))
    if word in {"half", "quarter"} and _low(at, i + 2) in {"million", "billion", "trillion", "dozen", "lakh", "crore"}:
        return Number(_share(word), i, i + 2, words=True, fraction=True)
    if word in _words("fraction") and word.isalpha() and not word.endswith("s") and _is_share(at, i, i + 2):
        return Number(_share(word), i, i + 2, words=True, fraction=True)
    return None


def _is_share(at: list[Piece], i: int, after: int) -> bool:
    """Is "a third" a share rather than an ordinal ("a third country")? Told by the words on both sides."""
    following = at[after] if after < len(at) else None
    if following is None or following.kind in {"mark", "break"}:
        return _low(at, i - 1) in beside("share_before")
    return following.low == "of" or (_low(at, i - 1) in beside("share_before") and following.low in beside("share_after"))


def _half(at: list[Piece], i: int) -> Number | None:
    word, after = at[i].low, _low(at, i + 1)
    if after in {"million", "billion", "trillion", "lakh", "crore", "dozen"}:
        return Number(_share(word), i, i + 1, words=True, fraction=True)
    if word == "quarter":
        return None
    if after in {"a", "an"} and (_low(at, i + 2) in _words("scale") or _low(at, i + 2) in {"dozen", "hundred"}):
        return Number(0.5, i, i + 2, words=True, fraction=True)
    if _low(at, i - 1) in beside("not_half"):
        return None
    following = at[i + 1] if i + 1 < len(at) else None
    closed = following is None or (following.kind in {"mark", "break"} and following.text not in _JOINS)
    if after in beside("half_after") or (closed and _low(at, i - 1) in beside("share_before")):
        return Number(0.5, i, i + 1, words=True, fraction=True)
    return None


def _and_a_half(at: list[Piece], found: Number) -> Number:
    """`found` with "and a half", "and a quarter" or "and three quarters" added, in units of its own power."""
    j = found.last
    if _low(at, j) != "and":
        return found
    if _low(at, j + 1) in {"a", "one"} and _low(at, j + 2) in {"half", "quarter", "third"}:
        return Number(
            found.value + _share(_low(at, j + 2)) * found.scale, found.first, j + 3, True, found.scaled, scale=found.scale
        )
    count = _words("small").get(_low(at, j + 1))
    if count and _low(at, j + 2) in {"quarters", "thirds"}:
        more = float(count) * _share(_low(at, j + 2)) * found.scale
        return Number(found.value + more, found.first, j + 3, True, found.scaled, scale=found.scale)
    return found


def _integer(at: list[Piece], i: int) -> Number | None:
    """Whole numbers in words: "three million, two hundred and forty"."""
    total, group, scale, j, last = 0.0, 0.0, 1.0, i, i
    any_word = scaled = False
    while j < len(at):
        word = at[j].low
        joined = j > i and at[j].text in _JOINS and not at[j].spaced and j + 1 < len(at) and not at[j + 1].spaced
        if joined and last == j and (_low(at, j + 1) in _words("small") and group and group % 10 == 0 and group % 100 >= 20):
            j += 1
            continue
        if word in _words("small") and (
            group % 100 == 0 or (group % 100 >= 20 and group % 10 == 0 and 0 < float(_words("small")[word]) < 10)
        ):
            group += float(_words("small")[word])
        elif word in _words("tens") and group % 100 == 0:
            group += float(_words("tens")[word])
        elif word in _words("hundred") and group < 100:
            group = (group or 1.0) * 100
        elif word in _words("scale") and (not scaled or float(_words("scale")[word]) < scale or scale in {1e5, 1e7}):
            scale = float(_words("scale")[word])
            total, group, scaled = total + (group or 1.0) * scale, 0.0, True
        elif any_word and word in {"and", "&", ","} and _goes_on(at, j, group, scaled=scaled):
            j += 1
            continue
        else:
            break
        any_word = True
        j += 1
        last = j
    return Number(total + group, i, last, words=True, scaled=scaled, scale=scale if not group else 1.0) if any_word else None


def _goes_on(at: list[Piece], j: int, group: float, *, scaled: bool) -> bool:
    """Does the number go on after "and" or a comma? "two hundred and forty", not "between one hundred and two hundred"."""
    follow = _low(at, j + 1)
    if any(_low(at, j - back) == "between" for back in range(1, 6)):
        return False
    smaller = follow in _words("small") or follow in _words("tens")
    k = j + 2
    while _low(at, k) in _words("small") or _low(at, k) in _JOINS:
        k += 1
    if at[j].text == ",":
        return scaled and not group and smaller and _low(at, k) in _words("hundred")
    return (group >= 100 or (scaled and not group)) and group % 100 == 0 and smaller and _low(at, k) not in _words("scale")


def _scaled(at: list[Piece], found: Number, *, money: bool) -> Number:
    """`found` times the power words that follow it: "5 million", "5bn", "2 lakh crore", "one and a half billion"."""
    value, j, scaled, scale = found.value, found.last, found.scaled, found.scale
    while j < len(at):
        hyphen = at[j].text in _JOINS and not at[j].spaced and j + 1 < len(at) and at[j + 1].low in _words("scale")
        word = at[j + hyphen]
        times = _words("scale").get(word.low) or _words("hundred").get(word.low) if not found.scaled else None
        if times is None and word.low == "dozen":
            times = "12"
        if times is None and not scaled and not found.words:
            times = _letter(at, j, money=money)
        if times is None:
            break
        value, scale, scaled = value * float(times), scale * float(times), True
        j += 1 + hyphen
    if j == found.last:
        return found
    return Number(value, found.first, j, found.words, scaled=True, scale=scale)


def _letter(at: list[Piece], j: int, *, money: bool) -> str | None:
    """The power that "bn", "mn", "m" or "k" at piece `j` stands for; single letters only in money, or glued before a word."""
    word = at[j].text
    times = _words("letter").get(word) or (_words("letter").get(word.lower()) if len(word) > 1 else None)
    if times is None or (len(word) > 1 and word.lower() in {"mm", "cr"} and not money):
        return None
    if len(word) > 1:
        return times
    if money and not (at[j].spaced and word in {"m", "b", "k"} and j + 1 < len(at) and at[j + 1].text == "."):
        return times
    following = at[j + 1] if j + 1 < len(at) else None
    people = following is not None and following.kind == "word" and len(following.text) > 3 and following.low.endswith("s")
    return times if not at[j].spaced and word in {"m", "k"} and people else None
