"""Descriptions and pronouns: whom "the diplomat", "his host", "the two presidents", "he" and "it" mean.

In: the survey of a report and its mentions by name. Out: mentions of form description and pronoun, each resolved to an
actor's name; a plural gives several mentions over one passage. What cannot be resolved gives none. Rules: recency and
grammatical role (`salience`), agreement in gender, country and office, and what a word may stand for (descriptions.tsv,
body_descriptions.tsv).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from attache.knowledge import several
from attache.reading.analysis import Analysis
from attache.reading.who.actor_tables import word_set
from attache.reading.who.chained import Chained
from attache.reading.who.entities import agrees, entities_of, host_country, office_class
from attache.reading.who.references import HE, IT, Reference, find_references, role_nouns
from attache.reading.who.salience import Entity, History, head_of
from attache.reading.who.survey import Survey
from attache.records import ActorKind, Mention


class _Covered:
    """Passages, asked whether one of them holds another."""

    def __init__(self, passages: Sequence[tuple[int, int]]) -> None:
        ordered = sorted(passages)
        self._starts = [a for a, _ in ordered]
        self._reach = list(accumulate((b for _, b in ordered), max))

    def holds(self, start: int, end: int) -> bool:
        """Does one of the passages hold `[start, end)`?"""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


def resolve(at: Analysis, found: Survey, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions by description and pronoun, in text order."""
    return _Resolver(at, found, mentions).run()


