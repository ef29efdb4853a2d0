"""Drawing: every verb on rows and classes, its undo and redo, and what becomes of the selection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from playground.data import Dataset, Recipe
from playground.errors import DataError
from playground.session import TOOLS, Brush, Change, Session
from playground.session.tools import LEAST_RADIUS, MOST_RADIUS
from playground.training import Experiment, Spec
from playground.training.evaluation import EncodedRows
from tests.session.frames import flags, settle, train
from tests.training.scoring import scores

Make = Callable[..., Session]


def rows(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.intp)


def three() -> Experiment:
    """Six rows of three classes; the last two are held out."""
    X = np.array([[-3.0, 0.0], [-1.0, 2.0], [0.0, -2.0], [1.0, 1.0], [2.0, -1.0], [3.0, 0.5]])
    y, test = np.array([0.0, 1.0, 2.0, 0.0, 1.0, 2.0]), np.arange(6) > 3
    return Experiment.create(Dataset(X, y, ("x1", "x2"), "y", ("red", "green", "blue"), test), Spec())


def line() -> Experiment:
    X = np.linspace(-5.0, 5.0, 6)[:, None]
    return Experiment.create(Dataset(X, X[:, 0] / 2, ("x1",)), Spec(loss="mse"))


@pytest.fixture
def drawn(make: Make) -> Session:
    return make(three())


# --- the hand ----------------------------------------------------------------------------------------


def test_the_brush_is_no_edit(drawn: Session) -> None:
    assert flags(drawn, lambda: drawn.set_brush(tool="erase", label=2)) == Change.VIEW
    assert (drawn.brush.tool, drawn.brush.label, drawn.undo_label) == ("erase", 2, "")


def test_each_tool_has_a_radius_of_its_own(drawn: Session) -> None:
    first = {name: replace(Brush(), tool=name).radius for name in TOOLS}
    assert first == {name: tool.radius for name, tool in TOOLS.items()}
    drawn.set_brush(tool="brush")
    drawn.set_radius(70)
    drawn.set_brush(tool="erase")
    drawn.set_radius(1)
    assert drawn.brush.radius == LEAST_RADIUS
    drawn.set_radius(1000)
    assert drawn.brush.radius == MOST_RADIUS
    drawn.set_brush(tool="brush")
    assert drawn.brush.radius == 70


def test_other_data_put_the_brush_on_its_first_class(drawn: Session) -> None:
    drawn.set_brush(tool="brush", label=2)
    drawn.set_recipe(source="xor", target=None, task=None)
    assert (drawn.brush.tool, drawn.brush.label) == ("brush", 0)


def test_equal_sessions_have_equal_chances(make: Make) -> None:
    one, other = (make(three()).chance.random(5) for _ in range(2))
    np.testing.assert_array_equal(one, other)


# --- edits of rows -----------------------------------------------------------------------------------

EDITS: dict[str, tuple[Callable[[Session], object], str]] = {
    "add one": (lambda s: s.add_points(np.ones((1, 2)), np.array([2.0])), "Add a point"),
    "add": (lambda s: s.add_points(np.ones((3, 2)), np.array([0.0, 1.0, 2.0])), "Add points"),
    "erase one": (lambda s: s.erase_rows(rows(1)), "Delete a point"),
    "erase": (lambda s: s.erase_rows(rows(1, 4)), "Delete points"),
    "move": (lambda s: s.move_rows(rows(2), np.zeros((1, 2)), np.array([2.0])), "Move a point"),
    "relabel": (lambda s: s.relabel(rows(0, 1), np.array([1.0, 1.0])), "Relabel points"),
    "cell": (lambda s: s.set_cell(2, 1, 7.0), "Edit a cell"),
    "target cell": (lambda s: s.set_cell(2, None, 0.0), "Edit a cell"),
    "hold out": (lambda s: s.hold_out(rows(0, 1)), "Move to test set"),
    "take back": (lambda s: s.hold_out(rows(4), test=False), "Move to training set"),
    "duplicate": (lambda s: s.duplicate(rows(3, 5)), "Duplicate points"),
    "scale": (lambda s: s.scale_to_view(rows(0, 1, 2)), "Scale to view"),
    "clear": (lambda s: s.clear(), "Clear all points"),
    "add a class": (lambda s: s.add_class(), "Add a class"),
    "remove a class": (lambda s: s.remove_class(1), "Remove class green"),
    "rename": (lambda s: s.rename_class(1, "frogs"), "Rename a class"),
}


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_is_undone_and_redone(drawn: Session, name: str) -> None:
    verb, label = EDITS[name]
    before = drawn.data
    assert Change.DATA in flags(drawn, lambda: verb(drawn))
    after = drawn.data
    assert not after.same_as(before) and drawn.undo_label == label
    assert drawn.experiment.by_hand
    for _ in range(2):
        drawn.undo()
        assert drawn.data is before and (drawn.undo_label, drawn.redo_label) == ("", label)
        drawn.redo()
        assert drawn.data is after and (drawn.undo_label, drawn.redo_label) == (label, "")
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
    drawn.add_points(np.array([[9.0, 8.0]]), np.array([1.0]))
    assert drawn.data.X[-1].tolist() == [9.0, 8.0] and not drawn.data.test[-1]
    drawn.erase_rows(rows(6, 0))
    np.testing.assert_array_equal(drawn.data.X, before.X[1:])
    drawn.set_cell(0, 1, 7.0)
    drawn.set_cell(0, None, 0.0)
    assert (drawn.data.X[0].tolist(), drawn.data.y[0]) == ([-1.0, 7.0], 0.0)
    drawn.relabel(rows(0, 1), np.array([2.0, 2.0]))
    np.testing.assert_array_equal(drawn.data.y, [2, 2, 0, 1, 2])
    drawn.hold_out(rows(0))
    drawn.hold_out(rows(4), test=False)
    assert np.flatnonzero(drawn.data.test).tolist() == [0, 3]
    drawn.clear()
    assert len(drawn.data) == 0 and drawn.data.class_names == before.class_names


@pytest.mark.parametrize(
    "nothing",
    [
        lambda s: s.erase_rows(rows()),
        lambda s: s.move_rows(rows(), np.empty((0, 2)), np.empty(0)),
        lambda s: s.relabel(rows(0, 3), np.zeros(2)),
        lambda s: s.relabel(rows(), np.empty(0)),
        lambda s: s.set_cell(0, 0, -3.0),
        lambda s: s.set_cell(0, None, 0.0),
        lambda s: s.hold_out(rows(4, 5)),
        lambda s: s.hold_out(rows(0), test=False),
        lambda s: s.hold_out(rows()),
        lambda s: s.duplicate(rows()),
        lambda s: s.scale_to_view(rows()),
        lambda s: s.rename_class(0, " red "),
    ],
)
def test_what_changes_nothing_is_no_edit(drawn: Session, nothing: Callable[[Session], object]) -> None:
    before = drawn.experiment
    nothing(drawn)
    assert drawn.experiment is before and drawn.undo_label == ""


def test_a_duplicate_stands_beside_and_is_selected(make: Make) -> None:
    session = make(three())
    session.duplicate(rows(0, 5))
    spans = session.plane.x_range, session.plane.y_range
    shift = [0.02 * (high - low) for low, high in spans]
    np.testing.assert_allclose(session.data.X[6:], session.data.X[[0, 5]] + shift)
    np.testing.assert_array_equal(session.data.y[6:], [0.0, 2.0])
    assert session.data.test[6:].tolist() == [False, True]  # a copy of a test row tells nothing new
    assert session.selected.tolist() == [6, 7]
    session = make(line())
    session.duplicate(rows(2))
    assert session.data.X[6, 0] > session.data.X[2, 0] and session.data.y[6] > session.data.y[2]


def test_scaling_fills_the_view_along_its_axes_alone(make: Make) -> None:
    session = make(three())
    session.scale_to_view(rows(0, 1, 2))
    for axis, (low, high) in enumerate((session.plane.x_range, session.plane.y_range)):
        margin = 0.08 * (high - low)
        values = session.data.X[:3, axis]
        assert (values.min(), values.max()) == pytest.approx((low + margin, high - margin))
    np.testing.assert_array_equal(session.data.X[3:], three().data.X[3:])
    session.scale_to_view(rows(4))  # a single one goes to the middle
    assert session.data.X[4].tolist() == [sum(session.plane.x_range) / 2, sum(session.plane.y_range) / 2]
    session = make(line())
    session.scale_to_view(rows(2, 3))
    low, high = session.plane.y_range
    assert session.data.y[[2, 3]] == pytest.approx([low + 0.08 * (high - low), high - 0.08 * (high - low)])
    one = Experiment.create(
        Dataset(np.arange(4.0)[:, None], np.arange(4) % 2 * 1.0, ("x",), "y", ("a", "b"), generated=False)
    )
    session = make(one)
    session.scale_to_view(rows(0, 1))
    np.testing.assert_array_equal(session.data.y, one.data.y)  # a class has no height to stretch


# --- strokes -----------------------------------------------------------------------------------------

STROKES: dict[str, Callable[[Session, int], object]] = {
    "add": lambda s, k: s.add_points(np.full((k + 1, 2), 0.5 * k), np.zeros(k + 1), merge=True),
    "erase": lambda s, k: s.erase_rows(rows(*range(1 + k % 2)), merge=True),
    "move": lambda s, k: s.move_rows(rows(0, 2), np.full((2, 2), 1.0 + k), np.zeros(2), merge=True),
    "jitter": lambda s, k: s.move_rows(
        rows(*range(k + 1)), np.full((k + 1, 2), 1.0 + k), np.zeros(k + 1), merge=True, label="Jitter"
    ),
    "relabel": lambda s, k: s.relabel(rows(k), (s.data.y[[k]] + 1) % 3, merge=True),
}


@pytest.mark.parametrize("name", STROKES)
def test_a_stroke_is_one_undo(drawn: Session, name: str) -> None:
    states = [drawn.data]
    for _ in range(2):
        for k in range(2):
            STROKES[name](drawn, k)
        drawn.end_merge()
        states.append(drawn.data)
    assert len({id(state) for state in states}) == 3
    for state in (states[1], states[0]):
        drawn.undo()
        assert drawn.data is state
    assert drawn.undo_label == ""
    for state in states[1:]:
        drawn.redo()
        assert drawn.data is state


def test_strokes_of_two_kinds_are_two_undos(drawn: Session) -> None:
    drawn.add_points(np.zeros((2, 2)), np.zeros(2), merge=True)
    between = drawn.data
    drawn.erase_rows(rows(0), merge=True)
    drawn.undo()
    assert drawn.data is between


def test_an_undo_ends_the_stroke(drawn: Session) -> None:
    before = drawn.data
    STROKES["add"](drawn, 0)
    drawn.undo()
    STROKES["add"](drawn, 1)
    assert drawn.redo_label == ""
    drawn.undo()
    assert drawn.data is before and drawn.undo_label == ""


# --- the selection -----------------------------------------------------------------------------------


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


# --- classes -----------------------------------------------------------------------------------------


def test_a_class_is_added_under_the_brush(drawn: Session) -> None:
    drawn.set_brush(tool="brush")
    drawn.add_class()
    assert drawn.data.class_names == ("red", "green", "blue", "amber")
    assert (drawn.brush.tool, drawn.brush.label) == ("brush", 3)
    assert drawn.experiment.sizes[-1] == 4
    drawn.rename_class(3, "violet")
    drawn.add_class()
    assert drawn.data.class_names[3:] == ("violet", "amber")


def test_a_class_is_removed_with_its_rows(drawn: Session) -> None:
    drawn.remove_class(0)
    assert drawn.data.class_names == ("red", "green")  # the colours that the others have now
    np.testing.assert_array_equal(drawn.data.y, [0, 1, 0, 1])
    np.testing.assert_array_equal(drawn.data.X, three().data.X[[1, 2, 4, 5]])
    before = drawn.experiment
    with pytest.raises(DataError, match="At least two"):
        drawn.remove_class(0)
    assert drawn.experiment is before


def test_a_renamed_class_keeps_weights_scaling_and_run(make: Make) -> None:
    session = make(Experiment.load(Recipe(source="iris"), Spec(hidden_layers=(3,))))
    train(session)
    before, theta, epoch = session.experiment, session.network.theta.copy(), session.snapshot.epoch
    session.rename_class(1, "  Iris  two ")
    settle(session)
    assert session.data.class_names[1] == "Iris two"
    assert session.experiment.inputs == before.inputs and session.snapshot.epoch == epoch > 0
    np.testing.assert_array_equal(session.network.theta, theta)


@pytest.mark.parametrize("name", ["", "   ", "blue", "x" * 101])
def test_names_that_are_none(drawn: Session, name: str) -> None:
    before = drawn.experiment
    with pytest.raises(DataError) as refused:
        drawn.rename_class(0, name)
    assert refused.value.hint and drawn.experiment is before


def test_the_worker_learns_what_was_drawn(make: Make) -> None:
    """Through a clear, new classes and strokes, its losses are those of the rows that are there."""
    session = make(three())
    session.clear()
    chance = np.random.default_rng(2)
    for label in range(3):
        session.add_points(chance.normal(label, 0.1, (5, 2)), np.full(5, float(label)), merge=True)
    session.end_merge()
    train(session, 2)
    session.hold_out(rows(0, 7))
    settle(session)
    for seen, ours in zip(
        (session.snapshot.train, session.snapshot.test),
        scores(EncodedRows(session.experiment), session.network),
        strict=True,
    ):
        assert (seen.loss, seen.accuracy) == (ours.loss, ours.accuracy)
    assert session.data.test.sum() == 2


def test_a_notice_about_the_points_ends_with_the_next_edit(session: Session) -> None:
    session.clear()
    session.play()
    assert session.notice is not None and session.notice.text.startswith("No training data yet")
    session.add_points(np.array([[1.0, 1.0]]), np.array([0.0]))
    assert session.notice is None
    session.hold_out(np.array([0]))
    assert (
        session.notice is not None and session.notice.text == "1 point moved to the test set (drawn hollow)."
    )
    session.play()
    assert session.notice.text == "All points are test points: move some to the training set."
    session.undo()
    assert session.notice is None


@pytest.mark.parametrize(("task", "columns"), [("classes", 2), ("regression", 1)])
def test_a_new_drawing_is_an_empty_canvas_that_learns_and_can_be_undone(
    make: Make, task: str, columns: int
) -> None:
    session = make(three())
    session.new_drawing(task)
    assert len(session.data) == 0 and len(session.data.columns) == columns
    assert session.plane.x_range == session.plane.y_range == (-6.0, 6.0) or columns == 2
    assert (session.plane.y is None) == (task == "regression")
    X = np.linspace(-3.0, 3.0, 7)[:, None] * np.ones(columns)
    session.add_points(X, (X[:, 0] > 0).astype(float))
    assert not session.data.test.any()
    train(session, 3)
    session.undo()
    session.undo()
    assert session.data.columns == ("x1", "x2") and len(session.data) == 6 and session.notice is None
