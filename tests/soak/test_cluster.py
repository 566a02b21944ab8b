"""Two machines, one of them lost in mid-run: what is read is what one process reads."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, cast

import pytest

from attache.scale.cluster import ray
from attache.scale.marks import Options
from attache.scale.running import Totals, read_shards
from attache.scale.shards import shards_of
from tests.conftest import Sized
from tests.scale.making import entries_in, make_shards, samples

STORE = 80 * 1024 * 1024
"""Bytes of a machine's object store: the least that Ray takes is 75 MiB."""
PATIENCE = 120.0
"""Seconds in which the machine that is to be lost must have begun to read."""
OF_RAY = ("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning")
"""Ray leaves files and processes of its own to the garbage collector, in this thread and in its own."""


@contextmanager
def two_machines() -> Iterator[tuple[Any, Any]]:
    """A cluster of two machines with one core each, and the one of them that may be lost."""
    found = ray()
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 1, "object_store_memory": STORE, "include_dashboard": False}
    cluster: Any = Cluster(initialize_head=True, head_node_args=head)
    try:
        second = cluster.add_node(num_cpus=1, object_store_memory=STORE)
        found.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
        yield cluster, second
    finally:
        found.shutdown()
        cluster.shutdown()


def is_reading(out: Path, node: Any) -> bool:
    """Whether a process of the machine is writing readings."""
    (raylet,) = (started.process.pid for started in node.all_processes["raylet"])
    for part in (out / "_parts").glob("*"):
        process = part.name.rsplit(".", 1)[1].split("-")[0]
        try:
            told = Path(f"/proc/{process}/stat").read_text()
        except OSError:
            continue  # it has ended since
        if int(told.rsplit(")", 1)[1].split()[1]) == raylet:
            return True
    return False


class Loss(Thread):
    """Takes a machine from a cluster as soon as it reads a shard, as a power cut would."""

    def __init__(self, cluster: Any, node: Any, out: Path) -> None:
        super().__init__(daemon=True)
        self.parts = (cluster, node, out)
        self.in_mid_run = False

    def run(self) -> None:
        cluster, node, out = self.parts
        until = time.monotonic() + PATIENCE
        while not self.in_mid_run and time.monotonic() < until:
            self.in_mid_run = is_reading(out, node)
            time.sleep(0.02)
        cluster.remove_node(node, allow_graceful=False)


@pytest.mark.filterwarnings(*OF_RAY)
def test_a_machine_lost_in_mid_run(tmp_path: Path, sized: Sized) -> None:
    reports, files = sized(8, 48), sized(4, 16)
    make_shards(tmp_path / "in", samples(reports), files)
    shards = shards_of([str(tmp_path / "in")], cast(Any, pytest.fail))
    alone, together = Totals(), Totals()
    list(read_shards(shards, str(tmp_path / "alone"), Options(), alone, ray="none", jobs=2))
    with two_machines() as (cluster, second):
        loss = Loss(cluster, second, tmp_path / "together")
        loss.start()
        done = list(read_shards(shards, str(tmp_path / "together"), Options(), together, ray="auto"))
        loss.join()
    assert loss.in_mid_run
    assert sorted(one.shard for one in done) == sorted(shard.label for shard in shards)
    assert (together.failed, together.outcomes, together.reasons) == ([], alone.outcomes, alone.reasons)
    assert entries_in(tmp_path / "together") == entries_in(tmp_path / "alone")
    assert alone.outcomes["read"] == reports
