"""Marks of finished shards: what was read, kept beside the readings, so that the next run does the rest."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from attache.scale.places import Place
from attache.scale.shards import Shard

DONE = "_done"
"""Folder of the marks, in that of the readings."""


@dataclass(frozen=True, slots=True)
class Options:
    """How shards are read; what was read otherwise is read again."""

    gate: bool | None = None
    """For all items, for none, or as usual."""
    columns: str = ""
    """As on the command line."""
    time_limit: float | None = None
    version: str = ""
    """Of program, reader and form of the files; a machine with another one does not take part."""


@dataclass(slots=True)
class Done:
    """A finished shard: what became of its items, and where the time went."""

    shard: str
    source: str
    """Address of the file it was read from."""
    size: int
    options: Mapping[str, Any]
    bounds: Sequence[int] = ()
    """First byte of the part and the one after its last; of the whole file nothing."""
    stamp: str = ""
    """See `Shard`."""
    readings: str = ""
    """Name of the file of readings."""
    sha256: str = ""
    written: int = 0
    """Bytes of that file."""
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=dict)
    """By stage, of all processes together; `elapsed` by the clock."""
    damage: str = ""
    """What was wrong with the file, where it could not be read to its end."""
    failed: str = ""
    """Why it could not be read at all; such a shard bears no mark."""
    before: bool = False
    """Whether it was finished by an earlier run."""

    @classmethod
    def of(cls, shard: Shard, options: Options, **told: Any) -> Done:
        """What is to be told of a shard, before it is read."""
        return cls(shard.label, shard.address, shard.size, asdict(options), shard.bounds, shard.stamp, **told)

    @property
    def items(self) -> int:
        """All items of the shard."""
        return self.outcomes.total()


def mark_of(out: Place, shard: Shard) -> Place:
    """Where the mark of a shard lies."""
    return out / DONE / f"{shard.label}.json"


def write_mark(out: Place, shard: Shard, done: Done) -> None:
    """Marks a shard as finished."""
    told = {field.name: getattr(done, field.name) for field in fields(done) if field.name not in ("failed", "before")}
    mark_of(out, shard).write(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def read_mark(out: Place, shard: Shard, options: Options) -> Done | None:
    """The mark of a shard that was read from the same file in the same way, with its readings still there."""
    try:
        text = mark_of(out, shard).text()
        if text is None:
            return None
        told = json.loads(text)
        done = Done(**{**told, **{key: Counter(told[key]) for key in ("outcomes", "reasons")}}, before=True)
        read = (done.source, done.size, done.stamp, list(done.bounds), dict(done.options))
    except (ValueError, TypeError, KeyError):
        return None  # cut off by a full disk, or of another version: the shard is read again
    same = read == (shard.address, shard.size, shard.stamp, list(shard.bounds), asdict(options))
    held = out / done.readings
    return done if same and held.system.exists(held.path) and held.system.size(held.path) == done.written else None
