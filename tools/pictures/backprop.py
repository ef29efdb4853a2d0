"""Pictures of the Backprop mode: every stage of XOR and of a house price, a large network, a batch, dark."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractButton

from playground.data import Recipe
from playground.training import Spec
from playground.training.parameters import Parameter
from playground.ui.window import MainWindow
from tools.pictures.network import ALL
from tools.pictures.window import SIZES, child, grabbed, opened, train, until, wait
from tools.pictures.window import Shot as Taken


@dataclass(frozen=True)
class Scene:
    """A window at a stage, by kind and layer, after so many epochs; `tabs` are clicked."""

    source: str
    kind: str
    layer: int = 0
    size: tuple[int, int] = SIZES[0]
    epochs: int = 0
    dark: bool = False
    batch: bool = False
    chosen: Parameter | None = None
    tabs: tuple[str, ...] = ()
    house: bool = False  # the row is one that is added: 60 m², $100,000
    spec: dict[str, Any] = field(default_factory=dict)


_XOR = {"hidden_layers": (2,), "learning_rate": 0.3}
_HOUSE_STAGES = (
    ("row", 0),
    ("forward", 1),
    ("error", 0),
    ("delta", 1),
    ("slope", 1),
    ("gradient", 0),
    ("update", 0),
    ("after", 0),
)
_HOUSE = {"hidden_layers": (), "features": ("x1",)}
_SIX = {"features": ALL, "hidden_layers": (8,) * 6, "learning_rate": 0.003, "optimiser": "adam"}
_FIRST = Parameter(1, 1, 0)

SCENES = {
    "backprop-xor-1-row": Scene("xor", "row", spec=_XOR),
    "backprop-xor-2-forward": Scene("xor", "forward", 1, spec=_XOR),
    "backprop-xor-3-error": Scene("xor", "error", spec=_XOR),
    "backprop-xor-4-delta": Scene("xor", "delta", 1, spec=_XOR),
    "backprop-xor-5-slope": Scene("xor", "slope", 2, spec=_XOR, chosen=Parameter(2, 0, 1)),
    "backprop-xor-6-gradient": Scene("xor", "gradient", spec=_XOR, batch=True, tabs=("tab_check",)),
    "backprop-xor-7-update": Scene("xor", "update", spec=_XOR, chosen=_FIRST),
    "backprop-xor-8-after": Scene("xor", "after", spec=_XOR, epochs=30, batch=True, tabs=("tab_landscape",)),
    "backprop-6x8": Scene("spiral", "slope", 4, epochs=20, spec=_SIX, batch=True),
    "backprop-dark": Scene("xor", "slope", 1, SIZES[1], dark=True, batch=True, spec={"hidden_layers": (4,)}),
} | {
    f"backprop-house-{number}-{kind}": Scene("houses", kind, layer, house=True, spec=_HOUSE)
    for number, (kind, layer) in enumerate(_HOUSE_STAGES, 1)
}


def take(scene: Scene) -> QPixmap:
    """The window in the state of a scene."""
    window = opened(Recipe(source=scene.source), Spec(**scene.spec), scene.size, dark=scene.dark)
    if scene.epochs:
        train(window, scene.epochs)
    if scene.house:
        house = window.session.data.with_rows(np.array([[60.0, 2.0, 60.0]]), np.array([100_000.0]))
        window.session.points.set_data("Add a house", house)
    window.session.backprop.open("batch" if scene.batch else "row")
    until(lambda: window.session.backprop.microscope is not None)
    if scene.house:
        window.session.backprop.inspect_rows((len(window.session.data) - 1,))
    _turn(window, scene)
    wait(1.0)
    return grabbed(window)


def _turn(window: MainWindow, scene: Scene) -> None:
    microscope = window.session.backprop.microscope
    assert microscope is not None
    names = [f"{stage.kind} {stage.layer}" for stage in microscope.stages]
    for _ in range(names.index(f"{scene.kind} {scene.layer}")):
        window.mode.next()
    if scene.chosen is not None:
        window.session.backprop.follow(scene.chosen)
    for tab in scene.tabs:
        child(window, QAbstractButton, tab).click()


SHOTS: dict[str, Taken] = {name: partial(take, scene) for name, scene in SCENES.items()}
