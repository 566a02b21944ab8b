"""How well the records read from text agree with hand-made ones.

    python -m benchmarks.records [--gold examples] [--kind event] [--json]

GOLD is a folder of `*.gold.json` beside their reports. Every report is read, and the records are compared kind by kind:

found   a record and a hand-made one rest on the same words (the common subsequence of words covers half of the shorter)
right   found, and the key fields agree: event: type, status and one doer or target; statement: speaker; figure: measure,
        unit, and value or change; commitment: kind, value, and due overlapping; tenure: person, office, of; named: name, kind

Pairs are taken one to one, best agreement first. Names agree when equal after folding case, accents and punctuation, by an
alias, or at 0.85 similarity; measures at half of their words. `--kind` lists what was missed, wrong or too much.
`--pin FILE` writes the right F1 of each kind as floors, which the tests hold; a floor is lowered only with `--allow-lower`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from attache.exports.jsonl import reading_lines, report_line
from attache.records import Actor, Reading, Report
from benchmarks.gold import as_read

Line = dict[str, Any]
GOLD_LISTS = {
    "event": "events",
    "statement": "statements",
    "figure": "figures",
    "commitment": "commitments",
    "tenure": "tenures",
    "named": "named",
}
LONGEST_EVIDENCE = 120
NEAR = 0.85


def fold(text: object) -> str:
    """Lower case, no accents, no punctuation, no small words: how names are compared."""
    plain = unicodedata.normalize("NFKD", str(text)).replace("đ", "d").replace("Đ", "D")
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"\b(the|of|and|a|an|for|on|in|between|s)\b", " ", plain)
    return " ".join(re.sub(r"[^\w%]+", " ", plain).split())


def names_of(value: object) -> set[str]:
    """The folded names by which a value goes: all of an actor's, each of joint speakers'."""
    if value is None:
        return set()
    if isinstance(value, dict):
        keys = ("id", "name", "country") if value.get("kind") in (None, "country") else ("id", "name")
        return {fold(value[k]) for k in keys if value.get(k)} | {fold(a) for a in value.get("aliases", ())}
    return {fold(part) for part in str(value).split("; ")}


def same(one: object, other: object) -> bool:
    """Do two values name the same?"""
    left, right = names_of(one), names_of(other)
    if left & right:
        return True
    return any(SequenceMatcher(None, p, q).ratio() >= NEAR for p in left for q in right if min(len(p), len(q)) > 4)


def listed(value: object) -> list[Any]:
    """A list of what may be one, several or none."""
    return [] if value is None else list(value) if isinstance(value, (list, tuple)) else [value]


def overlap(gold: object, read_: object) -> float:
    """1 for equal dates, one half for overlapping ones."""
    if not gold or not read_:
        return float(not gold and not read_)
    one, other = ([d or e for d, e in zip(listed(x), ("0000", "9999"), strict=True)] for x in (gold, read_))
    if one == other:
        return 1.0
    return 0.5 if one[0] <= other[1] and other[0] <= one[1] else 0.0


def number(gold: Any, read_: Any) -> bool:
    """Equal within a millionth; ranges at both ends."""
    if gold is None or read_ is None:
        return gold is None and read_ is None
    pairs = zip(_ends(gold), _ends(read_), strict=True)
    return all(abs(float(a) - float(b)) <= 1e-6 * max(abs(float(a)), 1) for a, b in pairs)


def _ends(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value, value]


def measures(gold: object, read_: object) -> bool:
    """Free wording agrees at half of its words (four letters of a longer word are enough) or 0.75 similarity."""
    one, other = fold(gold or "").split(), fold(read_ or "").split()
    if one == other:
        return True
    if not one or not other:
        return False
    left, hits = list(other), 0
    for word in one:
        near = [w for w in left if w == word or (len(word) > 3 and w[:4] == word[:4])]
        if near:
            left.remove(near[0])
            hits += 1
    return 2 * hits / (len(one) + len(other)) >= 0.5 or SequenceMatcher(None, fold(gold), fold(read_)).ratio() >= 0.75


def changes(gold: Any, read_: Any) -> bool:
    """Same amount and direction."""
    if not gold or not read_:
        return not gold and not read_
    return number(gold.get("value"), read_.get("value")) and gold.get("direction") == read_.get("direction")


def shared(gold: object, read_: object) -> float:
    """F1 of two lists of names."""
    one, other = listed(gold), listed(read_)
    if not one or not other:
        return float(not one and not other)
    left, hits = list(other), 0
    for name in one:
        match = next((x for x in left if same(name, x)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return 2 * hits / (len(one) + len(other))


def _equal(gold: object, read_: object) -> float:
    return float(fold(gold or "") == fold(read_ or ""))


def _alike(gold: object, read_: object) -> float:
    return float((not gold and not read_) or same(gold, read_))


FIELDS: dict[str, dict[str, Callable[[Any, Any], float]]] = {
    "event": {
        "type": _equal,
        "mode": _equal,
        "status": _equal,
        "when": overlap,
        "where": _alike,
        "who": shared,
        "target": shared,
    },
    "statement": {"speaker": _alike, "quoted": _equal},
    "figure": {
        "measure": lambda g, r: float(measures(g, r)),
        "parties": shared,
        "value": lambda g, r: float(number(g, r)),
        "unit": _equal,
        "bound": lambda g, r: _equal(g or "exact", r or "exact"),
        "period": overlap,
        "change": lambda g, r: float(changes(g, r)),
    },
    "commitment": {
        "kind": _equal,
        "measure": lambda g, r: float(measures(g, r)),
        "by": shared,
        "value": lambda g, r: float(number(g, r)),
        "due": overlap,
    },
    "tenure": {"person": _alike, "office": _alike, "of": _alike},
    "named": {"name": _alike, "kind": _equal},
}


def is_right(kind: str, gold: Line, read_: Line, agreement: dict[str, float]) -> bool:
    """Do the key fields of a matched pair agree?"""
    match kind:
        case "event":
            doers = listed(gold.get("who")) + listed(gold.get("target"))
            found = listed(read_.get("who")) + listed(read_.get("target"))
            return agreement["type"] == agreement["status"] == 1 and any(same(a, b) for a in doers for b in found)
        case "statement":
            return agreement["speaker"] == 1
        case "figure":
            told = "value" if gold.get("value") is not None else "change"
            return agreement["measure"] == agreement["unit"] == agreement[told] == 1
        case "commitment":
            value = gold.get("value") is None or agreement["value"] == 1
            return agreement["kind"] == 1 and value and (not gold.get("due") or agreement["due"] > 0)
        case _:
            return all(v == 1 for v in agreement.values())


def same_words(gold: list[str], read_: list[str]) -> bool:
    """Do two passages say the same words in order, to half of the shorter and at least three?"""
    if not gold or not read_ or len(read_) > LONGEST_EVIDENCE:
        return False
    common = sum(b.size for b in SequenceMatcher(None, gold, read_, autojunk=False).get_matching_blocks())
    return common >= 0.5 * min(len(gold), len(read_)) and common >= min(3, len(gold))


def passages_of(line: Line) -> list[list[str]]:
    """The words of each passage that a record rests on."""
    texts = [e["text"] for e in listed(line.get("evidence"))]
    if isinstance(line.get("content"), dict):
        texts.append(line["content"]["text"])
    return [fold(t).split() for t in texts]


@dataclass(slots=True)
class Score:
    """Counts of one kind; adds up over reports."""

    gold: int = 0
    read: int = 0
    found: int = 0
    right: int = 0
    fields: dict[str, list[float]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def f1(self, hits: int) -> float:
        """Harmonic mean of precision and recall for that many hits, 0 to 1."""
        return 2 * hits / (self.gold + self.read) if self.gold + self.read else 0.0


def compare(kind: str, gold: list[Line], lines: list[Line], score: Score, *, where: str) -> None:
    """Adds one report's records of one kind to `score`."""
    pairs = []
    for i, g in enumerate(gold):
        words = fold(g["evidence"]).split()
        for j, r in enumerate(lines):
            agreement = {k: rule(g.get(k), r.get(k)) for k, rule in FIELDS[kind].items()}
            near = agreement["name"] == 1 if kind == "named" else any(same_words(words, p) for p in passages_of(r))
            if near:
                pairs.append((-sum(agreement.values()), i, j, agreement))
    matched_gold, matched_read = set[int](), set[int]()
    for _, i, j, agreement in sorted(pairs, key=lambda p: p[:3]):
        if i in matched_gold or j in matched_read:
            continue
        matched_gold.add(i)
        matched_read.add(j)
        right = is_right(kind, gold[i], lines[j], agreement)
        score.right += right
        for k, v in agreement.items():
            score.fields.setdefault(k, []).append(v)
        if not right:
            score.faults.append(f"{where}: wrong: {_short(kind, gold[i])} read as {_short(kind, lines[j])}")
    score.gold += len(gold)
    score.read += len(lines)
    score.found += len(matched_gold)
    score.faults += [f"{where}: missed: {_short(kind, g)}" for i, g in enumerate(gold) if i not in matched_gold]
    score.faults += [f"{where}: too much: {_short(kind, r)}" for j, r in enumerate(lines) if j not in matched_read]


