"""Templates of the desk, their filters, and pages that are sent piece by piece: the head at once, the rest when it is known."""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from attache.brief.render import marked, one_line
from attache.brief.words import (
    date_words,
    day_words,
    entry_words,
    explained,
    level_words,
    measure_words,
    origin_words,
)
from attache.ledger.occurring import place_words
from attache.web.addresses import address_of, between_address, passage_address
from attache.web.decisions import moment_words, review_words
from attache.web.marking import visible
from attache.web.pages import Table

LONGEST_DETAIL = 180
LEVELS = {
    "heads": "Heads of state and government",
    "ministers": "Ministers",
    "officials": "Officials",
    "parliaments": "Parliaments",
    "others": "Others",
}
"""Levels of contacts, as pages call them."""
ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
WHITE = re.compile(r"\s+")
BREAK = "<!--rest-->"
"""Where a template ends the part that is sent before the view is worked out."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""


def snippet(text: str) -> Markup:
    """A search snippet with its hits marked; everything else is escaped."""
    return Markup(str(Markup.escape(text)).replace("«", "<mark>").replace("»", "</mark>"))


def shortened(text: str, width: int = LONGEST_DETAIL) -> str:
    """A passage cut to a line or two at a word's end."""
    return textwrap.shorten(text, width=width, placeholder=" …")


def counted(number: int, one: str, several: str | None = None) -> str:
    """ "1 report", "12,000 reports"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def capital(text: str) -> str:
    """A sentence's words with a capital letter in front, days in it as people write them."""
    words = ISO_DAY.sub(lambda m: day_words(m[0]) if is_day(m[0]) else m[0], text)
    return words[:1].upper() + words[1:]


def is_day(text: str) -> bool:
    """Whether there is such a day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def spaced(text: str) -> Markup:
    """A part of a sentence with its line breaks levelled, the space at its edges kept."""
    return visible(WHITE.sub(" ", text))


@cache
def templates() -> Environment:
    """The desk's templates; a name that a template does not know is an error, not nothing."""
    pages = Environment(
        loader=PackageLoader("attache.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    pages.filters |= {
        "address": passage_address,
        "address_of": address_of,
        "between": between_address,
        "capital": capital,
        "counted": counted,
        "date_words": date_words,
        "day_words": day_words,
        "entry_words": entry_words,
        "explained": explained,
        "level": lambda key: LEVELS.get(key, key),
        "level_words": level_words,
        "marked": marked,
        "measure_words": measure_words,
        "moment_words": moment_words,
        "one_line": one_line,
        "place": place_words,
        "origin_words": origin_words,
        "review_words": review_words,
        "shortened": shortened,
        "snippet": snippet,
        "spaced": spaced,
        "visible": visible,
    }
    return pages


def compiled(names: Iterable[str]) -> None:
    """Compiles templates ahead of the first visitor, who would wait for each."""
    for name in names:
        templates().get_template(name)


def rendered(template: str, **data: Any) -> str:
    """A page in one piece; `load` in the template gives `view`."""
    view = data.pop("view", None)
    return templates().get_template(template).render(load=lambda: view, **data)


def pieces(template: str, load: Callable[[], Any], **data: Any) -> Iterator[str]:
    """A page in two pieces: up to the mark before its view, and the rest."""
    gathered: list[str] = []
    for chunk in templates().get_template(template).generate(load=load, **data):
        if BREAK not in chunk:
            gathered.append(chunk)
            continue
        head, _, rest = chunk.partition(BREAK)
        yield "".join([*gathered, head])
        gathered = [rest]
    yield "".join(gathered)


def as_csv(table: Table) -> str:
    """The table as CSV with a byte order mark, as spreadsheets want it; no cell can run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.heads)
    for row in table.rows:
        writer.writerow([_safe(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
