"""What can be done with the selected rows, in a row of buttons at the bottom of the canvas."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from playground.session import Session
from playground.ui.actions.selection import able
from playground.ui.actions.table import ACTIONS
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, with_key
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import plain_label

_GAP = 8  # px to the edge of the view


# The actions that are offered there, and those of them that have an icon in the place of their words.
_OFFERED = ("hold_out", "take_back", "duplicate", "scale_to_view", "erase_selected")
_PICTURED = _OFFERED[2:]


class SelectionBar(QFrame):
    """Floats over the canvas while rows are selected."""

    def __init__(self, session: Session, parent: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(parent)
        self.session, self._canvas = session, parent
        self.setObjectName("selection_bar")
        self.setProperty("role", "popover")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.count = plain_label("")
        self.count.setObjectName("selection_count")
        self.offers = {name: self._make(actions[name]) for name in _OFFERED}
        self.clear = IconButton("close", "Clear selection", with_key("Clear selection", "Esc"), "bare")
        self.clear.setObjectName("clear_selection")
        self.clear.clicked.connect(session.points.select_none)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 3, 4, 3)
        layout.setSpacing(1)
        layout.addWidget(self.count)
        layout.addSpacing(2)
        for button in (*self.offers.values(), self.clear):
            layout.addWidget(button)
        Group(self, *self.offers.values(), self.clear)
        self.hide()

    def refresh(self) -> None:
        session, rows = self.session, self.session.points.selected
        self.setVisible(bool(len(rows)) and not session.backprop.is_open)
        if not self.isHidden():
            for name, button in self.offers.items():
                button.setEnabled(able(session, name))
            self.setAccessibleName(f"{len(rows):,} selected points")

    def place(self, view: QRect) -> None:
        """At the bottom of the view in the middle; in fewer words where the view is narrow, never cut."""
        if self.isHidden():
            return
        for words in (3, 2, 1):
            self._word(words)
            if self.sizeHint().width() <= view.width() - 2 * _GAP:
                break
        size = self.sizeHint()
        room = self._canvas.width() - size.width()
        left = max(0, min(view.center().x() - size.width() // 2, room))
        self.setGeometry(QRect(left, view.bottom() - _GAP - size.height(), size.width(), size.height()))

    def apply_theme(self, theme: Theme) -> None:
        for button in (*(self.offers[name] for name in _PICTURED), self.clear):
            button.apply_theme(theme)

    def _word(self, words: int) -> None:
        """3: all in words; 2: with icons where there are some; 1: without the word beside the count, too."""
        count = f"{len(self.session.points.selected):,}"
        self.count.setText(f"{count} selected" if words > 1 else count)
        style = Qt.ToolButtonStyle
        for name in _PICTURED:
            self.offers[name].setToolButtonStyle(
                style.ToolButtonTextOnly if words == 3 else style.ToolButtonIconOnly
            )

    def _make(self, action: QAction) -> IconButton:
        name = action.objectName()
        button = IconButton(ACTIONS[name].icon, action.iconText(), action.toolTip(), "bare")
        button.setObjectName(f"{name}_button")
        button.setText(action.iconText())
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.clicked.connect(action.trigger)
        return button
