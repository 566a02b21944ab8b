"""Answers of the desk that say no: a page in plain words, or JSON for programs, in one shape."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from attache.web.rendering import rendered

HEADINGS = {
    400: "That cannot be shown",
    403: "Not allowed",
    404: "Not found here",
    405: "Not done this way",
    408: "Nothing more came",
    413: "Too large",
    414: "The address is too long",
    500: "Something went wrong here",
    503: "The ledger cannot be used",
}


def wants_json(request: Request) -> bool:
    """Whether a program asks: by the address of a twin, or by what it accepts."""
    return request.url.path.endswith((".json", ".csv")) or request.headers.get("accept", "").startswith("application/json")


def refused(request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """An error in the form that was asked for: a page, or JSON with `ok`, `status`, `error`."""
    if wants_json(request):
        return JSONResponse({"ok": False, "status": status, "error": message}, status, headers)
    heading = HEADINGS.get(status, "This did not work")
    return HTMLResponse(rendered("error.html", title=heading, message=message, status=status), status, headers)
