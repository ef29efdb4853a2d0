"""Many networks of one experiment from different seeds, trained together as one stack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from playground.arrays import Array, RowIndices
from playground.engine import Network
from playground.fastpath import PreparedLearner
from playground.training.evaluation import EncodedRows, Score
from playground.training.evaluator import Evaluator
from playground.training.experiment import Experiment
from playground.training.row_order import RowOrder
from playground.training.stop_rules import exploded


@dataclass(frozen=True)
class SeedRun:
    """How the network of one seed did. `diverged_at`: the epoch after which it was found to have diverged."""

    seed: int
    theta: Array
    train: Score
    test: Score
    diverged_at: int | None = None


class SeedStack:
    """The networks of these seeds. Each is what a trainer with that seed makes of the same rows, to rounding:
    its own initial weights, and its own order of the rows. Stop rules do not hold.
    """

    def __init__(self, experiment: Experiment, seeds: Sequence[int]) -> None:
        spec = experiment.spec
        self.experiment, self.seeds, self.epoch = experiment, tuple(seeds), 0
        self.network = Network(experiment.sizes, spec.activations(), spec.loss, self.seeds, spec.initialiser)
        self._rows = EncodedRows(experiment)
        train = self._rows.train
        self._learner = experiment.learner(self.network)
        self._prepared = PreparedLearner(self._learner, self._rows.X[:train], self._rows.Y[:train])
        self._orders = [RowOrder(train, seed, shuffle=spec.shuffle) for seed in self.seeds]
        self._diverged_at: dict[int, int] = {}
        self._first = [run.train.drawn_loss for run in self.runs()]

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
        finite = np.isfinite(self.network.theta).all(axis=-1)
        for place in np.flatnonzero(~finite).tolist():
            self._diverged_at.setdefault(self.seeds[place], self.epoch)

    def runs(self) -> list[SeedRun]:
        """How each stands."""
        return list(self._found())

    def _found(self) -> Iterator[SeedRun]:
        for place, seed in enumerate(self.seeds):
            theta = self.network.theta[place].copy()
            evaluator = Evaluator(self._rows, self._one(theta))
            evaluator.advance()
            train, test = evaluator.scores
            diverged_at = self._diverged_at.get(seed)
            if diverged_at is None and self.epoch and exploded(train.drawn_loss, self._first[place]):
                diverged_at = self._diverged_at[seed] = self.epoch
            yield SeedRun(seed, theta, train, test, diverged_at)

    def _one(self, theta: Array) -> Network:
        return self.experiment.network().at(theta)

    def _drawn(self, size: int) -> RowIndices:
        """The order of the rows of each network, (networks, rows)."""
        for order in self._orders:
            order.start_epoch()
            order.prepare(size)
        return np.stack([order.order for order in self._orders])


def with_seed(experiment: Experiment, seed: int) -> Experiment:
    """The experiment of one of the stack: the same rows, another seed."""
    return experiment.with_spec(msgspec.structs.replace(experiment.spec, seed=seed))


def quality(experiment: Experiment, score: Score, *, test: bool) -> float | None:
    """How well a group of rows is learnt, 1 at best: the accuracy of classes, R² of values."""
    if score.rmse is None:
        return score.accuracy
    y = experiment.data.y[experiment.data.test == test]
    spread = float(np.var(y))
    return 1.0 - score.rmse**2 / spread if spread else None
