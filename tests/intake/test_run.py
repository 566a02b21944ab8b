"""Items through worker processes: in order, within limits, whatever happens to a process."""

from __future__ import annotations

import os
import resource
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from attache.errors import AttacheError
from attache.intake import LIMITS, Outcome, Setup, Workers
from attache.intake.run import Run
from attache.intake.workers import Ended
from attache.sources.item import Item
from attache.sources.setaside import Setaside
from tests.intake.readers import broken, item, obedient

FAST = LIMITS.of_seconds(1.0)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Two workers that do what items say, with a second for each."""
    with Workers(2, Setup(limits=FAST, make=obedient)) as workers:
        yield workers


def read(workers: Workers, items: Sequence[Item | Setaside]) -> list[Outcome]:
    with Run(workers, items, lambda given: given.bulk) as run:
        return list(run)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_outcomes_come_in_the_order_of_the_items(workers: Workers) -> None:
    items = [item(f"sleep {0.2 if n % 7 == 0 else 0}", f"{n}") for n in range(40)]
    outcomes = read(workers, items)
    assert [o.item for o in outcomes] == [str(n) for n in range(40)]
    assert len({o.reason for o in outcomes}) == 2, "both processes read"


def test_what_never_was_an_item_keeps_its_place(workers: Workers) -> None:
    aside = Setaside("empty", "b", "b: the file is empty")
    outcomes = read(workers, [item("sleep 0.2", "a"), aside, item("", "c")])
    assert [(o.item, o.outcome) for o in outcomes] == [("a", "aside"), ("b", "aside"), ("c", "aside")]
    assert (outcomes[1].reason, outcomes[1].message) == ("empty", "b: the file is empty")


@pytest.mark.parametrize(
    ("command", "reason", "words"),
    [
        ("sleep 60", "time-limit", "x: not read within 1 seconds"),
        ("spin", "time-limit", "x: not read within 1 seconds"),
        ("die", "reader-crash", "x: the reader's process ended at it (ended by SIGSEGV)"),
        ("exit", "reader-crash", "x: the reader's process ended at it (ended with status 0)"),
    ],
)
def test_an_item_that_costs_a_process_is_told_and_the_rest_goes_on(
    workers: Workers, command: str, reason: str, words: str
) -> None:
    outcomes = read(workers, [item("", "a"), item(command, "x"), item("", "b"), item("", "c")])
    assert [o.item for o in outcomes] == ["a", "x", "b", "c"]
    assert (outcomes[1].outcome, outcomes[1].reason) == ("fault", reason)
    assert outcomes[1].message.startswith(words)
    assert [o.outcome for o in outcomes[2:]] == ["aside", "aside"]


def test_a_process_that_was_ended_from_outside_costs_no_item(workers: Workers, tmp_path: Path) -> None:
    (outcome,) = read(workers, [item(f"die once {tmp_path / 'mark'}", "x")])
    assert outcome.outcome == "aside"
    assert (tmp_path / "mark").exists()


def test_a_process_that_has_grown_is_replaced() -> None:
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    limits = LIMITS.__class__(memory=max(resident, 400 << 20) + (100 << 20))
    with Workers(1, Setup(limits=limits, make=obedient)) as workers:
        outcomes = read(workers, [item("", "a"), item("", "b"), item(f"grow {limits.memory >> 20}", "c"), item("", "d")])
    processes = [o.reason for o in outcomes]
    assert processes[0] == processes[1] == processes[2] != processes[3]


def test_no_more_is_taken_than_the_window_holds(workers: Workers) -> None:
    taken = 0

    def source() -> Iterator[Item]:
        nonlocal taken
        for n in range(200):
            taken += 1
            yield item("", str(n))

    with Run(workers, source(), lambda _: False, window=10) as run:
        time.sleep(0.5)
        assert taken == 10
        assert len(run.batch(5, 0)) == 5
        time.sleep(0.3)
        assert taken == 15
        assert len(list(run)) == 195


def test_memory_stays_flat_on_a_long_input(workers: Workers) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Run(workers, (item("x" * 2000, str(n)) for n in range(20_000)), lambda _: False) as run:
        assert sum(1 for _ in run) == 20_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000, "kilobytes; all items have 40,000"


def test_outcomes_are_gathered_while_more_are_under_way(workers: Workers) -> None:
    with Run(workers, [item("", "a"), item("sleep 0.2", "b"), item("sleep 0.9", "c")], lambda _: False) as run:
        assert [o.item for o in run.batch(10, 0.5)] == ["a", "b"]
        assert [o.item for o in run.batch(10, 0.5)] == ["c"]
        assert run.batch(10, 0.5) == []


def test_one_that_waits_for_its_source_holds_up_nothing(workers: Workers) -> None:
    go_on = threading.Event()

    def source() -> Iterator[Item]:
        yield item("", "a")
        go_on.wait(10)
        yield item("", "b")

    with Run(workers, source(), lambda _: False) as run:
        assert [o.item for o in run.batch(10, 5)] == ["a"]
        go_on.set()
        assert [o.item for o in run.batch(10, 5)] == ["b"]


def test_what_the_source_raises_comes_up_after_what_came_before(workers: Workers) -> None:
    def source() -> Iterator[Item]:
        yield item("sleep 0.2", "a")
        raise ValueError("no more")

    with Run(workers, source(), lambda _: False) as run:
        assert [o.item for o in run.batch(10, 1)] == ["a"]
        with pytest.raises(ValueError, match="no more"):
            run.batch(10, 1)


def test_stopping_gives_what_is_done_and_waits_for_nothing(workers: Workers) -> None:
    with Run(workers, [item("", "a"), item("sleep 0.9", "b"), item("", "c")], lambda _: False) as run:
        assert [o.item for o in run.batch(1, 0)] == ["a"]
        run.stop()
        assert run.batch(10, 5) == []
        workers.interrupt()
        time.sleep(0.3)
        assert run.batch(10, 0) == [], "what was cut short is no crash"


def test_whether_the_gate_is_asked_goes_with_the_item(workers: Workers) -> None:
    with Run(workers, [item("", "a"), item("", "b")], lambda given: given.name == "b") as run:
        assert [o.message for o in run] == ["False", "True"]


def test_closing_leaves_no_process() -> None:
    with Workers(2, Setup(make=obedient)) as workers:
        processes = {o.reason for o in read(workers, [item("sleep 0.3", str(n)) for n in range(4)])}
        run = Run(workers, [item("sleep 60", "x")], lambda _: False).__enter__()
        time.sleep(0.3)
    with pytest.raises(Ended):
        run.batch(1, 0)
    assert len(processes) == 2
    assert not any(alive(int(p)) for p in processes)


def test_workers_that_cannot_be_loaded_end_the_run() -> None:
    with (
        Workers(2, Setup(make=broken)) as workers,
        pytest.raises(AttacheError, match=r"could not be started .*status 3"),
    ):
        read(workers, [item("", "a"), item("", "b")])


@pytest.mark.parametrize("error", [OSError(24, "Too many open files"), EOFError()])
def test_a_process_that_cannot_be_started_is_told_in_one_line(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_: object) -> None:
        raise error

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", start)
    told = pytest.raises(AttacheError, match=r"could not be started .*--jobs 1")
    with Workers(2, Setup(make=obedient)) as workers, Run(workers, [item("", "a")], lambda _: False) as run, told:
        run.batch(1, 0)


@pytest.mark.parametrize("error", [OSError(24, "Too many open files"), EOFError()])
def test_processes_cannot_be_forked_from_one_that_did_not_start(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def ensure_running() -> None:
        raise error

    monkeypatch.setattr("multiprocessing.forkserver.ensure_running", ensure_running)
    with pytest.raises(AttacheError, match=r"could not be started .*--jobs 1"):
        Workers(2, Setup(make=obedient))
