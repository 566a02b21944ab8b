"""Agreements, mechanisms, programmes and projects: how each stands at present, and its latest stage."""

from __future__ import annotations

import re

from attache.brief.asked import Asked
from attache.brief.labels import Labels
from attache.brief.model import Group, Row, Section, Words, cite
from attache.ledger.lifelines import LifeLine, Milestone

KINDS = ("agreement", "mechanism", "programme", "project")
FULL = {"agreement": 6, "mechanism": 3, "programme": 1, "project": 3}
SHORT = {"agreement": 1, "mechanism": 1, "programme": 0, "project": 1}
LOOKED_AT = 24
_SHARE = re.compile(r"(\d+) % agreed")
LASTING = ("in force", "under ", "in operation", "suspended", "at work", "applied ")
SETTLED = ("in force", "applied provisionally", "suspended", "ended", "cancelled", "being ratified", "under negotiation")


def section(asked: Asked) -> Section:
    """Of each kind those that matter most: told to be in force or ended, with the longest lives, the newest."""
    groups, shown, number = [], 0, 0
    for kind in KINDS:
        listing = asked.listed("thing", f"kind:{kind}", limit=LOOKED_AT)
        lives = [life for i in listing.ids if (life := asked.life(i)) and life.milestones]
        number += len(lives) if asked.sectors else listing.total
        chosen = sorted(lives, key=lambda life: (not _of_both(asked, life), *_weight(life)))[
            : (FULL if asked.length == "full" else SHORT)[kind]
        ]
        rows = tuple(_row(asked, life) for life in sorted(chosen, key=_newest, reverse=True))
        shown += len(rows)
        if rows:
            groups.append(Group(asked.labels(f"kind.{kind}"), rows))
    return Section(
        "agreements",
        asked.labels("title.agreements"),
        (),
        tuple(groups),
        more=asked.more("agreements", number - shown, "lifelines"),
        empty=asked.labels("empty.agreements"),
    )


def _weight(life: LifeLine) -> tuple[bool, int, str, str]:
    """Lower for what matters more."""
    settled = any(life.state.startswith(word) for word in SETTLED)
    newest = "".join(chr(0x10FFFF - ord(c)) for c in _newest(life)[0])
    return (not settled, -len(life.milestones), newest, life.thing)


def _of_both(asked: Asked, life: LifeLine) -> bool:
    """Whether it is told to be of both, or of one of them and a body: a forum in which both only sat comes later."""
    return bool({a.id for a in life.parties} & set(asked.of)) or life.kind == "agreement"


def _newest(life: LifeLine) -> tuple[str, str]:
    days = [(m.when or (None, None))[0] or (m.when or (None, None))[1] or "" for m in life.milestones]
    return max(days, default=""), life.thing


def _row(asked: Asked, life: LifeLine) -> Row:
    """The name; then how it stands, with the passages of the stage that says so."""
    name = life.name[:1].upper() + life.name[1:]
    last = _telling(life)
    records = tuple(r.id for m in life.milestones for r in m.records)
    if life.kind == "mechanism" and last.stage == "session":
        words = _session(asked.labels, last)
    else:
        words = state(asked.labels, life) or f"{stage(asked.labels, last)}, {asked.labels.dates(last.when)}"
    said = [Words(name), Words(words, cite(last.quotes), "quiet", " — ")]
    said += otherwise(asked, last)
    earlier = {m.stage: m for m in life.milestones if m.stage not in ("session", "call", last.stage) and m.reached == "done"}
    for one in list(earlier.values())[-2:]:
        said.append(Words(f"{stage(asked.labels, one)} {asked.labels.short(one.when)}", cite(one.quotes, 1), "quiet", "; "))
    return Row(life.thing, (tuple(said),), records)


def otherwise(asked: Asked, one: Milestone) -> tuple[Words, ...]:
    """Days that other reports give for a stage, where they cannot both be right."""
    told = [d for d in one.dates if d.when != one.when and d.quotes] if one.conflict else []
    return tuple(
        Words(asked.labels("word.differ", words=asked.labels.short(d.when)), cite(d.quotes, 1), "quiet", "; ") for d in told[:1]
    )


def _telling(life: LifeLine) -> Milestone:
    """The stage that tells how it stands: of the day since when it does, else the newest reached."""
    since = [m for m in life.milestones if m.when == life.since and m.quotes]
    reached = [m for m in life.milestones if m.reached in ("done", "under way") and m.quotes]
    return (since or reached or [m for m in life.milestones if m.quotes] or list(life.milestones))[-1]


def state(labels: Labels, life: LifeLine) -> str:
    """ "in force since 5 October 2016", "signed, 16 June 1994"; empty where the reports do not tell."""
    if not life.state:
        return ""
    reached, missing, lacking = life.state.partition(", not ")
    words = labels.find(f"state.{reached}") or reached
    if missing:
        names = [labels.find(f"stage.{s}") or s for s in lacking.split(" and ")]
        words = labels("state.not_yet", state=words, lacking=labels.names(names))
    if life.since is None:
        return words
    # "Since" takes a day: months and years are declined in some languages.
    lasting = life.state.startswith(LASTING) and life.since[0] == life.since[1]
    return labels("state.since" if lasting else "state.on", state=words, when=labels.dates(life.since))


def stage(labels: Labels, milestone: Milestone) -> str:
    """A stage's name, with how far it has come."""
    share = _SHARE.fullmatch(milestone.label)
    words = labels("stage.share", share=share[1]) if share else labels.find(f"stage.{milestone.stage}") or milestone.label
    if milestone.reached == "done":
        return words
    reached = labels.find(f"reached.{milestone.reached}") or milestone.reached
    return f"{words}: {reached}"


def _session(labels: Labels, last: Milestone) -> str:
    when = labels.dates(last.when)
    if last.number:
        return labels("state.numbered", number=last.number, when=when)
    return labels("state.session", when=when)
