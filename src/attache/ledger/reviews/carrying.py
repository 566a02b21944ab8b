"""A page that changed: reviews of its former version hold for what the newer one still says in the same words."""

from __future__ import annotations

import json
from dataclasses import replace

from attache.ledger.columns import KINDS, Record
from attache.ledger.reviews.frozen import thawed
from attache.ledger.reviews.matching import Cast, Reviewed, found_again
from attache.ledger.reviews.storing import Subject, add_on, load_decided
from attache.ledger.store import Store

SAME_PAGE = " UNION ".join(
    f"SELECT o.report FROM sighting n JOIN sighting o ON o.{where} = n.{where} AND o.{where} <> '' WHERE n.report = ?"
    for where in ("url", "file")
)
NOT_YET = (
    f"s.report = ? AND s.layer IN ({', '.join(repr(kind) for kind in KINDS)}) AND NOT EXISTS "
    "(SELECT 1 FROM review_on n JOIN reviewed m ON m.id = n.reviewed WHERE n.review = r.id AND m.report = ?)"
)


def carry(store: Store, report: str, text: str, read: list[tuple[str, Record]], cast: Cast) -> None:
    """Hangs reviews of a report's former versions also on its records that rest on the same words and say the same.

    What the newer version no longer says is not kept: its publisher may have taken it back.
    """
    for former in _former_versions(store, report):
        words = str(store.rows("SELECT text FROM report WHERE id = ?", (former,))[0][0])
        for review, on in load_decided(store, NOT_YET, (former, report)):
            snapshot = moved(str(on.snapshot), words, text)
            if snapshot is None:
                continue
            reviewed = Reviewed(on.subject.id, "", thawed(snapshot, report, text), review.changes.get("fields", {}))
            for identity in found_again([reviewed], read, cast).values():
                subject = Subject(0, on.subject.layer, report, identity)
                add_on(store, review.id, replace(on, subject=subject, record=identity, snapshot=snapshot))


def _former_versions(store: Store, report: str) -> list[str]:
    """Reviewed reports that this one has replaced, the newest last."""
    near = store.rows(
        f"SELECT DISTINCT p.id, p.arrival FROM report p JOIN reviewed s ON s.report = p.id "
        f"WHERE p.id <> ? AND p.id IN ({SAME_PAGE}) ORDER BY p.arrival",
        (report, report, report),
    )
    return [str(former) for former, _ in near if _newest(store, str(former), report) == report]


def _newest(store: Store, report: str, until: str) -> str:
    """The newest version of a page, or the one given where that is met on the way."""
    while report != until:
        (newer,) = store.rows("SELECT replaced_by FROM report WHERE id = ?", (report,))[0]
        if newer is None:
            break
        report = str(newer)
    return report


def moved(snapshot: str, former: str, text: str) -> str | None:
    """The snapshot with its passages where the same words stand in another text, nearest to their old place; None where
    some of them do not stand there."""
    held = json.loads(snapshot)
    passages = []
    for role, number, start, end in held["passages"]:
        there = _nearest(text, former[start:end], start)
        if there is None:
            return None
        passages.append((role, number, there, there + end - start))
    return json.dumps({**held, "passages": passages}, ensure_ascii=False, sort_keys=True)


def _nearest(text: str, words: str, place: int) -> int | None:
    starts = []
    start = text.find(words)
    while start >= 0:
        starts.append(start)
        start = text.find(words, start + 1)
    return min(starts, key=lambda s: (abs(s - place), s), default=None)
