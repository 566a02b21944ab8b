"""What the ledger keeps of inputs that were set aside: inputs that gave no report, and reports stored without a reading.

Out come counts by reason and the entries themselves. What reading set aside inside a report (`aside` rows of reports that
have a reading) is not among them: the report's own page shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from attache.ledger.store import Store

_ALL: Final = """
SELECT reason, 'input' AS kind, input AS name, message FROM refused
UNION ALL
SELECT aside.reason, 'report', aside.report,
       coalesce((SELECT coalesce(nullif(title, '') || ', ', '') || coalesce(nullif(file, ''), url)
                 FROM sighting WHERE sighting.report = aside.report ORDER BY rank, file, url LIMIT 1), '')
FROM aside LEFT JOIN reading ON reading.report = aside.report
WHERE reading.report IS NULL
"""


@dataclass(frozen=True, slots=True)
class SetAside:
    """One input that was set aside, or one report that was stored unread."""

    reason: str
    """The code."""
    kind: Literal["input", "report"]
    name: str
    """The input's name or address; of a report its id."""
    message: str
    """Of an input what was said when it was set aside; of a report its title and file or address."""


def reasons(store: Store) -> tuple[tuple[str, int], ...]:
    """Reasons with the number of inputs and unread reports, most first."""
    rows = store.rows(f"SELECT reason, count(*) FROM ({_ALL}) GROUP BY reason ORDER BY count(*) DESC, reason")
    return tuple((str(reason), int(number)) for reason, number in rows)


def set_aside(store: Store, *, reason: str | None = None, limit: int | None = None) -> tuple[SetAside, ...]:
    """The entries by reason and name, at most `limit` of them; of one reason, where it is given."""
    sql = f"SELECT * FROM ({_ALL}) WHERE ? IN ('', reason) ORDER BY reason, kind, name LIMIT ?"
    rows = store.rows(sql, (reason or "", -1 if limit is None else limit))
    return tuple(
        SetAside(str(r), "report" if kind == "report" else "input", str(name), str(message)) for r, kind, name, message in rows
    )
