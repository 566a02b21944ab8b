"""Shards over the machines of a Ray cluster, or over the cores of this one, by Ray Data.

Ray Data takes care of what goes wrong with machines: a shard whose machine is lost is read again by another one. What goes
wrong with a shard is told in its result (`read_shard` raises nothing), for a raised error would end the whole run, or with Ray
Data's own tolerance leave a line in a log and a result that is missing.
"""

from __future__ import annotations

import logging
import os
import socket
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any, Final, cast

from attache.errors import AttacheError
from attache.scale.marks import Done, Options
from attache.scale.places import INSTALL
from attache.scale.reading import read_shard
from attache.scale.shards import Shard

STORE: Final = 100 * 1024 * 1024
"""Bytes of Ray's object store in a Ray of one's own: nothing but names and counts goes through it."""
REACH: Final = 10.0
"""Seconds in which a cluster's address must answer."""
QUIET: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
}
"""What keeps Ray from calling home and from drawing on the terminal."""


def ray() -> ModuleType:
    """The library, where it is installed. Raises AttacheError where it is not."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    try:
        with _warnings_of_ray():
            import ray as found
            import ray.data
    except ImportError as error:
        raise AttacheError(f"attache scale needs Ray, and {INSTALL}; or read on this machine alone with --ray none") from error
    return found


@contextmanager
def cluster(address: str, jobs: int | None) -> Iterator[int]:
    """Within, this program is part of a cluster: `local` starts one of this machine, `auto` joins the one that runs here, else
    an address. Gives the number of shards that are read at a time. Raises AttacheError."""
    found = ray()
    ours = not found.is_initialized()
    if ours:
        _join(found, address, jobs)
    try:
        cores = int(found.cluster_resources().get("CPU", 0))
        if not cores:
            raise AttacheError(f"the cluster at {address} has no free core; start a machine with: ray start --address …")
        yield min(cores, jobs or cores)
    finally:
        if ours:
            found.shutdown()


def _join(found: ModuleType, address: str, jobs: int | None) -> None:
    options: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False, "configure_logging": True}
    if address == "local":
        options |= {"num_cpus": jobs, "include_dashboard": False, "object_store_memory": STORE}
    try:
        _reach(address)
        with _warnings_of_ray(), _no_stderr():
            found.init(address=address, **options)
    except (OSError, ValueError, RuntimeError) as error:
        cause = " ".join(str(error).split())[:160]
        hint = "start one with `ray start --head`, or read on this machine with --ray local"
        raise AttacheError(f"no Ray cluster at {address} ({cause}); {hint}") from error


def _reach(address: str) -> None:
    """Raises OSError where nothing answers at HOST:PORT: Ray itself tries for minutes, and then ends the program."""
    host, _, port = address.rpartition(":")
    if host and port.isdigit() and "/" not in host:
        socket.create_connection((host, int(port)), timeout=REACH).close()


@contextmanager
def _no_stderr() -> Iterator[None]:
    """Within, nothing is shown on stderr: Ray's own part in C++ tells there at which level it logs. Errors are raised."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


@contextmanager
def _warnings_of_ray() -> Iterator[None]:
    """Within, Ray's warnings about itself and about what Python will no longer have are not shown: nobody here can mend them."""
    with warnings.catch_warnings():
        for kind in (FutureWarning, DeprecationWarning, ResourceWarning):
            warnings.simplefilter("ignore", kind)
        yield


class _Reader:
    """What Ray keeps in each of its processes: the reader's own processes stay loaded from shard to shard."""

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        return {"done": read_shard(row["shard"], row["out"], row["options"])}


def read_on_cluster(shards: Sequence[Shard], out: str, options: Options, at_once: int) -> Iterator[Done]:
    """Reads shards on the cluster that this program is part of, `at_once` of them at a time, each on one core; the results as
    they come."""
    found = ray()
    context = found.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    with _warnings_of_ray():
        given = [{"shard": shard, "out": out, "options": options} for shard in shards]
        rows = found.data.from_items(given, override_num_blocks=len(given))
        done = rows.map(
            _Reader,
            compute=found.data.ActorPoolStrategy(size=min(at_once, len(given)), max_tasks_in_flight_per_actor=1),
            num_cpus=1,
        )
        yield from _all_of(shards, options, done.iter_rows())


def _all_of(shards: Sequence[Shard], options: Options, rows: Iterable[dict[str, Any]]) -> Iterator[Done]:
    """The results as they come; a shard without one is told as failed."""
    left = {shard.label: shard for shard in shards}
    cause = "the cluster gave no result"
    try:
        for row in rows:
            done = cast(Done, row["done"])
            left.pop(done.shard, None)
            yield done
    except Exception as error:  # noqa: BLE001 - Ray raises what it likes; what was not read is named with it
        cause = f"the cluster failed ({type(error).__name__}: {' '.join(str(error).split())[:160]})"
    for shard in left.values():
        yield Done.of(shard, options, failed=f"{shard.called}: {cause}; the same command tries it again")
