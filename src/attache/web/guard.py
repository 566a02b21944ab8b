"""Who may use the desk, and how: checked before any page is worked out.

Every request passes `Guard`: its Host header, the key that a desk beyond this machine asks for, the origin of a form, the
size and the pace of what is sent. Routes that write take `may_write` as a dependency besides; it wants the form's token.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import logging
import re
import time
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from attache.web.faults import FAULT
from attache.web.refusing import refused
from attache.web.rendering import rendered

if TYPE_CHECKING:
    from attache.web.served import Served

log = logging.getLogger(__name__)

# Everything a page shows comes from this server, and nothing runs but its own scripts.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
FIELD = "token"
"""Name of the hidden field that holds the form's token."""
HEADER = "X-Attache-Token"
"""Header in which a script may send the token instead."""
READS = frozenset({"GET", "HEAD"})
LONGEST_QUERY = 8_000
"""Characters of an address; the longest that the desk itself makes has about 300."""
FORM_BYTES = 1_000_000
"""Bytes of a form other than an upload."""
UPLOADS = frozenset({"/read"})
SILENCE = 30.0
"""Seconds that a sender may be silent within a request."""
DRAINED = 300_000_000
"""Bytes of a refused upload that are taken in and thrown away, so that the browser reads why instead of a broken connection."""
DRAINING = 20.0
"""Seconds for that."""
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._\-]{1,253})(?::([0-9]{1,5}))?")


def form_token(request: Request) -> str:
    """The token for the hidden field `token` of a form on the page that answers this request."""
    session = request.scope["attache.session"]
    return _signed(request.app.state.served, "form", session)


async def may_write(request: Request) -> None:
    """Dependency of every route that writes: the desk takes changes, and the form comes from one of its pages.

    The token is taken from the header `X-Attache-Token`, else from the form's field `token`. Raises HTTPException 403.
    """
    if request.app.state.served.settings.read_only:
        raise HTTPException(
            403, "this desk only shows the ledger; it was started with --read-only or the file may not be written"
        )
    given = request.headers.get(HEADER)
    if given is None:
        form = await request.form()
        field_ = form.get(FIELD)
        given = field_ if isinstance(field_, str) else ""
    if not same(given, form_token(request)):
        raise HTTPException(403, "this form was opened before the desk was started anew; go back, load the page again and repeat")


def same(given: str, known: str) -> bool:
    """Whether two texts are the same, in a time that does not tell how much of them is."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), known.encode())


def _signed(served: Served, purpose: str, text: str) -> str:
    return hmac.new(served.secret, f"{purpose}\0{text}".encode(), "sha256").hexdigest()


def host_of(header: str) -> str | None:
    """The host of a Host header, lower case and without its port; None where it is malformed."""
    found = _HOST.fullmatch(header)
    if found is None or (found[2] and not 0 < int(found[2]) < 65536):
        return None
    return found[1].lower().removesuffix(".")


def is_number(host: str) -> bool:
    """Whether a host is an IP address, as it stands in addresses of pages."""
    try:
        ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def from_here(headers: Headers) -> bool:
    """Whether what writes was sent by a page of this desk, as far as the browser tells; older ones and scripts tell nothing."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin.lower() in {f"{scheme}://{headers.get('host', '').lower()}" for scheme in ("http", "https")}


class Guard:
    """The application behind its checks, as ASGI."""

    def __init__(self, app: ASGIApp, served: Served) -> None:
        self.app = app
        self.served = served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or hands it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        visit = _Visit(self.served, dict(scope), receive, send)
        answer = await visit.refusal()
        if answer is not None:
            await answer(visit.scope, receive, visit.sent)
            return
        try:
            await self.app(visit.scope, visit.received, visit.sent)
        except Exception:
            # The page's own fault: its trace goes to the log, never to the page.
            log.exception("%s failed", scope["path"])
            if visit.started:
                raise
            await refused(Request(visit.scope), 500, FAULT)(visit.scope, receive, visit.sent)


