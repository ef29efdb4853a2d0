"""The wheel scrolls what is around a slider; it turns the slider only when that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from playground.ui.widgets.sliders import LabelledSlider
from tests.patience import MILLISECONDS
from tests.wheel import turn_wheel


def test_the_wheel_turns_a_slider_that_has_the_focus(qtbot: QtBot) -> None:
    dial = LabelledSlider("noise", "Noise", "", str, 50)
    qtbot.addWidget(dial)
    dial.show()
    dial.activateWindow()
    assert QTest.qWaitForWindowActive(dial, MILLISECONDS)
    for focused in (False, True):
        (dial.slider.setFocus if focused else dial.slider.clearFocus)()
        event = turn_wheel(dial.slider, QPointF(dial.slider.rect().center()), 1)
        assert (dial.slider.value() > 0) == focused
        assert event.isAccepted() == focused
