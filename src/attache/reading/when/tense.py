"""Which way a sentence looks: the tense of the verb that a passage hangs on.

Comes in: the Doc and a passage. Goes out: past, present, future, `open` (past passive of planning verbs, modals) or None.
"""

from __future__ import annotations

from typing import Literal

from attache.language.tokens import Doc, Span, Token

Tense = Literal["past", "present", "future", "open"]

_FUTURE = {"will", "shall", "'ll", "’ll", "wo", "going"}
_OPEN = {"would", "could", "should", "might", "may", "can", "must", "ought"}
_PLANNING = {
    "schedule", "plan", "due", "expect", "set", "slate", "intend", "aim", "hope", "want", "agree", "promise", "pledge",
    "propose", "announce", "invite", "call", "ask", "demand", "undertake", "wish", "seek", "prepare", "book", "fix",
}  # fmt: skip


def tense_at(doc: Doc, start: int, end: int) -> Tense | None:
    """The tense that governs `[start, end)`, read from the parse, else from the nearest finite verb of the sentence."""
    passage = doc.char_span(start, end, alignment_mode="expand")
    if passage is None or not len(passage):
        return None
    after = _told_after(passage)
    if after is not None:
        return after
    verb = _governor(passage)
    parsed = _tense_of(verb) if verb is not None else None
    if parsed in {"past", "present", None}:
        before = _clause_before(passage)
        if parsed is None or before == "future" or (parsed == "present" and before == "past"):
            return before or parsed or _nearest(passage)
    return parsed


def _governor(passage: Span) -> Token | None:
    token = passage.root
    sentence = passage[0].sent
    for _ in range(12):
        head = token.head
        if head.i == token.i or not sentence.start <= head.i < sentence.end:
            return token if token.pos_ in {"VERB", "AUX"} else _copula(token)
        token = head
        if _is_noun(token):
            continue
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in {"aux", "aux:pass", "cop"}):
            return token
        if _copula(token) is not None:
            return token
    return None


def _is_noun(token: Token) -> bool:
    """A word tagged as a verb right after an article or possessive ("gave that promise") is a noun."""
    return token.tag_ in {"VBP", "VB", "VBZ"} and token.i > 0 and token.nbor(-1).tag_ in {"DT", "PRP$", "POS"}


def _told_after(passage: Span) -> Tense | None:
    """A clause on the date itself tells its tense: "29 March, when the Union is due to act"."""
    tail = list(passage.doc[passage.end : min(passage.end + 14, passage[0].sent.end)])
    words = [token.lower_ for token in tail[:2]]
    if "when" not in words:
        return None
    for token in tail:
        if token.tag_ == "MD" and token.lower_ in _FUTURE:
            return "future"
        if token.tag_ == "VBD":
            return "past"
        if token.tag_ in {"VBZ", "VBP"}:
            return "future"
    return None


_HABIT = {
    "regularly", "usually", "generally", "typically", "normally", "often", "sometimes", "always", "rarely", "seldom", "norm",
    "varies", "vary", "averages", "climate", "temperature", "temperatures", "weather", "rainfall", "rains", "rainy", "monsoon",
    "humid", "mild", "snowfall", "warmest", "coldest", "hottest", "coolest", "wettest", "driest", "busiest",
}  # fmt: skip
"""Words beside which a verb in the present tells of any year."""


def habitual(doc: Doc, start: int, end: int) -> bool:
    """Does the sentence tell what is so every year ("rains come regularly from July to September")?

    It has verbs in the present only, nothing to come, and a word of habit or climate, or says what month a month is.
    """
    passage = doc.char_span(start, end, alignment_mode="expand")
    if passage is None or not len(passage):
        return False
    sentence = list(passage[0].sent)
    words = {token.lower_ for token in sentence}
    present = any(token.tag_ in {"VBZ", "VBP"} or token.lower_ == "can" for token in sentence)
    if not present or words & _FUTURE or any(token.tag_ == "VBD" for token in sentence):
        return False
    is_month = any(
        one.lower_ in {"month", "time", "season"} and one.i > 1 and one.nbor(-1).tag_ in {"JJ", "JJS"} for one in sentence
    )
    perfect = bool(words & {"has", "have"}) and any(token.tag_ == "VBN" for token in sentence)
    return not perfect and bool(words & _HABIT or (is_month and words & {"is", "are"}))


