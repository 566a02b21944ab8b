"""`attache scale read`: reports by the million into files of readings, on one machine or a cluster."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from attache.cli.options import Json
from attache.cli.output import as_json, complain, say
from attache.errors import QueryError

if TYPE_CHECKING:
    from attache.scale.running import Totals

LINES = 20
"""Lines for failed shards; all are counted, and the same command tries them again."""
UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}

group = typer.Typer(no_args_is_help=True, help="Reading on many machines.")


@group.callback()
def _group() -> None:
    """Reading on many machines: shards of reports in, Parquet files of readings out."""


def register(app: typer.Typer) -> None:
    """Adds the group `scale` with the commands of this module."""
    app.add_typer(group, name="scale")


@group.command("read")
def read(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="SHARD|FOLDER|PATTERN…", help="WARC, WET, JSON lines, CSV, Parquet …, by path or any fsspec address."
        ),
    ],
    out: Annotated[str, typer.Option("--out", "-o", metavar="FOLDER|URL", help="Where readings go; all machines must reach it.")],
    ray: Annotated[
        str,
        typer.Option(metavar="auto|local|none|ADDRESS", help="The running cluster, the cores of this machine, no Ray, or where."),
    ] = "local",
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Shards read at a time; by default one a core.")] = None,
    gate: Annotated[
        bool | None,
        typer.Option(
            "--gate/--no-gate",
            help="Set aside what is not about relations between countries; by default yes.",
            show_default=False,
        ),
    ] = None,
    shard_size: Annotated[str, typer.Option(metavar="SIZE", help="Larger files are cut into parts of this size.")] = "256M",
    columns: Annotated[
        str | None, typer.Option(metavar="PART=COLUMN,…", help="Columns of tables and JSON lines: text=body,title=headline.")
    ] = None,
    time_limit: Annotated[
        float | None, typer.Option(min=0.1, metavar="SECONDS", help="For one report; longer ones get more. By default 60.")
    ] = None,
    json: Json = False,
) -> None:
    """Reads shards into files of readings, which `attache ledger import` takes in. Finished shards are passed over.

    Example: attache scale read s3://crawl/2024/ --out s3://mine/readings --ray auto
    """
    from attache.scale.marks import Options
    from attache.scale.running import Totals, read_shards
    from attache.scale.shards import shards_of
    from attache.sources.columns import Columns

    if columns:
        Columns.parse(columns)
    totals = Totals()
    began = time.monotonic()

    def failed(line: str) -> None:
        totals.failed.append(line)
        complain(line)

    with _stoppable(), _bar() as bar:
        shards = shards_of(inputs, failed, part_size=bytes_of(shard_size))
        options = Options(gate, columns or "", time_limit)
        for done in read_shards(shards, out, options, totals, ray=ray, jobs=jobs):
            if done.failed and len(totals.failed) <= LINES:
                complain(done.failed)
            if done.damage:
                complain(done.damage)
            bar(totals, done.shard)
    _tell(totals, out, time.monotonic() - began, json=json)
    if totals.exit_status:
        raise typer.Exit(totals.exit_status)


def bytes_of(size: str) -> int:
    """The number of bytes of a size like 64M. Raises QueryError."""
    found = re.fullmatch(r"\s*(\d{1,12})\s*([KMG]?)i?B?\s*", size, re.IGNORECASE)
    if found is None or not int(found[1]):
        raise QueryError(f'--shard-size: "{size}" is no size; write a number with K, M or G, as in 256M')
    return int(found[1]) * UNITS[found[2].upper()]


def _tell(totals: Totals, out: str, elapsed: float, *, json: bool) -> None:
    if json:
        as_json(
            {
                "shards": totals.shards,
                "read": totals.read,
                "before": totals.before,
                "failed": totals.failed,
                "damaged": totals.damaged,
                "outcomes": dict(sorted(totals.outcomes.items())),
                "reasons": dict(sorted(totals.reasons.items())),
                "written": totals.written,
                "elapsed": round(elapsed, 3),
                "seconds": {stage: round(seconds, 3) for stage, seconds in totals.seconds.items()},
            }
        )
        return
    parts = [f"{totals.shards} shards: {totals.read} read, {totals.before} done before, {len(totals.failed)} failed"]
    parts += [f"{name} {count}" for name, count in sorted(totals.outcomes.items()) if name != "aside"]
    if totals.reasons:
        parts.append("set aside: " + ", ".join(f"{reason} {count}" for reason, count in sorted(totals.reasons.items())))
    say("; ".join(parts))
    if totals.outcomes:
        say(f"{out}: {totals.written:,} bytes of readings; into a ledger with: attache ledger import {out}")


@contextmanager
def _stoppable() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        complain("stopped; finished shards are kept, the same command does the rest")
        raise typer.Exit(130) from None


@contextmanager
def _bar() -> Iterator[Callable[[Totals, str], None]]:
    """A running line on stderr, only when that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda totals, told: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.completed} of {task.total} shards"), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.fields[told]}", markup=False), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, told="")

        def show(totals: Totals, told: str) -> None:
            done = totals.read + totals.before + len(totals.failed)
            bar.update(task, completed=done, total=totals.shards, told=f"{totals.outcomes['read']:,} read  {told[:50]}")

        yield show
