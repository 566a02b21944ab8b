"""Which chain a nominal joins: a log-linear choice between the chains told of so far and a new one.

In: the traits of a text's nominals. Out: chains as lists of nominal indices. Nominals are taken in text order; each is held
against a window of chains (those that share a word or a table entry with it, those just told of) and joins the best, or
begins one. The names of the features are the rows of chain_weights.tsv; they are what the trainer learns too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from attache.reading.who.chains.traits import KINDS, PRONOUN_FORMS, Traits

_THIRD = frozenset({"he", "she", "it", "they"})
_SPEECH = frozenset({"i", "we", "you"})
_NEAR, _RECENT_CAP, _MATCH_CAP = 3, 14, 10
_FAR = 12
"""Sentences after which a chain is found again only by its words."""


@dataclass(slots=True)
class Chain:
    """The nominals found to mean one thing so far."""

    members: list[int]
    last: Traits
    words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    mods: set[str] = field(default_factory=set)
    names: list[tuple[str, ...]] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    sorts: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    score: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0, 0.0])
    kind: str = ""
    sure: bool = False
    gold: int = -1

    def add(self, k: int, x: Traits) -> None:
        """Takes in a nominal."""
        self.members.append(k)
        self.last = x
        self.forms.add(x.form)
        if x.form not in PRONOUN_FORMS:
            self.keys.add(x.key)
            self.words |= x.words
            self.mods |= x.mods
            self.places |= x.places
            self.heads.add(x.lemma)
            if x.name:
                self.names.append(x.name)
            if x.code:
                self.codes.add(x.code)
                self.known.add(x.known)
            if x.sort:
                self.sorts.add(x.sort)
        if x.gender:
            self.genders.add(x.gender)
        if x.number:
            self.numbers.add(x.number)
        for j in range(4):
            self.score[j] += x.kinds[j]
        best = max(range(4), key=lambda j: self.score[j])
        self.kind = KINDS[best]
        self.sure = self.score[best] - sorted(self.score)[-2] > 1.0


class Linker:
    """One pass over a text."""

    def __init__(self, found: list[Traits]) -> None:
        self.found = found
        self.chains: list[Chain] = []
        self.of: dict[int, Chain] = {}
        self.by_word: dict[str, list[Chain]] = {}
        self.order: list[Chain] = []
        self.latest: dict[str, Chain] = {}
        """For each form of pronoun the chain that it last meant."""
        self.said: dict[str, Traits] = {}
        """Chains by the place of their last mention, the latest last."""

    def run(self, choose: Callable[[int, list[Chain], list[list[str]]], int]) -> list[Chain]:
        """Goes through the text; `choose` gives the index of the chain joined, or -1 for a new one. The last list of
        features is that of the new chain."""
        for k, x in enumerate(self.found):
            options = self.options(k, x)
            features = [self.features(k, x, chain, rank) for rank, chain in enumerate(options)]
            features.append(self.fresh(k, x, options))
            at = choose(k, options, features)
            self.join(k, x, options[at] if at >= 0 else None)
        return self.chains

    def join(self, k: int, x: Traits, chain: Chain | None) -> None:
        if chain is None:
            chain = Chain([], x)
            self.chains.append(chain)
        else:
            self.order.remove(chain)
        chain.add(k, x)
        self.order.append(chain)
        self.of[k] = chain
        if x.form in PRONOUN_FORMS:
            self.latest[x.form], self.said[x.form] = chain, x
            return
        for word in _keys(x):
            row = self.by_word.setdefault(word, [])
            if chain not in row:
                row.append(chain)

    def options(self, k: int, x: Traits) -> list[Chain]:
        """Chains that the nominal could join, the latest told of first."""
        out: list[Chain] = []
        if x.form in PRONOUN_FORMS or x.form in {"demo", "place"}:
            for chain in reversed(self.order):
                far = x.sentence - chain.last.sentence
                if far > _FAR and not (x.form in _SPEECH and x.form in chain.forms):
                    if x.form in _SPEECH and far < 80:
                        continue
                    break
                if far > _NEAR and x.form not in chain.forms:
                    continue
                if self._may(x, chain):
                    out.append(chain)
                    if len(out) >= _RECENT_CAP:
                        break
            return out
        seen: set[int] = set()
        for word in _keys(x):
            for chain in reversed(self.by_word.get(word, ())[-_MATCH_CAP:]):
                if id(chain) not in seen:
                    seen.add(id(chain))
                    out.append(chain)
        if x.link >= 0 and id(self.of[x.link]) not in seen:
            seen.add(id(self.of[x.link]))
            out.append(self.of[x.link])
        if x.form in {"def", "name", "many"} or x.link >= 0:
            count = 0
            for chain in reversed(self.order):
                if x.sentence - chain.last.sentence > _NEAR or count >= _RECENT_CAP:
                    break
                if id(chain) not in seen and self._may(x, chain) and x.kind == chain.kind and x.kind != "other":
                    out.append(chain)
                    count += 1
        out.sort(key=lambda c: -c.members[-1])
        return out

    def _may(self, x: Traits, chain: Chain) -> bool:
        if x.form == "he":
            return not ("f" in chain.genders or "she" in chain.forms or (chain.sure and chain.kind in {"place", "body"}))
        if x.form == "she":
            return not ("m" in chain.genders or "he" in chain.forms)
        if x.form == "it":
            return not (chain.forms & {"he", "she", "i", "we"})
        return True

    def fresh(self, k: int, x: Traits, options: list[Chain]) -> list[str]:
        """Features of beginning a new chain."""
        f = x.form
        out = ["new", f"new {f}", f"new {f} kind={x.kind}", f"new {f} role={x.role}", f"new {f} options={min(len(options), 2)}"]
        if f in PRONOUN_FORMS or f in {"demo", "place"}:
            out += [
                f"new word={x.word}",
                f"new {f} quote={x.quote > 0}",
                f"new {f} first={not any(f in c.forms for c in self.order[-12:])}",
            ]
            return out
        out += [
            f"new {f} heavy={x.heavy}",
            f"new {f} det={x.det}",
            f"new {f} number={x.number}",
            f"new {f} mods={min(len(x.mods), 2)}",
        ]
        same = any(x.key in c.keys for c in options)
        head = any(x.lemma in c.heads for c in options)
        out += [
            f"new {f} same={same}",
            f"new {f} head={head}",
            f"new link={x.how}",
            f"new {f} nested={x.outer >= 0}",
            f"new {f} start={x.sentence < 2}",
        ]
        return out

    def features(self, k: int, x: Traits, c: Chain, rank: int) -> list[str]:
        """Features of joining `c`, which stands `rank`-th by recency among the options."""
        f, a = x.form, c.last
        g = "pro" if a.form in PRONOUN_FORMS else a.form
        far = x.sentence - a.sentence
        d = far if far < 3 else 3 if far < 6 else 6 if far < 12 else 12
        out = [
            f"{f}<{a.form}",
            f"{f} far={d}",
            f"{f}<{g} far={d}",
            f"{f} rank={rank if rank < 4 else 4}",
            f"{f} size={min(len(c.members), 4)}",
            f"{f} kind={x.kind if x.sure else '?'}<{c.kind if c.sure else '?'}",
            f"{f} number={x.number}<{'sp' if len(c.numbers) > 1 else next(iter(c.numbers), '')}",
            f"{f} nested={self._nested(k, x, c)}",
        ]
        if x.gender or c.genders:
            out.append(f"{'pro' if f in PRONOUN_FORMS else f} gender={_agree(x.gender, c.genders)}")
        if x.link >= 0:
            out.append(f"{f} link={x.how} {self.of.get(x.link) is c}")
        if f in PRONOUN_FORMS or f in {"demo", "place"}:
            self._pronoun(k, x, c, out, rank)
        else:
            self._words(x, c, out)
        return out

    def _nested(self, k: int, x: Traits, c: Chain) -> str:
        outer, n = x.outer, 0
        while outer >= 0 and n < 5:
            if self.of.get(outer) is c:
                return "own" if n == 0 and x.possessive else "in"
            outer, n = self.found[outer].outer, n + 1
        return ""

    def _pronoun(self, k: int, x: Traits, c: Chain, out: list[str], rank: int) -> None:
        f, a = x.form, c.last
        near = x.sentence == a.sentence
        out += [
            f"{f} role={x.role}<{a.role}",
            f"{f} poss={x.possessive} role={a.role} near={near}",
            f"{f} forms={f in c.forms} {bool(c.forms & (PRONOUN_FORMS - {f}))}",
            f"{f} named={bool(c.names)} kind={c.kind}",
            f"{f} quote={_quoted(x, a)}",
            f"{f} det={a.det if a.form in {'def', 'indef'} else ''}",
            f"word={x.word} kind={c.kind}",
            f"{f} head={a.word if a.form not in PRONOUN_FORMS and a.form != 'name' else a.form}",
        ]
        if near and x.verb == a.verb:
            out.append(f"{f} clause {x.role}<{a.role} self={x.reflexive} poss={x.possessive}")
        if x.quote and x.speaker >= 0 and x.speaker in self.of:
            out.append(f"{f} speaker={self.of[x.speaker] is c}")
        if a.role == "subj" and x.sentence - a.sentence <= 1:
            out.append(f"{f} last subject")
        other = c.forms & PRONOUN_FORMS
        said = self.said.get(f)
        before = f"quote={_quoted(x, said)} line={said.line == x.line}" if said is not None else "quote= line="
        out += [f"{f} with={g} {x.quote > 0}" for g in sorted(other)]
        out += [
            f"{f} kind={c.kind} far={min(x.sentence - a.sentence, 3)} role={a.role}",
            f"{f} {a.form} {a.role} far={min(x.sentence - a.sentence, 3)} rank={min(rank, 3)}",
            f"{f} latest={self.latest.get(f) is c} {f in self.latest}",
            f"{f} latest={self.latest.get(f) is c} {before}",
        ]
        recent = sum(1 for m in c.members[-6:] if x.sentence - self.found[m].sentence <= 2)
        out.append(f"{f} recent={min(recent, 4)}")

    def _words(self, x: Traits, c: Chain, out: list[str]) -> None:
        f = x.form
        same, head = x.key in c.keys, x.lemma in c.heads
        if x.places:
            around = "none" if not (c.places or c.codes) else "same" if x.places & (c.places | c.codes) else "clash"
            out += [f"{'name' if f == 'name' else 'noun'} around={around}", f"{f} around={around} head={head} kind={c.kind}"]
        if f == "name":
            how = _names(x, c)
            out += [
                f"name {how}",
                f"name {how} kind={x.kind}<{c.kind}",
                f"name {how} named={bool(c.names)}",
                f"name same={same} {head}",
            ]
            if x.code or c.codes:
                out.append(f"name code={x.code in c.codes if x.code and c.codes else ''} known={x.known}")
        else:
            extra = x.mods - c.words
            clash = bool(x.mods - c.mods) and bool(c.mods - x.mods)
            out += [
                f"{f} same={same} head={head}",
                f"{f} head={head} extra={min(len(extra), 2)} clash={clash}",
                f"{f} head={head} heavy={x.heavy} {c.last.heavy}",
                f"{f} head={head} det={x.det}",
                f"{f} head={head} in={x.lemma in c.words}",
                f"{f} head={head} last={c.last.form}",
            ]
            if not head:
                out += [
                    f"{f} sort={x.sort}<{_sort(x, c)}",
                    f"{f} lemma={x.lemma} kind={c.kind}",
                    f"{f} named={bool(c.names)} kind={x.kind}<{c.kind} mods={min(len(x.mods), 1)}",
                ]


def _keys(x: Traits) -> list[str]:
    """What a nominal is found again by."""
    keys = [x.lemma]
    if x.form == "name":
        keys += [w for w in x.name if w != x.lemma and len(w) > 1]
        keys += [w for w in x.words if w not in x.name and w != x.lemma]
        if len(x.name) > 1:
            keys.append("".join(w[0] for w in x.name if w not in {"of", "the", "and", "for"}))
        if len(x.name) == 1 and "." in x.name[0]:
            keys.append(x.name[0].replace(".", ""))
    if x.code:
        keys.append(x.code)
    return keys


def _agree(gender: str, others: set[str]) -> str:
    if not gender or not others:
        return "?"
    return "yes" if others == {gender} else "no" if gender not in others else "both"


def _quoted(x: Traits, a: Traits) -> str:
    if x.quote == 0:
        return "out<in" if a.quote else "out"
    return "same" if a.quote == x.quote else "in<in" if a.quote else "in<out"


def _names(x: Traits, c: Chain) -> str:
    """How the name's words lie to those of the chain's names."""
    if not c.names:
        return "head" if x.lemma in c.words else "none"
    best = "none"
    own = tuple(w for w in x.name if w not in {"the", "of"}) or x.name
    for name in c.names:
        other = tuple(w for w in name if w not in {"the", "of"}) or name
        if own == other:
            return "equal"
        if not own or not other:
            continue
        if own[-1] == other[-1] and (len(own) == 1 or len(other) == 1):
            best = "family"
        elif own == other[: len(own)] or other == own[: len(other)]:
            best = "first" if best != "family" else best
        elif set(own) <= set(other) or set(other) <= set(own):
            best = "part" if best == "none" else best
        elif _initials(own) == "".join(other) or _initials(other) == "".join(own).replace(".", ""):
            best = "initials"
        elif own[-1] == other[-1] and best == "none":
            best = "last differs"
        elif set(own) & set(other) and best == "none":
            best = "some"
    return best


def _initials(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words if w not in {"of", "the", "and", "for"}) if len(words) > 1 else ""


def _sort(x: Traits, c: Chain) -> str:
    if x.sort in c.sorts:
        return "same"
    return min(c.sorts) if c.sorts else c.kind
