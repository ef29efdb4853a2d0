"""The weight lens: E over one weight, all others fixed, with its slope and the step that α makes."""

from __future__ import annotations

import math

import numpy as np

from playground.arrays import Array, Indices
from playground.engine import REGULARISERS
from playground.microscope.loss_grid import LossGrid
from playground.microscope.step import Step
from playground.training.parameters import Parameter

Span = tuple[float, float]

_POINTS = 121  # of the curve; the present value and the one after the step are two more


class Lens:
    """E of the step's rows over one parameter. E is the loss of the data alone, as on screen.

    values    where E is looked at, from the least to the greatest: `now` and `after` are always among them
    now       the present value, at which the slope is taken; `after` the one after the step
    slope     ∂E/∂w at the present value, the mean over the rows
    loss_grid   finds `losses`, coarsely first
    """

    def __init__(self, step: Step, parameter: Parameter, span: Span | None = None) -> None:
        self.step, self.parameter = step, parameter
        self.place = parameter.index(step.before.sizes)
        self.now = float(step.before.theta[self.place])
        self.after = float(step.after.theta[self.place])
        self.slope = float(step.gradient[self.place])
        self.span = span or span_of(step, parameter)
        extra = [value for value in (self.now, self.after) if math.isfinite(value)]
        self.values = np.union1d(np.linspace(*self.span, _POINTS), extra)
        self.loss_grid = LossGrid(
            step.before, step.X, step.Y, [parameter], self.values[:, None], order=self._coarse_first(extra)
        )

    @property
    def losses(self) -> Array:
        """E at each of `values`; NaN where it is not found yet, or is no number."""
        return self.loss_grid.losses

    def loss_at(self, value: float) -> float:
        """E at one of `values`; NaN where there is no such value."""
        if not math.isfinite(value):
            return math.nan
        return float(self.losses[np.searchsorted(self.values, value)])

    def tangent(self, value: Array) -> Array:
        """E(w) + ∂E/∂w · (value − w): the line that touches the curve at the present value."""
        return self.step.loss + self.slope * (value - self.now)

    @property
    def penalty(self) -> Array | None:
        """What the penalty on this weight adds to E at each of `values`; None where there is none."""
        spec = self.step.experiment.spec
        if self.parameter.source is None or not spec.penalty_strength:
            return None
        added: Array = spec.penalty_strength * REGULARISERS[spec.regularisation].penalty(self.values)
        return added

    def _coarse_first(self, extra: list[float]) -> Indices:
        """The marked points, then every 16th of the curve, then what lies between, ever finer."""
        places = np.arange(len(self.values))
        marked = np.isin(self.values, extra)
        fineness = sum((places % stride != 0).astype(int) for stride in (16, 8, 4, 2))
        return np.argsort(np.where(marked, -1, fineness), kind="stable")


def span_of(step: Step, parameter: Parameter) -> Span:
    """From where to where E is worth seeing: the present value in the middle, wide enough for the step.

    Rounded outwards, so that the axis stays while the weight moves a little.
    """
    place = parameter.index(step.before.sizes)
    now, change = float(step.before.theta[place]), float(step.change[place])
    now = now if math.isfinite(now) else 0.0
    reach = max(2.0, 1.5 * abs(now), 2.0 * abs(change) if math.isfinite(change) else 0.0)
    unit = 10.0 ** math.floor(math.log10(reach)) / 2.0
    return math.floor((now - reach) / unit) * unit, math.ceil((now + reach) / unit) * unit
