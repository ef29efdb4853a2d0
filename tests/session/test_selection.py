"""The selection follows the rows through edits and undo."""

from __future__ import annotations

import pytest

from playground.session import Change, Session
from tests.session.drawings import EDITS, rows
from tests.session.frames import flags


def test_rows_are_selected_once_and_in_order(drawn: Session) -> None:
    assert flags(drawn, lambda: drawn.select(rows(3, 1, 3))) == Change.SELECTION
    assert drawn.selected.tolist() == [1, 3] and drawn.undo_label == ""
    told: list[Change] = []
    drawn.listen(told.append)
    drawn.select(rows(1, 3))
    drawn.tick()
    assert told == []


def test_test_rows_are_shown_when_they_are_selected(drawn: Session) -> None:
    drawn.select(rows(1))
    assert not drawn.view.show_test
    drawn.select(rows(1, 4))
    assert drawn.view.show_test


@pytest.mark.parametrize(
    ("name", "selected"),
    [
        ("add", [1, 3, 4]),
        ("erase one", [2, 3]),  # row 1 is gone, those after it have moved up
        ("erase", [2]),
        ("move", [1, 3, 4]),
        ("relabel", [1, 3, 4]),
        ("cell", [1, 3, 4]),
        ("hold out", [1, 3, 4]),
        ("duplicate", [6, 7]),
        ("scale", [1, 3, 4]),
        ("clear", []),
        ("add a class", [1, 3, 4]),
        ("rename", [1, 3, 4]),
        ("remove a class", []),
    ],
)
def test_the_selection_goes_with_its_rows(drawn: Session, name: str, selected: list[int]) -> None:
    drawn.select(rows(1, 3, 4))
    EDITS[name][0](drawn)
    assert drawn.selected.tolist() == selected


def test_an_undo_keeps_a_selection_that_still_means_something(drawn: Session) -> None:
    drawn.hold_out(rows(0))
    drawn.select(rows(1, 3))
    drawn.undo()
    assert drawn.selected.tolist() == [1, 3]
    drawn.erase_rows(rows(5))
    drawn.undo()
    assert drawn.selected.tolist() == [1, 3]
    drawn.erase_rows(rows(1))
    assert drawn.selected.tolist() == [2]  # which was row 3
    drawn.undo()
    assert drawn.selected.tolist() == []
    drawn.select(rows(1))
    drawn.set_recipe(source="xor", target=None, task=None)
    assert drawn.selected.tolist() == []


def test_of_another_dataset_no_rows_are_selected(session: Session) -> None:
    before = len(session.data)
    session.select(rows(1))
    session.set_recipe(source="xor", target=None, task=None)
    assert len(session.data) == before and session.selected.tolist() == []
    session.undo()
    session.select(rows(1))
    session.split(0.3)
    assert session.selected.tolist() == [1]
