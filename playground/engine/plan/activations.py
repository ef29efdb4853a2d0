"""Fast forms of the activations: f and f′ as calls that write into arrays that are there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import log

import numpy as np

from playground.engine.activations import Activation, Array
from playground.engine.plan.calls import Call, constant

_ONE, _TWO, _HALF, _ZERO = map(constant, (1.0, 2.0, 0.5, 0.0))
_MINUS_LOG2_E, _TWO_LOG2_E = constant(-1.0 / log(2.0)), constant(2.0 / log(2.0))
_MANY = 192  # elements from which five calls around 2^x take less time than tanh in one


@dataclass(frozen=True)
class Form:
    """`f(z, a)`: calls that write f(z) into a. `slope(z, a)`: calls that write f′(z) over z.

    `straight`: f(z) = z, and nothing is to be done at all.
    """

    f: Callable[[Array, Array], list[Call]]
    slope: Callable[[Array, Array], list[Call]]
    straight: bool = False


def _tanh(z: Array, a: Array) -> list[Call]:
    """f(z) = tanh z, for many z as 1 − 2/(1 + e^2z), which is 1 where e^2z overflows.

    2^x is a little quicker than e^x, and z has to be multiplied anyway.
    """
    if z.size < _MANY:
        return [partial(np.tanh, z, a)]
    return [
        partial(np.multiply, z, _TWO_LOG2_E, a),
        partial(np.exp2, a, a),
        partial(np.add, a, _ONE, a),
        partial(np.divide, _TWO, a, a),
        partial(np.subtract, _ONE, a, a),
    ]


def _tanh_slope(z: Array, a: Array) -> list[Call]:
    return [partial(np.multiply, a, a, z), partial(np.subtract, _ONE, z, z)]


def _sigmoid(z: Array, a: Array) -> list[Call]:
    """(1 + tanh(z/2))/2; for many z as 1/(1 + e^−z), which is 0 where e^−z overflows."""
    if z.size < _MANY:
        return [
            partial(np.multiply, z, _HALF, a),
            partial(np.tanh, a, a),
            partial(np.add, a, _ONE, a),
            partial(np.multiply, a, _HALF, a),
        ]
    return [
        partial(np.multiply, z, _MINUS_LOG2_E, a),
        partial(np.exp2, a, a),
        partial(np.add, a, _ONE, a),
        partial(np.divide, _ONE, a, a),
    ]


def _sigmoid_slope(z: Array, a: Array) -> list[Call]:
    return [partial(np.subtract, _ONE, a, z), partial(np.multiply, z, a, z)]


def _relu(z: Array, a: Array) -> list[Call]:
    return [partial(np.maximum, z, _ZERO, out=a)]


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
