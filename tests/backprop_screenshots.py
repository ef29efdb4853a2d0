"""Makes the pictures of the Backprop mode again: python -m tests.backprop_screenshots [NAME ...]

Every stage of the XOR net, the house price, a large network, a batch, light and dark; needs no display.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PySide6.QtWidgets import QAbstractButton

from playground.data import Recipe
from playground.training import Experiment, Spec
from playground.training.parameters import Parameter
from playground.ui.app import create_window
from playground.ui.window import MainWindow
from tests.network_screenshots import ALL, SIZES
from tests.screenshots import _run, make


@dataclass(frozen=True)
class Shot:
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

SHOTS = {
    "backprop-xor-1-row": Shot("xor", "row", spec=_XOR),
    "backprop-xor-2-forward": Shot("xor", "forward", 1, spec=_XOR),
    "backprop-xor-3-error": Shot("xor", "error", spec=_XOR),
    "backprop-xor-4-delta": Shot("xor", "delta", 1, spec=_XOR),
    "backprop-xor-5-slope": Shot("xor", "slope", 2, spec=_XOR, chosen=Parameter(2, 0, 1)),
    "backprop-xor-6-gradient": Shot("xor", "gradient", spec=_XOR, batch=True, tabs=("tab_check",)),
    "backprop-xor-7-update": Shot("xor", "update", spec=_XOR, chosen=_FIRST),
    "backprop-xor-8-after": Shot("xor", "after", spec=_XOR, epochs=30, batch=True, tabs=("tab_landscape",)),
    "backprop-6x8": Shot("spiral", "slope", 4, epochs=20, spec=_SIX, batch=True),
    "backprop-dark": Shot("xor", "slope", 1, SIZES[1], dark=True, batch=True, spec={"hidden_layers": (4,)}),
} | {
    f"backprop-house-{number}-{kind}": Shot("houses", kind, layer, house=True, spec=_HOUSE)
    for number, (kind, layer) in enumerate(_HOUSE_STAGES, 1)
}


def take(shot: Shot) -> MainWindow:
    """The window in the state of a shot."""
    spec = Spec(stop_epochs=shot.epochs or 1, **shot.spec)
    window = create_window(Experiment.load(Recipe(source=shot.source), spec))
    window.resize(*shot.size)
    window.session.set_view(dark=shot.dark, speed=math.inf)
    window.show()
    _run(0.5)
    if shot.epochs:
        window.session.play()
        _until(lambda: not window.session.training)
        window.session.say(None)
    if shot.house:
        house = window.session.data.with_row(np.array([60.0, 2.0, 60.0]), 100_000.0)
        window.session.set_data("Add a house", house)
    window.session.open_microscope("batch" if shot.batch else "row")
    _until(lambda: window.session.microscope is not None)
    if shot.house:
        window.session.look_at_rows((len(window.session.data) - 1,))
    _turn(window, shot)
    _run(1.0)
    return window


def _turn(window: MainWindow, shot: Shot) -> None:
    microscope = window.session.microscope
    assert microscope is not None
    names = [(stage.kind, stage.layer) for stage in microscope.stages]
    for _ in range(names.index((shot.kind, shot.layer))):
        window.mode.next()
    if shot.chosen is not None:
        window.session.choose(shot.chosen)
    for tab in shot.tabs:
        window.findChild(QAbstractButton, tab).click()


def _until(holds: Callable[[], bool]) -> None:
    while not holds():
        _run(0.05)


if __name__ == "__main__":
    make(sys.argv[1:], SHOTS, take)
