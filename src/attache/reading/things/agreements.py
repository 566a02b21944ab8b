"""Agreements: treaties, accords, memoranda, joint statements, resolutions, by name or by what they are on and between whom.

An agreement is entered when its words tell which one it is: a name in capitals, a topic ("on …"), a kind that stands out
("mutual aid treaty"), or two parties. "The agreement" alone is a later mention of the last one that fits; "six agreements"
is none. A trade agreement between two sides is named "A–B Free Trade Agreement"; a joint statement without a topic by its day.
"""

from __future__ import annotations

import re
from datetime import date

from attache.knowledge import several
from attache.language.tokens import Token
from attache.reading.analysis import Analysis
from attache.reading.things.cities import capital_of, city_named
from attache.reading.things.findings import Finding
from attache.reading.things.gazetteer import known_by_parties, known_with
from attache.reading.things.phrasebook import fold, words_of
from attache.reading.things.phrases import Phrase, names_side
from attache.reading.things.sides import is_bloc, main_sides, pair
from attache.reading.things.vocabulary import words
from attache.records import ActorName

_FULL_WORDS = {"accord": "agreement", "deal": "agreement", "pact": "agreement", "fta": "free trade agreement"}
_RESOLUTION = re.compile(
    r"\b(?:(?:UN|U\.N\.|United Nations)(?:['’]s?)? )?(?:(?:Security Council|General Assembly|Human Rights Council|UNSC|UNGA) )?"
    r"[Rr]esolution (?:[A-Z]/(?:RES/)?)?\d{1,4}(?:[/-][\w-]*\d)?(?: \(\d{4}\))?"
)
_KINDS = r"(?:agreement|treaty|convention|accord|pact|deal)"
_DOUBLE_TAXATION = re.compile(
    rf"\bdouble[- ]tax(?:ation)? (?:avoidance )?{_KINDS}\b"
    rf"|\b{_KINDS} (?:to avoid|to prevent|against|on|(?:on |for )?(?:the )?(?:avoiding|avoidance of|preventing|elimination of)) "
    r"double taxation\b",
    re.IGNORECASE,
)
_OF_ACTS = frozenset({"declaration", "resolution"})
"""Head words whose "of" tells an act or its author, not a topic: "declaration of war", "resolution of the senate"."""
_TOPICS = frozenset({"on", "concerning", "regarding", "of", "against"})


def agreement_of(at: Analysis, phrase: Phrase) -> Finding | None:
    """The agreement that the phrase names; None where it only speaks of agreements or points back to one."""
    if phrase.plural and _of_city(phrase):
        return phrase.finding(phrase.name, end=phrase.head_end)
    if phrase.plural or phrase.determiner in words("indefinite"):
        return None
    if phrase.sort == "titled":
        titled = phrase.capitalised and phrase.opener in ("for", "on") and phrase.complement[-1].text[0].isupper()
        return phrase.finding(phrase.text(), parties=phrase.sides(at)) if titled else None
    known = _by_parties(at, phrase)
    if known:
        return known
    if phrase.capitalised and (phrase.premodifiers or phrase.complement):
        return _named(at, phrase)
    return _dated(at, phrase) if phrase.sort == "dated" else _described(at, phrase)


def _of_city(phrase: Phrase) -> bool:
    """Whether several papers go by the city where they were signed, as one: "Algiers Accords"."""
    city = phrase.premodifiers[0].text if len(phrase.premodifiers) == 1 else ""
    return phrase.capitalised and bool(city) and (capital_of(city) or city_named(city)) is not None


def find_resolutions(at: Analysis) -> list[Finding]:
    """Resolutions by number: "UN Security Council Resolution 2231", "resolution 60/1"."""
    out: list[Finding] = []
    if "esolution " not in at.report.text:
        return out
    for hit in _RESOLUTION.finditer(at.report.text):
        name = " ".join(hit.group().split())
        out.append(Finding(hit.start(), hit.end(), name[0].upper() + name[1:], "agreement", fullness=len(name)))
    return out


def find_tax_treaties(at: Analysis) -> list[Finding]:
    """Treaties on double taxation under the one name of the many that papers have for them: "agreement to avoid …"."""
    name = "double taxation agreement"
    if "double" not in words_of(at.report.text).folded:
        return []
    hits = _DOUBLE_TAXATION.finditer(at.report.text)
    return [Finding(hit.start(), hit.end(), name, "agreement", fullness=len(hit.group())) for hit in hits]


def points_back(phrase: Phrase) -> bool:
    """Whether the phrase can mean an agreement told before: "the agreement", "this pact"."""
    return phrase.kind == "agreement" and not phrase.plural and phrase.determiner in ("the", "this", "that", "their", "its")


def family(name: str) -> str:
    """The group of head words that speak of one another: "the accord" for a treaty, not for a memorandum."""
    head = fold(name).split()[-1] if name else ""
    if "memorandum" in fold(name) or head == "mou":
        return "memorandum"
    if head in ("statement", "communique", "declaration", "vision") or "joint statement" in fold(name):
        return "statement"
    return head if head in ("protocol", "resolution", "ruling", "award", "roadmap", "charter", "arrangement") else "agreement"


