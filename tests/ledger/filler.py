"""Fills a ledger with many small reports and says each id once it is stored: run and killed by test_killed."""

from __future__ import annotations

import sys

from attache.ledger import Ledger
from tests.ledger import made


def main(path: str, number: int) -> None:
    with Ledger(path) as ledger:
        for n in range(number):
            report = made.report(
                f"Report {n}: Lavrov met Minh. Trade came to {n} billion dollars. {'More words. ' * 50}", "2018-03-23"
            )
            people = (made.actor("Lavrov", "person", "RUS"), made.actor("Minh", "person", "VNM"))
            records = (
                made.event(report, "Lavrov met Minh", "meeting", "Lavrov", "Minh"),
                made.figure(report, f"{n} billion dollars", float(n), period=made.year(2000 + n % 20)),
            )
            if not ledger.knows(report):
                ledger.add(report, made.reading(report, people, *records))
                sys.stdout.write(f"{report.id}\n")
                sys.stdout.flush()
            if n % 25 == 24:
                ledger.reconcile()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
