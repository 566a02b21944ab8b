"""Spellings of one name made comparable: accents, transliterations and name order no longer count.

Keys are for comparing only and never shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from attache.knowledge import rows, several

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
        (r"tsch|tch", "ch"),
        (r"x", "ks"),
        (r"[yj]", "i"),
        (r"w", "v"),
        (r"ou", "u"),
        (r"ck", "k"),
        (r"ei$", "i"),
        (r"nder$", "ndr"),
        (r"(.)\1+", r"\1"),
    )
)
_MARKS = re.compile(r"[’'ʼ`ʹ]")
# "V.V." as two letters; "Yu." and "Kh." are one initial each.
_INITIAL = re.compile(r"\b([A-Z])(?:(?<=[CKPSTZ])h|(?<=Y)[aeou]|(?<=T)s)?\.\s*")
_EXCELLENCY = re.compile(r"^(?:HE|H\.\s?E\.)\s+")
_INITIALS = {"y": "i", "j": "i", "w": "v", "x": "k"}
"""Initials as the transliterated words begin."""
# "al-Assad", "Omar Al Bashir", "ash-Sharaa"; but not Al Gore.
_ARTICLE = re.compile(r"\b(?:[AaEeUu]l|[Aa]sh?|[Aa][nrtdz])[-–](?=[A-Z])|\b(?:al|el) (?=\w)|(?<=\w )(?:Al|El) (?=[A-Z])")
_ABDEL = re.compile(r"\babd[aeu]l(?=\w|\b)")
_GENERATIONS = frozenset(("jr", "sr"))
NUMERALS = frozenset(("ii", "iii", "iv", "vi", "vii", "viii", "ix", "xii", "xiii", "xiv", "xv", "xvi"))
"""Of monarchs and popes; Xi is a name."""


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
def person_tokens(name: str) -> tuple[str, ...]:
    """The words and initials of a person's name in their order, spelt so that transliterations agree.

    Forms of address, `Jr` and the Arabic article are left out; an initial is one letter.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.translate(_LETTERS)) if not unicodedata.combining(c))
    plain = _ABDEL.sub("abdel", _ARTICLE.sub("", _INITIAL.sub(r"\1 ", _EXCELLENCY.sub("", plain))).casefold())
    found = re.findall(r"\w+", _MARKS.sub("", plain))
    while len(found) > 1 and found[0] in _address():
        del found[0]
    found = [w for w in found if w not in _GENERATIONS] or found
    words = (_INITIALS.get(w, w) if len(w) == 1 else _transliterated(w) for w in found)
    return tuple(_one_spelling().get(w, w) for w in words)


@cache
def _one_spelling() -> dict[str, str]:
    """Word → the spelling that stands for all of one name (Muhammad, Mohammad: Mohammed)."""
    found: dict[str, str] = {}
    for row in rows("name_variants"):
        if row["kind"] == "spelling":
            name, *forms = (_transliterated(folded(form).replace(" ", "")) for form in (row["name"], *several(row["forms"])))
            found |= dict.fromkeys(forms, name)
    return found


def _transliterated(word: str) -> str:
    if word in NUMERALS:
        return word
    spelt = word
    for pattern, to in _TRANSLITERATIONS:
        spelt = pattern.sub(to, spelt)
    # A letter is an initial: "Wang Yi" is no "Wang I.".
    return spelt if len(spelt) > 1 else word


@cache
def _address() -> frozenset[str]:
    """Forms of address of one word, without full stops. "U" is left out: it is a name in Myanmar."""
    words = {row["word"].rstrip(".") for row in rows("honorifics", package="attache.language.en")}
    return frozenset(w for w in words if w.isalpha() and len(w) > 1)


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name in their order without initials; the initials where there is nothing else."""
    tokens = person_tokens(name)
    return tuple(w for w in tokens if len(w) > 1) or tokens


@lru_cache(maxsize=65536)
def person_key(name: str) -> str:
    """Key of a person's name whatever the order of its words: "Abe Shinzo", "Shinzo Abe".

    Initials count only where there is one word beside them: "S. Lavrov", but "Ferdinand R. Marcos" is "Ferdinand Marcos".
    """
    words = person_words(name)
    if len(words) > 1:
        return " ".join(sorted(words))
    return " ".join((*words, *(w for w in person_tokens(name) if len(w) == 1 and w not in words)))


def initials(name: str) -> str:
    """The initials in a name, in their order."""
    return "".join(w for w in person_tokens(name) if len(w) == 1)


def is_described(name: str) -> bool:
    """Whether the name is only a description ("a Western agency", "donors", "unnamed officials")."""
    first = name[:1]
    return (
        first.islower()
        and not re.match(r"(al|el|bin|ibn|de|da|di|du|van|von|ter)[ -]", name)
        and not any(c.isupper() for c in name.split()[0])
    )
