"""Commitments in words: clauses whose verb commits an actor to do something.

Cues are modals ("Russia will step up"), "is to", words of promise, plan and will, and "ready to"; which they are stands in
`language/en/commitment_cues.tsv`. Verbs whose future is an event of its own (visit, meet) or says nothing are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from attache.reading.analysis import Analysis, Timex
from attache.reading.clauses import clause_of
from attache.reading.commitments.due import due_of
from attache.reading.figures.aims import cues
from attache.reading.figures.setting import main_pair
from attache.records import ActorName, Commitment, CommitmentKind, Mention, Statement

RULE = "commitments/worded"

_MODALS = {"will", "shall", "'ll", "’ll", "would"}
_SCHEDULING = {"mean", "means", "meant", "aim", "aims", "aimed", "plan", "plans", "planned", "intend", "intends", "intended"}
_BE = {"is", "are", "was", "were", "be", "been", "being"}
_BREAKS = {",", ";", ":", "—", "–", "(", ")"}


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word that commits: its kind, the verb of what is committed to, and who commits."""

    kind: CommitmentKind
    token: Token
    verb: Token | None
    actors: tuple[Mention, ...]
    passive: bool = False


def worded(at: Analysis, statements: tuple[Statement, ...]) -> list[Commitment]:
    """Commitments without a number, in text order; one for each clause."""
    pair = main_pair(at)
    out: list[Commitment] = []
    for sentence in at.doc.sents:
        if sentence.text.rstrip(" ”\"’'").endswith("?"):
            continue
        covered = -1
        for cue in _cues(at, sentence):
            if cue.token.i <= covered:
                continue
            covered = _clause_end(sentence, cue.token)
            out.append(_commitment(at, sentence, cue, statements, pair))
    return out


def _clause_end(sentence: Span, cue: Token) -> int:
    """The token that ends the clause of the cue: a semicolon, or a conjunction before a new subject; the sentence's end."""
    for token in sentence.doc[cue.i : sentence.end]:
        if token.text in {";", ":"}:
            return token.i
    return sentence.end


def _cues(at: Analysis, sentence: Span) -> Iterator[_Cue]:
    for token in sentence:
        found = (
            _modal(at, sentence, token)
            or _is_to(at, sentence, token)
            or _willed(at, sentence, token)
            or _dated(at, sentence, token)
            or _planned(at, sentence, token)
        )
        if found is not None:
            yield found


def _verb_after(sentence: Span, start: int) -> Token | None:
    """The main verb behind a modal or "to": adverbs, "not" and auxiliaries are passed."""
    for token in sentence.doc[start : min(start + 6, sentence.end)]:
        if token.pos_ == "VERB" or (token.tag_ in {"VB", "VBN"} and token.lower_ not in {"be", "been", "have"}):
            return token
        if token.pos_ not in {"AUX", "ADV", "PART"} and token.lower_ not in {"be", "not", "no", "longer", "also", "soon"}:
            return None
    return None


def _passing(verb: Token, actors: tuple[Mention, ...] = ()) -> bool:
    """Is the verb's future an event or a remark? Of a person more verbs' are (to come, to return)."""
    forms = {verb.lower_, verb.lemma_.lower()}
    person = bool(actors) and actors[-1].kind == "person"
    return bool(forms & cues("passing", "verb")) or (person and bool(forms & cues("moving", "verb")))


def _joint(sentence: Span, cue: Token, actors: tuple[Mention, ...]) -> bool:
    """Is the subject several parties at once: "the two sides", "the Parties", "they"?"""
    if len({m.name for m in actors if m.kind != "person"}) > 1:
        return True
    near = {t.lower_ for t in sentence.doc[max(sentence.start, cue.i - 3) : cue.i]}
    return bool(near & {"sides", "parties", "governments", "countries", "partners", "members"})


def _modal(at: Analysis, sentence: Span, token: Token) -> _Cue | None:
    """ "Russia will step up …", "the plan will be drawn up …", "Kyiv would align …", "could be signed in early 2026"."""
    word = token.lower_
    if word not in _MODALS | _WEAK:
        return None
    verb = _verb_after(sentence, token.i + 1)
    if verb is None or verb.tag_ == "VBG" or _unreal(sentence, token, verb):
        return None
    passive = verb.tag_ == "VBN" and any(t.lower_ == "be" for t in sentence.doc[token.i + 1 : verb.i])
    due = _due(at, sentence, token)
    dated = due is not None and _not_past(at, due)
    if word in _WEAK:
        soon = any(t.lower_ in {"soon", "early", "quickly"} for t in sentence.doc[token.i : min(token.i + 14, sentence.end)])
        if _passing(verb) or not (dated or (word == "should" and soon)):
            return None
        return _Cue("plan" if dated else "intention", token, verb, _subjects(at, sentence, token, verb), passive=passive)
    if passive:
        negated = any(t.lower_ in {"not", "no", "never"} for t in sentence.doc[token.i + 1 : verb.i])
        kind: CommitmentKind = "plan" if dated else "pledge"
        return _Cue(kind, token, verb, _subjects(at, sentence, token, None), passive=True) if dated or negated else None
    actors = _subjects(at, sentence, token, verb)
    joint = _joint(sentence, token, actors)
    if _passing(verb, actors) or not (_bodies(actors) or joint):
        return None
    if verb.lower_ == "like":
        return _Cue("intention", token, verb, actors)
    return _Cue("intention" if joint else "pledge", token, verb, actors)


