"""From an event about a thing to the stage in its life that the event is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from attache.knowledge import rows, several
from attache.ledger.counted import numbers_in, times_in
from attache.ledger.entries import EventEntry, FigureEntry
from attache.ledger.lifelines.entries import Reached
from attache.ledger.things.anatomy import anatomy, kinds_in
from attache.ledger.told import earliest, latest
from attache.records import Dates, Event, ThingKind

PACK = "attache.language.en"
PROGRESS = re.compile(r"\b(?:agreed|settled|ready|finished|completed?|built|done)\b")
"""What a share is of, where it tells how far a paper or a project has come."""
YEAR = 366
ACTS = frozenset(("AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "REJECT", "RETREAT", "SANCTION", "SUPPORT"))
"""Types of events that are deeds; a demand or a threat is no stage."""
SINGLY = frozenset(("ratified", "instrument deposited", "approved", "joined", "withdrawn from", "notified"))
"""Stages that each party reaches by itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """One telling of one stage."""

    record: str
    """Id of the event record."""
    report: str
    told: str
    """The report's day; empty where it has none."""
    published: Dates | None
    stage: str
    reached: Reached
    denied: bool
    when: Dates | None
    by: frozenset[str]
    """Those who take the step: actor ids, persons and bodies of a country as the country."""
    where: str | None
    number: int | None
    occurrence: str | None
    paper: str = ""
    """Kind of paper it is a step of; empty where the thing is none."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table of stages."""

    stage: str
    once: bool
    rank: int
    state: str


@cache
def _table() -> dict[tuple[str, str], Kind]:
    return {
        (row["mode"], thing): Kind(row["milestone"], row["once"] == "yes", int(row["rank"]), row["state"])
        for row in rows("milestones")
        for thing in several(row["things"])
    }


@cache
def kind_of(stage: str) -> Kind:
    """What is known of a stage; one that only its words tell ranks with the one they refine."""
    for kind in _table().values():
        if kind.stage == stage:
            return kind
    for row in rows("milestone_cues", package=PACK):
        if row["says"] == stage:
            base = kind_of(row["milestone"])
            return Kind(stage, stage.startswith("negotiations "), base.rank, base.state)
    return Kind(stage, False, 1, "")


def is_stage(event: Event, thing: ThingKind) -> bool:
    """Whether an event is a stage in the life of such a thing."""
    return event.type in ACTS and (event.mode, thing) in _table()


def steps_of(entry: EventEntry, thing: ThingKind, name: str, names: Iterable[str] = ()) -> list[Step]:
    """The stage that one event about a thing tells, or none; `name` is the thing's as the event has it, `names` all it has."""
    event = entry.event
    kind = _table().get((event.mode, thing))
    if kind is None or event.type not in ACTS:
        return []
    sentences = " ".join(q.sentence for q in entry.quotes)
    stage = _stage_told(event, thing, (name, *names), sentences, kind.stage)
    published = entry.quotes[0].report.published
    when, reached = event.when, _reached(entry)
    if reached == "done" and latest(when) >= latest(published) and is_hoped_for(event.mode, event.evidence[0].text, sentences):
        reached = "planned"
    over = bool(latest(when)) and latest(when) < latest(published)
    if over and event.status in ("proposed", "planned") and _should_have(event.mode, sentences):
        reached = "missed"
    elif event.status == "proposed":
        stage = f"{stage} proposed" if stage in ("loan", "grant", "paper signed") else "proposed"
        when = event.announced or event.when or published
    ahead = when is not None and earliest(when) > (latest(published) or "9999")
    if reached == "done" and (ahead or _was_due(when, sentences)):
        # What has been done cannot lie ahead ("adopted a vision until 2030"), nor need it be done when it was due.
        when = _by(published)
    return [
        Step(
            record=entry.id,
            report=event.evidence[0].report,
            told=latest(published),
            published=published,
            stage=stage,
            reached=reached,
            denied=event.status == "denied",
            when=_known(when),
            by=frozenset(a.country or a.id for a in entry.who),
            where=event.where,
            number=number_in(event.evidence[0].text, sentences, name) if stage == "session" else None,
            occurrence=entry.occurrence,
            paper=anatomy(name).kind,
        )
    ]


