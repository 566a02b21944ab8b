"""Mechanisms: forums, summits, dialogues, consultations, working groups, and committees that serve two or more sides.

A committee, commission or council is a mechanism where its name or its sentence shows that it joins sides or recurs ("joint",
"intergovernmental", "the 20th meeting of …"); else it is an organisation. One that two sides own under a generic name is
named "A–B Name".
"""

from __future__ import annotations

import re
from functools import cache

from attache.knowledge import rows, several
from attache.language.tokens import Token
from attache.reading.analysis import Analysis
from attache.reading.things.cities import capital_of, city_named
from attache.reading.things.findings import Finding
from attache.reading.things.phrasebook import WORD, fold
from attache.reading.things.phrases import Phrase, names_side
from attache.reading.things.sides import main_sides, pair, regions
from attache.reading.things.vocabulary import words
from attache.records import ActorName

_INTER = re.compile(r"\binter-?governmental\b|\bbilateral\b")
_ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[a-z]+teenth|[a-z-]+tieth|annual|next|last"
)
_PAIRED = frozenset({"summit", "dialogue", "forum", "consultation", "working group", "commission", "committee", "conference"})
_UNCOUNTED = frozenset({"annual", "next", "last", "first"})
_BACK = 60
"""How many tokens before an ordinal the sitting may stand that it counts on from."""
_OCCASIONAL = frozenset({"forum", "conference", "summit"})


def mechanism_of(at: Analysis, phrase: Phrase) -> Finding | None:
    """The mechanism that the phrase names; None where it is a body of its own, one occasion, or points back."""
    joint = _is_joint(phrase) or len(phrase.sides(at, phrase.head_end)) > 1
    recurring = _is_session_of(phrase)
    if phrase.plural and not phrase.capitalised and phrase.head_words != "consultation":
        return None
    if phrase.head_words in words("occasion") and (not phrase.capitalised or _of_city(phrase)):
        return phrase.finding(phrase.name, end=phrase.head_end) if _of_city(phrase) else None
    if phrase.head_words in words("body") and not joint and not recurring:
        return None
    if phrase.determiner in words("indefinite"):
        return None
    if _INTER.search(phrase.name.casefold()) and phrase.head_words in ("committee", "commission"):
        return _intergovernmental(at, phrase)
    if phrase.capitalised and phrase.head_words in ("committee", "commission") and joint and _is_bare(phrase):
        return _owned(at, phrase, phrase.name, phrase.head_end)
    if phrase.capitalised and (phrase.premodifiers or _is_titled(phrase)):
        return _named(at, phrase, joint=joint)
    return _small(at, phrase, joint=joint, recurring=recurring)


def _of_city(phrase: Phrase) -> bool:
    """Whether a series of meetings goes by the city it began in: "the Kigali process", "the Astana format"."""
    series = phrase.head_words in ("process", "format") and phrase.determiner == "the" and len(phrase.premodifiers) == 1
    return series and (capital_of(phrase.premodifiers[0].text) or city_named(phrase.premodifiers[0].text)) is not None


def _is_joint(phrase: Phrase) -> bool:
    parts = {fold(word) for word in WORD.findall(phrase.name)} | {fold(token.text) for token in phrase.premodifiers}
    return bool(parts & words("joint")) or re.search(r"inter-?(?:governmental|parliamentary)", phrase.name.casefold()) is not None


def _is_bare(phrase: Phrase) -> bool:
    """Whether nothing but words such as "joint" stands with the head: two sides own many of that name."""
    return not phrase.complement and all(fold(t.text) in words("joint") | words("generic") for t in phrase.premodifiers)


def _is_titled(phrase: Phrase) -> bool:
    """Whether the name follows its head: "Summit of Andean Countries", "Consultative Group on Nepal"."""
    named = [token for token in phrase.complement if token.text[0].isupper()]
    return phrase.opener in ("on", "of", "for") and bool(named) and not phrase.plural


def _is_session_of(phrase: Phrase) -> bool:
    """Whether the words before are "the 20th meeting of (the)"."""
    i = phrase.start - 1
    if i >= 0 and phrase.doc[i].pos_ == "DET":
        i -= 1
    if i < 2 or phrase.doc[i].lower_ != "of" or fold(phrase.doc[i - 1].text) not in words("session"):
        return False
    return any(is_ordinal(token.lower_) for token in phrase.doc[max(0, i - 4) : i - 1])


def is_ordinal(word: str) -> bool:
    """Whether a word in small letters places one sitting among others: "20th", "third", "next"."""
    return _ORDINAL.fullmatch(word) is not None


