"""The brief on two actors to take along: `/between/{a}/{b}/brief.html`, `.docx`, `.pdf` and `.md`.

In: the query as the file's (`since`, `until`, `sector`), besides `as_of`, `length` (short, full) and `language` (en, vi, ru).
Out: the file, as the command `attache brief` writes it. `/between/{a}/{b}/brief?form=docx` leads on to one of these.
"""

from __future__ import annotations

from threading import Lock
from typing import Annotated, TypeVar, get_args
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from attache.brief import compile_brief, form_of
from attache.brief.asked import Length
from attache.brief.labels import LANGUAGES
from attache.brief.model import Brief
from attache.errors import QueryError
from attache.ledger import Ledger
from attache.web.addresses import between_address

T = TypeVar("T", bound=str)
ROUTES = APIRouter()
FORMS = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
}
"""Media types by the ending of the address."""
LENGTHS: tuple[Length, ...] = get_args(Length)
_printing = Lock()
"""One PDF at a time: each starts a browser."""


@ROUTES.get("/between/{a}/{b}/brief")
def chosen(request: Request, a: str, b: str, form: str = "html") -> Response:
    """Leads on to the file of that form with the rest of the query. Raises QueryError."""
    kept = {key: value for key, value in request.query_params.items() if key != "form" and value.strip()}
    query = f"?{urlencode(kept)}" if kept else ""
    return RedirectResponse(f"{between_address(a, b)}/brief.{_known(form)}{query}", 303)


@ROUTES.get("/between/{a}/{b}/brief.{form}")
def brief(
    request: Request,
    a: str,
    b: str,
    form: str,
    since: str = "",
    until: str = "",
    sector: Annotated[list[str] | None, Query()] = None,
    as_of: str = "",
    length: str = "full",
    language: str = "en",
) -> Response:
    """The brief as a file. Raises QueryError where an option makes no sense or no report concerns the two."""
    ledger: Ledger = request.app.state.served.ledger
    media = FORMS[_known(form)]
    found = compile_brief(
        ledger,
        a,
        b,
        since=since or None,
        until=until or None,
        sectors=[name for name in sector or () if name.strip()],
        as_of=as_of or None,
        length=_one_of("length", length, LENGTHS),
        language=_one_of("language", language, LANGUAGES),
    )
    if not found.reports:
        raise QueryError(
            f"no report concerns {found.a.name} and {found.b.name} in what is asked for; there is nothing to brief on"
        )
    name = quote(f"{found.a.name} - {found.b.name}.{form}", safe="")
    return Response(
        _written(found, form), media_type=media, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    )


def _written(found: Brief, form: str) -> str | bytes:
    write = form_of(f".{form}")
    if form != "pdf":
        return write(found)
    with _printing:
        return write(found)


def _known(form: str) -> str:
    if form not in FORMS:
        raise QueryError(f"no brief is written as {form}; there are {', '.join(FORMS)}")
    return form


def _one_of(name: str, given: str, known: tuple[T, ...]) -> T:
    for value in known:
        if value == given:
            return value
    raise QueryError(f"{name} is one of {', '.join(known)}; given: {given}")
