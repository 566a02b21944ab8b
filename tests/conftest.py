"""Two sizes of the long tests: short with `make test`, in full with `make soak`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Sized = Callable[[int, int], int]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--soak`."""
    parser.addoption("--soak", action="store_true", help="run the tests under tests/soak at their full length (hours)")


@pytest.fixture(scope="session")
def soak(request: pytest.FixtureRequest) -> bool:
    """Whether the long tests run in full."""
    return bool(request.config.getoption("--soak"))


@pytest.fixture(scope="session")
def sized(soak: bool) -> Sized:
    """Of two sizes, the short run's and the full run's, the one of this run."""
    return lambda short, full: full if soak else short