def _intergovernmental(at: Analysis, phrase: Phrase) -> Finding:
    """A commission of two governments in its usual form, whatever fields its full name lists."""
    end = phrase.end if phrase.capitalised and phrase.opener in ("on", "for") else phrase.head_end
    parties = phrase.sides(at, end)
    owners = parties if len(parties) == 2 else main_sides(at)
    name = "Intergovernmental Committee"
    if len(owners) == 2:
        name = _usual_names().get(frozenset(owners)) or f"{pair(*owners)} {name}"
    return phrase.finding(name, parties=owners, end=end)


@cache
def _usual_names() -> dict[frozenset[str], str]:
    """Pairs of sides whose committee the table names, with the usual name."""
    found = ((several(row["parties"]), row["name"]) for row in rows("mechanisms"))
    return {frozenset(sides): name for sides, name in found if len(sides) == 2 and "ntergovernmental" in name}


def _named(at: Analysis, phrase: Phrase, *, joint: bool) -> Finding | None:
    """A name in capitals, with the field it is on."""
    if phrase.sort == "weak" and phrase.head_words in words("occasion") and not joint:
        return None
    end = phrase.end if phrase.opener in ("on", "for", "of") else phrase.head_end
    sides = phrase.sides(at, end)
    if joint and not sides and phrase.head_words in ("committee", "commission") and phrase.opener in ("on", "for"):
        return _owned(at, phrase, phrase.text(end=end), end)
    return phrase.finding(phrase.text(end=end), parties=sides, end=end)


def _small(at: Analysis, phrase: Phrase, *, joint: bool, recurring: bool) -> Finding | None:
    """A mechanism in small letters: "A-B summit", a joint committee, a dialogue or working group with its field."""
    head, end = phrase.head_words, phrase.head_end
    parties = phrase.sides(at, end)
    if head in _PAIRED and (len(parties) > 1 or (parties and _meets_region(phrase))):
        return phrase.finding(phrase.name, parties=parties, end=end)
    if head in _OCCASIONAL and phrase.determiner in ("a", "an", "") and not phrase.complement:
        return None
    if head in ("committee", "commission") and joint:
        return _owned(at, phrase, _without_sides(at, phrase), end)
    topic = phrase.opener in ("on", "of", "between") and phrase.end - end > 1
    field = _has_field(at, phrase)
    if phrase.sort == "strong" and head not in words("body") and (field or (topic and head in _PAIRED)):
        if head in ("dialogue", "consultation") and phrase.determiner == "the" and not topic:
            return _owned(at, phrase, phrase.name, end)
        return phrase.finding(phrase.text(end=phrase.end if topic else end), end=phrase.end if topic else end)
    if (head == "conference" and topic and field) or (recurring and (field or topic or parties)):
        return phrase.finding(phrase.text(), parties=parties)
    return None


def _meets_region(phrase: Phrase) -> bool:
    """Whether a dash joins a part of the world with another side: "EU – Central Asia summit"."""
    sides = re.split(r" ?[-–—] ?", phrase.text(phrase.start, phrase.head))
    return len(sides) > 1 and any(fold(side) in regions() for side in (sides[0], sides[-1]))


def _owned(at: Analysis, phrase: Phrase, name: str, end: int) -> Finding:
    """A generic name with the two sides of the report in front."""
    owners: tuple[ActorName, ...] = main_sides(at)
    return phrase.finding(f"{pair(*owners)} {name}" if len(owners) == 2 else name, parties=owners, end=end)


def _has_field(at: Analysis, phrase: Phrase) -> bool:
    """Whether a modifier says what the mechanism is about or at what level it is held."""
    return any(
        token.text[0].isalpha() and fold(token.text) not in words("generic") - {"high-level"} and not names_side(at, token)
        for token in phrase.premodifiers
    )


def _without_sides(at: Analysis, phrase: Phrase) -> str:
    start = phrase.start
    while start < phrase.head and (phrase.doc[start].text in ("-", "–") or names_side(at, phrase.doc[start])):
        start += 1
    return phrase.text(start, phrase.head_end)


def counted_from(ordinal: Token) -> Token | None:
    """The sitting named shortly before that "the eighth" as a subject counts on from; None for other words."""
    subject = ordinal.dep_ in ("nsubj", "nsubj:pass") and ordinal.i > 0 and ordinal.nbor(-1).lower_ == "the"
    if not subject or ordinal.lower_ in _UNCOUNTED or not is_ordinal(ordinal.lower_):
        return None
    before = reversed(ordinal.doc.tokens[max(0, ordinal.i - _BACK) : ordinal.i])
    return next((t for t in before if fold(t.lemma_) in words("session") and any(is_ordinal(c.lower_) for c in t.lefts)), None)
