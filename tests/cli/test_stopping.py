"""Ctrl-C while reports are read: the first asks, the second ends at once."""

from __future__ import annotations

import signal

import pytest

from attache.cli.reading import _Stop, _stopping
from attache.intake import Intake


class Asked:
    """What the first Ctrl-C asks."""

    stopped = False

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def intake() -> Intake:
    return Asked()  # type: ignore[return-value]


def test_the_first_asks_and_the_second_ends(intake: Intake) -> None:
    with _stopping(intake) as stop:
        signal.raise_signal(signal.SIGINT)
        assert (stop.asked, intake.stopped) == (True, True)  # type: ignore[attr-defined]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_while_nothing_can_be_lost_the_first_ends(intake: Intake) -> None:
    with _stopping(intake) as stop:
        with pytest.raises(KeyboardInterrupt), stop.at_once():
            signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        assert stop.asked


def test_afterwards_it_means_what_it_meant_before(intake: Intake) -> None:
    before = signal.getsignal(signal.SIGINT)
    with _stopping(intake):
        assert isinstance(signal.getsignal(signal.SIGINT), _Stop)
    assert signal.getsignal(signal.SIGINT) is before
