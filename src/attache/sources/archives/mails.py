"""One e-mail to its items: the message, and what is attached to it and can be read.

Only the parts are told apart here; what in a message is the writer's own is found when it is read (`sources.letter`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, Final, cast

from attache.errors import SourceError
from attache.knowledge import rows
from attache.sources.agencies import like_agency
from attache.sources.compose import Origin
from attache.sources.cues import names_a_paper
from attache.sources.decode import decode
from attache.sources.formats import named
from attache.sources.item import Item, Kind
from attache.sources.setaside import OnAside, Setaside, from_error

_DEEPEST: Final = 4
"""Messages inside messages that are read."""
_MOST_PARTS: Final = 1000
_DEEPEST_PARTS: Final = 20
"""Parts inside parts that are read. The standard library compares each line with the ends of all parts around it."""
# Headers come with single spaces between words.
_SUBJECT = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw|enc|odp) ?(?:\[\d{1,9}\] ?)?: ?)+", re.IGNORECASE)
_FORWARD = re.compile(r"(?:fwd?|wg|tr|rv|enc) ?:", re.IGNORECASE)
_BOUNDARY = re.compile(
    rb"^--([^\r\n]{1,200})|boundary(\*)?[^=\r\n]{0,9}=[ \t]{0,9}([^\r\n;]{1,200})", re.IGNORECASE | re.MULTILINE
)
if TYPE_CHECKING:
    _Part = Message[str, str]
else:
    _Part = Message
_SOFT_BREAK = re.compile(r"(?<!\n--) \n(?=[^>\n])")
# What the standard library's parser and headers raise on messages that break the rules.
_BROKEN = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)


@dataclass(slots=True)
class _Found:
    """The parts of one message: body texts, the same as pages, and all else."""

    texts: list[_Part]
    pages: list[_Part]
    attached: list[_Part]
    more: bool = False
    """Whether there are parts beyond those that are read."""


def items_of_mail(
    data: bytes, name: str, shown: str, on_aside: OnAside, *, bulk: bool = False, by_hand: bool = False
) -> Iterator[Item]:
    """The items of a message, the body first; attachments are named `name/attachment`. Raises SourceError `broken-mail`, or
    `nested-archive` where its parts lie too deep in each other."""
    if not data.strip():
        raise SourceError(f"{shown}: the file is empty; leave it out", reason="empty")
    try:
        message = _parsed(data, shown)
        yield from _Reader(on_aside, bulk=bulk, by_hand=by_hand).items(message, name, shown, 0)
    except _BROKEN as error:
        why = f"{type(error).__name__}: {error}"[:200]
        raise SourceError(f"{shown}: no message that can be taken apart ({why}); save it again", reason="broken-mail") from error


def _parsed(data: bytes, shown: str) -> _Part:
    if _is_too_deep(data):
        why = f"its parts lie more than {_DEEPEST_PARTS} deep in each other, not read; save its text by itself"
        raise SourceError(f"{shown}: {why}", reason="nested-archive")
    return BytesParser(policy=compat32).parsebytes(data)


def _is_too_deep(data: bytes) -> bool:
    """Whether more boundaries are open at one place than are read; told by the lines alone, before anything is taken apart."""
    told, open_, split = set[bytes](), list[bytes](), 0
    for found in _BOUNDARY.finditer(data):
        line, starred, value = found.groups()
        if line is None:
            told.add(_bare(value))
            split += starred is not None
        elif (name := _bare(line)) in open_:
            del open_[open_.index(name) + 1 :]
        elif name.removesuffix(b"--") in open_:
            del open_[open_.index(name.removesuffix(b"--")) :]
        elif name in told:
            open_.append(name)
        # A boundary that is told in several pieces is none of an honest program.
        if len(open_) > _DEEPEST_PARTS or split > _DEEPEST_PARTS:
            return True
    return False


def _bare(boundary: bytes) -> bytes:
    return boundary.translate(None, b'"\\').strip()


@dataclass(frozen=True, slots=True)
class _Reader:
    on_aside: OnAside
    bulk: bool
    by_hand: bool

    def items(self, message: _Part, name: str, shown: str, depth: int) -> Iterator[Item]:
        """The message's own item, then those of its attachments."""
        found = _parts(message)
        origin = _origin(message, name, shown)
        body = self._body(found, origin, name, shown, message)
        if body is not None:
            yield body
        elif not found.attached:
            self.on_aside(Setaside("no-text", name, f"{shown}: the message holds no text"))
        if found.more:
            self.on_aside(Setaside("too-long", name, f"{shown}: of more than {_MOST_PARTS:,} parts the first ones are read"))
        for number, part in enumerate(found.attached, 1):
            yield from self._attached(part, origin, name, shown, number, depth)

    def _body(self, found: _Found, origin: Origin, name: str, shown: str, message: _Part) -> Item | None:
        texts = [_text(part) for part in found.texts]
        whole = "\n\n".join(text for text in texts if text.strip())
        if any(c.isalpha() for c in whole):
            forwarded = bool(_FORWARD.match(_header(message, "subject") or ""))
            kind: Kind = "forward" if forwarded else "mail"
            return Item(name, shown, kind, whole.encode("utf-8", "replace"), origin, "utf-8", self.by_hand, self.bulk)
        for part in found.pages:
            data = _payload(part)
            if data.strip():
                return Item(name, shown, "mail-page", data, origin, _charset(part), self.by_hand, self.bulk)
        return None

    def _attached(self, part: _Part, origin: Origin, name: str, shown: str, number: int, depth: int) -> Iterator[Item]:
        called = _filename(part) or str(number)
        inner, told = f"{name}/{called}", f"{shown}/{called}"
        nested = _nested(part)
        if nested is not None or named(called)[0] == "mail":
            if depth + 1 >= _DEEPEST:
                self.on_aside(Setaside("nested-archive", inner, f"{told}: messages are packed too deep in each other, not read"))
                return
            try:
                inside = nested if nested is not None else _parsed(_payload(part), told)
            except SourceError as error:
                self.on_aside(from_error(error, inner))
                return
            yield from self.items(inside, inner, told, depth + 1)
            return
        format_, packing = named(called)
        kind = format_ if format_ in ("text", "markdown", "page") and not packing else _KINDS.get(part.get_content_type())
        if kind is None or (format_ is None and "." in called and part.get_content_type() == "text/plain"):
            what = part.get_content_type()[:60]
            self.on_aside(Setaside("attachment", inner, f"{told}: an attachment of kind {what}, not read; save it as text"))
            return
        beside = replace(origin, file=inner, title=None, shown=told)
        yield Item(inner, told, kind, _payload(part), beside, _charset(part), self.by_hand, self.bulk)


