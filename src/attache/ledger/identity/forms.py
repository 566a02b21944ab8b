"""The short forms a full name can have, and the looser spelling by which two spellings of one name meet.

Texts are those of `names.person_key`: words in sorted order, or one word and initials.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from attache.knowledge import rows, several
from attache.ledger.names import NUMERALS, person_key, person_tokens, person_words

MOST_WORDS = 5
"""A longer name answers to fewer of its parts, so that no name has more than about sixty forms."""
LONG = 6
"""Letters of a word in which a single slip is seen as one."""
_PATRONYMIC = re.compile(r"(?:ovich|evich|ovna|evna|ichna)$")
# Spellings of Cyrillic, Arabic, Scandinavian and German names that differ beyond what every key folds; only whole names
# are compared so. Hard sounds of short words stay as they are: Gong and Kong are two Chinese family names.
_LOOSE = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"^ie(?=[a-z]{2})", "e"),
        (r"zh", "i"),
        (r"ph", "f"),
        (r"c(?![heisz])", "k"),
        (r"i(?=[eo]v)", ""),
        (r"ov$|ev$", "ev"),
        (r"nka$", "nko"),
        (r"i?o(?=v$)", "e"),
        (r"ae", "a"),
        (r"oe", "o"),
        (r"ue", "u"),
        (r"tsh", "ch"),
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
    """Texts under which a name may be met in short."""

    usual: frozenset[str]
    rare: frozenset[str]
    """Those that need a further sign, as an office."""
    loose: frozenset[str]
    """The usual ones in looser spelling."""


def is_short(text: str) -> bool:
    """Whether a text has one word, initials aside."""
    return sum(len(w) > 1 for w in text.split()) < 2


@lru_cache(maxsize=65536)
def forms(name: str, of: str | None) -> Forms:
    """The short forms of a name borne in a country (None: unknown). About thirty at most; none of a single word."""
    words = tuple(w for w in person_words(name) if w not in NUMERALS)
    key = person_key(name)
    if is_short(key) or len(words) < 2:
        fewer = frozenset(key.rsplit(" ", n)[0] for n in range(1, len(key.split())))
        return Forms(fewer, frozenset(), frozenset(map(sounds, fewer)))
    places = [n for n in _usual(words, of) if words[n] not in particles()]
    usual = _texts(words, places, name, of) - {key}
    loose = _texts(loose_words(words), places, name, of) - {loose_key(name)}
    ends = {words[0], words[-1]} - particles()
    return Forms(usual, frozenset(ends - usual - {key}), loose)


def _texts(words: tuple[str, ...], places: Sequence[int], name: str, of: str | None) -> frozenset[str]:
    """The words at these places alone and with initials, and the parts of the name that hold its first or last word."""
    shorter = {" ".join(sorted(words[n] for n in part)) for part in _parts(words, of) if {0, len(words) - 1} & {*part}}
    alone = {words[n] for n in places}
    lettered = {text for n in places if len(words) <= MOST_WORDS for text in _with_initials(words[n], n, name)}
    return frozenset(alone | shorter | lettered)


def _usual(words: tuple[str, ...], of: str | None) -> list[int]:
    """Places of the words that stand for the person alone."""
    way, last = _ways().get(of or ""), len(words) - 1
    if way is None:
        # Where nothing is known, a usual given name stands for nobody.
        return [last] if _borne("given", words[0]) and not _borne("given", words[last]) else [0, last]
    if way == "outer":
        return [0, last]
    if way == "any":
        return [*(n for n in range(1, last) if not _borne("given", words[n])), last]
    if way == "first":
        return [_family_place(words)]
    return [0 if way == "surname" and _family_first(words) else last]


def _family_place(words: tuple[str, ...]) -> int:
    """Where the family name of a Chinese or Korean stands: first, unless given names lead: "Geun-hye Park", "Carrie Lam"."""
    if _borne("family", words[0]):
        return 0
    return len(words) - 1 if _borne("family", words[-1]) else int(_borne("given", words[0]))


def _family_first(words: tuple[str, ...]) -> bool:
    """Whether the surname leads: "Lavrov Sergei Viktorovich", "Lavrov Sergei"."""
    if len(words) == 3 and _PATRONYMIC.search(words[-1]):
        return True
    return len(words) == 2 and _borne("given", words[-1]) and not _borne("given", words[0])


def _parts(words: tuple[str, ...], of: str | None) -> list[tuple[int, ...]]:
    """Places of the parts of two words and more, without the whole. Where each syllable is a word, "Le Minh" is not
    "Le Hong Minh" and "Wang Yi" not "Wang Yi Zhou": there only the given names stand without the family name."""
    places = tuple(range(len(words)))
    if _ways().get(of or "") == "first" or of == "VNM":
        bare = tuple(n for n in places if words[n] not in ("van", "thi"))
        if of != "VNM" and _family_place(words) == 1:
            bare = places[:2]
        return [places[start:] for start in places[1:-1]] + ([bare] if 1 < len(bare) < len(words) else [])
    if len(words) <= MOST_WORDS:
        return [part for size in range(2, len(words)) for part in combinations(places, size)]
    ends = [places[:size] for size in range(2, len(words))] + [places[size:] for size in range(1, len(words) - 1)]
    return [*ends, (0, len(words) - 1)]


def _with_initials(word: str, place: int, name: str) -> set[str]:
    """ "lavrov s", "lavrov s v" of "Sergei Viktorovich Lavrov"."""
    tokens = [w for w in person_tokens(name) if w not in NUMERALS]
    at = [n for n, w in enumerate(tokens) if len(w) > 1][place]
    letters = [w[0] if w != "ksi" else "k" for n, w in enumerate(tokens) if n != at]
    return {" ".join((word, letters[0])), " ".join((word, *letters))}


@lru_cache(maxsize=65536)
def loose_key(name: str) -> str:
    """The key of a name by its sounds, given names as their rows in `name_variants`."""
    key = person_key(name)
    return sounds(key) if is_short(key) else " ".join(sorted(loose_words(person_words(name))))


def loose_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words by their sounds; all but the last, which may be a surname, as their rows in `name_variants`."""
    given = (_variants().get(w, (w, ""))[0] for w in words[:-1])
    return tuple(sounds(w) for w in (*given, *words[-1:]))


