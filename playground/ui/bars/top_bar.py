"""The bar at the top: play, step, reset, speed, the figures of the run, and the menu."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from playground.session import Change, Session
from playground.ui.bars.menu import main_menu
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets import number_format
from playground.ui.widgets.buttons import IconButton, SplitButton
from playground.ui.widgets.giving_way import GivingWay, Part, seen, worded
from playground.ui.widgets.group import Group
from playground.ui.widgets.guard import recurring
from playground.ui.widgets.layouts import hbox, separator
from playground.ui.widgets.popup import Menu
from playground.ui.widgets.readout import Readout
from playground.ui.widgets.segments import SegmentedControl
from playground.ui.widgets.sliders import LabelledSlider

SPEEDS = (1, 2, 5, 10, 25, 60, 150, 400, 1000, math.inf)  # epochs a second; 60 is one each frame
_LOSS = "0.00·10⁻⁰"  # the widest loss
_SPACING = 7  # px between the parts of the run
_UNDO_AT = 1100  # px of the bar from which on undo and redo stand in the Backprop mode, too
_BETWEEN = 8  # px between two figures, beside the spacing of the row
_SPEED, _SPEED_ALONE = 144, 100  # px of the speed with and without its name
_PLAY, _PLAY_NARROW, _PLAY_ALONE = 92, 72, 52  # px of Play: with space around its word, without, no word
_NO_WORDS = "   "  # the arrow of the step button stands there
_STRIDES = ("row", "batch", "epoch")


def _speed(place: int) -> str:
    speed = SPEEDS[place]
    return "unlimited" if math.isinf(speed) else f"{speed:,.0f} epoch{'s' * (speed != 1)}/s"


class Pages(QStackedWidget):
    """As wide as the page that is shown: the other one may be wider."""

    def sizeHint(self) -> QSize:
        return self.currentWidget().sizeHint() if self.count() else QSize()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())


def _icon_size() -> QSize:
    return QSize(style.px(18), style.px(18))


class TopBar(QFrame):
    """Controls and figures of the run."""

    watches: ClassVar[Change] = Change.STATUS | Change.WEIGHTS | Change.VIEW | Change.DATA | Change.SPEC
    refresh_every: ClassVar[int] = 3

    def __init__(self, session: Session, actions: dict[str, QAction]) -> None:
        super().__init__()
        self.session, self.action_map = session, actions
        self.setObjectName("bar")
        style.scaled(self.setFixedHeight, 64)
        self.play, self._play_alone = self._main_button(actions["play"]), False
        self.step = self._step_button(actions)
        self.reset = self._bar_button(actions["reset"])
        self.speed = LabelledSlider(
            "speed", "Speed", "Speed limit in epochs per second", _speed, len(SPEEDS) - 1
        )
        style.scaled(self.speed.setFixedWidth, _SPEED)
        self.speed.slider.setPageStep(1)
        self.speed.slider.valueChanged.connect(lambda place: session.playback.set_speed(float(SPEEDS[place])))
        self.epoch = Readout("Epoch", "0,000,000", "Completed passes over the training set")
        self.train = Readout("Train loss", _LOSS, "")
        self.test = Readout("Test loss", _LOSS, "", dim=True)
        self.accuracy = Readout("Train accuracy", "000,000", "")
        self.test_accuracy = Readout("Test accuracy", "000,000", "", dim=True)
        self.pace = Readout("Epochs/s", "00,000", "Training speed over the last second")
        self.figures = (self.epoch, self.train, self.test, self.accuracy, self.test_accuracy, self.pace)
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

    def show_mode(self, looking: bool) -> None:  # noqa: FBT001  one of two
        """The controls of the mode that is on."""
        self.pages.setCurrentIndex(int(looking))
        self.mode.show_chosen(int(looking))
        self._show_looks(self._room_for_looks)
        self._fit()

    def refresh(self, changes: Change) -> None:
        session, shot = self.session, self.session.snapshot
        self._fit()
        self._show_play()
        self.speed.show_value(bisect_left(SPEEDS, session.view.settings.speed))
        self.epoch.show_value(f"{shot.epoch:,}")
        self.train.show_value(number_format.loss(shot.train.loss))
        self.test.show_value(number_format.loss(shot.test.loss))
        pace = (
            "0" if session.worker.silence else number_format.rate(session.run.speed_meter.epochs_per_second)
        )
        self.pace.show_value(pace if session.training else "–")
        self._show_quality()
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
        for figure in self.figures:
            figure.apply_theme(theme)
        self._shown_playing: bool | None = None
        self._show_play()
        self._fit()

    def _show_play(self) -> None:
        playing = self.session.training
        if playing != self._shown_playing:
            self._shown_playing = playing
            self.play.setIcon(style.icon("pause" if playing else "play", self.theme.on_accent))
            word = "Pause" if playing else "Play"
            self.play.setText("" if self._play_alone else word)
            self.play.setAccessibleName(word)
            self.action_map["play"].setText(word)

    def _show_quality(self) -> None:
        """Of training and of test rows: the loss, and the accuracy of classes or the RMSE of values."""
        data, shot, loss = self.session.data, self.session.snapshot, self.session.experiment.loss
        for losses, quality, score, rows in (
            (self.train, self.accuracy, shot.train, "training"),
            (self.test, self.test_accuracy, shot.test, "test"),
        ):
            short = rows.removesuffix("ing").capitalize()
            losses.setToolTip(self._loss_tip(score.loss, rows, loss.label, loss.formula))
            if data.class_names:
                quality.show_value(number_format.share(score.accuracy), f"{short} accuracy")
                quality.setToolTip(f"The share of the {rows} rows that are classified correctly")
            else:
                quality.show_value(number_format.value(score.rmse), f"{short} RMSE")
                units = self.session.view.names.target
                squared = f"Root mean squared error of the {rows} rows, in the units of {units}"
                quality.setToolTip(f"{squared}:\n√((1/N) Σ (target − prediction)²)")

    def _loss_tip(self, value: float | None, rows: str, label: str, formula: str) -> str:
        words = f"{label}: the mean of {formula} over the {rows} rows"
        target = self.session.experiment.target
        if value is not None and self.session.experiment.loss.squares_units and not target.is_identity:
            original = number_format.value(value * float(target.scale[0]) ** 2)
            words += f",\nof the standardised target. In the target's own units: {original}"
        return words + "."

    @recurring
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _give_way_in_order(self) -> GivingWay:
        """What is left away in a narrow window, the first first; Play, the epoch and the losses never are.

        The last three are for very large text; reset is in the menu, too.
        """
        self._undo = seen(*self._history, spacing=2)
        self._narrow = Part(lambda: style.px(_PLAY - _PLAY_NARROW), self._widen_play)
        return GivingWay(
            seen(self.pace, spacing=_SPACING),
            Part(lambda: style.px(_SPEED - _SPEED_ALONE), self._name_speed),
            Part(self._looks_width, self._show_looks),
            worded(self.reset, lambda: "Reset"),
            Part(self._words_width, self._word_step),
            self._undo,
            seen(self.test_accuracy, spacing=_SPACING),
            seen(self.accuracy, spacing=_SPACING),
            seen(self.speed),
            seen(self.reset, spacing=_SPACING),
            self._narrow,
            Part(lambda: style.px(_PLAY_NARROW - _PLAY_ALONE), self._word_play),
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

    def _name_speed(self, room: bool) -> None:  # noqa: FBT001  of all parts
        """Its value says what it is, too: 60 epochs/s."""
        self.speed.name.setVisible(room)
        style.scaled(self.speed.setFixedWidth, _SPEED if room else _SPEED_ALONE)

    def _widen_play(self, room: bool) -> None:  # noqa: FBT001  of all parts
        style.scaled(self.play.setFixedWidth, _PLAY if room else _PLAY_NARROW)

    def _word_play(self, room: bool) -> None:  # noqa: FBT001  of all parts
        """The last that gives way, and the first that is back."""
        self._play_alone = not room
        self.play.setText(self.play.accessibleName() if room else "")
        if not room:
            style.scaled(self.play.setFixedWidth, _PLAY_ALONE)
        else:
            self._widen_play(not self._narrow.away)

    def _looks_width(self) -> int:
        return (
            0 if self.session.backprop.is_open else sum(tool.sizeHint().width() + 2 for tool in self._looks)
        )

    def _show_looks(self, room: bool) -> None:  # noqa: FBT001  of all parts
        """The stages of the Backprop mode need the room, too; both are in the menu."""
        self._room_for_looks = room
        for tool in self._looks:
            tool.setVisible(room and not self.session.backprop.is_open)

    def _step_words(self) -> str:
        return f" Step {self._stride}    "

    def _words_width(self) -> int:
        advance = self.step.fontMetrics().horizontalAdvance
        return advance(self._step_words()) - advance(_NO_WORDS)

    def _word_step(self, room: bool) -> None:  # noqa: FBT001  of all parts
        self._step_worded = room
        self._use_stride(self._stride)

    # --- parts -------------------------------------------------------------------------------------

    def _run_page(self) -> QWidget:
        """Play, step and reset, and the figures of the run."""
        page = QWidget()
        layout = hbox(self.play, self.step, self.reset, self.speed, separator(), spacing=_SPACING)
        layout.setContentsMargins(0, 0, 0, 0)
        for figure in self.figures:
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

    def _main_button(self, action: QAction) -> QPushButton:
        button = self._bar_button(action)
        button.setProperty("role", "main")
        button.setAccessibleName(button.text())
        style.scaled(button.setFixedWidth, _PLAY)
        return button

    def _bar_button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text())
        button.setObjectName(f"{action.objectName()}_button")
        button.setProperty("role", "bar")
        style.scaled(button.setIconSize, _icon_size)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to Play
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        return button

    def _step_button(self, actions: dict[str, QAction]) -> QToolButton:
        """A step of the stride last used; the menu beside it chooses another stride."""
        button = SplitButton()
        button.setObjectName("step_button")
        button.setProperty("role", "bar")
        style.scaled(button.setIconSize, _icon_size)
        button.setAccessibleName("Step")
        button.setToolTip("Step once. Use the arrow to choose row, batch or epoch.")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        menu = Menu(button)
        for stride in _STRIDES:
            menu.addAction(actions[f"step_{stride}"])
            actions[f"step_{stride}"].triggered.connect(
                lambda _on=False, stride=stride: self._use_stride(stride)
            )
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        button.clicked.connect(lambda: self.action_map[f"step_{self._stride}"].trigger())  # noqa: PLW0108  changes
        self.step, self._step_worded = button, True
        self._use_stride("epoch")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return button

    def _use_stride(self, stride: str) -> None:
        self._stride = stride
        self.step.setText(self._step_words() if self._step_worded else _NO_WORDS)

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
        style.scaled(self.menu.setIconSize, _icon_size)
        self.menu.setAccessibleName("Menu")
        self.menu.setToolTip("File, edit, train, view and help")
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.setMenu(main_menu(self.menu, actions))
        return self.menu
