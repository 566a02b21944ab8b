"""What a line of a saved page is, by its words: other stories, comments, a share bar, a kicker, a sidelight."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from attache.knowledge import rows

Role = Literal["comments", "list", "bar", "kicker", "digest"]

_EDGES = re.compile(r"^[\s\-–—*•·▪◦‣>#|]+|[\s|]+$")

_PAPER = re.compile(
    r"\b(?:courier|times|post|monitor|review|daily|weekly|news|herald|tribune|gazette|journal|chronicle|observer|guardian|ledger|telegraph"
    r"|dispatch|mail|express|star|sun|standard|examiner|bulletin|press|mirror|today|record|register|globe|argus|echo|voice|wire|agency|online"
    r"|tracker|magazine|report|newspaper|broadcasting|radio|tv|television|insider|inquirer|enquirer|nation|independent|mercury|sentinel|diplomat"
    r"|economist|outlook|digest|gazeta|pravda|izvestia)\b",
    re.IGNORECASE,
)


@cache
def _cues() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    table = rows("furniture", package="attache.language.en")
    roles: tuple[Role, ...] = ("comments", "list", "bar", "digest", "kicker")
    return tuple(
        (role, re.compile("|".join(f"(?:{row['cue']})" for row in table if row["role"] == role), re.IGNORECASE)) for role in roles
    )


@cache
def _themes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = rows("sidelights", package="attache.language.en")
    return tuple((row["theme"], re.compile(rf"(?<!\w)(?:{row['word']})(?!\w)", re.IGNORECASE)) for row in table)


@cache
def role(line: str) -> Role | None:
    """The part of furniture the line is by its words; None for all else. Long lines are never furniture by a cue."""
    bare = _EDGES.sub("", line)
    if not bare or len(bare) > 320:
        return None
    bare = re.sub(r"\s*[:»›]$", "", bare)
    return next((role for role, pattern in _cues() if pattern.fullmatch(bare)), None)


def themes(text: str) -> tuple[tuple[str, str], ...]:
    """Theme words of sidelights in the text, as (theme, word) in table order."""
    return tuple((theme, m[0].casefold()) for theme, pattern in _themes() for m in pattern.finditer(text))


def names_a_paper(name: str) -> bool:
    """Whether a name has a word that newspapers, agencies and their desks are named by."""
    return bool(_PAPER.search(name))
