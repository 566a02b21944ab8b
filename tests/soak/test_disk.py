"""The disk refuses every further write at random moments: one line, what was stored is whole, and the rest follows later."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.conftest import Sized
from tests.soak.nursery import Nursery
from tests.soak.works import SEED, WORKS, Work, again, checked, state, undisturbed


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.name)
def test_no_more_room(work: Work, nursery: Nursery, tmp_path: Path, sized: Sized) -> None:
    path, start, took, wanted = undisturbed(work, nursery, tmp_path)
    moments = random.Random(SEED)
    refused = 0
    for _ in range(sized(2, 60)):
        again(start, path)
        stored = checked(path, work, 0)
        ended = nursery.run(work.words(path), full_after=moments.uniform(0, took))
        if ended.status != 0:
            refused += 1
            assert ended.status in (1, 2), ended.output
            assert "Traceback" not in ended.output
            assert "ledger.db" in ended.output.splitlines()[-1]
        checked(path, work, stored)
        ended = nursery.run(work.words(path))
        assert ended.status == 0, ended.output
        assert state(path) == wanted
    assert refused, "some runs must meet the full disk"
