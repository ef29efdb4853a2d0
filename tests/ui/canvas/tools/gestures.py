"""What the tests of the tools share."""

from __future__ import annotations

from collections.abc import Callable

from playground.training import Experiment
from tests.ui.canvas.mouse import (
    Mouse,
)

MouseOn = Callable[[Experiment], Mouse]
CLOSE = 0.03  # units of the plane: half a px


def undone(mouse: Mouse, label: str) -> None:
    """One undo takes the stroke back, and a redo makes the very same rows again."""
    data = mouse.session.data
    assert mouse.session.undo_stack.undo_label == label
    mouse.session.undo()
    assert mouse.session.undo_stack.undo_label == ""
    mouse.session.redo()
    assert mouse.session.data is data
    mouse.session.undo()
