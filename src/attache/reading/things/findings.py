"""What the finders of things hand each other: one naming passage with the name it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from attache.records import ActorName, MentionForm, ThingKind


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage `[start, end)` that names a thing."""

    start: int
    end: int
    name: str
    kind: ThingKind
    of: str | None = None
    """ISO alpha-3 or body it belongs to; None where shared or unknown."""
    parties: tuple[ActorName, ...] = ()
    form: MentionForm = "name"
    fullness: int = 0
    """Orders the passages of one thing, the fullest first; for places, how sure it is that a place is meant."""
    core: int | None = None
    """Where the name proper ends and its complement begins; None where all of the passage is the name."""

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the passage shares a character with `[start, end)`."""
        return self.start < end and start < self.end


def nested(inner: Finding, outer: Finding) -> bool:
    """Whether the first is a name of another kind in the complement of the second ("memorandum on the Northern Route")."""
    within = outer.core is not None and outer.core <= inner.start and inner.end <= outer.end
    return within and inner.kind != outer.kind and inner.form == "name" and inner.name[0].isupper()


def apart(findings: list[Finding]) -> list[Finding]:
    """The findings in text order without those that overlap an earlier listed one: the list's order is their rank."""
    out: list[Finding] = []
    for finding in findings:
        if not any(
            finding.overlaps(kept.start, kept.end) and not (nested(finding, kept) or nested(kept, finding)) for kept in out
        ):
            out.append(finding)
    return in_order(out)


def beside(findings: list[Finding], places: list[Finding]) -> list[Finding]:
    """The places that do not stand inside a name; in its complement ("agreement on a plant in Ninh Thuan") they may."""
    return [p for p in places if not any(p.overlaps(f.start, f.core or f.end) for f in findings)]


def in_order(findings: list[Finding]) -> list[Finding]:
    """The findings in text order."""
    return sorted(findings, key=lambda f: (f.start, f.end, f.name))
