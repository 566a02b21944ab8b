"""A chain while it grows: the nominals found to mean one thing so far, and what they show together."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from attache.reading.who.chains.traits import KINDS, PRONOUN_FORMS, Traits, set_apart

_NONE: AbstractSet[str] = frozenset()


class Chain:
    """The nominals found to mean one thing so far, and what they show together.

    Most chains stay at one nominal, so sets are taken over from it and made anew only where another adds to them.
    """

    __slots__ = (
        "codes",
        "first",
        "forms",
        "genders",
        "heads",
        "keys",
        "kind",
        "last",
        "last_member",
        "members",
        "mods",
        "names",
        "numbers",
        "places",
        "pronouns",
        "score",
        "sentence",
        "sorts",
        "sure",
        "told",
        "words",
    )

    def __init__(self, k: int, x: Traits) -> None:
        """A chain of one nominal, the `k`-th of the text."""
        self.first = self.last_member = k
        self.members = [k]
        self.last = x
        self.sentence = x.sentence
        form = x.form
        self.forms: AbstractSet[str] = {form}
        self.genders, self.numbers = x.gender, x.number
        """One letter each; both letters where both have been told."""
        self.score, self.kind, self.sure = x.kinds, x.kind, x.apart
        self.told = x.kind if x.apart else "?"
        self.names: tuple[tuple[str, ...], ...] = ()
        self.codes = self.sorts = _NONE
        if form in PRONOUN_FORMS:
            self.pronouns: tuple[str, ...] = (form,)
            """Those of the forms that are pronouns, sorted."""
            self.words = self.mods = self.places = self.heads = self.keys = _NONE
            return
        self.pronouns = ()
        self.words, self.mods, self.places = x.words, x.mods, x.places
        self.heads, self.keys = {x.lemma}, {x.key}
        if x.sort:
            self.sorts = {x.sort}
        if x.name:
            self.names = (x.name,)
        if x.code:
            self.codes = {x.code}

    def add(self, k: int, x: Traits) -> None:
        """Takes in a nominal."""
        self.members.append(k)
        self.last, self.last_member = x, k
        self.sentence = x.sentence
        if x.form not in self.forms:
            self.forms = self.forms | {x.form}
            self.pronouns = tuple(sorted(self.forms & PRONOUN_FORMS))
        if x.form not in PRONOUN_FORMS:
            self._describe(x)
        if x.gender and x.gender not in self.genders:
            self.genders += x.gender
        if x.number and x.number not in self.numbers:
            self.numbers = "sp" if self.numbers else x.number
        a, b, c, d = self.score
        e, f, g, h = x.kinds
        self.score = score = (a + e, b + f, c + g, d + h)
        self.kind = KINDS[score.index(max(score))]
        self.sure = set_apart(score)
        self.told = self.kind if self.sure else "?"

    def _describe(self, x: Traits) -> None:
        """Takes in the words of a nominal that is no pronoun."""
        if x.key not in self.keys:
            self.keys = self.keys | {x.key}
        if x.lemma not in self.heads:
            self.heads = self.heads | {x.lemma}
        if not x.words <= self.words:
            self.words = self.words | x.words
        if not x.mods <= self.mods:
            self.mods = self.mods | x.mods
        if not x.places <= self.places:
            self.places = self.places | x.places
        if x.name and not (self.names and self.names[-1] == x.name):
            self.names += (x.name,)
        if x.code and x.code not in self.codes:
            self.codes = self.codes | {x.code}
        if x.sort and x.sort not in self.sorts:
            self.sorts = self.sorts | {x.sort}
