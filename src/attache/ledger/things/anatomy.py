"""What the name of a thing is made of: kind of paper or mechanism, parties, years, and the words of its subject."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from attache.knowledge import rows, several
from attache.ledger.names import folded
from attache.ledger.things.parties import joined, parties_in

Sort = Literal["paper", "mechanism", "other"]
PACK = "attache.language.en"
Entry = tuple[str, str, str, str]
"""Words, sort, kind and added words of the table of kinds."""
_PREPOSITIONS = frozenset(("on", "between", "for", "with", "among", "concerning", "regarding", "of"))
_MONTHS = tuple(name.casefold() for name in month_name[1:])
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) ((?:19|20)\d\d)\b")
_DAY_US = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}}) ((?:19|20)\d\d)\b")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)}) ((?:19|20)\d\d)\b")
# "2024-2028", "until 2030": what it reaches to, not when it was made; so it stays among the words of the subject.
_REACH = r"(?:19|20)\d\d(?:\s*[-–—/]\s*(?:19|20)?\d\d)"
_SPAN = re.compile(rf"\b{_REACH}\b|\b(?:until|till|to|towards?|through|by|for)\s+(?:{_REACH}|(?:19|20)\d\d)\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SESSION = re.compile(
    r"^(?:the\s+)?(?:(?:(?P<n>\d{1,3})(?:st|nd|rd|th)|(?P<w>[a-z]+(?:-[a-z]+)?))\s*)?"
    r"(?:annual |regular |plenary |joint )?(?:meeting|session|round|sitting|edition)s?\s+of\s+(?:the\s+)?",
    re.I,
)
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b", re.I)


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts of one name."""

    sort: Sort
    kind: str
    """Kind of paper or mechanism; "" for others."""
    subject: frozenset[str]
    """Telling words, as compared."""
    proper: frozenset[str]
    """Those of them that are proper names: "ninh", "thuan", "1"."""
    vague: frozenset[str]
    """Those that many things share."""
    types: frozenset[str]
    """Words for what kind of site it is."""
    parties: frozenset[str]
    year: str | None
    """Year or day in the name: "2010", "2012-07-27"."""
    new: bool
    amended: bool
    known: str | None
    """The usual name, where a table of well-known things has it."""
    session: int | None
    """Number of the meeting, of a mechanism named by one."""


@cache
def _kinds() -> tuple[Entry, ...]:
    table = [(folded(r["words"]), r["sort"], r["kind"], r["adds"]) for r in rows("paper_kinds", package=PACK)]
    return tuple(sorted(set(table), key=lambda r: (-len(r[0].split()), r)))


@cache
def _uses() -> dict[str, tuple[str, str]]:
    """Word → its use and what it is compared as."""
    return {
        folded(r["word"]): (r["use"], r["stem"] or _singular(folded(r["word"])))
        for r in reversed(rows("title_words", package=PACK))
    }


@cache
def _vocabulary() -> frozenset[str]:
    """Plain nouns and adjectives that the tables of the language know: with a capital they are no proper names either."""
    tables = (("nominal_kinds", "noun"), ("thing_words", "word"), ("body_heads", "word"), ("speaker_nouns", "noun"))
    return frozenset(_singular(folded(row[column])) for table, column in tables for row in rows(table, package=PACK))


@cache
def _ordinals() -> dict[str, int]:
    return {r["word"]: int(r["value"]) for r in rows("ordinals", package=PACK)}


@cache
def _known_names() -> dict[str, str]:
    """Folded name of a well-known agreement, mechanism, programme, project or place → its usual name."""
    names: dict[str, str] = {}
    for table in ("agreements", "mechanisms", "programmes", "projects", "places"):
        for row in rows(table):
            for name in (row["name"], *several(row["aliases"])):
                names.setdefault(folded(name), row["name"])
    return names


def stem(word: str) -> str:
    """A word as compared: by the table, else without a plural's s."""
    if word in _uses():
        return _uses()[word][1]
    return _uses()[_singular(word)][1] if _singular(word) in _uses() else _singular(word)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=65536)
