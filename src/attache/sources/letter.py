"""What in a message is its writer's own: without the replies it quotes, its signature, and the heads of what it forwards."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from functools import cache

from lxml import etree
from lxml import html as lxml_html

from attache.knowledge import rows
from attache.sources.compose import Origin
from attache.sources.printed import dates_in

_FIELD = re.compile(r"^\s*(?:>\s*)?\*?(?P<name>From|Sent|Date|To|Cc|Subject|Reply-To)\s*:\*?(?P<value>[^\n]*)$", re.IGNORECASE)
_LONGEST_HEAD = 40
"""Lines of a head, which has seven fields at most, some of them twice."""
_FEW_WORDS = 60
"""Words above a forwarded text up to which they are a note to the reader."""
_MOSTLY_QUOTED = 0.8
_MOST_FORWARDS = 10
_SURE_FIELDS = 3
"""Fields from which on a head stands by itself, without a line that announces it."""
Head = tuple[dict[str, str], int]
"""Fields by name, and the line behind them."""
_QUOTES = (
    "//blockquote[@type='cite'] | //*[contains(concat(' ', normalize-space(@class), ' '), ' gmail_quote ')]"
    " | //*[contains(concat(' ', normalize-space(@class), ' '), ' gmail_signature ')]"
    " | //*[contains(concat(' ', normalize-space(@class), ' '), ' moz-cite-prefix ')]"
    " | //*[contains(concat(' ', normalize-space(@class), ' '), ' moz-signature ')]"
    " | //*[@id='divRplyFwdMsg'] | //*[@id='divRplyFwdMsg']/following-sibling::*"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """The text that is left, and what is known of it: of a forwarded text what its own head says."""

    text: str
    origin: Origin


def own_words(text: str, origin: Origin, *, forwarded: bool) -> Letter:
    """The writer's own words of a message in plain text; of one that forwards a text without saying much, that text."""
    lines = text.replace("\r\n", "\n").split("\n")
    for _ in range(_MOST_FORWARDS):
        lines = _without_signature(lines)
        broken = _break(lines, forwarded=forwarded)
        if broken is None:
            break
        at, head = broken
        if head is None:
            lines = lines[:at]
            break
        fields, end = head
        origin = _beside(origin, fields)
        lines, forwarded = _bare(lines[end:]), False
    return Letter("\n".join(_unquoted(lines)), origin)


def _break(lines: list[str], *, forwarded: bool) -> tuple[int, Head | None] | None:
    """The line where the writer's own words end, and the head of the text that is passed on there; no head where what follows
    is only quoted, None where nothing follows."""
    above = _Above()
    for at, line in enumerate(lines):
        kind = _cue(line)
        head = _head(lines, at + 1 if kind else at) if kind or _FIELD.match(line) else None
        if head is not None or kind is not None:
            own, words = above.own
            passed_on = kind == "forward" or forwarded or not own
            if head is not None and passed_on and words <= _FEW_WORDS:
                return at, head
            if own and (kind is not None or (head is not None and len(head[0]) >= _SURE_FIELDS)):
                return None if kind == "reply" and _goes_on(lines[at + 1 :]) else (at, None)
        above.add(line, kind)
    return None


@dataclass(slots=True)
class _Above:
    """Lines above a place and their words: all, the quoted ones, and those that are not. Blank lines do not count."""

    lines: int = 0
    words: int = 0
    quoted: int = 0
    own_lines: int = 0
    own_words: int = 0

    def add(self, line: str, kind: str | None) -> None:
        """One line more, and what it opens."""
        words = len(line.split())
        if not words:
            return
        self.lines += 1
        self.words += words
        if line.lstrip().startswith(">"):
            self.quoted += 1
        elif kind != "reply":
            self.own_lines += 1
            self.own_words += words

    @property
    def own(self) -> tuple[int, int]:
        """The lines that `_unquoted` leaves of them, and their words."""
        if not self.quoted or self.quoted > _MOSTLY_QUOTED * self.lines:
            return self.lines, self.words
        return self.own_lines, self.own_words


def _goes_on(lines: list[str]) -> bool:
    """Whether the writer answers between the quoted lines, so that the words go on below the first."""
    return any(line.startswith(">") for line in lines) and any(
        line.strip() and not line.lstrip().startswith(">") for line in lines
    )


def own_markup(source: str) -> str:
    """A message in HTML without quoted replies and signature, as far as mail programs mark them; whole where nothing is left."""
    try:
        tree = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return source
    for element in tree.xpath(_QUOTES):
        if element.getparent() is not None:
            element.drop_tree()
    if not any(c.isalpha() for c in tree.text_content()):
        return source
    return str(etree.tostring(tree, encoding="unicode", method="html"))


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = rows("mail_cues", package="attache.language.en")
    kinds = ("reply", "original", "forward", "device")
    return tuple(
        (kind, re.compile("|".join(f"(?:{row['cue']})" for row in table if row["kind"] == kind), re.IGNORECASE)) for kind in kinds
    )


def _cue(line: str) -> str | None:
    """What a line opens: a quoted reply, or a forwarded text."""
    bare = line.strip(" >*-_\t")
    if not bare or len(bare) > 300:
        return None
    return next((kind for kind, pattern in _cues() if kind != "device" and pattern.fullmatch(bare)), None)


def _without_signature(lines: list[str]) -> list[str]:
    """Lines up to the mark of a signature, and without what telephones put at the end."""
    end = next((i for i, line in enumerate(lines) if line.rstrip("\r") == "-- " or (line == "--" and i > 0)), len(lines))
    device = dict(_cues())["device"]
    return [line for line in lines[:end] if not device.fullmatch(line.strip())]


def _head(lines: list[str], at: int) -> Head | None:
    """The head of an earlier message that begins at a line or behind empty ones, and the line behind it; at least two of its
    fields, and one of them From."""
    fields: dict[str, str] = {}
    i = at
    while i < len(lines) and i < at + 3 and not lines[i].strip(" >"):
        i += 1
    while i < min(len(lines), at + _LONGEST_HEAD) and (m := _FIELD.match(lines[i])):
        fields.setdefault(m["name"].lower(), m["value"].strip())
        i += 1
    return (fields, i) if "from" in fields and len(fields) >= 2 else None


def _bare(lines: list[str]) -> list[str]:
    """Lines without the mark of quoting, where nearly all have it."""
    told = [line for line in lines if line.strip()]
    quoted = sum(line.startswith(">") for line in told)
    return [re.sub(r"^>\s?", "", line) for line in lines] if told and quoted > _MOSTLY_QUOTED * len(told) else lines


def _unquoted(lines: list[str]) -> list[str]:
    """Lines without quoted ones and the line that announces them; as they are where nearly all are quoted."""
    told = [line for line in lines if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in told)
    if not quoted or quoted > _MOSTLY_QUOTED * len(told):
        return lines
    return [line for line in lines if not line.lstrip().startswith(">") and _cue(line) != "reply"]


def _beside(origin: Origin, fields: dict[str, str]) -> Origin:
    """What the head of a forwarded text says, in place of the message's own."""
    when = fields.get("date") or fields.get("sent") or ""
    day: str | None
    try:
        day = parsedate_to_datetime(when).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        day = next((found.day.isoformat() for found in dates_in(when)), None)
    return replace(origin, title=fields.get("subject") or origin.title, published=day or origin.published)
