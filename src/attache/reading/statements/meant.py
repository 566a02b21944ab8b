"""Who is meant by a speaker's words: actors, through the report's mentions.

In: an Analysis and a `Source`. Out: actor names. A speaker whom no mention resolves is named by its words, "unnamed"
before people ("unnamed senior official"), as the annotation guide names them.
"""

from __future__ import annotations

from collections import Counter

from attache.reading.analysis import Analysis
from attache.reading.statements.lexicon import word_class
from attache.reading.statements.parties import is_communique, issuer_of, parties_of
from attache.reading.statements.phrases import BEGINS, INSIDE, NOUN, noun_kind, portfolio_end
from attache.reading.statements.speakers import Source
from attache.reading.statements.units import Unit
from attache.reading.who.actor_tables import bodies
from attache.reading.who.canonical import of_country
from attache.records import ActorName, Mention


def resolve(at: Analysis, unit: Unit, source: Source) -> tuple[ActorName, ...]:
    """The actors that the source's words stand for; empty where they name none and none can be made of them."""
    doc = unit.doc
    low, high = _widened(at, doc[source.start].idx, doc[source.end - 1].idx + len(doc[source.end - 1]))
    mentions = [
        m
        for m in at.mentions_within(low, high)
        if m.kind in {"person", "organisation", "country"} and not (m.evidence.end < high and _possessive(at, m))
    ]
    head = _head(unit, source)
    head_at = doc[head].idx
    persons = [m for m in mentions if m.kind == "person"]
    if persons:
        named = [m for m in persons if m.form in {"name", "short"}]
        return _joint(at, named or persons)
    if unit.text(head) == "side":
        return _unique([m for m in mentions if m.kind == "country"])
    covering = [m for m in mentions if m.evidence.start <= head_at < m.evidence.end]
    if covering:
        longest = max(len(m.evidence.text) for m in covering)
        chosen = [m for m in covering if len(m.evidence.text) == longest]
        whole = _whole_name(at, unit, source, chosen)
        return whole or _unique([*_coordinated(at, mentions, chosen[0]), *chosen])
    if len(mentions) > 1 and all(m.kind == "country" for m in mentions) and noun_kind(unit.text(head)) is None:
        return _unique(mentions)
    told = _issuer(at, low, high, unit.text(head)) or _described(at, unit, source, head)
    return told or _of_document(at, unit, source, head) or of_state(at, unit, source)


def _whole_name(at: Analysis, unit: Unit, source: Source, chosen: list[Mention]) -> tuple[ActorName, ...]:
    """The name with "of Country" behind it, where only its beginning was known: "New Light [of Myanmar]"."""
    one = chosen[0]
    if len(chosen) > 1 or one.kind != "organisation" or one.form != "name" or one.name != one.evidence.text:
        return ()
    text, low = at.report.text, one.evidence.end
    stop = unit.doc[source.end - 1].idx + len(unit.doc[source.end - 1])
    owner = next((m for m in at.mentions_within(low, stop) if m.kind == "country" and m.form == "name"), None)
    if owner is None or text[low : owner.evidence.start] not in {" of ", " of the "} or one.name in bodies():
        return ()
    return (ActorName(text[one.evidence.start : owner.evidence.end]),)


_WIDEST = 200
"""Characters that a person's name never has more of."""


def _widened(at: Analysis, low: int, high: int) -> tuple[int, int]:
    """The passage with the whole of a person's name that it cuts: "To Lam", whose first word may be read as another."""
    for m in at.mentions_from(low - _WIDEST, high + _WIDEST):
        if m.kind == "person" and m.form in {"name", "short"} and m.evidence.start < high and m.evidence.end > low:
            low, high = min(low, m.evidence.start), max(high, m.evidence.end)
    return low, high


def _coordinated(at: Analysis, mentions: list[Mention], one: Mention) -> list[Mention]:
    """The mentions that stand in one list with `one`, itself included: "Canada, Germany and Korea"."""
    low, high = one.evidence.start, one.evidence.end
    found = [one]
    for m in reversed([m for m in mentions if m.evidence.end <= low]):
        if m.evidence.end <= low and _only_joins(at.report.text[m.evidence.end : low]):
            found.insert(0, m)
            low = m.evidence.start
    for m in [m for m in mentions if m.evidence.start >= high]:
        if m.evidence.start >= high and _only_joins(at.report.text[high : m.evidence.start]):
            found.append(m)
            high = m.evidence.end
    return found


