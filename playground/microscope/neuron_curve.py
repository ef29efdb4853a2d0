"""f(z) and f′(z) of one neuron, with the z of one row: why δ is large here, and small there."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.microscope.digits import number
from playground.microscope.step import Step

_REACH = 6.0  # of z to either side at least: where all activations bend
_POINTS = 241  # of either curve
_FLAT = 0.1  # of the steepest place: a tangent that looks level, and a δ of which little is left
_NUDGE = 1e-5  # of z, for the slope of an output activation

Function = Callable[[Array], Array]


class NeuronCurve(Struct, frozen=True, eq=False):
    """The activation function of a neuron, and where one row stands on it.

    z, a, slope  of the row: a = f(z), and f′(z)
    values       where `f` and `slopes` are known, from −reach to reach, z among them; (points,)
    arriving     Σ w·δ of the next layer, which f′(z) is multiplied by; None for an output
    delta        δ of the row; `steepest` the greatest |f′| of all that is seen
    """

    label: str
    z: float
    a: float
    slope: float
    values: Array
    f: Array
    slopes: Array
    arriving: float | None
    delta: float

    @classmethod
    def of(cls, step: Step, row_index: int, layer: int, neuron: int) -> NeuronCurve:
        """Of a neuron (layer from 1, neuron from 0) and a row of the step, at its old weights."""
        network, z = step.before, float(step.trace.z[layer - 1][row_index, neuron])
        last = layer == len(network.weights)
        function, derivative = _output(step, row_index, neuron) if last else _hidden(step, layer)
        reach = _REACH if abs(z) <= 0.9 * _REACH else 1.2 * abs(z)
        with np.errstate(all="ignore"):
            spread = np.linspace(-reach, reach, _POINTS) if math.isfinite(reach) else np.zeros(0)
            values = np.union1d(spread, [z] if math.isfinite(z) else [])
            here = np.array([z])
            arriving = (
                None if last else float(network.weights[layer][0][neuron] @ step.deltas[layer][row_index])
            )
            return cls(
                network.loss_fn.output_name if last else network.hidden[layer - 1].label,
                z,
                float(function(here)[0]),
                float(derivative(here)[0]),
                values,
                function(values),
                derivative(values),
                arriving,
                float(step.deltas[layer - 1][row_index, neuron]),
            )

    @property
    def steepest(self) -> float:
        return float(np.abs(self.slopes).max(initial=0.0))

    @property
    def is_flat(self) -> bool:
        """Whether the row stands on a flat part: saturated, or not active at all."""
        return abs(self.slope) < _FLAT * self.steepest

    def tangent(self, z: Array) -> Array:
        """The line that touches f at the row's z."""
        return self.a + self.slope * (z - self.z)


def describe_curve(curve: NeuronCurve, digits: int, *, backward: bool) -> str:
    """What f′(z) makes of what arrives from the next layer; `backward`: δ is known by now."""
    if not math.isfinite(curve.z + curve.slope + curve.delta):
        return "The values have overflowed: there is no slope here."
    z, slope, delta = (number(value, digits) for value in (curve.z, curve.slope, curve.delta))
    here = f"At z = {z} the curve is {'flat' if curve.is_flat else 'not flat'}: f′(z) = {slope}."
    if curve.arriving is None:
        return f"{here} δ of the output comes from the loss" + (f": δ = {delta}." if backward else ".")
    if not backward:
        return f"{here} The backward pass multiplies by it."
    left = ", little of which is left" if curve.is_flat and curve.arriving else ""
    arriving = number(curve.arriving, digits)
    return f"{here} δ is what arrives from the next layer, {arriving}, times f′(z){left}: δ = {delta}."


def _hidden(step: Step, layer: int) -> tuple[Function, Function]:
    row = step.before.hidden[layer - 1]
    return row.f, lambda z: row.slope(z, row.f(z))


def _output(step: Step, row_index: int, neuron: int) -> tuple[Function, Function]:
    """Of one output, the z of all others as they are."""
    others = step.trace.z[-1][row_index]

    def function(z: Array) -> Array:
        rows = np.repeat(others[None], len(z), axis=0)
        rows[:, neuron] = z
        made: Array = step.before.loss_fn.output_activation(rows)[:, neuron]
        return made

    return function, lambda z: (function(z + _NUDGE) - function(z - _NUDGE)) / (2.0 * _NUDGE)
