"""The process with everything loaded that starts what is disturbed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.soak.nursery import Nursery


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """The process."""
    made_here = Nursery(tmp_path_factory.mktemp("nursery"))
    yield made_here
    made_here.close()
