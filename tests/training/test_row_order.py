"""The order of the rows: every row once an epoch, in a new order each, and looking ahead draws nothing."""

from __future__ import annotations

import numpy as np
import pytest

from playground.training.row_order import RowOrder


def epoch(order: RowOrder, size: int) -> list[int]:
    """The rows of the rest of an epoch, so many at a time."""
    taken: list[int] = []
    while order.left:
        order.prepare(size)
        taken += order.order[order.position : order.position + size].tolist()
        order.position = min(order.position + size, order.rows)
    assert order.complete
    order.start_epoch()
    return taken


@pytest.mark.parametrize("size", [1, 4, 9])
def test_every_epoch_takes_each_row_once_in_another_order(size: int) -> None:
    order = RowOrder(10, seed=3, shuffle=True)
    first, second = epoch(order, size), epoch(order, size)
    assert sorted(first) == sorted(second) == list(range(10))
    assert first != second
    assert first == epoch(RowOrder(10, seed=3, shuffle=True), size), "the seed says which"
    assert first != epoch(RowOrder(10, seed=4, shuffle=True), size)


@pytest.mark.parametrize(("size", "shuffle"), [(10, True), (4, False)])
def test_all_rows_at_once_and_unshuffled_ones_stay_in_order(size: int, shuffle: bool) -> None:  # noqa: FBT001
    order = RowOrder(10, seed=3, shuffle=shuffle)
    assert epoch(order, size) == epoch(order, size) == list(range(10))


def test_what_comes_is_told_without_drawing_it() -> None:
    order = RowOrder(10, seed=3, shuffle=True)
    told = order.upcoming(4, 10).tolist()
    assert told == order.upcoming(4, 10).tolist() == epoch(order, 4)
    assert order.upcoming(4, 3).tolist() == epoch(order, 4)[:3]


def test_it_goes_on_from_a_position_as_often_as_one_likes() -> None:
    order = RowOrder(10, seed=3, shuffle=True)
    order.prepare(4)
    order.position = 4
    there = order.copy_position()
    expected = [epoch(order, 4), epoch(order, 4)]
    for _ in range(2):
        other = RowOrder(10, seed=99, shuffle=True)
        other.go_to(there)
        assert [epoch(other, 4), epoch(other, 4)] == expected
    assert len(expected[0]) == 6


def test_other_rows_begin_an_epoch_and_none_make_no_epoch() -> None:
    order = RowOrder(10, seed=3, shuffle=True)
    order.position = 7
    order.restart(5)
    assert (order.left, order.complete) == (5, False)
    np.testing.assert_array_equal(order.order, np.arange(5))
    order.restart(0)
    assert (order.left, order.complete) == (0, False)
