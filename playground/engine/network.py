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

import numpy as np

from playground.arrays import Array
from playground.engine.activations import ACTIVATIONS
from playground.engine.initialisers import INITIALISERS, first_theta
from playground.engine.losses import LOSSES
from playground.errors import SpecError, table_row


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


@dataclass(frozen=True)
class Backward:
    """Everything a backward pass computed: the mirror image of `Trace`.

    deltas    δ = ∂E/∂z of every layer, (..., N, neurons)
    slopes    f′(z) of every hidden layer, (..., N, neurons)
    gradient  ∂E/∂θ, flat, in the layout of θ
    """

    deltas: list[Array]
    slopes: list[Array]
    gradient: Array


class Network:
    """A fully connected network.

    sizes        neurons per layer, input and output included: (2, 4, 2, 1)
    activations  one name per hidden layer; the output's belongs to the loss
    loss         a name from LOSSES
    seed         of the initial weights; a sequence of seeds makes a stack of networks

    Raises SpecError for a name that is in no table, or sizes that make no network.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activations: Sequence[str] = (),
        loss: str = "log_loss",
        seed: int | Sequence[int] = 0,
        init: str = "uniform",
    ) -> None:
        _check(sizes, activations)
        self.sizes = tuple(int(size) for size in sizes)
        self.activations = tuple(activations)
        self.hidden = [table_row(ACTIVATIONS, "activation", name) for name in activations]
        self.loss_fn = table_row(LOSSES, "loss", loss)
        self.functions = [*(row.f for row in self.hidden), self.loss_fn.output_activation]
        self.shapes = list(pairwise(self.sizes))
        self.theta = first_theta(table_row(INITIALISERS, "initialiser", init), self.shapes, seed)
        self.weights = self.views(self.theta)
        self.is_weight = np.zeros(self.parameters)
        for W, _ in self.views(self.is_weight):
            W[...] = 1.0

    @property
    def parameters(self) -> int:
        """The number of weights and biases of one network."""
        return int(self.theta.shape[-1])

    def views(self, vector: Array) -> list[tuple[Array, Array]]:
        """W (..., in, out) and b (..., out) of each layer, as views into a vector laid out like θ."""
        lead, start, layers = vector.shape[:-1], 0, []
        for inputs, outputs in self.shapes:
            middle = start + inputs * outputs
            W = vector[..., start:middle].reshape(*lead, inputs, outputs)
            layers.append((W, vector[..., middle : middle + outputs]))
            start = middle + outputs
        return layers

    def forward(self, X: Array) -> Trace:
        """Layer by layer, z = a·W + b and a = f(z). X is (..., N, inputs)."""
        z: list[Array] = []
        a = [X]
        for (W, b), f in zip(self.weights, self.functions, strict=True):
            z.append(a[-1] @ W + every_row(b))
            a.append(f(z[-1]))
        return Trace(z, a)

    def backward(self, trace: Trace, Y: Array) -> Backward:
        """Backpropagation: δ travels from the last layer to the first (chain rule).

        Output layer  δ = ∂E/∂z = (the loss's own delta) / N, since E is a mean over N rows
        Each layer    ∂E/∂W = aᵀ·δ   (a: the inputs of the layer),   ∂E/∂b = Σ over rows of δ
        One back      δ ← (δ·Wᵀ) · f′(z)

        Every W is the old one: θ moves only after the whole gradient is known.
        Source: Rumelhart, Hinton & Williams, Nature 323, 1986.
        """
        gradient = np.empty_like(self.theta)
        layers = list(zip(self.weights, self.views(gradient), trace.a, strict=False))
        delta = self.loss_fn.output_delta(trace.z[-1], trace.prediction, Y) / Y.shape[-2]
        deltas, slopes = [delta], list[Array]()
        for layer, ((W, _), (grad_W, grad_b), a) in reversed(list(enumerate(layers))):
            np.matmul(T(a), delta, out=grad_W)
            np.sum(delta, axis=-2, out=grad_b)
            if layer > 0:
                slope = self.hidden[layer - 1].slope(trace.z[layer - 1], a)
                delta = (delta @ T(W)) * slope
                deltas.insert(0, delta)
                slopes.insert(0, slope)
        return Backward(deltas, slopes, gradient)

    def predict(self, X: Array) -> Array:
        """The prediction ŷ for every row, (..., N, outputs)."""
        return self.forward(X).prediction

    def loss(self, X: Array, Y: Array) -> Array:
        """E, the mean over the rows of each row's loss: one number per network. Y is (..., N, outputs)."""
        E: Array = self.loss_fn.per_row(self.forward(X).z[-1], Y).mean(axis=-1)
        return E

    def gradient(self, X: Array, Y: Array) -> Array:
        """∂E/∂θ, flat, in the layout of θ."""
        return self.backward(self.forward(X), Y).gradient

    def at(self, theta: Array) -> Network:
        """The same network with other parameters, laid out like θ; their precision is what it computes in."""
        other = copy(self)
        other.theta = theta
        other.weights = other.views(theta)
        return other

    def tail(self, first: int) -> Network:
        """The layers from number `first` (from 0) on as a network of their own, on a view of this θ."""
        before = sum(inputs * outputs + outputs for inputs, outputs in self.shapes[:first])
        other = copy(self)
        other.sizes, other.shapes = self.sizes[first:], self.shapes[first:]
        other.activations, other.hidden = self.activations[first:], self.hidden[first:]
        other.functions, other.is_weight = self.functions[first:], self.is_weight[before:]
        return other.at(self.theta[..., before:])


def T(matrix: Array) -> Array:
    """The transpose; of a stack of matrices, of each."""
    return matrix.swapaxes(-1, -2)


def every_row(b: Array) -> Array:
    """B (..., out) as (..., 1, out): added to each of the N rows, in a stack to those of its own network."""
    return b[..., None, :]


def _check(sizes: Sequence[int], activations: Sequence[str]) -> None:
    if len(sizes) < 2 or min(sizes) < 1:
        raise SpecError(f"Sizes {tuple(sizes)} do not make a network.", "Use, for example, (2, 4, 1).")
    if len(activations) != (count := len(sizes) - 2):
        raise SpecError(f"{count} hidden layers need {count} activations, not {len(activations)}.")
