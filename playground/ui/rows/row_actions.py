"""What can be done with the selected rows: a row of buttons below the table, and its menu."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from playground.arrays import RowIndices
from playground.session import Session
from playground.ui.rows.model import RowModel
from playground.ui.rows.table import RowTable
from playground.ui.widgets.buttons import with_key
from playground.ui.widgets.clipboard import copy_rows
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.popup import Menu

# Verb, words, tip.
_ACTIONS = (
    ("to_test", "To test", "Move the selected rows to the test set: the network is not trained on them"),
    ("to_train", "To train", "Move the selected rows to the training set"),
    ("erase", "Delete", with_key("Delete the selected rows; can be undone", "Del")),
    ("copy", "Copy", with_key("Copy the selected rows, or all, as text for a spreadsheet", "Ctrl+C")),
)


class RowActions(QWidget):
    """The buttons by their verbs; `erased` tells that rows are gone."""

    erased = Signal()

    def __init__(self, session: Session, model: RowModel, table: RowTable) -> None:
        super().__init__()
        self.session, self._model, self._table = session, model, table
        self.buttons = {verb: quiet_button(f"rows_{verb}", words, tip) for verb, words, tip in _ACTIONS}
        self.menu = Menu(self)
        for verb, words, tip in _ACTIONS:
            action = self.menu.addAction(words)
            action.setObjectName(f"menu_{verb}")
            action.setToolTip(tip)
            for sender in (action.triggered, self.buttons[verb].clicked):
                sender.connect(getattr(self, verb))
        layout = hbox(*self.buttons.values(), spacing=6)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        table.erase_wanted.connect(self.erase)
        table.copy_wanted.connect(self.copy)
        table.menu_wanted.connect(self._open_menu)

    def refresh(self) -> None:
        """Grey out what cannot be done."""
        chosen = self.session.points.selected
        held_out = self.session.data.test[chosen]
        able = {
            "to_test": not held_out.all(),
            "to_train": bool(held_out.any()),
            "erase": bool(len(chosen)),
            "copy": bool(len(self.session.data)),
        }
        for verb, button in self.buttons.items():
            button.setEnabled(able[verb])

    def to_test(self) -> None:
        self._do(self.session.points.hold_out)

    def to_train(self) -> None:
        self._do(lambda rows: self.session.points.hold_out(rows, test=False))

    def erase(self) -> None:
        """Delete the selected rows; the keys stay at the place where they were."""
        place, model = self._table.currentIndex(), self._model
        self._do(self.session.points.delete)
        self.erased.emit()
        if place.isValid() and model.rowCount():
            near = model.index(min(place.row(), model.rowCount() - 1), place.column())
            selection = self._table.selectionModel()
            selection.setCurrentIndex(near, selection.SelectionFlag.NoUpdate)

    def copy(self) -> None:
        """The selected rows, or all, in the order of the table."""
        rows = self._model.order
        if len(self.session.points.selected):
            rows = rows[np.isin(rows, self.session.points.selected)]
        copy_rows(self.session, rows, self._model.text)

    def _do(self, verb: Callable[[RowIndices], None]) -> None:
        if self._model.current and len(self.session.points.selected):
            verb(self.session.points.selected)

    def _open_menu(self, place: QPoint) -> None:
        for action in self.menu.actions():
            action.setEnabled(self.buttons[action.objectName().removeprefix("menu_")].isEnabled())
        self.menu.popup(place)


def quiet_button(name: str, words: str, tip: str) -> QPushButton:
    """A button whose click leaves the keys to the table."""
    button = QPushButton(words)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
