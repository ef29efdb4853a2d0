"""The card of the data: gallery, tools, palette, and the recipe."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout

from playground.session import Change, Session
from playground.ui.actions.table import ACTIONS, SELECTION
from playground.ui.background.progress_line import ProgressLine
from playground.ui.data.class_palette import Palette
from playground.ui.data.gallery import Gallery
from playground.ui.data.generator_settings import RecipePart
from playground.ui.data.part import Part
from playground.ui.data.row_maker import RowMaker
from playground.ui.data.target_value import Value
from playground.ui.data.tool_row import ToolOptions, ToolRow
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton
from playground.ui.widgets.fold import FoldingCard, FoldingGroup
from playground.ui.widgets.group import Group
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.popup import Menu

_BETWEEN = 6  # px between two parts
_HEAD = 28  # px of the buttons in the head: no less than the style sheet asks for, or they would change


class DataPanel(FoldingCard):
    """Choose data, what the tools on the canvas do, and how many rows train."""

    watches: ClassVar[Change] = Change.DATA | Change.VIEW
    refresh_every: ClassVar[int] = 1

    def __init__(
        self, session: Session, theme: Theme, actions: dict[str, QAction], line: ProgressLine
    ) -> None:
        super().__init__("fold_data", "Data", lambda fold: session.view.update(fold_data=fold))
        self.session = session
        self.setObjectName("data")
        pictures = {"show_table": "table", "show_statistics": "statistics", "worst_rows": "worst"}
        self._cards = [
            IconButton(picture, actions[name].text(), actions[name].toolTip(), "bare", actions[name])
            for name, picture in pictures.items()
        ]
        for tool, name in zip(self._cards, pictures, strict=True):
            tool.setObjectName(f"{name}_button")
        for tool in self._cards:
            style.scaled(tool.setFixedHeight, _HEAD)
        self.head.addLayout(hbox(*self._cards, spacing=0))
        Group(self, *self._cards)
        self.maker = RowMaker(session, line)
        gallery, recipe = Gallery(session, theme, self.maker), RecipePart(session, self.maker)
        tools = (ToolRow(session), ToolOptions(session), Palette(session), Value(session))
        self.parts: tuple[Part, ...] = (gallery, *tools, recipe)
        self.more = _more_button(actions)
        self.drawing = FoldingGroup(
            "fold_drawing", "Draw", lambda fold: session.view.update(fold_drawing=fold)
        )
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN)
        for group in (gallery, self.drawing, recipe):
            column.addWidget(group)
        for part in tools:
            self.drawing.body.addWidget(part)
        buttons = (_button(actions["open_data"]), _button(actions["new_draw"]), self.more)
        Group(self.content, *buttons)
        column.addLayout(hbox(*buttons, spacing=6))
        self.body.setContentsMargins(14, 8, 14, 10)
        self.body.setSpacing(6)

    def refresh(self, changes: Change) -> None:
        self.show_folded(folded=self.session.view.settings.fold_data)
        self.drawing.show_folded(folded=self.session.view.settings.fold_drawing)
        for part in self.parts:
            part.refresh()

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self.drawing.apply_theme(theme)
        for tool in (self.more, *self._cards):
            tool.apply_theme(theme)
        for part in self.parts:
            part.apply_theme(theme)
            part.refresh()


def _more_button(actions: dict[str, QAction]) -> IconButton:
    """What can be done to all points, or to the selected ones."""
    button = IconButton(
        "more", "More for points", "Duplicate, scale, move to the test set or clear points", "tool"
    )
    button.setObjectName("points_menu")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = Menu(button)
    for entry in (*SELECTION, ACTIONS["clear_points"]):
        menu.addAction(actions[entry.name])
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
