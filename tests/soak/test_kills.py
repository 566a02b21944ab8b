"""Killed at random moments while it reads, reviews, rebuilds, imports or watches, and run again: it ends as if never killed.

After every kill the file is sound and holds what was told as stored. The oracle is the run that nobody killed.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from tests.conftest import Sized
from tests.soak.nursery import Nursery
from tests.soak.works import SEED, WORKS, Work, again, checked, state, undisturbed


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.name)
def test_killed_and_run_again(work: Work, nursery: Nursery, tmp_path: Path, sized: Sized) -> None:
    path, start, took, wanted = undisturbed(work, nursery, tmp_path)
    moments = random.Random(SEED)
    kills, hit = 0, 0
    while kills < sized(4, 250):
        again(start, path)
        stored = checked(path, work, 0)
        # A run is killed up to three times before it may end.
        for _ in range(moments.randint(1, 3)):
            ended = nursery.run(work.words(path), kill_after=moments.uniform(0, took))
            kills += 1
            hit += ended.status == -9
            told = len(re.findall(work.told, ended.output, re.MULTILINE)) if work.told else 0
            stored = checked(path, work, stored + told)
        ended = nursery.run(work.words(path))
        assert ended.status == 0, ended.output
        assert state(path) == wanted
    assert hit > kills // 3, "most kills must fall into a run under way"
