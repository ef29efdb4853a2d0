"""The bar at the top: play, step, reset, speed, the figures of the run, and the menu."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from playground.session import Change, Session
from playground.ui.bars.menu import main_menu
from playground.ui.bars.run_controls import BarButton, PlayButton, SpeedSlider, StepButton, icon_size
from playground.ui.bars.run_figures import RunFigures
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton
from playground.ui.widgets.giving_way import GivingWay, OptionalPart, seen, worded
from playground.ui.widgets.group import Group
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.layouts import hbox, separator
from playground.ui.widgets.segments import SegmentedControl

_SPACING = 7  # px between the parts of the run
_UNDO_AT = 1100  # px of the bar from which on undo and redo stand in the Backprop mode, too
_BETWEEN = 7  # px between two figures, beside the spacing of the row


class Pages(QStackedWidget):
    """As wide as the page that is shown: the other one may be wider."""

    def sizeHint(self) -> QSize:
        return self.currentWidget().sizeHint() if self.count() else QSize()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())


class TopBar(QFrame):
    """Controls and figures of the run."""

    watches: ClassVar[Change] = Change.STATUS | Change.WEIGHTS | Change.VIEW | Change.DATA | Change.SPEC
    refresh_every: ClassVar[int] = 3

    def __init__(self, session: Session, actions: dict[str, QAction]) -> None:
        super().__init__()
        self.session, self.action_map = session, actions
        self.setObjectName("bar")
        style.scaled(self.setFixedHeight, 64)
        self.play, self.step = PlayButton(actions["play"]), StepButton(actions)
        self.reset, self.speed = BarButton(actions["reset"]), SpeedSlider(session)
        self.figures = RunFigures(session)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 12, 0)
        layout.setSpacing(8)
        self.pages = Pages()
        self.pages.addWidget(self._run_page())
        layout.addWidget(self.pages, 1)
        self.mode = self._mode_switch(actions)
        layout.addWidget(self.mode)
        self._history = [self._tool(actions[name]) for name in ("undo", "redo")]
        self._looks = [self._tool(actions[name]) for name in ("safe_colours", "dark")]
        self.tools = [*self._history, *self._looks]
        layout.addLayout(hbox(*self.tools, self._menu_button(actions), spacing=2))
        Group(self, self.play, self.step, self.reset)
        Group(self, *self.tools, self.menu)
        self._giving, self._room_for_looks = self._give_way_in_order(), True

    def show_mode(self, inspecting: bool) -> None:  # noqa: FBT001  one of two
        """The controls of the mode that is on."""
        self.pages.setCurrentIndex(int(inspecting))
        self.mode.show_chosen(int(inspecting))
        self._show_looks(self._room_for_looks)
        self._fit()

    def refresh(self, changes: Change) -> None:
        session = self.session
        self._fit()
        self.play.show_playing(self.theme, playing=session.training)
        self.speed.refresh()
        self.figures.refresh()
        for name, label in (("undo", session.undo_stack.undo_label), ("redo", session.undo_stack.redo_label)):
            action = self.action_map[name]
            action.setEnabled(bool(label))
            action.setText(f"{name.capitalize()} {label[:1].lower() + label[1:]}".strip())

    def apply_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.step.setIcon(style.icon("step", theme.ink))
        self.reset.setIcon(style.icon("reset", theme.ink))
        self.menu.setIcon(style.icon("menu", theme.ink))
        for tool in self.tools:
            tool.apply_theme(theme)
        self.figures.apply_theme(theme)
        self.play.show_playing(theme, playing=self.session.training)
        self._fit()

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _give_way_in_order(self) -> GivingWay:
        """What is left away in a narrow window, the first first; Play, the epoch and the losses never are.

        The last three are for very large text; reset is in the menu, too.
        """
        figures = self.figures
        self._undo = seen(*self._history, spacing=2)
        return GivingWay(
            seen(figures.pace, spacing=_SPACING),
            self.speed.label,
            OptionalPart(self._looks_width, self._show_looks),
            worded(self.reset, lambda: "Reset"),
            self.step.word,
            self._undo,
            seen(figures.test_accuracy, spacing=_SPACING),
            seen(figures.accuracy, spacing=_SPACING),
            seen(self.speed),
            seen(self.reset, spacing=_SPACING),
            self.play.narrow,
            self.play.alone,
        )

    def _fit(self) -> None:
        self._giving.fit(self._needed(), self.width())
        # In the Backprop mode the row that is looked at needs the room more than what the menu has, too.
        room = not self._undo.away and not (
            self.session.backprop.is_open and self.width() < style.px(_UNDO_AT)
        )
        for tool in self._history:
            tool.setVisible(room)

    def _needed(self) -> int:
        """The layout may not know the width of the page yet: it counts as it is now."""
        whole, page = self.layout(), self.pages.currentWidget()
        assert whole is not None and page is not None
        whole.activate()
        width, counted = whole.sizeHint().width(), whole.itemAt(0)
        assert counted is not None
        return width - counted.sizeHint().width() + page.sizeHint().width()

    def _looks_width(self) -> int:
        return (
            0 if self.session.backprop.is_open else sum(tool.sizeHint().width() + 2 for tool in self._looks)
        )

    def _show_looks(self, room: bool) -> None:  # noqa: FBT001  of all parts
        """The stages of the Backprop mode need the room, too; both are in the menu."""
        self._room_for_looks = room
        for tool in self._looks:
            tool.setVisible(room and not self.session.backprop.is_open)

    # --- parts -------------------------------------------------------------------------------------

    def _run_page(self) -> QWidget:
        """Play, step and reset, and the figures of the run."""
        page = QWidget()
        layout = hbox(self.play, self.step, self.reset, self.speed, separator(), spacing=_SPACING)
        layout.setContentsMargins(0, 0, 0, 0)
        for figure in self.figures.all:
            layout.addSpacing(_BETWEEN)
            layout.addWidget(figure)
        layout.addStretch()
        page.setLayout(layout)
        return page

    def _mode_switch(self, actions: dict[str, QAction]) -> SegmentedControl:
        modes = [actions[name] for name in ("mode_explore", "mode_backprop")]
        switch = SegmentedControl(
            *((f"{one.objectName()}_button", one.text(), one.toolTip()) for one in modes)
        )
        switch.chosen.connect(lambda place: self._change_mode(modes[place]))
        return switch

    def _change_mode(self, action: QAction) -> None:
        """Ask for a mode; which one is on then is for the session to say."""
        action.trigger()
        self.mode.show_chosen(int(self.session.backprop.is_open))

    def _tool(self, action: QAction) -> IconButton:
        picture = {"safe_colours": "palette", "dark": "theme_dark"}
        name = action.objectName()
        tool = IconButton(picture.get(name, name), action.text(), action.toolTip(), "bare", action)
        tool.setObjectName(f"{name}_button")
        return tool

    def _menu_button(self, actions: dict[str, QAction]) -> QToolButton:
        self.menu = QToolButton()
        self.menu.setObjectName("menu_button")
        self.menu.setProperty("role", "bare")
        style.scaled(self.menu.setIconSize, icon_size)
        self.menu.setAccessibleName("Menu")
        self.menu.setToolTip("File, edit, train, view, lessons and help")
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.setMenu(main_menu(self.menu, actions))
        return self.menu
