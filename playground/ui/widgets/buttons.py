"""Buttons with an icon or a menu, and the key that clicks one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionEvent, QIcon, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton

from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets.combo_box import draw_arrow
from playground.ui.widgets.guard import guarded, recurring


class SplitButton(QToolButton):
    """A button with a menu of its variants behind the arrow on its right."""

    @recurring
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            draw_arrow(painter, self, 20)


class IconButton(QToolButton):
    """A square button with an icon of its own, which follows the theme."""

    def __init__(
        self, picture: str, name: str, tip: str, role: str = "", action: QAction | None = None
    ) -> None:
        super().__init__()
        self.picture, self._own = picture, QIcon()
        if action is not None:
            self.setDefaultAction(action)
        self.setProperty("role", role)
        self.setAccessibleName(name)
        self.setToolTip(tip)
        style.scaled(self.setIconSize, lambda: QSize(style.px(18), style.px(18)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def apply_theme(self, theme: Theme) -> None:
        faint = mix(theme.line, theme.dim, 0.4)  # to be seen on a chip, too
        self._own = style.icon(self.picture, theme.ink, faint)
        self.setIcon(self._own)

    @guarded
    def actionEvent(self, event: QActionEvent) -> None:
        """Its action has changed: Qt would take over the icon, too."""
        super().actionEvent(event)
        self.setIcon(self._own)


def bar_button(words: str, name: str, tip: str, verb: Callable[[], object]) -> QPushButton:
    """A plain button of a dialog, which Enter does not press unasked."""
    button = QPushButton(words)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setProperty("role", "bar")
    button.setAutoDefault(False)
    button.clicked.connect(lambda _on=False: verb())
    return button


def on_key(keys: str, button: QAbstractButton) -> None:
    """Click a button by a key at once, and name the key in its tooltip. Qt's own way waits 100 ms."""
    button.setToolTip(with_key(button.toolTip(), keys))
    QShortcut(QKeySequence(keys), button, activated=button.click)  # type: ignore[call-overload]


def with_key(tip: str, *keys: str) -> str:
    """A tooltip with the keys that do the same: "Show all points (F)"."""
    return f"{tip} ({', '.join(map(key_name, keys))})"


def key_name(keys: str | QKeySequence) -> str:
    """A key as this system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
