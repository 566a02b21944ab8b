"""Texts the gate learns from: those written for it, and the annotated passages of the corpus.

A passage of the corpus counts as relevant where it holds an event and names two actors or more, and as irrelevant where it
holds none and names fewer, or stands in the file of hard cases; the others are left out, for one can argue about them.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

from attache.reading.gate.features import found_in

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
HARD_CASES = "06"
ACTOR = 0.7
"""From this strength on a name counts as an actor."""
JOINED = (3, 6)
"""So many short texts are joined to one, for reports are longer than passages."""


BURIED = 4
"""Every so many relevant texts one is also put between two irrelevant ones."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its label; `part` is train or held, `level` hard or clear."""

    id: str
    text: str
    title: str
    relevant: bool
    level: str
    subject: str
    part: str

    @property
    def whole(self) -> str:
        """What the gate sees of it."""
        return f"{self.title}\n{self.text}" if self.title else self.text


def written() -> list[Text]:
    """The texts written for the gate, in file order."""
    lines = (HERE / "texts.jsonl").read_text("utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    return [Text(t["id"], t["text"], t["title"], t["relevant"], t["level"], t["subject"], t["part"]) for t in told]


def passages() -> list[Text]:
    """The passages of the corpus that have a label; one in five is held."""
    out = []
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            told = json.loads(line)
            relevant = _label(told, hard=path.name.startswith(HARD_CASES))
            if relevant is not None:
                part = "held" if int(told["id"].split("-")[1]) % 5 == 0 else "train"
                out.append(Text(told["id"], told["text"], "", relevant, "hard", "corpus", part))
    return out


def _label(told: dict[str, object], *, hard: bool) -> bool | None:
    actors = sum(strength >= ACTOR for strength in found_in(str(told["text"])).actors.values())
    if told["events"]:
        return True if actors >= 2 else None
    return False if actors < 2 or hard else None


def joined(texts: list[Text], rng: random.Random) -> list[Text]:
    """Texts of one label and subject put together, so that lengths are those of reports."""
    out = []
    groups: dict[tuple[bool, str], list[Text]] = {}
    for text in texts:
        groups.setdefault((text.relevant, text.subject), []).append(text)
    for (relevant, subject), group in sorted(groups.items(), key=lambda item: item[0]):
        for size in JOINED:
            rng.shuffle(group)
            for start in range(0, len(group) - 1, size):
                chosen = group[start : start + size]
                body = "\n\n".join(t.text for t in chosen)
                out.append(Text(f"{chosen[0].id}+{size}", body, chosen[0].title, relevant, "hard", subject, "train"))
    return out


def buried(texts: list[Text], rng: random.Random) -> list[Text]:
    """Relevant texts each between two irrelevant ones, as on a page of news in brief: relevant."""
    relevant = [t for t in texts if t.relevant]
    others = [t for t in texts if not t.relevant]
    out = []
    for text in relevant[::BURIED]:
        before, after = rng.sample(others, 2)
        body = "\n\n".join((before.text, text.text, after.text))
        out.append(Text(f"{text.id}/3", body, before.title, True, "buried", "corpus", "train"))
    return out
