"""Shards made of the sample reports, what was read of them, and ledgers compared."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from attache.ledger import Ledger
from attache.ledger.shards.files import open_readings
from attache.ledger.shards.rows import Entry
from attache.ledger.store import identifier, parts
from attache.records import Report
from attache.sources import reports_from
from tests.cli.conftest import EXAMPLES

PART_ONE_BUT = ("imported", "pending", "report_words")
"""What part one of a ledger holds besides reports and readings: it tells how they came in."""


def samples(count: int, *, skip: int = 0) -> list[Report]:
    """Sample reports that are short to read."""
    found = sorted(reports_from([str(EXAMPLES)], on_aside=lambda _: None), key=lambda report: (len(report.text), report.id))
    return found[skip : skip + count]


def lines_of(reports: Iterable[Report], *, site: str) -> bytes:
    """The reports as JSON lines under addresses of their own, with one page that is about nothing and a broken line."""
    told = [
        {"text": r.text, "title": r.title, "url": f"https://{site}.example/{n}", "date": r.published[0] if r.published else None}
        for n, r in enumerate(reports)
    ]
    recipe = {
        "text": "Beat two eggs with the flour. Bake it for an hour and serve with cream.",
        "url": f"https://{site}.example/r",
    }
    return "".join(f"{json.dumps(line)}\n" for line in (*told, recipe)).encode() + b'{"text": broken\n'


def make_shards(folder: Path, reports: Sequence[Report], number: int) -> None:
    """Writes files of JSON lines, every other one packed."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(number):
        data = lines_of(reports[n::number], site=f"s{n}")
        path = folder / f"{n:02}.jsonl"
        if n % 2:
            path.with_suffix(".jsonl.gz").write_bytes(gzip.compress(data, mtime=0))
        else:
            path.write_bytes(data)


def entries_in(folder: Path) -> list[Entry]:
    """All that was read into a folder, by item."""
    found = [entry for path in folder.glob("*.parquet") for entry in open_readings(str(path), path.name).entries()]
    return sorted(found, key=lambda entry: entry.item)


def dump(path: Path, *, worked_out: bool = False) -> dict[str, list[tuple[object, ...]]]:
    """All rows of part one of a ledger, but for how they came in, and, where asked, all that is worked out from them."""
    out: dict[str, list[tuple[object, ...]]] = {}
    with Ledger(path) as ledger:
        store = ledger._store
        for statement in parts()[0]:
            name = statement.split("CREATE TABLE ")[-1].split()[0].strip('"') if "CREATE TABLE" in statement else ""
            if name and name not in PART_ONE_BUT:
                out[name] = sorted(store.rows(f"SELECT * FROM {identifier(name)}"), key=repr)
        if worked_out:
            out["worked out"] = [(table, *row) for table, row in ledger.worked_out()]
    return out