def anatomy(name: str) -> Anatomy:
    """The parts of a name."""
    session, rest = _session(name)
    year, rest = _dated(rest)
    rest = re.sub(r"(?i)\binter[- ](?=governmental|parliamentary)", "inter", rest)
    rest = _SPLIT.sub(r"\2\1 \3", rest)
    sort, kind, adds, rest = _headed(rest)
    parties, rest = _parties(rest, sort)
    words = _WORDS.findall(rest) + adds.split()
    plain = [(w, w if w.startswith("~") else folded(w)) for w in words if folded(w)]
    uses = {f: "common" if f.startswith("~") else _uses().get(f, _uses().get(_singular(f), ("", "")))[0] for _, f in plain}
    new = re.search(r"\bnew\b|\bNew(?= [a-z])", name) is not None
    telling = [(w, f) for w, f in plain if uses[f] != "empty" and not (uses[f].startswith("flag:") and (new or f != "new"))]
    words_told = frozenset(stem(f) for _, f in telling)
    subject = _economic(words_told, kind)
    named = [f for w, f in telling if not uses[f] and (w[:1].isupper() or w[:1].isdigit())]
    proper = frozenset(stem(f) for f in named if _singular(f) not in _vocabulary())
    return Anatomy(
        sort=sort,
        kind=kind,
        subject=subject,
        proper=proper if any(p[:1].isalpha() for p in proper) else frozenset(),
        vague=frozenset(stem(f) for _, f in telling if uses[f] == "vague") | (subject - words_told),
        types=frozenset(stem(f) for _, f in telling if uses[f] == "type"),
        parties=parties,
        year=year,
        new=new,
        amended="flag:amended" in uses.values(),
        known=_known_names().get(folded(name)) if _says_which(name, frozenset(named), parties) else None,
        session=session,
    )


def says_which(name: str) -> bool:
    """Whether a name can only be of one thing, whoever uses it."""
    parts = anatomy(name)
    return parts.known is not None or _says_which(name, parts.proper, parts.parties)


def _says_which(name: str, proper: frozenset[str], parties: frozenset[str]) -> bool:
    """Whether a name can only be of one thing: it holds a proper name, two parties, or is an acronym."""
    return any(p[:1].isalpha() for p in proper) or len(parties) > 1 or (name.isupper() and len(name) > 2)


# "Joint trade commission" is a joint commission for trade.
_SPLIT = re.compile(r"\b(joint|mixed|intergovernmental) ((?:[\w-]+ ){1,3}?)(commission|committee)\b", re.IGNORECASE)
_WORDS = re.compile(r"~\S+|[^\W_]+(?:[.’'][^\W_]+)*")
_ECONOMIC = frozenset(("trade", "economic", "science", "technology", "cooperation", "investment", "culture"))


def _economic(subject: frozenset[str], kind: str) -> frozenset[str]:
    """An intergovernmental commission is for trade, economy, science and technology where nothing else is told; a joint
    one for trade or the economy with more of these is the one for trade."""
    if kind == "joint committee" and subject <= _ECONOMIC and not subject.isdisjoint(("trade", "economic")):
        return frozenset(("trade",))
    if kind == "intergovernmental committee" or (kind.endswith("committee") and len(subject & _ECONOMIC) > 2):
        return subject - _ECONOMIC
    return subject - {"cooperation"} if kind.endswith("committee") else subject


def _session(name: str) -> tuple[int | None, str]:
    """The number of a meeting, and the name without it: "the 24th meeting of the X", "25th X"."""
    found = _SESSION.match(name)
    if found is not None and (found["n"] or found["w"] is None or found["w"].casefold() in _ordinals()):
        number = int(found["n"]) if found["n"] else _ordinals().get((found["w"] or "").casefold())
        return number, name[found.end() :]
    ordinal = _ORDINAL.search(name)
    if ordinal is not None:
        return int(ordinal[1]), name[: ordinal.start()] + name[ordinal.end() :]
    return None, name


def _dated(name: str) -> tuple[str | None, str]:
    """The day or year in a name, and the name without it."""
    low = name.casefold().replace(",", " ")
    for pattern, order in ((_DAY, (3, 2, 1)), (_DAY_US, (3, 1, 2))):
        found = pattern.search(re.sub(r"\s+", " ", low))
        if found is not None:
            year, month, day = (found[n] for n in order)
            bare = re.sub(re.escape(found[0]).replace("\\ ", r"[\s,]+"), " ", name, flags=re.I)
            return f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}", re.sub(r"\bof\s*$", "", bare)
    spans = [m.span() for m in _SPAN.finditer(name)]
    for found in _YEAR.finditer(name):
        if not any(a <= found.start() < b for a, b in spans):
            return found[0], name[: found.start()] + name[found.end() :]
    return None, name


