"""What a personal name looks like: its words, particles, initials and suffixes, and where it ends.

In: pieces, the namings and office phrases that no name runs into. Out: the end of the name that begins at a piece, and its
parts. Whether such a run is a person is settled by `attache.reading.who.persons`.
"""

from __future__ import annotations

from collections.abc import Sequence

from attache.reading.who.actor_tables import body_heads, honorifics, office_heads, word_set
from attache.reading.who.holders import known_country
from attache.reading.who.namings import Naming
from attache.reading.who.pieces import Piece
from attache.reading.who.titles import Title

_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "XIII", "XIV", "XV", "XVI"})
_ALSO_GIVEN = frozenset({"Don", "Dean", "Judge", "King", "Tun", "Begum"})
"""Forms of address that are given or family names as well ("Trade Minister Don Farrell")."""
_SONS = frozenset({"bin", "ibn", "bint"})
"""Particles after which any word in capitals is a name: "bin Said"."""


class NameGrammar:
    """Reads personal names over one report's pieces."""

    def __init__(self, pieces: Sequence[Piece], namings: Sequence[Naming], titles: Sequence[Title]) -> None:
        self.pieces = pieces
        self.covered = {k: n for n in namings for k in range(n.i, n.j)}
        self.title_pieces = {k for t in titles for k in range(t.own_i, t.own_j)}
        self._ends: dict[int, int] = {}
        self._part_ends: dict[int, int] = {}

    def name_end(self, i: int) -> int:
        """End of the personal name that begins at piece `i`; `i` itself where none does."""
        if i < len(self.pieces) and not self.pieces[i].capital:
            return i
        if i not in self._ends:
            self._ends[i] = self._name_end(i)
        return self._ends[i]

    def _name_end(self, i: int) -> int:
        pieces, j = self.pieces, i
        while j < len(pieces) and (j == i or not pieces[j].breaks):
            end = self._part_end(j)
            if end > j:
                j = end
                continue
            if j > i and pieces[j].text in word_set("name_particles") and pieces[j].text.islower():
                k = j + 1
                if k < len(pieces) and pieces[k].text == "-" and not pieces[k].gap:
                    k += 1
                while k < len(pieces) and pieces[k].text in word_set("name_particles"):
                    k += 1
                if pieces[j].text in _SONS and k < len(pieces) and pieces[k].capital and k not in self.covered:
                    j = max(self._part_end(k), k + 1)
                    continue
                if k < len(pieces) and self._part_end(k) > k and pieces[j].text not in {"i", "e", "as", "at", "y"}:
                    j = self._part_end(k)
                    continue
            break
        return j

    def _part_end(self, j: int) -> int:
        if j not in self._part_ends:
            self._part_ends[j] = self._read_part(j) if j < len(self.pieces) else j
        return self._part_ends[j]

    def _read_part(self, j: int) -> int:
        """End of the one word of a name, with its hyphens, that begins at piece `j`; `j` itself where none does."""
        pieces = self.pieces
        piece = pieces[j]
        if piece.text in _SUFFIXES:
            return j + 2 if j + 1 < len(pieces) and pieces[j + 1].text == "." and not pieces[j + 1].gap else j + 1
        if not piece.capital or j in self.title_pieces or self._function_word(j):
            return j
        if len(piece.text) == 1 and j + 1 < len(pieces) and pieces[j + 1].text == "." and not pieces[j + 1].gap:
            return j + 2
        if piece.text.isupper() and len(piece.text) > 1:
            return j
        if j in self.covered:
            return j
        if office_heads().match(pieces, j) is not None and piece.text not in {
            "King",
            "Major",
            "Marshal",
            "Judge",
            "Dean",
            "Chancellor",
            "Sultan",
            "Amir",
            "Emir",
        }:
            return j
        if piece.folded in body_heads():
            return j
        end = j + 1
        while (
            end + 1 < len(pieces)
            and pieces[end].text in "-'"
            and not pieces[end].gap
            and not pieces[end + 1].gap
            and len(pieces[end + 1].text) > 1
        ):
            if pieces[end].text == "'" and (pieces[end + 1].text == "s" or not pieces[end + 1].capital):
                break
            end += 2
        return end

    def _function_word(self, j: int) -> bool:
        """Is piece `j` a word like "In" or "Monday" rather than a name's part ("To Lam", "Theresa May")?"""
        pieces = self.pieces
        word = pieces[j].folded
        if word not in word_set("not_names") and not (
            honorifics().match(pieces, j)
            and (j == 0 or pieces[j].breaks or not pieces[j - 1].capital or self._addressed_office(j))
        ):
            return False
        if word in word_set("calendar_words") and word != "may":
            return True
        before = pieces[j - 1] if j and not pieces[j].breaks else None
        after = pieces[j + 1] if j + 1 < len(pieces) and not pieces[j + 1].breaks else None
        followed = after is not None and after.capital and not after.text.isupper() and after.folded not in word_set("not_names")
        if pieces[j].text in word_set("vietnamese_surnames") | word_set("vietnamese_given"):
            if before is not None and before.text in word_set("vietnamese_given") | word_set("vietnamese_surnames"):
                return False
            return pieces[j].text not in word_set("vietnamese_surnames") or not (followed and j + 1 not in self.covered)
        if word == "may" and before is not None:
            return not (before.capital and before.folded not in word_set("not_names") and j - 1 not in self.covered)
        return True

    def _addressed_office(self, j: int) -> bool:
        """Does a form of address stand right after an office or another one, and is no given name ("Sheikh Hasina")?"""
        pieces = self.pieces
        if pieces[j].text in _ALSO_GIVEN or any(known_country([p.text for p in pieces[j:k]]) for k in (j + 2, j + 3)):
            return False
        k = j - 1 if pieces[j - 1].text == "." else j
        told = [honorifics().match(pieces, b) for b in range(max(0, k - 4), k)]
        return k - 1 in self.title_pieces or any(found is not None and found[0] in {k, j} for found in told)

    def parts(self, i: int, end: int) -> tuple[str, ...]:
        """The words of a name, hyphenated ones whole."""
        out: list[str] = []
        for k in range(i, end):
            piece = self.pieces[k]
            if piece.text == ".":
                continue
            if k > i and not piece.gap and out and (piece.text in "-'" or self.pieces[k - 1].text in "-'"):
                out[-1] += piece.text
            else:
                out.append(piece.text)
        return tuple(out)
