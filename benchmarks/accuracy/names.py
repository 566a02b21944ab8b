"""ner and entities: the spans of names, and of all that is referred to.

Names are the labels of the encoder, save that the tables tell what a country or body they know is; by rules alone they are
the mentions of reading, then the small parser's labels where no mention is. `entities` marks whole phrases, descriptions and
pronouns too, times and amounts: what the encoder takes for a reference, then mentions; by rules alone mentions, then nouns of
the tables.
"""

from __future__ import annotations

from functools import cache

from attache.knowledge import rows
from attache.reading.analysis import Analysis
from attache.reading.who.actor_tables import bodies
from attache.records import ActorName, Mention
from benchmarks.accuracy.analysed import analysed
from benchmarks.accuracy.extents import head_of, phrase_at
from benchmarks.accuracy.lines import Line

Span = tuple[int, int, str]
"""Start, end, type."""

_NAMING = frozenset({"name", "short", "metonym", "demonym"})
_NER = {
    "person": "PER",
    "organisation": "ORG",
    "mechanism": "ORG",
    "country": "LOC",
    "place": "LOC",
    "agreement": "MISC",
    "programme": "MISC",
    "project": "MISC",
}
_REFERRED = {"PER": "Person", "ORG": "Organisation", "LOC": "Location", "NORP": "Nationality"}
_WHOLE = {"PER": "Person", "ORG": "Organisation", "LOC": "Location"}
_PRONOUNS = dict.fromkeys(("i", "me", "my", "he", "him", "his", "she", "her"), "Person")
_PRONOUNS |= dict.fromkeys(("we", "us", "our", "they", "them", "their"), "Organisation")
_TEMPORAL = frozenset({"DATE", "TIME", "DURATION"})


def ner(gold: Line) -> Line:
    """The names of a text with PER, ORG, LOC or MISC; of nested names the outer one."""
    at = analysed(gold["text"])
    return {"id": gold["id"], "spans": _lines(at, names_in(at))}


def names_in(at: Analysis) -> list[Span]:
    """Names in text order, none overlapping another."""
    labelled = [(e.start_char, e.end_char, _shared_label(e.label_)) for e in at.doc.ents]
    if at.marks.names:
        told = _told_by_tables(at)
        return sorted((start, end, told.get((start, end), label)) for start, end, label in labelled)
    mentioned = [(m.evidence.start, m.evidence.end, _label(at, m)) for m in at.mentions if m.form in _NAMING]
    return sorted(_apart([*sorted(mentioned, key=_longest), *sorted(labelled, key=_longest)]))


def _told_by_tables(at: Analysis) -> dict[tuple[int, int], str]:
    """Passages that are just the name of a country or body of the tables, which know better what it is."""
    names = [m for m in at.mentions if m.form in {"name", "short"}]
    known = (m for m in names if m.kind == "country" or (m.kind == "organisation" and m.name in bodies()))
    return {(m.evidence.start, m.evidence.end): _NER[m.kind] for m in known}


def _label(at: Analysis, mention: Mention) -> str:
    """What kind of name a mention is; a demonym names no place."""
    return "MISC" if mention.form == "demonym" else _NER[mention.kind]


def _shared_label(label: str) -> str:
    return {"PERSON": "PER", "GPE": "LOC"}.get(label, label)


def _longest(span: Span) -> tuple[int, int]:
    return span[0] - span[1], span[0]


def _apart(spans: list[Span]) -> list[Span]:
    """Those that overlap none before them in the list."""
    kept: list[Span] = []
    for span in spans:
        if all(span[1] <= k[0] or k[1] <= span[0] for k in kept):
            kept.append(span)
    return kept


def entities(gold: Line) -> Line:
    """All that a text refers to: actors and places as whole phrases, in any form, with times, amounts and nationalities."""
    at = analysed(gold["text"])
    marked = _references(at)
    mentions = [m for m in at.mentions if not marked or m.form != "pronoun"]
    found = [(m.evidence.start, m.evidence.end, _whole_label(at, m)) for m in mentions]
    if not marked:
        found += [(s, e, _WHOLE[label]) for s, e, label in names_in(at) if label in _WHOLE]
        found += _unnamed(at)
    phrases = sorted((_phrase(at, span) for span in found if span[2]), key=_longest)
    return {"id": gold["id"], "spans": _lines(at, sorted({*_times(at), *_amounts(at), *_apart([*marked, *phrases])}))}


