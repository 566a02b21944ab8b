"""The language of a text, as ISO 639-1; deterministic, and sensible for short texts."""

from __future__ import annotations

import py3langid

from attache.sources.paragraphs import words

# The commonest words of English that are no words of its neighbours: a fifth of any English text is made of them.
_ENGLISH = {
    "the", "of", "and", "to", "that", "with", "for", "from", "was", "were", "is", "are", "has", "have", "had", "by", "this",
    "which", "would", "will", "not", "its", "their", "said", "on", "at",
}  # fmt: skip
_ENOUGH = 4000
# Below so many words the classifier errs more often than the page's own declaration.
_FEW = 12


def language_of(text: str, *, declared: str | None = None) -> str:
    """The text's language, `und` for no words; `declared` (the page's own word) decides only where the text is too short."""
    sample = text[:_ENOUGH]
    found = words(sample)
    letters = [w for w in found if not w.isdigit()]
    if not letters:
        return "und"
    share = sum(w in _ENGLISH for w in letters) / len(letters)
    if share >= 0.18:
        return "en"
    if len(letters) < _FEW and sample.isascii():
        return (declared or "en")[:2].lower()
    code, _ = py3langid.classify(sample)
    return str(code)
