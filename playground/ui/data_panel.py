"""The card of the data: gallery, tools, palette, and the recipe."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from playground.session import Change, Session
from playground.ui.actions import POINTS
from playground.ui.data.gallery import Gallery
from playground.ui.data.palette import Palette
from playground.ui.data.part import Part
from playground.ui.data.recipe_part import RecipePart
from playground.ui.data.tool_row import ToolOptions, ToolRow
from playground.ui.data.value import Value
from playground.ui.theme import Theme
from playground.ui.widgets.basics import Card, Tool, row
from playground.ui.widgets.group import Group
from playground.ui.widgets.scroll import Scroll

_HEAD = 24  # px: the buttons make the head no higher than it has to be
_LEAST = 220  # px that can be seen of the parts in a low window


class DataPanel(Card):
    """Choose data, what the hand on the canvas does, and how many rows train; scrolls when it is low."""

    watches: ClassVar[Change] = Change.DATA | Change.VIEW
    stride: ClassVar[int] = 1

    def __init__(self, session: Session, theme: Theme, actions: dict[str, QAction]) -> None:
        super().__init__("Data")
        self.setObjectName("data")
        pictures = {"show_table": "table", "show_statistics": "statistics", "worst_rows": "worst"}
        self._cards = [
            Tool(picture, actions[name].text(), actions[name].toolTip(), "bare", actions[name])
            for name, picture in pictures.items()
        ]
        for tool, name in zip(self._cards, pictures, strict=True):
            tool.setObjectName(f"{name}_button")
        for tool in self._cards:
            tool.setFixedHeight(_HEAD)
        self.head.addLayout(row(*self._cards, spacing=0))
        Group(self, *self._cards)
        self.parts: tuple[Part, ...] = (
            Gallery(session, theme),
            ToolRow(session),
            ToolOptions(session),
            Palette(session),
            Value(session),
            RecipePart(session),
        )
        self.more = _more_button(actions)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(7)
        self.body.addWidget(Scroll(inside, _LEAST))  # before the parts: each is given its style once
        for part in self.parts:
            column.addWidget(part)
        buttons = (_button(actions["open_data"]), _button(actions["new_draw"]), self.more)
        Group(inside, *buttons)
        column.addLayout(row(*buttons, spacing=6))
        column.addStretch()
        self.body.setContentsMargins(14, 10, 6, 10)

    def refresh(self, changes: Change) -> None:
        for part in self.parts:
            part.refresh()

    def dress(self, theme: Theme) -> None:
        for tool in (self.more, *self._cards):
            tool.dress(theme)
        for part in self.parts:
            part.dress(theme)
            part.refresh()


def _more_button(actions: dict[str, QAction]) -> Tool:
    """What can be done to all points, or to the selected ones."""
    button = Tool("more", "More for points", "Duplicate, scale, hold out or clear points", "tool")
    button.setObjectName("points_menu")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    for name in POINTS:
        menu.addAction(actions[name])
    button.setMenu(menu)
    return button


def _button(action: QAction) -> QPushButton:
    button = QPushButton(action.text())
    button.setObjectName(f"{action.objectName()}_button")
    button.setProperty("role", "narrow")
    button.setToolTip(action.toolTip())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to Play
    button.clicked.connect(action.trigger)
    return button
