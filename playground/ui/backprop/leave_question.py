"""What becomes of a step that is not decided: asked where leaving was asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from playground.ui.theme import style
from playground.ui.widgets.buttons import with_key
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.own_keys import keeps

_GAP = 6  # px below what was pressed
_ALONG = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}

_KEYS = {*_ALONG, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class LeaveQuestion(QFrame):
    """Floats below a control, with three answers. The arrow keys go from one to the next, Enter and Space
    answer, Escape stays; so does whatever is pressed elsewhere.
    """

    def __init__(
        self,
        parent: QWidget,
        keep: Callable[[], None],
        put_back: Callable[[], None],
        stay: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("leave_question")
        self.setProperty("role", "popover")
        self.setAccessibleName("Apply this step?")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.answers = [
            self._answer(
                "leave_keep", "Apply", "Accept the new weights and leave. Can be undone.", keep, main=True
            ),
            self._answer("leave_put_back", "Discard", "Restore the old weights and leave.", put_back),
            self._answer("leave_stay", "Stay", with_key("Stay at this step.", "Esc"), stay),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addWidget(_title())
        column.addLayout(hbox(*self.answers))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._look_away)
        self.hide()

    def ask(self, pressed: QWidget) -> None:
        """Below what was pressed; the first answer has the keys."""
        if self.isVisible():
            return
        window = pressed.window()
        size, place = self.sizeHint(), pressed.mapTo(window, QPoint(0, pressed.height() + _GAP))
        left = max(_GAP, min(place.x(), window.width() - size.width() - _GAP))
        self.setGeometry(left, place.y(), size.width(), size.height())
        self.show()
        self.raise_()
        self.answers[0].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def open(self) -> bool:
        return not self.isHidden()

    def event(self, event: QEvent) -> bool:
        """The arrow keys are stages elsewhere: here they belong to the answers."""
        return keeps(event, lambda key: key.key() in _KEYS) or super().event(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.answers[-1].click()
        elif Qt.Key(event.key()) in _ALONG and focus in self.answers:
            place = self.answers.index(focus) + _ALONG[Qt.Key(event.key())]
            self.answers[place % len(self.answers)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focus, QPushButton):
            focus.click()

    @guarded
    def _look_away(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self.open and now is not None and not self.isAncestorOf(now):
            self.hide()

    def _answer(
        self, name: str, words: str, tip: str, do: Callable[[], None], *, main: bool = False
    ) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setProperty("role", "main" if main else "bar")
        button.clicked.connect(self.hide)
        button.clicked.connect(do)
        return button


def _title() -> QLabel:
    label = plain_label("Apply this step?")
    style.write(label, 15, QFont.Weight.DemiBold)
    return label
