"""Near-duplicate and syndicated reports: one agency text in three papers is one source.

In: texts of reports. Out: `keys_of` (two texts can be copies only if they share a key), `likeness` (exact, from 0 to 1) and
`copies`: the groups of reports that are one text. Sets of five-word sequences are compared (Broder 1997); the keys are
min-hashes by one permutation (Li, Owen and Zhang 2012), empty bins filled from others (Shrivastava 2017), in bands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

COPY = 0.5
"""Texts at least this much alike are one text: half of what the shorter one says stands in the other word for word."""
SHINGLE = 5
"""Words in a sequence. Five in a row are seldom the same by chance; shorter ones are in all reports on one subject."""
BANDS = 50
ROWS = 3
"""Min-hashes in a band. Of two texts' sequences two fifths in common give a shared key in 96 of 100 cases, a half in 99.9; a
twentieth in one of 160, a hundredth in one of 20,000. Two rows and half the bands find the same copies with fewer keys, but
of reports on one subject ten times as many that are none."""
SHORTEST = 8
"""Sequences that a text must have to be a copy of another: two headlines that are alike are no sources."""
EXTRACT = 0.35
"""A text shorter than this part of the other is no copy of it: a review of the press is more than what it takes over."""

_WORD = re.compile(r"[⺀-鿿ぁ-ヿ豈-﫿]|[^\W_]+")
_BINS = BANDS * ROWS


@dataclass(frozen=True, slots=True)
class Sighted:
    """What of a report tells where its text comes from."""

    id: str
    day: str
    """Latest possible day; empty where unknown."""
    publisher: str | None = None
    agency: str | None = None


def keys_of(text: str) -> frozenset[str]:
    """Keys of a text: any two copies share one, all but certainly; others seldom do. Empty for a text too short to tell."""
    found = _hashes(text)
    if len(found) < SHORTEST:
        return frozenset()
    lowest = _lowest(found)
    bands = (lowest[k : k + ROWS] for k in range(0, _BINS, ROWS))
    return frozenset(f"{n:02}{_hash(' '.join(map(str, band))):016x}" for n, band in enumerate(bands))


def likeness(one: str, other: str) -> float:
    """How far two texts are one, from 0 to 1: the share of the shorter one's word sequences that the longer one has too.

    Where the shorter is but an extract of the other (EXTRACT), the share of all sequences of both that they have in common.
    Headline, dateline, order of paragraphs and standing lines count as little as they are long.
    """
    a, b = _hashes(one), _hashes(other)
    low, high = sorted((len(a), len(b)))
    if low < SHORTEST:
        return 1.0 if one == other and one else 0.0
    common = len(a & b)
    return common / low if low >= EXTRACT * high else common / (low + high - common)


def is_copy(one: str, other: str) -> bool:
    """Whether two texts are one."""
    return likeness(one, other) >= COPY


def copies(texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Groups of two and more reports that are one text (report id → text), ids sorted, groups by their first id.

    A is grouped with C where both are copies of B, so the outcome does not depend on the order of the reports.
    """
    holders: dict[str, list[str]] = {}
    for report in sorted(texts):
        for key in keys_of(texts[report]):
            holders.setdefault(key, []).append(report)
    pairs = {(a, b) for group in holders.values() for k, a in enumerate(group) for b in group[k + 1 :]}
    return grouped(sorted(pair for pair in pairs if is_copy(texts[pair[0]], texts[pair[1]])))


def grouped(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Ids joined by pairs, directly or through others: each group sorted, groups by their first id."""
    group: dict[str, set[str]] = {}
    for one, other in pairs:
        joined = group.get(one, {one}) | group.get(other, {other})
        for member in joined:
            group[member] = joined
    return sorted({tuple(sorted(g)) for g in group.values() if len(g) > 1})


def original(group: Sequence[Sighted]) -> Sighted:
    """The one of several copies that stands for the text: the agency's own before a paper's, then the earliest, then by id."""
    return min(group, key=lambda s: (not _is_agencys_own(s), not s.agency, not s.day, s.day, s.id))


def words_of(group: Sequence[Sighted]) -> str:
    """The copies in plain words: "VNA text, also in Nhan Dan and VietnamPlus"; "one text in 3 reports" where nothing is told."""
    first = original(group)
    agency = first.agency or next((s.agency for s in sorted(group, key=lambda s: (s.day, s.id)) if s.agency), None)
    papers = sorted({s.publisher for s in group if s.publisher and s.publisher != agency})
    if agency is None and first.publisher:
        papers = [p for p in papers if p != first.publisher]
    source = agency or first.publisher
    if source is None:
        return f"one text in {len(group)} reports"
    if not papers:
        return f"{source} text, in {len(group)} reports"
    shown = papers[0] if len(papers) == 1 else f"{', '.join(papers[:-1])} and {papers[-1]}"
    return f"{source} text, also in {shown}"


def _is_agencys_own(sighted: Sighted) -> bool:
    return bool(sighted.agency) and sighted.publisher in (None, sighted.agency)


@lru_cache(maxsize=256)
def _hashes(text: str) -> frozenset[int]:
    """Hashes of all sequences of five words; letter case, accents and signs do not count."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = _WORD.findall(plain)
    return frozenset(_hash(" ".join(words[k : k + SHINGLE])) for k in range(len(words) - SHINGLE + 1))


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _lowest(hashes: Iterable[int]) -> list[int]:
    """The lowest hash in each bin; a bin without any takes that of another one, found by a chain that depends on the bin."""
    lowest: list[int | None] = [None] * _BINS
    for value in hashes:
        place, rest = value % _BINS, value // _BINS
        known = lowest[place]
        if known is None or rest < known:
            lowest[place] = rest
    return [_borrowed(lowest, place) for place in range(_BINS)]


def _borrowed(lowest: Sequence[int | None], place: int) -> int:
    value = lowest[place]
    at, attempt = place, 0
    while value is None:
        # A fixed multiplicative walk: the same bins are asked in the same order for every text.
        attempt += 1
        at = (at * 1103515245 + 12345 + place + attempt) % 2147483648
        value = lowest[(at >> 8) % _BINS]
    return value
