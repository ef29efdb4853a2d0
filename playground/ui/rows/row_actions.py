"""What can be done with the selected rows: a row of buttons below the table, and its menu."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from playground.session import Session
from playground.ui.actions.selection import able
from playground.ui.rows.model import RowModel
from playground.ui.rows.table import RowTable
from playground.ui.widgets.clipboard import copy_rows
from playground.ui.widgets.giving_way import GivingWay, seen
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.popup import Menu

# The actions that are offered for rows, with what their buttons are called.
_OFFERED = {"hold_out": "to_test", "take_back": "to_train", "erase_selected": "erase", "copy_data": "copy"}

_GIVING = ("copy_data", "erase_selected", "take_back")  # where there is no room, the first first


class RowActions(QWidget):
    """The buttons by the names of their actions; `erased` tells that rows are gone."""

    erased = Signal()

    def __init__(
        self, session: Session, model: RowModel, table: RowTable, actions: Mapping[str, QAction]
    ) -> None:
        super().__init__()
        self.session, self._model, self._table, self._actions = session, model, table, actions
        self.buttons: dict[str, QPushButton] = {}
        self.menu = Menu(self)
        verbs = {
            "hold_out": partial(self._do, "hold_out"),
            "take_back": partial(self._do, "take_back"),
            "erase_selected": self.erase,
            "copy_data": self.copy,
        }
        for name, called in _OFFERED.items():
            offered = actions[name]
            button = quiet_button(f"rows_{called}", offered.iconText(), offered.toolTip())
            entry = self.menu.addAction(offered.text())
            entry.setObjectName(f"menu_{called}")
            for sender in (entry.triggered, button.clicked):
                sender.connect(lambda _on=False, verb=verbs[name]: verb())
            self.buttons[name] = button
        layout = hbox(*self.buttons.values(), None, spacing=6)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._giving = GivingWay(*(seen(self.buttons[name], spacing=6) for name in _GIVING))
        table.erase_wanted.connect(self.erase)
        table.copy_wanted.connect(self.copy)
        table.menu_wanted.connect(self._open_menu)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow card those give way that have a usual key; all are in the menu of the table, too."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        assert layout is not None
        self._giving.fit(layout.sizeHint().width(), self.width())

    def refresh(self) -> None:
        """Grey out what cannot be done."""
        self._fit()
        for name, button in self.buttons.items():
            button.setEnabled(able(self.session, name))

    def erase(self) -> None:
        """Delete the selected rows; the keys stay at the place where they were."""
        place, model = self._table.currentIndex(), self._model
        self._do("erase_selected")
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

    def _do(self, name: str) -> None:
        if self._model.current and len(self.session.points.selected):
            self._actions[name].trigger()

    def _open_menu(self, place: QPoint) -> None:
        for entry, button in zip(self.menu.actions(), self.buttons.values(), strict=True):
            entry.setEnabled(button.isEnabled())
        self.menu.popup(place)


def quiet_button(name: str, words: str, tip: str) -> QPushButton:
    """A button whose click leaves the keys to the table."""
    button = QPushButton(words)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