def _headed(name: str) -> tuple[Sort, str, str, str]:
    """Sort, kind, the words it adds, and the name with a bar for its head: the last kind word before a preposition."""
    words = list(_WORDS.finditer(name))
    low = [_singular(folded(w[0])) for w in words]
    stop = next((n for n, w in enumerate(low) if n and w in _PREPOSITIONS), len(low))
    best: tuple[int, int, Entry] | None = None
    for start, end, entry in _heads(low):
        inside = best is not None and best[0] <= start and end <= best[1]
        if best is None or (not inside and _better(start, end, best, stop)):
            best = (start, end, entry)
    if best is None:
        return "other", "", "", name
    start, end, entry = best
    bare = f"{name[: words[start].start()]} | {name[words[end - 1].end() :]}"
    return ("paper" if entry[1] == "paper" else "mechanism"), entry[2], entry[3], bare


def _heads(low: list[str]) -> Iterator[tuple[int, int, Entry]]:
    """Every place where a kind word stands, longer ones first."""
    for entry in _kinds():
        parts = [_singular(p) for p in entry[0].split()]
        for start in range(len(low) - len(parts) + 1):
            if low[start : start + len(parts)] == parts:
                yield start, start + len(parts), entry


def kinds_in(text: str) -> list[tuple[int, int, Sort, str]]:
    """`(start, end, sort, kind)` of each word for a paper or mechanism in a text, the longest at each place, in order."""
    words = list(_WORDS.finditer(text))
    low = [_singular(folded(w[0])) for w in words]
    taken: set[int] = set()
    found: list[tuple[int, int, Sort, str]] = []
    for start, end, entry in _heads(low):
        if not taken & set(range(start, end)):
            taken |= set(range(start, end))
            sort: Sort = "paper" if entry[1] == "paper" else "mechanism"
            found.append((words[start].start(), words[end - 1].end(), sort, entry[2]))
    return sorted(found)


def _better(start: int, end: int, best: tuple[int, int, Entry], stop: int) -> bool:
    """The head stands last before the first preposition; a longer one at the same place was found first."""
    if (start < stop) != (best[0] < stop):
        return start < stop
    return end > best[1] if start < stop else False


def _parties(name: str, sort: Sort) -> tuple[frozenset[str], str]:
    """Parties that a paper's or mechanism's name tells, and the name without them.

    Those before the head, after "between", "with" or "among", in brackets, and any two joined by a dash. In names of other
    things a country after "in" is marked as the place: "Year of Russia in Vietnam".
    """
    found = parties_in(name)
    if sort == "other":
        for start, end, token in reversed(found):
            mark = "~in~" if re.search(r"\bin\s+$", name[:start]) else "~"
            name = f"{name[:start]} {mark}{token.replace(' ', '_')} {name[end:]}"
        return frozenset(), name
    head = name.find(" | ")
    told = {token for number, (start, _, token) in enumerate(found) if _is_party(name, found, number, sort, start < head)}
    bare = name
    for start, end, token in reversed(found):
        bare = f"{bare[:start]} {'' if token in told else '~' + token.replace(' ', '_')} {bare[end:]}"
    if told:
        bare = re.sub(r"\([^()\-–—]*[-–—][^()]*\)", " ", bare)
    return frozenset(told), bare


def _is_party(name: str, found: list[tuple[int, int, str]], number: int, sort: Sort, before_head: bool) -> bool:
    before = name[: found[number][0]]
    gaps = [name[a:b] for a, b in _gaps(found, number)]
    if before_head or any(re.fullmatch(r"\s*[-–—/]\s*", gap) for gap in gaps) or before.count("(") > before.count(")"):
        return True
    if re.search(r"\b(?:between|with|among|amongst)\s+(?:the\s+)?$", before):
        return True
    if not any(joined(gap) for gap in gaps):
        return False
    after_between = re.search(r"\b(?:between|with|among)\b", before[name.find(" | ") :]) is not None
    return after_between or (sort == "paper" and re.search(r"\bof\s+(?:the\s+)?(?:\w+\s+of\s+)?(?:the\s+)?$", before) is not None)


def _gaps(found: list[tuple[int, int, str]], number: int) -> list[tuple[int, int]]:
    """The stretches between a party and its neighbours."""
    gaps = []
    if number:
        gaps.append((found[number - 1][1], found[number][0]))
    if number + 1 < len(found):
        gaps.append((found[number][1], found[number + 1][0]))
    return gaps
