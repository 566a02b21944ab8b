"""Organisations that no table holds: capitalised names with a head word, state bodies, acronyms.

In: pieces of the text and the namings of the tables. Out: further namings, state bodies on one pattern (`canonical`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attache.knowledge import rows
from attache.reading.things.vocabulary import words as joining
from attache.reading.who.actor_tables import body_heads, introduced, introducers, office_heads, office_modifiers, word_set
from attache.reading.who.canonical import ministry_named, of_country, shared_bodies
from attache.reading.who.namings import Naming
from attache.reading.who.pieces import PhraseTable, Piece
from attache.reading.who.state_bodies import StateBodyFinder
from attache.reading.who.surroundings import Surroundings

_JOINS = frozenset({"of", "for", "on", "and", "the", "de", "du", "des", "&", "in", "to"})
_STATE_KINDS = frozenset(
    {"ministry", "parliament", "court", "military", "embassy", "government", "office", "agency", "bank", "mission"}
)
_DASHES = frozenset("-–")
_OWN_POSSESSIVE = frozenset(
    ("People", "Workers", "Children", "Women", "Farmers", "Lawyers", "Citizens", "Nations", "States", "King")
)
_SEATED = frozenset(("Embassy", "Consulate", "Mission", "Representation", "Consulate-General"))


@cache
def _thing_words() -> frozenset[str]:
    """Last words of names that are things and no bodies ("Agreement", "Forum")."""
    heads = {r["head"].split()[-1].casefold() for r in rows("thing_heads", package="attache.language.en")}
    return frozenset(
        heads - set(body_heads())
        | {"war", "act", "law", "year", "river", "sea", "island", "islands", "mountain", "bay", "city", "province", "plant"}
    )


@cache
def _group_heads() -> frozenset[str]:
    """Names of groups that meet rather than act: "contact group", "support group"."""
    heads = (r["head"].casefold() for r in rows("thing_heads", package="attache.language.en") if r["kind"] == "mechanism")
    return frozenset(head for head in heads if head.endswith(" group"))


def _joins_sides(words: Sequence[str], sort: str) -> bool:
    """Whether the words name a mechanism that joins sides and no body of its own: "Joint Commission", "Association Council"."""
    told = " ".join(words).casefold().replace(" - ", "-").replace("high-level", "level").split()
    if sort == "company":
        return " ".join(told[-2:]) in _group_heads()
    return sort in {"committee", "council"} and bool(set(told) & (joining("joint") | {"level"}))


def find_bodies(pieces: Sequence[Piece], known: Sequence[Naming]) -> list[Naming]:
    """All bodies beyond the table's `known` namings: by name, in small letters, and their acronyms in brackets."""
    around = Surroundings(pieces, known)
    found = _RunFinder(around, known).find()
    taken = {k for n in found for k in range(n.i, n.j)}
    found += [n for n in _introduced(around) if not taken & set(range(n.i, n.j))]
    taken = {k for n in found for k in range(n.i, n.j)}
    found += [n for n in StateBodyFinder(around).find() if n.i not in taken and n.j - 1 not in taken]
    found.sort(key=lambda n: (n.i, n.j))
    return found + _acronyms(pieces, [*known, *found])


def _introduced(around: Surroundings) -> list[Naming]:
    """Names after a noun that says what they are: "the newspaper La Prensa", "the exporters Barry Callebaut and Olam"."""
    pieces, out = around.pieces, []
    for i in _behind(pieces, introducers()):
        kind = introduced(pieces, i) if pieces[i].capital else None
        if kind in {None, "thing"} or pieces[i - 1].text[0].isupper() or i in around.by_start:
            continue
        end = _name_run(pieces, i)
        while end > i:
            if office_heads().match(pieces, end) is None and pieces[i].folded not in word_set("not_names"):
                out.append(Naming(i, end, around.text(i, end), "organisation", "name", None, sort=str(kind)))
            if not (pieces[i - 1].text.endswith("s") or out) or end + 1 >= len(pieces) or pieces[end].text != "and":
                break
            if not pieces[i - 1].text.endswith("s"):
                break
            i = end + 1
            end = _name_run(pieces, i) if i not in around.by_start else i
    return out


def _behind(pieces: Sequence[Piece], table: PhraseTable[str]) -> list[int]:
    """The pieces right behind which, or up to three before which, a phrase of the table may begin."""
    return sorted({k for i in table.places(pieces) for k in range(i + 1, min(i + 4, len(pieces)))})


def _name_run(pieces: Sequence[Piece], i: int) -> int:
    """End of the capitals that begin at piece `i`, hyphens and Arabic or Romance particles included."""
    j = i
    while j < len(pieces) and (j == i or not pieces[j].breaks):
        joined = j > i and pieces[j].text in {"-", "'", "&"} and j + 1 < len(pieces) and not pieces[j + 1].breaks
        if joined and pieces[j].text != "&" and (pieces[j].gap or pieces[j + 1].gap or pieces[j + 1].text == "s"):
            break
        small = j > i and pieces[j].text in {"al", "el", "de", "del", "la", "e", "da", "do"} and _capital_after(pieces, j)
        if pieces[j].capital or pieces[j].text[0].isdigit() or joined or small:
            j += 1
        else:
            break
    return j


