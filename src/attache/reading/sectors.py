"""Sectors that a passage is about: trade, energy, defence, education … by the cue words of a table.

What comes in is the text of a record's evidence; what goes out are the names of sectors as the table spells them.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from attache.knowledge import rows, several
from attache.reading.things.phrasebook import WORD, fold

Cue = tuple[tuple[str, ...], bool, bool]
"""Folded words, whether the last stands for any ending, whether it is an acronym and wants its capitals."""

_MOST = 3
"""Sectors one passage may have: a sentence that names more is a list of fields, told by its commonest."""


@cache
def _order() -> dict[str, int]:
    return {row["sector"]: place for place, row in enumerate(rows("sectors", package="attache.language.en"))}


@cache
def _cues() -> dict[str, tuple[tuple[str, Cue], ...]]:
    """Cues with their sector by the first three letters of their first word."""
    out: dict[str, list[tuple[str, Cue]]] = {}
    for row in rows("sectors", package="attache.language.en"):
        for cue in several(row["cues"]):
            words = tuple(fold(word) for word in WORD.findall(cue))
            acronym = len(words) == 1 and cue.rstrip("*").isupper()
            out.setdefault(words[0][:3], []).append((row["sector"], (words, cue.endswith("*"), acronym)))
    return {letters: tuple(entries) for letters, entries in out.items()}


@lru_cache(maxsize=4096)
def sectors_of(text: str) -> tuple[str, ...]:
    """The sectors that the text is about, the one with most cues first, three at most; empty where no cue stands in it."""
    printed = WORD.findall(re.sub(r"['’]s\b", "", text))
    folded = [fold(word) for word in printed]
    counts: Counter[str] = Counter()
    for i, word in enumerate(folded):
        counts.update({sector for sector, cue in _cues().get(word[:3], ()) if _stands(cue, folded, printed, i)})
    ranked = sorted(counts, key=lambda sector: (-counts[sector], _order()[sector]))
    return tuple(ranked[:_MOST])


def _stands(cue: Cue, folded: list[str], printed: list[str], i: int) -> bool:
    """Whether the cue's words stand in the text from word `i` on."""
    words, open_ended, acronym = cue
    found = folded[i : i + len(words)]
    if len(found) < len(words) or found[:-1] != list(words[:-1]):
        return False
    ends = found[-1].startswith(words[-1]) if open_ended else found[-1] == words[-1]
    return ends and (not acronym or printed[i].isupper())