_WEAK = {"could", "should", "must"}


def _unreal(sentence: Span, token: Token, verb: Token) -> bool:
    """ "would have covered", "if it would": no commitment."""
    between = {t.lower_ for t in sentence.doc[token.i + 1 : verb.i]}
    before = {t.lower_ for t in sentence.doc[max(sentence.start, token.i - 12) : token.i]}
    return "have" in between or bool(before & {"denied", "denies", "deny", "whether", "warned", "warns", "feared", "fears"})


def _is_to(at: Analysis, sentence: Span, token: Token) -> _Cue | None:
    """ "is to be set up", "are to be phased out", "was to begin in 2021"."""
    if token.lower_ not in {"is", "are", "was", "were"} or token.i + 1 >= sentence.end or token.nbor().lower_ != "to":
        return None
    verb = _verb_after(sentence, token.i + 2)
    if verb is None or _passing(verb) or verb.tag_ == "VBG":
        return None
    if token.i > sentence.start and token.nbor(-1).lower_ in cues("target", "noun") | {
        "purpose",
        "it",
        "step",
        "idea",
        "problem",
    }:
        return None
    return _Cue("plan", token, verb, _subjects(at, sentence, token, None))


def _willed(at: Analysis, sentence: Span, token: Token) -> _Cue | None:
    """ "promised to", "wants to", "is ready to", "agreed to", "hoped for"."""
    kind = _kind(token)
    if kind is None or token.i + 1 >= sentence.end:
        return None
    follow = token.nbor().lower_
    actors = _subjects(at, sentence, token, token)
    if _unreal(sentence, token, token):
        return None
    if token.lower_.startswith("assur") and follow not in {"that"}:
        return None
    if token.lower_ in {"ready", "prepared"}:
        stands = token.i > sentence.start and token.nbor(-1).lower_ in {"stands", "stand", "stood"}
        if stands and actors:
            return _Cue("pledge", token, None, actors)
        if follow not in {"to", "for"}:
            return None
    if follow in {"to", "not"}:
        verb = _verb_after(sentence, token.i + 1 + (follow == "to") + (follow == "not") * 2)
        if verb is None or (_passing(verb, actors) and token.pos_ != "ADJ"):
            return None
        due = _due(at, sentence, token)
        if due is not None and _not_past(at, due) and token.lower_ in _SCHEDULING:
            kind = "plan"
        return _Cue(kind, token, verb, actors) if actors else None
    if token.lower_ in {"want", "wants", "wanted", "hope", "hopes", "hoped", "wish", "wishes", "wished"}:
        due = _due(at, sentence, token)
        bound = due is not None and _not_past(at, due)
        if not bound and (follow == "that" or len({m.name for m in actors}) < 2):
            return None
    objects = (
        follow in {"that", "for", "on"}
        or kind == "pledge"
        or token.lower_ in {"favour", "favor", "favours", "favors", "want", "wants", "wanted"}
    )
    return _Cue(kind, token, None, actors) if objects and actors and not _participle(sentence, token) else None


def _participle(sentence: Span, token: Token) -> bool:
    """Is the word a participle of a passive or before a noun? A past form after adverbs alone is none, whatever its tag."""
    if token.tag_ != "VBN":
        return False
    i = token.i - 1
    while i > sentence.start and token.doc[i].pos_ == "ADV":
        i -= 1
    return token.doc[i].lower_ in _BE or token.doc[i].pos_ in {"DET", "ADP"}


def _kind(token: Token) -> CommitmentKind | None:
    word = token.lower_
    if token.pos_ in {"VERB", "AUX"}:
        for kind in ("pledge", "intention"):
            if word in cues(kind, "verb") and word not in {"expect", "expects", "expected"}:
                return kind
        if (
            word in {"aims", "aim", "aimed", "plan", "plans", "planned", "seeks", "seek", "sought"}
            and token.i + 1 < len(token.doc)
            and token.nbor().lower_ in {"to", "at"}
        ):
            return "plan" if word.startswith("plan") else "intention"
        if word in {"expected", "expects", "expect"} and token.i + 1 < len(token.doc) and token.nbor().pos_ != "PUNCT":
            return "plan"
        if word in {"agreed", "agree", "agrees"} and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
            return "pledge"
    if token.pos_ == "ADJ" or token.tag_ == "VBN" or word in {"ready", "willing"}:
        for kind in ("pledge", "intention"):
            if word in cues(kind, "adjective"):
                return kind  # type: ignore[return-value]
    return None


