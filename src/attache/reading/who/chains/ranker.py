"""Which chain a nominal joins: a log-linear choice between the chains told of so far and a new one.

In: the traits of a text's nominals. Out: chains as lists of nominal indices. Nominals are taken in text order; each is held
against a window of chains (those that share a word or a table entry with it, those just told of) and joins the best, or
begins one. The names of the features are the rows of chain_weights.tsv; they are what the trainer learns too. Features that
hang together are carried as one part, a tuple of the function that names them and its values, so that a pair of nominals is
weighed by a few look-ups.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import islice
from math import inf
from typing import Literal

from attache.reading.who.chains.parts import Part, Weights, spelled
from attache.reading.who.chains.traits import KINDS, PRONOUN_FORMS, Traits, set_apart

_PEOPLE = frozenset({"he", "she", "i", "we"})
_SPEECH = frozenset({"i", "we", "you"})
_LIGHT = PRONOUN_FORMS | {"demo", "place"}
"""Forms that say next to nothing of what they mean."""
_DETERMINED = frozenset({"def", "indef"})
_OWN = frozenset({"def", "name", "many"})
_KNOWN_BY_FORM = PRONOUN_FORMS | {"name"}
"""Forms whose own word tells the next mention nothing."""
_SMALL = frozenset({"of", "the", "and", "for"})
_NEAR, _RECENT_CAP, _MATCH_CAP = 3, 14, 10
_FAR = 12
"""Sentences after which a chain is found again only by its words."""


def _of_another_place(x: Traits, chain: Chain) -> bool:
    """ "The president of Chile" is not "the president of Peru": one noun, told apart by its places."""
    apart = bool(chain.places) and x.places.isdisjoint(chain.places) and x.places.isdisjoint(chain.codes)
    return apart and x.lemma in chain.heads and not chain.names


class Chain:
    """The nominals found to mean one thing so far, and what they show together."""

    __slots__ = (
        "codes",
        "forms",
        "genders",
        "heads",
        "keys",
        "kind",
        "known",
        "last",
        "members",
        "mods",
        "names",
        "numbers",
        "places",
        "pronouns",
        "score",
        "sorts",
        "sure",
        "words",
    )

    def __init__(self, k: int, x: Traits) -> None:
        """A chain of one nominal, the `k`-th of the text."""
        self.members = [k]
        self.last = x
        self.forms = {x.form}
        self.genders = {x.gender} if x.gender else set()
        self.numbers = {x.number} if x.number else set()
        self.names: list[tuple[str, ...]] = []
        self.codes: set[str] = set()
        self.known: set[str] = set()
        self.score, self.kind, self.sure = x.kinds, x.kind, x.apart
        if x.form in PRONOUN_FORMS:
            self.pronouns: tuple[str, ...] = (x.form,)
            """Those of the forms that are pronouns, sorted."""
            self.words: set[str] = set()
            self.heads: set[str] = set()
            self.keys: set[str] = set()
            self.mods: set[str] = set()
            self.places: set[str] = set()
            self.sorts: set[str] = set()
            return
        self.pronouns = ()
        self.words, self.mods, self.places = set(x.words), set(x.mods), set(x.places)
        self.heads, self.keys = {x.lemma}, {x.key}
        self.sorts = {x.sort} if x.sort else set()
        if x.name:
            self.names.append(x.name)
        if x.code:
            self.codes.add(x.code)
            self.known.add(x.known)

    def add(self, k: int, x: Traits) -> None:
        """Takes in a nominal."""
        self.members.append(k)
        self.last = x
        if x.form not in self.forms:
            self.forms.add(x.form)
            self.pronouns = tuple(sorted(self.forms & PRONOUN_FORMS))
        if x.form not in PRONOUN_FORMS:
            self.keys.add(x.key)
            self.words |= x.words
            self.mods |= x.mods
            self.places |= x.places
            self.heads.add(x.lemma)
            if x.name and not (self.names and self.names[-1] == x.name):
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
        a, b, c, d = self.score
        e, f, g, h = x.kinds
        self.score = score = (a + e, b + f, c + g, d + h)
        self.kind = KINDS[score.index(max(score))]
        self.sure = set_apart(score)


def _latest(chain: Chain) -> int:
    return chain.members[-1]


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
            keys = _keys(x)
            options = self.options(x, keys)
            features = [spelled(self.features(x, chain, rank)) for rank, chain in enumerate(options)]
            features.append(spelled(self.fresh(x, options)))
            at = choose(k, options, features)
            self.join(k, x, keys, options[at] if at >= 0 else None)
        return self.chains

    def weighed(self, weights: Weights) -> list[Chain]:
        """Goes through the text; each nominal joins the chain of the highest score, the earlier of equals."""
        weigh = weights.__getitem__
        for k, x in enumerate(self.found):
            keys = _keys(x)
            options = self.options(x, keys)
            joined: Chain | None = None
            best = -inf
            for rank, chain in enumerate(options):
                score = sum(map(weigh, self.features(x, chain, rank)))
                if score > best:
                    best, joined = score, chain
            if joined is not None and sum(map(weigh, self.fresh(x, options))) > best:
                joined = None
            self.join(k, x, keys, joined)
        return self.chains

    def join(self, k: int, x: Traits, keys: list[str], chain: Chain | None) -> None:
        if chain is None:
            chain = Chain(k, x)
            self.chains.append(chain)
        else:
            del self.order[chain.members[0]]
            chain.add(k, x)
        self.order[chain.members[0]] = chain
        self.of[k] = chain
        if x.form in PRONOUN_FORMS:
            self.latest[x.form], self.said[x.form] = chain, x
            return
        for word in keys:
            row = self.by_word.setdefault(word, [])
            if chain not in row:
                row.append(chain)

    def options(self, x: Traits, keys: list[str]) -> list[Chain]:
        """Chains that the nominal could join, the latest told of first."""
        out: list[Chain] = []
        sentence, form = x.sentence, x.form
        if form in _LIGHT:
            speech = form in _SPEECH
            for chain in reversed(self.order.values()):
                far = sentence - chain.last.sentence
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
        seen: set[int] = set()
        for word in keys:
            row = self.by_word.get(word)
            if row is not None:
                for chain in reversed(row[-_MATCH_CAP:]):
                    if chain.members[0] not in seen:
                        seen.add(chain.members[0])
                        out.append(chain)
        if x.link >= 0 and self.of[x.link].members[0] not in seen:
            seen.add(self.of[x.link].members[0])
            out.append(self.of[x.link])
        if x.kind != "other" and (form in _OWN or x.link >= 0):
            count = 0
            for chain in reversed(self.order.values()):
                if sentence - chain.last.sentence > _NEAR or count >= _RECENT_CAP:
                    break
                if x.kind == chain.kind and chain.members[0] not in seen:
                    out.append(chain)
                    count += 1
        if x.places and x.form in _DETERMINED:
            out = [c for c in out if not _of_another_place(x, c)]
        if len(out) > 1:
            out.sort(key=_latest, reverse=True)
        return out

    def fresh(self, x: Traits, options: list[Chain]) -> list[Part]:
        """Features of beginning a new chain."""
        f, count, mods = x.form, len(options), len(x.mods)
        if f in _LIGHT:
            first = not any(f in c.forms for c in islice(reversed(self.order.values()), 12))
            return [(_new_light, f, x.kind, x.role, count if count < 2 else 2, x.word, x.quote > 0, first)]
        key, lemma = x.key, x.lemma
        same = head = False
        for c in options:
            same = same or key in c.keys
            head = head or lemma in c.heads
        return [
            (_new, f, x.kind, x.role, x.number, x.how, x.outer >= 0, x.heavy),
            (_new_beside, f, x.det, count if count < 2 else 2, mods if mods < 2 else 2, same, head, x.sentence < 2),
        ]

    def features(self, x: Traits, c: Chain, rank: int) -> list[Part]:
        """Features of joining `c`, which stands `rank`-th by recency among the options."""
        f, a = x.form, c.last
        far, size = x.sentence - a.sentence, len(c.members)
        numbers = c.numbers
        out: list[Part] = [
            (
                _place,
                f,
                a.form,
                far if far < 3 else 3 if far < 6 else 6 if far < 12 else 12,
                rank if rank < 4 else 4,
                size if size < 4 else 4,
            ),
            (
                _fits,
                f,
                x.kind if x.sure else "?",
                c.kind if c.sure else "?",
                x.number,
                "sp" if len(numbers) > 1 else next(iter(numbers), ""),
                self._nested(x, c),
                _agree(x.gender, c.genders) if x.gender or c.genders else "",
            ),
        ]
        if x.link >= 0:
            out.append((_linked, f, x.how, self.of.get(x.link) is c))
        if f in _LIGHT:
            self._pronoun(x, c, out, far, rank)
        else:
            self._words(x, c, out)
        return out

    def _nested(self, x: Traits, c: Chain) -> str:
        outer, n, of = x.outer, 0, self.of
        while outer >= 0 and n < 5:
            if of.get(outer) is c:
                return "own" if n == 0 and x.possessive else "in"
            outer, n = self.found[outer].outer, n + 1
        return ""

    def _pronoun(self, x: Traits, c: Chain, out: list[Part], far: int, rank: int) -> None:
        f, a, forms = x.form, c.last, c.forms
        sentence, found, of = x.sentence, self.found, self.of
        said = self.said.get(f)
        recent = 0
        for m in c.members[-6:]:
            recent += sentence - found[m].sentence <= 2
        far = far if far < 3 else 3
        out += [
            (_roles, f, x.role, a.role, x.possessive, x.reflexive, far == 0, far == 0 and x.verb == a.verb),
            (_history, f, x.word, c.kind, f in forms, c.pronouns, bool(c.names), _quoted(x, a), x.quote > 0),
            (_last, f, a.det if a.form in _DETERMINED else "", a.form if a.form in _KNOWN_BY_FORM else a.word),
            (_distance, f, c.kind, a.form, a.role, far, rank if rank < 3 else 3),
            (
                _said,
                f,
                of[x.speaker] is c if x.quote and x.speaker in of else None,
                self.latest.get(f) is c,
                _quoted(x, said) if said is not None else None,
                said is not None and said.line == x.line,
                recent if recent < 4 else 4,
            ),
        ]

    def _words(self, x: Traits, c: Chain, out: list[Part]) -> None:
        f = x.form
        same, head = x.key in c.keys, x.lemma in c.heads
        if x.places:
            near = not (x.places.isdisjoint(c.places) and x.places.isdisjoint(c.codes))
            around = "none" if not (c.places or c.codes) else "same" if near else "clash"
            out.append((_around, f, around, head, c.kind))
        if f == "name":
            code = None if not (x.code or c.codes) else x.code in c.codes if x.code and c.codes else ""
            out.append(
                (_name, _names(x, c), x.kind, c.kind, bool(c.names), same, head, code, x.known if code is not None else "")
            )
            return
        extra = len(x.mods - c.words) if x.mods else 0
        clash = not (x.mods <= c.mods or c.mods <= x.mods)
        out += [
            (_noun, f, same, head, extra if extra < 2 else 2, clash, x.lemma in c.words),
            (_noun_last, f, head, x.heavy, c.last.heavy, x.det, c.last.form),
        ]
        if not head:
            out += [
                (_lemma, f, x.lemma, c.kind),
                (_other_noun, f, x.sort, _sort(x, c), bool(c.names), x.kind, c.kind, bool(x.mods)),
            ]


# ------------------------------------------------------------------ what the features are called in the table


def _new_light(f: str, kind: str, role: str, options: int, word: str, quote: bool, first: bool) -> list[str]:
    return [
        "new",
        f"new {f}",
        f"new {f} kind={kind}",
        f"new {f} role={role}",
        f"new {f} options={options}",
        f"new word={word}",
        f"new {f} quote={quote}",
        f"new {f} first={first}",
    ]


def _new(f: str, kind: str, role: str, number: str, how: str, nested: bool, heavy: bool) -> list[str]:
    return [
        "new",
        f"new {f}",
        f"new {f} kind={kind}",
        f"new {f} role={role}",
        f"new {f} number={number}",
        f"new link={how}",
        f"new {f} nested={nested}",
        f"new {f} heavy={heavy}",
    ]


def _new_beside(f: str, det: str, options: int, mods: int, same: bool, head: bool, start: bool) -> list[str]:
    return [
        f"new {f} options={options}",
        f"new {f} det={det}",
        f"new {f} mods={mods}",
        f"new {f} same={same}",
        f"new {f} head={head}",
        f"new {f} start={start}",
    ]


def _place(f: str, last: str, far: int, rank: int, size: int) -> list[str]:
    group = "pro" if last in PRONOUN_FORMS else last
    return [f"{f}<{last}", f"{f} far={far}", f"{f}<{group} far={far}", f"{f} rank={rank}", f"{f} size={size}"]


def _fits(f: str, kind: str, of: str, number: str, numbers: str, nested: str, gender: str) -> list[str]:
    out = [f"{f} kind={kind}<{of}", f"{f} number={number}<{numbers}", f"{f} nested={nested}"]
    return [*out, f"{'pro' if f in PRONOUN_FORMS else f} gender={gender}"] if gender else out


def _linked(f: str, how: str, same: bool) -> list[str]:
    return [f"{f} link={how} {same}"]


def _roles(f: str, role: str, last: str, possessive: bool, reflexive: bool, near: bool, clause: bool) -> list[str]:
    out = [f"{f} role={role}<{last}", f"{f} poss={possessive} role={last} near={near}"]
    return [*out, f"{f} clause {role}<{last} self={reflexive} poss={possessive}"] if clause else out


def _history(
    f: str, word: str, kind: str, same: bool, pronouns: tuple[str, ...], named: bool, quote: str, inside: bool
) -> list[str]:
    return [
        f"word={word} kind={kind}",
        f"{f} forms={same} {any(p != f for p in pronouns)}",
        f"{f} named={named} kind={kind}",
        f"{f} quote={quote}",
        *(f"{f} with={p} {inside}" for p in pronouns),
    ]


def _last(f: str, det: str, head: str) -> list[str]:
    return [f"{f} det={det}", f"{f} head={head}"]


def _distance(f: str, kind: str, form: str, role: str, far: int, rank: int) -> list[str]:
    out = [f"{f} kind={kind} far={far} role={role}", f"{f} {form} {role} far={far} rank={rank}"]
    return [*out, f"{f} last subject"] if role == "subj" and far <= 1 else out


def _said(f: str, speaker: bool | None, latest: bool, quote: str | None, line: bool, recent: int) -> list[str]:
    before = f"quote={quote} line={line}" if quote is not None else "quote= line="
    out = [f"{f} latest={latest} {quote is not None}", f"{f} latest={latest} {before}", f"{f} recent={recent}"]
    return [*out, f"{f} speaker={speaker}"] if speaker is not None else out


def _around(f: str, around: str, head: bool, kind: str) -> list[str]:
    return [f"{'name' if f == 'name' else 'noun'} around={around}", f"{f} around={around} head={head} kind={kind}"]


def _name(
    how: str, kind: str, of: str, named: bool, same: bool, head: bool, code: bool | Literal[""] | None, known: str
) -> list[str]:
    out = [f"name {how}", f"name {how} kind={kind}<{of}", f"name {how} named={named}", f"name same={same} {head}"]
    return [*out, f"name code={code} known={known}"] if code is not None else out


def _noun(f: str, same: bool, head: bool, extra: int, clash: bool, inside: bool) -> list[str]:
    return [
        f"{f} same={same} head={head}",
        f"{f} head={head} extra={extra} clash={clash}",
        f"{f} head={head} in={inside}",
    ]


def _noun_last(f: str, head: bool, heavy: bool, last_heavy: bool, det: str, last: str) -> list[str]:
    return [f"{f} head={head} heavy={heavy} {last_heavy}", f"{f} head={head} det={det}", f"{f} head={head} last={last}"]


def _lemma(f: str, lemma: str, kind: str) -> list[str]:
    return [f"{f} lemma={lemma} kind={kind}"]


def _other_noun(f: str, sort: str, of: str, named: bool, kind: str, of_kind: str, mods: bool) -> list[str]:
    return [f"{f} sort={sort}<{of}", f"{f} named={named} kind={kind}<{of_kind} mods={int(mods)}"]


# ------------------------------------------------------------------ how two nominals compare


def _keys(x: Traits) -> list[str]:
    """What a nominal is found again by."""
    keys = [x.lemma]
    if x.form == "name":
        keys += [w for w in x.name if w != x.lemma and len(w) > 1]
        keys += [w for w in x.words if w not in x.name and w != x.lemma]
        if len(x.name) > 1:
            keys.append("".join([w[0] for w in x.name if w not in _SMALL]))
        elif x.name and "." in x.name[0]:
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
    for name in c.names:
        how = _compared(x.name, name)
        if how == "equal":
            return how
        if how in {"family", "initials"} or best == "none" or (how == "first" and best != "family"):
            best = how
    return best


@lru_cache(4096)
def _compared(name: tuple[str, ...], other: tuple[str, ...]) -> str:
    """How two names lie to one another."""
    own = tuple(w for w in name if w not in {"the", "of"}) or name
    other = tuple(w for w in other if w not in {"the", "of"}) or other
    if own == other:
        return "equal"
    if not own or not other:
        return "none"
    if own[-1] == other[-1] and (len(own) == 1 or len(other) == 1):
        return "family"
    if own == other[: len(own)] or other == own[: len(other)]:
        return "first"
    if set(own) <= set(other) or set(other) <= set(own):
        return "part"
    if _initials(own) == "".join(other) or _initials(other) == "".join(own).replace(".", ""):
        return "initials"
    if own[-1] == other[-1]:
        return "last differs"
    return "some" if set(own) & set(other) else "none"


def _initials(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words if w not in _SMALL) if len(words) > 1 else ""


def _sort(x: Traits, c: Chain) -> str:
    if x.sort in c.sorts:
        return "same"
    return min(c.sorts) if c.sorts else c.kind
