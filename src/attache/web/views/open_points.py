"""Open points: what reports contradict each other on, what is overdue, and what was announced and not told of again.

In: two actors and days, or nothing. Out: `OpenView`: groups of lines, each with its whole list. What takes a comparison of all
records (arithmetic, impossible dates, offices held by two) is worked out only between two with few reports.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from attache.brief.lines import Line, finding_line
from attache.ledger import Ledger
from attache.ledger.asking import days_between
from attache.web.pages import Asked, Page, Table
from attache.web.views.filters import Field, Narrowed, fields, narrowed
from attache.web.views.lists import event_lines, promise_list, series_lines

SHOWN = 10
"""Lines of each group; the whole list by a link."""
FEW_REPORTS = 80
"""Reports between two up to which everything is checked."""
SEEN_ABOVE = frozenset(("figures-disagree", "dates-differ", "places-differ", "due-past"))
"""Findings that other groups show."""


@dataclass(frozen=True, slots=True)
class Group:
    """Open points of one kind."""

    key: str
    title: str
    total: int
    lines: tuple[Line, ...]
    address: str
    """Of the whole list; empty where all of it is shown."""


@dataclass(frozen=True, slots=True)
class OpenView:
    """The open points."""

    title: str
    groups: tuple[Group, ...]
    fields: tuple[Field, ...]
    unchecked: str
    """What was left out, in words; empty where everything was checked."""
    can_check: bool
    """Whether the rest can be checked on this page."""

    @property
    def total(self) -> int:
        """Number of open points."""
        return sum(g.total for g in self.groups)


@dataclass(frozen=True, slots=True)
class _Source:
    key: str
    title: str
    kind: str
    heading: str
    path: str
    """The list that has all of them."""
    lines: Callable[[Ledger, Sequence[str]], tuple[Line, ...]]
    past: bool = False
    """Whether only what should have been by now counts."""


SOURCES = (
    _Source("events", "Events told in ways that cannot both be right", "occurrence", "disputed:yes", "/occurrences", event_lines),
    _Source("figures", "Figures on which counts differ", "series", "conflict:yes", "/series", series_lines),
    _Source(
        "disputed", "Promises of which reports disagree on the outcome", "promise", "verdict:disputed", "/promises", promise_list
    ),
    _Source(
        "overdue",
        "Promises overdue: the day has passed, no report tells the outcome",
        "promise",
        "verdict:overdue",
        "/promises",
        promise_list,
    ),
    _Source(
        "planned", "Announced and not reported again", "occurrence", "status:planned", "/occurrences", event_lines, past=True
    ),
    _Source(
        "postponed", "Put off and not reported again", "occurrence", "status:postponed", "/occurrences", event_lines, past=True
    ),
)


def opening(ledger: Ledger, asked: Asked) -> str:
    """The page's title. Raises QueryError."""
    return _title(narrowed(ledger, asked, ()))


def _title(wanted: Narrowed) -> str:
    return f"Open points: {', '.join(wanted.described)}" if wanted.described else "Open points"


def open_view(ledger: Ledger, asked: Asked) -> OpenView:
    """The page's data."""
    wanted = narrowed(ledger, asked, ())
    newest = max((t.last for t in ledger.tallied("report", "")), default="")
    groups = [_group(ledger, asked, source, wanted, newest) for source in SOURCES]
    checked = asked.get("check") == "yes"
    number = ledger.listed("report", of=wanted.of, limit=1).total if len(wanted.of) == 2 else 0
    few = 0 < number <= FEW_REPORTS
    if checked and few:
        groups.append(_checked(ledger, wanted))
    form = fields(ledger, "occurrence", asked, (), wanted, speaker=False, dated=True)
    return OpenView(
        _title(wanted),
        tuple(g for g in groups if g.total),
        form,
        _unchecked(wanted, number, checked=checked),
        few and not checked,
    )


def _unchecked(wanted: Narrowed, number: int, *, checked: bool) -> str:
    """What was left out, in words."""
    if len(wanted.of) < 2:
        return "Arithmetic, impossible dates and offices held by two at one time are checked between two: name both."
    if number > FEW_REPORTS:
        return (
            f"Arithmetic, impossible dates and offices held by two at one time were not checked: {number:,} reports are too many "
            f"for a page. On the command line: attache check --between {wanted.of[0]} {wanted.of[1]}"
        )
    return "" if checked else "Arithmetic, impossible dates and offices held by two at one time were not checked yet."


def _group(ledger: Ledger, asked: Asked, source: _Source, wanted: Narrowed, newest: str) -> Group:
    last = (days_between(None, wanted.until) or (None, None))[1]
    until = min(filter(None, (last, newest)), default=None) if source.past else wanted.until
    found = ledger.listed(source.kind, of=wanted.of, under=(source.heading,), since=wanted.since, until=until, limit=SHOWN)
    word, _, value = source.heading.partition(":")
    query = {"a": asked.get("a"), "b": asked.get("b"), word: value, "since": wanted.since, "until": until}
    address = f"{source.path}?{urlencode({k: v for k, v in query.items() if v})}"
    more = found.total > len(found.ids)
    return Group(source.key, source.title, found.total, source.lines(ledger, found.ids), address if more else "")


def _checked(ledger: Ledger, wanted: Narrowed) -> Group:
    """What else does not add up between two."""
    a, b = wanted.of
    found = [c for c in ledger.check(between=(a, b), since=wanted.since, until=wanted.until) if c.finding.code not in SEEN_ABOVE]
    return Group("checked", "What else does not add up", len(found), tuple(map(finding_line, found)), "")


def open_table(view: OpenView) -> Table:
    """A row a line shown: group, of how many, id, date, text, mark, detail, the first sentence, and where it stands."""
    heads = ("group", "of", "id", "date", "text", "mark", "detail", "sentence", "report", "report id", "start", "end")
    rows = []
    for group in view.groups:
        for line in group.lines:
            quote = next(iter(line.cited()), None)
            where = (
                (quote.sentence, quote.report.label, quote.report.id, quote.evidence.start, quote.evidence.end) if quote else None
            )
            rows.append((group.title, group.total, line.id, line.note, line.text, line.tag, line.detail, *(where or (None,) * 5)))
    return Table(heads, tuple(rows))


PAGE = Page("/open", "open.html", opening, open_view, open_table)
