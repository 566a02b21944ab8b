"""Mechanisms: forums, summits, dialogues, consultations, working groups, and committees that serve two or more sides.

A committee, commission or council is a mechanism where its name or its sentence shows that it joins sides or recurs ("joint",
"intergovernmental", "the 20th meeting of …"); else it is an organisation. One that two sides own under a generic name is
named "A–B Name".
"""

from __future__ import annotations

import re
from functools import cache

from attache.knowledge import rows, several
from attache.reading.analysis import Analysis
from attache.reading.things.findings import Finding
from attache.reading.things.phrasebook import WORD, fold
from attache.reading.things.phrases import Phrase
from attache.reading.things.sides import main_sides, names_of, pair, sides_in
from attache.records import ActorName

_BODY_HEADS = frozenset({"committee", "commission", "subcommittee", "sub-committee", "council", "task force", "congress"})
_JOINT = frozenset(
    "joint intergovernmental inter-governmental bilateral trilateral mixed cooperation co-operation consultation consultative coordination coordinating"
    " steering interparliamentary inter-parliamentary parliamentary-cooperation quadrilateral liaison boundary border dialogue creditor contact".split()
)
_ORDINAL = re.compile(r"^(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[a-z]+teenth|[a-z-]+tieth|annual|next|last)$")
_SESSION = frozenset({"meeting", "session", "round", "edition", "sitting"})
_GENERIC_ADJECTIVES = frozenset({"new", "joint", "bilateral", "regular", "political", "special", "international", "global", "regional"})


def mechanism_of(at: Analysis, phrase: Phrase) -> Finding | None:
    """The mechanism that the phrase names; None where it is a body of its own, one occasion, or points back."""
    head = phrase.head_words
    parts = {fold(w) for w in WORD.findall(phrase.text(phrase.start, phrase.head_end))} | {fold(t.text) for t in phrase.premodifiers}
    joint = bool(parts & _JOINT) or bool(re.search(r"inter-?(governmental|parliamentary)", phrase.text().casefold()))
    recurring = _is_session_of(phrase)
    if phrase.plural and not phrase.capitalised and head not in ("consultation",):
        return None
    if head in _BODY_HEADS and not joint and not recurring:
        return None
    if phrase.capitalised and phrase.premodifiers:
        return _named(at, phrase)
    return _small(at, phrase, joint=joint, recurring=recurring)


def _is_session_of(phrase: Phrase) -> bool:
    """Whether the words before are "the 20th meeting of (the)"."""
    i = phrase.start - 1
    if i >= 0 and phrase.doc[i].pos_ == "DET":
        i -= 1
    if i < 2 or phrase.doc[i].lower_ != "of" or fold(phrase.doc[i - 1].text) not in _SESSION:
        return False
    return any(_ORDINAL.match(t.lower_) for t in phrase.doc[max(0, i - 4) : i - 1])


def _finding(phrase: Phrase, name: str, parties: tuple[ActorName, ...], end: int) -> Finding:
    start, stop = phrase.doc[phrase.start].idx, phrase.doc[end - 1].idx + len(phrase.doc[end - 1])
    core = phrase.doc[phrase.head_end - 1].idx + len(phrase.doc[phrase.head_end - 1])
    return Finding(start, stop, name, "mechanism", parties=parties, fullness=stop - start, core=core)


def _named(at: Analysis, phrase: Phrase) -> Finding | None:
    """A name in capitals; one of "A-B Intergovernmental Commission on …" in the pair's usual form."""
    start = phrase.doc[phrase.start].idx
    end = phrase.head_end
    if phrase.complement and phrase.complement[0].lower_ in ("on", "for", "of"):
        end = phrase.end
    stop = phrase.doc[end - 1].idx + len(phrase.doc[end - 1])
    parties = names_of(sides_in(at, start, stop))
    if _intergovernmental(phrase):
        return _finding(phrase, _pair_name(at, parties, "Intergovernmental Committee"), parties or main_sides(at), end)
    if phrase.sort == "weak" and phrase.head_words in ("talks", "process", "format", "platform", "hotline", "congress", "council", "task force"):
        return None
    return _finding(phrase, phrase.text(phrase.start, end), parties, end)


def _intergovernmental(phrase: Phrase) -> bool:
    text = phrase.text(phrase.start, phrase.head_end).casefold()
    return phrase.head_words in ("committee", "commission") and bool(re.search(r"inter-?governmental|\bbilateral\b", text))


def _small(at: Analysis, phrase: Phrase, *, joint: bool, recurring: bool) -> Finding | None:
    """A mechanism in small letters: an intergovernmental commission, a dialogue or working group with its field, "A-B summit"."""
    head = phrase.head_words
    start, stop = phrase.doc[phrase.start].idx, phrase.doc[phrase.head_end - 1].idx + len(phrase.doc[phrase.head_end - 1])
    parties = names_of(sides_in(at, start, stop))
    if head in ("forum", "conference", "summit") and phrase.determiner in ("a", "an", "") and not phrase.complement and len(parties) < 2:
        return None
    if phrase.determiner in ("any", "no", "each", "every", "these", "those"):
        return None
    if _intergovernmental(phrase):
        return _finding(phrase, _pair_name(at, parties, "Intergovernmental Committee"), parties or main_sides(at), phrase.head_end)
    if len(parties) >= 2 and head in ("summit", "dialogue", "forum", "consultation", "working group", "commission", "committee", "conference"):
        return _finding(phrase, phrase.text(phrase.start, phrase.head_end), parties, phrase.head_end)
    if head in ("committee", "commission") and joint:
        owners = main_sides(at)
        words = _without_sides(at, phrase)
        return _finding(phrase, f"{pair(*owners)} {words}" if len(owners) == 2 else words, owners, phrase.head_end)
    field = [t for t in phrase.premodifiers if fold(t.text) not in _GENERIC_ADJECTIVES and not sides_in(at, t.idx, t.idx + len(t)) and t.tag_ != "CD" and t.text not in ("-", "–")]
    topic = bool(phrase.complement) and phrase.complement[0].lower_ in ("on", "of", "between") and phrase.end - phrase.head_end > 1
    if phrase.sort == "strong" and head not in _BODY_HEADS and (field or (topic and head in ("dialogue", "forum", "working group"))):
        end = phrase.end if topic else phrase.head_end
        return _finding(phrase, phrase.text(phrase.start, end), (), end)
    if head == "conference" and topic and field:
        return _finding(phrase, phrase.text(), (), phrase.end)
    if recurring and (field or topic or parties):
        return _finding(phrase, phrase.text(), parties, phrase.end)
    return None


def _without_sides(at: Analysis, phrase: Phrase) -> str:
    start = phrase.start
    while start < phrase.head and (phrase.doc[start].text in ("-", "–") or sides_in(at, phrase.doc[start].idx, phrase.doc[start].idx + len(phrase.doc[start]))):
        start += 1
    return phrase.text(start, phrase.head_end)


@cache
def _usual_pairs() -> dict[frozenset[str], str]:
    """Pairs of sides whose committee the table names, with the usual name."""
    out: dict[frozenset[str], str] = {}
    for row in rows("mechanisms"):
        sides = several(row.get("parties", ""))
        if len(sides) == 2 and "ntergovernmental" in row["name"]:
            out[frozenset(sides)] = row["name"]
    return out


def _pair_name(at: Analysis, parties: tuple[ActorName, ...], words: str) -> str:
    owners = parties if len(parties) == 2 else main_sides(at)
    if len(owners) < 2:
        return words
    return _usual_pairs().get(frozenset(owners)) or f"{pair(owners[0], owners[1])} {words}"