_BREAKS = {";", ":", "—", "–", "(", "“", "”", '"'}


def _clause_before(passage: Span) -> Tense | None:
    """The tense of the nearest finite verb before the passage in its clause."""
    start = passage[0].sent.start
    perfect = False
    for token in reversed(passage.doc[start : passage.start]):
        if token.text in _BREAKS:
            return None
        if token.tag_ == "MD":
            return "future" if token.lower_ in _FUTURE else "open"
        if token.tag_ == "VBN":
            perfect = True
        if token.tag_ == "VBD":
            return "past"
        if token.tag_ in {"VBZ", "VBP"} and not _is_noun(token):
            return "past" if perfect and token.lemma_.lower() == "have" else "present"
        if token.tag_ == "WDT":
            return None
    return None


def _copula(token: Token) -> Token | None:
    return token if any(child.dep_ in {"cop", "aux", "aux:pass"} for child in token.children) else None


def _tense_of(verb: Token, depth: int = 0) -> Tense | None:
    helpers = [c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"} and c.i < verb.i + 1]
    words = {c.lower_ for c in helpers} | {verb.lower_ if verb.tag_ == "MD" else ""}
    planning = verb.lemma_.lower() in _PLANNING
    if words & _FUTURE:
        return "future"
    if words & _OPEN:
        return "open"
    if any(c.lower_ == "to" and c.dep_ == "mark" and c.i < verb.i for c in verb.children):
        return _infinitive(verb, helpers, depth)
    if words & {"had", "was", "were", "did", "been", "has", "have", "'ve", "’ve", "having"}:
        return "open" if planning and verb.tag_ == "VBN" else "past"
    if verb.tag_ == "VB":
        return _infinitive(verb, helpers, depth)
    if verb.tag_ == "VBD":
        return "past"
    if verb.tag_ == "VBN":
        return "open" if planning else ("present" if words & {"is", "are", "being", "be"} else "past")
    if verb.tag_ in {"VBZ", "VBP"} or words & {"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "does", "do"}:
        return "present"
    if verb.tag_ == "VBG" and verb.head.i != verb.i and depth < 3:
        return _tense_of(verb.head, depth + 1)
    return None


def _infinitive(verb: Token, helpers: list[Token], depth: int) -> Tense | None:
    mark = next((c for c in verb.children if c.lower_ == "to" and c.i < verb.i), None)
    if mark is not None and mark.i > 0 and mark.nbor(-1).lower_ in {"is", "are", "am", "was", "were"}:
        return "open" if mark.nbor(-1).lower_ in {"was", "were"} else "future"
    if any(c.lower_ in {"is", "are", "be"} for c in helpers):
        return "future"
    head = verb.head
    if head.i == verb.i:
        return "future"
    if head.lemma_.lower() in _PLANNING:
        return "open" if head.tag_ in {"VBD", "VBN"} else "future"
    return _tense_of(head, depth + 1) if depth < 3 else None


def _nearest(passage: Span) -> Tense | None:
    sentence = passage[0].sent
    finite: list[tuple[int, Tense]] = []
    for token in sentence:
        away = min(abs(token.i - passage.start), abs(token.i - passage.end + 1))
        if token.lower_ in _FUTURE and token.tag_ == "MD":
            finite.append((away, "future"))
        elif token.tag_ == "VBD":
            finite.append((away, "past"))
        elif token.tag_ in {"VBZ", "VBP"}:
            finite.append((away, "present"))
    return min(finite)[1] if finite else None
