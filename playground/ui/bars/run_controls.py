"""The controls of the run: play, step and speed, and how each gives way in a narrow window."""

from __future__ import annotations

import math
from bisect import bisect_left

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

from playground.session import Session
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import SplitButton
from playground.ui.widgets.giving_way import OptionalPart
from playground.ui.widgets.popup import Menu
from playground.ui.widgets.sliders import LabelledSlider
from playground.wording import counted

SPEEDS = (1, 2, 5, 10, 25, 60, 150, 400, 1000, math.inf)  # epochs a second; 60 is one each frame
_SPEED, _SPEED_ALONE = 144, 100  # px of the speed with and without its name
_PLAY, _PLAY_NARROW, _PLAY_ALONE = 92, 72, 52  # px of Play: with space around its word, without, no word
_NO_WORDS = "   "  # the arrow of the step button stands there
_STRIDES = ("row", "batch", "epoch")


def icon_size() -> QSize:
    """Of the buttons in the bar."""
    return QSize(style.px(18), style.px(18))


class BarButton(QPushButton):
    """The words and the verb of an action."""

    def __init__(self, action: QAction) -> None:
        super().__init__(action.text())
        self.setObjectName(f"{action.objectName()}_button")
        self.setProperty("role", "bar")
        style.scaled(self.setIconSize, icon_size)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to Play
        self.setToolTip(action.toolTip())
        self.clicked.connect(action.trigger)


class PlayButton(BarButton):
    """Play or Pause; `narrow` and `alone` are how it gives way: less space around its word, then no word."""

    def __init__(self, action: QAction) -> None:
        super().__init__(action)
        self._action = action
        self._alone = False
        self._shown: object = None
        self.setProperty("role", "main")
        self.setAccessibleName(self.text())
        style.scaled(self.setFixedWidth, _PLAY)
        self.narrow = OptionalPart(lambda: style.px(_PLAY - _PLAY_NARROW), self._widen)
        self.alone = OptionalPart(lambda: style.px(_PLAY_NARROW - _PLAY_ALONE), self._show_word)

    def show_playing(self, theme: Theme, *, playing: bool) -> None:
        if (theme, playing) == self._shown:
            return
        self._shown = theme, playing
        self.setIcon(style.icon("pause" if playing else "play", theme.on_accent))
        word = "Pause" if playing else "Play"
        self.setText("" if self._alone else word)
        self.setAccessibleName(word)
        self._action.setText(word)

    def _widen(self, room: bool) -> None:  # noqa: FBT001  of all parts
        style.scaled(self.setFixedWidth, _PLAY if room else _PLAY_NARROW)

    def _show_word(self, room: bool) -> None:  # noqa: FBT001  of all parts
        """The last that gives way, and the first that is back."""
        self._alone = not room
        self.setText(self.accessibleName() if room else "")
        if not room:
            style.scaled(self.setFixedWidth, _PLAY_ALONE)
        else:
            self._widen(not self.narrow.away)


class StepButton(SplitButton):
    """A step of the stride last used; the menu beside it chooses another stride. `word` gives way."""

    def __init__(self, actions: dict[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("step_button")
        self.setProperty("role", "bar")
        style.scaled(self.setIconSize, icon_size)
        self.setAccessibleName("Step")
        self.setToolTip("Step once. Use the arrow to choose row, batch or epoch.")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        menu = Menu(self)
        for stride in _STRIDES:
            menu.addAction(actions[f"step_{stride}"])
            actions[f"step_{stride}"].triggered.connect(lambda _on=False, stride=stride: self._use(stride))
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.clicked.connect(lambda: actions[f"step_{self._stride}"].trigger())  # noqa: PLW0108  changes
        self.word = OptionalPart(self._word_width, self._show_word)
        self._worded = True
        self._use("epoch")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _use(self, stride: str) -> None:
        self._stride = stride
        self.setText(self._words() if self._worded else _NO_WORDS)

    def _words(self) -> str:
        return f" Step {self._stride}    "

    def _word_width(self) -> int:
        advance = self.fontMetrics().horizontalAdvance
        return advance(self._words()) - advance(_NO_WORDS)

    def _show_word(self, room: bool) -> None:  # noqa: FBT001  of all parts
        self._worded = room
        self._use(self._stride)


class SpeedSlider(LabelledSlider):
    """The speed limit. `label` gives way: its value says what it is, too: 60 epochs/s."""

    def __init__(self, session: Session) -> None:
        super().__init__("speed", "Speed", "Speed limit in epochs per second", _speed, len(SPEEDS) - 1)
        self._session = session
        style.scaled(self.setFixedWidth, _SPEED)
        self.slider.setPageStep(1)
        self.slider.valueChanged.connect(lambda place: session.playback.set_speed(float(SPEEDS[place])))
        self.label = OptionalPart(lambda: style.px(_SPEED - _SPEED_ALONE), self._show_name)

    def refresh(self) -> None:
        self.show_value(bisect_left(SPEEDS, self._session.view.settings.speed))

    def _show_name(self, room: bool) -> None:  # noqa: FBT001  of all parts
        self.name.setVisible(room)
        style.scaled(self.setFixedWidth, _SPEED if room else _SPEED_ALONE)


def _speed(place: int) -> str:
    speed = SPEEDS[place]
    return "unlimited" if math.isinf(speed) else f"{counted(int(speed), 'epoch')}/s"
