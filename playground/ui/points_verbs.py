"""What the actions do to the selected points, or to all of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.session import Notice, Session
from playground.session.drawing import Rows

Verb = Callable[[], object]

_SELECT_FIRST = "No points are selected: draw around some with the lasso (L), or press Ctrl+A for all."


class PointsVerbs:
    """`do` does a verb and shows at once what has come of it."""

    def __init__(self, session: Session, do: Callable[[Verb], None]) -> None:
        self.session, self._do = session, do

    def select(self) -> None:
        """Select all points that are seen."""
        session = self.session
        seen = np.flatnonzero(~session.data.test | session.view.show_test)
        self._do(lambda: session.select(seen))

    def duplicate(self) -> None:
        self._do(lambda: self.session.duplicate(self._selected_or_all()))

    def scale_to_view(self) -> None:
        self._do(lambda: self.session.scale_to_view(self._selected_or_all()))

    def erase(self) -> None:
        self._to_selected(self.session.erase_rows)

    def hold_out(self) -> None:
        self._to_selected(self.session.hold_out)

    def take_back(self) -> None:
        self._to_selected(lambda rows: self.session.hold_out(rows, test=False))

    def _selected_or_all(self) -> Rows:
        selected = self.session.selected
        return selected if len(selected) else np.arange(len(self.session.data))

    def _to_selected(self, verb: Callable[[Rows], object]) -> None:
        rows = self.session.selected
        if len(rows):
            self._do(lambda: verb(rows))
        else:
            self._do(lambda: self.session.say(Notice(_SELECT_FIRST, bad=False)))