def _short(kind: str, line: Line) -> str:
    told = {k: line.get(k) for k in FIELDS[kind]}
    evidence = line["evidence"] if isinstance(line["evidence"], str) else listed(line["evidence"])[0]["text"]
    return f"{told} | {evidence[:110]!r}"


def lines_of(report: Report, reading: Reading) -> dict[str, list[Line]]:
    """A reading's records as exported, by the kinds that are compared."""
    actors = {a.name: a for a in reading.actors}
    out: dict[str, list[Line]] = {kind: [] for kind in GOLD_LISTS}
    for line in reading_lines(reading, lambda name: actors.get(name) or Actor(name, "person")):
        kind = {"thing": "named", "actor": "named"}.get(line["record"], line["record"])
        if kind in out:
            out[kind].append(line)
    return out


def gold_files(folder: Path) -> Iterator[tuple[Path, Line]]:
    """Each hand-made file in a folder with its report's path."""
    for path in sorted(folder.rglob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield path.parent / gold["report"]["file"], gold


@dataclass(slots=True)
class Result:
    """Scores of a folder: by kind, and shares of reports dated right and kept whole, 0 to 1."""

    kinds: dict[str, Score]
    published: float
    body_kept: float

    @property
    def mean_right(self) -> float:
        """Mean of the right F1 over the kinds."""
        return sum(s.f1(s.right) for s in self.kinds.values()) / len(self.kinds)


def measure(folder: Path) -> Result:
    """Reads every report of a folder of hand-made records and compares."""
    scores = {kind: Score() for kind in GOLD_LISTS}
    dates, kept = [], []
    for path, gold in gold_files(folder):
        report, reading = as_read(path)
        dates.append(overlap(gold["report"]["published"], report_line(report, reading)["published"]))
        body = fold(report.text)
        kept.append(all(fold(gold["report"][k]) in body for k in ("body_first", "body_last") if gold["report"].get(k)))
        for kind, lines in lines_of(report, reading).items():
            compare(kind, gold[GOLD_LISTS[kind]], lines, scores[kind], where=path.name)
    count = max(len(dates), 1)
    return Result(scores, sum(dates) / count, sum(kept) / count)


def floors(result: Result) -> dict[str, float]:
    """What a later version must reach: right F1 by kind, shares of reports dated and kept, rounded down to a thousandth."""
    told = {kind: s.f1(s.right) for kind, s in result.kinds.items()}
    told |= {"published": result.published, "body_kept": result.body_kept}
    return {name: int(value * 1000) / 1000 for name, value in told.items()}


def pin(result: Result, path: Path, *, allow_lower: bool) -> list[str]:
    """Writes the floors; returns those that would fall, and writes nothing then unless lowering is allowed."""
    return pin_floors(floors(result), path, allow_lower=allow_lower)


def pin_floors(new: dict[str, float], path: Path, *, allow_lower: bool) -> list[str]:
    """The same for floors of any benchmark, by name."""
    old = json.loads(path.read_text("utf-8")) if path.exists() else {}
    fallen = [f"{name} {old[name]} -> {value}" for name, value in new.items() if name in old and value < old[name]]
    if not fallen or allow_lower:
        path.write_text(json.dumps(new, indent=1) + "\n", "utf-8")
    return fallen


def main() -> int:
    """Prints the table, the faults of one kind where asked."""
    options = argparse.ArgumentParser(description="Compares records read from text with hand-made ones.")
    options.add_argument("--gold", type=Path, default=Path("examples"))
    options.add_argument("--kind", choices=GOLD_LISTS)
    options.add_argument("--json", action="store_true")
    options.add_argument("--pin", type=Path, metavar="FILE")
    options.add_argument("--allow-lower", action="store_true")
    chosen = options.parse_args()
    if not any(chosen.gold.rglob("*.gold.json")):
        print(f"skipped: no *.gold.json under {chosen.gold}", file=sys.stderr)
        return 0
    result = measure(chosen.gold)
    if chosen.pin:
        fallen = pin(result, chosen.pin, allow_lower=chosen.allow_lower)
        if fallen and not chosen.allow_lower:
            print(f"not pinned, these would fall: {', '.join(fallen)}; --allow-lower lowers them", file=sys.stderr)
            return 1
    rows = {kind: {"found": round(s.f1(s.found), 3), "right": round(s.f1(s.right), 3)} for kind, s in result.kinds.items()}
    if chosen.json:
        print(json.dumps({**rows, "published": result.published, "body_kept": result.body_kept, "mean_right": result.mean_right}))
        return 0
    print(f"{'kind':11} gold read  found  right  fields")
    for kind, s in result.kinds.items():
        fields = " ".join(f"{k}={sum(v) / len(v):.2f}" for k, v in s.fields.items())
        print(f"{kind:11} {s.gold:4} {s.read:4}  {rows[kind]['found']:.3f}  {rows[kind]['right']:.3f}  {fields}")
    print(f"published {result.published:.3f}  body kept {result.body_kept:.3f}  mean right F1 {result.mean_right:.3f}")
    if chosen.kind:
        print("\n".join(result.kinds[chosen.kind].faults))
    return 0


if __name__ == "__main__":
    sys.exit(main())
