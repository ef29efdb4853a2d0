"""What can be done with the selected rows, in a row of buttons at the bottom of the canvas."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, Qt
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

# The actions that are offered there; an icon stands for what has no words. The last words to go are those
# that no icon tells well, and the number of points stands in other places, too.
_OFFERED = ("hold_out", "take_back", "duplicate", "scale_to_view", "erase_selected")
_TOLD = _OFFERED[:2]
_COUNTED, _NUMBER = "{:,} selected", "{:,}"


class SelectionBar(QFrame):
    """Floats over the canvas while rows are selected."""

    def __init__(self, session: Session, parent: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(parent)
        self.session, self._canvas, self._around = session, parent, parent
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

    def float_over(self, around: QWidget) -> None:
        """Over what is around the canvas, too: it may be wider than a small one."""
        self._around = around
        self.setParent(around)

    def refresh(self) -> None:
        session, rows = self.session, self.session.points.selected
        self.setVisible(bool(len(rows)) and not session.backprop.is_open)
        if not self.isHidden():
            for name, button in self.offers.items():
                button.setEnabled(able(session, name))
            self.setAccessibleName(f"{len(rows):,} selected points")

    def place(self, view: QRect) -> None:
        """At the bottom of the view in the middle, never cut: in fewer words where the view is narrow.

        Where it is too narrow for that, too, it may stand over what is around the canvas.
        """
        if self.isHidden():
            return
        inside, around = (place.width() - 2 * _GAP for place in (view, self._around))
        for count, worded, room in (
            (_COUNTED, _OFFERED, inside),
            (_COUNTED, _TOLD, inside),
            (_NUMBER, _TOLD, inside),
            (_NUMBER, _TOLD, around),
            (_NUMBER, (), around),
            ("", (), around),
        ):
            self._write(count, worded)
            if self.sizeHint().width() <= room:
                break
        size, canvas = self.sizeHint(), self._canvas.mapTo(self._around, QPoint())
        left = max(
            0, min(canvas.x() + view.center().x() - size.width() // 2, self._around.width() - size.width())
        )
        self.setGeometry(QRect(QPoint(left, canvas.y() + view.bottom() - _GAP - size.height()), size))

    def apply_theme(self, theme: Theme) -> None:
        for button in (*self.offers.values(), self.clear):
            button.apply_theme(theme)

    def _write(self, count: str, worded: tuple[str, ...]) -> None:
        self.count.setText(count.format(len(self.session.points.selected)))
        style = Qt.ToolButtonStyle
        for name, button in self.offers.items():
            in_words = name in worded
            button.setToolButtonStyle(style.ToolButtonTextOnly if in_words else style.ToolButtonIconOnly)

    def _make(self, action: QAction) -> IconButton:
        name = action.objectName()
        button = IconButton(ACTIONS[name].icon, action.iconText(), action.toolTip(), "bare")
        button.setObjectName(f"{name}_button")
        button.setText(action.iconText())
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.clicked.connect(action.trigger)
        return button
