"""The formulas of the tables, written again for autograd: the judge that knows nothing of the engine.

A new row is tested once it is there, and fails until it has its formula here.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import autograd.numpy as anp
import numpy as np
import pytest

from playground.engine import Network

Formula = Callable[..., Any]

ACTIVATION_FORMULAS: dict[str, Formula] = {
    "linear": lambda z: 1.0 * z,
    "relu": lambda z: anp.maximum(z, 0.0),
    "leaky_relu": lambda z: anp.where(z > 0, z, 0.01 * z),
    "elu": lambda z: anp.where(z > 0, z, anp.exp(z) - 1),
    "gelu": lambda z: z / 2 * (1 + anp.tanh((2 / anp.pi) ** 0.5 * (z + 0.044715 * z**3))),
    "silu": lambda z: z / (1 + anp.exp(-z)),
    "tanh": lambda z: (anp.exp(z) - anp.exp(-z)) / (anp.exp(z) + anp.exp(-z)),
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "softplus": lambda z: anp.log(1 + anp.exp(z)),
    "sine": anp.sin,
}


def _log_loss(z: Any, y: Any) -> Any:
    p, rest = 1 / (1 + anp.exp(-z)), 1 / (1 + anp.exp(z))  # not 1 - p, which loses its digits near 1
    return -(y * anp.log(p) + (1 - y) * anp.log(rest))


def _cross_entropy(z: Any, y: Any) -> Any:
    p = anp.exp(z) / anp.sum(anp.exp(z), axis=-1, keepdims=True)
    return -y * anp.log(p)


# The loss of each output, from z and y; the loss of a row is their sum.
LOSS_FORMULAS: dict[str, Formula] = {
    "log_loss": _log_loss,
    "half_mse_tanh": lambda z, y: (anp.tanh(z) - y) ** 2 / 2,
    "cross_entropy": _cross_entropy,
    "mse": lambda z, y: (z - y) ** 2,
    "half_mse": lambda z, y: (z - y) ** 2 / 2,
    "huber": lambda z, y: anp.where(anp.abs(z - y) <= 1, (z - y) ** 2 / 2, anp.abs(z - y) - 0.5),
}


def formula(table: dict[str, Formula], name: str) -> Formula:
    assert name in table, f"“{name}” is registered, but has no formula in {__file__}: write it there too."
    return table[name]


def targets(kind: str, rng: np.random.Generator, rows: int, outputs: int) -> np.ndarray:
    """Targets as a loss wants them."""
    match kind:
        case "value":
            return rng.normal(0, 2, (rows, outputs))
        case "zero_one":
            return rng.integers(0, 2, (rows, outputs)).astype(float)
        case "plus_minus_one":
            return 2.0 * rng.integers(0, 2, (rows, outputs)) - 1.0
        case "one_hot":
            return np.eye(outputs)[rng.integers(0, outputs, rows)]
    pytest.fail(f"Write here what targets “{kind}” look like.")


def loss_by_autograd(network: Network, X: np.ndarray, Y: np.ndarray) -> Formula:
    """E as a function of flat θ, written without the engine: W, then b, of each layer after the other."""
    functions = [formula(ACTIVATION_FORMULAS, name) for name in network.activations]
    error = formula(LOSS_FORMULAS, network.loss_fn.name)

    def E(theta: Any) -> Any:
        a, start = X, 0
        for layer, (inputs, outputs) in enumerate(pairwise(network.sizes)):
            W = anp.reshape(theta[start : start + inputs * outputs], (inputs, outputs))
            start += inputs * outputs
            z = anp.dot(a, W) + theta[start : start + outputs]
            start += outputs
            a = functions[layer](z) if layer < len(functions) else z
        return anp.sum(error(a, Y)) / len(X)

    return E
