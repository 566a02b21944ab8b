"""Things that a report names: agreements, mechanisms, programmes, projects and places.

What comes in is the report's analysis with its actors; what goes out are things, one a name, with all passages that name
them, the fullest first, and their mentions. A mention covers the name proper; its complement ("on …", "between … and …") is
in the thing's evidence only, so that the sides and places it names stay mentions of their own.

The line against organisations, which are actors (guide, rule 13): what recurs or serves two sides — a forum, summit, dialogue,
consultation, working group, contact group, or a joint, intergovernmental, bilateral or inter-parliamentary committee,
commission or council — is a mechanism; a body with members or a seat that acts in its own name (ASEAN, G20, a ministry, an
assembly's own committee) is an organisation. Summits of a body ("the NATO summit") are no things beside the body.

For events: `things_in` and `places_in` give the things a passage names; `where_of` tells where the act of a clause took
place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from attache.knowledge import rows
from attache.reading.analysis import Analysis
from attache.reading.things.agreements import agreement_of, family, find_resolutions, find_tax_treaties, points_back
from attache.reading.things.findings import Finding, apart, beside, in_order
from attache.reading.things.gazetteer import find_known
from attache.reading.things.lines import find_lines
from attache.reading.things.mechanisms import mechanism_of
from attache.reading.things.phrases import Phrase, find_phrases
from attache.reading.things.places import find_places
from attache.reading.things.programmes import find_forms, programme_of, project_of
from attache.reading.things.where import places_in, things_in, where_of
from attache.records import Mention, Thing

__all__ = ["find_things", "places_in", "things_in", "where_of"]

_READERS: dict[str, Callable[[Analysis, Phrase], Finding | None]] = {
    "agreement": agreement_of,
    "mechanism": mechanism_of,
    "programme": programme_of,
    "project": project_of,
}


def find_things(at: Analysis) -> tuple[tuple[Thing, ...], tuple[Mention, ...]]:
    """Things of the report, one a name, in the order of their first passage; and their mentions in text order."""
    phrases = find_phrases(at)
    read = [finding for phrase in phrases if (finding := _READERS[phrase.kind](at, phrase))]
    known = find_known(at)
    ranked = [
        *find_forms(at),
        *find_resolutions(at),
        *_holding(read, known),
        *known,
        *find_lines(at),
        *_alone(find_tax_treaties(at), read),
        *read,
    ]
    named = [finding for finding in apart(ranked) if not _inside_actor(at, finding)]
    named = apart([*named, *_pointing_back(phrases, named)])
    findings = in_order([*named, *beside(named, find_places(at))])
    return _things(at, findings), tuple(_mention(at, finding) for finding in findings)


def _holding(read: list[Finding], known: list[Finding]) -> list[Finding]:
    """Phrases that hold a table name of another kind as their modifier and so name something else ("Belt and Road Forum")."""
    return [r for r in read if any(r.start <= k.start and k.end + 2 < (r.core or r.end) and r.kind != k.kind for k in known)]


def _alone(found: list[Finding], read: list[Finding]) -> list[Finding]:
    """What a form of words tells, without what stands in a longer name ("protocol amending the double tax treaty", "A–B …")."""
    longer = [r for r in read if r.kind == "agreement" and (r.parties or r.name[:1].isupper())]
    return [f for f in found if not any(r.overlaps(f.start, f.end) for r in longer)]


def _inside_actor(at: Analysis, finding: Finding) -> bool:
    """Whether the passage belongs to the name of an organisation; an agreement or mechanism only if that name is longer.

    A body with members that goes by a forum's name ("Pacific Islands Forum") is the organisation of the table.
    """
    size = finding.end - finding.start
    for mention in at.mentions:
        if mention.kind != "organisation" or mention.form != "name":
            continue
        start, end = mention.evidence.start, mention.evidence.end
        if (
            start <= finding.start
            and finding.end <= end
            and (end - start > size or finding.kind not in ("mechanism", "agreement") or mention.name in _bodies())
        ):
            return True
    return False


@cache
def _bodies() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("organisations"))


def _pointing_back(phrases: tuple[Phrase, ...], named: list[Finding]) -> list[Finding]:
    """Later short mentions of agreements: "the agreement" is the last one before it whose head word fits."""
    out = []
    for phrase in phrases:
        start, end = phrase.offsets(phrase.head_end)
        earlier = [f for f in named if f.kind == "agreement" and f.end <= start and family(f.name) == family(phrase.head_words)]
        if points_back(phrase) and earlier:
            last = earlier[-1]
            out.append(Finding(start, end, last.name, "agreement", last.of, last.parties, "description"))
    return out


def _things(at: Analysis, findings: list[Finding]) -> tuple[Thing, ...]:
    by_name: dict[str, list[Finding]] = {}
    for finding in findings:
        by_name.setdefault(finding.name, []).append(finding)
    return tuple(_thing(at, name, group) for name, group in by_name.items())


def _thing(at: Analysis, name: str, group: list[Finding]) -> Thing:
    """One thing from all passages that name it; what only points back is a mention, no evidence of the name."""
    naming = [finding for finding in group if finding.form != "description"] or group[:1]
    fullest = sorted(naming, key=lambda f: (-f.fullness, f.start))
    return Thing(
        name=name,
        kind=fullest[0].kind,
        of=next((f.of for f in fullest if f.of), None),
        parties=tuple(dict.fromkeys(party for f in fullest for party in f.parties)),
        evidence=tuple(at.evidence(f.start, f.end) for f in fullest),
    )


def _mention(at: Analysis, finding: Finding) -> Mention:
    return Mention(at.evidence(finding.start, finding.core or finding.end), finding.name, finding.kind, finding.form)
