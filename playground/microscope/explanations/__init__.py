"""What is told at each stage of a step: a title, formulae with their numbers, and the idea in words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from playground.data import Names
from playground.microscope.explanations.after import explain_after
from playground.microscope.explanations.context import StageContext
from playground.microscope.explanations.delta import explain_delta
from playground.microscope.explanations.error import explain_error
from playground.microscope.explanations.explanation import Explanation
from playground.microscope.explanations.forward import explain_forward
from playground.microscope.explanations.gradient import explain_gradient
from playground.microscope.explanations.row import explain_row
from playground.microscope.explanations.slope import explain_slope
from playground.microscope.explanations.update import explain_update
from playground.microscope.stages import Kind, Stage
from playground.microscope.step import Step
from playground.training.parameters import Parameter

__all__ = ["Explanation", "explain"]

_EXPLAINERS: dict[Kind, Callable[[StageContext, int], Explanation]] = {
    "row": lambda context, _: explain_row(context),
    "forward": explain_forward,
    "error": lambda context, _: explain_error(context),
    "delta": explain_delta,
    "slope": explain_slope,
    "gradient": lambda context, _: explain_gradient(context),
    "update": lambda context, _: explain_update(context),
    "after": lambda context, _: explain_after(context),
}


def explain(
    step: Step, names: Names, stage: Stage, *, row_index: int, followed: Parameter, digits: int
) -> Explanation:
    """What is told at a stage about one row of the step, following a weight or bias.

    row_index  which of the rows of the step
    """
    context = StageContext(step, names, row_index, followed, digits)
    with np.errstate(all="ignore"):  # weights that have diverged give NaN, and that is what is shown
        return _EXPLAINERS[stage.kind](context, stage.layer)
