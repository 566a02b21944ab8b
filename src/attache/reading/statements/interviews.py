"""Interviews in question and answer form: whose words stand in which lines although no cue says so.

In: an Analysis. Out: `Turn`s, questions and answers, each with the interviewee where one is named. Three forms are read:
lines labelled "Q:" and "A:", lines labelled with names ("Sow: …"), and paragraphs that are a question each, where title
or lead speak of an interview and the answers stand in the first person.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from attache.reading.analysis import Analysis
from attache.records import ActorName, Mention

_QA = re.compile(r"(?:\d+[.)]\s*)?(Question|Answer|Q|A)\s*(?:\d+\s*)?(?::|\.|\)|[-–—](?=\s))\s*(?=\S)")
_INSIDE = re.compile(r"\?[”\"]?\s+(?:A|Answer)\s*[:.]\s+(?=\S)")
_NAMED = re.compile(r"([A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|da|van|von|bin|al|el|of|the|for)){0,5}):\s+(?=\S)")
_INTERVIEW = re.compile(
    r"\binterview|\bspoke|\bspeak|\btalk|\bmet\b|\bsat down|\btold|\bansw|\bask|\bquestions\b|\bconversation", re.I
)
_IN_HEAD = re.compile(
    r"\binterview|\bQ ?& ?A\b|\bquestions and answers|\bsat down with|\bin conversation|\b(?:spoke|talked|speaks|talks) with\b",
    re.I,
)
_BESIDE = re.compile(r"\bBy\s*$|\b(?:photo|picture|image|interviewed|conducted)(?: credit)?(?: by|:)?\s*$", re.I)
_CLOSING = re.compile(r"\b(?:the|this) (?:interview|conversation) (?:was|has been)\b|\binterviewed by\b|\bedited for\b", re.I)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|my|My|us)\b")
_ENDS = (".", "!", "?", "…", "”", '"', "’", ")", ";", ":")
# A question is short, and two or three of them are no chance.
_QUESTION, _FEW = 450, 2


@dataclass(frozen=True, slots=True)
class Turn:
    """The characters `[start, end)` of one question or answer without its label; `speaker` None for questions."""

    start: int
    end: int
    asks: bool
    speaker: ActorName | None = None
    as_: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def find_turns(at: Analysis) -> tuple[Turn, ...]:
    """The turns of an interview in text order; none where the report is none, or where no interviewee is named."""
    lines = _lines(at.report.text)
    turns = _by_letters(lines) or _by_names(at, lines) or _by_questions(at, lines)
    if not turns:
        return ()
    who = _interviewee(at, turns[0].start)
    named = [_named(turn, who) for turn in turns]
    return tuple(turn for turn in named if turn.asks or turn.speaker is not None)


def turn_at(turns: tuple[Turn, ...], offset: int) -> Turn | None:
    """The turn that holds the character at `offset`."""
    return next((turn for turn in turns if turn.start <= offset < turn.end), None)


def speaks_itself(at: Analysis, turns: tuple[Turn, ...], told: int) -> bool:
    """Do the answers stand in the interviewee's words? Condensed ones are told with cues, `told` of them, of a third person."""
    first = sum(len(_FIRST_PERSON.findall(at.report.text[t.start : t.end])) for t in turns if not t.asks)
    return told < 2 or first > told


def _lines(text: str) -> list[_Line]:
    found = []
    offset = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            start = offset + raw.index(words)
            found.append(_Line(start, start + len(words), words))
        offset += len(raw)
    return found


def _by_letters(lines: list[_Line]) -> list[Turn]:
    """ "Q: …", "A: …"; after a question an answer may go without its letter."""
    labelled = [m.group(1)[0] if (m := _QA.match(line.text)) else "" for line in lines]
    if labelled.count("Q") < _FEW:
        return []
    turns: list[Turn] = []
    open_ = False
    for line, letter in zip(lines, labelled, strict=True):
        match = _QA.match(line.text)
        if match is not None:
            inside = _INSIDE.search(line.text) if letter == "Q" else None
            end = line.start + inside.start() + 1 if inside else line.end
            turns.append(Turn(line.start + match.end(), end, asks=letter == "Q"))
            if inside is not None:
                turns.append(Turn(line.start + inside.end(), line.end, asks=False))
            open_ = True
        elif open_ and _goes_on(line):
            turns.append(Turn(line.start, line.end, asks=False))
        else:
            open_ = False
    return turns


