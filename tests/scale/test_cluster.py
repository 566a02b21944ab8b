"""Two machines, one of them lost in mid-run: what is read is what one process reads."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from attache.scale.cluster import ray
from attache.scale.marks import Options
from attache.scale.running import Totals, read_shards
from attache.scale.shards import shards_of
from tests.scale.making import entries_in, make_shards, samples

STORE = 80 * 1024 * 1024


@contextmanager
def two_machines() -> Iterator[tuple[Any, Any]]:
    """A cluster of two machines with one core each, and the one of them that may be lost."""
    found = ray()
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 1, "object_store_memory": STORE, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    try:
        second = cluster.add_node(num_cpus=1, object_store_memory=STORE)
        found.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
        yield cluster, second
    finally:
        found.shutdown()
        cluster.shutdown()


def is_reading(out: Path, node: Any) -> bool:
    """Whether a process of the machine is writing readings."""
    (raylet,) = {p.process.pid for p in node.all_processes["raylet"]}
    for part in (out / "_parts").glob("*"):
        process = part.name.rsplit(".", 1)[1].split("-")[0]
        try:
            stat = Path(f"/proc/{process}/stat").read_text()
        except OSError:
            continue
        if int(stat.rsplit(")", 1)[1].split()[1]) == raylet:
            return True
    return False


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning")
def test_a_machine_lost_in_mid_run(tmp_path: Path) -> None:
    make_shards(tmp_path / "in", samples(8), 4)
    shards = shards_of([str(tmp_path / "in")], pytest.fail)
    alone = Totals()
    list(read_shards(shards, str(tmp_path / "alone"), Options(), alone, ray="none", jobs=2))
    together = Totals()
    with two_machines() as (cluster, second):
        run = read_shards(shards, str(tmp_path / "together"), Options(), together, ray="auto")
        import threading

        lost = threading.Event()

        def lose() -> None:
            until = time.monotonic() + 120
            while not is_reading(tmp_path / "together", second) and time.monotonic() < until:
                time.sleep(0.02)
            cluster.remove_node(second, allow_graceful=False)
            lost.set()

        thread = threading.Thread(target=lose)
        thread.start()
        done = list(run)
        thread.join()
    assert lost.is_set()
    assert [d.failed for d in done if d.failed] == []
    assert (together.read + together.before, together.outcomes, together.reasons) == (4, alone.outcomes, alone.reasons)
    assert entries_in(tmp_path / "together") == entries_in(tmp_path / "alone")
    assert sum(entry.outcome == "read" for entry in entries_in(tmp_path / "alone")) == 8