@lru_cache(maxsize=65536)
def sounds(text: str) -> str:
    """A text with its words spelt so that freer transliterations agree; short words stay as they are."""
    words = text.split()
    for pattern, to in _LOOSE:
        words = [pattern.sub(to, w) if len(w) > 3 else w for w in words]
    return " ".join(words)


def slips(key: str) -> frozenset[str]:
    """The key, and the key with one letter inside a long word left out: two keys that differ by one such letter share one.
    The ends of words are left alone: they tell a man from a woman, Fernandez from Hernandez."""
    words = key.split()
    found = {key}
    for n, word in enumerate(words):
        for place in range(1, len(word) - 1) if len(word) >= LONG else ():
            found.add(" ".join((*words[:n], word[:place] + word[place + 1 :], *words[n + 1 :])))
    return frozenset(found)


def is_slip(one: str, other: str) -> bool:
    """Whether two keys differ by one letter, or two neighbours that changed places, inside one long word."""
    apart = [(a, b) for a, b in zip(one.split(), other.split(), strict=False) if a != b]
    if len(one.split()) != len(other.split()) or len(apart) != 1:
        return False
    a, b = apart[0]
    same_ends = (a[0], a[-1]) == (b[0], b[-1])
    return same_ends and min(len(a), len(b)) >= LONG - 1 and DamerauLevenshtein.distance(a, b) == 1


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
    given = (("given", row["name"]) for row in rows("given_names", package="attache.language.en"))
    told = {*given, *((row["kind"], row["sign"]) for row in rows("name_signs") if row["kind"] != "ending")}
    return frozenset((kind, person_words(name)[0]) for kind, name in told)


def _borne(kind: str, word: str) -> bool:
    return (kind, word) in _signs()
