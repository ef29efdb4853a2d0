"""Many networks of one experiment from different seeds, trained together as one stack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec
import numpy as np
from msgspec import Struct

from playground.arrays import Array, Indices, RowIndices
from playground.engine import Network
from playground.fastpath import PreparedLearner
from playground.training.evaluation import EncodedRows
from playground.training.evaluator import Evaluator
from playground.training.experiment import Experiment
from playground.training.many import Judge, Standing
from playground.training.row_order import RowOrder
from playground.training.stop_rules import exploded

_NUMBERS = 2**20  # of one layer of the stack at a time, so that many rows do not take gigabytes


class Seeds(Struct, frozen=True, dict=True):
    """Networks of one experiment from these seeds, each trained for so many epochs."""

    experiment: Experiment
    seeds: tuple[int, ...]
    epochs: int

    @cached_property
    def experiments(self) -> tuple[Experiment, ...]:
        """Each of them, with its seed."""
        return tuple(with_seed(self.experiment, seed) for seed in self.seeds)

    def theta(self, place: int) -> Array:
        """The initial weights of one of them."""
        return self.experiments[place].network().theta

    def begin(self) -> SeedStack:
        """The networks with their initial weights."""
        return SeedStack(self.experiment, self.seeds)

    def is_of(self, experiment: Experiment) -> bool:
        """Whether it is that experiment, but for the seed."""
        return with_seed(experiment, self.seeds[0]).same_as(self.experiments[0])


class SeedStack:
    """The networks of these seeds. Each is what a trainer with that seed makes of the same rows, to rounding:
    its own initial weights, and its own order of the rows. Stop rules do not hold.
    """

    def __init__(self, experiment: Experiment, seeds: Sequence[int]) -> None:
        spec = experiment.spec
        self.experiment, self.seeds, self.epoch = experiment, tuple(seeds), 0
        self.network = Network(experiment.sizes, spec.activations(), spec.loss, self.seeds, spec.initialiser)
        self._rows, self._judge = EncodedRows(experiment), Judge(experiment)
        train = self._rows.train
        self._learner = experiment.learner(self.network)
        self._prepared = PreparedLearner(self._learner, self._rows.X[:train], self._rows.Y[:train])
        self._orders = [RowOrder(train, seed, shuffle=spec.shuffle) for seed in self.seeds]
        self._diverged_at: dict[int, int] = {}
        self._first = self._mean_loss(slice(0, train))

    def run_epoch(self) -> None:
        """One epoch of all of them."""
        train, spec = self._rows.train, self.experiment.spec
        size = min(spec.batch_size or train, train)
        order, rate, start = self._drawn(size), spec.rate(self.epoch), 0
        with np.errstate(all="ignore"):  # who diverges is looked for afterwards
            while start < train:
                batch = min(size, train - start)
                start += batch * self._prepared.run(order, start, batch, rate, most=train)
        self.epoch += 1
        self._note_diverged(np.flatnonzero((~np.isfinite(self.network.theta)).any(axis=-1)))

    def losses(self) -> Array:
        """(networks, 2): training and test loss of each; NaN where there is none."""
        train = self._rows.train
        found = np.stack([self._mean_loss(slice(0, train)), self._mean_loss(slice(train, None))], axis=1)
        if self.epoch:
            pairs = zip(found[:, 0].tolist(), self._first.tolist(), strict=True)
            self._note_diverged(np.flatnonzero([exploded(loss, first) for loss, first in pairs]))
        return found

    def standings(self) -> list[Standing]:
        """How each stands."""
        self.losses()
        return list(self._found())

    def _found(self) -> Iterator[Standing]:
        for seed, theta in zip(self.seeds, self.network.theta.copy(), strict=True):
            evaluator = Evaluator(self._rows, self.experiment.network().at(theta))
            evaluator.advance()
            train, test = evaluator.scores
            quality = self._judge.quality(train, test)
            yield Standing(theta, train, test, self.epoch, quality, self._diverged_at.get(seed))

    def _note_diverged(self, places: Indices) -> None:
        for place in places.tolist():
            self._diverged_at.setdefault(self.seeds[place], self.epoch)

    def _mean_loss(self, rows: slice) -> Array:
        """(networks,) of these of the encoded rows; NaN where there are none."""
        X, Y = self._rows.X[rows], self._rows.Y[rows]
        if not len(X):
            return np.full(len(self.seeds), np.nan)
        total = np.zeros(len(self.seeds))
        chunk = max(1, _NUMBERS // (len(self.seeds) * max(self.network.sizes)))
        with np.errstate(all="ignore"):
            for start in range(0, len(X), chunk):
                part = slice(start, start + chunk)
                total += self.network.loss(X[part], Y[part]) * len(X[part])
        return total / len(X)

    def _drawn(self, size: int) -> RowIndices:
        """The order of the rows of each network, (networks, rows)."""
        for order in self._orders:
            order.start_epoch()
            order.prepare(size)
        return np.stack([order.order for order in self._orders])


def with_seed(experiment: Experiment, seed: int) -> Experiment:
    """The experiment of one of the stack: the same rows, another seed."""
    return experiment.with_spec(msgspec.structs.replace(experiment.spec, seed=seed))
