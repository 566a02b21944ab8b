"""One item: what becomes of it, by what is in it."""

from __future__ import annotations

import pickle

import pytest

from attache.intake import ReadingLimits, read_item
from attache.intake.one import of_setaside
from attache.sources import Origin
from attache.sources.item import Item, Kind
from attache.sources.setaside import Setaside

MET = "HANOI, 12 March 2019 (Test Wire) - Foreign Minister Ana Ruiz of Chile met her counterpart Pham Binh Minh in Hanoi.\n"
FRENCH = (
    "Le ministre des Affaires étrangères a rencontré mardi son homologue vietnamien à Hanoï. Les deux pays veulent "
    "porter leurs échanges commerciaux à deux milliards de dollars d'ici 2030, a déclaré le ministre devant la presse."
)
CAKE = "To bake the cake, melt the butter, stir in the sugar and the eggs, and leave it in the oven for forty minutes. " * 5


def item(text: str | bytes, kind: Kind = "text", *, by_hand: bool = False) -> Item:
    data = text if isinstance(text, bytes) else text.encode()
    return Item("in/a", "x/in/a", kind, data, Origin(file="in/a", shown="x/in/a"), by_hand=by_hand)


@pytest.mark.parametrize(
    ("text", "gate", "outcome", "reason"),
    [
        (MET, False, "read", ""),
        (MET, True, "read", ""),
        ("", False, "aside", "empty"),
        (bytes(range(256)) * 64, False, "aside", "binary"),
        (FRENCH, False, "unread", "no-language-pack"),
        (FRENCH, True, "aside", "no-language-pack"),
        (CAKE, False, "read", ""),
        (MET * 20, False, "aside", "too-long"),
    ],
    ids=["read", "let pass", "empty", "binary", "unread", "no language", "no gate", "too long"],
)
def test_what_becomes_of_an_item(text: str | bytes, gate: bool, outcome: str, reason: str) -> None:
    done = read_item(item(text), gate=gate, limits=ReadingLimits(characters=1500))
    assert (done.outcome, done.reason) == (outcome, reason)
    assert (done.report is not None) == (outcome in ("read", "unread"))
    assert (done.reading is not None) == (outcome == "read")
    assert done.message.startswith("x/in/a: ") == bool(reason)
    assert pickle.loads(pickle.dumps(done)) == done


def test_what_the_gate_sets_aside_is_quiet_unless_named_by_hand() -> None:
    quiet, told = (read_item(item(CAKE, by_hand=by_hand), gate=True) for by_hand in (False, True))
    assert (quiet.outcome, quiet.quiet, quiet.gated) == ("aside", True, True)
    assert (told.outcome, told.quiet, told.gated) == ("aside", False, True)
    assert "--no-gate" in told.message


def test_what_is_known_is_not_read() -> None:
    done = read_item(item(MET), gate=False, known=lambda report: report.file == "in/a")
    assert (done.outcome, done.reading) == ("known", None)
    assert "reading" not in done.seconds


def test_a_fault_of_the_reader_keeps_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("attache.reading.read", broken)
    done = read_item(item(MET), gate=False)
    assert (done.outcome, done.reason) == ("fault", "reader-fault")
    assert done.report is not None
    assert "RecursionError: too deep, broken line" in done.message
    assert "stored unread" in done.message


def test_a_fault_of_a_parser_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("attache.sources.item.report_of", broken)
    done = read_item(item(MET), gate=False)
    assert (done.outcome, done.reason, done.report) == ("fault", "reader-fault", None)


def test_seconds_are_told_by_stage() -> None:
    done = read_item(item(MET), gate=True)
    assert list(done.seconds) == ["sources", "gate", "reading"]
    assert all(0 < s < 60 for s in done.seconds.values())


def test_what_was_no_item_has_an_outcome_too() -> None:
    done = of_setaside(Setaside("readme", "README", "README: tells about the folder, not read"))
    assert (done.item, done.outcome, done.reason, done.quiet) == ("README", "aside", "readme", True)


@pytest.mark.parametrize(("size", "seconds"), [(0, 10), (100_000, 20), (1_000_000, 110)])
def test_longer_items_get_longer(size: int, seconds: float) -> None:
    assert ReadingLimits(seconds=60).of_seconds(10).allowed(size) == seconds
