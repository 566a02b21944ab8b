"""Extents: shares done, areas and lengths, which name the thing they are of ("share of text agreed", "area of block")."""

from __future__ import annotations

import re

from attache.reading.figures.common import Measure
from attache.reading.figures.nouns import noun_before, whole_of
from attache.reading.figures.phrases import left_run, right_run, words_of
from attache.reading.figures.spots import Spot, role


def degree(spot: Spot, named: frozenset[int]) -> Measure | None:
    """ "the text was 98 per cent agreed", "the plant is 40 per cent complete": the share of a thing that is so."""
    before, after = spot.before, spot.after
    if not spot.share or before is None or after is None or after.lower_ not in role("part_done"):
        return None
    verb = before
    while verb.i > spot.sentence.start and (verb.pos_ == "ADV" or verb.lower_ in role("hedge") | {"been", "than"}):
        verb = verb.nbor(-1)
    if verb.lower_ not in {"is", "are", "was", "were", "be", "has", "have", "had"}:
        return None
    subject = noun_before(spot, verb, named)
    return Measure(f"share of {subject.name} {after.lower_}", token=subject.token) if subject is not None else None


def area(spot: Spot) -> Measure | None:
    """ "another block, 37.5 square miles of sea", "500 hectares of forest": the area of what is restated, else named."""
    unit = spot.quantity.unit or ""
    if not unit.startswith("square") and unit not in {"hectare", "acre"}:
        return None
    if spot.before is not None and spot.before.text in {",", "(", "—", "–"}:
        start, end = left_run(spot.doc, spot.before.i, floor=spot.sentence.start)
        if end > start and spot.doc[end - 1].pos_ == "NOUN":
            return Measure(f"area of {words_of(spot.doc[start:end])}", kind="measure", token=end - 1)
    if spot.after is not None and spot.after.lower_ == "of":
        start, end = right_run(spot.doc, spot.last + 1, ceiling=spot.sentence.end)
        if end > start:
            return Measure(f"area of {words_of(spot.doc[start:end])}", kind="measure", token=end - 1)
    return None


_BEARINGS = re.compile(
    r"(?:north|south|east|west)(?:ern|wards?)?|(?:north|south)-?(?:east|west)|off|from|away|inside|outside|upstream|downstream"
)


def distance(spot: Spot) -> Measure | None:
    """ "50 nautical miles south-west of the island", "30 km from the border": how far it is from where."""
    unit = spot.quantity.unit or ""
    if not unit.endswith(("metre", "mile")) or unit.startswith(("square", "cubic")):
        return None
    for token in spot.doc[spot.last : min(spot.last + 5, spot.sentence.end)]:
        if token.lower_ in {"of", "from", "off"} and token.i + 1 < spot.sentence.end:
            if token.lower_ == "of" and token.i == spot.last:
                return None
            start, end = right_run(spot.doc, token.i + 1, ceiling=spot.sentence.end)
            return (
                Measure(f"distance from {words_of(spot.doc[start:end])}", kind="measure", token=end - 1) if end > start else None
            )
        if not _BEARINGS.fullmatch(token.lower_) and token.text not in {"-", "–"}:
            return None
    return None


_DIMENSIONS = {"wide": "width", "long": "length", "high": "height", "tall": "height", "deep": "depth", "thick": "thickness"}


def dimension(spot: Spot, named: frozenset[int]) -> Measure | None:
    """ "the strait is 30 kilometres wide", "a pipeline of 1,200 kilometres": width, length, height or depth of the thing."""
    if not (spot.quantity.unit or "").endswith(("metre", "mile", "foot")) or (spot.quantity.unit or "").startswith(("sq", "cu")):
        return None
    after, before = spot.after, spot.before
    told = _DIMENSIONS.get(after.lower_) if after is not None else None
    if told and before is not None:
        verb = before
        while verb.i > spot.sentence.start and (verb.pos_ == "ADV" or verb.lower_ in role("hedge") | {"over", "under", "than"}):
            verb = verb.nbor(-1)
        subject = noun_before(spot, verb, named) if verb.lower_ in {"is", "are", "was", "were"} else None
        return Measure(f"{told} of {subject.name}", kind="measure", token=subject.token) if subject is not None else None
    whole = whole_of(spot, named)
    return Measure(f"length of {whole}", kind="measure", token=spot.first) if whole and whole.split()[-1] in _LINEAR else None


_LINEAR = frozenset(
    {"pipeline", "railway", "road", "motorway", "highway", "line", "cable", "canal", "tunnel", "bridge", "border", "coast"}
    | {"coastline", "river", "track", "route", "wall", "fence", "strip", "stretch", "runway", "corridor", "frontier"}
)
