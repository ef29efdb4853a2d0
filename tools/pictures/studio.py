"""Pictures of the data studio; strokes are drawn as a hand draws them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest

from playground.data import Recipe
from playground.training import Spec
from playground.ui.canvas.canvas import Canvas
from playground.ui.window import MainWindow
from tools.pictures.window import Shot, grabbed, opened, train, wait

Places = list[tuple[float, float]]


def drawing() -> QPixmap:
    """Four classes drawn by brush strokes into an empty canvas, some selected, the brush over the canvas."""
    window = opened(Recipe(source="gauss"), Spec(hidden_layers=(6, 4), learning_rate=0.1))
    session = window.session
    session.points.clear()
    for _ in range(2):
        session.classes.add()
    for label, name in enumerate(("rose", "leaf", "sea", "sun")):
        session.classes.rename(label, name)
        session.tools.set_brush(tool="brush", label=label, density=3)
        turn = label * np.pi / 2
        _stroke(
            window,
            [(4 * np.cos(turn + a) * (0.6 + a / 4), 4 * np.sin(turn + a)) for a in np.linspace(0, 1, 9)],
        )
    train(window, 400)
    session.tools.set_brush(tool="lasso")
    _stroke(window, [(1.2 + 1.5 * np.cos(a), 3.6 + 1.4 * np.sin(a)) for a in np.linspace(0, 6.2, 30)])
    session.tools.set_brush(tool="brush", label=1)
    QTest.mouseMove(_canvas(window).viewport(), _place(window, -2.6, -2.2))
    return _ready(window)


def table() -> QPixmap:
    """The worst rows of a trained network, ringed on the canvas."""
    window = opened(Recipe(source="iris"), Spec(hidden_layers=(6,), learning_rate=0.01))
    train(window, 300)
    window.session.view.update(show_test=True)
    window.run_command(window.side_panel.show_worst)
    return _ready(window)


def statistics() -> QPixmap:
    """The confusion matrix of eight clouds."""
    recipe = Recipe(source="blobs", classes=8, noise=35)
    window = opened(recipe, Spec(hidden_layers=(8,), learning_rate=0.05))
    train(window, 150)
    window.session.view.set_side_panel("statistics")
    return _ready(window)


def residuals() -> QPixmap:
    """House prices: RMSE in dollars and the residual of each price. Two inputs are held on sliders."""
    window = opened(Recipe(source="houses"), Spec(hidden_layers=(6,), learning_rate=0.01))
    train(window, 1500)
    window.session.view.set_side_panel("statistics")
    return _ready(window)


def held() -> QPixmap:
    """Three inputs: two on the axes, the third on a slider, away from its mean."""
    window = opened(Recipe(source="penguins"), Spec(hidden_layers=(6, 4), learning_rate=0.02))
    train(window, 300)
    session = window.session
    off = next(
        k for k in range(len(session.data.columns)) if k not in (session.view.plane.x, session.view.plane.y)
    )
    session.view.set_held_input(off, float(np.quantile(session.data.X[:, off], 0.9)))
    return _ready(window)


def _canvas(window: MainWindow) -> Canvas:
    return window.canvas_panel.canvas


def _place(window: MainWindow, x: float, y: float) -> QPoint:
    canvas = _canvas(window)
    place: QPoint = canvas.mapFromScene(canvas.getViewBox().mapViewToScene(QPointF(x, y)))
    return place


def _stroke(window: MainWindow, places: Places) -> None:
    view, pixels = _canvas(window).viewport(), [_place(window, *place) for place in places]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=pixels[0])
    for pixel in pixels[1:]:
        QTest.mouseMove(view, pixel)
        wait(0.03)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=pixels[-1])
    wait(0.1)


def _ready(window: MainWindow) -> QPixmap:
    wait(0.8)
    return grabbed(window)


SHOTS: dict[str, Shot] = {
    "studio-drawing": drawing,
    "studio-table": table,
    "studio-statistics": statistics,
    "studio-residuals": residuals,
    "studio-held": held,
}
