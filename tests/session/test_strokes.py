"""A stroke is one edit, however many points it takes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from playground.session import Session
from tests.session.drawings import rows

STROKES: dict[str, Callable[[Session, int], object]] = {
    "add": lambda s, k: s.points.add(np.full((k + 1, 2), 0.5 * k), np.zeros(k + 1), merge=True),
    "erase": lambda s, k: s.points.delete(rows(*range(1 + k % 2)), merge=True),
    "move": lambda s, k: s.points.move(rows(0, 2), np.full((2, 2), 1.0 + k), np.zeros(2), merge=True),
    "jitter": lambda s, k: s.points.move(
        rows(*range(k + 1)), np.full((k + 1, 2), 1.0 + k), np.zeros(k + 1), merge=True, label="Jitter"
    ),
    "relabel": lambda s, k: s.points.relabel(rows(k), (s.data.y[[k]] + 1) % 3, merge=True),
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
    assert drawn.undo_stack.undo_label == ""
    for state in states[1:]:
        drawn.redo()
        assert drawn.data is state


def test_strokes_of_two_kinds_are_two_undos(drawn: Session) -> None:
    drawn.points.add(np.zeros((2, 2)), np.zeros(2), merge=True)
    between = drawn.data
    drawn.points.delete(rows(0), merge=True)
    drawn.undo()
    assert drawn.data is between


def test_an_undo_ends_the_stroke(drawn: Session) -> None:
    before = drawn.data
    STROKES["add"](drawn, 0)
    drawn.undo()
    STROKES["add"](drawn, 1)
    assert drawn.undo_stack.redo_label == ""
    drawn.undo()
    assert drawn.data is before and drawn.undo_stack.undo_label == ""
