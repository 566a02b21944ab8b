"""What a page of the desk is: an address, a view of the ledger, a template, and the table that its CSV holds.

From one `Page` come three answers: the page itself, its JSON twin (`address.json`) and its table (`address.csv`). A view is
one plain function from the ledger and what was asked to frozen data, so all three show the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

from attache.errors import QueryError
from attache.ledger import Ledger

V = TypeVar("V")
Cell = str | int | float | None
ON_A_PAGE = 50
"""Entries that a list shows at once."""


@dataclass(frozen=True, slots=True)
class Table:
    """A view's rows for other programs: `heads` name the columns of each row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a page: the parts of its address, its query, and how much the visitor has seen."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    seen: int | None = None
    """Arrival number of the newest report at the visit before; None at the first visit."""

    def get(self, name: str) -> str | None:
        """A value of the query; None where it is missing or blank."""
        return self.query.get(name, "").strip() or None

    def number(self, name: str, default: int, *, most: int = 1_000_000) -> int:
        """A whole number from 1 to `most` of the query. Raises QueryError."""
        given = self.get(name)
        if given is None:
            return default
        if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= most):
            raise QueryError(f"{name} is a number from 1 to {most:,}; given: {given}")
        return int(given[:9])

    @property
    def page(self) -> int:
        """Which part of a list is wanted, from 1."""
        return self.number("page", 1)

    @property
    def offset(self) -> int:
        """Number of entries before the wanted part."""
        return (self.page - 1) * ON_A_PAGE

    @property
    def since(self) -> str | None:
        """The first day, month or year wanted."""
        return self.get("since")

    @property
    def until(self) -> str | None:
        """The last day, month or year wanted."""
        return self.get("until")

    def with_query(self, **changes: str | int | None) -> str:
        """The query with changes, as it stands in a link; None takes a value out. "?" where nothing is left."""
        merged = {k: v for k, v in {**self.query, **changes}.items() if v not in (None, "")}
        return "?" + urlencode(merged)


@dataclass(frozen=True, slots=True)
class Page(Generic[V]):
    """A page. `opening` is quick: it resolves what the address names, raises QueryError, and gives the page's title."""

    path: str
    """As FastAPI writes it: "/between/{a}/{b}"."""
    template: str
    opening: Callable[[Ledger, Asked], str]
    view: Callable[[Ledger, Asked], V]
    table: Callable[[V], Table] | None = None
    twin: Callable[[V], Any] | None = None
    """What the JSON twin shows where it is not the view itself."""
    around: Callable[[Request], Mapping[str, Any]] | None = None
    """What else the template needs of who asks and of the desk."""

    @property
    def stem(self) -> str:
        """The address without its ending, under which the twins stand."""
        return "/index" if self.path == "/" else self.path
