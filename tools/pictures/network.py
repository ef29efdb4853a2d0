"""Pictures of the network: from a single neuron to 6 layers of 8, large and small, light and dark."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from playground.data import Recipe
from playground.training import Spec
from playground.training.parameters import Parameter
from playground.ui.network.diagram.element import DiagramElement
from tools.pictures.window import SIZES, child, grabbed, opened, train, wait
from tools.pictures.window import Shot as Taken

ALL = ("x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)")


@dataclass(frozen=True)
class Scene:
    """A window trained for so many epochs; the mouse on a spot, if one is named."""

    source: str
    epochs: int
    size: tuple[int, int] = (1440, 900)
    dark: bool = False
    hover: DiagramElement | None = None
    matrices: bool = False
    spec: dict[str, Any] = field(default_factory=dict)


_SIX = {"features": ALL, "hidden_layers": (8,) * 6, "learning_rate": 0.003, "optimiser": "adam"}
_LOCKED = {"hidden_layers": (6, 5), "frozen": (Parameter(2, 1, 3).name, Parameter(3, 0, None).name)}
_IRIS = {"hidden_layers": (6,), "learning_rate": 0.01}

NETWORKS = {
    "2-4-2-1": Scene("circle", 300, hover=DiagramElement("link", 2, 1, 0), spec={"hidden_layers": (4, 2)}),
    "6x8": Scene("spiral", 250, spec=_SIX),
    "softmax": Scene("iris", 400, hover=DiagramElement("node", 1, 1), spec=_IRIS),
    "lone": Scene("gauss", 40, spec={"hidden_layers": ()}),
}
LOOKS = {"light": False, "dark": True}
SCENES = {
    f"network-{name}-{look}-{size[0]}": replace(
        scene, size=size, dark=dark, hover=None if dark else scene.hover
    )
    for name, scene in NETWORKS.items()
    for look, dark in LOOKS.items()
    for size in SIZES
} | {"network-matrices": Scene("moons", 200, matrices=True, spec=_LOCKED)}


def take(scene: Scene) -> QPixmap:
    """The window in the state of a scene."""
    window = opened(Recipe(source=scene.source), Spec(**scene.spec), scene.size, dark=scene.dark)
    train(window, scene.epochs)
    wait(0.3)
    view = window.network_panel.view
    QTest.mouseMove(
        view,
        view.diagram_layout.anchor(scene.hover).toPoint() if scene.hover else QPoint(2, view.height() - 2),
    )
    if scene.matrices:
        child(window, QAbstractButton, "network_matrices").click()
    wait(0.3)
    return grabbed(window)


SHOTS: dict[str, Taken] = {name: partial(take, scene) for name, scene in SCENES.items()}
