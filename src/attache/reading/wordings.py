"""Names and phrases of a table looked for in a text as written, many at once.

In: the wordings, then texts. Out: matches in text order, as one regular expression of all wordings would give them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


class Wordings:
    """Wordings that begin a word and, where `whole`, end one; of those that begin together the longest is found.

    One pass tells where any of them stands; only there the expression is tried, which at every character takes ten times as
    long.
    """

    def __init__(self, wordings: Iterable[str], *, whole: bool = True) -> None:
        ordered = sorted(wordings, key=lambda wording: (-len(wording), wording))
        self._finder = AhoCorasick(ordered, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
        any_of = "|".join(map(re.escape, ordered))
        self._pattern = re.compile(rf"(?<!\w)(?:{any_of})" + (r"(?!\w)" if whole else ""))

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """The wordings in text order, without overlaps."""
        end = 0
        for start in sorted({start for _, start, _ in self._finder.find_matches_as_indexes(text, overlapping=True)}):
            if start >= end and (found := self._pattern.match(text, start)):
                yield found
                end = found.end()
