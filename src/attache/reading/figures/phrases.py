"""Noun phrases by parts of speech: what stands around a number, told without leaning on arcs."""

from __future__ import annotations

from collections.abc import Iterable

from attache.language.tokens import Doc, Token
from attache.reading.figures.spots import role

_TIMING = {"last", "next", "past", "previous", "this", "each", "every"}
_INSIDE = {"ADJ", "NOUN", "PROPN"}


def inside(token: Token) -> bool:
    """May the token be part of a noun phrase before its head? A participle behind "had" is a verb and is not."""
    if token.pos_ in _INSIDE or token.tag_ in {"NN", "NNS"}:
        return True
    follows = token.i + 1 < len(token.doc) and token.nbor().pos_ in _INSIDE | {"PUNCT"}
    perfect = token.i > token.sent.start and token.nbor(-1).lower_ in {"has", "have", "had", "having"}
    return token.tag_ in {"VBN", "VBG"} and follows and not perfect


def left_run(doc: Doc, end: int, *, floor: int) -> tuple[int, int]:
    """Tokens `[start, end)` of the noun phrase that ends right before token `end`; articles and possessives stay out."""
    start = end
    while start > floor:
        token = doc[start - 1]
        if (
            inside(token)
            or (token.text in {"-", "–", "/"} and start < end and not token.whitespace_)
            or (
                token.text in {"and", "&"}
                and start < end
                and start - 1 > floor
                and doc[start - 2].pos_ in {"NOUN", "ADJ"}
                and doc[start].pos_ == "NOUN"
            )
        ):
            start -= 1
        else:
            break
    return start, end


def right_run(doc: Doc, start: int, *, ceiling: int) -> tuple[int, int]:
    """Tokens `[start, end)` of the noun phrase that begins at `start`, articles and number words skipped; may be empty.

    A possessive is part of what it belongs to: "the world's output".
    """
    while start < ceiling and (
        doc[start].pos_ in {"DET", "NUM"} or (doc[start].tag_ in {"PRP$", "JJR"} and doc[start].lower_ != "less")
    ):
        start += 1
    end = start
    while end < ceiling:
        token = doc[end]
        if token.lower_ in _TIMING and end > start and end + 1 < ceiling and doc[end + 1].lower_ in role("time_noun"):
            break  # "gas demand last year"
        joint = token.text in {"-", "–"} and end > start and not token.whitespace_
        listed = (
            token.text in {"and", "&"}
            and end > start
            and end + 1 < ceiling
            and doc[end - 1].pos_ == "ADJ"
            and doc[end + 1].pos_ in {"ADJ", "NOUN"}
        )
        owned = token.tag_ == "POS" and end > start and end + 1 < ceiling and inside(doc[end + 1])
        if (
            inside(token)
            or joint
            or listed
            or owned
            or (token.pos_ == "ADV" and end == start and end + 1 < ceiling and doc[end + 1].pos_ == "ADJ")
        ):
            end += 1
        else:
            break
    while end > start and doc[end - 1].pos_ not in {"NOUN", "PROPN"} and doc[end - 1].tag_ not in {"NN", "NNS"}:
        end -= 1
    return start, end


def words_of(tokens: Iterable[Token]) -> str:
    """The phrase as a measure says it: articles, possessive endings and empty adjectives left out."""
    kept = [
        token
        for token in tokens
        if (token.lower_ not in role("dropped") and token.pos_ not in {"DET", "PUNCT", "SPACE"}) or token.text == "-"
    ]
    marks = {"'s", "’s", "'", "’", '"', "“", "”"}
    text = "".join(token.whitespace_ if token.text in marks else token.text_with_ws for token in kept).strip()
    return " ".join("US" if word == "American" else word for word in text.split())


def phrase_after(token: Token, links: set[str]) -> str:
    """The prepositional phrase right after a word, led by one of `links`; empty where none is."""
    at = token.i + 1
    if at + 1 >= token.sent.end or token.doc[at].lower_ not in links:
        return ""
    start, stop = right_run(token.doc, at + 1, ceiling=token.sent.end)
    if stop == start or stop - start > 3 or token.doc[stop - 1].lower_ in role("time_noun"):
        return ""
    return f" {token.doc[at].lower_} {words_of(token.doc[start:stop])}"
