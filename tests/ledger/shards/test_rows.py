"""Readings in Parquet come back as they went in."""

from __future__ import annotations

import io
from dataclasses import replace
from zlib import crc32

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attache.errors import SourceError
from attache.ledger.shards.files import open_readings, write_entries
from attache.ledger.shards.form import FORM, MARK, schema
from attache.ledger.shards.rows import Entry, check
from attache.records import Aside, Bound, Change, Evidence, Figure
from tests.gold import gold, gold_files
from tests.ledger import made

SCHEMA = 7437
"""Checksum of the columns of form 1: where they change, the form's number has to, and this."""


def written(*entries: Entry, at_once: int = 1000) -> io.BytesIO:
    out = io.BytesIO()
    assert write_entries(entries, out, at_once=at_once) == len(entries)
    out.seek(0)
    return out


def again(*entries: Entry, at_once: int = 1000) -> list[Entry]:
    return list(open_readings(written(*entries, at_once=at_once), "test").entries())


def samples() -> list[Entry]:
    return [Entry(path.name, "read", *gold(path)) for path in gold_files()]


@pytest.mark.parametrize("at_once", [1, 7, 1000])
def test_all_samples_come_out_as_they_went_in(at_once: int) -> None:
    unread = made.report("Tổng thống đã đến Hà Nội.", language="vi")
    entries = [
        *samples(),
        Entry("vi.txt", "unread", unread, reason="no-language-pack"),
        Entry("broken.txt", "fault", made.report("Odd."), reason="reader-fault", message="broken.txt: the reader failed"),
        Entry("day.jsonl#3", "aside", reason="broken-line", message="day.jsonl#3: no JSON"),
    ]
    assert again(*entries, at_once=at_once) == entries


TEXT = "Trade was three to four billion. Lavrov met Minh in Hanoi, he said."
REPORT = made.report(TEXT, "2018-03-19", title="Trade", url="https://example.org/1")
days = st.none() | st.tuples(st.none(), st.just("2017-12-31")) | st.tuples(st.just("2017-01-01"), st.just("2017-12-31"))
numbers = st.floats(allow_nan=False, allow_infinity=False)
places = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)
passages = places.map(lambda p: Evidence(REPORT.id, p[0], p[1], TEXT[p[0] : p[1]]))
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
changes = st.none() | st.builds(Change, numbers, st.none() | words, st.sampled_from(["up", "down"]), st.none() | words)
names = st.lists(words, max_size=3).map(lambda told: made.names(*told))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low, high = draw(numbers), draw(numbers)
    bound: Bound | None = draw(st.sampled_from([None, "over", "range"]))
    return replace(
        made.figure(REPORT, "three", (low, high) if bound == "range" else draw(st.sampled_from([low, None]))),
        bound=bound,
        change=draw(changes),
        period=draw(days),
        parties=draw(names),
        speakers=draw(names),
        cumulative=draw(st.booleans()),
        unit=draw(st.none() | words),
        evidence=tuple(draw(st.lists(passages, min_size=1, max_size=3))),
    )


@given(st.lists(figures(), max_size=4), st.lists(passages | st.none(), max_size=3), days, names)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_reading_comes_out_as_it_went_in(records: list, asides: list, dated: object, reasons: object) -> None:  # type: ignore[type-arg]
    aside = tuple(Aside("odd", "figures", place) for place in asides)
    reading = made.reading(REPORT, (made.actor("Minh", "person", "VNM"),), *records, aside=aside)
    reading = replace(reading, published=dated, published_reasons=reasons)  # type: ignore[arg-type]
    entry = Entry("a", "read", REPORT, reading)
    assert again(entry) == [entry]


def test_bytes_that_are_no_characters_are_written_out() -> None:
    report = made.report("Trade grew.", file="re\udcffport.txt")
    (entry,) = again(Entry("re\udcffport.txt", "read", report, made.reading(report)))
    assert entry.report is not None
    assert (entry.item, entry.report.file) == ("re\\xffport.txt", "re\\xffport.txt")


@pytest.mark.parametrize("passage", [(0, 5, "Grade"), (-5, -1, "aid."), (60, 99, TEXT[60:])])
def test_words_that_are_not_in_the_report_are_not_written(passage: tuple[int, int, str]) -> None:
    figure = replace(made.figure(REPORT, "three", 3.0), evidence=(Evidence(REPORT.id, *passage),))
    with pytest.raises(ValueError, match="quoted"):
        check(REPORT, made.reading(REPORT, (), figure))


def test_people_can_query_it() -> None:
    frame = pq.read_table(written(*samples())).to_pandas()
    events = frame.explode("events").dropna(subset=["events"])
    assert (events.events.str["type"] == "CONSULT").sum() > 20
    first = events.iloc[0]
    place = first.events["evidence"][0]
    assert first.text[place["start"] : place["end"]].strip()


def test_the_form_has_its_columns() -> None:
    assert (FORM, crc32(str(schema().remove_metadata()).encode()) & 0xFFFF) == (1, SCHEMA)


def _foreign() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["Trade grew."]}), out)
    return out.getvalue()


def _later() -> bytes:
    out = io.BytesIO()
    pq.write_table(schema().empty_table().replace_schema_metadata({MARK: str(FORM + 1).encode()}), out)
    return out.getvalue()


def _other_columns() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"item": ["a"]}).replace_schema_metadata({MARK: str(FORM).encode()}), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason", "word"),
    [
        (b"", "damaged", "make it again"),
        (b"PAR1 no more PAR1", "damaged", "make it again"),
        (written(*samples()).getvalue()[:-100], "damaged", "make it again"),
        (_foreign(), "not-readings", "attache scale read"),
        (_other_columns(), "not-readings", "attache scale read"),
        (_later(), "newer", "upgrade"),
    ],
)
def test_what_is_no_file_of_readings_is_told_in_one_line(data: bytes, reason: str, word: str) -> None:
    with pytest.raises(SourceError, match=word) as told:
        open_readings(io.BytesIO(data), "day.parquet")
    assert told.value.reason == reason
    assert str(told.value).startswith("day.parquet: ")
    assert "\n" not in str(told.value)


def test_damage_within_is_found_before_it_is_believed() -> None:
    data = bytearray(written(*samples()).getvalue())
    for place in range(2000, len(data) // 2, 997):
        data[place] ^= 0xFF
    readings = open_readings(io.BytesIO(bytes(data)), "day.parquet")
    with pytest.raises(SourceError, match="damaged"):
        list(readings.entries())
