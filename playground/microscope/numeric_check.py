"""The gradient check in front of the class: what a small nudge shows beside what backpropagation says.

(E(w + ε) − E(w − ε)) / 2ε is the slope of the chord over 2ε. It differs from ∂E/∂w by about ε²·E‴/6, and by
what rounding does to two nearly equal numbers, about 10⁻¹⁶·E/ε. Source: Numerical Recipes, section 5.7.
"""

from __future__ import annotations

import math
from time import perf_counter

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.engine import ACTIVATIONS, Network, perturbed_losses
from playground.microscope.step import Step
from playground.training.parameters import Parameter, all_parameters

EPSILON = 1e-4  # large enough that the two E differ in digits that can be read and subtracted by hand
TOLERANCE = 1e-4  # the relative difference up to which two slopes agree
_DECIMALS = 12  # of the two E; their quotient by 2ε has four fewer


class NumericCheck(Struct, frozen=True):
    """One parameter. All numbers are as they are shown, so that a hand calculator finds the same.

    above, below  E(w + ε) and E(w − ε), to `decimals`
    numeric       their difference over 2ε, and analytic, which is δ·a over the rows: to four decimals fewer
    kink          an activation with a kink passes it between w − ε and w + ε: no slope there, any difference
    """

    parameter: Parameter
    above: float
    below: float
    numeric: float
    analytic: float
    decimals: int
    kink: bool

    @classmethod
    def of(cls, step: Step, parameter: Parameter) -> NumericCheck:
        place = parameter.index(step.before.sizes)
        with np.errstate(all="ignore"):
            above, below = perturbed_losses(_copy(step), step.X, step.Y, place, EPSILON)
        size = max(abs(above), abs(below))
        digits = math.floor(math.log10(size)) if math.isfinite(size) and size >= 1.0 else 0
        decimals = max(4, _DECIMALS - digits)
        above, below = round(above, decimals), round(below, decimals)
        numeric = round((above - below) / (2.0 * EPSILON), decimals - 4)
        analytic = round(float(step.gradient[place]), decimals - 4)
        return cls(parameter, above, below, numeric, analytic, decimals, passes_kink(step, place))

    @property
    def difference(self) -> float:
        return round(abs(self.numeric - self.analytic), self.decimals - 4)

    @property
    def agrees(self) -> bool:
        """Up to the tolerance, and to one in the last place of E, carried into the quotient."""
        last_place = 10.0**-self.decimals / EPSILON
        return self.difference <= TOLERANCE * max(abs(self.numeric), abs(self.analytic)) + last_place


class FullCheck:
    """All parameters, some at a time. `numeric` (P,) holds the quotients found so far."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.numeric = np.full(len(step.before.theta), np.nan)
        self.found = 0
        self._network = _copy(step)

    @property
    def done(self) -> bool:
        return self.found == len(self.numeric)

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return self.found / len(self.numeric)

    def advance(self, seconds: float = float("inf")) -> None:
        """Go on for so long: one parameter at the least."""
        end = perf_counter() + seconds
        while not self.done:
            with np.errstate(all="ignore"):
                above, below = perturbed_losses(self._network, self.step.X, self.step.Y, self.found, EPSILON)
                self.numeric[self.found] = (above - below) / (2.0 * EPSILON)
            self.found += 1
            if perf_counter() >= end:
                return

    def outcome(self) -> Outcome:
        """What has been found once it is done."""
        relative = relative_differences(self.step.gradient, self.numeric, self.step.loss)
        apart = np.flatnonzero(~(relative <= TOLERANCE))
        kinks = [place for place in apart if passes_kink(self.step, int(place))]
        relative[kinks] = -1.0
        worst = int(np.argmax(relative))
        parameters = all_parameters(self.step.before.sizes)
        return Outcome(
            len(parameters),
            max(float(relative[worst]), 0.0),
            parameters[worst],
            len(apart) - len(kinks),
            len(kinks),
        )


class Outcome(Struct, frozen=True):
    """Of so many parameters: the largest relative difference and where; how many do not agree, and how
    many of the others cannot, since a kink lies between.
    """

    parameters: int
    largest: float
    at: Parameter
    apart: int
    kinks: int


def relative_differences(analytic: Array, numeric: Array, loss: float) -> Array:
    """|analytic − numeric| / the larger of the two, (P,); 0 where rounding alone can make the difference."""
    apart = np.abs(analytic - numeric)
    larger = np.maximum(np.abs(analytic), np.abs(numeric))
    rounding = 16.0 * np.finfo(float).eps * max(1.0, abs(loss)) / EPSILON
    with np.errstate(all="ignore"):
        relative: Array = np.where(apart <= rounding, 0.0, apart / larger)
    return relative


def passes_kink(step: Step, place: int) -> bool:
    """Whether some z crosses 0, where its activation has a kink, between w − ε and w + ε."""
    network = _copy(step)
    signs = []
    for nudge in (EPSILON, -EPSILON):
        network.theta[place] = step.before.theta[place] + nudge
        with np.errstate(all="ignore"):
            signs.append([z > 0.0 for z in network.forward(step.X).z])
    return any(
        has_kink(name) and bool((above != below).any())
        for name, above, below in zip(network.activations, *signs, strict=False)
    )


def has_kink(activation: str) -> bool:
    """Whether the slope of an activation jumps at 0."""
    z = np.array([-1e-9, 1e-9])
    row = ACTIVATIONS[activation]
    left, right = row.slope(z, row.f(z))
    return bool(abs(left - right) > 1e-3)


def _copy(step: Step) -> Network:
    return step.before.at(step.before.theta.copy())
