"""Plain text to blocks: runs of lines apart by empty lines, hard-wrapped lines joined again.

A block is a tuple of lines; a line is a whole paragraph, heading or list item. Leading spaces are kept as one mark of
indentation (two spaces), because lists of other stories below a saved page are indented.
"""

from __future__ import annotations

import re
import unicodedata

from attache.sources.remembered import remembered

Block = tuple[str, ...]

_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e]|[\x00-\x08\x0e-\x1f\x7f]")
_BLANK = r"\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# A single plain space, of which there is one a word, is left alone.
_SPACES = re.compile(rf"[ {_BLANK}]{{2,}}|[{_BLANK}]")
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_STOP = re.compile(r"[.!?…:][”\"’')\]»]*(?:[-–—]\s?[A-Z]{2,6}|\s?\(.{2,30}\)|/\.)?$")
_ITEM = re.compile(r"(?:[-–—*•·▪◦‣>]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|[IVX]{1,5}\.|Q[.:]|A[.:])\s")
_WIDE_WORD = 15
"""Characters that a word with its space seldom exceeds."""
INDENT = "  "
GAP = "   "
"""What runs of spaces inside a line become: they hold the items of a menu apart."""
# A file counts as hard-wrapped where its longest line is no longer than this: mail and news wires wrap at 60 to 80, some at 100.
_WIDEST_WRAP = 110
# How far short of the full width a wrapped line may fall beyond the word that did not fit (ragged wrapping by hand).
_RAGGED = 6
# Length from which a line without a stop before a line that begins small is taken to be broken off.
_BREAKS_OFF = 40


def clean(text: str) -> str:
    """The text with one kind of line break, composed letters, and without invisible characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", _BREAKS.sub("\n", text)))


def blocks(text: str) -> list[Block]:
    """Blocks of the text in order; none is empty."""
    rough: list[list[str]] = [[]]
    for raw in _unquoted(clean(text).split("\n")):
        line = _SPACES.sub(lambda m: " " if len(m[0]) < 2 else GAP, raw.rstrip())
        if line.strip():
            indented = len(raw) - len(raw.lstrip()) >= 2
            rough[-1].append((INDENT if indented else "") + line.strip())
        elif rough[-1]:
            rough.append([])
    width = _wrap_width([line for block in rough for line in block])
    return [tuple(_unwrapped(block, width)) for block in rough if block]


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without the mark that mail puts before a quoted text, where nearly all have it."""
    told = [line for line in lines if line.strip()]
    quoted = sum(line.lstrip().startswith(">") for line in told)
    return [re.sub(r"^\s*(?:>\s?)+", "", line) for line in lines] if quoted > 0.8 * len(told) else lines


def _wrap_width(lines: list[str]) -> int | None:
    """The width at which the text was wrapped by hand or program; None where lines are whole paragraphs."""
    if len(lines) < 4:
        return None
    width = max(len(line) for line in lines)
    near = sum(len(line) >= width - 12 for line in lines)
    return width if 40 <= width <= _WIDEST_WRAP and near >= 3 and near >= len(lines) * 0.25 else None


def _unwrapped(block: list[str], width: int | None) -> list[str]:
    """The lines of a block with those joined that a wrap at `width` broke, or that break off before a small letter."""
    out = [block[0]]
    last = block[0]
    for line in block[1:]:
        full = width is not None and len(last) + 1 + len(line.split(" ", 1)[0]) > width - _RAGGED
        broken = len(last) >= _BREAKS_OFF and line[:1].islower() and last[-1:].isalnum()
        deeper = line.startswith(INDENT) and not last.startswith(INDENT)
        if (full or broken) and not deeper and not _ITEM.match(line):
            out[-1] = _joined(out[-1], line.strip())
        else:
            out.append(line)
        last = line
    return out


def _joined(head: str, tail: str) -> str:
    """Two lines of one paragraph; a word broken by a hyphen at the line's end keeps the hyphen ("co-" + "operation")."""
    return head + tail if re.search(r"\w-$", head) and tail[:1].islower() else f"{head} {tail}"


def is_item(line: str) -> bool:
    """Whether the line opens with a bullet or number."""
    return bool(_ITEM.match(line.lstrip()))


def words(line: str) -> list[str]:
    """The words of a line, folded."""
    return _WORD.findall(line.casefold())


def more_words(line: str, count: int) -> bool:
    """Whether a line has more words than so many; of a long line only the beginning is looked at where that tells."""
    begins = line[: count * _WIDE_WORD]
    return len(words(begins)) > count or (len(begins) < len(line) and len(words(line)) > count)


@remembered
def is_prose(line: str) -> bool:
    """Whether the line is running text: a sentence with its stop, or long enough to be no heading."""
    return more_words(line, 29) or (more_words(line, 6) and bool(_STOP.search(line)))
