"""The desk as an ASGI application: every page with its twins, what is not there told in words, and the rules of safety."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from attache.errors import AttacheError, LedgerError, QueryError
from attache.exports.jsonl import as_json
from attache.ledger import Ledger
from attache.web.addresses import passage_address
from attache.web.faults import FAULT
from attache.web.guard import Guard, form_token
from attache.web.jobs import Jobs
from attache.web.pages import Asked, Page
from attache.web.refusing import refused
from attache.web.rendering import as_csv, pieces, rendered
from attache.web.served import Served, Settings
from attache.web.views import PAGES, ROUTES, read
from attache.web.views.review.here import here
from attache.web.visits import COOKIE, visited

log = logging.getLogger(__name__)
KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
PLAIN = {
    "Not Found": "there is no such page; the start page lists what the ledger holds",
    "Method Not Allowed": "this address does not take what was sent",
    "There was an error parsing the body": "the form came damaged; send it again",
}
"""What Starlette and FastAPI say, in words for visitors."""
YEAR = 365 * 24 * 3600


def desk(ledger: Ledger, settings: Settings | None = None) -> FastAPI:
    """The desk over an open ledger."""
    served = Served(ledger, settings or Settings())
    app = FastAPI(title="Attaché", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.served = served
    app.add_middleware(Guard, served=served)

    _tell_errors(app)
    app.state.jobs = Jobs(served)
    # Pages go last: one of them may take any further part of an address for the name of an actor.
    for routes in (*ROUTES, read.ROUTES):
        app.include_router(routes)
    for page in (*PAGES, *read.pages(served, app.state.jobs)):
        _add(app, page)

    @app.get("/static/{name}")
    def static(request: Request, name: str) -> Response:
        return _static(name, request.headers.get("if-none-match"))

    @app.get("/between")
    def chosen_pair(a: str = "", b: str = "") -> Response:
        if not a.strip() or not b.strip():
            raise QueryError("give two countries or bodies, as Vietnam and Russia")
        return RedirectResponse(f"/between/{quote(a.strip(), safe='')}/{quote(b.strip(), safe='')}", 303)

    @app.get("/record/{record}")
    def record_page(record: str) -> Response:
        shown = ledger.show(record)
        if not shown.context:
            raise QueryError(f"{record} has no passage of its own")
        return RedirectResponse(passage_address(shown.context[0].quote), 303)

    return app


def _tell_errors(app: FastAPI) -> None:
    @app.exception_handler(AttacheError)
    def told(request: Request, error: AttacheError) -> Response:
        if isinstance(error, LedgerError):
            return refused(request, 503, str(error))
        return refused(request, 400 if request.query_params or request.method == "POST" else 404, str(error))

    @app.exception_handler(HTTPException)
    def not_there(request: Request, error: HTTPException) -> Response:
        words = PLAIN.get(error.detail, error.detail)
        return refused(request, error.status_code, words, error.headers)

    @app.exception_handler(RequestValidationError)
    def not_understood(request: Request, error: RequestValidationError) -> Response:
        wrong = ", ".join(str(fault["loc"][-1]) for fault in error.errors())
        return refused(request, 400, f"this is missing or makes no sense: {wrong}")


def _asked(request: Request, seen: int | None = None) -> Asked:
    return Asked({k: str(v) for k, v in request.path_params.items()}, dict(request.query_params), seen)


def _add(app: FastAPI, page: Page[Any]) -> None:
    """The page and its twins; the twins go first, for an id in an address would take their ending."""
    ledger: Ledger = app.state.served.ledger

    def twin(request: Request) -> Response:
        asked = _asked(request)
        page.opening(ledger, asked)
        view = page.view(ledger, asked)
        return JSONResponse(as_json(page.twin(view) if page.twin else view))

    def table(request: Request) -> Response:
        asked = _asked(request)
        title = page.opening(ledger, asked)
        if page.table is None:
            raise QueryError("this page has no table")
        name = quote(f"{title}.csv".replace("/", "-"))
        text = as_csv(page.table(page.view(ledger, asked)))
        return Response(
            text.encode(), media_type="text/csv", headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        )

    def shown(request: Request) -> Response:
        # Cookies do not tell ports apart, and another desk on this machine may have another ledger.
        cookie = f"{COOKIE}-{(request.scope.get('server') or ('', 0))[1]}"
        visit = visited(request.cookies.get(cookie), ledger.arrived(), int(time.time()))
        asked = _asked(request, visit.before)
        title = page.opening(ledger, asked)

        def load() -> Any:
            return page.view(ledger, asked)

        data = {
            "title": title,
            "asked": asked,
            "page": page,
            "address": request.url.path,
            "settings": app.state.served.settings,
            "form_token": form_token(request),
            "here": here(page, ledger, asked),
            **(page.around(request) if page.around else {}),
        }
        answer = StreamingResponse(_sent(page, load, data), media_type="text/html; charset=utf-8")
        answer.set_cookie(cookie, visit.cookie(), max_age=YEAR, httponly=True, samesite="lax")
        return answer

    app.add_api_route(f"{page.stem}.json", twin, methods=["GET"])
    app.add_api_route(f"{page.stem}.csv", table, methods=["GET"])
    app.add_api_route(page.path, shown, methods=["GET"])


def _sent(page: Page[Any], load: Callable[[], Any], data: dict[str, Any]) -> Iterator[str]:
    """The page piece by piece; an error after the head has gone is told where the rest would stand."""
    try:
        yield from pieces(page.template, load, **data)
    except AttacheError as error:
        yield rendered("broken.html", message=str(error))
    except Exception:
        log.exception("the rest of %s failed", page.path)
        yield rendered("broken.html", message=FAULT)


def _static(name: str, known: str | None) -> Response:
    """A file of the desk itself; `known` is the mark of the one that the browser has."""
    kind = KINDS.get(name.rpartition(".")[2])
    file = files("attache.web").joinpath("static").joinpath(name)
    if kind is None or name.startswith(".") or not file.is_file():
        raise HTTPException(404)
    data = file.read_bytes()
    # Asked for again each time: after an upgrade no page may stand with the style and scripts of the one before.
    headers = {"ETag": f'"{sha256(data).hexdigest()[:16]}"', "Cache-Control": "no-cache"}
    if known == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=kind, headers=headers)
