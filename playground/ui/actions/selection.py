"""What the actions do to the selected points, or to all of them, and when there is something to do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.arrays import RowIndices
from playground.session import Notice, Session

_SELECT_FIRST = "No points are selected: draw around some with the lasso (L), or press Ctrl+A for all."


class SelectionCommands:
    """The verbs of a session for those of its rows that are selected."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def select(self) -> None:
        """Select all points that are seen."""
        session = self.session
        session.points.select(np.flatnonzero(~session.data.test | session.view.settings.show_test))

    def duplicate(self) -> None:
        self.session.points.duplicate(self._selected_or_all())

    def scale_to_view(self) -> None:
        self.session.points.scale_to_view(self._selected_or_all())

    def erase(self) -> None:
        self._to_selected(self.session.points.delete)

    def hold_out(self) -> None:
        self._to_selected(self.session.points.hold_out)

    def take_back(self) -> None:
        self._to_selected(lambda rows: self.session.points.hold_out(rows, test=False))

    @property
    def verbs(self) -> dict[str, Callable[[], None]]:
        """By the names of their actions."""
        return {
            "select_all": self.select,
            "duplicate": self.duplicate,
            "scale_to_view": self.scale_to_view,
            "hold_out": self.hold_out,
            "take_back": self.take_back,
            "erase_selected": self.erase,
        }

    def _selected_or_all(self) -> RowIndices:
        selected = self.session.points.selected
        return selected if len(selected) else np.arange(len(self.session.data))

    def _to_selected(self, verb: Callable[[RowIndices], object]) -> None:
        if len(self.session.points.selected):
            verb(self.session.points.selected)
        else:
            self.session.notices.show(Notice(_SELECT_FIRST, bad=False))


def able(session: Session, name: str) -> bool:
    """Whether an action on the selection has something to do, for the buttons that offer it."""
    selected = session.points.selected
    match name:
        case "hold_out":
            return not session.data.test[selected].all()
        case "take_back":
            return bool(session.data.test[selected].any())
        case "copy_data":
            return bool(len(session.data))
        case _:
            return bool(len(selected))
