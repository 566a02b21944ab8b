"""Search over everything, in groups; what may be written is explained on the page.

In: `q`, and `page` for more reports. Out: `SearchView`; without `q` the explanation alone. What cannot be understood is told
in words on the page itself, with the field as it was filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote_plus

from attache.brief.lines import Line, thing_line
from attache.brief.words import date_words
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.ledger.entries import ActorEntry, SearchHit
from attache.ledger.searching import LOOKED
from attache.web.pages import ON_A_PAGE, Asked, Page, Table
from attache.web.views.lists import promise_list, series_lines, statement_lines

FEW = 5
"""Entries of each group that are shown at once; all of one group with `in`."""
WHOLE = 200
GROUPS = ("actors", "things", "promises", "series", "statements")
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
        return SearchView(words, str(error), None, (), (), 0, True, "best", explained)


def _found(ledger: Ledger, asked: Asked, words: str, empty: SearchView) -> SearchView:
    only = asked.get("in") or ""
    if only and only not in GROUPS:
        raise QueryError(f"in is one of {', '.join(GROUPS)}; given: {only}")
    found = ledger.find(words, limit=ON_A_PAGE, offset=asked.offset, few=WHOLE if only else FEW)
    looked = (
        "" if found.whole else f"in the {'best' if found.reports.order == 'best' else 'newest'} {found.looked_through} reports"
    )
    groups = (
        Group("actors", "Countries, bodies and people", found.actors.total, _actors(ledger, found.actors.ids)),
        Group(
            "things",
            "Agreements and mechanisms",
            found.things.total,
            tuple(map(thing_line, ledger.things_by_id(found.things.ids))),
        ),
        Group("promises", "Promises", found.promises.total, promise_list(ledger, found.promises.ids)),
        Group("series", "Figures", found.series.total, series_lines(ledger, found.series.ids)),
        Group("statements", "Statements", found.statements.total, statement_lines(ledger, found.statements.ids), looked),
    )
    file = tuple(ledger.actor(i) for i in found.file) if found.file else None
    first = asked.page == 1
    return SearchView(
        words=words,
        error="",
        file=(file[0], file[1]) if file and first else None,
        groups=tuple(g for g in groups if g.total and (g.key == only if only else first)),
        hits=() if only else found.reports.hits,
        total=found.reports.total,
        exact=found.reports.exact,
        order=found.reports.order,
        help=empty.help,
        only=only,
    )


def _actors(ledger: Ledger, ids: tuple[str, ...]) -> tuple[Line, ...]:
    kinds = {"organisation": "body"}
    return tuple(
        Line(a.id, kinds.get(a.kind, a.kind), a.name, (), detail=f"also {'; '.join(a.aliases[:4])}" if a.aliases else "")
        for a in ledger.actors_by_id(ids)
    )


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
