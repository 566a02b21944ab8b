"""What a list shows: lines, how many there are in all, the form that narrows it, and counts by one heading as links."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from attache.brief.lines import Line
from attache.ledger import Ledger
from attache.web.pages import ON_A_PAGE, Asked, Page, Table
from attache.web.views.filters import Choice, Field, Heading, Narrowed, fields, narrowed

PLURALS = {"series": "series", "person": "people"}


@dataclass(frozen=True, slots=True)
class ListView:
    """A part of a list."""

    title: str
    lines: tuple[Line, ...]
    total: int
    first: int
    """Number of the first line shown, from 1."""
    described: tuple[str, ...]
    """What it is narrowed to, in plain words."""
    fields: tuple[Field, ...]
    tabs: tuple[Choice, ...] = ()
    """Counts by the heading that matters most."""
    tab: str = ""
    """The name of that heading's filter; empty for no tabs."""
    chosen: str = ""
    note: str = ""
    """What is to be known about the order or the counting."""
    by_day: bool = True
    """Whether the newest stand first."""
    lists: str = "entry"
    """What one line is, for counts: event, statement."""

    @property
    def counted(self) -> str:
        """ "1,204 statements"."""
        return f"{self.total:,} {self.lists if self.total == 1 else PLURALS.get(self.lists, self.lists + 's')}"


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of entry is listed."""

    path: str
    title: str
    lists: str
    """What one line is: event, statement."""
    kind: str
    lines: Callable[[Ledger, Sequence[str]], tuple[Line, ...]]
    headings: tuple[Heading, ...] = ()
    tab: str = ""
    """The name of the heading whose values stand as links above the list."""
    speaker: bool = False
    dated: bool = True
    note: str = ""

    def page(self) -> Page[ListView]:
        """The page of the list."""
        return Page(self.path, "list.html", self.opening, self.view, list_table)

    def opening(self, ledger: Ledger, asked: Asked) -> str:
        """The list's title. Raises QueryError where a filter cannot be understood."""
        return self._title(self._narrowed(ledger, asked))

    def _title(self, wanted: Narrowed) -> str:
        return f"{self.title}: {', '.join(wanted.described)}" if wanted.described else self.title

    def _narrowed(self, ledger: Ledger, asked: Asked) -> Narrowed:
        _ = asked.page
        return narrowed(ledger, asked, self.headings, self.speaker)

    def view(self, ledger: Ledger, asked: Asked) -> ListView:
        """The list's data."""
        wanted = self._narrowed(ledger, asked)
        found = ledger.listed(
            self.kind,
            of=wanted.of,
            under=wanted.under,
            since=wanted.since,
            until=wanted.until,
            limit=ON_A_PAGE,
            offset=asked.offset,
        )
        form = fields(ledger, self.kind, asked, self.headings, wanted, speaker=self.speaker, dated=self.dated)
        tab = next((f for f in form if f.name == self.tab), None)
        return ListView(
            title=self._title(wanted),
            lines=self.lines(ledger, found.ids),
            total=found.total,
            first=asked.offset + 1,
            described=wanted.described,
            fields=form,
            tabs=tab.choices if tab else (),
            tab=self.tab,
            chosen=tab.value if tab else "",
            note=self.note,
            lists=self.lists,
        )


def list_table(view: ListView) -> Table:
    """A row a line: number, of how many, id, date, text, verdict or state, the first sentence, and where it stands."""
    heads = ("number", "of", "id", "date", "text", "mark", "detail", "sentence", "report", "report id", "start", "end")
    rows = []
    for number, line in enumerate(view.lines, view.first):
        cited = line.cited()
        quote = cited[0] if cited else None
        where = (quote.sentence, quote.report.label, quote.report.id, quote.evidence.start, quote.evidence.end) if quote else ()
        rows.append((number, view.total, line.id, line.note, line.text, line.tag, line.detail, *(where or (None,) * 5)))
    return Table(heads, tuple(rows))