def _by_names(at: Analysis, lines: list[_Line]) -> list[Turn]:
    """Lines labelled with names, where one label asks and others answer."""
    labels = {line.start: m.group(1) for line in lines if (m := _NAMED.match(line.text))}
    counts = Counter(labels.values())
    asked = Counter(labels[line.start] for line in lines if line.start in labels and line.text.endswith("?"))
    asking = {label for label, n in asked.items() if n * 2 > counts[label]}
    answering = {label for label, n in counts.items() if label not in asking and n >= _FEW}
    if sum(asked.values()) < _FEW or not asking or not answering:
        return []
    turns: list[Turn] = []
    last: Turn | None = None
    for line in lines:
        label = labels.get(line.start)
        if label in asking or label in answering:
            start = line.start + len(label or "") + 1
            last = Turn(
                start, line.end, label in asking, None if label in asking else _labelled(at, line, label or ""), label or ""
            )
        elif last is not None and _goes_on(line):
            last = replace(last, start=line.start, end=line.end)
        else:
            last = None
        if last is not None:
            turns.append(last)
    return turns


def _by_questions(at: Analysis, lines: list[_Line]) -> list[Turn]:
    """Paragraphs that are one question each, in a report that calls itself an interview and is answered in the first person."""
    questions = [i for i, line in enumerate(lines) if line.text.endswith("?") and len(line.text) < _QUESTION]
    head = f"{at.report.title or ''}\n{at.report.text[: lines[questions[0]].start if questions else 0][-1500:]}"
    if len(questions) < _FEW or not _IN_HEAD.search(head):
        return []
    turns = []
    open_ = False
    for i, line in enumerate(lines[questions[0] :], questions[0]):
        open_ = i in questions or (open_ and _goes_on(line))
        if open_:
            turns.append(Turn(line.start, line.end, asks=i in questions))
    answers = [turn for turn in turns if not turn.asks]
    own = [turn for turn in answers if _FIRST_PERSON.search(at.report.text[turn.start : turn.end])]
    return turns if answers and len(own) * 2 >= len(questions) else []


def _goes_on(line: _Line) -> bool:
    """May an unlabelled line belong to the answer before it? Headings, captions and closing notes do not."""
    return line.text.endswith(_ENDS) and not _CLOSING.search(line.text)


def _named(turn: Turn, who: Mention | None) -> Turn:
    if turn.asks or turn.speaker is not None:
        return turn
    if who is None:
        return replace(turn, speaker=ActorName(turn.as_.title())) if turn.as_ else turn
    return replace(turn, speaker=ActorName(who.name), as_=turn.as_ or who.evidence.text)


def _labelled(at: Analysis, line: _Line, label: str) -> ActorName | None:
    """The person of a label: as mentioned in it, else the one whose family name is in it; None where it names an office alone."""
    inside = [m for m in at.mentions_within(line.start, line.start + len(label)) if m.kind == "person"]
    if inside:
        return ActorName(inside[0].name)
    words = {word.lower() for word in label.split()}
    return next((name for name, actor in at.actors.items() if actor.kind == "person" and name.split()[-1].lower() in words), None)


def _interviewee(at: Analysis, before: int) -> Mention | None:
    """The person named in title and lead, told to have spoken there rather than to have written or photographed."""
    text, title = at.report.text, at.report.title or ""
    scores: Counter[str] = Counter()
    seen: dict[str, Mention] = {}
    for m in at.mentions:
        if m.evidence.end > before or m.kind != "person" or m.form == "pronoun":
            continue
        start, end = text.rfind("\n", 0, m.evidence.start) + 1, text.find("\n", m.evidence.end)
        if _BESIDE.search(text[start : m.evidence.start]) or m.name == at.report.byline:
            continue
        scores[m.name] += 1 + 2 * bool(_INTERVIEW.search(text[start : end if end >= 0 else len(text)]))
        seen[m.name] = m if m.form == "name" or m.name not in seen else seen[m.name]
    for name in scores:
        scores[name] += 3 * (name.split()[-1].lower() in title.lower())
    return seen[scores.most_common(1)[0][0]] if scores else None
