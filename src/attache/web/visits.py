"""What is new since the last visit: a cookie holds which reports were there at the visit before and at this one."""

from __future__ import annotations

from dataclasses import dataclass

COOKIE = "attache-visit"
PAUSE = 30 * 60
"""Seconds without a page after which the next page is another visit."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Arrival numbers of the newest report: at the end of the visit before (None at the first), and now."""

    before: int | None
    newest: int
    at: int
    """Seconds since 1970 of the latest page."""

    def cookie(self) -> str:
        """As the cookie holds it."""
        return f"{'' if self.before is None else self.before}.{self.newest}.{self.at}"


def visited(cookie: str | None, newest: int, now: int) -> Visit:
    """The present visit, by the cookie of the page before; a cookie that makes no sense counts as none."""
    parts = (cookie or "").split(".")
    if len(parts) != 3 or not all(p.isascii() and p.isdigit() and len(p) < 16 for p in parts[1:]):
        return Visit(None, newest, now)
    before = int(parts[0]) if parts[0].isascii() and parts[0].isdigit() and len(parts[0]) < 16 else None
    last, at = int(parts[1]), int(parts[2])
    return Visit(last if now - at > PAUSE else before, newest, now)
