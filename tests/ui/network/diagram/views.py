"""What the tests of the network view share."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from playground.ui.network.diagram.element import DiagramElement
from tests.ui.views import view_of

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


def colour_at(one: Any, place: QPointF) -> np.ndarray:
    shown = view_of(one).grab().toImage()
    ratio = shown.devicePixelRatio()
    colour = QColor(shown.pixelColor((place * ratio).toPoint()))
    return np.array([colour.red(), colour.green(), colour.blue()])


def hover(one: Any, element: DiagramElement) -> None:
    QTest.mouseMove(view_of(one), view_of(one).diagram_layout.anchor(element).toPoint())
    one.window.frame()
