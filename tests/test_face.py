"""What `import attache` offers."""

from __future__ import annotations

import subprocess
import sys

import pytest

import attache
from attache.face import read


def test_all_names_are_there_and_sorted() -> None:
    assert attache.__all__ == sorted(attache.__all__)
    assert [name for name in attache.__all__ if not hasattr(attache, name)] == []


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = attache.nothing


def test_import_loads_no_heavy_part() -> None:
    heavy = "spacy", "numpy", "sqlite3", "pycountry", "trafilatura"
    code = f"import sys, attache; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("day", ["soon", "2018-13", "2018-02-30", "2018-1-2-3", ""])
def test_read_refuses_what_is_no_date(day: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        read("Trade grew.", published=day)


def test_read_gives_a_dated_reading() -> None:
    reading = attache.read("Foreign Minister Sergey Lavrov visited Hanoi on Friday.", published="2018-03-23")
    assert reading.published == ("2018-03-23", "2018-03-23")
