"""Search over everything, in groups; what may be written is explained on the page.

In: `q`, and `page` for more reports. Out: `SearchView`; without `q` the explanation alone. What cannot be understood is told
in words on the page itself, with the field as it was filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote_plus

from attache.brief.lines import Line, thing_line
from attache.brief.words import date_words
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.entries import ActorEntry, SearchHit
from attache.ledger.found import Found
from attache.ledger.lists import Listing
from attache.ledger.searching import LOOKED
from attache.web.pages import ON_A_PAGE, Asked, Page, Table
from attache.web.views.lists import promise_list, series_lines, statement_lines

FEW = 5
"""Entries of each group that are shown at once; all of one group with `in`."""
HELP = (
    ("trade target", "reports with both words, in any order"),
    ('"free trade"', "these words side by side"),
    ("negotiat*", "any ending: negotiate, negotiations"),
    ("nuclear OR atomic", "one of the two is enough"),
    ("tariff -steel", "with the first word, without the second; also: tariff NOT steel"),
    ("(visit OR talks) Hanoi", "brackets hold together"),
    ("NEAR(trade billion, 5)", "with at most five other words between them"),
    ("visit between:VNM,RUS", "reports on these two: codes or names"),
    ("trade since:2019 until:2020-06", "reports of this time: years, months or days"),
    ('visit publisher:"Volga Wire"', "reports of this publisher or agency"),
)
"""What may be written, with what it finds."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    key: str
    title: str
    total: int
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """One way to search."""

    words: str
    finds: str
    address: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """What was found."""

    words: str
    error: str
    """What could not be understood, in words; empty where all was."""
    file: tuple[ActorEntry, ActorEntry] | None
    """Two countries whose file is what was most likely looked for."""
    groups: tuple[Group, ...]
    hits: tuple[SearchHit, ...]
    total: int
    exact: bool
    """Whether `total` are all reports; else there are more."""
    order: str
    help: tuple[Example, ...]
    only: str = ""
    """The one group that is shown whole; empty for the first of all."""

    @property
    def reach(self) -> int:
        """How many reports can be leafed through."""
        return min(self.total, LOOKED) if self.order == "newest" and any(h.snippet for h in self.hits) else self.total

    @property
    def nothing(self) -> bool:
        """Whether nothing was found."""
        return bool(self.words) and not (self.error or self.groups or self.hits or self.file)


def search_view(ledger: Ledger, asked: Asked) -> SearchView:
    """What was found; a search that cannot be understood finds nothing and says why."""
    words = asked.get("q") or ""
    explained = tuple(Example(w, finds, f"/search?q={quote_plus(w)}") for w, finds in HELP)
    empty = SearchView(words, "", None, (), (), 0, True, "best", explained)
    if not words:
        return empty
    try:
        return _found(ledger, asked, words, empty)
    except QueryError as error:
        return replace(empty, error=str(error))


def _found(ledger: Ledger, asked: Asked, words: str, empty: SearchView) -> SearchView:
    only = asked.get("in") or ""
    if only and only not in GROUPS:
        raise QueryError(f"in is one of {', '.join(GROUPS)}; given: {only}")
    # Of one group a page of its own entries is shown; its reports are found all the same, for they hold the statements.
    found = ledger.find(words, limit=ON_A_PAGE, offset=0 if only else asked.offset, few=asked.offset + ON_A_PAGE if only else FEW)
    wanted = (only,) if only else tuple(GROUPS) if asked.page == 1 else ()
    return replace(
        empty,
        file=_file(ledger, found.file) if asked.page == 1 else None,
        groups=tuple(g for g in (_group(ledger, key, found, asked.offset if only else 0) for key in wanted) if g.total),
        hits=() if only else found.reports.hits,
        total=found.reports.total,
        exact=found.reports.exact,
        order=found.reports.order,
        only=only,
    )


def _file(ledger: Ledger, pair: tuple[str, str] | None) -> tuple[ActorEntry, ActorEntry] | None:
    return (ledger.actor(pair[0]), ledger.actor(pair[1])) if pair else None


def _group(ledger: Ledger, key: str, found: Found, offset: int) -> Group:
    """What was found of one kind; of statements with where they were looked for."""
    title, lines = GROUPS[key]
    listing: Listing = getattr(found, key)
    first = "best" if found.reports.order == "best" else "newest"
    looked = f"in the {first} {found.looked_through} reports" if key == "statements" and not found.whole else ""
    return Group(key, title, listing.total, lines(ledger, listing.ids[offset:]), looked)


def _actors(ledger: Ledger, ids: Sequence[str]) -> tuple[Line, ...]:
    kinds = {"organisation": "body"}
    return tuple(
        Line(a.id, kinds.get(a.kind, a.kind), a.name, (), detail=f"also {'; '.join(a.aliases[:4])}" if a.aliases else "")
        for a in ledger.actors_by_id(ids)
    )


def _things(ledger: Ledger, ids: Sequence[str]) -> tuple[Line, ...]:
    return tuple(map(thing_line, ledger.things_by_id(ids)))


GROUPS: dict[str, tuple[str, Callable[[Ledger, Sequence[str]], tuple[Line, ...]]]] = {
    "actors": ("Countries, bodies and people", _actors),
    "things": ("Agreements and mechanisms", _things),
    "promises": ("Promises", promise_list),
    "series": ("Figures", series_lines),
    "statements": ("Statements", statement_lines),
}
"""Groups of what is found besides reports, by key: title, and how its entries are shown."""


def opening(ledger: Ledger, asked: Asked) -> str:
    """What is searched for. Raises QueryError for a page that is no number."""
    _ = asked.page
    return f"Search: {asked.get('q')}" if asked.get("q") else "Search"


def search_table(view: SearchView) -> Table:
    """A row an entry: group, id, date, text, mark; of reports the snippet without marks. Raises QueryError."""
    if view.error:
        raise QueryError(view.error)
    rows = [(g.title, x.id, x.note, x.text, x.tag, x.detail) for g in view.groups for x in g.lines]
    rows += [("Reports", h.report.id, date_words(h.report.published), h.report.label, "", plain(h.snippet)) for h in view.hits]
    return Table(("group", "id", "date", "text", "mark", "detail"), tuple(rows))


def plain(snippet: str) -> str:
    """A snippet without its marks."""
    return snippet.replace("«", "").replace("»", "")


PAGE = Page("/search", "search.html", opening, search_view, search_table)
