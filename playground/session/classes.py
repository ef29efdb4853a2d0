"""The classes: edits of which there are, and what they are called."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from playground.data import COLOURS, LONGEST_NAME, OWN_LOOKS
from playground.data.classes import without_class
from playground.errors import DataError
from playground.session.drawing_tools import DrawingTools, drawn_classes
from playground.session.points import Points
from playground.session.run_state import RunState
from playground.session.view_state import ViewState
from playground.text import plain

MOST_DRAWN_CLASSES = OWN_LOOKS


class Classes:
    """The verbs that change the classes of the data; each can be undone."""

    def __init__(self, run: RunState, view: ViewState, points: Points, tools: DrawingTools) -> None:
        self._run, self._view, self._points, self._tools = run, view, points, tools

    @property
    def drawn(self) -> list[int]:
        """The classes that can be drawn: those with a look of their own, by index."""
        return drawn_classes(self._run.data)

    def add(self) -> None:
        """Another class to draw; the brush is on it at once."""
        data = self._run.data
        name = next(colour for colour in COLOURS if colour not in data.class_names)
        self._points.set_data("Add a class", replace(data, class_names=(*data.class_names, name)))
        self._tools.set_brush(label=len(data.class_names))

    def remove(self, index: int) -> None:
        """Take a class away, with its rows. Raises DataError when only two are left."""
        data, label = self._run.data, f"Remove class {self._view.names.classes[index]}"
        if len(data.class_names) <= 2:
            raise DataError("At least two classes are required.", "Delete the points instead.")
        left = data.without_rows(np.flatnonzero(data.y == index))
        y, names = left.y - (left.y > index), without_class(data.class_names, index)
        self._points.set_data(label, replace(left, y=y, class_names=names))

    def rename(self, index: int, name: str) -> None:
        """Call a class something else. Raises DataError for no name, a long one, or that of another class."""
        data, shown, name = self._run.data, self._view.names.classes, plain(name)
        names = data.class_names
        if name in (names[index], shown[index]):
            return
        if not name or len(name) > LONGEST_NAME:
            raise DataError("Invalid class name.", f"Type 1 to {LONGEST_NAME} characters.")
        if name in names or name in shown:
            raise DataError(f"There is already a class “{name}”.", "Type another name.")
        renamed = (*names[:index], name, *names[index + 1 :])
        self._points.set_data("Rename a class", replace(data, class_names=renamed))
