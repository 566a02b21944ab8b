"""Sources and what they leave out: handed over in order as it comes up, nothing ahead of what is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from attache.intake import in_order
from attache.sources.item import Item
from attache.sources.setaside import OnAside, Setaside
from tests.intake.readers import item


def aside(name: str) -> Setaside:
    return Setaside("broken-line", name, f"{name}: broken")


def names(given: Iterator[Item | Setaside]) -> list[str]:
    return [one.input if isinstance(one, Setaside) else one.name for one in given]


def test_items_and_asides_come_in_the_order_in_which_they_came_up() -> None:
    def source(on_aside: OnAside) -> Iterator[Item]:
        on_aside(aside("1"))
        yield item("", "2")
        on_aside(aside("3"))
        on_aside(aside("4"))
        yield item("", "5")
        on_aside(aside("6"))

    assert names(in_order(source)) == list("123456")


def test_what_is_left_out_is_told_before_an_item_comes_and_is_not_heaped_up() -> None:
    """A source that goes on for long without an item."""
    came = 0

    def source(on_aside: OnAside) -> Iterator[Item]:
        nonlocal came
        while came < 1_000_000:
            came += 1
            on_aside(aside(str(came)))
        yield item("", "never")

    given = in_order(source)
    for number in range(1, 1001):
        assert names(iter([next(given)])) == [str(number)]
        assert came == number


def test_a_source_nobody_asks_any_more_is_ended() -> None:
    ended = threading.Event()

    def source(on_aside: OnAside) -> Iterator[Item]:
        try:
            while True:
                try:
                    on_aside(aside("a"))
                except Exception:  # noqa: BLE001 - as a source may do
                    continue
                yield item("", "b")
        finally:
            ended.set()

    given = in_order(source)
    next(given)
    assert not ended.is_set()
    given.close()  # type: ignore[attr-defined]
    assert ended.wait(20)


def test_what_the_source_raises_comes_after_all_before_it() -> None:
    def source(on_aside: OnAside) -> Iterator[Item]:
        yield item("", "a")
        on_aside(aside("b"))
        raise ValueError("no more")

    given = in_order(source)
    assert names(iter([next(given), next(given)])) == ["a", "b"]
    with pytest.raises(ValueError, match="no more"):
        next(given)
