"""What is trained in a benchmark: rows and a network of a kind, all tanh, and who can train it."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.cli.bench.benchmark import Epoch
from playground.engine import LOSSES, OPTIMISERS, Learner, Network
from playground.fastpath import PreparedLearner, compiled
from playground.fastpath.prepared import Compile

RATE = 0.03


class Workload(Struct, frozen=True):
    """So many rows for a network of these sizes, in batches (0 = all rows in one)."""

    rows: int
    sizes: tuple[int, ...]
    batch: int
    loss: str = "half_mse_tanh"
    optimiser: str = "sgd"

    @property
    def size(self) -> int:
        return self.batch or self.rows

    @property
    def steps(self) -> int:
        """Updates in an epoch."""
        return -(-self.rows // self.size)

    def data(self) -> tuple[Array, Array]:
        """X (N, inputs), Y (N, outputs): two classes, told apart by the sign of x1·x2."""
        X = np.random.default_rng(1).normal(size=(self.rows, self.sizes[0]))
        second = (X[:, :1] * X[:, 1:2] > 0.0).astype(np.float64)
        match LOSSES[self.loss].targets:
            case "one_hot":
                return X, np.eye(self.sizes[-1])[second[:, 0].astype(int)]
            case "zero_one":
                return X, second
            case _:
                return X, np.repeat(2.0 * second - 1.0, self.sizes[-1], axis=1)

    def network(self, networks: int = 0) -> Network:
        """With its initial weights; a stack of so many networks, each with its own."""
        activations = ["tanh"] * (len(self.sizes) - 2)
        return Network(self.sizes, activations, self.loss, range(networks) if networks else 0)

    def by_numpy(self) -> Epoch:
        """The fast path without machine code."""
        return self.engine(compiling=lambda _learner, _rows: False)

    def engine(self, networks: int = 0, compiling: Compile = compiled.chosen) -> Epoch:
        """An epoch as the trainer runs it: an order of the rows, where there is more than one batch."""
        learner = Learner(self.network(networks), OPTIMISERS[self.optimiser]())
        prepared = PreparedLearner(learner, *self.data(), compiling)
        rng, order = np.random.default_rng(0), np.arange(self.rows)
        orders = np.tile(order, (networks, 1))

        def epoch() -> None:
            drawn = order
            if self.steps > 1:
                drawn = rng.permuted(orders, axis=1) if networks else rng.permutation(self.rows)
            start = 0
            while start < self.rows:
                size = min(self.size, self.rows - start)
                start += size * prepared.run(drawn, start, size, RATE, most=self.steps)

        return epoch
