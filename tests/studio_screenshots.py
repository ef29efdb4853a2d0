"""Makes the pictures of the data studio again: python -m tests.studio_screenshots [NAME ...]

Strokes are drawn as a hand draws them; needs no display. The import dialog is in tests/screenshots.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from playground.data import Recipe
from playground.training import Spec
from playground.ui.canvas.canvas import Canvas
from playground.ui.window import MainWindow
from tests.screenshots import _run, _window, make

Places = list[tuple[float, float]]


def drawing() -> MainWindow:
    """Four classes drawn by brush strokes into an empty canvas, some selected, the brush over the canvas."""
    window = _window(Recipe(source="gauss"), Spec(hidden_layers=(6, 4), learning_rate=0.1))
    session = window.session
    session.clear()
    for _ in range(2):
        session.add_class()
    for label, name in enumerate(("rose", "leaf", "sea", "sun")):
        session.rename_class(label, name)
        session.set_brush(tool="brush", label=label, density=3)
        turn = label * np.pi / 2
        _stroke(
            window,
            [(4 * np.cos(turn + a) * (0.6 + a / 4), 4 * np.sin(turn + a)) for a in np.linspace(0, 1, 9)],
        )
    _train(window, 400)
    session.set_brush(tool="lasso")
    _stroke(window, [(1.2 + 1.5 * np.cos(a), 3.6 + 1.4 * np.sin(a)) for a in np.linspace(0, 6.2, 30)])
    session.set_brush(tool="brush", label=1)
    QTest.mouseMove(_canvas(window).viewport(), _place(window, -2.6, -2.2))
    return _ready(window)


def table() -> MainWindow:
    """The worst rows of a trained network, ringed on the canvas."""
    window = _window(Recipe(source="iris"), Spec(hidden_layers=(6,), learning_rate=0.01))
    _train(window, 300)
    window.session.set_view(show_test=True)
    window.do(window.beside.show_worst)
    return _ready(window)


def statistics() -> MainWindow:
    """Who is taken for whom: the confusion matrix of eight clouds."""
    recipe = Recipe(source="blobs", classes=8, noise=35)
    window = _window(recipe, Spec(hidden_layers=(8,), learning_rate=0.05))
    _train(window, 150)
    window.session.set_beside("statistics")
    return _ready(window)


def residuals() -> MainWindow:
    """House prices: errors in dollars, and what is left of each price. Two inputs are held on sliders."""
    window = _window(Recipe(source="houses"), Spec(hidden_layers=(6,), learning_rate=0.01))
    _train(window, 1500)
    window.session.set_beside("statistics")
    return _ready(window)


def held() -> MainWindow:
    """Three inputs: two on the axes, the third on a slider, away from its mean."""
    window = _window(Recipe(source="penguins"), Spec(hidden_layers=(6, 4), learning_rate=0.02))
    _train(window, 300)
    session = window.session
    off = next(k for k in range(len(session.data.columns)) if k not in (session.plane.x, session.plane.y))
    session.hold(off, float(np.quantile(session.data.X[:, off], 0.9)))
    return _ready(window)


SHOTS: dict[str, Callable[[], MainWindow]] = {
    "studio-drawing": drawing,
    "studio-table": table,
    "studio-statistics": statistics,
    "studio-residuals": residuals,
    "studio-held": held,
}


def _train(window: MainWindow, epochs: int) -> None:
    window.session.set(stop_epochs=epochs)
    window.session.play()
    while window.session.training:
        _run(0.1)
    window.session.say(None)


def _canvas(window: MainWindow) -> Canvas:
    return window.canvas_panel.canvas


def _place(window: MainWindow, x: float, y: float) -> QPoint:
    canvas = _canvas(window)
    return canvas.mapFromScene(canvas.getViewBox().mapViewToScene(QPointF(x, y)))


def _stroke(window: MainWindow, places: Places) -> None:
    view, pixels = _canvas(window).viewport(), [_place(window, *place) for place in places]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=pixels[0])
    for pixel in pixels[1:]:
        QTest.mouseMove(view, pixel)
        _run(0.03)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=pixels[-1])
    _run(0.1)


def _ready(window: MainWindow) -> MainWindow:
    _run(0.8)
    return window


if __name__ == "__main__":
    make(sys.argv[1:], SHOTS, lambda shot: shot())
