"""What a time expression is placed by: the published date, the date last told, the tense around it.

Comes in: candidate spans. Goes out: the one that the frame speaks for, as a `Placed`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import date, time

from attache.reading.analysis import TimexType
from attache.reading.when.days import Span, length, value_of
from attache.reading.when.tense import Tense

AHEAD = 0.5
"""What is told in the present ("he comes on 18 November") lies ahead unless the day gone by is twice as near."""
LONG_AGO = 800
"""Days: a yearless date told right after one that lies further back than this goes on from that one."""


FAR_BACK, SOON = 270, 60
"""Days: "had spoken of mid-August" said in July means the coming one; who means one so far back names its year."""
FAR_AHEAD, JUST_GONE = 300, 30
"""Days: "is to run from 23 January" said on the 28th means the one just gone; who means next year's says so."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`published` is a span or None; `history` holds the dates told so far, each with the number of its sentence."""

    published: Span | None
    history: tuple[tuple[Span, int], ...] = ()
    sentence: int = 0
    tense: Tense | None = None
    day_first: bool = False
    fiscal: tuple[int, str] | None = None
    """First month of the budget year of the country spoken of, and which calendar year names it (start, end)."""
    habit: bool = False
    """Does the sentence tell what a month or season is like in any year?"""
    hour: time | None = None
    """The hour of writing where it is known, as an assistant knows it: then "in two years" is a day too."""

    def told(self, longest: int, *, within: int = 99) -> Span | None:
        """The date last told that covers at most `longest` days, at most `within` sentences back; None where there is none."""
        for span, sentence in reversed(self.history):
            if self.sentence - sentence > within:
                return None
            if length(span) <= longest:
                return span
        return None

    def anchor(self, longest: int) -> Span | None:
        """The date last told at that grain, else the published one."""
        return self.told(longest) or self.published


@dataclass(frozen=True, slots=True)
class Placed:
    """A resolved expression. `told` marks dates that later words ("that month") may refer back to."""

    type: TimexType
    value: str
    span: Span | None
    told: bool = True
    day_part: str = ""
    relation: str = "in"


Groups = Mapping[str, str | None]
Place = Callable[[Groups, Frame], Placed | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression: its pattern with named groups, and how a match is placed.

    `anchor` is a quick pattern, in lower case, for what every match holds at most some seventy characters from its start:
    the rule is tried only there. `weak` ones count only with words around them that make them times ("the end of the
    week"); `fills` are the groups that a joined date further on may lend ("from 29 November to 2 December 2021").
    """

    name: str
    pattern: str
    place: Place
    _: KW_ONLY
    anchor: str
    weak: bool = False
    fills: frozenset[str] = frozenset()


def dated(span: Span | None) -> Placed | None:
    """The span as a date; None stays None."""
    return None if span is None else Placed("DATE", value_of(span), span)


def unplaced(value: str) -> Placed:
    """A date whose year or day nothing tells."""
    return Placed("DATE", value, None, told=False)


def choose(candidates: list[Span], frame: Frame) -> Span | None:
    """The candidate that tense and nearness to the published date speak for; None without candidates or published date."""
    if not candidates or frame.published is None:
        return None
    first, last = frame.published
    candidates = sorted(candidates)
    told = frame.told(31, within=2)
    if frame.tense in {"past", None} and told is not None and (first - told[1]).days > LONG_AGO:
        onward = [span for span in candidates if span[0] >= told[0]]
        if onward and (onward[0][0] - told[1]).days < 366:
            return onward[0]
    if frame.tense == "past":
        # Inside a wide interval only what lies before its first day is surely past.
        before = [span for span in candidates if span[0] <= (last if (last - first).days <= 31 else first)]
        coming = next((span for span in candidates if span[0] > last), None)
        if before and coming and (first - before[-1][1]).days > FAR_BACK and (coming[0] - last).days < SOON:
            return coming
        return before[-1] if before else candidates[0]
    if frame.tense == "future":
        after = [span for span in candidates if span[1] >= first]
        gone = next((span for span in reversed(candidates) if span[1] < first), None)
        if after and gone and (after[0][0] - last).days > FAR_AHEAD and (first - gone[1]).days < JUST_GONE:
            return gone
        return after[0] if after else candidates[-1]
    later_first = frame.tense in {"present", "open"}
    weight = AHEAD if frame.tense == "present" else 1.0
    return min(
        candidates,
        key=lambda span: (_away(span, first, last) * (weight if span[0] > last else 1.0), (span[0] < first) == later_first),
    )


def _away(span: Span, first: date, last: date) -> int:
    if span[1] < first:
        return (first - span[1]).days
    return max((span[0] - last).days, 0)


def years_around(frame: Frame) -> list[int]:
    """Years in which a yearless date may lie: those of and next to the published date and the date last told."""
    out: set[int] = set()
    for span in (frame.published, frame.told(366, within=2)):
        if span is not None:
            out |= {span[0].year - 1, span[0].year, span[1].year, span[1].year + 1}
    return sorted(year for year in out if 1 <= year <= 9998)
