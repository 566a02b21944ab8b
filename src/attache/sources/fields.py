"""The fields of a row or JSON line to an item: its text or page, and what the other fields say of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from attache.errors import SourceError
from attache.sources.columns import Columns
from attache.sources.compose import Origin
from attache.sources.item import Item
from attache.sources.printed import dates_in

_LONE = re.compile("[\ud800-\udfff]")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{6}Z?)?")
_FIRST, _LAST = 631_152_000, 4_102_444_800
"""Seconds since 1970 of the years 1990 and 2100, between which a bare number is taken for a moment."""


def item_of_fields(
    values: Mapping[str, object], columns: Columns, *, name: str, number: int, where: str, reason: str, needs: str
) -> Item:
    """The item of a row. `values` are by part; messages call the row `where`. Raises SourceError with the reason given, and
    where there is no text says what each row `needs`."""

    def plain(part: str) -> str | None:
        return _plain(values.get(part), part, columns, where, reason)

    inner = plain("id") or str(number)
    origin = Origin(
        file=f"{name}#{inner}",
        url=plain("url"),
        title=plain("title"),
        publisher=plain("publisher"),
        published=_day(values.get("published"), columns, where, reason),
        language=plain("language"),
        shown=where,
    )
    text, page = values.get("text"), values.get("html")
    if isinstance(text, str) and text.strip():
        return Item(f"{name}#{inner}", where, "report", _bytes(text), origin, bulk=True)
    if isinstance(page, str) and page.strip():
        return Item(f"{name}#{inner}", where, "page", _bytes(page), origin, charset="utf-8", bulk=True)
    raise SourceError(f'{where}: no "{columns.text or "text"}" in it; {needs}', reason=reason)


def _bytes(text: str) -> bytes:
    """In UTF-8; halves of characters, which JSON can hold and no text may, become marks of damage."""
    return _LONE.sub("\ufffd", text).encode("utf-8")


def _plain(value: object, part: str, columns: Columns, where: str, reason: str) -> str | None:
    """A field that is a string, or a number for an id; None where it is missing."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return " ".join(_LONE.sub("\ufffd", value).split()) or None
    if part == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if columns.of(part) != part:
        return None
    raise SourceError(f'{where}: "{part}" is not a string; mend it', reason=reason)


def _day(value: object, columns: Columns, where: str, reason: str) -> str | None:
    """An ISO day, from any full date in the value. What is called "published" must be one; by any other name it may not be."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    found = _day_in(value)
    if found is None and columns.published == "published":
        raise SourceError(f'{where}: "published" is no full date; write it as 2024-05-31', reason=reason)
    return found


def _day_in(value: object) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        seconds = value / 1000 if value > _LAST * 10 else value
        if _FIRST <= seconds <= _LAST:
            return datetime.fromtimestamp(seconds, UTC).date().isoformat()
        value = str(value)
    if not isinstance(value, str):
        return None
    compact = _COMPACT.fullmatch(value.strip())
    printed = dates_in("-".join(compact.groups()) if compact else value.split("T")[0][:200])
    return printed[0].day.isoformat() if printed else None
