"""Which chain a nominal joins: a log-linear choice between the chains told of so far and a new one.

In: the traits of a text's nominals. Out: chains as lists of nominal indices. Nominals are taken in text order; each is held
against a window of chains (those that share a word or a table entry with it, those just told of) and joins the best, or
begins one. The names of the features (`features`) are the rows of chain_weights.tsv; they are what the trainer learns too.
Features that hang together are carried as one part in two halves (`parts`): the first, of the nominal alone, is the same for
all chains, so that a pair is weighed by a few look-ups of small tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from math import inf
from operator import attrgetter, getitem

from attache.reading.who.chains import features as named
from attache.reading.who.chains.chain import Chain
from attache.reading.who.chains.comparing import agree, keys, names, of_another_place, sort_of
from attache.reading.who.chains.parts import Part, Weights, joined, spelled
from attache.reading.who.chains.traits import PRONOUN_FORMS, Traits

_PEOPLE = frozenset({"he", "she", "i", "we"})
_SPEECH = frozenset({"i", "we", "you"})
_LIGHT = PRONOUN_FORMS | {"demo", "place"}
"""Forms that say next to nothing of what they mean."""
_DETERMINED = frozenset({"def", "indef"})
_OWN = frozenset({"def", "name", "many"})
_KNOWN_BY_FORM = PRONOUN_FORMS | {"name"}
"""Forms whose own word tells the next mention nothing."""
_NEAR, _RECENT_CAP, _MATCH_CAP = 3, 14, 10
_FAR = 12
"""Sentences after which a chain is found again only by its words."""
_FARS = (0, 1, 2, 3, 3, 3, *[6] * 6)
"""Sentences between two mentions, in steps; from the end of the row on it is the last, 12."""

_latest = attrgetter("last_member")
"""By the place of its last mention."""


def _may(form: str, chain: Chain) -> bool:
    """Could a pronoun of this form mean the chain?"""
    if form == "he":
        return not ("f" in chain.genders or "she" in chain.forms or (chain.sure and chain.kind in {"place", "body"}))
    if form == "she":
        return not ("m" in chain.genders or "he" in chain.forms)
    if form == "it":
        return chain.forms.isdisjoint(_PEOPLE)
    return True


class Linker:
    """One pass over a text."""

    def __init__(self, found: list[Traits]) -> None:
        self.found = found
        self.chains: list[Chain] = []
        self.of: dict[int, Chain] = {}
        self.by_word: dict[str, list[Chain]] = {}
        self.order: dict[int, Chain] = {}
        """Chains by the place of their last mention, the latest last; the key is the first nominal."""
        self.latest: dict[str, Chain] = {}
        """For each form of pronoun the chain that it last meant."""
        self.said: dict[str, Traits] = {}

    def run(self, choose: Callable[[int, list[Chain], list[list[str]]], int]) -> list[Chain]:
        """Goes through the text; `choose` gives the index of the chain joined, or -1 for a new one. The last list of
        features is that of the new chain."""
        for k, x in enumerate(self.found):
            words = keys(x)
            options = self.options(x, words)
            heads = self.heads(x)
            features = [spelled(joined(heads, tails)) for tails in self.tails(x, options)]
            features.append(spelled(joined(*self.fresh(x, options))))
            at = choose(k, options, features)
            self.join(k, x, words, options[at] if at >= 0 else None)
        return self.chains

    def weighed(self, weights: Weights) -> list[Chain]:
        """Goes through the text; each nominal joins the chain of the highest score, the earlier of equals."""
        row_of = weights.__getitem__
        for k, x in enumerate(self.found):
            words = keys(x)
            options = self.options(x, words)
            best_chain: Chain | None = None
            if options:
                rows = list(map(row_of, self.heads(x)))
                best = -inf
                for chain, tails in zip(options, self.tails(x, options), strict=True):
                    score = sum(map(getitem, rows, tails))
                    if score > best:
                        best, best_chain = score, chain
                heads, tails = self.fresh(x, options)
                if sum(map(getitem, map(row_of, heads), tails)) > best:
                    best_chain = None
            self.join(k, x, words, best_chain)
        return self.chains

    def join(self, k: int, x: Traits, words: Sequence[str], chain: Chain | None) -> None:
        """The `k`-th nominal joins a chain, or begins one."""
        order = self.order
        if chain is None:
            chain = Chain(k, x)
            self.chains.append(chain)
        else:
            del order[chain.first]
            chain.add(k, x)
        order[chain.first] = chain
        self.of[k] = chain
        form = x.form
        if form in PRONOUN_FORMS:
            self.latest[form], self.said[form] = chain, x
            return
        by_word = self.by_word
        for word in words:
            row = by_word.get(word)
            if row is None:
                by_word[word] = [chain]
            elif chain not in row:
                row.append(chain)

    def options(self, x: Traits, words: Sequence[str]) -> list[Chain]:
        """Chains that the nominal could join, the latest told of first."""
        return self._recent(x) if x.form in _LIGHT else self._alike(x, words)

    def _recent(self, x: Traits) -> list[Chain]:
        """What a pronoun or the like could mean: chains just told of, and further back those told by the same pronoun."""
        out: list[Chain] = []
        sentence, form = x.sentence, x.form
        speech = form in _SPEECH
        for chain in reversed(self.order.values()):
            far = sentence - chain.sentence
            if far > _NEAR:
                told = form in chain.forms
                if far > _FAR and not (speech and told):
                    if speech and far < 80:
                        continue
                    break
                if not told:
                    continue
            if _may(form, chain):
                out.append(chain)
                if len(out) >= _RECENT_CAP:
                    break
        return out

    def _alike(self, x: Traits, words: Sequence[str]) -> list[Chain]:
        """What a noun or name could mean: chains that share a word with it, the one it is linked to, recent ones of its kind."""
        found: dict[int, Chain] = {}
        by_word = self.by_word
        for word in words:
            row = by_word.get(word)
            if row is not None:
                for chain in row[-_MATCH_CAP:]:
                    found[chain.first] = chain
        if x.link >= 0:
            linked = self.of[x.link]
            found[linked.first] = linked
        if x.kind != "other" and (x.form in _OWN or x.link >= 0):
            count, nearest, kind = 0, x.sentence - _NEAR, x.kind
            for chain in reversed(self.order.values()):
                if chain.sentence < nearest or count >= _RECENT_CAP:
                    break
                if kind == chain.kind and chain.first not in found:
                    found[chain.first] = chain
                    count += 1
        out = list(found.values())
        if x.places and x.form in _DETERMINED:
            out = [c for c in out if not of_another_place(x, c)]
        if len(out) > 1:
            out.sort(key=_latest, reverse=True)
        return out

    def fresh(self, x: Traits, options: Sequence[Chain]) -> tuple[list[Part], list[Part]]:
        """The parts of beginning a new chain, first halves and second halves."""
        f, count, mods = x.form, len(options), len(x.mods)
        count = count if count < 2 else 2
        if f in _LIGHT:
            first = not any(f in c.forms for c in islice(reversed(self.order.values()), 12))
            return [(named.new_light, f)], [(x.kind, x.role, x.word, x.quote > 0, count, first)]
        key, lemma = x.key, x.lemma
        same = head = False
        for c in options:
            same = same or key in c.keys
            head = head or lemma in c.heads
        tails: list[Part] = [
            (x.kind, x.role, x.number, x.how, x.outer >= 0, x.heavy),
            (x.det, mods if mods < 2 else 2, x.sentence < 2, count, same, head),
        ]
        return [(named.new, f), (named.new_beside, f)], tails

    def heads(self, x: Traits) -> list[Part]:
        """The first halves of the parts of joining any chain: what names the features, and what the nominal shows."""
        f, kind = x.form, x.kind
        out: list[Part] = [(named.place, f), (named.fits, f, kind if x.sure else "?", x.number)]
        if x.link >= 0:
            out.append((named.linked, f, x.how))
        if f in _LIGHT:
            said = self.said.get(f)
            quote, line = (_quoted(x, said), said.line == x.line) if said is not None else (None, False)
            out += [
                (named.roles, f, x.role, x.possessive, x.reflexive),
                (named.history, f, x.word, x.quote > 0),
                (named.last_mention, f),
                (named.distance, f),
                (named.said, f, quote, line),
            ]
            return out
        if x.places:
            out.append((named.surrounded, f))
        if f == "name":
            out.append((named.name, kind, x.known))
            return out
        out += [
            (named.noun, f),
            (named.noun_last, f, x.heavy, x.det),
            (named.lemma_beside, f),
            (named.other_noun, f),
        ]
        return out

    def tails(self, x: Traits, options: Sequence[Chain]) -> Iterator[list[Part]]:
        """For every option, by recency, the second halves of the parts of joining it, in the order of `heads`."""
        around, first = self._around(x)
        gender, sentence = x.gender, x.sentence
        linked = self.of.get(x.link) if x.link >= 0 else None
        light, is_name = x.form in _LIGHT, x.form == "name"
        speaker = self.of.get(x.speaker) if x.quote else None
        latest = self.latest.get(x.form)
        for rank, c in enumerate(options):
            far, size = sentence - c.sentence, len(c.members)
            genders = c.genders
            row: list[Part] = [
                (c.last.form, _FARS[far] if far < 12 else 12, rank if rank < 4 else 4, size if size < 4 else 4),
                (
                    c.told,
                    c.numbers,
                    "" if c not in around else first if c is around[0] else "in",
                    agree(gender, genders) if gender or genders else "",
                ),
            ]
            if linked is not None:
                row.append((c is linked,))
            if light:
                self._pronoun(x, c, row, far, rank, None if speaker is None else c is speaker, c is latest)
            elif is_name:
                _name(x, c, row)
            else:
                _noun(x, c, row)
            yield row

    def _around(self, x: Traits) -> tuple[list[Chain], str]:
        """The chains of the nominals that this one lies in, the innermost first, and what the innermost is to it."""
        out: list[Chain] = []
        outer, found, of = x.outer, self.found, self.of
        while outer >= 0 and len(out) < 5:
            out.append(of[outer])
            outer = found[outer].outer
        return out, "own" if x.possessive else "in"

    def _pronoun(self, x: Traits, c: Chain, row: list[Part], far: int, rank: int, speaker: bool | None, latest: bool) -> None:
        a, f, kind = c.last, x.form, c.kind
        form, role = a.form, a.role
        recent = 0 if far > 2 else 1 if len(c.members) < 2 else self._recently(c, x.sentence - 2)
        quoted = _quoted(x, a) if x.quote or a.quote else "out"
        row += (
            (role, far == 0, far == 0 and x.verb == a.verb),
            (kind, f in c.forms, c.pronouns, bool(c.names), quoted),
            (a.det if form in _DETERMINED else "", form if form in _KNOWN_BY_FORM else a.word),
            (kind, form, role, far if far < 3 else 3, rank if rank < 3 else 3),
            (speaker, latest, recent),
        )

    def _recently(self, c: Chain, sentence: int) -> int:
        """How many of the chain's last four mentions stand in this sentence or later; its very last does."""
        found, members = self.found, c.members
        count, most = 1, min(len(members), 4)
        while count < most and found[members[-1 - count]].sentence >= sentence:
            count += 1
        return count


