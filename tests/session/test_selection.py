"""The selection follows the rows through edits and undo."""

from __future__ import annotations

import pytest

from playground.session import Change, Session
from tests.session.drawings import EDITS, rows
from tests.session.frames import flags


def test_rows_are_selected_once_and_in_order(drawn: Session) -> None:
    assert flags(drawn, lambda: drawn.points.select(rows(3, 1, 3))) == Change.SELECTION
    assert drawn.points.selected.tolist() == [1, 3] and drawn.undo_stack.undo_label == ""
    told: list[Change] = []
    drawn.listen(told.append)
    drawn.points.select(rows(1, 3))
    drawn.tick()
    assert told == []


def test_test_rows_are_shown_when_they_are_selected(drawn: Session) -> None:
    drawn.points.select(rows(1))
    assert not drawn.view.settings.show_test
    drawn.points.select(rows(1, 4))
    assert drawn.view.settings.show_test


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
    drawn.points.select(rows(1, 3, 4))
    EDITS[name][0](drawn)
    assert drawn.points.selected.tolist() == selected


def test_an_undo_keeps_a_selection_that_still_means_something(drawn: Session) -> None:
    drawn.points.hold_out(rows(0))
    drawn.points.select(rows(1, 3))
    drawn.undo()
    assert drawn.points.selected.tolist() == [1, 3]
    drawn.points.delete(rows(5))
    drawn.undo()
    assert drawn.points.selected.tolist() == [1, 3]
    drawn.points.delete(rows(1))
    assert drawn.points.selected.tolist() == [2]  # which was row 3
    drawn.undo()
    assert drawn.points.selected.tolist() == []
    drawn.points.select(rows(1))
    drawn.source.update_recipe(source="xor", target=None, task=None)
    assert drawn.points.selected.tolist() == []


def test_of_another_dataset_no_rows_are_selected(session: Session) -> None:
    before = len(session.data)
    session.points.select(rows(1))
    session.source.update_recipe(source="xor", target=None, task=None)
    assert len(session.data) == before and session.points.selected.tolist() == []
    session.undo()
    session.points.select(rows(1))
    session.source.split(0.3)
    assert session.points.selected.tolist() == [1]
