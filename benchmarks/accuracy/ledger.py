"""ledger: the records of whole reports against hand-made ones, by the ledger's own scoring program."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from attache.exports.jsonl import reading_lines, report_line
from attache.reading import read
from attache.records import Actor
from attache.sources import read_path
from benchmarks.accuracy.lines import Line, Scores


def gold_reports(folder: Path, reports: Path, examples: Path) -> list[Line]:
    """Each hand-made file with the report it is about: those of the gold folder lie in `reports`, those of examples beside."""
    out = []
    for path in sorted([*examples.rglob("*.gold.json"), *(folder / "ledger").glob("*.gold.json")]):
        name = json.loads(path.read_text("utf-8"))["report"]["file"]
        beside = path.parent / name
        out.append({"id": name, "gold": str(path), "report": str(beside if beside.exists() else reports / name)})
    return [line for line in out if Path(line["report"]).exists()]


def exported(gold: Line) -> Line:
    """The records of one report as the export writes them, one JSON object a line."""
    report = read_path(Path(gold["report"]))
    reading = read(report)
    actors = {a.name: a for a in reading.actors}
    lines = [report_line(report, reading), *reading_lines(reading, lambda name: actors.get(name) or Actor(name, "person"))]
    return {"id": gold["id"], "lines": [json.dumps(line, ensure_ascii=False) for line in lines]}


def scored(folder: Path, gold: list[Line], predicted: list[Line]) -> Scores:
    """What score_ledger.py says of the records: the right F1 of each kind and their mean, in per cent."""
    with tempfile.TemporaryDirectory() as scratch:
        export = Path(scratch) / "export.jsonl"
        export.write_text("".join(f"{line}\n" for one in predicted for line in one["lines"]), "utf-8")
        command = [sys.executable, str(folder / "score_ledger.py"), str(export), *(line["gold"] for line in gold), "--json"]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    out: Scores = {}
    for kind, row in told.items():
        if isinstance(row, dict) and "right" in row:
            p, r, f1 = (100 * value for value in row["right"])
            out[kind] = {"P": p, "R": r, "F1": f1, "gold": row["gold"], "predicted": row["predicted"]}
    out["mean_right_f1"] = {"F1": 100 * told["mean_right_f1"]}
    out["records"] = {"gold": len(gold)}
    return out
