"""Visits told by where somebody was: "President Ruiz was in Madrid and Rome from 28 April to 4 May".

In: the analysed report with its mentions. Out: triggers and roles of visits (guide, rule 3), where a person is, was or will be in
a place of another country for some days that the sentence tells. Where somebody lives, serves or "was in favour" is no visit.
"""

from __future__ import annotations

from attache.language.tokens import Token
from attache.reading.analysis import Timex
from attache.reading.events import clause
from attache.reading.events.building import country_at
from attache.reading.events.occasions import days_of
from attache.reading.events.participants import Cast, Roles
from attache.reading.events.triggers import Row, Trigger
from attache.records import ActorName

_AT = frozenset({"in", "at"})
_LONGEST = 31
_ROW = Row(("be", "in"), "v", "CONSULT", "visit", ("subj",), (), (), None)


def present(cast: Cast) -> list[tuple[Trigger, Roles]]:
    """The visits told so, in text order."""
    out = []
    for token in cast.at.doc:
        place = _place(cast, token)
        if place is None:
            continue
        who = tuple(n for subject in clause.children(token, "nsubj") for n in cast.names(subject, words=False))
        who = tuple(n for n in who if cast.kind(n) == "person" and cast.country(n) not in (None, place))
        if who and _time(cast, token) is not None:
            copula = clause.children(token, "cop")[0]
            out.append((Trigger(_ROW, token, (token, copula)), Roles(who, (ActorName(place),))))
    return out


def _place(cast: Cast, token: Token) -> str | None:
    """The country of a predicate "was in Madrid", "was here" as ISO alpha-3; None for other words."""
    if token.pos_ not in ("PROPN", "NOUN") or not clause.children(token, "cop") or clause.case_of(token) not in _AT:
        return None
    named = [m.name for m in (*cast.things_by_token.get(token.i, ()), *cast.by_token.get(token.i, ()))]
    return next((country for name in named if (country := country_at(name, cast))), None)


def _time(cast: Cast, token: Token) -> Timex | None:
    """The days told under the predicate."""
    for time in cast.at.times_within(token.sent.start_char, token.sent.end_char):
        span = cast.at.doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None or time.type != "DATE" or time.span is None or token not in span.root.ancestors:
            continue
        if days_of(time.span) <= _LONGEST:
            return time
    return None
