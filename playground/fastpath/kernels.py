"""Fast forms of the activations and losses: calls that write into arrays that are there.

A row of the engine's tables that has no kernel here is run by its own formulas.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import log

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.engine.activations import Activation
from playground.engine.losses import Loss
from playground.fastpath.ops import Call, constant_like, product, rows_by_units

# The number of elements from which five calls around a power take less time than one of tanh.
_MANY = 192
# The quickest power in each precision, and what its exponent is multiplied with to make it e^x.
_POWERS = {"d": (np.exp2, 1.0 / log(2.0)), "f": (np.exp, 1.0)}


class Kernel(Struct, frozen=True):
    """`f(z, a)`: calls that write f(z) into a. `slope(z, a)`: calls that write f′(z) over z.

    is_identity  f(z) = z, and nothing is to be done at all
    """

    f: Callable[[Array, Array], list[Call]]
    slope: Callable[[Array, Array], list[Call]]
    is_identity: bool = False


def _tanh(z: Array, a: Array) -> list[Call]:
    """f(z) = tanh z, for many z as 1 − 2/(1 + e^2z), which is 1 where e^2z overflows."""
    if z.size < _MANY:
        return [partial(np.tanh, z, a)]
    one, two = constant_like(1.0, z), constant_like(2.0, z)
    return [
        *_power(2.0, z, a),
        partial(np.add, a, one, a),
        partial(np.divide, two, a, a),
        partial(np.subtract, one, a, a),
    ]


def _power(factor: float, z: Array, a: Array) -> list[Call]:
    """A ← e^(factor·z), by way of the power that is the quickest."""
    power, stretch = _POWERS[z.dtype.char]
    return [partial(np.multiply, z, constant_like(factor * stretch, z), a), partial(power, a, a)]


def _tanh_slope(z: Array, a: Array) -> list[Call]:
    return [partial(np.multiply, a, a, z), partial(np.subtract, constant_like(1.0, z), z, z)]


def _sigmoid(z: Array, a: Array) -> list[Call]:
    """(1 + tanh(z/2))/2; for many z as 1/(1 + e^−z), which is 0 where e^−z overflows."""
    one, half = constant_like(1.0, z), constant_like(0.5, z)
    if z.size < _MANY:
        return [
            partial(np.multiply, z, half, a),
            partial(np.tanh, a, a),
            partial(np.add, a, one, a),
            partial(np.multiply, a, half, a),
        ]
    return [*_power(-1.0, z, a), partial(np.add, a, one, a), partial(np.divide, one, a, a)]


def _sigmoid_slope(z: Array, a: Array) -> list[Call]:
    return [partial(np.subtract, constant_like(1.0, z), a, z), partial(np.multiply, z, a, z)]


def _relu(z: Array, a: Array) -> list[Call]:
    return [partial(np.maximum, z, constant_like(0.0, z), out=a)]


def _relu_slope(z: Array, a: Array) -> list[Call]:
    return [partial(np.sign, a, z)]  # a is never negative: its sign is 0 or 1


IDENTITY = Kernel(lambda z, a: [], lambda z, a: [], is_identity=True)
TANH = Kernel(_tanh, _tanh_slope)
SIGMOID = Kernel(_sigmoid, _sigmoid_slope)

KERNELS = {
    "linear": IDENTITY,
    "tanh": TANH,
    "sigmoid": SIGMOID,
    "relu": Kernel(_relu, _relu_slope),
    "sine": Kernel(lambda z, a: [partial(np.sin, z, a)], lambda z, a: [partial(np.cos, z, z)]),
}


def kernel_of(row: Activation) -> Kernel:
    """The kernel of an activation, or its own formulas."""
    return KERNELS.get(row.name) or Kernel(
        lambda z, a: [lambda: np.copyto(a, row.f(z))], lambda z, a: [lambda: np.copyto(z, row.slope(z, a))]
    )


# (z, ŷ, y, δ) → calls that write the output delta into δ
OutputDelta = Callable[[Array, Array, Array, Array], list[Call]]


def _difference(_z: Array, p: Array, y: Array, delta: Array) -> list[Call]:
    return [partial(np.subtract, p, y, delta)]


class OutputLayer(Struct, frozen=True):
    """The fast form of a loss. Arrays are (outputs, ..., rows).

    activation          z → ŷ
    delta               ∂(loss of the row)/∂z, divided by `factor`, which is put in once, for all rows
    chain_output_slope  `delta` is ∂/∂ŷ, still to be multiplied with the slope of `activation`
    """

    activation: Kernel
    delta: OutputDelta = _difference
    factor: float = 1.0
    chain_output_slope: bool = False


def _softmax(z: Array, p: Array) -> list[Call]:
    """e^z / Σ e^z over the outputs. A product with a matrix of ones sums, and spreads the sum, in one call.

    The largest z is taken off first, so that nothing overflows, but only where that could happen: where
    Σz² < 10⁵, no |z| is above 317, and e^z is a number by far.
    """
    outputs, every, total = len(z), z.reshape(-1), np.empty((len(z), z[0].size), z.dtype)

    def powers() -> None:
        if every.dot(every) < 1e5:
            np.exp(z, p)
        else:
            np.exp(z - z.max(axis=0), p)

    flat = p.reshape(total.shape)
    return [
        powers,
        product(np.ones((outputs, outputs), z.dtype), flat, total),
        partial(np.divide, flat, total, flat),
    ]


OUTPUT_LAYERS = {
    "log_loss": OutputLayer(SIGMOID),
    "half_mse_tanh": OutputLayer(TANH, chain_output_slope=True),
    "cross_entropy": OutputLayer(Kernel(_softmax, lambda z, p: [])),
    "mse": OutputLayer(IDENTITY, factor=2.0),
    "half_mse": OutputLayer(IDENTITY),
}


def output_layer_of(row: Loss) -> OutputLayer:
    """The fast form of a loss, or its own formulas, which take (..., rows, outputs)."""

    def activation(z: Array, p: Array) -> list[Call]:
        return [lambda: np.copyto(rows_by_units(p), row.output_activation(rows_by_units(z)))]

    def output_delta(z: Array, p: Array, y: Array, delta: Array) -> list[Call]:
        z, p, y, delta = map(rows_by_units, (z, p, y, delta))
        return [lambda: np.copyto(delta, row.output_delta(z, p, y))]

    return OUTPUT_LAYERS.get(row.name) or OutputLayer(Kernel(activation, lambda z, p: []), output_delta)
