"""What may be written into the search field: words and operators, and the same as a query of SQLite's full-text index.

    Hanoi trade              all the words
    "free trade zone"        words that stand together
    negotiat*                any ending
    nuclear OR atomic        either of the two
    tariff -China            not with that word (also: NOT China)
    (Hanoi OR Moscow) talks  brackets
    NEAR(trade target, 5)    at most five other words between them
    between:VNM,RUS  since:2019  until:2020-06  publisher:TASS

In: the text as typed. Out: `SearchWords`: the full-text query, the same condition for one text in memory, and the filters.
Pure: nothing here asks the ledger. OR binds more tightly than words that only follow one another, as on other search pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from attache.errors import QueryError

APART = 10
"""Most words between those of NEAR where no number is given, as in SQLite."""
FILTERS = ("between", "since", "until", "publisher")
LONGEST = 1000
"""Characters of a search; more is a page pasted by mistake."""
DEEPEST = 20
"""Brackets within brackets."""
QUOTATION_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\0": " "})
TOKEN = re.compile(r'\s+|NEAR\s*\(|[()]|(?P<minus>-)(?=["(\w])|(?P<filter>[a-z]+):(?:"[^"]*"|[^\s"()]*)|"[^"]*"\*?|[^\s"()]+')


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text as the full-text index has them: lower case, without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W_]+", plain.lower()))


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together; with `beginning`, the last of them may have any ending."""

    words: tuple[str, ...]
    beginning: bool = False

    def query(self) -> str:
        """As the full-text index wants it: quoted, so that no word is taken for an operator."""
        return '"' + " ".join(self.words) + '"' + "*" * self.beginning

    def places(self, text: Sequence[str]) -> tuple[int, ...]:
        """Where it begins among the words of a text."""
        size = len(self.words)
        return tuple(n for n in range(len(text) - size + 1) if self._stands(text[n : n + size]))

    def _stands(self, words: Sequence[str]) -> bool:
        if self.beginning:
            return tuple(words[:-1]) == self.words[:-1] and words[-1].startswith(self.words[-1])
        return tuple(words) == self.words

    def holds(self, text: Sequence[str]) -> bool:
        """Whether the words of a text have it."""
        return bool(self.places(text))


@dataclass(frozen=True, slots=True)
class Near:
    """Terms with at most `apart` other words between them, in any order."""

    terms: tuple[Term, ...]
    apart: int = APART

    def query(self) -> str:
        """As the full-text index wants it."""
        return f"NEAR({' '.join(t.query() for t in self.terms)}, {self.apart})"

    def holds(self, text: Sequence[str]) -> bool:
        """Whether the words of a text have them so near."""
        chosen = product(*(t.places(text) for t in self.terms))
        return any(all(max(c) - n - len(t.words) <= self.apart for n, t in zip(c, self.terms, strict=True)) for c in chosen)


@dataclass(frozen=True, slots=True)
class Either:
    """One of several."""

    parts: tuple[Wanted, ...]

    def query(self) -> str:
        """As the full-text index wants it."""
        return "(" + " OR ".join(p.query() for p in self.parts) + ")"

    def holds(self, text: Sequence[str]) -> bool:
        """Whether the words of a text have one of them."""
        return any(p.holds(text) for p in self.parts)


@dataclass(frozen=True, slots=True)
class All:
    """All of several, and none of the others."""

    parts: tuple[Wanted, ...]
    without: tuple[Wanted, ...] = ()

    def query(self) -> str:
        """As the full-text index wants it."""
        wanted = " AND ".join(p.query() for p in self.parts)
        if not self.without:
            return f"({wanted})" if len(self.parts) > 1 else wanted
        return f"(({wanted}) NOT ({' OR '.join(p.query() for p in self.without)}))"

    def holds(self, text: Sequence[str]) -> bool:
        """Whether the words of a text have all of these and none of those."""
        return all(p.holds(text) for p in self.parts) and not any(p.holds(text) for p in self.without)


Wanted = Term | Near | Either | All


@dataclass(frozen=True, slots=True)
class SearchWords:
    """A search as understood."""

    wanted: Wanted | None
    """None where only filters are given."""
    between: tuple[str, str] | None = None
    """Two actors, as typed."""
    since: str | None = None
    until: str | None = None
    publisher: str | None = None

    @property
    def query(self) -> str:
        """For the full-text index; empty where only filters are given."""
        return self.wanted.query() if self.wanted else ""

    def holds(self, text: str) -> bool:
        """Whether a text has what is wanted, by the same rules as the index; filters do not count."""
        return self.wanted is None or self.wanted.holds(tokens(text))


def search_words(text: str) -> SearchWords:
    """The search as understood. Raises QueryError, in plain words, where it cannot be."""
    text = text.translate(QUOTATION_MARKS).strip()
    if len(text) > LONGEST:
        raise QueryError(f"a search has at most {LONGEST:,} characters; this one has {len(text):,}")
    if text.count('"') % 2:
        raise QueryError(f"a quotation mark is missing in: {text}; words that stand together are put in two")
    return _Reader(text).whole()