_KINDS: Final[dict[str, Kind]] = {"text/plain": "text", "text/html": "page", "text/markdown": "markdown"}


def _parts(message: _Part) -> _Found:
    """The leaves of a message in order. Parts without a name that are shown in line are the body."""
    found = _Found([], [], [])
    pending: list[_Part] = [message]
    for _ in range(_MOST_PARTS):
        if not pending:
            break
        part = pending.pop()
        if part.is_multipart() and part.get_content_maintype() != "message":
            pending.extend(reversed(cast(list[_Part], part.get_payload())))
        elif part.get_content_maintype() == "multipart":
            # One that names no boundary, so that its parts cannot be told apart.
            found.texts.append(part)
        elif part.get_content_disposition() == "attachment" or _filename(part) or part.get_content_maintype() != "text":
            found.attached.append(part)
        elif part.get_content_type() == "text/html":
            found.pages.append(part)
        elif part.get_content_type() == "text/plain":
            found.texts.append(part)
        else:
            found.attached.append(part)
    found.more = bool(pending)
    return found


def _nested(part: _Part) -> _Part | None:
    """The message that a part of kind message/rfc822 holds."""
    payload = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:
        return cast(_Part, payload[0])
    return None


def _payload(part: _Part) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _charset(part: _Part) -> str | None:
    told = part.get_content_charset()
    return told if told and told != "us-ascii" else None


def _text(part: _Part) -> str:
    """The text of a part; lines that were broken for the journey are joined again (format=flowed)."""
    data = _payload(part)
    if not data.strip():
        return ""
    text = decode(data, where="", declared=_charset(part)).replace("\r\n", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    return _SOFT_BREAK.sub(" ", text)


def _filename(part: _Part) -> str | None:
    told = part.get_filename()
    if not told:
        return None
    base = re.split(r"[/\\]", _decoded(told))[-1]
    return "".join(c if c.isprintable() else "?" for c in base).strip(". ")[:160] or None


def _origin(message: _Part, name: str, shown: str) -> Origin:
    """Subject, day and sender. A sender is the publisher where it is an office or a paper, not a person."""
    subject = _SUBJECT.sub("", _header(message, "subject") or "").strip()
    sender = parseaddr(_header(message, "from") or "")[0].strip("\"' ")
    publisher = sender if sender and (names_a_paper(sender) or like_agency(sender) or _is_office(sender)) else None
    return Origin(file=name, title=subject or None, publisher=publisher, published=_day(message), shown=shown)


def _is_office(sender: str) -> bool:
    table = rows("sender_words", package="attache.language.en")
    return any(re.search(rf"\b(?:{row['word']})\b", sender, re.IGNORECASE) for row in table)


def _day(message: _Part) -> str | None:
    """The day of the Date header, where the message was written."""
    try:
        moment: datetime = parsedate_to_datetime(_header(message, "date") or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.date().isoformat() if 1970 <= moment.year <= 2100 else None


def _header(message: _Part, name: str) -> str | None:
    value = message.get(name)
    return " ".join(_decoded(str(value)).split()) if value is not None else None


def _decoded(value: str) -> str:
    """A header's words; encoded ones (=?utf-8?B?…?=) in letters, and as they are where they are broken."""
    try:
        told = str(make_header(decode_header(value)))
    except (ValueError, LookupError, MessageError):
        told = value
    return "".join(c if c < "\ud800" or c > "\udfff" else "\ufffd" for c in told)
