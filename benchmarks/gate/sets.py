"""The texts the gate is measured on, each with its label, set by set.

A text counts as relevant where its gold tells of something between two actors:

- examples, gold ledger: an event, figure or commitment with two names among its doers, targets or parties;
- corpus: an event, and two actors in the text (see `training.gate.texts`); the fifth that was not learnt from;
- texts: as written for the gate; the quarter that was not learnt from;
- gold events: doers and targets of two countries, or of one and an international body;
- gold relations: two who fight, are allied, speak, like or dislike each other (not: who lies where, who belongs to whom).

The other gold sets hold no reports (names, dates, quantities, titles of agreements, holders of offices) or no labels that
would tell: of the articles of `attributions` and the `pages` only the share set aside is given, and what the reader would
have found in them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.gold import gold_files, visible
from training.gate.texts import passages, written

BETWEEN = frozenset({"CommWith", "FightingAgainst", "AlliesOf", "Likes", "Dislikes"})


@dataclass(frozen=True, slots=True)
class Sample:
    """One text; `relevant` is None where nothing tells."""

    id: str
    text: str
    title: str | None
    relevant: bool | None


def examples(folder: Path) -> list[Sample]:
    """The sample reports whose gold tells of something between two."""
    out = []
    for group in sorted(p for p in folder.iterdir() if p.is_dir()):
        for path in gold_files(group):
            told = json.loads(path.read_text("utf-8"))
            if _between_two(told):
                out.append(Sample(path.stem, visible(group / told["report"]["file"]), told["report"]["title"], True))
    return out


def _between_two(told: dict[str, Any]) -> bool:
    sides = [{*(e["who"] or ()), *(e.get("target") or ())} for e in told["events"]]
    sides += [set(f["parties"] or ()) for f in told["figures"]]
    sides += [{*(c["by"] or ()), *(c["parties"] or ())} for c in told["commitments"]]
    return any(len(names) >= 2 for names in sides)


def own(*, relevant: bool, level: str, part: str | None = "held") -> list[Sample]:
    """The texts written for the gate; of a part, or of all."""
    return [
        Sample(t.id, t.text, t.title, t.relevant)
        for t in written()
        if t.relevant is relevant and t.level == level and part in (None, t.part)
    ]


def longer(samples: list[Sample], words: int = 300) -> list[Sample]:
    """Neighbouring texts joined until they have so many words: reports are longer than the texts written."""
    out: list[Sample] = []
    gathered: list[Sample] = []
    for sample in samples:
        gathered.append(sample)
        if sum(len(s.text.split()) for s in gathered) >= words:
            first = gathered[0]
            out.append(Sample(first.id, "\n\n".join(s.text for s in gathered), first.title, first.relevant))
            gathered = []
    return out


def corpus(*, relevant: bool) -> list[Sample]:
    """The passages of the corpus that were not learnt from."""
    return [Sample(t.id, t.text, None, t.relevant) for t in passages() if t.relevant is relevant and t.part == "held"]


def gold_ledger(gold: Path) -> list[Sample]:
    """The three reports of the development ledger."""
    out = []
    for line in _lines(gold / "ledger"):
        told = json.loads((gold / "ledger" / f"{line['id']}.gold.json").read_text("utf-8"))
        if _between_two(told):
            out.append(Sample(line["id"], line["text"], None, True))
    return out


def gold_events(gold: Path) -> list[Sample]:
    """Sentences with doers and targets of two countries or bodies."""
    out = []
    for line in _lines(gold / "events"):
        sides = {a["country"] or a["code"] for a in (*line["source"], *line["target"])} - {""}
        if len(sides) >= 2:
            out.append(Sample(line["id"], line["text"], None, True))
    return out


def gold_relations(gold: Path) -> list[Sample]:
    """Documents in which two act on each other."""
    return [
        Sample(line["id"], line["text"], None, True)
        for line in _lines(gold / "relations")
        if any(r["type"] in BETWEEN for r in line["relations"])
    ]


def unlabelled(gold: Path, task: str) -> list[Sample]:
    """Texts of a task whose gold does not tell whether they are relevant."""
    return [Sample(line["id"], line["text"], line.get("title"), None) for line in _lines(gold / task) if line.get("text")]


def _lines(folder: Path) -> Iterator[dict[str, Any]]:
    for line in (folder / "dev.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)