@dataclass(slots=True)
class _Reader:
    """Reads a search from left to right."""

    text: str
    filters: dict[str, str] = field(default_factory=dict)
    _tokens: list[str] = field(default_factory=list)
    _at: int = 0
    _depth: int = 0

    def __post_init__(self) -> None:
        for match in TOKEN.finditer(self.text):
            if match["filter"] in FILTERS:
                self._filter(match["filter"], match[0].partition(":")[2].strip('"').strip())
            elif match["minus"]:
                self._tokens.append("NOT")
            elif not match[0].isspace():
                self._tokens.append(match[0])

    def _filter(self, name: str, value: str) -> None:
        if name in self.filters:
            raise QueryError(f"{name}: may be given once")
        if not value:
            raise QueryError(f"after {name}: comes a value without a space: {EXAMPLES[name]}")
        self.filters[name] = value

    @property
    def _next(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def whole(self) -> SearchWords:
        wanted = self._all()
        if self._next is not None:
            raise QueryError("a bracket is closed that was not opened")
        if wanted is None and not self.filters:
            raise QueryError("nothing to search for; give one or more words")
        pair = self.filters.get("between")
        return SearchWords(
            wanted,
            None if pair is None else _two(pair),
            self.filters.get("since"),
            self.filters.get("until"),
            self.filters.get("publisher"),
        )

    def _all(self) -> Wanted | None:
        """What follows up to a closing bracket or the end; None for nothing."""
        parts: list[Wanted] = []
        without: list[Wanted] = []
        while self._next not in (None, ")"):
            if self._next == "AND":
                self._take()
            elif self._next == "NOT":
                without.append(self._left_out())
            else:
                found = self._either()
                parts += [found] if found else []
        if without and not parts:
            raise QueryError("what to leave out alone finds nothing; give a word that the report should hold too: tariff -China")
        if not parts:
            return None
        return parts[0] if len(parts) == 1 and not without else All(tuple(parts), tuple(without))

    def _left_out(self) -> Wanted:
        self._take()
        left = self._one() if self._next not in (None, ")", "NOT", "AND", "OR") else None
        if left is None:
            raise QueryError("after NOT, or a minus, comes what a report must not hold: tariff -China")
        return left

    def _either(self) -> Wanted | None:
        found = self._one()
        parts = [found] if found else []
        while self._next == "OR":
            self._take()
            other = self._one() if self._next not in (None, ")", "NOT", "AND", "OR") else None
            if other is None or not parts:
                raise QueryError("OR stands between two words: nuclear OR atomic; to look for the word itself write it small")
            parts.append(other)
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _one(self) -> Wanted | None:
        token = self._take()
        if token == "OR":
            raise QueryError("OR stands between two words: nuclear OR atomic; to look for the word itself write it small")
        if token == "(":
            return self._bracket()
        if re.fullmatch(r"NEAR\s*\(", token):
            return self._near()
        return _term(token)

    def _bracket(self) -> Wanted:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError("too many brackets within brackets")
        inside = self._all()
        self._close()
        self._depth -= 1
        if inside is None:
            raise QueryError("there is nothing between the brackets")
        return inside

    def _close(self) -> None:
        if self._next != ")":
            raise QueryError("a bracket is opened that is not closed: (Hanoi OR Moscow) talks")
        self._take()

    def _near(self) -> Wanted:
        """What stands in NEAR( … ); the number after the comma is how many other words may stand between."""
        inside = []
        while self._next not in (None, ")"):
            inside.append(self._take())
        self._close()
        apart = APART
        joined = " ".join(inside)
        match = re.search(r"\s*,\s*(\d{1,4})\s*$", joined)
        if match:
            apart, joined = int(match[1]), joined[: match.start()]
        terms = [t for t in map(_term, re.findall(r'"[^"]*"\*?|[^\s"]+', joined)) if t]
        if len(terms) < 2 or "," in joined:
            raise QueryError("NEAR takes two or more words and a number: NEAR(trade target, 5)")
        if len(terms) > 5:
            raise QueryError("NEAR takes at most five words")
        return Near(tuple(terms), apart)


EXAMPLES = {
    "between": "between:VNM,RUS",
    "since": "since:2019",
    "until": "until:2020-06",
    "publisher": 'publisher:TASS, or publisher:"Nhan Dan"',
}


def _term(token: str) -> Term | None:
    """A word or words in quotation marks; None for signs alone. Raises QueryError for a star without a word."""
    beginning = token.endswith("*")
    words = tokens(token)
    if words:
        return Term(words, beginning)
    if beginning:
        raise QueryError("a star follows the beginning of a word: negotiat* finds negotiate and negotiations")
    return None


def _two(text: str) -> tuple[str, str]:
    names = [n.strip() for n in text.split(",") if n.strip()]
    if len(names) != 2:
        raise QueryError('between: takes two countries or bodies with a comma: between:VNM,RUS, or between:"Viet Nam,Russia"')
    return names[0], names[1]
