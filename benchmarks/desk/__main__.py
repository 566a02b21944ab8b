"""Prints first byte and whole page by page and size of the ledger; see the package."""

from __future__ import annotations

import argparse
import math
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from attache.ledger import Ledger
from benchmarks.desk.reviewing import reviewed
from benchmarks.growth.__main__ import fill
from benchmarks.growth.making import pairs

FIRST_BYTE, WHOLE = 50.0, 200.0
"""Goals in milliseconds."""
PATIENCE = 30.0
"""Seconds after which a page counts as never come."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of one address: median and slowest, the very first request among them."""

    first_byte: float
    slowest_first_byte: float
    whole: float
    slowest: float
    kilobytes: float


def main() -> int:
    """Runs the benchmark; 1 where a page misses its goal on the largest ledger."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1000, 100_000], help="reports in the ledgers, compared side by side"
    )
    parser.add_argument("--times", type=int, default=5, help="requests of each page")
    parser.add_argument("--keep", type=Path, help="folder in which the filled ledgers are kept and found again")
    arguments = parser.parse_args()
    folder = arguments.keep or Path(tempfile.mkdtemp(prefix="attache-desk-"))
    folder.mkdir(parents=True, exist_ok=True)
    sizes = sorted(set(arguments.sizes))
    try:
        books = {size: filled(folder / f"made-{size}.db", size) for size in sizes}
        pages = {size: timed_pages(book, arguments.times) for size, book in books.items()}
        late = print_pages(pages, sizes)
        print_reviews({size: reviewed(book) for size, book in books.items()})
    finally:
        if arguments.keep is None:
            shutil.rmtree(folder)
    return 1 if late else 0


def filled(path: Path, size: int) -> Path:
    """A ledger of that many made-up reports, worked out; a kept one is taken as it is."""
    with Ledger(path) as ledger:
        if len(ledger.report_ids()) < size:
            began = time.perf_counter()
            fill(ledger, size)
            ledger.reconcile()
            print(f"  ({size} reports filled and worked out in {time.perf_counter() - began:.0f} s)", file=sys.stderr)
        else:
            ledger.reconcile()
    return path


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of the desk over a ledger, served by the command in a process of its own."""
    command = [sys.executable, "-u", "-m", "attache", "serve", "--ledger", str(path), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        for line in server.stdout or ():
            if " at http" in line:
                yield line.split(" at ")[1].split(" ")[0].rstrip("/")
                return
        raise SystemExit(f"the desk did not start over {path}")
    finally:
        server.kill()
        server.wait()


def timed_pages(path: Path, times: int) -> dict[str, Timed]:
    """Every page, each asked for several times."""
    with served(path) as desk, httpx.Client(base_url=desk, timeout=PATIENCE) as client:
        client.get("/static/desk.css")  # the server itself is up
        return {name: timed(client, address, times) for name, address in addresses(path).items()}


def timed(client: httpx.Client, address: str, times: int) -> Timed:
    """One page."""
    first, whole, size = [], [], 0
    for _ in range(times):
        began = time.perf_counter()
        try:
            with client.stream("GET", address) as answer:
                chunks = answer.iter_raw()
                size = len(next(chunks))
                first.append(1000 * (time.perf_counter() - began))
                size += sum(map(len, chunks))
                whole.append(1000 * (time.perf_counter() - began))
        except httpx.TimeoutException:
            return Timed(math.inf, math.inf, math.inf, math.inf, 0.0)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: status {answer.status_code}")
    return Timed(statistics.median(first), max(first), statistics.median(whole), max(whole), size / 1000)


MOST_TOLD = {
    "occurrence": "SELECT occurrence FROM occurrence_told ORDER BY tellings DESC, 1 LIMIT 1",
    "promise": "SELECT promise FROM promise_told ORDER BY tellings DESC, 1 LIMIT 1",
    "series": "SELECT series FROM series_told ORDER BY points DESC, 1 LIMIT 1",
    "thing": "SELECT thing FROM same_thing GROUP BY thing ORDER BY count(*) DESC, 1 LIMIT 1",
    "person": "SELECT person FROM office_seen GROUP BY person ORDER BY count(*) DESC, 1 LIMIT 1",
    "report": "SELECT id FROM report ORDER BY length(text) DESC, id LIMIT 1",
}


def addresses(path: Path) -> dict[str, str]:
    """Every kind of page, each about what most is told of."""
    book = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        most = {name: str(book.execute(sql).fetchone()[0]) for name, sql in MOST_TOLD.items()}
    finally:
        book.close()
    pair = pairs()[0]
    of = f"a={pair.a}&b={pair.b}"
    return {
        "start": "/",
        "pair": f"/between/{pair.a}/{pair.b}",
        "pair, ten years": f"/between/{pair.a}/{pair.b}?since=2005&until=2014",
        "country": f"/actor/{pair.a}",
        "person": f"/actor/{most['person']}",
        "thing": f"/thing/{most['thing']}",
        "occurrence": f"/occurrence/{most['occurrence']}",
        "promise": f"/promise/{most['promise']}",
        "series": f"/series/{most['series']}",
        "report": f"/report/{most['report']}",
        "events": "/occurrences",
        "events of the pair": f"/occurrences?{of}",
        "statements": "/statements",
        "statements of the pair, page 100": f"/statements?{of}&page=100",
        "statements of one speaker": f"/statements?{of}&speaker={most['person']}",
        "promises": "/promises",
        "figures": "/series",
        "people": "/people",
        "things": "/things",
        "reports": "/reports",
        "open points": "/open",
        "search, common word": "/search?q=president",
        "search, two words": "/search?q=treaty+friendship",
        "search, nothing found": "/search?q=zzyzx",
        "review queue": "/review",
        "pair as JSON": f"/between/{pair.a}/{pair.b}.json",
    }


def print_pages(pages: dict[int, dict[str, Timed]], sizes: list[int]) -> list[str]:
    """One line a page; the names of those that miss a goal on the largest ledger."""
    small, large = sizes[0], sizes[-1]
    print("milliseconds; median of the requests, the slowest in brackets")
    print(f"goals on {large:,} reports: first byte {FIRST_BYTE:.0f}, whole page {WHOLE:.0f}")
    heads = ("page", f"{small:,}: whole", f"{large:,}: first byte", f"{large:,}: whole", "ratio", "kB")
    print("{:<34} {:>16} {:>22} {:>22} {:>6} {:>6}".format(*heads))
    late = []
    for name, big in pages[large].items():
        little = pages[small][name]
        missed = big.first_byte > FIRST_BYTE or big.whole > WHOLE
        late += [name] * missed
        told = (
            name,
            f"{little.whole:.0f} ({little.slowest:.0f})",
            f"{big.first_byte:.0f} ({big.slowest_first_byte:.0f})",
            f"{big.whole:.0f} ({big.slowest:.0f})",
            big.whole / little.whole,
            big.kilobytes,
            "  missed" if missed else "",
        )
        print("{:<34} {:>16} {:>22} {:>22} {:>6.1f} {:>6.0f}{}".format(*told))
    print(f"{len(pages[large]) - len(late)} of {len(pages[large])} pages within the goals")
    return late


def print_reviews(reviews: dict[int, dict[str, float]]) -> None:
    """One line a step of reviewing."""
    sizes = sorted(reviews)
    print("\nmilliseconds of a review" + "".join(f"{size:>14,}" for size in sizes) + f"{'ratio':>8}")
    for step in reviews[sizes[0]]:
        row = [reviews[size][step] for size in sizes]
        print(f"{step:<24}" + "".join(f"{value:>14.0f}" for value in row) + f"{row[-1] / max(row[0], 1e-9):>8.1f}")


if __name__ == "__main__":
    sys.exit(main())
