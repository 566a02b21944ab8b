"""The sample reports as a perfect reader would fill the ledger, and briefs on them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from attache.brief import Brief, compile_brief
from attache.ledger import Ledger
from tests.gold import gold, gold_files


@pytest.fixture(scope="package")
def ledger() -> Iterator[Ledger]:
    with Ledger(":memory:") as filled:
        filled.add_all([gold(path) for path in gold_files("vietnam-russia")])
        yield filled


@pytest.fixture(scope="package")
def full(ledger: Ledger) -> Brief:
    return compile_brief(ledger, "Vietnam", "Russia")


@pytest.fixture(scope="package")
def russian(ledger: Ledger) -> Brief:
    return compile_brief(ledger, "VNM", "RUS", length="short", language="ru")
