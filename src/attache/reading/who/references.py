"""The passages that refer to someone named elsewhere: descriptions, pairs, pronouns, found before they are resolved.

In: the analysed text and its survey. Out: `Reference`s in text order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from attache.knowledge import rows, several
from attache.language.tokens import Doc
from attache.reading.who.actor_tables import word_set
from attache.reading.who.pieces import PhraseTable
from attache.reading.who.survey import Survey
from attache.reading.who.titles import Title
from attache.records import MentionForm

_EN = "attache.language.en"
HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "themselves"})
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "other", "any", "no", "every", "several", "many"})
_BEFORE_ROLE = frozenset(
    (
        "visiting",
        "senior",
        "top",
        "chief",
        "departing",
        "outgoing",
        "incoming",
        "new",
        "young",
        "veteran",
        "former",
        "then",
        "russian-born",
        "same",
        "latter",
        "other",
        "foreign",
        "military",
        "unnamed",
        "eu",
    )
)
"""Words that may stand between article and noun."""
_PAIR = re.compile(
    r"\b(?:[Tt]he (?:two|2) |[Bb]oth (?:the )?|[Tt]he )"
    r"(?:[Ss]ides|[Cc]ountries|nations|states|governments|capitals|neighbou?rs|[Pp]arties|peoples|partners|allies)\b"
)


_OWN_COUNTRY = re.compile(r"\b([Hh]is|[Hh]er) (?:own )?(country|nation|homeland|government)\b(?!['’-])")


_COMMUNIQUE = re.compile(r"(?i)\b(?:joint|agreed|final) (?:communiqu[eé]|statement|declaration|minutes)\b|\bcommuniqu[eé]\b")
_OFTEN = 3
"""Sentences that open so, from which on a text is taken for such a communiqué without its heading."""
_HEADING = 400
"""Characters of a report's beginning that tell a joint communiqué."""
_BARE = re.compile(
    r"(?m)(?:^(?:\d+\. )?|(?<=[.;] ))((?:The )?(?:Ministers|Leaders|Presidents|Prime Ministers|Heads of State))(?= [a-z])"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A passage that refers to something named elsewhere."""

    start: int
    end: int
    form: MentionForm
    kind: str
    """person, title, titles, role, body, pair, or the pronoun in lower case."""
    noun: str = ""
    title: Title | None = None
    country: str | None = None
    """The country that a demonym or possessive in the passage tells."""
    owner: str = ""
    """ "his", "its" before the noun."""


@cache
def role_nouns() -> dict[str, tuple[frozenset[str], str]]:
    return {r["noun"]: (frozenset(several(r["classes"])), r["use"]) for r in rows("descriptions", package=_EN)}


@cache
def _noun_phrases() -> PhraseTable[str]:
    return PhraseTable([(noun, noun) for noun in role_nouns()], fold=True)


@cache
def _body_nouns() -> PhraseTable[str]:
    return PhraseTable([(r["noun"], r["kinds"]) for r in rows("body_descriptions", package=_EN)], fold=True)


def find_references(doc: Doc, found: Survey) -> list[Reference]:
    """All referring passages in text order, those inside another one left out but for pronouns."""
    return _Finder(doc, found).find()


class _Finder:
    def __init__(self, doc: Doc, found: Survey) -> None:
        self.doc = doc
        self.text = doc.text
        self.found = found

    def find(self) -> list[Reference]:
        """All referring passages in text order, those inside another one left out but for pronouns."""
        found = [
            *self._titles(),
            *self._roles(),
            *self._bodies(),
            *self._pairs(),
            *self._countries(),
            *self._nationals(),
            *self._joint(),
        ]
        found.sort(key=lambda r: (r.start, -r.end))
        kept: list[Reference] = []
        reach = -1
        for reference in found:
            if reference.end > reach:
                kept.append(reference)
                reach = reference.end
        return sorted([*kept, *self._pronouns()], key=lambda r: (r.start, -r.end))

    def _titles(self) -> list[Reference]:
        """Office phrases that stand for their holder."""
        held = {h.title.own_i for _, h in self.found.holdings}
        pieces, out = self.found.pieces, []
        for title in self.found.titles:
            if title.own_i in held or not title.head.office:
                continue
            i, definite = title.i, False
            before = pieces[i - 1].folded if i and not pieces[i].breaks else ""
            if before in {"two", "three", "both"}:
                i, before = i - 1, pieces[i - 2].folded if i > 1 else ""
            if before in _DEFINITE or before == "both":
                i, definite = i - 1, True
            capital = pieces[title.own_i].capital and title.own_i > 0 and not pieces[title.own_i].breaks
            if before in _INDEFINITE:
                continue
            owner = before if before in {"his", "her", "its", "their"} else ""
            if not (definite or title.country or (capital and not title.head.plural)):
                continue
            kind = "titles" if title.head.plural else "title"
            out.append(
                Reference(
                    pieces[i].start, pieces[title.j - 1].end, "description", kind, title.head.head, title, title.country, owner
                )
            )
        return out

    def _roles(self) -> list[Reference]:
        """ "the diplomat", "the Russian leader", "his host"."""
        pieces, out = self.found.pieces, []
        by_end = {n.j: n for n in self.found.namings if n.kind == "country"}
        named = {s[0] for p in self.found.persons for s in p.spans}
        held = {k for _, h in self.found.holdings if h.rule != "counterpart" for k in range(h.title.own_i, h.title.own_j)}
        table, nouns = _noun_phrases(), role_nouns()
        openings = table.openings
        for k in range(1, len(pieces)):
            piece = pieces[k]
            opens, many = piece.folded in openings, piece.text[-1] == "s"
            if not (opens or many) or k in held:
                continue
            match = table.match(pieces, k) if opens else None
            plural = None
            if match is None and many:
                single = piece.text[:-1].casefold()
                plural = single if single in nouns else None
            if match is None and plural is None:
                continue
            end, noun = (match[0], match[1][0]) if match is not None else (k + 1, plural or "")
            i, country = k, None
            while i > 0 and not pieces[i].breaks and pieces[i - 1].folded in _BEFORE_ROLE:
                i -= 1
            if i in by_end:
                country, i = by_end[i].country, by_end[i].i
            elif i >= 2 and pieces[i - 1].text == "s" and pieces[i - 2].text == "'" and (i - 2) in by_end:
                country, i = by_end[i - 2].country, by_end[i - 2].i
            while i > 0 and not pieces[i].breaks and pieces[i - 1].folded in {*_BEFORE_ROLE, "two"}:
                i -= 1
            before = pieces[i - 1].folded if i and not pieces[i].breaks else ""
            comma = end + 1 in named and end < len(pieces) and pieces[end].text == "," and role_nouns()[noun][1] == "counterpart"
            if (before not in _DEFINITE and before != "both") or end in named or comma:
                continue
            owner = before if before in {"his", "her", "its", "their"} else ""
            out.append(
                Reference(
                    pieces[i - 1].start,
                    pieces[end - 1].end,
                    "description",
                    "roles" if plural else "role",
                    noun,
                    None,
                    country,
                    owner,
                )
            )
        return out

    def _bodies(self) -> list[Reference]:
        """ "the ministry", "the Commission", "its committee"."""
        pieces, out = self.found.pieces, []
        inside = {k for n in self.found.namings if n.kind != "country" or n.form != "demonym" for k in range(n.i, n.j)}
        in_title = {k for t in self.found.titles for k in range(t.own_i, t.own_j)}
        table = _body_nouns()
        for k in table.places(pieces):
            if not k or k in inside or k in in_title or pieces[k].breaks:
                continue
            match = table.match(pieces, k) if pieces[k - 1].folded in {"the", "this", "that"} else None
            if match is None:
                continue
            end, kinds = match
            after = pieces[end].text if end < len(pieces) else ""
            if after in {"'", "-"} and end + 1 < len(pieces) and pieces[end + 1].text != "s":
                continue
            if after in {"of", "for"} or (after and after[0].islower() and self._pos(pieces[end].start) in {"NOUN", "ADJ"}):
                continue
            out.append(Reference(pieces[k - 1].start, pieces[end - 1].end, "description", "body", kinds[0]))
        return out

    def _pairs(self) -> list[Reference]:
        return [Reference(m.start(), m.end(), "description", "pair", m.group().split()[-1]) for m in _PAIR.finditer(self.text)]

    def _countries(self) -> list[Reference]:
        """ "his country", "her government"."""
        return [
            Reference(m.start(), m.end(), "description", "own country", m.group(2), owner=m.group(1).casefold())
            for m in _OWN_COUNTRY.finditer(self.text)
        ]

    def _joint(self) -> list[Reference]:
        """ "Ministers welcomed …" in a joint communiqué: both parties speak."""
        found = list(_BARE.finditer(self.text))
        if len(found) < _OFTEN and not _COMMUNIQUE.search(self.text[:_HEADING]):
            return []
        return [Reference(m.start(1), m.end(1), "description", "joint") for m in found]

    def _nationals(self) -> list[Reference]:
        """ "the Qatari" where no noun follows."""
        pieces, out = self.found.pieces, []
        for n in self.found.namings:
            if n.form != "demonym" or n.i < 1 or pieces[n.i - 1].folded != "the" or pieces[n.i].breaks:
                continue
            if pieces[n.j - 1].text.endswith(("s", "ese", "ish", "ch", "sh")) or n.j >= len(pieces):
                continue
            after = self._pos(pieces[n.j].start)
            if after in {"VERB", "AUX"} and pieces[n.j].text in word_set("person_verbs"):
                out.append(Reference(pieces[n.i - 1].start, pieces[n.j - 1].end, "description", "national", country=n.country))
        return out

    def _pronouns(self) -> list[Reference]:
        out = []
        for token in self.doc:
            word = token.lower_
            if (
                word in HE
                or (word in IT and self._refers(word, token.i))
                or word in THEY
                or (word == "both" and token.dep_ in {"nsubj", "nsubj:pass"})
            ):
                out.append(Reference(token.idx, token.idx + len(token.text), "pronoun", word))
        return out

    def _refers(self, word: str, i: int) -> bool:
        """Is "it" a reference and no empty subject ("it is clear that")?"""
        if word != "it":
            return True
        token = self.doc[i]
        if token.dep_ == "expl":
            return False
        verb = token.head
        if token.dep_ in {"nsubj", "nsubj:pass"} and (verb.pos_ in {"ADJ"} or any(c.dep_ == "cop" for c in verb.children)):
            return not any(c.dep_ in {"csubj", "ccomp", "xcomp", "advcl"} or c.lower_ == "that" for c in verb.children)
        return True

    def _pos(self, offset: int) -> str:
        """Part of speech of the token that begins at or around `offset`."""
        span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        return span[0].pos_ if span is not None else ""