def _dated(at: Analysis, sentence: Span, token: Token) -> _Cue | None:
    """ "is planned for December", "scheduled for 2019", "due to leave on 29 March"."""
    word = token.lower_
    if word not in cues("plan", "adjective") | {"planned"} or (token.tag_ not in {"VBN", "VBD"} and token.pos_ != "ADJ"):
        return None
    if _due(at, sentence, token) is None:
        return None
    if token.i + 1 < sentence.end and token.nbor().lower_ == "to":
        verb = _verb_after(sentence, token.i + 2)
        if verb is not None and _passing(verb) and verb.lower_ not in {"leave", "begin"}:
            return None
    return _Cue("plan", token, None, _subjects(at, sentence, token, None), passive=True)


def _planned(at: Analysis, sentence: Span, token: Token) -> _Cue | None:
    """ "a Plan of Action for 2024-2028", "a plan of cooperation until 2030": a paper that binds to a later time."""
    if token.lower_ not in {"plan", "roadmap", "programme", "program"} or token.pos_ not in {"NOUN", "PROPN"}:
        return None
    for time in at.times_within(token.idx, min(sentence.end_char, token.idx + 60)):
        if (
            time.span is not None
            and time.span[1] is not None
            and _not_past(at, time)
            and at.published
            and time.span[1] > (at.published[1] or "")
        ):
            return _Cue("plan", token, None, ())
    return None


def _subjects(at: Analysis, sentence: Span, cue: Token, verb: Token | None) -> tuple[Mention, ...]:
    """Actors of the verb's subject by its arc; none where another subject is told; else those named nearest before the cue."""
    heads = [cue, *([verb] if verb is not None else [])]
    told = [child for head in heads for child in head.children if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < cue.i + 3]
    if told:
        subject = told[-1]
        start, end = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
        inside = [m for m in at.mentions if start <= m.evidence.start and m.evidence.end <= end and m.kind in _ACTORS]
        heading = [m for m in inside if m.evidence.start <= subject.idx < m.evidence.end]
        if heading or verb is not None:
            return tuple(heading or inside)[:4]
    before = [m for m in at.mentions_within(sentence.start_char, cue.idx) if m.kind in _ACTORS]
    if not before:
        return ()
    last = before[-1]
    between = at.report.text[last.evidence.end : cue.idx]
    if len(between) > 80:
        return ()
    marks = set(".;:(")
    group = [
        m
        for m in before
        if last.evidence.start - m.evidence.end <= 25 and not set(at.report.text[m.evidence.end : last.evidence.start]) & marks
    ]
    return tuple(group[-4:])


_ACTORS = {"country", "organisation", "person"}


def _bodies(actors: tuple[Mention, ...]) -> bool:
    """Is a country or body, rather than a person alone, among them?"""
    return any(m.kind != "person" for m in actors[-1:])


def _due(at: Analysis, sentence: Span, cue: Token) -> Timex | None:
    """The first date behind the cue in its sentence, else one before it."""
    times = [t for t in at.times_within(sentence.start_char, sentence.end_char) if t.type == "DATE" and t.span]
    after = [t for t in times if t.start > cue.idx]
    future = [t for t in after or times if _not_past(at, t)]
    return (future or after or [None])[0]  # type: ignore[list-item]


def _not_past(at: Analysis, time: Timex) -> bool:
    if time.span is None or at.published is None or at.published[0] is None:
        return True
    return time.span[1] is None or time.span[1] >= at.published[0]


def _commitment(
    at: Analysis, sentence: Span, cue: _Cue, statements: tuple[Statement, ...], pair: tuple[ActorName, ...]
) -> Commitment:
    start, end = clause_of(sentence, cue.token.idx, cue.token.idx + len(cue.token))
    passage = at.evidence(start, end)
    by = tuple(dict.fromkeys(ActorName(m.name) for m in cue.actors)) or pair
    countries = {at.actors[name].country if name in at.actors else None for name in by}
    parties = tuple(sorted({ActorName(c) for c in countries if c} | set(pair)))
    speakers = next((s.speakers for s in statements if s.content.start <= cue.token.idx < s.content.end), ())
    return Commitment(
        kind=cue.kind,
        by=by,
        content=passage,
        evidence=(passage,),
        rule=RULE,
        parties=parties,
        due=due_of(at, _due(at, sentence, cue.token)),
        speakers=speakers,
    )
