"""Times told from the present hour: "in five minutes", "two hours ago", "half an hour from now", "the last 48 hours".

Comes in: the groups of a match. Goes out: the time where the hour of writing is known, else only the length told.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from attache.reading.when.dates import word_key
from attache.reading.when.frame import Frame, Groups, Placed, Rule
from attache.reading.when.numbers import number
from attache.reading.when.units import period, unit_of
from attache.reading.when.words import NUMBER

_UNIT = r"(?P<unit>hours?|hrs?|minutes?|mins?|seconds?|secs?)"
_AHEAD = r"(?:next|coming|following|upcoming)"
_BACK = r"(?:last|past|previous)"
_SECONDS = {"TH": 3600, "TM": 60, "TS": 1}


def _moment(frame: Frame, seconds: float) -> datetime | None:
    """The time so many seconds from the hour of writing; None where that is not known."""
    if frame.hour is None or frame.published is None:
        return None
    return datetime.combine(frame.published[1], frame.hour) + timedelta(seconds=seconds)


def _told(g: Groups) -> float:
    return number(g["n"] or "") * _SECONDS[unit_of(g["unit"] or "").code]


def place_from_now(g: Groups, frame: Frame) -> Placed | None:
    """Places "in five minutes", "30 minutes later", "two hours ago"."""
    found = _moment(frame, -_told(g) if word_key(g.get("way") or "") in {"ago", "earlier"} else _told(g))
    if found is None:
        return Placed("DURATION", period(g["n"] or "", g["unit"] or ""), None, told=False)
    return Placed("TIME", found.isoformat(), (found.date(), found.date()))


def place_around_now(g: Groups, frame: Frame) -> Placed | None:
    """Places "within five minutes", "the next two hours", "the 13 last minutes": from now on, or up to now."""
    back = word_key(g["which"] or "") in {"last", "past", "previous"}
    first, last = _moment(frame, -_told(g) if back else 0), _moment(frame, 0 if back else _told(g))
    if first is None or last is None:
        return Placed("DURATION", period(g["n"] or "", g["unit"] or ""), None, told=False)
    return Placed("TIME", f"{first.isoformat()}/{last.isoformat()}", (first.date(), last.date()))


_ANCHOR = r"(?:hour|hr|minute|min|second|sec)s?\b"

RULES: tuple[Rule, ...] = (
    Rule(
        "hours ahead",
        rf"\bin\s+(?:about\s+|around\s+|another\s+)?(?P<core>(?P<n>{NUMBER})[\s\-]+{_UNIT}\b)(?:['’]?\s+time\b)?",
        place_from_now,
        anchor=_ANCHOR,
    ),
    Rule(
        "hours from now",
        rf"\b(?P<n>{NUMBER})[\s\-]+{_UNIT}\s+(?P<way>from\s+now|hence|later|earlier)\b",
        place_from_now,
        anchor=_ANCHOR,
    ),
    Rule(
        "hours around",
        rf"\b(?:the\s+)?(?P<which>{_AHEAD}|{_BACK})\s+(?P<n>{NUMBER})[\s\-]+{_UNIT}\b",
        place_around_now,
        anchor=_ANCHOR,
    ),
    Rule(
        "within hours",
        rf"\b(?P<which>within)\s+(?P<core>(?P<n>{NUMBER})[\s\-]+{_UNIT})\b",
        place_around_now,
        anchor=_ANCHOR,
    ),
    Rule(
        "hours around turned",
        rf"\b(?:the\s+)?(?P<n>{NUMBER})\s+(?P<which>{_AHEAD}|{_BACK})\s+{_UNIT}\b",
        place_around_now,
        anchor=_ANCHOR,
    ),
)
