"""A saved text divided: the heading's lines, the report's own body, and where the page goes on with other things.

A doubtful paragraph in the middle stays; the end is cut only on evidence (a cue line, or one-liners on sport, weather
or markets that share nothing with the report).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from attache.sources.cues import role, themes
from attache.sources.dateline import dateline
from attache.sources.heading import is_caption, line_kind, same_line
from attache.sources.paragraphs import INDENT, Block, is_item, is_prose, words


@dataclass(frozen=True, slots=True)
class Layout:
    """Lines above the body, the body's blocks, and the lines below it."""

    head: tuple[str, ...]
    body: tuple[Block, ...]
    tail: tuple[str, ...]


def divide(blocks: list[Block], *, title: str | None = None) -> Layout:
    """The blocks of a page's text divided. Raises nothing: a text without prose is all body."""
    lines = [(number, line) for number, block in enumerate(blocks) for line in block]
    start = _body_start(blocks, lines, title)
    head = tuple(line for _, line in lines[:start])
    rest = lines[start:]
    end = _body_end(rest, title)
    body, tail = rest[:end], [line for _, line in rest[end:]]
    kept = [(number, line) for number, line in body if not _is_stray(line, title)]
    grouped = _regrouped(kept)
    while len(grouped) > 1 and _is_sidelight(grouped[-1], grouped[:-1]):
        tail.insert(0, " ".join(grouped.pop()))
    return Layout(head, tuple(grouped), tuple(tail))


def _regrouped(lines: list[tuple[int, str]]) -> list[Block]:
    out: list[list[str]] = []
    last = None
    for number, line in lines:
        if number != last:
            out.append([])
        out[-1].append(line.strip())
        last = number
    return [tuple(block) for block in out]


def _body_start(blocks: list[Block], lines: list[tuple[int, str]], title: str | None) -> int:
    """The first line of running text or the dateline that opens it."""
    for i, (number, line) in enumerate(lines):
        if role(line) or line_kind(line) in ("date", "byline", "dateline") or (title and same_line(line, title)):
            continue
        if _opens_with_dateline(line):
            return i
        if is_prose(line) and not (i < len(lines) - 1 and _is_headline(line, blocks[number])):
            return i
    return 0 if lines and not any(line_kind(line) == "text" for _, line in lines) else min(1, len(lines) - 1)


def _opens_with_dateline(line: str) -> bool:
    found = dateline(line)
    return found is not None and found.end < len(line)


def _is_headline(line: str, block: Block) -> bool:
    """A question or exclamation alone in its block above everything else."""
    return len(block) == 1 and len(words(line)) <= 16 and line.rstrip("”\"’'")[-1] in "?!:"


def _is_stray(line: str, title: str | None) -> bool:
    """A line of furniture inside the body: share bar, advertisement, bare caption, the headline again."""
    return role(line) == "bar" or is_caption(line) or (title is not None and same_line(line, title))


def _body_end(lines: list[tuple[int, str]], title: str | None) -> int:
    """Index of the first line after the body."""
    i = 1
    while i < len(lines):
        part = role(lines[i][1])
        if part == "comments":
            return i
        if part == "list" and not _goes_on(lines[:i], lines[i + 1 :]):
            return i
        i += 1
    return len(lines)


def _goes_on(before: list[tuple[int, str]], after: list[tuple[int, str]]) -> bool:
    """Whether the report goes on after a heading that often opens a list of other stories.

    It does where running text follows that is kin to the report: a quarter of its longer words were in it before.
    """
    told = {w for _, line in before for w in _content(line)}
    for _, line in after:
        if role(line) == "comments":
            return False
        if is_prose(line) and not line.startswith(INDENT) and len(words(line)) >= 12:
            content = _content(line)
            if content and len(content & told) >= 0.25 * len(content):
                return True
    return False


def _content(line: str) -> set[str]:
    return {w[:6] for w in words(line) if len(w) >= 5}


def _is_sidelight(block: Block, body: list[Block]) -> bool:
    """Whether the last block is one-liners on sport, weather, markets or services that the report is not about."""
    text = " ".join(block)
    if len(words(text)) > 45 or any(is_item(line) for line in block):
        return False
    told = " ".join(line for part in body for line in part).casefold()
    sentences = [s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text) if s]
    return all(_is_aside(s, told) for s in sentences)


def _is_aside(sentence: str, told: str) -> bool:
    strange = [word for _, word in themes(sentence) if not re.search(rf"\b{re.escape(word)}", told)]
    labelled = re.match(r"(?:in brief|news in brief|also|elsewhere|[A-Z][\w .&'’,-]{1,40}):\s", sentence, re.IGNORECASE)
    content = _content(sentence)
    common = {w for w in content if re.search(rf"\b{re.escape(w)}", told)}
    kin = len(common) / len(content) if content else 0.0
    return (bool(strange) and kin <= 0.5) or (labelled is not None and kin <= 0.3 and bool(strange or len(content) > 2))
