"""Actors and the passages that mention them."""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.records import Actor, ActorName, Mention


def find_actors(at: Analysis) -> tuple[dict[ActorName, Actor], tuple[Mention, ...]]:
    """Actors of the report by name, and their mentions in text order, pronouns and descriptions resolved."""
    return {}, ()
