"""Where sentences begin: by rule, before the parser, so that a line break is never read across."""

from __future__ import annotations

from collections.abc import Sequence

from attache.language.tokens import Doc, Token

_ENDS = {".", "!", "?", "…", "...", "?!", "!!", ".."}
_CLOSES = {'"', "''", "”", "’", "'", ")", "]", "»"}
_OPENS = {'"', "''", "``", "“", "‘", "(", "[", "«", "-", "–", "—", "•"}
# Abbreviations that the tokenizer keeps with their stop and that may close a sentence when a capital follows.
_MAY_END = {"a.m.", "p.m.", "etc.", "Inc.", "Co.", "Ltd.", "Corp."}
_STOPS = _ENDS | _MAY_END | _CLOSES
_LONG, _LONGEST = 250, 400
"""Tokens after which a sentence ends at the next comma, and at all events: the longest of 35,000 real ones has 150. What
has no stop for so long is a list or a table, and rules that look over a whole sentence take its length times itself."""
_BREATHS = {",", ";", ":"}


def mark_sentences(doc: Doc) -> Doc:
    """Sets `is_sent_start` on every token of `doc` and returns it.

    A sentence ends at a line break, and at `.`, `!` or `?` (with closing quotes and brackets) before a capital, a digit
    or an opening mark. A full stop inside quotation marks before a lower-case word ("…," he said) ends nothing. Hundreds
    of words without an end are cut.
    """
    ended = True
    begun = 0
    tokens = doc.tokens
    for i, token in enumerate(tokens):
        if token.is_space:
            token.is_sent_start = False
            if "\n" in token.text:
                ended = True
            continue
        starts = ended
        # Few words follow a stop or what may close behind one.
        if not starts and i and (tokens[i - 1].is_space or tokens[i - 1].text in _STOPS) and _terminal_before(tokens, i):
            word = token.text
            starts = (word[0].isupper() or word[0].isdigit() or word in _OPENS) and word not in _CLOSES - _OPENS
            if word in _OPENS and i + 1 < len(tokens) and tokens[i + 1].text[:1].islower():
                starts = False
            if word in {'"', "''", "'"} and not tokens[i - 1].whitespace_:
                starts = False  # a closing mark right after the stop
        if not starts and i - begun >= _LONG:
            starts = tokens[i - 1].text in _BREATHS or i - begun >= _LONGEST
        if starts:
            begun = i
        token.is_sent_start = starts
        ended = False
    return doc


def _terminal_before(tokens: Sequence[Token], i: int) -> bool:
    """Does a sentence's end stand right before token `i`, closing marks skipped?"""
    j = i - 1
    while j >= 0 and tokens[j].is_space:
        j -= 1
    # A straight mark behind a space opens what follows; only one that leans on the word before it closes.
    while j > 0 and tokens[j].text in _CLOSES and not tokens[j - 1].whitespace_:
        j -= 1
    if j < 0:
        return False
    return tokens[j].text in _ENDS or tokens[j].text in _MAY_END