def _by_parties(at: Analysis, phrase: Phrase) -> Finding | None:
    """A table's agreement that generic words mean here: "the friendship treaty" in a report on its two parties."""
    told = phrase.sides(at)
    row = known_by_parties(at, phrase.name)
    if row is None and len(told) == 1 and is_bloc(told[0]) and phrase.opener == "with" and not phrase.premodifiers:
        row = known_with(at, told[0])
    if row is None or not set(told) <= set(several(row["parties"])) or (phrase.determiner in ("a", "an") and len(told) < 2):
        return None
    return phrase.finding(row["name"], parties=tuple(ActorName(p) for p in several(row["parties"])))


def _named(at: Analysis, phrase: Phrase) -> Finding | None:
    """A name in capitals, with its parties in front where "between A and B" tells two."""
    parties = phrase.sides(at)
    if phrase.opener in ("between", "with") and len(parties) == 2 and not phrase.sides(at, phrase.head_end):
        return phrase.finding(f"{pair(*parties)} {phrase.name}", parties=parties)
    if not phrase.premodifiers and len(phrase.complement) < 2:
        return None
    whole = phrase.opener in ("on", "of", "for", "concerning", "against")
    first = phrase.start + (len(phrase.premodifiers) > 1 and _is_year(phrase.premodifiers[0]))
    return phrase.finding(phrase.text(first) if whole else phrase.text(first, phrase.head_end), parties=parties)


def _is_year(token: Token) -> bool:
    """Whether the word is a year, which dates a capitalised name but is no part of it ("the 1942 Rio Protocol")."""
    return len(token.text) == 4 and token.text.isdigit()


def _dated(at: Analysis, phrase: Phrase) -> Finding | None:
    """A joint statement by its topic, else by its day; "in a joint statement" only tells where words were said."""
    if phrase.opener in ("on", "about", "concerning"):
        return phrase.finding(phrase.text(), parties=phrase.sides(at))
    source = phrase.determiner in ("a", "an") and phrase.start > 1 and phrase.doc[phrase.start - 2].lower_ == "in"
    day = _day_of(at, phrase)
    if "joint" not in phrase.head_words or source or day is None:
        return None
    return phrase.finding(f"{phrase.head_words} of {day}", parties=main_sides(at))


def _day_of(at: Analysis, phrase: Phrase) -> str | None:
    """The day told in the phrase's sentence, first one that follows it; None where the sentence tells none."""
    sentence = phrase.doc[phrase.head].sent
    told = [
        (time.start, time.span[0])
        for time in at.times_within(sentence.start_char, sentence.end_char)
        if time.span and time.span[0] and time.span[0] == time.span[1]
    ]
    after = [day for start, day in told if start >= phrase.doc[phrase.head].idx]
    if not told:
        return None
    day = date.fromisoformat(after[0] if after else told[0][1])
    return f"{day.day} {day.strftime('%B')} {day.year}"


def _described(at: Analysis, phrase: Phrase) -> Finding | None:
    """An agreement in small letters that its kind, topic or parties tell apart."""
    parties = phrase.sides(at)
    told = bool(parties) and phrase.opener in ("between", "with")
    if " ".join(fold(t.text) for t in phrase.premodifiers if t.text != "-") in words("trade") and (told or len(parties) > 1):
        return _trade(at, phrase, parties)
    kind = _kind(at, phrase)
    topic = (
        phrase.opener in _TOPICS and len(phrase.complement) > 1 and not (phrase.opener == "of" and phrase.head_words in _OF_ACTS)
    )
    if not _tells(phrase, kind, topic=topic, two=told and len(parties) == 2):
        return None
    start = phrase.start
    while start < phrase.head and names_side(at, phrase.doc[start]) and phrase.doc[start] not in kind:
        start += 1
    end = phrase.head_end if phrase.opener in ("with", "for", "about") and not parties else phrase.end
    if phrase.opener == "of" and len(phrase.complement) == 2 and phrase.complement[1].text.isdigit():
        return phrase.finding(f"{phrase.complement[1].text} {phrase.text(start, phrase.head_end)}", parties=parties)
    return phrase.finding(phrase.text(start, end), parties=parties, end=end)


def _kind(at: Analysis, phrase: Phrase) -> list[Token]:
    """The modifiers that say what sort of agreement it is, or the city it goes by ("the Pretoria accord")."""
    return [
        token
        for token in phrase.premodifiers
        if token.text[0].isalpha()
        and token.lower_ != "and"
        and fold(token.text) not in words("plain")
        and (capital_of(token.text) is not None or not names_side(at, token))
    ]


def _tells(phrase: Phrase, kind: list[Token], *, topic: bool, two: bool) -> bool:
    """Whether kind, topic or parties tell which agreement is meant."""
    if phrase.sort == "weak" or phrase.head_words in words("evasive"):
        return two and bool(kind)
    if not phrase.determiner and not kind and phrase.opener != "on":
        return False
    if topic or two:
        return True
    noun = any(token.tag_ in ("NN", "NNS", "NNP") for token in kind)
    return bool(kind) and (phrase.determiner not in ("a", "an", "") or noun or len(kind) > 1)


def _trade(at: Analysis, phrase: Phrase, parties: tuple[ActorName, ...]) -> Finding:
    """A trade agreement named by its two sides; a side left out is the one the report is most about."""
    if len(parties) == 1:
        parties = (*parties, *[side for side in main_sides(at) if side != parties[0]][:1])
    if len(parties) < 2:
        return phrase.finding(phrase.text(), parties=parties)
    base = " ".join(_FULL_WORDS.get(fold(word), word) for word in phrase.name.split())
    title = " ".join(word[0].upper() + word[1:] for word in base.split())
    return phrase.finding(f"{pair(parties[0], parties[1])} {title}", parties=parties)
