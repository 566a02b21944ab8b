"""Countries are their ISO 3166-1 alpha-3 code: one face a country, and nothing to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attache.ledger.countries import country_name
from attache.ledger.entries import ActorEntry
from attache.ledger.faces import Face, Link, Spelling
from attache.ledger.identity.splitting import face


def key_of(spelling: Spelling) -> str:
    """The country's code; its name where the report gives no code."""
    return spelling.of or spelling.name


def faces_of(key: str, spellings: Mapping[Spelling, int]) -> list[Face]:
    """The one face of a country."""
    return [face("country", key, key, spellings)] if spellings else []


def claims(face: Face) -> frozenset[str]:
    """None: a code needs no other."""
    return frozenset()


def answers(face: Face) -> frozenset[str]:
    """None: a code needs no other."""
    return frozenset()


def decide(key: str, claimers: Sequence[Face], answerers: Sequence[Face]) -> list[Link]:
    """No links."""
    return []


def entry(faces: Sequence[Face]) -> ActorEntry:
    """The country by its usual English name."""
    code = faces[0].key
    aliases = {alias for face in faces for spelling, _ in face.spellings for alias in spelling.aliases}
    return ActorEntry(code, country_name(code), "country", code, tuple(sorted(aliases - {code})))
