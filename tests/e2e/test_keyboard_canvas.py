"""The canvas without a mouse: arrows move a cross, Enter adds a point there, Delete erases it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.e2e.driver import Driver


def test_points_by_keyboard(app: Driver) -> None:
    canvas = app.window.canvas_panel.canvas
    canvas.setFocus()
    rows = app.rows
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert app.rows == rows  # there is no cross yet
    for key, times in ((Qt.Key.Key_Right, 9), (Qt.Key.Key_Down, 9)):
        for _ in range(times):
            QTest.keyClick(canvas, key)
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    xs, ys = canvas.controller.cross.item.getData()
    np.testing.assert_allclose((xs[0], ys[0]), (9 * 0.6 - 0.12, -9 * 0.6))
    assert "predicted" in app.words()
    app.choose_class(1, by_key=True)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    app.frame()
    np.testing.assert_allclose(app.session.data.X[-1], (5.28, -5.4))
    assert app.session.data.y[-1] == 1
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert app.rows == rows
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not len(canvas.controller.cross.item.data)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert app.rows == rows


def test_the_cross_stays_on_the_canvas(app: Driver) -> None:
    canvas = app.window.canvas_panel.canvas
    canvas.setFocus()
    for _ in range(30):
        QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.controller.cross.item.getData()[1][0] == pytest.approx(6.0)


def test_the_value_of_a_point_for_regression(app: Driver) -> None:
    app.choose("source", "Plane")
    app.settle()
    field = app.find("brush_value")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "-0.5")
    QTest.keyClick(field, Qt.Key.Key_Return)
    app.click_point(1.0, 2.0)
    assert app.session.data.y[-1] == -0.5
    np.testing.assert_allclose(app.session.data.X[-1], (1.0, 2.0), atol=0.05)


def test_a_curve_is_drawn_by_clicking(app: Driver) -> None:
    app.choose("source", "Sine")
    app.settle()
    app.keys("Ctrl+Del")
    for x in np.linspace(-5, 5, 9):
        app.click_point(x, 0.5 * x)
    assert app.session.data.X[:, 0] == pytest.approx(np.linspace(-5, 5, 9), abs=0.05)
    assert app.session.data.y == pytest.approx(0.5 * np.linspace(-5, 5, 9), abs=0.05)
