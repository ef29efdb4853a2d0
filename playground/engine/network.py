"""The network: forward, loss and backward, in the order a lesson tells it.

All parameters are one flat vector θ; each layer's W and b are views into it. `forward` changes
nothing and returns a trace of every z and a; `backward` walks the trace from the last layer to the
first. Products are `matmul` over the last two axes: give θ a leading axis, and the same lines train
a stack of networks at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np

from playground.engine.activations import ACTIVATIONS, Array
from playground.engine.initialisers import INITIALISERS
from playground.engine.losses import LOSSES
from playground.errors import SpecError, did_you_mean

_WEIGHTS = 0x5EED  # keeps the stream of the first weights apart from those of the data and of the row order


@dataclass(frozen=True)
class Trace:
    """Everything a forward pass computed, for N rows.

    z  one array per layer, (..., N, neurons): the pre-activations z = a·W + b
    a  one array more: a[0] is the input, a[l + 1] = f(z[l]), and a[-1] the prediction ŷ
    """

    z: list[Array]
    a: list[Array]

    @property
    def prediction(self) -> Array:
        return self.a[-1]


class Network:
    """A fully connected network.

    sizes        neurons per layer, input and output included: (2, 4, 2, 1)
    activations  one name per hidden layer; the output's belongs to the loss
    loss         a name from LOSSES
    seed         of the first weights; a sequence of seeds makes a stack of networks
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activations: Sequence[str] = (),
        loss: str = "log_loss",
        seed: int | Sequence[int] = 0,
        init: str = "uniform",
    ) -> None:
        _require(
            len(sizes) >= 2 and min(sizes) >= 1, f"Sizes {tuple(sizes)} do not make a network.", "(2, 4, 1)"
        )
        _require(
            len(activations) == len(sizes) - 2,
            f"{len(sizes) - 2} hidden layers need as many activations, not {len(activations)}.",
            "one per hidden layer",
        )
        self.sizes = tuple(int(size) for size in sizes)
        self.activations = tuple(activations)
        self.functions = [_row(ACTIVATIONS, "activation", name) for name in activations]
        self.error = _row(LOSSES, "loss", loss)
        self.initialiser = _row(INITIALISERS, "initialiser", init)
        self.shapes = list(pairwise(self.sizes))
        self.theta = self._first_theta(seed)
        self.weights = self.views(self.theta)
        self.is_weight = np.zeros(self.theta.shape[-1])
        for W, _ in self.views(self.is_weight):
            W[...] = 1.0

    @property
    def parameters(self) -> int:
        """The number of weights and biases of one network."""
        return sum(inputs * outputs + outputs for inputs, outputs in self.shapes)

    def views(self, vector: Array) -> list[tuple[Array, Array]]:
        """W (..., in, out) and b (..., out) of each layer, as views into a vector laid out like θ."""
        lead, start, layers = vector.shape[:-1], 0, []
        for inputs, outputs in self.shapes:
            middle = start + inputs * outputs
            W = vector[..., start:middle].reshape(*lead, inputs, outputs)
            layers.append((W, vector[..., middle : middle + outputs]))
            start = middle + outputs
        return layers

    def at(self, theta: Array) -> Network:
        """The same network with other parameters, laid out like θ; their precision is what it computes in."""
        other = copy(self)
        other.theta = theta
        other.weights = other.views(theta)
        return other

    def forward(self, X: Array) -> Trace:
        """Layer by layer, z = a·W + b and a = f(z). X is (..., N, inputs)."""
        z: list[Array] = []
        a = [X]
        for layer, (W, b) in enumerate(self.weights):
            z.append(a[-1] @ W + b[..., None, :])
            f = self.functions[layer].f if layer < len(self.functions) else self.error.link
            a.append(f(z[-1]))
        return Trace(z, a)

    def predict(self, X: Array) -> Array:
        """The prediction ŷ for every row, (..., N, outputs)."""
        return self.forward(X).prediction

    def loss(self, X: Array, Y: Array) -> Array:
        """E, the mean over the rows of each row's loss: one number per network. Y is (..., N, outputs)."""
        E: Array = self.error.per_row(self.forward(X).z[-1], Y).mean(axis=-1)
        return E

    def gradient(self, X: Array, Y: Array) -> Array:
        """∂E/∂θ, flat, in the layout of θ."""
        return self.backward(self.forward(X), Y)

    def backward(self, trace: Trace, Y: Array) -> Array:
        """Backpropagation: the deltas travel from the last layer to the first (chain rule).

        Output layer  δ = ∂E/∂z = (loss's own delta) / N, since E is a mean over N rows
        Each layer    ∂E/∂W = aᵀ·δ   (a: what the layer was fed),   ∂E/∂b = Σ over rows of δ
        One back      δ ← (δ·Wᵀ) · f′(z)

        Every W is the old one: θ moves only after the whole gradient is known.
        Source: Rumelhart, Hinton & Williams, Nature 323, 1986.
        """
        gradient = np.empty_like(self.theta)
        layers = zip(self.views(gradient), self.deltas(trace, Y), trace.a, strict=False)
        for (grad_W, grad_b), delta, fed in layers:
            np.matmul(fed.swapaxes(-1, -2), delta, out=grad_W)
            np.sum(delta, axis=-2, out=grad_b)
        return gradient

    def deltas(self, trace: Trace, Y: Array) -> list[Array]:
        """δ = ∂E/∂z of every layer, (..., N, neurons) each, found from the last layer to the first."""
        delta = self.error.delta(trace.z[-1], trace.prediction, Y) / trace.z[-1].shape[-2]
        found, slopes = [delta], self.slopes(trace)
        for layer in reversed(range(1, len(self.weights))):
            delta = (delta @ self.weights[layer][0].swapaxes(-1, -2)) * slopes[layer - 1]
            found.append(delta)
        return found[::-1]

    def slopes(self, trace: Trace) -> list[Array]:
        """f′(z) of every hidden layer, (..., N, neurons) each."""
        return [f.slope(z, a) for f, z, a in zip(self.functions, trace.z, trace.a[1:], strict=False)]

    def _first_theta(self, seed: int | Sequence[int]) -> Array:
        if isinstance(seed, Sequence):
            return np.stack([self._first_theta(one) for one in seed])
        rng = np.random.default_rng([seed, _WEIGHTS])
        theta = np.full(self.parameters, self.initialiser.bias)
        for W, _ in self.views(theta):
            W[...] = self.initialiser.draw(rng, W.shape)
        return theta


def _require(holds: object, message: str, example: str) -> None:
    if not holds:
        raise SpecError(message, f"Use, for example, {example}.")


Row = TypeVar("Row")


def _row(table: dict[str, Row], kind: str, name: str) -> Row:
    if name not in table:
        raise SpecError(f"There is no {kind} called “{name}”.", did_you_mean(name, table))
    return table[name]
