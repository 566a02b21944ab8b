"""Sector codes of CAMEO for actors, by the kind of body or office that the product's tables give them."""

from __future__ import annotations

import re
from functools import cache

from attache.knowledge import rows, several
from attache.reading.analysis import Analysis
from attache.records import ActorName, Mention
from benchmarks.accuracy.extents import head_of, phrase_at

_BODY_WORDS = re.compile(r"[\w'’-]+")


@cache
def _codes() -> dict[tuple[str, str], tuple[str, str]]:
    table = rows("sectors", package="benchmarks.accuracy")
    return {(row["of"], row["kind"]): (row["sector"], row["world"]) for row in table}


@cache
def _bodies() -> dict[str, tuple[str, bool]]:
    """Kind of each known body by name and alias, and whether it belongs to a country."""
    out: dict[str, tuple[str, bool]] = {}
    for row in rows("organisations"):
        for name in (row["name"], *several(row["aliases"])):
            out.setdefault(name, (row["kind"], bool(row["country"])))
    return out


@cache
def _heads() -> dict[str, str]:
    """Sector by head word: offices, then bodies; the longest phrase is looked up first."""
    english = "attache.language.en"
    out = {r["word"]: _codes().get(("body", r["kind"]), ("", ""))[0] for r in rows("body_heads", package=english)}
    out |= {
        r["head"].casefold(): _codes().get(("office", r["class"]), ("", ""))[0] for r in rows("office_heads", package=english)
    }
    return {word: code for word, code in out.items() if code}


def sector_of_words(words: str) -> str:
    """The sector that the words of an actor tell, by a known body's name, else by the last head word; empty where none does."""
    known = _bodies().get(words.removeprefix("the ").removeprefix("The "))
    if known is not None:
        home, world = _codes().get(("body", known[0]), ("", ""))
        return home if known[1] else world
    pieces = [w.casefold() for w in _BODY_WORDS.findall(words)]
    for size in (3, 2, 1):
        for end in range(len(pieces), size - 1, -1):
            phrase = " ".join(pieces[end - size : end])
            found = _heads().get(phrase) or _heads().get(phrase.removesuffix("s"))
            if found:
                return found
    return ""


def sector_of(at: Analysis, name: ActorName, mention: Mention | None) -> str:
    """The sector of an actor of a reading: by its name, else by the phrase in which it is named; none for a country itself."""
    actor = at.actors.get(name)
    by_name = sector_of_words(str(name)) if actor is None or actor.kind == "organisation" else ""
    if by_name or mention is None:
        return by_name
    if actor is not None and actor.kind == "country" and mention.form not in {"demonym", "metonym"}:
        return ""
    head = head_of(at.doc, mention.evidence.start, mention.evidence.end)
    while head is not None and head.dep_ in {"amod", "compound"} and head.head is not head:
        head = head.head
    if head is None:
        return ""
    start, end = phrase_at(at.doc, head.idx, head.idx + len(head), whole=False)
    return sector_of_words(at.report.text[start:end])
