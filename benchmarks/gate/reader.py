"""What the whole reader makes of texts: its time, and the events between two that a text set aside would have given."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from attache.reading import read
from attache.reading.gate import gate
from attache.records import Event, Reading, Report, ReportId
from benchmarks.gate.sets import Sample


@dataclass(frozen=True, slots=True)
class Found:
    """Of the texts of one task that were read: events between two actors, and those among them in texts set aside."""

    task: str
    texts: int
    events: int
    lost: int


def reading_time(samples: Sequence[Sample], words: int) -> float:
    """Milliseconds in which the reader reads so many words, loading left out."""
    read(_report(samples[0]))
    began = time.process_time()
    for sample in samples:
        read(_report(sample))
    return 1000 * (time.process_time() - began) * words / sum(len(s.text.split()) for s in samples)


def found_by_reader(task: str, samples: Sequence[Sample]) -> Found:
    """Reads all, whatever the gate says, and counts on which side the events between two stand."""
    events = lost = 0
    for sample in samples:
        reading = read(_report(sample))
        between = sum(_between_two(event, reading) for event in reading.events)
        events += between
        lost += 0 if gate(sample.text, sample.title).passed else between
    return Found(task, len(samples), events, lost)


def _between_two(event: Event, reading: Reading) -> bool:
    """Whether doers and targets are of two countries, or of one and an international body."""
    known = {actor.name: actor for actor in reading.actors}
    sides = {
        known[n].country or (n if known[n].kind == "organisation" else None) for n in (*event.who, *event.target) if n in known
    }
    return len(sides - {None}) >= 2


def _report(sample: Sample) -> Report:
    digest = sha256(sample.text.encode()).hexdigest()
    return Report(id=ReportId("r" + digest[:16]), text=sample.text, sha256=digest, title=sample.title)
