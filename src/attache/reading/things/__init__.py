"""Things that a report names: agreements, mechanisms, programmes, projects and places.

What comes in is the report's analysis with its actors; what goes out are things, one a name, with all passages that name
them, the fullest first, and their mentions. The line against organisations, which are actors (guide, rule 13): what recurs
or serves two sides — a forum, summit, dialogue, consultation, working group, contact group, or a joint, intergovernmental,
bilateral or inter-parliamentary committee, commission or council — is a mechanism; a body with members or a seat that
acts in its own name (ASEAN, G20, a ministry, an assembly's own committee) is an organisation.

For events: `things_in` and `places_in` give the things a passage names; `where_of` tells where the act of a clause took
place.
"""

from __future__ import annotations

from attache.reading.analysis import Analysis
from attache.reading.things.findings import Finding, apart
from attache.reading.things.places import find_places
from attache.records import ActorName, Evidence, Mention, Thing

__all__ = ["find_things"]


def find_things(at: Analysis) -> tuple[tuple[Thing, ...], tuple[Mention, ...]]:
    """Things of the report, one a name, in the order of their first passage; and their mentions in text order."""
    findings = apart(find_places(at))
    return _things(at, findings), tuple(_mention(at, finding) for finding in findings)


def _things(at: Analysis, findings: list[Finding]) -> tuple[Thing, ...]:
    by_name: dict[str, list[Finding]] = {}
    for finding in findings:
        by_name.setdefault(finding.name, []).append(finding)
    return tuple(_thing(at, name, group) for name, group in by_name.items())


def _thing(at: Analysis, name: str, group: list[Finding]) -> Thing:
    naming = [finding for finding in group if finding.form != "description"] or group[:1]
    fullest = sorted(naming, key=lambda f: (-f.fullness, f.start))
    evidence: tuple[Evidence, ...] = tuple(at.evidence(f.start, f.end) for f in fullest)
    parties: tuple[ActorName, ...] = tuple(dict.fromkeys(p for f in fullest for p in f.parties))
    of = next((f.of for f in fullest if f.of), None)
    return Thing(name=name, kind=fullest[0].kind, of=of, parties=parties, evidence=evidence)


def _mention(at: Analysis, finding: Finding) -> Mention:
    return Mention(at.evidence(finding.start, finding.end), finding.name, finding.kind, finding.form)
