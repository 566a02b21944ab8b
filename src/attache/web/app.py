"""The desk's pages. A view is one plain function from the ledger to frozen data; HTML and JSON show the same data."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from attache.brief import Dossier, Line, compile_dossier
from attache.brief.charts import VERDICT_COLOURS
from attache.brief.render import charts, marked, one_line
from attache.brief.words import UNDATED, date_words, entry_words, origin_words
from attache.errors import AttacheError, LedgerError, QueryError
from attache.exports.jsonl import as_json
from attache.ledger import Ledger
from attache.ledger.entries import PairEntry, Quote, ReportEntry, ReportPage, SearchHit, Shown, Summary
from attache.web.marking import Piece, paragraphs

# Everything a page shows comes from this server; charts carry their own style attributes.
POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'"
LONGEST_DETAIL = 180
STYLES = {"brief.css": ("attache.brief", "templates/brief.css"), "desk.css": ("attache.web", "static/desk.css")}


@dataclass(frozen=True, slots=True)
class StartView:
    """What the ledger holds."""

    summary: Summary
    pairs: tuple[PairEntry, ...]
    reports: tuple[ReportEntry, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with its passages; `chosen` is the passage asked for."""

    page: ReportPage
    chosen: tuple[int, int] | None
    records: tuple[Shown, ...]
    """The records that rest on the chosen passage."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """Reports that hold the words."""

    words: str
    hits: tuple[SearchHit, ...]


def start_view(ledger: Ledger) -> StartView:
    """The start page's data."""
    return StartView(ledger.summary(), ledger.pairs(), tuple(reversed(ledger.reports())))


def report_view(ledger: Ledger, report: str, passage: str | None) -> ReportView:
    """A report's data; `passage` is "start-end". Raises QueryError where the report or passage is not there."""
    page = ledger.report(report)
    if not passage:
        return ReportView(page, None, ())
    start, _, end = passage.partition("-")
    if not (start.isdigit() and end.isdigit() and int(start) < int(end) <= len(page.text)):
        raise QueryError(f"{passage} is no passage of this report; its text has {len(page.text)} characters")
    chosen = (int(start), int(end))
    ids = dict.fromkeys(m.id for m in page.marks if (m.start, m.end) == chosen)
    return ReportView(page, chosen, tuple(ledger.show(i) for i in ids))


def passage_address(quote: Quote) -> str:
    """The address of a quote: its report with the passage marked."""
    return f"/report/{quote.evidence.report}?passage={quote.evidence.start}-{quote.evidence.end}#passage"


def snippet(text: str) -> Markup:
    """A search snippet with its hits marked; everything else is escaped."""
    return Markup(str(Markup.escape(text)).replace("«", "<mark>").replace("»", "</mark>"))


def shortened(text: str) -> str:
    """A passage cut to a line or two at a word's end."""
    return textwrap.shorten(text, width=LONGEST_DETAIL, placeholder=" …")


def newest_first(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines in the other order, those without a date still last."""
    undated = tuple(line for line in lines if line.note == UNDATED)
    return (*reversed([line for line in lines if line.note != UNDATED]), *undated)


@cache
def _pages() -> Environment:
    pages = Environment(loader=PackageLoader("attache.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    pages.filters |= {
        "one_line": one_line,
        "marked": marked,
        "entry_words": entry_words,
        "origin_words": origin_words,
        "date_words": date_words,
        "address": passage_address,
        "snippet": snippet,
        "newest_first": newest_first,
        "shortened": shortened,
    }
    return pages


def desk(ledger: Ledger) -> FastAPI:
    """The desk over an open ledger as an ASGI application."""
    app = FastAPI(title="Attaché", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "testserver"])

    def page(name: str, status: int = 200, **data: object) -> HTMLResponse:
        html = _pages().get_template(name).render(**data)
        return HTMLResponse(html, status, headers={"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer"})

    def refused(request: Request, status: int, message: str) -> Response:
        if request.url.path.endswith(".json"):
            return JSONResponse({"ok": False, "status": status, "error": message}, status)
        return page("error.html", status, message=message)

    @app.exception_handler(AttacheError)
    def told(request: Request, error: AttacheError) -> Response:
        if isinstance(error, LedgerError):
            return refused(request, 503, str(error))
        return refused(request, 400 if request.query_params else 404, str(error))

    @app.exception_handler(HTTPException)
    def not_there(request: Request, error: HTTPException) -> Response:
        return refused(request, error.status_code, "there is no such page; the start page lists what the ledger holds")

    @app.get("/static/{name}")
    def static(name: str) -> Response:
        if name not in STYLES:
            raise HTTPException(404)
        package, path = STYLES[name]
        return Response(files(package).joinpath(path).read_bytes(), media_type="text/css")

    @app.get("/")
    def start() -> Response:
        return page("start.html", view=start_view(ledger))

    @app.get("/index.json")
    def start_json() -> Response:
        return JSONResponse(as_json(start_view(ledger)))

    @app.get("/between")
    def chosen_pair(a: str, b: str) -> Response:
        return RedirectResponse(f"/between/{quote(a, safe='')}/{quote(b, safe='')}", 303)

    @app.get("/between/{a}/{b}.json")
    def pair_json(a: str, b: str, since: str = "", until: str = "") -> Response:
        return JSONResponse(as_json(compile_dossier(ledger, a, b, since=since or None, until=until or None)))

    @app.get("/between/{a}/{b}")
    def pair(a: str, b: str, since: str = "", until: str = "") -> Response:
        view = compile_dossier(ledger, a, b, since=since or None, until=until or None)
        return page("pair.html", view=view, charts=_drawn(view), since=since, until=until, colours=VERDICT_COLOURS)

    @app.get("/report/{report}.json")
    def report_json(report: str, passage: str = "") -> Response:
        return JSONResponse(as_json(report_view(ledger, report, passage)))

    @app.get("/report/{report}")
    def report_page(report: str, passage: str = "") -> Response:
        view = report_view(ledger, report, passage)
        text: tuple[tuple[Piece, ...], ...] = paragraphs(view.page.text, view.page.marks, view.chosen)
        return page("report.html", view=view, text=text)

    @app.get("/record/{record}")
    def record_page(record: str) -> Response:
        shown = ledger.show(record)
        if isinstance(shown.entry, ReportPage):
            return RedirectResponse(f"/report/{shown.id}", 303)
        if not shown.context:
            raise QueryError(f"{record} has no passage of its own")
        return RedirectResponse(passage_address(shown.context[0].quote), 303)

    @app.get("/search.json")
    def search_json(q: str = "") -> Response:
        return JSONResponse(as_json(SearchView(q, ledger.search(q) if q.strip() else ())))

    @app.get("/search")
    def search_page(q: str = "") -> Response:
        return page("search.html", view=SearchView(q, ledger.search(q) if q.strip() else ()))

    return app


def _drawn(view: Dossier) -> tuple[tuple[str, Markup], ...]:
    return tuple((title, Markup(svg)) for title, svg in charts(view))