def _only_joins(between: str) -> bool:
    words = between.replace(",", " ").split()
    return set(words) <= {"and", "the", "&"} and bool(words or "," in between)


def _issuer(at: Analysis, low: int, high: int, head: str) -> tuple[ActorName, ...]:
    """Whose document speaks: "the Kremlin's list", "a foreign ministry note"; a state's statistics stay its own words."""
    if noun_kind(head) != "document":
        return ()
    owners = [m for m in at.mentions_within(low, high) if m.kind in {"organisation", "person"} and m.form != "pronoun"]
    return (ActorName(owners[0].name),) if owners else ()


def _described(at: Analysis, unit: Unit, source: Source, head: int) -> tuple[ActorName, ...]:
    """A body named before by the same noun: "the ministry" after "the finance ministry in Lusaka"."""
    noun = unit.text(head)
    if noun in word_class("bench"):
        before = [m for m in at.mentions if m.evidence.end <= unit.doc[head].idx and m.kind == "organisation"]
        courts = [m for m in before if word_class("court") & set(m.name.lower().split())]
        return (ActorName(courts[-1].name),) if courts else ()
    if noun_kind(noun) != "body" or unit.text(source.start) != "the" or head - source.start > 1:
        return ()
    before = [m for m in at.mentions if m.evidence.end <= unit.doc[head].idx and m.kind == "organisation"]
    same = [m for m in before if noun in f"{m.evidence.text} {m.name}".lower().split()]
    return (ActorName(same[-1].name),) if same else ()


def _of_document(at: Analysis, unit: Unit, source: Source, head: int) -> tuple[ActorName, ...]:
    """Whom a communiqué's "the Ministers", "they" or "the two sides" are; whose "the communiqué" is, in it and in news of it."""
    noun = unit.text(head)
    brief = head - source.start <= 2 and unit.text(source.start) not in {"a", "an", "some", "many", "other", "several"}
    if noun in word_class("gathered") and brief and is_communique(at):
        return parties_of(at)
    if noun in word_class("issued") and unit.text(source.start) in {"the", "this", "a", "joint", "their", noun}:
        joint = any(unit.text(i) == "joint" for i in range(source.start, head))
        return (() if joint else issuer_of(at, unit.doc[head].idx)) or (parties_of(at) if joint or is_communique(at) else ())
    return ()


def _possessive(at: Analysis, mention: Mention) -> bool:
    text = at.report.text
    end = mention.evidence.end
    if mention.evidence.text.lower() in {"his", "her", "its", "their"}:
        return True
    return text[end : end + 2] in {"'s", "’s", "s'", "s’"} or (text[end - 1 : end] == "s" and text[end : end + 1] in {"'", "’"})


def _joint(at: Analysis, persons: list[Mention]) -> tuple[ActorName, ...]:
    """The first person, with those joined to it by "and"; mentions over the same passage are one plural."""
    first = persons[0]
    found = [m for m in persons if m.evidence.start == first.evidence.start and m.evidence.end == first.evidence.end]
    end = first.evidence.end
    for m in persons[len(found) :]:
        between = at.report.text[end : m.evidence.start]
        words = between.replace(",", " ").split()
        if m.evidence.start >= end and "and" in words and len(words) <= 4:
            found.append(m)
            end = m.evidence.end
    return _unique(found)


def _unique(mentions: list[Mention]) -> tuple[ActorName, ...]:
    return tuple(dict.fromkeys(ActorName(m.name) for m in mentions))


def _head(unit: Unit, source: Source) -> int:
    """The head noun: the last noun before the first preposition, comma or relative word."""
    end = source.start
    while end < source.end and (
        unit.tag(end) in INSIDE | BEGINS | {"PRP", "RB"}
        or unit.text(end) in word_class("stands-alone")
        or unit.text(end) in {"and", "&"}
    ):
        end += 1
    nouns = [i for i in range(source.start, end) if unit.tag(i) in NOUN | {"PRP", "CD", "DT"}]
    return nouns[-1] if nouns else source.start


def can_speak(unit: Unit, source: Source) -> bool:
    """Is the head of the words a speaking noun, where no mention tells?"""
    head = _head(unit, source)
    return noun_kind(unit.text(head)) is not None or unit.tag(head) in {"NNP", "NNPS"}


def of_state(at: Analysis, unit: Unit, source: Source) -> tuple[ActorName, ...]:
    """ "The government", "the central bank" with no owner: that of the country which the report names most."""
    if unit.text(source.start) != "the":
        return ()
    words = " ".join(unit.text(i) for i in range(source.start + 1, source.end))
    named = Counter(m.name for m in at.mentions if m.kind == "country")
    if not named or (words != "government" and words not in word_class("state-body")):
        return ()
    home = named.most_common(1)[0][0]
    return (ActorName(home if words == "government" else of_country(words.capitalize(), home)),)


