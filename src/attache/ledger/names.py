"""Spellings of one name made comparable: accents, transliterations and name order no longer count.

Keys are for comparing only and never shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that do not fall apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"}
)
_EMPTY_WORDS = frozenset(("the", "of", "and", "for", "on", "in", "a", "an", "to", "s"))
# Latin spellings of Cyrillic and Arabic names, in the order applied: Sergei/Sergey/Sergej, Yuri/Iurii, Alexei/Aleksey,
# Zelensky/Zelenskyy/Zelenskiy, Mohammed/Mohamed, Chernomyrdin/Tschernomyrdin.
_TRANSLITERATIONS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[’'ʼ`ʹ]", ""),
        (r"tsch|tch", "ch"),
        (r"x", "ks"),
        (r"[yj]", "i"),
        (r"w", "v"),
        (r"ou", "u"),
        (r"ck", "k"),
        (r"ei(?=\b)", "i"),
        (r"nder\b", "ndr"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """Lower case without accents and punctuation, words apart by one space."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"(?<=\w)['’](?=s\b)", " ", plain)
    return re.sub(r"[^\w%]+", " ", plain).strip()


@lru_cache(maxsize=65536)
def title_key(name: str) -> str:
    """Key of a body's or thing's name: its telling words in sorted order."""
    words = [w for w in folded(name).split() if w not in _EMPTY_WORDS]
    return " ".join(sorted(words or folded(name).split()))


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name in their order, spelt so that transliterations agree; initials and `Jr` left out."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.translate(_LETTERS)) if not unicodedata.combining(c)).casefold()
    for pattern, to in _TRANSLITERATIONS:
        plain = pattern.sub(to, plain)
    words = re.findall(r"\w+", plain)
    long = tuple(w for w in words if len(w) > 1 and w not in ("jr", "ir", "sr"))
    return long or tuple(words)


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """Key of a person's name whatever the order of its words: "Abe Shinzo", "Shinzo Abe"."""
    return " ".join(sorted(person_words(name)))


def is_described(name: str) -> bool:
    """Whether the name is only a description ("a Western agency", "donors", "unnamed officials")."""
    first = name[:1]
    return (
        first.islower()
        and not re.match(r"(al|el|bin|ibn|de|da|di|du|van|von|ter)[ -]", name)
        and not any(c.isupper() for c in name.split()[0])
    )
