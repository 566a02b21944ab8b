"""Agreements: treaties, accords, memoranda, joint statements, resolutions, by name or by what they are on and between whom.

An agreement is entered when its words tell which one it is: a name in capitals, a topic ("on …"), a kind that stands out
("mutual aid treaty"), or two parties. "The agreement" alone is a later mention of the last one that fits; "six agreements"
is none. A trade agreement between two sides is named "A–B Free Trade Agreement"; a joint statement without a topic by its day.
"""

from __future__ import annotations

from datetime import date

from attache.knowledge import several
from attache.reading.analysis import Analysis
from attache.reading.things.findings import Finding
from attache.reading.things.gazetteer import known_by_parties
from attache.reading.things.phrasebook import fold
from attache.reading.things.phrases import Phrase
from attache.reading.things.sides import main_sides, names_of, pair, sides_in
from attache.records import ActorName

# Modifiers that say whose or what rank, not which agreement.
_PLAIN = frozenset(
    {"bilateral", "trilateral", "multilateral", "intergovernmental", "inter-governmental", "interagency", "international", "joint", "comprehensive"}
    | {"general", "official", "regional", "global", "mutual", "framework", "cooperation", "co-operation", "state", "government", "side", "such"}
    | {"amended", "provisional", "good", "better", "best", "agreed", "necessary", "relevant", "different", "common", "strategic", "political"}
)
_TRADE = frozenset({"free trade", "trade", "economic partnership", "comprehensive economic partnership", "partnership", "free-trade"})
_SAME_WORD = {"accord": "agreement", "deal": "agreement", "pact": "agreement", "fta": "free trade agreement"}
_UNSPECIFIC = frozenset({"any", "no", "every", "each", "these", "those", "some", "such", "another"})
_EVASIVE = frozenset({"deal", "understanding", "award", "ruling", "contract", "guarantee", "framework", "act", "truce", "action plan", "plan of action"})


def agreement_of(at: Analysis, phrase: Phrase) -> Finding | None:
    """The agreement that the phrase names; None where it only speaks of agreements or points back to one."""
    if phrase.plural or phrase.determiner in _UNSPECIFIC:
        return None
    known = _by_parties(at, phrase)
    if known:
        return known
    if phrase.capitalised and (phrase.premodifiers or phrase.complement):
        return _named(at, phrase)
    if phrase.sort == "dated":
        return _dated(at, phrase)
    return _described(at, phrase)


def points_back(phrase: Phrase) -> bool:
    """Whether the phrase can only mean an agreement told before: "the agreement", "this pact"."""
    return not phrase.plural and phrase.determiner in ("the", "this", "that", "their", "its")


def family(words: str) -> str:
    """The head words that a later mention may use for an agreement of these: "the accord" for a treaty, not for a memorandum."""
    head = fold(words).split()[-1] if words else ""
    if "memorandum" in words or head == "mou":
        return "memorandum"
    if head in ("statement", "communique", "declaration", "vision"):
        return "statement"
    return head if head in ("protocol", "resolution", "ruling", "award", "roadmap", "charter", "arrangement") else "agreement"


def _finding(phrase: Phrase, name: str, parties: tuple[ActorName, ...]) -> Finding:
    start, end = phrase.doc[phrase.start].idx, phrase.doc[phrase.end - 1].idx + len(phrase.doc[phrase.end - 1])
    core = phrase.doc[phrase.head_end - 1].idx + len(phrase.doc[phrase.head_end - 1])
    return Finding(start, end, name, "agreement", parties=parties, fullness=end - start, core=core)


def _parties(at: Analysis, phrase: Phrase) -> tuple[ActorName, ...]:
    start, end = phrase.doc[phrase.start].idx, phrase.doc[phrase.end - 1].idx + len(phrase.doc[phrase.end - 1])
    return names_of(sides_in(at, start, end))


def _by_parties(at: Analysis, phrase: Phrase) -> Finding | None:
    """A table's agreement that generic words mean here: "the friendship treaty" in a report on its two parties."""
    words = phrase.text(phrase.start, phrase.head_end)
    row = known_by_parties(at, words)
    told = set(_parties(at, phrase))
    if row is None or phrase.determiner in ("a", "an", "first") or not told <= set(several(row["parties"])):
        return None
    return _finding(phrase, row["name"], tuple(ActorName(p) for p in several(row["parties"])))


