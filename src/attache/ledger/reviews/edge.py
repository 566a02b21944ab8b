"""Who decides, and when, where a caller does not say: from the environment and the clock."""

from __future__ import annotations

import getpass
import os
from datetime import UTC, datetime

from attache.errors import QueryError
from attache.ledger.reviews.deciding import Decision

REVIEWER = "ATTACHE_REVIEWER"
"""Environment variable with the name under which one reviews."""


def decision(*, by: str | None, why: str, now: str | None = None) -> Decision:
    """A decision by `by`, else by whom ATTACHE_REVIEWER names, else by the user logged in; at `now`, else at this second."""
    return Decision(_reviewer(by), now or datetime.now(UTC).isoformat(timespec="seconds"), " ".join(why.split()))


def _reviewer(by: str | None) -> str:
    told = (by or os.environ.get(REVIEWER) or "").strip()
    if told:
        return told
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise QueryError(f"nobody is logged in: say who decides with --by NAME or {REVIEWER}") from error