def _by(published: Dates | None) -> Dates | None:
    """Up to the report's day; None where it has none."""
    return (None, latest(published)) if latest(published) else None


def _known(when: Dates | None) -> Dates | None:
    """The time; None where neither end is known."""
    return when if latest(when) else None


def _was_due(when: Dates | None, sentences: str) -> bool:
    """Whether a year is the one in which it should have been, as the sentence has it: "which had been due in 2020"."""
    year = earliest(when)[:4]
    whole = when == (f"{year}-01-01", f"{year}-12-31")
    return whole and re.search(rf"\bhad been (?:due|planned|scheduled|set|expected)\b[^.;]*\b{year}\b", sentences) is not None


def _should_have(mode: str, sentences: str) -> bool:
    """Whether words tell a deed as one that did not come about when it was to: "it should have been signed in 2014"."""
    late = r"(?:should|ought to|was to|were to) have|had been (?:due|meant|supposed|scheduled|planned|expected) to"
    return re.search(rf"\b(?:{late})(?: been| be)? {_deed(mode)[2:]}", sentences, re.IGNORECASE) is not None


def _stage_told(event: Event, thing: ThingKind, names: tuple[str, ...], sentences: str, stage: str) -> str:
    """The stage as the event's words have it, where its mode alone gives the one named."""
    words, name = event.evidence[0].text, names[0]
    stage = _exact(stage, words, sentences)
    if thing == "agreement" and stage in ("signed", "adopted", "initialled", "concluded") and _amends(event, names):
        return "amended"
    if stage == "withdrawn from" and event.type == "RETREAT":
        return "ended"  # To leave a place ends the paper on its use; to leave a treaty does not end the treaty.
    if stage.startswith("negotiations ") and days(event.when) > YEAR:
        return "negotiations"  # Told from their beginning to their end.
    if stage == "session" and number_in(words, sentences, name) is None:
        return _exact("talks of the chairs", words, sentences, otherwise=stage)
    return stage


_AMENDS = re.compile(r"\b(?:amend|modif|revis)(?:s|ies|es|ing|ying)\b", re.IGNORECASE)


def _amends(event: Event, names: tuple[str, ...]) -> bool:
    """Whether what was signed changes the paper, as the name it has there tells (the first), or that of the other paper or its
    words.

    To a paper that is itself the amendment by all its names ("protocol amending the …") it is its own signature.
    """
    this = anatomy(names[0])
    if all(anatomy(name).amended for name in names):
        return False
    if this.amended:
        return True
    others = [anatomy(about) for about in event.about if about != names[0]]
    if any(o.amended and o.sort == "paper" and this.subject - this.vague <= o.subject for o in others):
        return True
    text = event.evidence[0].text
    found = _AMENDS.search(text)
    if found is None:
        return False
    before, after = ({kind for _, _, sort, kind in kinds_in(part) if sort == "paper"} for part in _halves(text, found))
    return this.kind in after and bool(before)


def _halves(text: str, found: re.Match[str]) -> tuple[str, str]:
    return text[: found.start()], text[found.end() :]


def is_hoped_for(mode: str, words: str, sentence: str) -> bool:
    """Whether a deed's words tell it as what someone hopes for: "he hoped for a signature", "they hope to sign it soon".

    What else the sentence hopes for does not count: "signed the accord and hope to sign another".
    """
    at = max(0, sentence.find(words))
    end = at + len(words)
    for found in _hoped(mode).finditer(sentence):
        if found.start() < end and at < found.end():
            return re.search(_deed(mode), sentence[at : found.start()], re.IGNORECASE) is None
    return False


def _deed(mode: str) -> str:
    """The stems of the words for a deed, as a pattern: "sign", "entr|forc"."""
    stems = sorted({re.escape(part[:4]) for part in mode.split("-") if len(part) > 3})
    return rf"\b(?:{'|'.join(stems) or re.escape(mode)})"