@dataclass(slots=True)
class _Visit:
    """One request on its way in, and its answer on the way out."""

    served: Served
    scope: Scope
    receive: Receive
    send: Send
    headers: Headers = field(init=False)
    method: str = field(init=False)
    cookies: dict[str, str] = field(init=False)
    fresh: str | None = None
    """A session that this request begins."""
    started: bool = False
    ended: bool = False
    taken: int = 0
    """Bytes of the body received."""

    def __post_init__(self) -> None:
        self.headers = Headers(scope=self.scope)
        self.method = str(self.scope["method"])
        self.cookies = _cookies(self.headers)
        self._join_session()
        if self.method == "HEAD":
            # Pages know only GET; the body is left out on the way back.
            self.scope["method"] = "GET"

    @property
    def _port(self) -> int:
        """Cookies do not tell ports apart: two desks on one machine name theirs by the port."""
        return int((self.scope.get("server") or ("", 0))[1] or 0)

    def _join_session(self) -> None:
        """The session of the cookie where this desk gave it out, else a new one."""
        session, _, sign = self.cookies.get(f"attache-session-{self._port}", "").partition(".")
        if not (session and same(sign, _signed(self.served, "session", session))):
            self.fresh = session = token_urlsafe(18)
        self.scope["attache.session"] = session

    async def refusal(self) -> Response | None:
        """The answer to a request that is not let in; None lets it in."""
        request = Request(self.scope)
        if not self._is_called_by_name():
            names = ", ".join(self.served.settings.hosts)
            return refused(request, 400, f"this desk answers only as {names}; another name is let in by serve --allow-host NAME")
        if len(self.scope["query_string"]) + len(self.scope.get("raw_path") or b"") > LONGEST_QUERY:
            return refused(request, 414, f"it has more than {LONGEST_QUERY:,} characters; ask for less at a time")
        keyless = self._without_key(request)
        if keyless is not None:
            return keyless
        if self.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": "GET, HEAD, OPTIONS, POST"})
        if self.method not in {*READS, "POST"}:
            return refused(
                request, 405, "pages are asked for with GET, forms sent with POST", {"Allow": "GET, HEAD, OPTIONS, POST"}
            )
        if self.method == "POST":
            return await self._refused_form(request)
        return None

    def _is_called_by_name(self) -> bool:
        """Whether the Host header is one that the desk answers to: another site's name could be turned to this machine."""
        host = host_of(self.headers.get("host", ""))
        if host is None or host in self.served.settings.hosts:
            return host is not None
        return self.served.settings.any_address and is_number(host)

    def _without_key(self, request: Request) -> Response | None:
        """Beyond this machine only those come in who have the key: once in the address, then in a cookie."""
        key = self.served.settings.token
        if key is None:
            return None
        name, pass_ = f"attache-key-{self._port}", _signed(self.served, "key", key)
        if same(self.cookies.get(name, ""), pass_) or same(self.headers.get("authorization", ""), f"Bearer {key}"):
            return None
        if self.scope["path"].startswith("/static/"):
            return None
        if self.method == "GET" and same(request.query_params.get("key", ""), key):
            # Not a redirect: after one from another site the browser would not send the strict cookie.
            onward = self.scope["path"] if not self.scope["path"].startswith("//") else "/"
            answer = HTMLResponse(rendered("enter.html", title="Welcome", onward=onward))
            answer.set_cookie(name, pass_, httponly=True, samesite="lax")
            return answer
        words = "this desk opens only with its key; use the whole address that was printed when it was started, with ?key= in it"
        return refused(request, 403, words)

    async def _refused_form(self, request: Request) -> Response | None:
        if not from_here(self.headers):
            return refused(request, 403, "this form was sent from another site; open the page here and send it again")
        declared = self.headers.get("content-length", "")
        if declared.isascii() and declared.isdigit() and int(declared[:15]) > self.limit:
            await self._drain()
            return refused(request, 413, self._too_large())
        return None

    @property
    def limit(self) -> int:
        """Bytes that the body may have."""
        return self.served.settings.max_upload if self.scope["path"] in UPLOADS else FORM_BYTES

    def _too_large(self) -> str:
        return (
            f"more than {self.limit // 1_000_000} MB at once; send it in parts, or read a large folder with: attache read FOLDER"
        )

    async def received(self) -> Message:
        """The next part of the body, within the limits of size and patience."""
        message = await self._next(SILENCE)
        self.taken += len(message.get("body", b""))
        if self.taken > self.limit:
            if message.get("more_body"):
                await self._drain()
            raise HTTPException(413, self._too_large())
        return message

    async def _next(self, patience: float) -> Message:
        # An answer under way also listens here for the visitor's leaving, and may do so as long as it likes.
        if self.ended or self.method in READS:
            return await self.receive()
        try:
            message = await asyncio.wait_for(self.receive(), patience)
        except TimeoutError:
            raise HTTPException(408, f"the form stopped half-way for {SILENCE:.0f} seconds; send it again") from None
        self.ended = not message.get("more_body", False)
        return message

    async def _drain(self) -> None:
        until = time.monotonic() + DRAINING
        while not self.ended and self.taken < DRAINED and (left := until - time.monotonic()) > 0:
            try:
                message = await self._next(left)
            except HTTPException:
                return
            self.taken += len(message.get("body", b""))

    async def sent(self, message: Message) -> None:
        """Sends on a part of the answer, with the rules for the browser; to HEAD only how it would begin."""
        if message["type"] == "http.response.start":
            self.started = True
            self._add_headers(MutableHeaders(raw=message["headers"]))
        elif self.method == "HEAD" and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self.send(message)

    def _add_headers(self, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if headers.get("content-type", "").startswith(("text/html", "application/json", "text/csv")):
            headers.setdefault("Cache-Control", "no-store" if self.served.settings.token else "no-cache, private")
            if self.fresh is not None and self.method in READS:
                cookie = f"{self.fresh}.{_signed(self.served, 'session', self.fresh)}"
                headers.append("Set-Cookie", f"attache-session-{self._port}={cookie}; HttpOnly; Path=/; SameSite=Lax")


def _cookies(headers: Headers) -> dict[str, str]:
    """Cookies by name; a header that makes no sense counts as none."""
    found: SimpleCookie = SimpleCookie()
    try:
        found.load(headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in found.items()}