def _name(x: Traits, c: Chain, row: list[Part]) -> None:
    """The second halves for a name."""
    head, kind, codes = x.lemma in c.heads, c.kind, c.codes
    if x.places:
        row.append((_places(x, c), head, kind))
    code = None if not (x.code or codes) else x.code in codes if x.code and codes else ""
    row.append((names(x, c), kind, bool(c.names), x.key in c.keys, head, code))


def _noun(x: Traits, c: Chain, row: list[Part]) -> None:
    """The second halves for any other noun."""
    a, kind, mods, of_chain = c.last, c.kind, x.mods, c.mods
    head = x.lemma in c.heads
    if x.places:
        row.append((_places(x, c), head, kind))
    extra = len(mods - c.words) if mods else 0
    clash = not (mods <= of_chain or of_chain <= mods)
    row += ((x.key in c.keys, head, extra if extra < 2 else 2, clash, x.lemma in c.words), (head, a.heavy, a.form))
    if not head:
        row += ((x.lemma, kind), (x.sort, x.kind, bool(mods), sort_of(x, c), bool(c.names), kind))


def _places(x: Traits, c: Chain) -> str:
    """How the places around a nominal lie to those of a chain."""
    if not (c.places or c.codes):
        return "none"
    return "clash" if x.places.isdisjoint(c.places) and x.places.isdisjoint(c.codes) else "same"


def _quoted(x: Traits, a: Traits) -> str:
    """How the quotation that a nominal stands in lies to that of another."""
    if x.quote == 0:
        return "out<in" if a.quote else "out"
    return "same" if a.quote == x.quote else "in<in" if a.quote else "in<out"
