"""Who decides, and the thread that works decisions in: what all pages of reviews need of the desk."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from starlette.requests import Request

from attache.errors import QueryError
from attache.ledger.reviews.edge import decision
from attache.web.following import Follower
from attache.web.guard import form_token
from attache.web.served import Served

NAME = "attache-reviewer"
"""Cookie with the name under which a visitor decides, where the desk is served to several."""
YEAR = 365 * 24 * 3600


def follower(request: Request) -> Follower:
    """The thread that works decisions in, one for each desk."""
    found: Follower | None = getattr(request.app.state, "follower", None)
    if found is None:
        found = request.app.state.follower = Follower(request.app.state.served)
    return found


def reviewer(request: Request, given: str = "") -> str:
    """Who decides: the name given where the desk is served to several, else who it was started for, else the user logged in.

    Raises QueryError where nobody can be named.
    """
    settings = request.app.state.served.settings
    if settings.token is not None:
        known = given or unquote(request.cookies.get(NAME, ""))
        if known:
            return known[:80]
    return decision(by=settings.reviewer, why="").by


def asks_name(request: Request) -> bool:
    """Whether who decides is to be asked: the desk is served beyond this machine."""
    return request.app.state.served.settings.token is not None


def around(request: Request) -> dict[str, Any]:
    """What every page of reviews needs besides its view: who decides, and a review just made (`done` in the query)."""
    served: Served = request.app.state.served
    try:
        by = reviewer(request)
    except QueryError:
        by = ""
    done = request.query_params.get("done", "")
    return {
        "settings": served.settings,
        "form_token": form_token(request),
        "by": by,
        "asks_name": asks_name(request),
        "working": follower(request).working,
        "fault": follower(request).fault,
        "done": served.ledger.review(int(done)) if done.isascii() and done.isdigit() and len(done) < 10 else None,
    }
