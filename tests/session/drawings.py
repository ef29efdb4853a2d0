"""What the tests of drawing share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.data import Dataset
from playground.session import Session
from playground.training import Experiment, Spec

Make = Callable[..., Session]


def rows(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.intp)


def three() -> Experiment:
    """Six rows of three classes; the last two are held out."""
    X = np.array([[-3.0, 0.0], [-1.0, 2.0], [0.0, -2.0], [1.0, 1.0], [2.0, -1.0], [3.0, 0.5]])
    y, test = np.array([0.0, 1.0, 2.0, 0.0, 1.0, 2.0]), np.arange(6) > 3
    return Experiment.create(Dataset(X, y, ("x1", "x2"), "y", ("red", "green", "blue"), test), Spec())


EDITS: dict[str, tuple[Callable[[Session], object], str]] = {
    "add one": (lambda s: s.points.add(np.ones((1, 2)), np.array([2.0])), "Add a point"),
    "add": (lambda s: s.points.add(np.ones((3, 2)), np.array([0.0, 1.0, 2.0])), "Add points"),
    "erase one": (lambda s: s.points.delete(rows(1)), "Delete a point"),
    "erase": (lambda s: s.points.delete(rows(1, 4)), "Delete points"),
    "move": (lambda s: s.points.move(rows(2), np.zeros((1, 2)), np.array([2.0])), "Move a point"),
    "relabel": (lambda s: s.points.relabel(rows(0, 1), np.array([1.0, 1.0])), "Relabel points"),
    "cell": (lambda s: s.points.set_cell(2, 1, 7.0), "Edit a cell"),
    "target cell": (lambda s: s.points.set_cell(2, None, 0.0), "Edit a cell"),
    "hold out": (lambda s: s.points.hold_out(rows(0, 1)), "Move to test set"),
    "take back": (lambda s: s.points.hold_out(rows(4), test=False), "Move to training set"),
    "duplicate": (lambda s: s.points.duplicate(rows(3, 5)), "Duplicate points"),
    "scale": (lambda s: s.points.scale_to_view(rows(0, 1, 2)), "Scale to view"),
    "clear": (lambda s: s.points.clear(), "Clear all points"),
    "add a class": (lambda s: s.classes.add(), "Add a class"),
    "remove a class": (lambda s: s.classes.remove(1), "Remove class green"),
    "rename": (lambda s: s.classes.rename(1, "frogs"), "Rename a class"),
}
