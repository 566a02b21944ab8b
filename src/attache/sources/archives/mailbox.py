"""A mailbox file (mbox) as a stream of messages, one held at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Final

from attache.errors import SourceError
from attache.sources.archives.mails import items_of_mail
from attache.sources.files import MOST_BYTES
from attache.sources.holder import Holder
from attache.sources.item import Item

# The line before each message; a sentence that begins with "From" and a blank line before it has no time and year.
_FROM = re.compile(rb"From .*\d\d:\d\d.*\d{4}")
_ESCAPED = re.compile(rb">+From ")
_LONGEST_LINE: Final = 1 << 20


def items_of_mailbox(holder: Holder) -> Iterator[Item]:
    """The messages of a mailbox with what is attached to them, named by their number, in order."""
    for number, message in _messages(holder.stream, holder.shown):
        inner = f"#{number}"
        if message is None:
            holder.aside("too-long", f"longer than {MOST_BYTES // 2**20} MB, too long for one message", inner=inner)
            continue
        try:
            yield from items_of_mail(message, holder.name + inner, holder.shown + inner, holder.on_aside, bulk=True)
        except SourceError as error:
            holder.aside(error.reason, str(error).removeprefix(f"{holder.shown}{inner}: "), inner=inner)


def _messages(stream: IO[bytes], shown: str) -> Iterator[tuple[int, bytes | None]]:
    """Messages with their numbers from 1; None for one over the limit, of which no more than the limit is ever held."""
    line = stream.readline(_LONGEST_LINE)
    while line in (b"\n", b"\r\n"):
        line = stream.readline(_LONGEST_LINE)
    if not line:
        raise SourceError(f"{shown}: the file is empty; leave it out", reason="empty")
    if not line.startswith(b"From "):
        raise SourceError(f"{shown}: no mailbox, it does not begin with a From line; give .eml files", reason="broken-archive")
    number, held, over, blank = 1, bytearray(), False, False
    while line := stream.readline(_LONGEST_LINE):
        if blank and _FROM.match(line):
            yield number, None if over else bytes(held)
            number, over = number + 1, False
            held.clear()
        elif not over:
            held += line[1:] if _ESCAPED.match(line) else line
            if len(held) > MOST_BYTES:
                over = True
                held.clear()
        blank = line in (b"\n", b"\r\n")
    yield number, None if over else bytes(held)
