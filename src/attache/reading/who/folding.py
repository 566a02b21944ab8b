"""Names compared without accents, marks and letter case."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Letters and digits of `text` only, without accents and case: "Đặng" and "dang" are equal."""
    text = unicodedata.normalize(
        "NFKD", text.replace("đ", "d").replace("Đ", "D").replace("ı", "i").replace("ø", "o").replace("ł", "l")
    )
    return "".join(c for c in text if c.isalnum()).casefold()
