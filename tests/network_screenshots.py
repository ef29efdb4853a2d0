"""Makes the pictures of the network again: python -m tests.network_screenshots [NAME ...]

Four networks from a lone neuron to 6 layers of 8, large and small, light and dark; needs no display.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from playground.data import Recipe
from playground.training import Experiment, Spec
from playground.training.parameters import Parameter
from playground.ui.app import create_window
from playground.ui.network.diagram.element import Spot
from playground.ui.window import MainWindow
from tests.screenshots import _run, make

ALL = ("x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)")


@dataclass(frozen=True)
class Shot:
    """A window trained for so many epochs; the mouse on a spot, if one is named."""

    source: str
    epochs: int
    size: tuple[int, int] = (1440, 900)
    dark: bool = False
    hover: Spot | None = None
    matrices: bool = False
    spec: dict[str, Any] = field(default_factory=dict)


_SIX = {"features": ALL, "hidden_layers": (8,) * 6, "learning_rate": 0.003, "optimiser": "adam"}
_LOCKED = {"hidden_layers": (6, 5), "frozen": (Parameter(2, 1, 3).name, Parameter(3, 0, None).name)}
_IRIS = {"hidden_layers": (6,), "learning_rate": 0.01}

NETWORKS = {
    "2-4-2-1": Shot("circle", 300, hover=Spot("link", 2, 1, 0), spec={"hidden_layers": (4, 2)}),
    "6x8": Shot("spiral", 250, spec=_SIX),
    "softmax": Shot("iris", 400, hover=Spot("node", 1, 1), spec=_IRIS),
    "lone": Shot("gauss", 40, spec={"hidden_layers": ()}),
}
LOOKS = {"light": False, "dark": True}
SIZES = ((1440, 900), (1280, 720))

SHOTS = {
    f"network-{name}-{look}-{size[0]}": replace(
        shot, size=size, dark=dark, hover=None if dark else shot.hover
    )
    for name, shot in NETWORKS.items()
    for look, dark in LOOKS.items()
    for size in SIZES
} | {"network-matrices": Shot("moons", 200, matrices=True, spec=_LOCKED)}


def take(shot: Shot) -> MainWindow:
    """The window in the state of a shot."""
    spec = Spec(stop_epochs=shot.epochs, **shot.spec)
    window = create_window(Experiment.load(Recipe(source=shot.source), spec))
    window.resize(*shot.size)
    window.session.set_view(dark=shot.dark, speed=math.inf)
    window.show()
    _run(0.5)
    window.session.play()
    while window.session.training:
        _run(0.1)
    window.session.say(None)
    _run(0.3)
    view = window.network_panel.view
    QTest.mouseMove(view, view.layout_.anchor(shot.hover).toPoint() if shot.hover else QPoint(1, 1))
    if shot.matrices:
        window.network_panel._tabs.choose(1)
    _run(0.3)
    return window


if __name__ == "__main__":
    make(sys.argv[1:], SHOTS, take)
