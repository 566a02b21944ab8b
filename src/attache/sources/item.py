"""One report as it came in, before anything in it is read: bytes, a name, and what was told beside them.

Items are what travels: from the file or archive to the process that reads them. `report_of` is pure, so it may run anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from attache.records import Report
from attache.sources.compose import Origin, report_of_page, report_of_text
from attache.sources.decode import decode, looks_like_page
from attache.sources.letter import own_markup, own_words
from attache.sources.markdown import plain_of_markdown
from attache.sources.printed import dates_in

Kind = Literal["text", "markdown", "page", "report", "mail", "forward", "mail-page"]
"""What the bytes are: a saved text (which may turn out to be a page), Markdown, an HTML page, the bare text of a report in
UTF-8, as a field of a table or a JSON line holds it, or the body of a message: its text, the same where it passes another on,
or its page."""


@dataclass(frozen=True, slots=True)
class Item:
    """One report as it came in. Cheap to make, small to send to another process."""

    name: str
    """What the report's `file` will be, or its address: "press.warc.gz#17", "inbox.mbox#3", "pages.zip/a/b.html"."""
    shown: str
    """How messages call it."""
    kind: Kind
    data: bytes
    origin: Origin
    """What is known of it: its name, and what headers or columns say."""
    charset: str | None = None
    """The encoding that was declared outside the bytes, by a header."""
    by_hand: bool = False
    """Named itself by the user, not found in a folder, archive or feed."""
    bulk: bool = False
    """Out of an archive, table, mailbox or JSON lines, where most of what comes may have nothing to do with relations."""


def report_of(item: Item) -> Report:
    """The report that an item holds; the same item gives the same report anywhere. Raises SourceError with its reason."""
    if item.kind == "report":
        return report_of_text(item.data.decode("utf-8", "replace"), item.origin)
    page = item.kind in ("page", "mail-page") or (item.kind in ("text", "markdown") and looks_like_page(item.data))
    text = decode(item.data, where=item.shown, declared=item.charset, html=page)
    match item.kind:
        case "mail-page":
            return report_of_page(own_markup(text), item.origin)
        case "mail" | "forward":
            letter = own_words(text, item.origin, forwarded=item.kind == "forward")
            return report_of_text(letter.text, letter.origin)
        case "markdown" if not page:
            return _of_markdown(text, item.origin)
        case _:
            return report_of_page(text, item.origin) if page else report_of_text(text, item.origin)


def _of_markdown(source: str, origin: Origin) -> Report:
    plain = plain_of_markdown(source)
    given = next((d.day.isoformat() for key in ("published", "date") for d in dates_in(plain.front.get(key, ""))), None)
    told = replace(
        origin,
        url=origin.url or plain.front.get("url"),
        title=origin.title or plain.title,
        publisher=origin.publisher or plain.front.get("publisher"),
        published=origin.published or given,
        language=origin.language or plain.front.get("lang") or plain.front.get("language"),
    )
    return report_of_text(plain.text, told)