@cache
def _hoped(mode: str) -> re.Pattern[str]:
    cues = "|".join(re.escape(row["words"]) for row in rows("hope_words", package=PACK))
    return re.compile(rf"\b(?:{cues})\s+(?:[\w’'-]+\s+){{0,5}}?{_deed(mode)}", re.IGNORECASE)


def progress_of(entry: FigureEntry, around: Iterable[Dates | None]) -> Step:
    """The stage that a share tells: "98 % agreed", "60 % completed".

    `around` are the times of what else its sentence tells: a time it shares with them is theirs, and the share is what had been
    reached when the report came out.
    """
    figure = entry.figure
    value = figure.value if not isinstance(figure.value, tuple) else figure.value[0]
    report = entry.quotes[0].report
    return Step(
        record=entry.id,
        report=figure.evidence[0].report,
        told=latest(report.published),
        published=report.published,
        stage=f"{value:g} % {PROGRESS.findall(f'{figure.measure} {figure.evidence[0].text}')[-1]}",
        reached="done",
        denied=False,
        when=_known(figure.period if figure.period not in set(around) else None) or _by(report.published),
        by=frozenset(),
        where=None,
        number=None,
        occurrence=None,
    )


DATED_NAMES = {
    "agreement": "signed",
    "memorandum": "signed",
    "protocol": "signed",
    "statement": "adopted",
    "ceasefire": "terms agreed",
}
"""Kinds of papers whose name tells when they were made, and the stage that it tells."""
BY_NAME = "by name"
"""Stands for a record where the thing's name alone tells a stage."""


def named_step(name: str, kind: ThingKind) -> Step | None:
    """The stage that a name tells: "joint statement of 10 May 2025" was adopted on that day."""
    parts = anatomy(name)
    stage = DATED_NAMES.get(parts.kind)
    # "Protocol on trade in 1994" is for that year, not of it.
    if kind != "agreement" or stage is None or parts.year is None or re.search(rf"\b(?:in|for|until) {parts.year}", name):
        return None
    day = parts.year
    when = (day, day) if len(day) == 10 else (f"{day}-01-01", f"{day}-12-31")
    return by_name_alone(stage, when, parts.kind)


def by_name_alone(stage: str, when: Dates, paper: str) -> Step:
    """A stage that no event tells, only the naming of the thing."""
    return Step(BY_NAME, BY_NAME, "", None, stage, "done", False, when, frozenset(), None, None, None, paper)


def _reached(entry: EventEntry) -> Reached:
    match entry.event.status:
        case "happened" | "proposed":
            return "done"
        case "ongoing":
            return "under way"
        case "conditional":
            return "conditional"
        case "postponed":
            return "postponed"
        case "denied":
            return "not done"
    return "planned"


def days(when: Dates | None) -> int:
    """Days from the first to the last of a closed span; 0 for others."""
    if when is None or when[0] is None or when[1] is None:
        return 0
    return (date.fromisoformat(when[1]) - date.fromisoformat(when[0])).days


def _exact(stage: str, words: str, sentences: str, *, otherwise: str | None = None) -> str:
    """The stage as the event's own words have it, else as its sentence has it, else the stage itself or the other one."""
    for text in (words, sentences):
        for row in rows("milestone_cues", package=PACK):
            if row["milestone"] == stage and re.search(rf"\b{re.escape(row['cue'])}", text, re.IGNORECASE):
                return row["says"]
    return otherwise or stage


def _clause(words: str, sentences: str) -> str:
    """The part between semicolons that holds the words; all where none does."""
    return next((part for part in sentences.split(";") if words in part), sentences)


def number_in(words: str, sentences: str, name: str) -> int | None:
    """The number of a meeting: in the event's own words, else the only one in its clause, else in the thing's name.

    The clause ends at a semicolon: "It met in May; the third session had been in June."
    """
    for text in (words, _clause(words, sentences)):
        found = numbers_in(text) or times_in(text)
        if len(found) == 1:
            return next(iter(found))
        if found:
            return None
    return anatomy(name).session
