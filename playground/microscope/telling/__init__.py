"""What is told at each stage of a step: a title, formulae with their numbers, and the idea in words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.data import Names
from playground.microscope.stages import Kind, Stage
from playground.microscope.step import Step
from playground.microscope.telling.after import tell_after
from playground.microscope.telling.delta import tell_delta
from playground.microscope.telling.error import tell_error
from playground.microscope.telling.forward import tell_forward
from playground.microscope.telling.gradient import tell_gradient
from playground.microscope.telling.row import tell_row
from playground.microscope.telling.scene import Scene
from playground.microscope.telling.slope import tell_slope
from playground.microscope.telling.telling import Telling
from playground.microscope.telling.update import tell_update
from playground.training.parameters import Parameter

__all__ = ["Telling", "tell"]

_TELLERS: dict[Kind, Callable[[Scene, int], Telling]] = {
    "row": lambda scene, _: tell_row(scene),
    "forward": tell_forward,
    "error": lambda scene, _: tell_error(scene),
    "delta": tell_delta,
    "slope": tell_slope,
    "gradient": lambda scene, _: tell_gradient(scene),
    "update": lambda scene, _: tell_update(scene),
    "after": lambda scene, _: tell_after(scene),
}


def tell(step: Step, names: Names, stage: Stage, *, shown: int, chosen: Parameter, digits: int) -> Telling:
    """What is told at a stage of the `shown`-th row of the step, following the chosen weight or bias."""
    scene = Scene(step, names, shown, chosen, digits)
    with np.errstate(all="ignore"):  # weights that have diverged give NaN, and that is what is shown
        return _TELLERS[stage.kind](scene, stage.layer)
