"""The short forms a full name can have, and the looser spelling by which two spellings of one name meet.

Texts are those of `names.person_key`: words in sorted order, or one word and initials.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from attache.knowledge import rows, several
from attache.ledger.names import NUMERALS, person_key, person_tokens, person_words

MOST_WORDS = 5
"""A longer name answers to fewer of its parts, so that no name has more than about sixty forms."""
_PATRONYMIC = re.compile(r"(?:ovich|evich|ovna|evna|ichna)$")
# Spellings of Cyrillic, Arabic, Scandinavian and German names that differ beyond what every key folds; only whole names
# are compared so. Hard sounds of short words stay as they are: Gong and Kong are two Chinese family names.
_LOOSE = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"^ie(?=[a-z]{2})", "e"),
        (r"^zh", "i"),
        (r"i(?=[eo]v)", ""),
        (r"ov$|ev$", "ev"),
        (r"nka$", "nko"),
        (r"i?o(?=v|n$)", "e"),
        (r"ae", "a"),
        (r"oe", "o"),
        (r"ue", "u"),
        (r"dh", "d"),
        (r"gh", "k"),
        (r"kh", "h"),
        (r"dz?i(?=[aeou])", "d"),
        (r"^g(?=\w{5})|^q", "k"),
        (r"q", "k"),
        (r"ii+", "i"),
    )
)


@dataclass(frozen=True, slots=True)
class Forms:
    """Texts under which a name may be met in short: usual forms, and those that need a further sign."""

    usual: frozenset[str]
    rare: frozenset[str]


def is_short(text: str) -> bool:
    """Whether a text has one word, initials aside."""
    return sum(len(w) > 1 for w in text.split()) < 2


@lru_cache(maxsize=65536)
def forms(name: str, of: str | None) -> Forms:
    """The short forms of a name borne in a country (None: unknown). Fewer than about sixty; none of a single word."""
    words = tuple(w for w in person_words(name) if w not in NUMERALS)
    if len(words) < 2:
        key = person_key(name)
        return Forms(frozenset(key.rsplit(" ", n)[0] for n in range(1, len(key.split()))), frozenset())
    usual = {w for w in _usual(words, of) if w not in particles()}
    ends = {words[0], words[-1]} - particles()
    shorter = {" ".join(sorted(part)) for part in _parts(words, of) if ends & set(part)}
    lettered = {text for word in usual if len(words) <= MOST_WORDS for text in _with_initials(word, name)}
    own = {person_key(name)}
    return Forms(frozenset((usual | shorter | lettered) - own), frozenset(ends - usual - own))


def _usual(words: tuple[str, ...], of: str | None) -> set[str]:
    """The words that stand for the person alone."""
    way = _ways().get(of or "", "outer")
    if way == "outer":
        return {words[0], words[-1]}
    if way == "any":
        return {w for w in words[1:-1] if not _borne("given", w)} | {words[-1]}
    if way == "first":
        return {words[-1] if _borne("family", words[-1]) and not _borne("family", words[0]) else words[0]}
    return {words[0] if of != "VNM" and _family_first(words) else words[-1]}


def _family_first(words: tuple[str, ...]) -> bool:
    """Whether the surname leads: "Lavrov Sergei Viktorovich", "Lavrov Sergei"."""
    if len(words) == 3 and _PATRONYMIC.search(words[-1]):
        return True
    return len(words) == 2 and _borne("given", words[-1]) and not _borne("given", words[0])


def _parts(words: tuple[str, ...], of: str | None) -> list[tuple[str, ...]]:
    """Parts of two words and more, without the whole. Where each syllable is a word, "Le Minh" is not "Le Hong Minh" and
    "Wang Yi" not "Wang Yi Zhou": there only the given names stand without the family name."""
    if _ways().get(of or "") == "first" or of == "VNM":
        bare = tuple(w for w in words if w not in ("van", "thi"))
        return [words[start:] for start in range(1, len(words) - 1)] + ([bare] if 1 < len(bare) < len(words) else [])
    if len(words) <= MOST_WORDS:
        return [part for size in range(2, len(words)) for part in combinations(words, size)]
    ends = [words[:size] for size in range(2, len(words))] + [words[size:] for size in range(1, len(words) - 1)]
    return [*ends, (words[0], words[-1])]


def _with_initials(word: str, name: str) -> set[str]:
    """ "lavrov s", "lavrov s v" of "Sergei Viktorovich Lavrov"."""
    tokens = list(person_tokens(name))
    tokens.remove(word)
    letters = [w[0] if w != "ksi" else "k" for w in tokens if w not in NUMERALS]
    return {" ".join((word, letters[0])), " ".join((word, *letters))}


@lru_cache(maxsize=65536)
def loose(text: str) -> str:
    """The text with each word as its row in `name_variants`, else by its sounds; whole words are in sorted order again."""
    words = [_loose_word(w) for w in text.split()]
    return " ".join(words if any(len(w) == 1 for w in words) else sorted(words))


@lru_cache(maxsize=65536)
def _loose_word(word: str) -> str:
    word = _variants().get(word, (word, ""))[0]
    if len(word) > 3:
        for pattern, to in _LOOSE:
            word = pattern.sub(to, word)
    return word


def variant_kind(one: str, other: str) -> str:
    """`nickname` where two texts that are loosely the same differ by a short form, else `spelling`."""
    apart = {*one.split()} ^ {*other.split()}
    return "nickname" if any(_variants().get(w, ("", ""))[1] == "nickname" for w in apart) else "spelling"


def run_together(name: str) -> str:
    """The name's words in their order as one: "Kim Jong-un" and "Kim Jongun" agree."""
    return "".join(person_words(name))


@cache
def particles() -> frozenset[str]:
    """Small words inside names, which never stand for a person alone."""
    return frozenset(person_words(row["word"])[0] for row in rows("name_particles", package="attache.language.en"))


@cache
def _variants() -> dict[str, tuple[str, str]]:
    """Form → the name that stands for all its forms, and how they differ."""
    found = {}
    for row in rows("name_variants"):
        if row["kind"] == "spelling":
            continue
        name = person_words(row["name"])[0]
        for form in several(row["forms"]):
            found[person_words(form)[0]] = (name, row["kind"])
    return found


@cache
def _ways() -> dict[str, str]:
    return {country: row["words"] for row in rows("short_names") for country in several(row["countries"])}


@cache
def _signs() -> frozenset[tuple[str, str]]:
    return frozenset((row["kind"], person_words(row["sign"])[0]) for row in rows("name_signs") if row["kind"] != "ending")


def _borne(kind: str, word: str) -> bool:
    return (kind, word) in _signs()
