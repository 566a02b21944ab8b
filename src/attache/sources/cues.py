"""What a line of a saved page is, by its words: other stories, comments, a share bar, a kicker, a publication's name."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from attache.knowledge import rows
from attache.sources.remembered import remembered

Role = Literal["comments", "list", "bar", "kicker", "digest"]

_SPACE = "".join(chr(c) for c in range(0x3001) if chr(c).isspace())
_BEFORE, _BEHIND = f"{_SPACE}-–—*•·▪◦‣>|", f"{_SPACE}|"
_MARK = re.compile(r"\s*[:»›]$")
_LONGEST = 320


@cache
def _cues() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    table = rows("furniture", package="attache.language.en")
    roles: tuple[Role, ...] = ("comments", "list", "bar", "digest", "kicker")
    return tuple((role, _either(row["cue"] for row in table if row["role"] == role)) for role in roles)


def _either(expressions: object) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{e})" for e in expressions), re.IGNORECASE)  # type: ignore[attr-defined]


@cache
def _paper() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(row['word'] for row in rows('paper_words', package='attache.language.en'))})\b", re.IGNORECASE
    )


@remembered
def role(line: str) -> Role | None:
    """The part of furniture the line is by its words; None for all else. Long lines are never furniture by a cue."""
    bare = line.lstrip(_BEFORE).rstrip(_BEHIND)
    if not bare or len(bare) > _LONGEST:
        return None
    bare = _MARK.sub("", bare)
    return next((role for role, pattern in _cues() if pattern.fullmatch(bare)), None)


def names_a_paper(name: str) -> bool:
    """Whether a name has a word that newspapers, agencies and their desks are named by."""
    return bool(_paper().search(name))