def _named(at: Analysis, phrase: Phrase) -> Finding | None:
    """A name in capitals, with its parties in front where "between A and B" tells two."""
    parties = _parties(at, phrase)
    base = phrase.text(phrase.start, phrase.head_end)
    opener = _complement_word(phrase)
    if opener in ("between", "with") and len(parties) == 2 and not sides_in(at, phrase.doc[phrase.start].idx, phrase.doc[phrase.head].idx):
        return _finding(phrase, f"{pair(*parties)} {base}", parties)
    name = phrase.text() if opener in ("on", "of", "for", "concerning", "against") else base
    if opener in ("on", "of", "for") and not phrase.premodifiers and len(phrase.complement) < 2:
        return None
    return _finding(phrase, name, parties)


def _complement_word(phrase: Phrase) -> str:
    return phrase.complement[0].lower_ if phrase.complement else ""


def _dated(at: Analysis, phrase: Phrase) -> Finding | None:
    """A joint statement by its topic, else by its day; "in a joint statement" only tells the source of words."""
    if _complement_word(phrase) in ("on", "about", "concerning"):
        return _finding(phrase, phrase.text(), _parties(at, phrase))
    before = phrase.doc[phrase.start - 2] if phrase.start > 1 and phrase.determiner else None
    if "joint" not in phrase.text().casefold() or (phrase.determiner in ("a", "an") and before is not None and before.lower_ == "in"):
        return None
    told = _day_of(at, phrase)
    base = phrase.head_words
    return _finding(phrase, f"{base} of {told}" if told else base, main_sides(at)) if told else None


def _day_of(at: Analysis, phrase: Phrase) -> str | None:
    """The day of the phrase's sentence, first the one that follows it; else the day the report appeared."""
    sentence = phrase.doc[phrase.head].sent
    times = [t for t in at.times_within(sentence.start_char, sentence.end_char) if t.span and t.span[0] == t.span[1] and t.span[0]]
    after = [t for t in times if t.start >= phrase.doc[phrase.head].idx] or times
    day = after[0].span[0] if after and after[0].span else None
    if day is None:
        return None
    told = date.fromisoformat(day)
    return f"{told.day} {told.strftime('%B')} {told.year}"


def _described(at: Analysis, phrase: Phrase) -> Finding | None:
    """An agreement in small letters that its kind, topic or parties tell apart."""
    parties = _parties(at, phrase)
    kind = [t for t in phrase.premodifiers if fold(t.text) not in _PLAIN and not sides_in(at, t.idx, t.idx + len(t))]
    kind = [t for t in kind if t.text not in ("-", "–", "/", "and", "'", "’") and not t.tag_ == "CD"]
    opener = _complement_word(phrase)
    topic = opener in ("on", "concerning", "regarding", "of", "against") and len(phrase.complement) > 1
    if not phrase.determiner and not kind and opener != "on":
        return None
    two = opener in ("between", "with") and bool(parties)
    weak = phrase.sort == "weak" or phrase.head_words in _EVASIVE
    trade = " ".join(fold(t.text) for t in phrase.premodifiers if t.text not in ("-",)) in _TRADE
    if trade and (two or len(parties) >= 2):
        return _trade(at, phrase, parties)
    if weak and not (two and len(parties) == 2 and kind):
        return None
    if opener in ("for", "with", "between") and not parties and not kind:
        return None
    if not kind and not topic and not (two and len(parties) == 2):
        return None
    if kind and not topic and not two and phrase.determiner in ("a", "an", "") and not _deliberate(kind):
        return None
    start = phrase.start
    while start < phrase.head and sides_in(at, phrase.doc[start].idx, phrase.doc[start].idx + len(phrase.doc[start])):
        start += 1
    return _finding(phrase, phrase.text(start), parties)


def _deliberate(kind: list) -> bool:  # type: ignore[type-arg]
    return len(kind) >= 2 or any(t.tag_ in ("NN", "NNS", "NNP") for t in kind)


def _trade(at: Analysis, phrase: Phrase, parties: tuple[ActorName, ...]) -> Finding:
    """A trade agreement named by its two sides; the side left out is the one the report is most about."""
    words = phrase.text(phrase.start, phrase.head_end)
    base = " ".join(_SAME_WORD.get(fold(w), w) for w in words.split())
    if len(parties) == 1:
        other = [side for side in main_sides(at) if side != parties[0]]
        parties = (*parties, *other[:1])
    shown = pair(parties[0], parties[1]) if len(parties) >= 2 else ""
    return _finding(phrase, f"{shown} {_title(base)}".strip(), parties)


def _title(base: str) -> str:
    return " ".join(w[0].upper() + w[1:] for w in base.split())
