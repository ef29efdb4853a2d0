"""A key that is held down is one press, also where Qt takes its repetitions for presses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from playground.ui.window.held_key import HeldKey

PRESS, RELEASE, ASKED = QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride
J, Z = Qt.Key.Key_J, Qt.Key.Key_Z


class Window(QWindow):
    """Remembers which keys have come to it."""

    def __init__(self) -> None:
        super().__init__()
        self.held = HeldKey(self)
        self.came: list[QEvent.Type] = []

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            self.came.append(event.type())
            return True
        return super().event(event)

    def send(self, kind: QEvent.Type, key: Qt.Key, moment: int, *, again: bool = False) -> QKeyEvent:
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.ControlModifier, autorep=again)
        event.setTimestamp(moment)
        event.ignore()
        QApplication.sendEvent(self, event)
        return event


@pytest.mark.usefixtures("qapp")
def test_a_press_of_the_moment_of_its_release_is_none() -> None:
    window = Window()
    window.send(RELEASE, J, 500)
    assert window.send(ASKED, J, 500).isAccepted()  # so Qt looks for no shortcut, and sends a press
    window.send(PRESS, J, 500)
    assert window.came == [RELEASE]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("key", "moment", "again"),
    [(J, 530, False), (Z, 500, False), (J, 500, True)],
    ids=["later", "other", "Qt knows"],
)
def test_every_other_press_is_one(key: Qt.Key, moment: int, again: bool) -> None:  # noqa: FBT001
    window = Window()
    window.send(RELEASE, J, 500, again=again)
    window.send(ASKED, key, moment, again=again)
    window.send(PRESS, key, moment, again=again)
    assert window.came == [RELEASE, ASKED, PRESS]


@pytest.mark.usefixtures("qapp")
def test_keys_without_a_moment_are_taken_as_they_come() -> None:
    window = Window()
    for kind in (RELEASE, ASKED, PRESS):
        window.send(kind, J, 0)
    assert window.came == [RELEASE, ASKED, PRESS]
