"""The figures as a table for people, in the terminal and in docs/accuracy.md."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from attache import __version__
from benchmarks.accuracy.encoder import NotAvailable
from benchmarks.accuracy.measuring import OURS, RULES, Figure
from benchmarks.accuracy.peers import PEERS

BEGIN, END = "<!-- figures: written by python -m benchmarks.accuracy -->", "<!-- end of figures -->"
_NEW = """# Accuracy

How well each reader does on hand-made data, beside the programs of others on the same data. The gold data are not part of this
repository; `python -m benchmarks.accuracy --gold FOLDER` measures anew and rewrites the table.

{figures}
"""


def versions(figures: Sequence[Figure]) -> dict[str, str]:
    """Versions of what was run."""
    told = {"attache": __version__, "Python": sys.version.split()[0], "spaCy": version("spacy")}
    ran = {system for figure in figures for system in figure.values}
    for peers in PEERS.values():
        for name, peer in peers.items():
            if name in ran:
                try:
                    told[name] = peer.version
                except NotAvailable:
                    continue
    return told


def markdown(figures: Sequence[Figure], *, day: date) -> str:
    """The table with what it was measured with and when."""
    told = ", ".join(f"{name} {number}" for name, number in versions(figures).items())
    lines = [
        f"Measured on {day.isoformat()} with {told}. All figures are per cent; a goal that is reached is set in bold.",
        "",
        f"| Task | Scored | Records | Measure | {OURS} | {RULES} | Others | Goal | Best known |",
        "| --- | --- | ---: | --- | ---: | ---: | --- | ---: | --- |",
    ]
    for f in figures:
        others = ", ".join(f"{name} {value:.1f}" for name, value in f.values.items() if name not in (OURS, RULES))
        cells = [f.task, f.view, str(f.records), f.measure, _ours(f), _cell(f.values.get(RULES)), others, _goal(f), f.known]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _ours(figure: Figure) -> str:
    value = figure.values.get(OURS)
    reached = value is not None and figure.goal is not None and value >= figure.goal
    return f"**{_cell(value)}**" if reached else _cell(value)


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _goal(figure: Figure) -> str:
    return "" if figure.goal is None else f"{figure.goal:g}"


def plain_table(figures: Sequence[Figure], *, head: bool = True) -> str:
    """The table for a terminal; without its head where it goes on below."""
    first = f"{'task':13}{'scored':19}{'measure':28}{'ours':>6}{'rules':>7}{'goal':>6}  others"
    lines = [first] if head else []
    for f in figures:
        others = ", ".join(f"{name} {value:.1f}" for name, value in f.values.items() if name not in (OURS, RULES))
        ours, rules = _cell(f.values.get(OURS)), _cell(f.values.get(RULES))
        lines.append(f"{f.task:13}{f.view:19}{f.measure:28}{ours:>6}{rules:>7}{_goal(f):>6}  {others}".rstrip())
    return "\n".join(lines)


def write(path: Path, table: str) -> None:
    """Puts the table between its marks in the note, whose other text stays; makes the note where there is none."""
    marked = f"{BEGIN}\n\n{table}\n\n{END}"
    text = path.read_text("utf-8") if path.exists() else _NEW.format(figures=marked)
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    text = before + marked + after if begin and end else f"{text.rstrip()}\n\n{marked}\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
