"""How politely hosts are asked: intervals, limits, patience; and how long to stay away after a failure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final

from attache.sources.fetching.asking import Limits

DAY: Final = 86_400.0
PRODUCT: Final = "attache"
"""The name by which robots.txt may address this program."""


@dataclass(frozen=True, slots=True)
class Manners:
    """What is asked of hosts and when. All times in seconds."""

    agent: str = PRODUCT
    """The User-Agent header: the product's name, its version, and where its user can be reached."""
    interval: float = 2.0
    """Between the beginnings of two requests to one host, and between an answer and the next request."""
    parallel: int = 4
    """Hosts asked at the same time."""
    patience: float = 120.0
    """A host that wants to be left alone for longer is left to a later run."""
    robots_age: float = DAY
    """How long a robots.txt is good for."""
    robots_again: float = 600.0
    """When a robots.txt that could not be had is asked for again; until then the host is asked for nothing."""
    back_off: float = 300.0
    """After a first failure; twice as long after each further one."""
    back_off_most: float = DAY
    most_failures: int = 3
    """Requests in a row that a host may fail at; then it is left alone as long as after a failure."""
    private: bool = False
    """Whether hosts in local and private networks, and other ports than 80 and 443, may be asked."""
    limits: Limits = field(default_factory=Limits)

    def after_failure(self, failures: int, key: str) -> float:
        """Seconds to stay away from `key` after so many failures in a row.

        Spread by a quarter either way, so that what failed together does not come back together; always alike for the same key.
        """
        grown = min(self.back_off_most, self.back_off * 2.0 ** min(30, max(0, failures - 1)))
        digest = hashlib.sha256(f"{key} {failures}".encode("utf-8", "replace")).digest()
        return grown * (0.75 + 0.5 * int.from_bytes(digest[:4], "big") / 2**32)
