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
from attache.reading.things.agreements import agreement_of, family, points_back
from attache.reading.things.findings import Finding, apart, beside
from attache.reading.things.gazetteer import find_known
from attache.reading.things.mechanisms import mechanism_of
from attache.reading.things.phrases import Phrase, find_phrases
from attache.reading.things.places import find_places
from attache.reading.things.programmes import find_forms, programme_of, project_of
from attache.reading.things.where import places_in, things_in, where_of
from attache.records import ActorName, Evidence, Mention, Thing

__all__ = ["find_things", "places_in", "things_in", "where_of"]


def find_things(at: Analysis) -> tuple[tuple[Thing, ...], tuple[Mention, ...]]:
    """Things of the report, one a name, in the order of their first passage; and their mentions in text order."""
    phrases = find_phrases(at)
    named = [*_swallowing(find_known(at), _of_phrases(at, phrases)), *find_forms(at)]
    findings = [f for f in apart(named) if not _is_actor(at, f)]
    findings = apart([*findings, *_back(phrases, findings)])
    findings = sorted([*findings, *beside(findings, find_places(at))], key=lambda f: (f.start, f.end, f.name))
    return _things(at, findings), tuple(_mention(at, finding) for finding in findings)


def _of_phrases(at: Analysis, phrases: tuple[Phrase, ...]) -> list[Finding]:
    readers = {"agreement": agreement_of, "mechanism": mechanism_of, "programme": programme_of, "project": project_of}
    found = (readers[phrase.kind](at, phrase) for phrase in phrases)
    return [finding for finding in found if finding]


def _swallowing(known: list[Finding], read: list[Finding]) -> list[Finding]:
    """Table names first, except where a phrase of the text holds a table name as its modifier ("2016 Paris Agreement fund")."""
    longer = [r for r in read if any(r.overlaps(k.start, k.end) and r.end > k.end + 2 and r.start <= k.start and r.kind != k.kind for k in known)]
    return [*longer, *known, *read]


def _is_actor(at: Analysis, finding: Finding) -> bool:
    """Whether the passage is no more than the name of an organisation that the reader of actors knows."""
    return any(
        m.kind == "organisation" and m.form == "name" and m.evidence.start <= finding.start and finding.end <= m.evidence.end
        for m in at.mentions
        if finding.kind not in ("mechanism", "agreement") or m.evidence.end - m.evidence.start > finding.end - finding.start
    )


def _back(phrases: tuple[Phrase, ...], findings: list[Finding]) -> list[Finding]:
    """Later short mentions of agreements: "the agreement" is the last one before it whose head word fits."""
    out = []
    for phrase in phrases:
        if phrase.kind != "agreement" or not points_back(phrase):
            continue
        start = phrase.doc[phrase.head].idx
        end = phrase.doc[phrase.head_end - 1].idx + len(phrase.doc[phrase.head_end - 1])
        wanted = family(phrase.head_words)
        earlier = [f for f in findings if f.kind == "agreement" and f.end <= start and wanted in (family(f.name), "agreement") and family(f.name) != "statement"]
        if wanted == "statement":
            earlier = [f for f in findings if f.kind == "agreement" and f.end <= start and family(f.name) == "statement"]
        if earlier:
            last = earlier[-1]
            out.append(Finding(start, end, last.name, "agreement", last.of, last.parties, "description"))
    return out


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
    return Mention(at.evidence(finding.start, finding.core or finding.end), finding.name, finding.kind, finding.form)
