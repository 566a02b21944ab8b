"""Whether readings still say what was read: the text is that of its hash, every passage lies in it and quotes the same words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from attache.ledger.shards.nested import all_passages, column, without_evidence, without_words
from attache.ledger.shards.rows import seal
from attache.ledger.shards.values import misshapen

WRONG_TEXT = "wrong-text"
WRONG_EVIDENCE = "wrong-evidence"
WRONG_VALUE = "wrong-value"
WRONG: Mapping[str, str] = {
    WRONG_TEXT: "its text is not the one that was read",
    WRONG_EVIDENCE: "a record does not rest on the words of its text that it was read from",
    WRONG_VALUE: "something is missing in it, or it has a kind, a day or a number that no reading has",
}
"""Why a reading is not believed, by the code of the reason."""


def disproved(table: pa.Table) -> Mapping[int, str]:
    """The rows of a table that are not to be believed, with the reason's code."""
    texts = column(table, "text").to_pylist()
    wrong: dict[int, str] = dict.fromkeys(misshapen(table).tolist(), WRONG_VALUE)
    wrong |= dict.fromkeys([*without_evidence(table).tolist(), *without_words(table).tolist()], WRONG_EVIDENCE)
    passages = all_passages(table)
    wrong |= dict.fromkeys(passages.rows[(passages.starts < 0) | (passages.ends < passages.starts)].tolist(), WRONG_EVIDENCE)
    bounds = np.searchsorted(passages.rows, np.arange(len(texts) + 1)).tolist()
    starts, ends = passages.starts.tolist(), passages.ends.tolist()
    seals, readers = column(table, "quotes").to_pylist(), column(table, "reader").to_pylist()
    for row, text in enumerate(texts):
        first, last = bounds[row], bounds[row + 1]
        if text is None or readers[row] is None:
            wrong |= {row: WRONG_EVIDENCE} if first < last else {}
            continue
        quotes = [text[start:end] for start, end in zip(starts[first:last], ends[first:last], strict=True)]
        if seal(quotes) != seals[row] or max(ends[first:last], default=0) > len(text):
            wrong[row] = WRONG_EVIDENCE
    ids, hashes = column(table, "report").to_pylist(), column(table, "sha256").to_pylist()
    for row, (text, identity, told) in enumerate(zip(texts, ids, hashes, strict=True)):
        if text is None:
            continue
        digest = hashlib.sha256(text.encode()).hexdigest()
        if digest != told or identity != f"r{digest[:16]}":
            wrong[row] = WRONG_TEXT
    return wrong
