"""The wheel scrolls what is around a slider; it turns the slider only when that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from playground.ui.widgets.basics import Dial


def test_the_wheel_turns_a_slider_that_has_the_focus(qtbot: QtBot) -> None:
    dial = Dial("noise", "Noise", "", str, 50)
    qtbot.addWidget(dial)
    dial.show()
    dial.activateWindow()
    assert QTest.qWaitForWindowActive(dial, 20_000)
    for focused in (False, True):
        (dial.slider.setFocus if focused else dial.slider.clearFocus)()
        at = QPointF(dial.slider.rect().center())
        event = QWheelEvent(
            at,
            QPointF(dial.slider.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(dial.slider, event)
        assert (dial.slider.value() > 0) == focused
        assert event.isAccepted() == focused
