"""Who is who and what is what, for the reports that changed: sightings, faces, links, and the actors and things they make.

Each step looks only at what the step before has touched: the keys under which a report names somebody, the faces of
those keys, the words that those faces share with others, the actors and things that hang together through them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from attache.ledger.entries import ActorEntry
from attache.ledger.faces import Face, Layer, Link, Spelling, ordered
from attache.ledger.identity.joining import components
from attache.ledger.ids import short_id
from attache.ledger.reviews import Anchor, pairs
from attache.ledger.store import Store
from attache.ledger.things import KnownThing
from attache.ledger.working.known_names import note_names
from attache.ledger.working.shelf import rows_for, run_for, unknown

Pairs = frozenset[frozenset[str]]


class Rules(Protocol):
    """What a layer's module offers; see `faces`."""

    def key_of(self, spelling: Spelling) -> str:
        """What a spelling is compared by."""

    def faces_of(self, key: str, spellings: Mapping[Spelling, int]) -> list[Face]:
        """The faces of one key."""

    def claims(self, face: Face) -> frozenset[str]:
        """Strings by which a face looks for others."""

    def answers(self, face: Face) -> frozenset[str]:
        """Strings under which a face is found."""

    def decide(self, key: str, claimers: Sequence[Face], answerers: Sequence[Face]) -> list[Link]:
        """The links that one string decides."""

    def entry(self, faces: Sequence[Face]) -> ActorEntry | KnownThing:
        """The actor or thing that joined faces make."""


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """A name of one report's reading."""

    report: str
    name: str
    spelling: Spelling
    apart: str = ""
    """What a person wrote to keep this report's bearer of the name apart; part of the key."""


