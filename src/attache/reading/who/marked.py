"""Bodies that the encoder marks and that neither tables nor head words tell: companies, media, movements, longer forms.

In: the Doc with its two readings of names (`doc.ents` and `doc.marks.names`), pieces and the namings of tables and rules. Out:
the namings, with those of the encoder added. A run counts where most of the readings of all its occurrences say
organisation; tables keep the last word on what they know, save that a longer name ("Hyundai Rotem") goes before the
shorter one in it and that a company's name which is a place's too ("Amazon") follows the encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attache.knowledge import rows
from attache.language.marks import Marks
from attache.language.tokens import Doc
from attache.reading.who.actor_tables import (
    body_heads,
    body_nouns,
    honorifics,
    introduced,
    office_heads,
    office_modifiers,
    word_set,
)
from attache.reading.who.namings import Naming
from attache.reading.who.not_persons import place_names
from attache.reading.who.origins import name_hints
from attache.reading.who.pieces import Piece, piece_at
from attache.reading.who.surroundings import Surroundings

Span = tuple[int, int]
"""Pieces `[i, j)`."""

_EXTENDABLE = frozenset({"company", "media", "bank", "mission", "party", "armed"})
"""Kinds of bodies whose names others lengthen: "Posco" and "Posco Energy"."""
_PLACES = frozenset({"LOC", "GPE", "FAC"})
_LINKS = frozenset({"and", "&", "of", "the", ",", "-", "'", "s", "for", "de", "la", "del"})
_LONGEST = 7
"""Pieces a name may have that nothing but the encoder tells."""


def with_marked(doc: Doc, pieces: Sequence[Piece], known: Sequence[Naming]) -> list[Naming]:
    """The namings with those that the encoder adds, lengthens or takes back, in text order."""
    if not doc.marks.names:
        return list(known)
    votes = _votes(doc, doc.marks, pieces)
    named: dict[tuple[str, ...], list[str]] = {}
    for (i, j), two in votes.items():
        named.setdefault(_words(pieces, i, j), []).extend(two)
    kept = [n for n in known if not _place_after_all(pieces, n, votes)]
    around = Surroundings(pieces, kept)
    taken = {k: n for n in kept for k in range(n.i, n.j)}
    surnames = {pieces[j - 1].text for (i, j), two in votes.items() if "PER" in two and j - i > 1}
    out, gone = list(kept), set[Naming]()
    for i, j in sorted(votes):
        inside = {taken[k] for k in range(i, j) if k in taken}
        told = named[_words(pieces, i, j)]
        if "ORG" not in votes[i, j] or not _is_name(pieces, i, j) or 2 * told.count("ORG") <= len(told):
            continue
        shorter = [n for n in inside if n.kind == "organisation" and n.i == i and n.j < j and n.sort in _EXTENDABLE]
        if inside - set(shorter) or pieces[j - 1].text in surnames or (shorter and not all(p.capital for p in pieces[i:j])):
            continue
        gone.update(shorter)
        sort = introduced(pieces, i) or (shorter[0].sort if shorter else "company")
        out.append(Naming(i, j, around.text(i, j), "organisation", "name", around.owner(i), sort=sort))
    return sorted((n for n in out if n not in gone), key=lambda n: (n.i, -n.j))


def _votes(doc: Doc, marks: Marks, pieces: Sequence[Piece]) -> dict[Span, list[str]]:
    """What the two readings call each span that the finer one marks."""
    out = {}
    starts = [piece.start for piece in pieces]
    for name in marks.names:
        first, last = doc.tokens[name.start], doc.tokens[name.end - 1]
        span = _trimmed(pieces, piece_at(starts, first.idx), piece_at(starts, last.idx) + 1)
        if span[0] < span[1]:
            out[span] = [name.type, first.ent_type_ if first.ent_type_ == last.ent_type_ else ""]
    return out


def _trimmed(pieces: Sequence[Piece], i: int, j: int) -> Span:
    """The span without small words and marks at its ends."""
    while i < j and not (pieces[i].capital or pieces[i].text[0].isdigit()):
        i += 1
    while (i < j and not pieces[j - 1].text[0].isalnum()) or (j - 1 > i and pieces[j - 1].text in _LINKS):
        j -= 1
    return i, j


def _words(pieces: Sequence[Piece], i: int, j: int) -> tuple[str, ...]:
    return tuple([p.text for p in pieces[i:j]])


@cache
def _waters() -> frozenset[str]:
    """Names of rivers without their noun: "Amazon"."""
    return frozenset(r["name"].removesuffix(" River") for r in rows("places") if r["sort"] == "river")


def _place_after_all(pieces: Sequence[Piece], known: Naming, votes: dict[Span, list[str]]) -> bool:
    """Whether both readings take the table's company for the place of that name here."""
    if known.sort != "company" or known.form != "name" or known.j - known.i != 1:
        return False
    two = votes.get((known.i, known.j), [])
    return len(two) == 2 and set(two) <= _PLACES and pieces[known.i].text in place_names() | _waters()


@cache
def _thing_words() -> frozenset[str]:
    """Last words of the names of things and places."""
    things = {r["head"].split()[-1].casefold() for r in rows("thing_heads", package="attache.language.en")}
    places = {r["head"].split()[-1].casefold() for r in rows("place_heads", package="attache.language.en")}
    return frozenset((things | places) - set(body_heads()))


def _is_name(pieces: Sequence[Piece], i: int, j: int) -> bool:
    """Whether the pieces can be the name of a body: no common noun alone, no office, person or thing, no news agency's mark."""
    words = pieces[i:j]
    own = [p for p in words if p.text not in _LINKS]
    if (
        not own
        or j - i > _LONGEST
        or any(p.breaks for p in words[1:])
        or not all(p.capital or p.text in _LINKS or p.text[0].isdigit() for p in words)
    ):
        return False
    if (
        all(_common(p) for p in own)
        or own[-1].folded in _thing_words()
        or own[-1].folded in body_heads()
        or own[0].text[0].isdigit()
        or own[-1].text[0].isdigit()
    ):
        return False
    if introduced(pieces, i) == "thing" or _bracketed(pieces, i, j) or _joined_on(pieces, i, j):
        return False
    if any(office_heads().match(pieces, k) is not None for k in (*range(i, j), *([i - 1] if i and not pieces[i].breaks else []))):
        return False
    if i and not pieces[i].breaks and honorifics().match(pieces, i - 1) is not None and pieces[i - 1].capital:
        return False
    return len(own) < 2 or max(name_hints([p.text for p in own]).values(), default=0.0) < 1.4


def _common(piece: Piece) -> bool:
    word = piece.folded
    return (
        word in body_heads()
        or word in body_nouns()
        or word in office_modifiers()
        or word in word_set("not_names")
        or word in _thing_words()
        or len(word) < 2
    )


def _bracketed(pieces: Sequence[Piece], i: int, j: int) -> bool:
    """Whether the name stands alone in brackets, as an agency's mark in a dateline or an acronym that others read."""
    return i > 0 and j < len(pieces) and pieces[i - 1].text == "(" and pieces[j].text == ")"


def _joined_on(pieces: Sequence[Piece], i: int, j: int) -> bool:
    """Whether the name goes on into capitals or a hyphen that the encoder left out, so that its extent is in doubt."""
    after = pieces[j] if j < len(pieces) and not pieces[j].breaks else None
    if after is None:
        return False
    return (
        (after.capital and bool(after.gap))
        or (after.text in {"-", "–"} and not after.gap)
        or (i > 0 and pieces[i - 1].text in {"-", "–"} and not pieces[i].gap)
    )
