"""Descriptions among names: "a Western agency" is someone else in every report, and is never linked to another face."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attache.ledger.entries import ActorEntry
from attache.ledger.faces import Face, Link, Spelling
from attache.ledger.identity import described, described_entry, has_key
from attache.ledger.things import KnownThing
from attache.ledger.working.naming import Rules

HERE = "as in "
"""Beginning of what keeps a description apart: the report it stands in follows."""


@dataclass(frozen=True, slots=True)
class WithDescriptions:
    """The rules of a layer of actors, for names and descriptions alike."""

    rules: Rules

    def key_of(self, spelling: Spelling) -> str:
        """As the layer has it."""
        return self.rules.key_of(spelling)

    def faces_of(self, key: str, spellings: Mapping[Spelling, int]) -> list[Face]:
        """Those of the layer; of a description the one of its report."""
        _, _, report = key.partition(f"\x1f{HERE}")
        return [described(report, s) for s in spellings] if report else self.rules.faces_of(key, spellings)

    def claims(self, face: Face) -> frozenset[str]:
        """None for a description."""
        return self.rules.claims(face) if _is_named(face) else frozenset()

    def answers(self, face: Face) -> frozenset[str]:
        """None for a description."""
        return self.rules.answers(face) if _is_named(face) else frozenset()

    def decide(self, key: str, claimers: Sequence[Face], answerers: Sequence[Face]) -> list[Link]:
        """As the layer has it."""
        return self.rules.decide(key, claimers, answerers)

    def entry(self, faces: Sequence[Face]) -> ActorEntry | KnownThing:
        """The actor; where a person has called a description the same as a name, the name stands for both."""
        named = [f for f in faces if _is_named(f)]
        return self.rules.entry(named) if named else described_entry(faces[0])


def _is_named(face: Face) -> bool:
    return any(has_key(s) for s, _ in face.spellings)
