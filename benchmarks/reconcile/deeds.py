"""What is done to a thing, in a closed set: the free words of cross.json and the modes of events, brought to one another.

proposed, negotiated, initialled, signed, adopted, ratified, in force, joined, amended, suspended, ended, founded, opened,
session, visit, talks, announced, postponed. Words that fit none are None: such a milestone is left out and counted apart.
Besides the deed, a milestone is held, ahead ("planned signature", "negotiations to be sped up") or not done
("contract not signed").
"""

from __future__ import annotations

import re
from typing import Literal

from attache.records import Event

State = Literal["held", "ahead", "not done"]
# The first that fits counts: "negotiations on accession concluded" is about negotiations.
WORDS: tuple[tuple[str, str], ...] = (
    ("postponed", r"\bpostpon|\bput off\b|\bdeferr"),
    (
        "negotiated",
        r"\bnegotiat|\btalks (opened|concluded|closed|going|went|continu)"
        r"|\bterms agreed|\bagreed\b|\bready\b|\bconclusion",
    ),
    ("in force", r"\bin(to)? force|\beffect\b|\bprovisional"),
    ("ratified", r"\bratif|\bapprov|\bdeposit|\bnotif|\binternal procedures|\bpassed\b|\bassent"),
    ("joined", r"\bjoined|\bjoins?\b|\bacced|\baccession"),
    ("initialled", r"\binitial"),
    (
        "ended",
        r"\bend(s|ed|ing)?\b|\bdenounc|\bcancel|\bterminat|\bwithdr[ae]w|\bexpir|\brevok|\babrogat|\bscrap|\bshelv|\bdropped|\bclos(ed|ure)",
    ),
    ("suspended", r"\bsuspen|\bfr(ozen|eeze|oze)\b|\bhalt"),
    ("amended", r"\bamend|\bprolong|\bextend|\bextension|\brenew|\bupgrad|\brevised|\bchanged|\bconverted"),
    ("adopted", r"\badopt|\bissued\b|\bjoint (statement|declaration)"),
    ("signed", r"\bsign|\bmemorandum|\bcontract|\bconcluded\b|\binked"),
    ("opened", r"\bopen(ed|s|ing)?\b|\bfirst stone|\blaunch|\bstart|\bbuil[dt]|\bbegun|\bbegan|\bcompleted|\bceremony"),
    ("founded", r"\bfound(ed|ing)|\bestablish|\bset up|\bcreat"),
    ("session", r"\bsession|\bmeeting|\bmet\b|\bsummit|\bconference"),
    ("visit", r"\bvisit|\btrip\b"),
    ("proposed", r"\bpropos|\binterest|\bdiscuss|\bidea\b|\bsuggest|\boffer|\bmooted"),
    ("announced", r"\bannounc|\bplanned\b|\bpresented"),
)
MODES = {
    "negotiate": "negotiated",
    "conclude-talks": "negotiated",
    "agree": "negotiated",
    "settle": "negotiated",
    "entry-into-force": "in force",
    "provisional-application": "in force",
    "ratify": "ratified",
    "approve": "ratified",
    "vote": "ratified",
    "deposit": "ratified",
    "notify": "ratified",
    "authorise": "ratified",
    "initial": "initialled",
    "cancel": "ended",
    "denounce": "ended",
    "withdraw": "ended",
    "break-relations": "ended",
    "suspend": "suspended",
    "suspend-lawsuits": "suspended",
    "upgrade": "amended",
    "change": "amended",
    "amend": "amended",
    "extend": "amended",
    "joint-statement": "adopted",
    "adopt": "adopted",
    "sign": "signed",
    "conclude": "signed",
    "accession": "joined",
    "join": "joined",
    "project-start": "opened",
    "project-complete": "opened",
    "ceremony": "opened",
    "open": "opened",
    "launch": "opened",
    "establish": "founded",
    "diplomatic-relations": "founded",
    "meeting": "session",
    "conference": "session",
    "summit": "session",
    "visit": "visit",
    "talks": "talks",
    "offer": "proposed",
    "propose": "proposed",
    "postpone": "postponed",
    "announce": "announced",
}
NEAR = frozenset(
    frozenset(p)
    for p in (
        ("proposed", "negotiated"),
        ("announced", "proposed"),
        ("adopted", "signed"),
        ("founded", "signed"),
        ("founded", "opened"),
        ("founded", "amended"),
        ("proposed", "talks"),
        ("session", "talks"),
        ("visit", "talks"),
    )
)
"""Deeds that two hands may call by either name: a declaration is adopted or signed."""
_AHEAD = re.compile(r"\bplanned|\bexpected|\bto be\b|\bdue\b|\boriginal end|\bscheduled|\bconditional|\bprepared")
_NOT = re.compile(r"\bnot\b|\bmissed|\bnever|\bfail")


def deed_of_words(words: str) -> str | None:
    """The deed that free words name; None for none in the set."""
    return next((deed for deed, pattern in WORDS if re.search(pattern, words.casefold())), None)


def deeds_of_title(words: str) -> frozenset[str]:
    """All deeds that a title names; a bare "agreement on …" was signed."""
    lower = words.casefold()
    named = frozenset(deed for deed, pattern in WORDS if re.search(pattern, lower))
    return named or frozenset(["signed"] if re.search(r"\b(accord|agreement|treaty|pact)", lower) else [])


def state_of_words(words: str) -> State:
    """Whether free words tell what was done, what is to come, or what was not done."""
    lower = words.casefold()
    return "not done" if _NOT.search(lower) else "ahead" if _AHEAD.search(lower) else "held"


def deed_of(event: Event) -> str | None:
    """The deed of an event record."""
    return MODES.get(event.mode)


def state_of(event: Event) -> State:
    """An event's status in those words; what was called off or denied was not done."""
    if event.status in ("happened", "ongoing"):
        return "held"
    return "not done" if event.status == "denied" else "ahead"


def alike(one: str | None, other: str | None) -> bool:
    """Whether two deeds are one, or so near that hands differ."""
    return one is not None and (one == other or frozenset((one, other)) in NEAR)
