"""Number words and ordinals as they stand in time expressions."""

from __future__ import annotations

import re

from attache.reading.when.words import number_words


def number(text: str) -> float:
    """The value of a number as written: "two", "twenty-five", "a couple of", "3½", "one and a half".

    "several" and "a few" give 3, as in TIMEX3 data. Raises ValueError where the words hold no number.
    """
    words = re.sub(r"[\-,]", " ", re.sub(r"(?<=\d)\s1/2\b", " ½", text.lower()).replace("½", " ½ ")).split()
    total, current, seen = 0.0, 0.0, False
    for word in words:
        value = _word_value(word)
        if value is None:
            continue
        if word == "hundred" or word == "thousand":
            current = (current or 1) * value
        elif word in {"half", "½"} and seen:
            current += 0.5
        elif word in {"a", "an"} and seen:
            continue
        elif word in {"couple", "dozen", "few"}:
            current = value
        else:
            current += value
        seen = True
    if not seen:
        raise ValueError(f"no number in {text!r}")
    if words[0] == "half":
        return 0.5
    return total + current


def _word_value(word: str) -> float | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", word):
        return float(word)
    for kind in ("unit", "tens", "scale", "one", "vague"):
        found = number_words(kind).get(word)
        if found is not None:
            return found
    return None


def ordinal(text: str) -> int:
    """The value of an ordinal or day number: "3rd", "03", "thirty-first", "twenty nine". Raises ValueError for others."""
    found = re.match(r"\d+", text)
    if found:
        return int(found.group())
    total = 0.0
    for word in re.split(r"[\s\-]+", text.lower()):
        value = number_words("ordinal").get(word) or number_words("tens").get(word) or number_words("unit").get(word)
        if value is None:
            raise ValueError(f"no ordinal in {text!r}")
        total += value
    return int(total)


def year_number(text: str) -> int:
    """The year as written in digits or words: "1993", "'87", "nineteen hundred ninety three", "two thousand and five"."""
    digits = re.search(r"\d+", text)
    if digits:
        value = int(digits.group())
        if len(digits.group()) > 2:
            return value
        return value + (2000 if value < 40 else 1900)  # two-digit years turn at 40, as in Recognizers-Text's cases
    words = [word for word in re.split(r"[\s\-]+", text.lower()) if word != "and"]
    if "thousand" in words:
        return 2000 + sum(int(_word_value(word) or 0) for word in words[2:])
    hundreds, rest = int(_word_value(words[0]) or 0), [word for word in words[1:] if word not in {"hundred", "oh"}]
    return hundreds * 100 + sum(int(_word_value(word) or 0) for word in rest)
