"""Noun phrases by parts of speech: what stands around a number, told without leaning on arcs."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from attache.reading.figures.spots import role

_INSIDE = {"ADJ", "NOUN", "PROPN"}


def inside(token: Token) -> bool:
    """May the token be part of a noun phrase before its head?"""
    return token.pos_ in _INSIDE or (
        token.tag_ in {"VBN", "VBG"} and token.i + 1 < len(token.doc) and token.nbor().pos_ in _INSIDE | {"PUNCT"}
    )


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
    """Tokens `[start, end)` of the noun phrase that begins at `start`, articles and number words skipped; may be empty."""
    while start < ceiling and (
        doc[start].pos_ in {"DET", "NUM"} or (doc[start].tag_ in {"PRP$", "JJR"} and doc[start].lower_ != "less")
    ):
        start += 1
    end = start
    while end < ceiling:
        token = doc[end]
        joint = token.text in {"-", "–"} and end > start and not token.whitespace_
        listed = (
            token.text in {"and", "&"}
            and end > start
            and end + 1 < ceiling
            and doc[end - 1].pos_ == "ADJ"
            and doc[end + 1].pos_ in {"ADJ", "NOUN"}
        )
        if (
            inside(token)
            or joint
            or listed
            or (token.pos_ == "ADV" and end == start and end + 1 < ceiling and doc[end + 1].pos_ == "ADJ")
        ):
            end += 1
        else:
            break
    while end > start and doc[end - 1].pos_ not in {"NOUN", "PROPN"}:
        end -= 1
    return start, end


def words_of(tokens: Iterable[Token]) -> str:
    """The phrase as a measure says it: articles, possessive endings and empty adjectives left out."""
    kept = [
        token
        for token in tokens
        if (token.lower_ not in role("dropped") and token.pos_ not in {"DET", "PUNCT", "SPACE"}) or token.text == "-"
    ]
    text = "".join(token.text_with_ws for token in kept if token.text not in {"'s", "’s", "'", "’", '"', "“", "”"}).strip()
    return " ".join("US" if word == "American" else word for word in text.split())
