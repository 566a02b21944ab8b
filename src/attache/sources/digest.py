"""A column of several short stories ("News in brief"): the story on international relations is the report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from attache.knowledge import rows, several
from attache.sources.cues import role
from attache.sources.dateline import dateline
from attache.sources.head_lines import date_lines, is_masthead
from attache.sources.paragraphs import Block, is_prose


@dataclass(frozen=True, slots=True)
class Story:
    """One story of a column: its own headline (None where a dateline opens it) and its paragraphs."""

    title: str | None
    body: tuple[Block, ...]


def stories(blocks: list[Block]) -> tuple[list[str], list[Story]]:
    """The page's own lines around a column's label, and its stories; no stories where the page is no column."""
    lines = [line for block in blocks for line in block]
    at = next((i for i, line in enumerate(lines[:12]) if role(line) == "digest"), None)
    if at is None:
        return [], []
    found = _divided(lines[at + 1 :])
    above = [*lines[:at], *(line for line in lines[at + 1 : at + 4] if date_lines(line) or is_masthead(line))]
    return (above, found) if len(found) >= 2 else ([], [])


def _divided(lines: list[str]) -> list[Story]:
    """Stories apart by their headlines, or by the datelines that open them."""
    found: list[Story] = []
    title: str | None = None
    body: list[Block] = []
    for line in lines:
        prose = is_prose(line)
        if body and (not prose or (title is None and dateline(line))):
            found.append(Story(title, tuple(body)))
            title, body = None, []
        if prose:
            body.append((line.strip(),))
        elif not date_lines(line) and not is_masthead(line):
            title = line.strip()
    return [*found, Story(title, tuple(body))] if body else found


def international(found: list[Story]) -> list[Story]:
    """The stories that name two countries or more; where none does, those that name the most."""
    counts = [len(_countries(story)) for story in found]
    least = min(2, max(counts, default=0))
    return [story for story, count in zip(found, counts, strict=True) if count >= least]


@cache
def _country_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for row in rows("countries"):
        for name in (row["name"], *several(row["aliases"]), *several(row["demonyms"]), row["capital"]):
            if name:
                names[name.casefold()] = row["iso3"]
    return names


def _countries(story: Story) -> set[str]:
    text = " ".join([story.title or "", *(line for block in story.body for line in block)])
    names = _country_names()
    runs = re.findall(r"[A-ZÀ-Þ][\w’'\-]*(?: (?:of |and )?[A-ZÀ-Þ][\w’'\-]*)*", text)
    parts = {part for run in runs for part in (run, *run.split())}
    return {names[p.casefold()] for p in parts if p.casefold() in names}
