"""What the actions do to the selected points, or to all of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.arrays import RowIndices
from playground.session import Notice, Session

_SELECT_FIRST = "No points are selected: draw around some with the lasso (L), or press Ctrl+A for all."


class PointsVerbs:
    """The verbs of a session for those of its rows that are selected."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def select(self) -> None:
        """Select all points that are seen."""
        session = self.session
        session.select(np.flatnonzero(~session.data.test | session.view.show_test))

    def duplicate(self) -> None:
        self.session.duplicate(self._selected_or_all())

    def scale_to_view(self) -> None:
        self.session.scale_to_view(self._selected_or_all())

    def erase(self) -> None:
        self._to_selected(self.session.erase_rows)

    def hold_out(self) -> None:
        self._to_selected(self.session.hold_out)

    def take_back(self) -> None:
        self._to_selected(lambda rows: self.session.hold_out(rows, test=False))

    def _selected_or_all(self) -> RowIndices:
        selected = self.session.selected
        return selected if len(selected) else np.arange(len(self.session.data))

    def _to_selected(self, verb: Callable[[RowIndices], object]) -> None:
        if len(self.session.selected):
            verb(self.session.selected)
        else:
            self.session.say(Notice(_SELECT_FIRST, bad=False))
