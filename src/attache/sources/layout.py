"""A saved text divided: the heading's lines, the report's own body, and where the page goes on with other things.

A doubtful paragraph in the middle stays; the end is cut only on evidence: a cue line with what it announces, or
one-liners on sport, weather or markets that share nothing with the report.
"""

from __future__ import annotations

from dataclasses import dataclass

from attache.sources.agencies import whole_sign
from attache.sources.cues import role
from attache.sources.dateline import dateline
from attache.sources.head_lines import date_lines, is_caption, line_kind, same_line
from attache.sources.paragraphs import INDENT, Block, is_item, is_prose, words
from attache.sources.sidelights import is_sidelight, speaks_of_relations

_SIDELIGHTS = 3
"""Blocks of sidelights that a page may have below a report; more of them are a report on such things."""
_CHRONOLOGY = 2
"""Lines of dates in the text from which on they are headings of a chronology, and so is the one above it."""
_FAR = 60
"""Lines behind a cue within which the report must go on; the longest list of other stories on the development pages has 58."""
_OPENING = 4
"""Lines of the body among which a page's date may still stand."""

Numbered = list[tuple[int, str]]
"""Lines with the number of the block they stand in."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines above the body, the body's blocks, lines of furniture taken out of it, and the lines below it."""

    head: tuple[str, ...]
    body: tuple[Block, ...]
    strays: tuple[str, ...]
    tail: tuple[str, ...]


def divide(blocks: list[Block], *, title: str | None = None) -> Layout:
    """The blocks of a page's text divided; `title` where it is known already. A text without prose is all body."""
    lines = [(number, line) for number, block in enumerate(blocks) for line in block]
    start = _body_start(blocks, lines, title)
    if start and date_lines(lines[start - 1][1]) and sum(bool(date_lines(line)) for _, line in lines[start:]) >= _CHRONOLOGY:
        start -= 1
    rest = lines[start:]
    end = _body_end(rest)
    dates = _date_lines_of(rest[:end])
    strays = dict.fromkeys(line for _, line in rest[:end] if line in dates or _is_stray(line, title))
    kept = [(number, line) for number, line in rest[:end] if line not in strays]
    tail = [line for _, line in rest[end:]]
    body = _grouped(kept) or _grouped(rest[:end])
    beside = bool(tail)
    while len(body) > 1 and _is_loose_end(body[-1], body[-2], beside=beside):
        tail = [*body.pop(), *tail]
    for _ in range(_SIDELIGHTS):
        if len(body) > 1 and is_sidelight(body[-1], body[:-1]):
            tail = [*body.pop(), *tail]
    return Layout(tuple(line for _, line in lines[:start]), tuple(body), tuple(strays), tuple(tail))


def _grouped(lines: Numbered) -> list[Block]:
    out: list[list[str]] = []
    last = None
    for number, line in lines:
        if number != last:
            out.append([])
        out[-1].append(line.strip())
        last = number
    return [tuple(block) for block in out]


def _body_start(blocks: list[Block], lines: Numbered, title: str | None) -> int:
    """The first line of running text or the dateline that opens it; the second line where nothing is running text."""
    for i, (number, line) in enumerate(lines):
        if role(line) or line_kind(line) in ("date", "byline", "dateline") or (title and same_line(line, title)):
            continue
        if _opens_with_dateline(line):
            return i
        if is_prose(line) and not (i < len(lines) - 1 and _is_question(line, blocks[number])):
            return i
    return max(0, min(1, len(lines) - 1))


def _opens_with_dateline(line: str) -> bool:
    found = dateline(line)
    return found is not None and found.end < len(line)


def _is_question(line: str, block: Block) -> bool:
    """A question or exclamation alone in its block above everything else: a headline."""
    return len(block) == 1 and len(words(line)) <= 16 and line.rstrip("”\"’'")[-1:] in ("?", "!", ":")


def _is_stray(line: str, title: str | None) -> bool:
    """A line of furniture inside the body: share bar, advertisement, bare caption, the headline again."""
    return role(line) in ("bar", "comments") or is_caption(line) or (title is not None and same_line(line, title))


def _date_lines_of(lines: Numbered) -> list[str]:
    """The page's date where it stands below the opening paragraph; several are the headings of a chronology and stay."""
    found = [i for i, (_, line) in enumerate(lines) if i > 0 and date_lines(line)]
    return [lines[found[0]][1]] if len(found) == 1 and found[0] <= _OPENING else []


def _is_loose_end(block: Block, before: Block, *, beside: bool) -> bool:
    """A last block that is a heading over nothing, or short lines that nothing announces: menus, contacts, settings.

    Three such lines tell by themselves, fewer only `beside` other furniture.
    """
    if len(block) == 1 and role(block[0]) in ("list", "digest", "kicker"):
        return True
    short = all(len(words(line)) <= 12 and not is_prose(line) and not is_item(line) for line in block)
    announced = before[-1].rstrip().endswith(":") or any(speaks_of_relations(line) for line in block)
    signs = any(whole_sign(line) for line in block)
    return (
        (len(block) >= 3 or (beside and len(words(" ".join(block))) <= 6))
        and short
        and not announced
        and not signs
        and not _ends_like_text(block)
    )


def _ends_like_text(block: Block) -> bool:
    """Whether most lines end as sentences or list items do."""
    return sum(line.rstrip()[-1:] in ".;," for line in block) * 2 >= len(block)


def _body_end(lines: Numbered) -> int:
    """Index of the first line after the body: readers' comments or a list of other stories."""
    told: set[str] = set()
    heard = 0
    for i in range(1, len(lines)):
        part = role(lines[i][1])
        if part == "comments" and not _is_toolbar(lines[i + 1 : i + 1 + _FAR]):
            return i
        if part == "list":
            told.update(*(_stems(line) for _, line in lines[heard:i]))
            heard = i
            if not _goes_on(told, lines[i], lines[i + 1 : i + 1 + _FAR]):
                return i
    return len(lines)


def _is_toolbar(after: Numbered) -> bool:
    """Whether a line "Comments" is a button beside others in the midst of the text: two more follow, then running text."""
    return len(after) > 2 and all(role(line) == "bar" for _, line in after[:2]) and any(is_prose(line) for _, line in after[2:])


def _goes_on(told: set[str], cue: tuple[int, str], after: Numbered) -> bool:
    """Whether the report goes on after a heading that often opens a list of other stories.

    It does where running text follows at once, or opens a later block, and is kin to the report: a quarter of its longer
    words were in it before. Paragraphs of the development reports share 0.3 to 0.6, teasers of other stories below 0.15.
    """
    last = cue[0]
    for i, (number, line) in enumerate(after):
        if role(line) == "comments":
            return False
        opens = i == 0 or number != last
        last = number
        if opens and is_prose(line) and not line.startswith(INDENT) and len(words(line)) >= 12:
            stems = _stems(line)
            if stems and len(stems & told) >= 0.25 * len(stems):
                return True
    return False


def _stems(line: str) -> set[str]:
    return {w[:6] for w in words(line) if len(w) >= 5}