def speaks_as_person(at: Analysis, unit: Unit, source: Source, speakers: tuple[ActorName, ...]) -> bool:
    """Is the speaker a person or several, by the actors known, else by the words?"""
    known = [at.actors[name].kind for name in speakers if name in at.actors]
    if known:
        return all(kind == "person" or (kind == "country" and is_communique(at)) for kind in known)
    head = _head(unit, source)
    return noun_kind(unit.text(head)) == "person" or unit.text(head) in {"he", "she"} or unit.tag(head) == "NNP"


def is_brief_description(unit: Unit, source: Source) -> bool:
    """Is the source a person known from before: "the diplomat", "the visitor", with no more than two words?"""
    words = source.end - source.start
    return (
        words == 2
        and unit.text(source.start) in {"the", "this"}
        and noun_kind(unit.text(source.start + 1)) == "person"
        and not unit.text(source.start + 1).endswith("s")
    )


def is_pronoun(unit: Unit, source: Source) -> bool:
    """Is the source a personal pronoun alone?"""
    return source.end - source.start == 1 and unit.tag(source.start) == "PRP"


def _reduced(unit: Unit, i: int) -> bool:
    """Does a reduced relative clause begin: "a source [quoted by …]"?"""
    return unit.tag(i) in {"VBN", "VBG"} and unit.tag(i - 1) in NOUN


def _state_body(at: Analysis, unit: Unit, start: int, end: int) -> ActorName | None:
    """ "Senegalese customs", "Senegal's customs" → "Customs of Senegal": a body that every state has, by state and noun."""
    owner = next((m for m in at.mentions_within(unit.doc[start].idx, len(at.report.text)) if m.kind == "country"), None)
    if owner is None or owner.evidence.start != unit.doc[start].idx:
        return None
    first = next((i for i in range(start, end) if unit.doc[i].idx >= owner.evidence.end and unit.tag(i) != "POS"), end)
    noun = unit.doc[first:end].text
    return ActorName(of_country(noun.capitalize(), owner.name)) if noun.lower() in word_class("state-body") else None


def _name_start(unit: Unit, start: int, end: int) -> int:
    """Where the name begins behind what its bearer is: "operator Blue Line Rail" → "Blue Line Rail"."""
    first = next((i for i in range(start, end) if unit.doc[i].text[:1].isupper()), end)
    whole = end - first > 1 and all(unit.tag(i) in {"NNP", "NNPS"} for i in range(first, end))
    common = first > start and all(unit.tag(i) == "NN" and noun_kind(unit.text(i)) != "person" for i in range(start, first))
    return first if whole and common else start


def _first_naming(unit: Unit, i: int) -> str | None:
    """The first naming of those whom one plural noun means: "RCEP leaders" before "the leaders"; None where it has none."""
    doc, noun = unit.doc, unit.text(i)
    for k in range(1, i):
        if doc[k].lower_ != noun:
            continue
        first = k
        while first > max(0, k - 4) and doc[first - 1].tag_ in {"NNP", "NNPS", "JJ", "NN"} and not doc[first].is_sent_start:
            first -= 1
        if doc[first].text[:1].isupper() and first < k and not doc[first].is_stop:
            return doc[first : k + 1].text
    return None


def name_by_words(at: Analysis, unit: Unit, source: Source) -> ActorName:
    """A name for a speaker whom nothing resolves: its words without article and relative clause, "unnamed" before people."""
    end = source.start
    while end < source.end and unit.text(end) not in {",", "who", "which", "that", "("} and not _reduced(unit, end):
        end += 1
    end = min(portfolio_end(unit, source.start, end), source.end)
    start = source.start
    while start < end - 1 and unit.text(start) in {"a", "an", "the", "some", "one"}:
        start += 1
    start = _name_start(unit, start, end)
    words = unit.doc[start:end].text
    body = _state_body(at, unit, start, end)
    if body is not None:
        return body
    if end - start == 1 and unit.text(start) in word_class("gathered"):
        words = _first_naming(unit, start) or words
    head = unit.text(_head(unit, source))
    definite = unit.text(source.start) in {"the", "this", "that"} or unit.tag(source.start) == "NNP"
    return ActorName(f"unnamed {words}" if noun_kind(head) == "person" and not definite else words)
