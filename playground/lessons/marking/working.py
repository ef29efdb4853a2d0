"""The arithmetic of one update on a student's own numbers: what follows from what they have entered.

The formulae are the engine's and the microscope's own. With nothing entered every value is the microscope's
(a test holds it).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from playground.arrays import Array
from playground.lessons.quantities import Quantity
from playground.microscope.expression import Leaf
from playground.microscope.formulas import LOSS_FORMULAS
from playground.microscope.step import Step


class Working(Struct, eq=False):
    """Numbers of an update, from a student's entries where there are some, else from the step.

    row  the place in the dataset of the row that z, a, ŷ and δ are of
    own  what the student has entered
    """

    step: Step
    row: int
    own: Mapping[Quantity, float] = field(default_factory=dict)
    _used: set[Quantity] = field(default_factory=set)
    _known: dict[Quantity, tuple[float, set[Quantity]]] = field(default_factory=dict)

    def value(self, one: Quantity) -> float:
        """The student's number, or what follows from those that they have entered."""
        if one in self.own:
            self._used.add(one)
            return self.own[one]
        if one not in self._known:
            self._known[one] = self.following(one)
        value, used = self._known[one]
        self._used |= used
        return value

    def derived(self, one: Quantity) -> float:
        """What follows for a number from those before it, whatever the student has entered for itself."""
        with np.errstate(all="ignore"):
            return float(_DERIVED[one.kind](self, one))

    def following(self, one: Quantity) -> tuple[float, set[Quantity]]:
        """What follows for a number, and the entries that it follows from."""
        around, self._used = self._used, set()
        value, used = self.derived(one), self._used
        self._used = around
        return value, used

    # What the formulae are made of. Layers count from 1; layer 0 is the input.

    @property
    def layers(self) -> int:
        return len(self.step.before.weights)

    def weights(self, layer: int) -> tuple[Array, Array]:
        """W (in, out) and b (out,) of a layer, before the update."""
        return self.step.before.weights[layer - 1]

    def inputs(self, layer: int, row: int | None) -> Array:
        """The activations that enter a layer, (in,)."""
        if layer == 1:
            inputs: Array = self.step.X[self._place(row)]
            return inputs
        count = self.step.before.sizes[layer - 1]
        return np.array([self.value(Quantity("a", layer - 1, k, row=row)) for k in range(count)])

    def all_z(self, layer: int, row: int | None) -> Array:
        """Z of all neurons of a layer."""
        count = self.step.before.sizes[layer]
        return np.array([self.value(Quantity("z", layer, k, row=row)) for k in range(count)])

    def all_y(self, row: int | None) -> Array:
        """The predictions of all outputs."""
        return np.array([self.value(Quantity("y", to=k, row=row)) for k in range(self.step.before.sizes[-1])])

    def targets(self, row: int | None) -> Array:
        """The targets of all outputs, as the loss has them."""
        targets: Array = self.step.Y[self._place(row)]
        return targets

    def slope(self, one: Quantity) -> float:
        """f′(z) of a hidden neuron."""
        z = np.array([self.value(Quantity("z", one.layer, one.to, row=one.row))])
        a = np.array([self.value(Quantity("a", one.layer, one.to, row=one.row))])
        return float(self.step.before.hidden[one.layer - 1].slope(z, a)[0])

    def back(self, one: Quantity, W: Array | None = None) -> float:
        """What comes back to a hidden neuron: the deltas of the next layer, weighted and summed."""
        W = self.weights(one.layer + 1)[0] if W is None else W
        count = self.step.before.sizes[one.layer + 1]
        deltas = [self.value(Quantity("d", one.layer + 1, k, row=one.row)) for k in range(count)]
        return float(W[one.to] @ np.array(deltas))

    def input_of(self, one: Quantity, row: int | None) -> float:
        """What a weight is multiplied by in the forward pass: 1 for a bias."""
        return 1.0 if one.source is None else float(self.inputs(one.layer, row)[one.source])

    def each_row(self) -> tuple[int | None, ...]:
        """The rows of the update as they stand in names."""
        return tuple(map(self.named, self.step.rows))

    def named(self, row: int | None) -> int | None:
        """A row as it stands in names: the step's own row has no "@"."""
        return None if row == self.row else row

    def moved(self, one: Quantity, gradient: float) -> float:
        """The new weight when its partial derivative is this: by the optimiser's own rule."""
        step, place = self.step, one.parameter.index(self.step.before.sizes)
        network = step.before.at(step.start.theta.copy())
        learner = step.experiment.learner(network)
        learner.state = deepcopy(step.start.state)
        all_of_it = step.gradient.copy()
        all_of_it[place] = gradient
        learner.update(all_of_it, step.start.rate)
        return float(network.theta[place])

    def old(self, one: Quantity) -> float:
        """The weight before the update."""
        return float(self.step.start.theta[one.parameter.index(self.step.before.sizes)])

    def _place(self, row: int | None) -> int:
        return self.step.rows.index(self.row if row is None else row)


def _z(working: Working, one: Quantity) -> float:
    W, b = working.weights(one.layer)
    return float(working.inputs(one.layer, one.row) @ W[:, one.to] + b[one.to])


def _a(working: Working, one: Quantity) -> float:
    z = working.value(Quantity("z", one.layer, one.to, row=one.row))
    return float(working.step.before.functions[one.layer - 1](np.array([z]))[0])


def _y(working: Working, one: Quantity) -> float:
    outputs: Array = working.step.before.functions[-1](working.all_z(working.layers, one.row))
    return float(outputs[one.to])


def _loss(working: Working, one: Quantity) -> float:
    if one.row is not None or len(working.step.rows) == 1:
        return _loss_of_row(working, working.named(one.row))
    return float(np.mean([working.value(Quantity("E", row=row)) for row in working.step.rows]))


def _loss_of_row(working: Working, row: int | None) -> float:
    """From ŷ, as it is written; from z only where ŷ is too near to 0 or 1."""
    formula = LOSS_FORMULAS[working.step.before.loss_fn.name].loss
    z, p, y = (
        [Leaf(number) for number in numbers.tolist()]
        for numbers in (working.all_z(working.layers, row), working.all_y(row), working.targets(row))
    )
    values = [one.value() for one in formula(z, p, y)]
    return next((value for value in values if np.isfinite(value)), values[-1])


def _d(working: Working, one: Quantity) -> float:
    if one.layer < working.layers:
        return working.back(one) * working.slope(one)
    z, y = working.all_z(one.layer, one.row), working.all_y(one.row)
    deltas: Array = working.step.before.loss_fn.output_delta(z, y, working.targets(one.row))
    return float(deltas[one.to])


def _g(working: Working, one: Quantity) -> float:
    rows = working.each_row()
    return float(np.mean([working.value(delta_of(one, row)) * working.input_of(one, row) for row in rows]))


def delta_of(one: Quantity, row: int | None) -> Quantity:
    """δ of the neuron that a weight leads into."""
    return Quantity("d", one.layer, one.to, row=row)


def _w(working: Working, one: Quantity) -> float:
    return working.moved(one, working.value(replace(one, kind="g")))


_DERIVED: dict[str, Callable[[Working, Quantity], Any]] = {
    "z": _z,
    "a": _a,
    "y": _y,
    "E": _loss,
    "d": _d,
    "g": _g,
    "w": _w,
}
