"""Edits of rows: what each does, and its undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from playground.data import Dataset
from playground.errors import DataError
from playground.export import FORMATS
from playground.session import Change, Session
from playground.training import Experiment, Spec
from tests.session.drawings import EDITS, Make, rows, three
from tests.session.frames import flags, settle


def line() -> Experiment:
    X = np.linspace(-5.0, 5.0, 6)[:, None]
    return Experiment.create(Dataset(X, X[:, 0] / 2, ("x1",)), Spec(loss="mse"))


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_is_undone_and_redone(drawn: Session, name: str) -> None:
    verb, label = EDITS[name]
    before = drawn.data
    assert Change.DATA in flags(drawn, lambda: verb(drawn))
    after = drawn.data
    assert not after.same_as(before) and drawn.undo_stack.undo_label == label
    assert drawn.experiment.by_hand
    for _ in range(2):
        drawn.undo()
        assert drawn.data is before and (drawn.undo_stack.undo_label, drawn.undo_stack.redo_label) == (
            "",
            label,
        )
        drawn.redo()
        assert drawn.data is after and (drawn.undo_stack.undo_label, drawn.undo_stack.redo_label) == (
            label,
            "",
        )
    settle(drawn)


def test_all_edits_one_after_the_other_back_and_forth(drawn: Session) -> None:
    order = [name for name in EDITS if name not in {"clear", "remove a class"}]
    states = [drawn.data]
    for name in (*order, "remove a class", "clear"):
        EDITS[name][0](drawn)
        if drawn.data is not states[-1]:  # taking back a row that trains is no edit
            states.append(drawn.data)
    assert len(states) > 12
    for state in states[-2::-1]:
        drawn.undo()
        assert drawn.data is state
    for state in states[1:]:
        drawn.redo()
        assert drawn.data is state


def test_what_each_edit_of_rows_does(drawn: Session) -> None:
    before = drawn.data
    drawn.points.add(np.array([[9.0, 8.0]]), np.array([1.0]))
    assert drawn.data.X[-1].tolist() == [9.0, 8.0] and not drawn.data.test[-1]
    drawn.points.delete(rows(6, 0))
    np.testing.assert_array_equal(drawn.data.X, before.X[1:])
    drawn.points.set_cell(0, 1, 7.0)
    drawn.points.set_cell(0, None, 0.0)
    assert (drawn.data.X[0].tolist(), drawn.data.y[0]) == ([-1.0, 7.0], 0.0)
    drawn.points.relabel(rows(0, 1), np.array([2.0, 2.0]))
    np.testing.assert_array_equal(drawn.data.y, [2, 2, 0, 1, 2])
    drawn.points.hold_out(rows(0))
    drawn.points.hold_out(rows(4), test=False)
    assert np.flatnonzero(drawn.data.test).tolist() == [0, 3]
    drawn.points.clear()
    assert len(drawn.data) == 0 and drawn.data.class_names == before.class_names


@pytest.mark.parametrize(
    "nothing",
    [
        lambda s: s.points.delete(rows()),
        lambda s: s.points.move(rows(), np.empty((0, 2)), np.empty(0)),
        lambda s: s.points.relabel(rows(0, 3), np.zeros(2)),
        lambda s: s.points.relabel(rows(), np.empty(0)),
        lambda s: s.points.set_cell(0, 0, -3.0),
        lambda s: s.points.set_cell(0, None, 0.0),
        lambda s: s.points.hold_out(rows(4, 5)),
        lambda s: s.points.hold_out(rows(0), test=False),
        lambda s: s.points.hold_out(rows()),
        lambda s: s.points.duplicate(rows()),
        lambda s: s.points.scale_to_view(rows()),
        lambda s: s.classes.rename(0, " red "),
    ],
)
def test_what_changes_nothing_is_no_edit(drawn: Session, nothing: Callable[[Session], object]) -> None:
    before = drawn.experiment
    nothing(drawn)
    assert drawn.experiment is before and drawn.undo_stack.undo_label == ""


def test_a_duplicate_stands_beside_and_is_selected(make: Make) -> None:
    session = make(three())
    session.points.duplicate(rows(0, 5))
    spans = session.view.plane.x_range, session.view.plane.y_range
    shift = [0.02 * (high - low) for low, high in spans]
    np.testing.assert_allclose(session.data.X[6:], session.data.X[[0, 5]] + shift)
    np.testing.assert_array_equal(session.data.y[6:], [0.0, 2.0])
    assert session.data.test[6:].tolist() == [False, True]  # a copy of a test row tells nothing new
    assert session.points.selected.tolist() == [6, 7]
    session = make(line())
    session.points.duplicate(rows(2))
    assert session.data.X[6, 0] > session.data.X[2, 0] and session.data.y[6] > session.data.y[2]


def test_scaling_fills_the_view_along_its_axes_alone(make: Make) -> None:
    session = make(three())
    session.points.scale_to_view(rows(0, 1, 2))
    for axis, (low, high) in enumerate((session.view.plane.x_range, session.view.plane.y_range)):
        margin = 0.08 * (high - low)
        values = session.data.X[:3, axis]
        assert (values.min(), values.max()) == pytest.approx((low + margin, high - margin))
    np.testing.assert_array_equal(session.data.X[3:], three().data.X[3:])
    session.points.scale_to_view(rows(4))  # a single one goes to the middle
    assert session.data.X[4].tolist() == [
        sum(session.view.plane.x_range) / 2,
        sum(session.view.plane.y_range) / 2,
    ]
    session = make(line())
    session.points.scale_to_view(rows(2, 3))
    low, high = session.view.plane.y_range
    assert session.data.y[[2, 3]] == pytest.approx([low + 0.08 * (high - low), high - 0.08 * (high - low)])
    one = Experiment.create(
        Dataset(np.arange(4.0)[:, None], np.arange(4) % 2 * 1.0, ("x",), "y", ("a", "b"), generated=False)
    )
    session = make(one)
    session.points.scale_to_view(rows(0, 1))
    np.testing.assert_array_equal(session.data.y, one.data.y)  # a class has no height to stretch


def test_a_column_is_not_made_so_small_that_its_file_would_be_refused(make: Make, tmp_path: Path) -> None:
    session = make(line())
    small = np.full((6, 1), 1e-200)
    small[0] = 1.0
    session.points.move(np.arange(6), small, session.data.y)  # one that counts is enough
    before = session.experiment
    with pytest.raises(DataError, match="too small"):
        session.points.set_cell(0, 0, 1e-200)
    with pytest.raises(DataError, match="too small"):
        session.points.delete(np.array([0]))
    assert session.experiment is before
    FORMATS[".json"].save(before, session.snapshot, tmp_path / "small.json")
    again, _ = FORMATS[".json"].load(tmp_path / "small.json")
    assert np.array_equal(again.data.X, small)
