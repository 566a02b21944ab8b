"""One run over many shards: the marks of earlier runs, the rest on this machine or a cluster, and the counts of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from attache.errors import AttacheError
from attache.scale.marks import DONE, Done, Options, read_mark
from attache.scale.places import Place, place
from attache.scale.reading import clear_parts, read_shard, version
from attache.scale.shards import Shard

Told = Callable[["Totals", Done | None], None]


@dataclass(slots=True)
class Totals:
    """What became of all shards."""

    shards: int = 0
    read: int = 0
    before: int = 0
    """Finished by an earlier run."""
    failed: list[str] = field(default_factory=list)
    """A line for each input without shards and each shard that could not be read."""
    damaged: list[str] = field(default_factory=list)
    """A line for each shard that is damaged: what came before the damage is read."""
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    taken: int = 0
    """Bytes of the files that were read."""
    written: int = 0
    """Bytes of the readings."""

    def add(self, done: Done) -> None:
        """Counts a shard."""
        if done.failed:
            self.failed.append(done.failed)
            return
        self.before += done.before
        self.read += not done.before
        self.outcomes += done.outcomes
        self.reasons += done.reasons
        self.written += done.written
        for stage, seconds in done.seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds
        if done.damage:
            self.damaged.append(done.damage)

    @property
    def exit_status(self) -> int:
        """0 where every shard was read to its end; 1 else."""
        return 1 if self.failed or self.damaged else 0


def read_shards(
    shards: Sequence[Shard], out: str, options: Options, totals: Totals, *, ray: str, jobs: int | None = None
) -> Iterator[Done]:
    """Reads the shards that bear no mark, and gives each result as it comes; all are counted in `totals`.

    `ray`: `none` for this process, else see `cluster`. Raises AttacheError where the folder cannot be written or there is no
    cluster.
    """
    options = replace(options, version=version())
    folder = place(out)
    _make(folder)
    totals.shards += len(shards)
    clear_parts(folder)
    left = []
    for shard in shards:
        done = read_mark(folder, shard, options)
        if done is None:
            left.append(shard)
        else:
            totals.add(done)
            yield done
    if not left:
        return
    for done in _each(left, out if ray == "none" else folder.address, options, ray, jobs):
        totals.add(done)
        yield done


def _make(folder: Place) -> None:
    try:
        folder.make_folder()
        (folder / DONE).make_folder()
    except OSError as error:
        raise AttacheError(
            f"{folder.shown}: cannot be made ({error.strerror or error}); give another folder with --out"
        ) from error


def _each(shards: Sequence[Shard], out: str, options: Options, ray: str, jobs: int | None) -> Iterator[Done]:
    if ray == "none":
        from attache.intake import usual_jobs

        for shard in shards:
            yield read_shard(shard, out, options, jobs=jobs or usual_jobs())
        return
    from attache.scale.cluster import cluster, read_on_cluster

    with cluster(ray, jobs) as at_once:
        yield from read_on_cluster(shards, out, options, at_once)
