"""What the encoder learns from: sentences as words, each with whatever its source marks.

Sources (see the data statement in the model card): UD English-EWT and the open part of GUM (tags, lemmas, arcs), GUM's and
Wikigold's names, the licensed names of `gold/ner` and references of `gold/entities`, the events of `gold/events`, and the
project's own `training/corpus`. What a source does not mark stays None and teaches nothing.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import spacy

from attache.language.en.sentences import mark_sentences
from attache.language.tokens import unread
from training.corpus.check import resolve

ROLES = ("source", "content", "doer", "target", "about", "where", "when")
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUS = ("happened", "ongoing", "planned", "proposed", "conditional", "postponed", "denied")
# Names of the open sets; the corpus marks more kinds, which a head of its own learns.
FOUR = ("PER", "ORG", "LOC", "MISC")
EIGHT = ("PER", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "LAW")
REFERENCES = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NORP"}
REFERENCE_TYPES = ("PER", "ORG", "LOC", "NORP")
CORPUS_TO_FOUR = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "EVENT": "MISC", "LAW": "MISC"}


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger or cue (word indices), what it is, and the words that fill its roles. Role None: the source does not mark it."""

    words: tuple[int, ...]
    type: str | None
    """An event type, or None for the cue of an attribution."""
    status: str | None = None
    roles: dict[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and marks; `heads` are word indices, the root points at itself."""

    words: tuple[str, ...]
    source: str
    upos: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deps: tuple[str, ...] | None = None
    four: tuple[str, ...] | None = None
    """BIO tags over PER, ORG, LOC and, where `misc` says so, MISC."""
    misc: bool = True
    eight: tuple[str, ...] | None = None
    references: tuple[str, ...] | None = None
    frames: tuple[Frame, ...] | None = None
    cues: bool = False
    """Are attributions marked here (and not only events)?"""
    type: str | None = None
    """The event type of the sentence as a whole, where one is given."""


def held_out(name: str, fold: int, folds: int = 5) -> bool:
    """Is the record with this id in the fold that training leaves out? By hash, so that it never moves; -1 leaves out nothing."""
    return int(sha256(name.encode()).hexdigest(), 16) % folds == fold


def treebank(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file; labels lose the part after the colon except `pass`, as the Doc's do."""
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 7 and cells[0].isdigit():
                rows.append(cells)
            elif len(cells) == 1 and not cells[0] and rows:
                yield Sentence(
                    words=tuple(r[1] for r in rows),
                    source=path.name.split(".")[0],
                    upos=tuple(r[3] for r in rows),
                    xpos=tuple(r[4] for r in rows),
                    lemmas=tuple(r[2] for r in rows),
                    heads=tuple(int(r[6]) - 1 if int(r[6]) else i for i, r in enumerate(rows)),
                    deps=tuple("root" if r[6] == "0" else r[7] if r[7].endswith(":pass") else r[7].split(":")[0] for r in rows),
                )
                rows = []


def tagged_names(path: Path) -> Iterator[Sentence]:
    """Sentences of a BIO file."""
    words: list[str] = []
    tags: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            cells = line.split()
            if line.startswith("# newdoc"):
                continue
            if cells:
                words.append(cells[0])
                tags.append(cells[1])
            elif words:
                yield Sentence(tuple(words), path.name.split(".")[0], four=tuple(tags))
                words, tags = [], []


class Splitter:
    """Text to our own tokens and sentences, the ones that the reader will see."""

    def __init__(self) -> None:
        self._blank = spacy.blank("en")

    def sentences(self, text: str) -> Iterator[tuple[tuple[str, ...], list[tuple[int, int]]]]:
        """Words and their character spans, sentence by sentence."""
        doc = mark_sentences(unread(self._blank.make_doc(text)))
        doc.settle()
        for sent in doc.sents:
            words = [t for t in sent if not t.is_space]
            if words:
                yield tuple(t.text for t in words), [(t.idx, t.idx + len(t.text)) for t in words]


def covered(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, ...]:
    """Indices of the words that `[start, end)` touches."""
    return tuple(i for i, (a, b) in enumerate(spans) if a < end and start < b)


def bio(spans: list[tuple[int, int]], names: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """BIO tags of the names, the longer one first where two overlap."""
    tags = ["O"] * len(spans)
    for start, end, kind in sorted(names, key=lambda n: n[0] - n[1]):
        inside = covered(spans, start, end)
        if inside and all(tags[i] == "O" for i in inside):
            for i in inside:
                tags[i] = f"{'B' if i == inside[0] else 'I'}-{kind}"
    return tuple(tags)


def corpus(folder: Path, splitter: Splitter, fold: int, held: bool = False) -> Iterator[Sentence]:
    """The project's passages, sentence by sentence, with names of both kinds, attributions and events.

    One passage in twenty is held out (`held` gives those), so that training can be watched on it.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = resolve(json.loads(line))
            if held_out(record["id"], fold, 20) != held:
                continue
            for words, spans in splitter.sentences(record["text"]):
                low, high = spans[0][0], spans[-1][1]
                names = [(s, e, k) for s, e, k in record["entities"] if low <= s < high]
                frames = tuple(_frames(record, spans))
                kinds = {f.type for f in frames if f.type}
                yield Sentence(
                    words,
                    f"corpus-{path.stem[:2]}",
                    four=bio(spans, [(s, e, CORPUS_TO_FOUR[k]) for s, e, k in names if k in CORPUS_TO_FOUR]),
                    misc=False,
                    eight=bio(spans, [(s, e, k) for s, e, k in names if k in EIGHT]),
                    frames=frames,
                    cues=True,
                    type=kinds.pop() if len(kinds) == 1 else None,
                )


def _frames(record: dict[str, Any], spans: list[tuple[int, int]]) -> Iterator[Frame]:
    """Frames whose trigger stands in this sentence; role fillers outside it are left to the readers on top."""

    def words(pieces: list[list[int]]) -> frozenset[int]:
        return frozenset(i for s, e in pieces for i in covered(spans, s, e))

    for a in record["attributions"]:
        cue = words(a["cue"])
        if cue:
            yield Frame(tuple(sorted(cue)), None, None, {k: words(a[k]) for k in ("source", "content")})
    for e in record["events"]:
        trigger = words(e["trigger"])
        if trigger:
            roles = {k: words(e[k]) for k in ("doer", "target", "about", "where", "when")}
            yield Frame(tuple(sorted(trigger)), e["type"], e["status"], roles)


def gold_names(path: Path, splitter: Splitter, fold: int, held: bool = False) -> Iterator[Sentence]:
    """`gold/ner` without the fold that is left out and without GUM's derived names, which stand in the training part."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["origin"].startswith("UD_English-GUM") or held_out(record["id"], fold) != held:
            continue
        names = [(s["start"], s["end"], s["type"]) for s in record["spans"] if s["type"] in FOUR]
        for words, spans in splitter.sentences(record["text"]):
            yield Sentence(words, record["origin"], four=bio(spans, names), misc="MISC" in record["types"])


def gold_references(path: Path, splitter: Splitter, fold: int, held: bool = False) -> Iterator[Sentence]:
    """`gold/entities`: people, bodies, places and nationalities referred to, by name or not."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        if held_out(record["id"], fold) != held:
            continue
        marked = [(s["start"], s["end"], REFERENCES[s["type"]]) for s in record["spans"] if s["type"] in REFERENCES]
        for words, spans in splitter.sentences(record["text"]):
            yield Sentence(words, "entities", references=bio(spans, marked))


def gold_events(path: Path, splitter: Splitter, fold: int, held: bool = False) -> Iterator[Sentence]:
    """`gold/events`: one coded event a sentence. Its words are given without places: those that can be found are the trigger."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        if held_out(re.sub(r"\W+", " ", record["text"].casefold()), fold) != held:
            continue
        wanted = Counter(re.findall(r"\w+", record["event_text"].casefold()))
        actors = {"doer": record["source"], "target": record["target"]}
        for words, spans in splitter.sentences(record["text"]):
            roles = {
                k: frozenset(i for a in v if a.get("start") is not None for i in covered(spans, a["start"], a["end"]))
                for k, v in actors.items()
            }
            fillers = roles["doer"] | roles["target"]
            found = tuple(i for i, w in enumerate(words) if w.casefold() in wanted and i not in fillers)
            if not found:
                continue
            yield Sentence(words, "events", frames=(Frame(found[:1], record["event16"], None, roles),), type=record["event16"])


def measured_attributions(path: Path, splitter: Splitter, fold: int, held: bool = False) -> Iterator[Sentence]:
    """`gold/attributions` (PolNeAR). It has no licence: what learns from it is measured and never written out."""
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        if held_out(record["id"], fold) != held:
            continue
        text = record["text"]
        for words, spans in splitter.sentences(text):
            low, high = spans[0][0], spans[-1][1]
            frames = []
            for a in record["attributions"]:
                if not any(s < high and low < e for s, e in a["cue"]):
                    continue
                inside = {k: frozenset(i for s, e in a[k] for i in covered(spans, s, e)) for k in ("source", "cue", "content")}
                frames.append(Frame(tuple(sorted(inside.pop("cue"))), None, None, inside))
            yield Sentence(words, "attributions", frames=tuple(f for f in frames if f.words), cues=True)


def join(treebank_sentences: list[Sentence], names: list[Sentence]) -> list[Sentence]:
    """GUM's trees and GUM's names are of the same sentences: one example each with both."""
    tags = {n.words: n.four for n in names}
    return [replace(s, four=tags[s.words]) if s.words in tags else s for s in treebank_sentences]
