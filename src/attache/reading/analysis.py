"""What the steps of reading hand on: the report's Doc and what has been found in it so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Literal

from attache.language.marks import Marks
from attache.language.tokens import Doc, Span, plain
from attache.records import Actor, ActorName, Dates, Evidence, Mention, Report, Thing, Value

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: `[start, end)`, its type, and the calendar days it covers where it names any."""

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    """ISO 8601 or TIMEX3 value: `2016-10`, `2017-W28`, `2018-03-19/2018-03-20`, `P3Y`, `XXXX-12-10` where no year can be told."""
    span: Dates | None
    """The days it covers; None for durations, sets and what cannot be placed."""
    relation: Literal["in", "by", "since", "until", "before", "after"] = "in"
    """How the words before it place the act: "by 2020" is by, "since 1991" since; `span` is always the named time itself."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: `[start, end)` over number, bound words and unit."""

    start: int
    end: int
    text: str
    value: Value
    unit: str | None
    """ISO 4217 for money, "%" for per cent, else the singular word of the unit table; None for a bare number."""
    bound: Literal["over", "under", "about", "range"] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """The state of reading one report. Steps take it and return new parts of it; none is changed in place.

    Two are equal only if they are one object, so that what is found in one can be kept for the next who asks.
    """

    report: Report
    doc: Doc
    published: Dates | None = None
    times: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    actors: dict[ActorName, Actor] = field(default_factory=dict)
    things: tuple[Thing, ...] = ()
    mentions: tuple[Mention, ...] = ()
    """Of actors and things, in text order; nested ones (the country inside an organisation's name) are included."""
    sentences: tuple[Span, ...] = field(init=False, repr=False)
    """The Doc's sentences."""
    marks: Marks = field(init=False, repr=False)
    """What the encoder found besides syntax: events, attributions, names; empty where it did not read."""
    _mention_starts: tuple[int, ...] = field(init=False, repr=False)
    _quantity_starts: tuple[int, ...] = field(init=False, repr=False)
    _time_starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "doc", plain(self.doc))
        object.__setattr__(self, "marks", self.doc.marks)
        object.__setattr__(self, "sentences", self.doc.sents)
        object.__setattr__(self, "_mention_starts", tuple(m.evidence.start for m in self.mentions))
        object.__setattr__(self, "_quantity_starts", tuple(q.start for q in self.quantities))
        object.__setattr__(self, "_time_starts", tuple(t.start for t in self.times))

    def evidence(self, start: int, end: int) -> Evidence:
        """The passage `[start, end)` as evidence."""
        return Evidence(self.report.id, start, end, self.report.text[start:end])

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the character at `offset`."""
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start_char) - 1
        if at < 0 or self.sentences[at].end_char <= offset:
            raise ValueError(f"no sentence at character {offset}")
        return self.sentences[at]

    def mentions_from(self, start: int, stop: int) -> tuple[Mention, ...]:
        """Mentions that begin inside `[start, stop)`, in text order."""
        return self.mentions[bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, stop)]

    def mentions_within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Mentions wholly inside `[start, end)`, in text order."""
        first, last = bisect_left(self._mention_starts, start), bisect_right(self._mention_starts, end)
        return tuple(m for m in self.mentions[first:last] if m.evidence.end <= end)

    def is_time(self, offset: int) -> bool:
        """Whether a time expression covers the character at `offset`."""
        at = bisect_right(self._time_starts, offset)
        return at > 0 and self.times[at - 1].end > offset

    def quantities_from(self, start: int, stop: int) -> tuple[Quantity, ...]:
        """Quantities that begin inside `[start, stop)`, in text order."""
        first, last = bisect_left(self._quantity_starts, start), bisect_left(self._quantity_starts, stop)
        return self.quantities[first:last]

    def is_quantity(self, offset: int) -> bool:
        """Whether a quantity covers the character at `offset`."""
        at = bisect_right(self._quantity_starts, offset)
        return at > 0 and self.quantities[at - 1].end > offset

    def quantities_ending(self, first: int, last: int) -> tuple[Quantity, ...]:
        """Quantities whose end lies in `[first, last]`; none overlap."""
        ends = self.quantities
        low = bisect_left(ends, first, key=lambda quantity: quantity.end)
        return ends[low : bisect_right(ends, last, key=lambda quantity: quantity.end)]

    def times_within(self, start: int, end: int) -> tuple[Timex, ...]:
        """Time expressions wholly inside `[start, end)`, in text order."""
        first, last = bisect_left(self._time_starts, start), bisect_right(self._time_starts, end)
        return tuple(t for t in self.times[first:last] if t.end <= end)