def _capital_after(pieces: Sequence[Piece], j: int) -> bool:
    k = j + 2 if j + 2 < len(pieces) and pieces[j + 1].text == "-" else j + 1
    return k < len(pieces) and pieces[k].capital and not pieces[k].breaks


def _acronyms(pieces: Sequence[Piece], known: Sequence[Naming]) -> list[Naming]:
    """Acronyms in brackets after a name, here and wherever they stand again."""
    named = sorted(known, key=lambda n: n.i)
    acronyms: dict[str, Naming] = {}
    for n in named:
        if n.kind == "organisation" and n.j + 2 < len(pieces) and pieces[n.j].text == "(" and pieces[n.j + 2].text == ")":
            word = pieces[n.j + 1].text
            if sum(c.isupper() for c in word) >= 2 and word not in acronyms:
                acronyms[word] = n
    if not acronyms:
        return []
    taken = {k for n in named for k in range(n.i, n.j)}
    out = []
    for k, piece in enumerate(pieces):
        body = acronyms.get(piece.text)
        if body is not None and k not in taken:
            out.append(Naming(k, k + 1, body.name, "organisation", "short", body.country, sort=body.sort))
    return out


class _RunFinder:
    """Finds bodies that runs of capitals name."""

    def __init__(self, around: Surroundings, known: Sequence[Naming]) -> None:
        self.around = around
        self.pieces = around.pieces
        self.by_start = around.by_start
        self.by_end = around.by_end
        self.wide = [(n.i, n.j) for n in known if n.kind == "organisation"]
        self.shared = range(0)
        """Pieces of the last name that proved a mechanism; its later words name no body either."""

    def find(self) -> list[Naming]:
        """Bodies named by runs of capitals, in text order."""
        out: list[Naming] = []
        i, stop = 0, len(self.pieces)
        pieces = self.pieces
        while i < stop:
            piece = pieces[i]
            if not (piece.capital or piece.text[0].isdigit()) or not self._opens(i):
                i += 1
                continue
            end = self._run_end(i)
            naming = self._body_of_run(i, end)
            if naming is None:
                country = self.by_start.get(i)
                i = country.j if country else i + 1
                # a name may begin again after its first word only at a possessive or a join
                while i < end and self._opens(i) and not self._restarts(i):
                    i += 1
                continue
            out.append(naming)
            self.by_end.setdefault(naming.j, naming)
            i = naming.j
        return out

    def _restarts(self, i: int) -> bool:
        before = self.pieces[i - 1].text
        return (
            before in {"s", "and", "of", ",", "the", "in", "for"}
            or (i in self.by_start)
            or (i in self.by_end)
            or before in _DASHES
        )

    def _opens(self, i: int) -> bool:
        piece = self.pieces[i]
        if not (piece.capital or (piece.text[0].isdigit() and piece.text.endswith(("th", "st", "nd", "rd")))):
            return False
        if piece.text == "All" and i and self.pieces[i - 1].text[0].isalnum():
            return True
        return piece.folded not in word_set("not_names") or i in self.by_start or self._direction_in_name(i)

    def _direction_in_name(self, i: int) -> bool:
        """ "Southern Theater Command", "Asian Infrastructure …": a direction or continent opens a longer name."""
        return (
            i + 1 < len(self.pieces)
            and self.pieces[i + 1].capital
            and self.pieces[i].folded.endswith(("ern", "an", "al", "ic", "north", "south", "east", "west"))
        )

    def _run_end(self, i: int) -> int:
        """End of the run of capitals, joined by small words, that begins at `i`."""
        pieces, j, headed, joined = self.pieces, i + 1, self._is_head(i), False
        while j < len(pieces) and not pieces[j].breaks:
            piece = pieces[j]
            head = office_heads().match(pieces, j)
            if piece.capital and head is not None and not self._is_head(j) and pieces[j - 1].text not in {"of", "for"}:
                break
            if piece.capital or (piece.text in _DASHES and not piece.gap and j + 1 < len(pieces) and not pieces[j + 1].gap):
                headed = headed or self._is_head(j)
                j += 1
            elif piece.text == "'" and not piece.gap and j + 2 < len(pieces) and self._possessive_inside(i, j):
                j += 2 if pieces[j + 1].text == "s" and not pieces[j + 1].gap else 1
            elif piece.text in _JOINS and self._joins(j, headed, joined):
                joined = joined or piece.text in {"of", "for", "on"}
                j += 2 if pieces[j + 1].text == "the" else 1
            elif piece.text == "," and joined and self._list_in_name(j):
                j += 1
            else:
                break
        return j

    def _is_head(self, i: int) -> bool:
        text = self.pieces[i].folded
        if text in body_heads():
            return True
        return f"{text} {self.pieces[i + 1].folded}" in body_heads() if i + 1 < len(self.pieces) else False

    def _possessive_inside(self, i: int, j: int) -> bool:
        """Is the apostrophe part of the name ("People's Army") and not of an owner before it ("Vietnam's Ministry")?"""
        after = j + 2 if self.pieces[j + 1].text == "s" and not self.pieces[j + 1].gap else j + 1
        if after >= len(self.pieces) or not self.pieces[after].capital:
            return False
        many = after == j + 1 and self.pieces[j - 1].text.endswith("s") and j not in self.by_end
        return many or self.pieces[j - 1].text in _OWN_POSSESSIVE

    def _joins(self, j: int, headed: bool, joined: bool) -> bool:
        pieces = self.pieces
        k = j + 2 if j + 1 < len(pieces) and pieces[j + 1].text == "the" else j + 1
        if k >= len(pieces) or not pieces[k].capital or pieces[k].breaks or pieces[k].folded in word_set("calendar_words"):
            return False
        word = pieces[j].text
        if word in {"of", "de", "du", "des", "&"}:
            return headed or word == "&"
        if word in {"for", "on"}:
            return headed and not any(b == j for _, b in self.wide)
        if word == "and":
            if k in self.by_start and self.by_start[k].kind == "country" and not joined:
                return False
            left = pieces[j - 1].folded
            return (joined and k not in self.by_start) or (
                left in office_modifiers() and pieces[k].folded in {*office_modifiers(), *body_heads()} | {"space", "cultural"}
            )
        if word in {"in", "to"}:
            return headed and any(self.pieces[m].text in _SEATED for m in range(max(0, j - 5), j)) and k in self.by_start
        return False

    def _list_in_name(self, j: int) -> bool:
        """ "for Science, Technology and Environment": capitals, each a portfolio's word, up to an "and"."""
        pieces, k = self.pieces, j + 1
        while k + 1 < len(pieces) and pieces[k].capital and k not in self.by_start and k - j < 10:
            if pieces[k + 1].text == "and":
                return k + 2 < len(pieces) and pieces[k + 2].capital and k + 2 not in self.by_start
            k += 2 if pieces[k + 1].text == "," else 1
        return False

    def _body_of_run(self, i: int, end: int) -> Naming | None:
        """The body that pieces `[i, end)` name, cut down to what belongs to it; None where they name none."""
        pieces = self.pieces
        words = [pieces[k].text for k in range(i, end)]
        first_join = next((k for k, w in enumerate(words) if w in {"of", "for", "on", "in", "to"} and k), len(words))
        stem_end = i + first_join
        kind = self._kind_before(stem_end)
        if kind is None and first_join < len(words):
            return None
        if kind is None or stem_end - i < 1:
            return None
        if end - i < 2 or i in self.shared:
            return None
        if (i in self.by_start and self.by_start[i].j >= end) or any(a <= i and end <= b for a, b in self.wide):
            return None
        sort, sure = kind
        if not sure and not (end < len(pieces) and pieces[end].text == "("):
            return None
        if _joins_sides(words[:first_join], sort):
            self.shared = range(i, end)
            return None
        name, country = self._canonical(i, end, sort)
        return Naming(i, end, name, "organisation", "name", country, sort=sort)

    def _kind_before(self, end: int) -> tuple[str, bool] | None:
        if end < 1:
            return None
        last = self.pieces[end - 1].folded
        two = f"{self.pieces[end - 2].folded} {last}" if end > 1 else ""
        if two == "task force":
            return None
        if last in _thing_words() and last not in body_heads():
            return None
        return body_heads().get(two) or body_heads().get(last)

    def _canonical(self, i: int, end: int, sort: str) -> tuple[str, str | None]:
        """Name and country of a capitalised run, a state body on the pattern `Body of Country`."""
        country, start = None, i
        leading = self.by_start.get(i)
        if leading is not None and leading.kind == "country" and leading.j < end:
            country = leading.country
            if sort in _STATE_KINDS and sort not in {"agency", "bank"}:
                start = leading.j
        owner = self.around.owner(i)
        country = country or owner
        stop = end
        for k in range(i + 1, end):
            inner = self.by_start.get(k)
            if inner is not None and inner.kind == "country" and self.pieces[k - 1].text in {"of", "the"}:
                country = inner.country
                if sort in {"ministry", "parliament", "court", "government"} and inner.j >= end:
                    stop = k - 2 if self.pieces[k - 1].text == "the" else k - 1
        words = self.around.text(start, stop)
        if sort == "committee" and i > 2 and self.pieces[i - 1].text == "s" and (i - 2) in self.by_end:
            parent = self.by_end[i - 2]
            if parent.kind == "organisation":
                return f"{parent.name.split(' of ')[0]} {words}", parent.country
        if sort in {"ministry", "parliament", "court", "government", "office"} and country is None:
            country = self.around.near_country(i, end, shared_bodies().get(words, ()))
        if sort == "ministry":
            return ministry_named(words, country), country
        if sort == "embassy":
            return self.around.embassy(words, country, end), country
        if sort in {"parliament", "court", "government", "office"}:
            return of_country(words, country), country
        if start != i and sort in _STATE_KINDS:
            return self.around.text(i, end), country
        return words, country
