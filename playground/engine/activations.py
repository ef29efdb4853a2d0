"""Activations: what a neuron makes of its pre-activation z, and the slope f′(z) that backpropagation needs.

Each activation is one row of ACTIVATIONS. A new row appears in the forms, on the command line, in
the files and in the tests (finite differences, autograd) by itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from playground.arrays import Array


@dataclass(frozen=True)
class Activation:
    """One row of ACTIVATIONS. Arrays of any shape.

    f        z → a = f(z)
    slope    (z, a) → f′(z); a is known by then
    range    the least and the greatest value that f can take; ±inf where it is not bounded
    can_die  whether f′ is 0 for every z < 0: a neuron that is never active gets no gradient any more
    """

    name: str
    label: str
    formula: str
    f: Callable[[Array], Array]
    slope: Callable[[Array, Array], Array]
    range: tuple[float, float] = (-math.inf, math.inf)
    can_die: bool = False


def sigmoid(z: Array) -> Array:
    """σ(z) = 1/(1 + e^−z) = (1 + tanh(z/2))/2; the second form never overflows."""
    a: Array = 0.5 * (1.0 + np.tanh(0.5 * z))
    return a


def softplus(z: Array) -> Array:
    """ln(1 + e^z), without overflow for large z."""
    a: Array = np.logaddexp(0.0, z)
    return a


def _elu(z: Array) -> Array:
    return np.where(z > 0, z, np.expm1(np.minimum(z, 0.0)))


# GELU in its tanh form: a = z/2 · (1 + tanh u), u = √(2/π) (z + 0.044715 z³). Hendrycks & Gimpel, 2016.
_C, _K = float(np.sqrt(2.0 / np.pi)), 0.044715


def _gelu(z: Array) -> Array:
    t: Array = np.tanh(_C * (z + _K * z * z * z))
    return 0.5 * z * (1.0 + t)


def _gelu_slope(z: Array, _a: Array) -> Array:
    t: Array = np.tanh(_C * (z + _K * z * z * z))
    return 0.5 * (1.0 + t) + 0.5 * z * (1.0 - t * t) * _C * (1.0 + 3.0 * _K * z * z)


def _silu_slope(z: Array, a: Array) -> Array:
    s = sigmoid(z)
    return s + a * (1.0 - s)


_ROWS = (
    Activation("linear", "linear", "z", lambda z: z, lambda z, a: np.ones_like(z)),
    # The slope at 0, where there is none, is taken as 0: an idle neuron stays idle.
    Activation(
        "relu",
        "ReLU",
        "max(0, z)",
        lambda z: np.maximum(z, 0.0),
        lambda z, a: (z > 0).astype(z.dtype),
        range=(0.0, math.inf),
        can_die=True,
    ),
    Activation(
        "leaky_relu",
        "leaky ReLU",
        "z if z > 0, else 0.01·z",
        lambda z: np.where(z > 0, z, 0.01 * z),
        lambda z, a: np.where(z > 0, 1.0, 0.01),
    ),
    Activation(
        "elu", "ELU", "z if z > 0, else eᶻ − 1", _elu, lambda z, a: np.where(z > 0, 1.0, a + 1.0)
    ),  # Clevert et al., 2015
    Activation("gelu", "GELU", "z/2·(1 + tanh(√(2/π)(z + 0.044715 z³)))", _gelu, _gelu_slope),
    Activation("silu", "SiLU", "z·σ(z)", lambda z: z * sigmoid(z), _silu_slope),  # also called swish
    Activation("tanh", "tanh", "tanh z", np.tanh, lambda z, a: 1.0 - a * a, (-1.0, 1.0)),
    Activation("sigmoid", "sigmoid", "1/(1 + e⁻ᶻ)", sigmoid, lambda z, a: a * (1.0 - a), (0.0, 1.0)),
    Activation("softplus", "softplus", "ln(1 + eᶻ)", softplus, lambda z, a: sigmoid(z), (0.0, math.inf)),
    # SIREN: Sitzmann et al., 2020
    Activation("sine", "sine", "sin z", np.sin, lambda z, a: np.cos(z), (-1.0, 1.0)),
)

ACTIVATIONS: dict[str, Activation] = {row.name: row for row in _ROWS}
