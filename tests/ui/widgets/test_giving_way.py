"""Parts of a row give way in their order, and come back."""

from __future__ import annotations

import pytest

from playground.ui.widgets.giving_way import GivingWay, OptionalPart


class Row:
    """A row of parts that are 10, 20 and 30 px wide, beside 100 px that stay."""

    def __init__(self) -> None:
        self.there = {10: True, 20: True, 30: True}
        self.shown: list[tuple[int, bool]] = []
        self.giving = GivingWay(*map(self._part, self.there))

    def _part(self, width: int) -> OptionalPart:
        def show(room: bool) -> None:  # noqa: FBT001  of all parts
            self.there[width] = room
            self.shown.append((width, room))

        return OptionalPart(lambda: width, show)

    def fit(self, room: int) -> list[int]:
        """What is there afterwards."""
        self.giving.fit(100 + sum(width for width, there in self.there.items() if there), room)
        return [width for width, there in self.there.items() if there]


@pytest.mark.parametrize(
    ("room", "there"), [(500, [10, 20, 30]), (160, [10, 20, 30]), (159, [20, 30]), (149, [30]), (20, [])]
)
def test_as_few_as_it_takes_in_their_order(room: int, there: list[int]) -> None:
    row = Row()
    assert row.fit(room) == there
    row.fit(20)
    assert row.fit(room) == there


def test_nothing_is_shown_or_hidden_that_stays_as_it_was() -> None:
    row = Row()
    row.fit(140)
    row.shown.clear()
    row.fit(140)
    row.fit(135)
    assert not row.shown