def _references(at: Analysis) -> list[Span]:
    """What the encoder takes for people, bodies, places and nationalities referred to."""
    words = at.doc
    found = [r for r in at.marks.references if r.type in _REFERRED]
    return [(words[r.start].idx, words[r.end - 1].idx + len(words[r.end - 1]), _REFERRED[r.type]) for r in found]


def _whole_label(at: Analysis, mention: Mention) -> str:
    """The task's kind for a mention: a state is an organisation where it acts and a place otherwise; empty for other things."""
    if mention.form == "demonym":
        head = head_of(at.doc, mention.evidence.start, mention.evidence.end)
        return "Organisation" if head is not None and head.tag_ in {"NNS", "NNPS"} else "Nationality"
    if mention.form == "pronoun":
        return _PRONOUNS.get(mention.evidence.text.lower(), "Organisation")
    actor = at.actors.get(ActorName(mention.name))
    if actor is None:
        return "Location" if mention.kind == "place" else ""
    if mention.kind == "country":
        head = head_of(at.doc, mention.evidence.start, mention.evidence.end)
        acts = head is not None and head.dep_ in {"nsubj", "nsubj:pass"}
        return "Organisation" if acts else "Location"
    return "Person" if mention.kind == "person" else "Organisation"


def _phrase(at: Analysis, span: Span) -> Span:
    """The phrase of a mention up to its head: what follows is marked apart by this task; nationalities stay as they are."""
    if span[2] == "Nationality":
        return span
    start, end = phrase_at(at.doc, span[0], span[1], whole=False)
    return start, end, span[2]


@cache
def _nouns() -> dict[str, str]:
    """Nouns of the English pack for persons, bodies and places without a name, with the task's kind."""
    english = "attache.language.en"
    out = {row["head"]: "Location" for row in rows("place_heads", package=english)}
    out |= {row["word"]: "Organisation" for row in rows("body_heads", package=english)}
    out |= {row["noun"]: "Organisation" for row in rows("body_descriptions", package=english)}
    out |= {row["head"]: "Person" for row in rows("office_heads", package=english)}
    out |= {row["noun"]: "Person" for row in rows("descriptions", package=english)}
    kinds = {"person": "Person", "body": "Organisation"}
    out |= {row["noun"]: kinds[row["kind"]] for row in rows("speaker_nouns", package=english) if row["kind"] in kinds}
    return out


def _unnamed(at: Analysis) -> list[Span]:
    """Nouns and pronouns for persons, bodies and places whether or not reading resolves them; several persons are a body here."""
    out = []
    for token in at.doc:
        pronoun = _PRONOUNS.get(token.lower_, "") if token.pos_ == "PRON" else ""
        if pronoun:
            out.append((token.idx, token.idx + len(token), pronoun))
        kind = _nouns().get(token.lemma_.lower(), "") if token.pos_ == "NOUN" and token.dep_ not in {"compound", "amod"} else ""
        if kind:
            label = "Organisation" if token.tag_ == "NNS" and kind == "Person" else kind
            out.append((token.idx, token.idx + len(token), label))
    return out


def _times(at: Analysis) -> list[Span]:
    return [(t.start, t.end, "Temporal") for t in at.times if t.type in _TEMPORAL and not t.value.endswith("_REF")]


def _amounts(at: Analysis) -> list[Span]:
    placed = [(t.start, t.end) for t in at.times]
    free = [q for q in at.quantities if all(q.end <= s or e <= q.start for s, e in placed)]
    return [(q.start, q.end, "Money" if q.unit and len(q.unit) == 3 and q.unit.isupper() else "Quantity") for q in free]


def _lines(at: Analysis, spans: list[Span]) -> list[Line]:
    text = at.report.text
    return [{"start": s, "end": e, "type": label, "text": text[s:e]} for s, e, label in spans]
