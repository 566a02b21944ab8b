"""The form of a file of readings: one row an item, its report, its reading as nested columns, or why there is none.

The columns bear the names that the ledger's tables give them, so that what is known of the one holds for the other. Passages
are characters `[start, end)` of the row's `text`; days are ISO days in pairs `*_from`, `*_to`. In DuckDB:

    SELECT file, e.type, e.who, text[e.evidence[1].start + 1 : e.evidence[1]."end"]
    FROM (SELECT file, text, unnest(events) AS e FROM 'readings/*.parquet') WHERE e.mode = 'visit'
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Final

import pyarrow as pa

from attache.ledger.columns import ACTORS, KINDS, LISTS, PASSAGES, SINGLE, own_columns

FORM: Final = 1
"""Version of the form: a higher one is of a later Attaché and is not taken in."""
MARK: Final = b"attache.readings"
"""Key of the file's metadata that holds the version."""

REPORT: Final = ("text", "sha256", "language", "file", "url", "title", "publisher", "agency", "byline", "place", "dateline")
"""The fields of a report that are texts, besides its id."""
NUMBERS: Final = ("value_low", "value_high", "change_low", "change_high")

TEXT, NUMBER, PLACE, FLAG = pa.string(), pa.float64(), pa.int32(), pa.bool_()
TEXTS = pa.list_(TEXT)
PASSAGE = pa.struct([("start", PLACE), ("end", PLACE)])


def plural(kind: str) -> str:
    """The column that holds the records of a kind: `events`."""
    return f"{kind}s"


@cache
def roles_of(kind: str, among: tuple[str, ...]) -> tuple[str, ...]:
    """Which of the roles of actors (`ACTORS`) or passages (`PASSAGES`) a kind of record has, in the order of `among`."""
    known = {field.name for field in fields(KINDS[kind])}
    return tuple(role for role in among if role in known)


def _type_of(column: str) -> pa.DataType:
    if column in NUMBERS:
        return NUMBER
    if column in LISTS:
        return TEXTS
    return FLAG if column == "cumulative" else TEXT


def _record(kind: str) -> pa.DataType:
    own = [(column, _type_of(column)) for column in own_columns(kind)]
    actors = [(role, TEXT if role in SINGLE else TEXTS) for role in roles_of(kind, ACTORS)]
    passages = [(role, PASSAGE if role in SINGLE else pa.list_(PASSAGE)) for role in roles_of(kind, PASSAGES)]
    return pa.struct([("id", TEXT), ("rule", TEXT), *own, *actors, *passages])


def _dated(name: str) -> list[tuple[str, pa.DataType]]:
    return [(f"{name}_from", TEXT), (f"{name}_to", TEXT), (f"{name}_how", TEXT), (f"{name}_reasons", TEXTS)]


ACTOR = pa.struct([("name", TEXT), ("kind", TEXT), ("country", TEXT), ("aliases", TEXTS)])
THING = pa.struct([("name", TEXT), ("kind", TEXT), ("of", TEXT), ("parties", TEXTS), ("evidence", pa.list_(PASSAGE))])
MENTION = pa.struct([("start", PLACE), ("end", PLACE), ("name", TEXT), ("kind", TEXT), ("form", TEXT)])
ASIDE = pa.struct([("reason", TEXT), ("step", TEXT), ("start", PLACE), ("end", PLACE)])


@cache
def schema() -> pa.Schema:
    """The columns of a file of readings.

    `item` is what the report came in as; `outcome` what became of it: read, unread (`reason`: no-language-pack …), fault or
    aside (no report; `reason` and `message` say why). `published_*` is as stated by text or markup, `dated_*` as settled by
    reading. `quotes` is the check of all quoted words (see `seal`).
    """
    columns = [
        *((name, TEXT) for name in ("item", "outcome", "reason", "message", "report", *REPORT)),
        *_dated("published"),
        ("reader", TEXT),
        *_dated("dated"),
        ("quotes", TEXT),
        ("actors", pa.list_(ACTOR)),
        ("things", pa.list_(THING)),
        ("mentions", pa.list_(MENTION)),
        ("aside", pa.list_(ASIDE)),
        *((plural(kind), pa.list_(_record(kind))) for kind in KINDS),
    ]
    return pa.schema(columns, metadata={MARK: str(FORM).encode()})
