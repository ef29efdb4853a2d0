"""What can be done with the selected rows, in a row of buttons at the bottom of the canvas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from playground.session import Session
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, with_key
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import plain_label

_GAP = 8  # px to the edge of the view


def _select_none(session: Session) -> None:
    session.points.select(np.empty(0, dtype=np.intp))


@dataclass(frozen=True)
class _Row:
    """`name` is the objectName; `icon` stands for the words where there is no room for them."""

    name: str
    words: str
    icon: str
    tip: str
    do: Callable[[Session], None]


_ROWS = (
    _Row(
        "hold_out",
        "To test",
        "",
        "Use these points for testing only: the network is not trained on them.",
        lambda session: session.points.hold_out(session.points.selected),
    ),
    _Row(
        "take_back",
        "To train",
        "",
        "Move these points back to the training set.",
        lambda session: session.points.hold_out(session.points.selected, test=False),
    ),
    _Row(
        "duplicate_selected",
        "Duplicate",
        "copy",
        "Duplicate these points; each then counts twice in the loss.",
        lambda session: session.points.duplicate(session.points.selected),
    ),
    _Row(
        "scale_selected",
        "Scale to view",
        "zoom_fit",
        "Move and stretch these points to fill the view.",
        lambda session: session.points.scale_to_view(session.points.selected),
    ),
    _Row(
        "erase_selected",
        "Delete",
        "eraser",
        with_key("Delete these points", "Del"),
        lambda session: session.points.delete(session.points.selected),
    ),
    _Row("clear_selection", "✕", "close", with_key("Clear selection", "Esc"), _select_none),
)


class SelectionBar(QFrame):
    """Floats over the canvas while rows are selected."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session, self._canvas = session, parent
        self.setObjectName("selection_bar")
        self.setProperty("role", "popover")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.count = plain_label("")
        self.count.setObjectName("selection_count")
        self.buttons = {row.name: self._make(row) for row in _ROWS}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 3, 4, 3)
        layout.setSpacing(1)
        layout.addWidget(self.count)
        layout.addSpacing(2)
        for button in self.buttons.values():
            layout.addWidget(button)
        Group(self, *self.buttons.values())
        self.hide()

    def refresh(self) -> None:
        session, rows = self.session, self.session.points.selected
        self.setVisible(bool(len(rows)) and not session.backprop.is_open)
        if not self.isHidden():
            held_out = session.data.test[rows]
            self.buttons["hold_out"].setEnabled(not held_out.all())
            self.buttons["take_back"].setEnabled(bool(held_out.any()))
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
        for button in self.buttons.values():
            if button.picture:
                button.apply_theme(theme)

    def _word(self, words: int) -> None:
        """3: all in words; 2: with icons where there are some; 1: without the word beside the count, too."""
        count = f"{len(self.session.points.selected):,}"
        self.count.setText(f"{count} selected" if words > 1 else count)
        for row in _ROWS:
            pictured = bool(row.icon) and (words < 3 or row.icon == "close")
            style = (
                Qt.ToolButtonStyle.ToolButtonIconOnly if pictured else Qt.ToolButtonStyle.ToolButtonTextOnly
            )
            self.buttons[row.name].setToolButtonStyle(style)

    def _make(self, row: _Row) -> IconButton:
        button = IconButton(row.icon, row.words if row.words != "✕" else "Clear selection", row.tip, "bare")
        button.setObjectName(row.name)
        button.setText(row.words)
        button.clicked.connect(lambda _on=False: row.do(self.session))
        return button