class _Resolver:
    def __init__(self, at: Analysis, found: Survey, mentions: Sequence[Mention]) -> None:
        self.at = at
        self.text = at.doc.text
        self.found = found
        self.names = sorted(mentions, key=lambda m: (m.evidence.start, -m.evidence.end))
        self.history = History(at.doc, entities_of(found))
        self.last_person: str | None = None
        self.chained = Chained(at.doc, mentions)
        self.host = host_country(found)
        self.quotes = [m.span() for m in _QUOTE.finditer(self.text)]

    def run(self) -> tuple[Mention, ...]:
        out: list[Mention] = []
        references = find_references(self.at.doc, self.found)
        covered = [(r.start, r.end) for r in references]
        described = {(d.start, d.end): d.name for d in self.chained.descriptions(covered) if d.name in self.history.entities}
        references += [Reference(a, b, "description", "chained") for a, b in described]
        references.sort(key=lambda r: (r.start, -r.end))
        inside = _Covered([*covered, *described])
        k = 0
        for reference in references:
            while k < len(self.names) and self.names[k].evidence.start < reference.start:
                self._told(k, inside)
                k += 1
            own = described.get((reference.start, reference.end)) if reference.kind == "chained" else None
            names = [own] if own is not None else self._names_of(reference) or self._left_open(reference)
            for name in names:
                entity = self.history.entities[name]
                kind: ActorKind = entity.kind  # type: ignore[assignment]
                out.append(Mention(self.at.evidence(reference.start, reference.end), name, kind, reference.form))
                self.history.add(name, reference.start, reference.end)
            if len(names) > 1:
                self.history.groups.append((reference.start, tuple(names), self.history.weight(reference.start, reference.end)))
        return tuple(out)

    def _told(self, k: int, covered: _Covered) -> None:
        """Enters the `k`-th mention by name; a demonym inside a description tells only about the one described."""
        mention = self.names[k]
        start, end = mention.evidence.start, mention.evidence.end
        if mention.form == "demonym" or covered.holds(start, end):
            return
        self.history.add(mention.name, start, end)
        for before in range(k - 1, max(-1, k - 4), -1):
            other = self.names[before]
            if (
                (other.kind == "person") == (mention.kind == "person")
                and other.name != mention.name
                and _TOGETHER.match(self.text[other.evidence.end : start])
            ):
                weight = self.history.weight(other.evidence.start, other.evidence.end)
                listed = self._listed(before)
                weight = max(weight, *(self.history.weight(m.evidence.start, m.evidence.end) for m in listed), 0.0)
                names = tuple(dict.fromkeys((*(m.name for m in listed), other.name, mention.name)))
                self.history.groups.append((start, names, weight))
                break

    def _listed(self, at: int) -> list[Mention]:
        """For the last but one of a list the mentions that commas set before it: "Kenya, Ghana" of "Kenya, Ghana and Senegal"."""
        out: list[Mention] = []
        last = self.names[at]
        for mention in reversed(self.names[max(0, at - 8) : at]):
            if mention.evidence.end > last.evidence.start or mention.kind != last.kind or mention.form == "demonym":
                continue
            if not _LISTED.match(self.text[mention.evidence.end : last.evidence.start]):
                break
            out.insert(0, mention)
            last = mention
        return out

    def _names_of(self, reference: Reference) -> list[str]:
        match reference.kind:
            case "title":
                return self._holder(reference)
            case "titles" | "roles":
                return self._holders(reference)
            case "role":
                return self._role(reference)
            case "body":
                return self._body(reference)
            case "pair":
                return self._pair(reference)
            case "joint":
                parties = [c for c in self.found.main[:2] if c in self.history.entities]
                return sorted(parties) if len(parties) == 2 else []
            case "own country":
                return self._own_country(reference)
            case "national":
                return self._national(reference)
        if reference.kind in HE:
            return self._he(reference)
        if reference.kind in IT:
            return self._it(reference)
        return self._they(reference)

    def _left_open(self, reference: Reference) -> list[str]:
        """What the chains say where the rules say nothing."""
        kinds = _OPEN.get(reference.kind, ("organisation", "country") if reference.kind in IT else ())
        name = self.chained.actor(reference.start, reference.end, kinds)
        return [name] if name in self.history.entities else []

    def _first(self, ranked: list[tuple[float, Entity]]) -> list[str]:
        return [ranked[0][1].name] if ranked else []

    def _holder(self, reference: Reference) -> list[str]:
        """The person who holds the office named."""
        title = reference.title
        country = reference.country
        if title is None:
            return []
        words = title.office.casefold()
        if reference.owner == "its":
            it = self._it(Reference(reference.start, reference.start + 3, "pronoun", "its"))
            country = self.history.entities[it[0]].country if it else None
        of = title.of if title.of and len(title.of) != 3 and not title.of.startswith("Government of ") else None

        def fits(entity: Entity) -> float | None:
            if entity.kind != "person" or not agrees(entity.country, country):
                return None
            if words in entity.offices:
                return 3.0
            if office_class(title) not in entity.classes or of is not None:
                return None
            if office_class(title) in _SINGLE:
                return 0.5
            if any(w in words for w in ("deputy", "vice")) != any("deputy" in o or "vice" in o for o in entity.offices):
                return None
            same_field = {w for w in words.split() if len(w) > 3} <= {w for o in entity.offices for w in o.split()}
            return 1.0 if same_field or len(words.split()) == 1 else None

        found = self._first(self.history.rank(reference.start, fits))
        if not found and self.text[reference.start : reference.start + 4] in {"The ", "the "}:
            found = self._unheld(reference)
        if not found and title.head.head in role_nouns() and len(words.split()) == len(title.head.head.split()):
            return self._role(reference)
        return found

    def _unheld(self, reference: Reference) -> list[str]:
        """ "The deputy trade minister" after a name without office: the person last told of, where it is one and near."""
        if reference.country is None:
            return []

        def fits(entity: Entity) -> float | None:
            free = entity.kind == "person" and not entity.classes and entity.country == reference.country
            return 0.0 if free else None

        ranked = [pair for pair in self.history.rank(reference.start, fits) if pair[0] > -1.0]
        return [ranked[0][1].name] if len(ranked) == 1 else []

    def _holders(self, reference: Reference) -> list[str]:
        """ "the two presidents", "both leaders": the last persons named who fit."""
        noun = reference.noun
        if reference.title is not None:
            wanted = frozenset({office_class(reference.title)})
            if noun == reference.title.office.casefold().removesuffix("s"):
                wanted |= role_nouns().get(noun, (frozenset[str](), ""))[0]
        else:
            wanted, use = role_nouns()[noun]
            if use != "person" and noun not in {"colleague", "counterpart"}:
                return self._hosts(reference) if use == "host" else []

        def fits(entity: Entity) -> float | None:
            if entity.kind != "person" or not agrees(entity.country, reference.country):
                return None
            return 0.0 if wanted & entity.classes else None

        text = self.text[reference.start : reference.end].casefold()
        together = self._together(reference, lambda e: fits(e) is not None)
        if together:
            return together
        if not any(w in text.split() for w in ("two", "both")) and not (
            reference.kind == "titles" and noun in {"president", "prime minister"}
        ):
            return []
        ranked = self.history.rank(reference.start, fits)
        names = [e.name for _, e in ranked[:2]]
        return sorted(names, key=lambda n: self.history.entities[n].seen[0]) if len(names) == 2 else []

    def _hosts(self, reference: Reference) -> list[str]:
        country = reference.country or self.host
        return [country] if country in self.history.entities else []

    def _role(self, reference: Reference) -> list[str]:
        classes, use = role_nouns()[reference.noun]
        owner = (
            self._he(Reference(reference.start, reference.start + 3, "pronoun", reference.owner)) if reference.owner in HE else []
        )
        owner_entity = self.history.entities[owner[0]] if owner else None

        def fits(entity: Entity) -> float | None:
            if entity.kind != "person" or not agrees(entity.country, reference.country) or (owner and entity.name == owner[0]):
                return None
            if use == "guest":
                return None if entity.country in {None, self.host} else 0.5 if entity.classes else -1.0
            if use == "host":
                if owner_entity is not None and owner_entity.country and owner_entity.country == entity.country:
                    return None
                hosts = any(e.kind == "person" and e.country == self.host for e in self.history.entities.values())
                return 1.0 if entity.country == self.host else None if hosts and not owner else -0.5
            if use == "counterpart":
                same = owner_entity is not None and bool(owner_entity.classes & entity.classes)
                other = owner_entity is not None and owner_entity.country != entity.country
                return 1.0 if same and other else None
            if classes & entity.classes:
                return 0.6
            return -1.0 if not entity.classes and reference.noun == "official" else None

        return self._first(self.history.rank(reference.start, fits))

    def _body(self, reference: Reference) -> list[str]:
        kinds = set(several(reference.noun))

        def fits(entity: Entity) -> float | None:
            return 0.0 if entity.kind != "person" and entity.sort in kinds else None

        ranked = self.history.rank(reference.start, fits)
        return self._first([pair for pair in ranked if pair[0] > -40])

    def _pair(self, reference: Reference) -> list[str]:
        """ "the two sides": the two countries last named together, else the two that the report is about."""
        text = self.text[reference.start : reference.end]
        explicit = any(w in text.split() for w in ("two", "Two", "both", "Both")) or text.endswith(
            ("Sides", "Parties", " sides", " parties")
        )
        if not explicit:
            return []

        def fits(entity: Entity) -> float | None:
            return 0.0 if entity.kind == "country" or entity.sort == "bloc" else None

        together = self._together(reference, lambda e: fits(e) is not None)
        if len(together) == 2:
            return sorted(together)
        ranked = self.history.rank(reference.start, fits)
        recent = [e.name for score, e in ranked if score > -2.5]
        if len(recent) == 2:
            return sorted(recent)
        main = [c for c in self.found.main[:2] if c in self.history.entities]
        return sorted(main) if len(main) == 2 else []

    def _together(self, reference: Reference, fits: Callable[[Entity], bool], reach: int = 2) -> list[str]:
        """Those last named together, all of them fitting, at most `reach` sentences before."""
        here = self.history.sentence(reference.start)
        for place, names, _ in reversed(self.history.groups):
            near = place < reference.start and here - self.history.sentence(place) <= reach
            if near and all(fits(self.history.entities[n]) for n in names):
                return list(names)
        return []

    def _own_country(self, reference: Reference) -> list[str]:
        """ "his country": that of the person meant by the pronoun."""
        pronoun = Reference(reference.start, reference.start + len(reference.owner), "pronoun", reference.owner)
        owner = self._he(pronoun) if reference.owner in HE else []
        country = self.history.entities[owner[0]].country if owner else None
        return [country] if country in self.history.entities else []

    def _national(self, reference: Reference) -> list[str]:
        """ "the Qatari": the one person of that country named of late."""

        def fits(entity: Entity) -> float | None:
            return 0.0 if entity.kind == "person" and entity.country == reference.country else None

        ranked = [pair for pair in self.history.rank(reference.start, fits) if pair[0] > -4]
        return self._first(ranked)

    def _he(self, reference: Reference) -> list[str]:
        """The person last in subject position, of the right gender."""
        gender = HE[reference.kind]
        blocked = self._same_clause(reference) | self._quoting(reference) | self._reported(reference)

        def fits(entity: Entity) -> float | None:
            if entity.kind != "person" or entity.name in blocked:
                return None
            if entity.gender:
                return 0.1 if entity.gender == gender else None
            return 0.0 if gender == "m" else -0.5

        found = self._first(self.history.rank(reference.start, fits, leave=self._outside(reference)))
        if found and not self.history.entities[found[0]].gender:
            self.history.entities[found[0]].gender = gender
        return found

    def _reported(self, reference: Reference) -> set[str]:
        """For "Torres might have fled, he says" those named in the clause that is reported."""
        stop = reference.start
        while stop > 0 and self.text[stop - 1].isspace():
            stop -= 1
        after = self.text[reference.end : reference.end + 20].split()
        if self.text[stop - 1 : stop] != "," or not after or after[0].strip(",.") not in word_set("person_verbs"):
            return set()
        opens = max(self.text.rfind(mark, 0, stop) for mark in '.:;\n“”"')
        return {m.name for m in self.names if m.kind == "person" and opens < m.evidence.start < reference.start}

    def _quoting(self, reference: Reference) -> set[str]:
        """For a pronoun between quotation marks the speaker of the quotation, who does not say "he" of themselves."""
        quote = next(((a, b) for a, b in self.quotes if a < reference.start < b), None)
        if quote is None:
            return set()
        before, after = self.text.rfind("\n", 0, quote[0]) + 1, self.text.find("\n", quote[1])
        near: list[tuple[int, str]] = []
        for mention in self.names:
            place = mention.evidence.start
            if (
                mention.kind != "person"
                or not before <= place < (after if after >= 0 else len(self.text))
                or quote[0] < place < quote[1]
            ):
                continue
            distance = quote[0] - mention.evidence.end if place < quote[0] else place - quote[1]
            if distance < 80 and self.history.weight(place, mention.evidence.end) > _SPEAKS:
                near.append((distance, mention.name))
        return {min(near)[1]} if near else set()

    def _same_clause(self, reference: Reference) -> set[str]:
        """For "him" and "her" as object: the clause's own subject is someone else."""
        token = self.history.token(reference.start)
        if token.dep_ not in {"obj", "iobj", "obl"}:
            return set()
        subjects = [c for c in token.head.children if c.dep_ in {"nsubj", "nsubj:pass"}]
        out = set()
        for subject in subjects:
            for entity in self.history.entities.values():
                if any(head_of(self.history, p, p + 1) == subject for p, _ in entity.seen[-3:]):
                    out.add(entity.name)
        return out

    def _it(self, reference: Reference) -> list[str]:
        """The body or country last in subject position, in this sentence or the one before."""
        blocked = self._same_clause(reference) if reference.kind == "it" else set()

        def fits(entity: Entity) -> float | None:
            if entity.kind == "person" or entity.name in blocked:
                return None
            return 0.0

        ranked = self.history.rank(reference.start, fits, leave=self._outside(reference))
        return self._first([pair for pair in ranked if pair[0] > -1.2])

    def _outside(self, reference: Reference) -> Callable[[int], bool]:
        """For a pronoun outside quotation marks: is a place inside the quotation of its own sentence?"""
        if any(a < reference.start < b for a, b in self.quotes):
            return lambda place: False
        here = self.history.sentence(reference.start)
        own = [(a, b) for a, b in self.quotes if b <= reference.start and here - self.history.sentence(b - 1) <= 0]
        return lambda place: any(a < place < b for a, b in own)

    def _they(self, reference: Reference) -> list[str]:
        """The several actors last named together, subjects first, in this or the two sentences before."""
        here = self.history.sentence(reference.start)
        best: tuple[float, tuple[str, ...]] | None = None
        for place, names, weight in self.history.groups:
            distance = here - self.history.sentence(place)
            if place < reference.start and distance <= 1:
                score = weight - 0.9 * distance
                if best is None or score >= best[0]:
                    best = (score, names)
        return list(best[1]) if best else self._many(reference)

    def _many(self, reference: Reference) -> list[str]:
        """The body of many people, subject of this or the last sentence: "the Houthis … their"."""

        def fits(entity: Entity) -> float | None:
            words = entity.name.split()
            many = entity.sort in {"armed", "creditors"} or (words[-1].endswith("s") and words[-1] in _MANY)
            return 0.0 if entity.kind == "organisation" and many else None

        ranked = self.history.rank(reference.start, fits, leave=self._outside(reference))
        return self._first([pair for pair in ranked if pair[0] > _RECENT])


_TOGETHER = re.compile(
    r"(?: of (?:the )?[A-Z]\w+(?: [A-Z]\w+)?| \([A-Z][\w ]+\))?,? (?:and|&) (?:(?:the |[A-Z][\w’']+ |of ){0,6})$"
)
"""What stands between two actors named together: a country of the first, an office of the second."""
_LISTED = re.compile(r", (?:the )?$")
"""What stands between two members of a list."""
_QUOTE = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")
_SPEAKS = 0.85
"""Weight from which on a subject is one of a verb of saying or doing (`salience`)."""
_RECENT = -0.2
"""Score from which on a body was told of in this sentence, or as the last one's subject."""
_MANY = frozenset({"Forces", "Guards", "Rebels", "Sandinistas", "Houthis", "Tigers", "Units", "Conservatives", "Tories"})
_OPEN = {
    "title": ("person",),
    "role": ("person",),
    "national": ("person",),
    "body": ("organisation",),
    **dict.fromkeys(HE, ("person",)),
}
"""Kinds of actor that a reference may mean which no rule has resolved."""
_SINGLE = frozenset({"head_of_state", "head_of_government", "monarch"})
"""Offices of which a country has one, so that other words for them mean the same person."""
