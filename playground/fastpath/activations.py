"""Fast forms of the activations: f and f′ as calls that write into arrays that are there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import log

import numpy as np

from playground.engine.activations import Activation, Array
from playground.fastpath.calls import Call, operand

_MANY = 192  # elements from which five calls around a power take less time than tanh in one
# The quickest power in each precision, and what its exponent is multiplied with to make it e^x.
_POWERS = {"d": (np.exp2, 1.0 / log(2.0)), "f": (np.exp, 1.0)}


@dataclass(frozen=True)
class Form:
    """`f(z, a)`: calls that write f(z) into a. `slope(z, a)`: calls that write f′(z) over z.

    `straight`: f(z) = z, and nothing is to be done at all.
    """

    f: Callable[[Array, Array], list[Call]]
    slope: Callable[[Array, Array], list[Call]]
    straight: bool = False


def _tanh(z: Array, a: Array) -> list[Call]:
    """f(z) = tanh z, for many z as 1 − 2/(1 + e^2z), which is 1 where e^2z overflows."""
    if z.size < _MANY:
        return [partial(np.tanh, z, a)]
    one, two = operand(1.0, z), operand(2.0, z)
    return [
        *_power(2.0, z, a),
        partial(np.add, a, one, a),
        partial(np.divide, two, a, a),
        partial(np.subtract, one, a, a),
    ]


def _power(factor: float, z: Array, a: Array) -> list[Call]:
    """A ← e^(factor·z), by way of the power that is the quickest."""
    power, stretch = _POWERS[z.dtype.char]
    return [partial(np.multiply, z, operand(factor * stretch, z), a), partial(power, a, a)]


def _tanh_slope(z: Array, a: Array) -> list[Call]:
    return [partial(np.multiply, a, a, z), partial(np.subtract, operand(1.0, z), z, z)]


def _sigmoid(z: Array, a: Array) -> list[Call]:
    """(1 + tanh(z/2))/2; for many z as 1/(1 + e^−z), which is 0 where e^−z overflows."""
    one, half = operand(1.0, z), operand(0.5, z)
    if z.size < _MANY:
        return [
            partial(np.multiply, z, half, a),
            partial(np.tanh, a, a),
            partial(np.add, a, one, a),
            partial(np.multiply, a, half, a),
        ]
    return [*_power(-1.0, z, a), partial(np.add, a, one, a), partial(np.divide, one, a, a)]


def _sigmoid_slope(z: Array, a: Array) -> list[Call]:
    return [partial(np.subtract, operand(1.0, z), a, z), partial(np.multiply, z, a, z)]


def _relu(z: Array, a: Array) -> list[Call]:
    return [partial(np.maximum, z, operand(0.0, z), out=a)]


def _relu_slope(z: Array, a: Array) -> list[Call]:
    return [partial(np.sign, a, z)]  # a is never negative: its sign is 0 or 1


LINEAR = Form(lambda z, a: [], lambda z, a: [], straight=True)
TANH = Form(_tanh, _tanh_slope)
SIGMOID = Form(_sigmoid, _sigmoid_slope)

FORMS = {
    "linear": LINEAR,
    "tanh": TANH,
    "sigmoid": SIGMOID,
    "relu": Form(_relu, _relu_slope),
    "sine": Form(lambda z, a: [partial(np.sin, z, a)], lambda z, a: [partial(np.cos, z, z)]),
}


def form_of(row: Activation) -> Form:
    """The fast form of a row, or its own formulas."""
    return FORMS.get(row.name) or Form(
        lambda z, a: [lambda: np.copyto(a, row.f(z))], lambda z, a: [lambda: np.copyto(z, row.slope(z, a))]
    )