@dataclass(slots=True)
class Naming:
    """One layer in one run."""

    store: Store
    layer: Layer
    rules: Rules
    must: Pairs = frozenset()
    """Pairs of faces that a person has called the same."""
    cannot: Pairs = frozenset()
    """Pairs that a person has called not the same."""
    _faces: dict[str, Face] = field(default_factory=dict)
    _come: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Reports and names newly sighted, by key."""
    _gone: set[str] = field(default_factory=set)
    """Actors or things some of whose faces are gone."""
    _moved: set[str] = field(default_factory=set)
    """Reports whose name has another face than before, though both faces may be as they were."""

    def renew(self, reports: Iterable[str], sightings: Iterable[Sighting]) -> set[str]:
        """Puts the sightings of these reports in place of their former ones; the reports to whose names this makes a
        difference: another actor or thing, another country or kind."""
        reports = set(reports)
        keys, touched = self._put_sightings(reports, sightings)
        words = self._face_again(keys, touched)
        touched |= self._decide_again(words)
        must, cannot = pairs(self.store, self.layer, self._find)
        self.must, self.cannot = frozenset(must), frozenset(cannot)
        if self.must or self.cannot:
            sql = "SELECT DISTINCT face FROM sighted WHERE layer = ? AND report IN ({})"
            here = {f for (f,) in rows_for(self.store, sql, reports, (self.layer,))}
            touched |= {f for pair in self.must | self.cannot for f in pair if pair & here}
        return self._join_again(touched)

    def _find(self, anchor: Anchor) -> str | None:
        """The face of a name that a person pointed at."""
        if anchor.report is not None:
            where = (anchor.report, self.layer, anchor.name)
            rows = self.store.rows("SELECT face FROM sighted WHERE report = ? AND layer = ? AND name = ?", where)
            return str(rows[0][0]) if rows else None
        key = self.rules.key_of(Spelling(anchor.name, self.layer, anchor.of))
        found = [f for (f,) in self.store.rows("SELECT id FROM face WHERE layer = ? AND key = ? ORDER BY id", (self.layer, key))]
        self._fetch(found)
        faces = [self._faces[f] for f in found if f in self._faces]
        return min(faces, key=lambda f: (f.of != anchor.of, -f.reports, f.id)).id if faces else None

    # Sightings

    def _put_sightings(self, reports: set[str], sightings: Iterable[Sighting]) -> tuple[set[str], set[str]]:
        """Keys whose spellings changed, and the faces that were met under them."""
        new = {(s.report, s.name): (self._key(s), written(s.spelling)) for s in sightings}
        sql = "SELECT report, name, key, spelling, face FROM sighted WHERE layer = ? AND report IN ({})"
        old = {(r, n): (k, s, f) for r, n, k, s, f in rows_for(self.store, sql, reports, (self.layer,))}
        gone = [at for at, (k, s, _) in old.items() if new.get(at) != (k, s)]
        come = [at for at, told in new.items() if at not in old or old[at][:2] != told]
        self.store.run_each("DELETE FROM sighted WHERE layer = ? AND report = ? AND name = ?", [(self.layer, *at) for at in gone])
        columns = ("report", "layer", "name", "key", "spelling", "face")
        self.store.insert("sighted", columns, [(r, self.layer, n, *new[r, n], "") for r, n in sorted(come)])
        for report, name in come:
            self._come[new[report, name][0]].append((report, name))
        keys = {old[at][0] for at in gone} | {new[at][0] for at in come}
        return keys, {old[at][2] for at in old}

    def _key(self, sighting: Sighting) -> str:
        key = self.rules.key_of(sighting.spelling)
        return f"{key}\x1f{sighting.apart}" if sighting.apart else key

    # Faces and words

    def _face_again(self, keys: set[str], touched: set[str]) -> set[str]:
        """Works out the faces of the keys anew; adds them to `touched`; the words by which any of them is linked."""
        spellings: dict[str, dict[Spelling, int]] = defaultdict(dict)
        sql = "SELECT key, spelling, reports FROM spelling WHERE layer = ? AND key IN ({})"
        for key, told, count in rows_for(self.store, sql, keys, (self.layer,)):
            spellings[key][read(told)] = count
        before: dict[str, set[str]] = defaultdict(set)
        for key, face in rows_for(self.store, "SELECT key, id FROM face WHERE layer = ? AND key IN ({})", keys, (self.layer,)):
            before[key].add(face)
        found = {key: self.rules.faces_of(key, spellings[key]) if spellings[key] else [] for key in sorted(keys)}
        new = [(f.id, self.layer, key, "") for key, faces in found.items() for f in faces if f.id not in before[key]]
        self.store.insert("face", ("id", "layer", "key", "entity"), sorted(new))
        self._faces.update((f.id, f) for faces in found.values() for f in faces)
        self._place(found, before)
        faces = [f for of_key in found.values() for f in of_key]
        gone = {f for ids in before.values() for f in ids} - {f.id for f in faces}
        touched |= gone | {f.id for f in faces}
        return self._put_words(faces, gone)

    def _place(self, found: Mapping[str, Sequence[Face]], before: Mapping[str, set[str]]) -> None:
        """Tells what is sighted which face of its key it has."""
        only: list[tuple[str, ...]] = []
        spelt: list[tuple[str, ...]] = []
        for key, faces in found.items():
            if len(faces) == 1 and before[key] in ({faces[0].id}, set()):
                # Only what was just sighted has no face yet: a well-known name has thousands of sightings.
                only += [(faces[0].id, self.layer, report, name) for report, name in self._come[key]]
            else:
                spelt += [(f.id, self.layer, key, written(s)) for f in faces for s, _ in f.spellings]
        self.store.run_each("UPDATE sighted SET face = ? WHERE layer = ? AND report = ? AND name = ?", only)
        sql = "SELECT report FROM sighted WHERE layer = ? AND key = ? AND spelling = ? AND face NOT IN (?, '')"
        self._moved |= {r for face, *told in spelt for (r,) in self.store.rows(sql, (*told, face))}
        sql = "UPDATE sighted SET face = ?1 WHERE layer = ?2 AND key = ?3 AND spelling = ?4 AND face <> ?1"
        self.store.run_each(sql, spelt)

    def _put_words(self, faces: Sequence[Face], gone: set[str]) -> set[str]:
        """Writes the words of the faces; all words that they or the gone ones have or had."""
        sql = "SELECT face, word, role FROM face_word WHERE face IN ({})"
        old = {tuple(row) for row in rows_for(self.store, sql, {f.id for f in faces} | gone)}
        new = {(f.id, w, "claims") for f in faces for w in self.rules.claims(f)}
        new |= {(f.id, w, "answers") for f in faces for w in self.rules.answers(f)}
        self.store.run_each("DELETE FROM face_word WHERE face = ? AND word = ? AND role = ?", sorted(old - new))
        self.store.insert("face_word", ("face", "word", "role", "layer"), [(*row, self.layer) for row in sorted(new - old)])
        return {word for _, word, _ in old | new}

    # Links

    def _decide_again(self, words: set[str]) -> set[str]:
        """Decides the words anew; the faces whose links changed."""
        met: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"claims": [], "answers": []})
        sql = "SELECT word, role, face FROM face_word WHERE layer = ? AND word IN ({}) ORDER BY face"
        for word, role, face in rows_for(self.store, sql, words, (self.layer,)):
            met[word][role].append(face)
        before: dict[str, set[Link]] = defaultdict(set)
        sql = "SELECT word, one, other, rule, why FROM face_link WHERE layer = ? AND word IN ({})"
        for word, one, other, rule, why in rows_for(self.store, sql, words, (self.layer,)):
            before[word].add(Link(one, other, rule, why))
        both = {
            w
            for w, roles in met.items()
            if roles["claims"] and set(roles["claims"]) | set(roles["answers"]) != {met[w]["claims"][0]}
        }
        self._fetch({f for w in both for role in met[w].values() for f in role})
        touched: set[str] = set()
        changed: list[str] = []
        rows: list[tuple[str, ...]] = []
        for word in sorted(both | before.keys()):
            claimers, answerers = (
                ([self._faces[f] for f in met[word][role]] for role in ("claims", "answers")) if word in both else ([], [])
            )
            now = set(ordered(self.rules.decide(word, claimers, answerers))) if claimers and answerers else set()
            if now != before[word]:
                changed.append(word)
                rows += [(self.layer, word, link.one, link.other, link.rule, link.why) for link in ordered(now)]
                touched |= {f for link in now ^ before[word] for f in (link.one, link.other)}
        self.store.run_each("DELETE FROM face_link WHERE layer = ? AND word = ?", [(self.layer, word) for word in changed])
        self.store.insert("face_link", ("layer", "word", "one", "other", "rule", "why"), rows)
        return touched

    def _fetch(self, faces: Iterable[str]) -> None:
        """Loads faces that are not at hand."""
        wanted = unknown(faces, self._faces)
        keys = {k for (k,) in rows_for(self.store, "SELECT key FROM face WHERE id IN ({})", wanted)}
        spellings: dict[str, dict[Spelling, int]] = defaultdict(dict)
        sql = "SELECT key, spelling, reports FROM spelling WHERE layer = ? AND key IN ({})"
        for key, told, count in rows_for(self.store, sql, keys, (self.layer,)):
            spellings[key][read(told)] = count
        for key in sorted(spellings):
            self._faces.update((f.id, f) for f in self.rules.faces_of(key, spellings[key]))

    # Actors and things

    def _join_again(self, touched: set[str]) -> set[str]:
        """Joins the touched faces and all that hangs together with them; the reports that this makes a difference to."""
        entity_of, links = self._hanging_together(touched)
        known = set(entity_of)
        self._fetch(known)
        within = {pair for pair in self.must if pair <= known}, {pair for pair in self.cannot if pair <= known}
        groups = components(known, links, *within)
        former = stored(self.store, self.layer, {e for e in entity_of.values() if e} | self._gone)
        now: dict[str, ActorEntry | KnownThing] = {}
        changed: set[str] = set()
        others: set[str] = set()
        joined: list[tuple[str, str]] = []
        for group in groups:
            entry = self._entry([self._faces[f] for f in group.faces])
            now[entry.id] = entry
            differs = entry.id not in former or _telling(former[entry.id]) != _telling(entry)
            others |= {entry.id} if differs else set()
            changed |= {f for f in group.faces if differs or entity_of[f] != entry.id}
            joined += [(entry.id, f) for f in group.faces if entity_of[f] != entry.id]
        self.store.run_each("UPDATE face SET entity = ? WHERE id = ?", joined)
        gone = touched - known
        run_for(self.store, "DELETE FROM face WHERE id IN ({})", gone)
        self._write(former, now)
        named = {r for (r,) in rows_for(self.store, "SELECT DISTINCT report FROM sighted WHERE face IN ({})", changed)}
        return named | self._moved | (reports_on(self.store, others) if self.layer == "person" else set())

    def _entry(self, faces: Sequence[Face]) -> ActorEntry | KnownThing:
        """What the faces make; its id is that of one face, so that no two share it and a further name seldom changes it."""
        entry = self.rules.entry(faces)
        if self.layer == "country":
            return entry
        return replace(entry, id=short_id("g" if self.layer == "thing" else "a", min(f.id for f in faces)))

    def _hanging_together(self, touched: set[str]) -> tuple[dict[str, str], list[Link]]:
        """Entity by face, of all faces that share one with a touched face or are linked to it, and so on; their links.

        Faces without a sighting are left out: they are gone.
        """
        entity_of: dict[str, str] = {}
        links: dict[tuple[str, str, str], Link] = {}
        neighbours: dict[str, set[str]] = defaultdict(set)
        for pair in self.must:
            one, *other = sorted(pair)
            for o in other:
                neighbours[one].add(o)
                neighbours[o].add(one)
        seen: set[str] = set()
        entities: set[str] = set()
        todo = {t for t in touched if t}
        while todo:
            seen |= todo
            for face, entity in rows_for(self.store, "SELECT id, entity FROM face WHERE id IN ({})", todo):
                entity_of[face] = entity
            sql = "SELECT one, other, rule, why FROM face_link WHERE {} IN ({{}})"
            found = [row for end in ("one", "other") for row in rows_for(self.store, sql.format(end), todo)]
            for one, other, rule, why in found:
                links[one, other, rule] = Link(one, other, rule, why)
            more = {f for one, other, _, _ in found for f in (one, other)} | {n for f in todo for n in neighbours[f]}
            fresh = {entity_of[f] for f in todo if entity_of.get(f)} - entities
            entities |= fresh
            more |= {f for (f,) in rows_for(self.store, "SELECT id FROM face WHERE entity IN ({})", fresh)}
            todo = more - seen
        # Asked face by face: a country is sighted in nearly every report.
        sql = "SELECT id FROM face WHERE id IN ({}) AND EXISTS (SELECT 1 FROM sighted WHERE sighted.face = face.id)"
        alive = {f for (f,) in rows_for(self.store, sql, entity_of)}
        kept = [link for link in links.values() if link.one in alive and link.other in alive]
        self._gone = {e for f, e in entity_of.items() if f not in alive and e}
        return {f: e for f, e in entity_of.items() if f in alive}, ordered(kept)

    def _write(self, former: Mapping[str, ActorEntry | KnownThing], now: Mapping[str, ActorEntry | KnownThing]) -> None:
        table = "thing" if self.layer == "thing" else "actor"
        new = [entry for i, entry in sorted(now.items()) if former.get(i) != entry]
        gone = former.keys() - now.keys()
        run_for(self.store, f"DELETE FROM {table} WHERE id IN ({{}})", gone | {e.id for e in new})
        if self.layer != "thing":
            note_names(self.store, (e for e in new if isinstance(e, ActorEntry)), gone)
        for entry in new:
            if isinstance(entry, KnownThing):
                values = (entry.id, entry.name, entry.kind, entry.of, _json(entry.aliases), _json(entry.parties))
                self.store.insert("thing", ("id", "name", "kind", "of", "aliases", "parties"), [values])
            else:
                told = (entry.id, entry.name, entry.kind, entry.country, _json(entry.aliases), int(entry.named))
                self.store.insert("actor", ("id", "name", "kind", "country", "aliases", "named"), [told])


def reports_on(store: Store, actors: Iterable[str]) -> set[str]:
    """The reports that name these actors, or mean them by a description of their office."""
    actors = set(actors)
    named = "SELECT DISTINCT s.report FROM face f JOIN sighted s ON s.face = f.id WHERE f.entity IN ({})"
    meant = "SELECT DISTINCT report FROM stands_for WHERE person IN ({})"
    return {str(r) for sql in (named, meant) for (r,) in rows_for(store, sql, actors)}


def stored(store: Store, layer: Layer, ids: Iterable[str]) -> dict[str, ActorEntry | KnownThing]:
    """The actors or things of these ids, as they stand."""
    if layer == "thing":
        rows = rows_for(store, "SELECT id, name, kind, of, aliases, parties FROM thing WHERE id IN ({})", ids)
        return {i: KnownThing(i, n, k, of, texts_in(a), texts_in(p)) for i, n, k, of, a, p in rows}
    rows = rows_for(store, "SELECT id, name, kind, country, aliases, named FROM actor WHERE id IN ({})", ids)
    return {i: ActorEntry(i, n, k, c, texts_in(a), bool(named)) for i, n, k, c, a, named in rows}


def _telling(entry: ActorEntry | KnownThing) -> tuple[object, ...]:
    """What of an actor records depend on; of a body also its name, for that can tell whose count a figure is."""
    if isinstance(entry, KnownThing):
        return (entry.id,)
    return entry.kind, entry.country, entry.named, entry.name if entry.kind == "organisation" else ""


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def written(spelling: Spelling) -> str:
    """A spelling as one string."""
    s = spelling
    return _COMPACT((s.name, s.kind, s.of, s.aliases, s.parties, s.marks, s.year))


def read(text: str) -> Spelling:
    """The spelling that `written` gave."""
    name, kind, of, aliases, parties, marks, year = json.loads(text)
    return Spelling(name, kind, of, tuple(aliases), tuple(parties), tuple(marks), year)


def texts_in(told: str) -> tuple[str, ...]:
    """The texts of a list in JSON; most are empty."""
    return () if told == "[]" else tuple(json.loads(told))


def _json(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False) if values else "[]"
