"""The trainer: engine + data + optimiser + random state + history, as one plain object.

A notebook, the command line and the tests use it directly; the window uses the same object, hosted
in a worker process. The same experiment gives the same θ, bit for bit, however the time is sliced.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from time import perf_counter
from typing import Literal

import numpy as np

from playground.engine import Network
from playground.fastpath import PreparedLearner
from playground.training.evaluation import Rows, Score
from playground.training.experiment import Experiment
from playground.training.history import Checkpoint, History
from playground.training.moment import Moment, Standing
from playground.types import Array, RowIndices
from playground.wording import counted, exact, scientific

Stride = Literal["row", "batch", "epoch"]
Status = Literal["ready", "stopped", "diverged"]

_SHUFFLE = 0xE90C  # keeps the stream of the row order apart from that of the first weights
_EXPLODED = 1e4  # times the first loss (or 1, if that is more): no run comes back from there
_AHEAD, _AHEAD_BATCHES = 1000, 10  # rows, and batches, that a moment tells of
_IMPROVED = 1e-3  # a plateau is when the loss falls by less than this share


@dataclass(frozen=True)
class Snapshot:
    """What a trainer publishes between two steps. `reason` says why it stopped, in words.

    rate     the learning rate in force, schedule included
    clipped  the steps whose gradient was clipped so far
    """

    epoch: int
    steps: int
    theta: Array
    train: Score
    test: Score
    status: Status
    reason: str
    rate: float
    clipped: int

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint(self.epoch, self.steps, self.theta)


class Trainer:
    """Trains the network of one experiment.

    >>> trainer = Trainer(Experiment.load(Recipe(source="circle")))
    >>> trainer.run(epochs=100)
    >>> trainer.snapshot().test.loss
    """

    experiment: Experiment
    network: Network
    history: History
    epoch: int
    steps: int
    status: Status
    reason: str
    _finite: Checkpoint
    _scores: tuple[Score, Score]
    _first_loss: float
    _scoring: Iterator[tuple[Score, Score] | None] | None  # what is left of a scoring that has begun

    def __init__(self, experiment: Experiment, start: Checkpoint | None = None) -> None:
        self._begin(experiment, start)

    def run(self, epochs: int) -> Snapshot:
        """Train so many epochs, or fewer when a stop rule or a divergence ends the run."""
        self.go()
        last = self.epoch + epochs
        while self._rows.train and self.epoch < last and self.status == "ready":
            self.step("epoch")
        return self.snapshot()

    def go(self) -> None:
        """Count the stop rules from here: what Play does after a stop."""
        if self.status == "stopped":
            self.status, self.reason = "ready", ""
        self._go_epoch = self.epoch
        self._forget_best()

    def advance(self, seconds: float, max_steps: float = math.inf) -> int:
        """Train batch by batch for so many seconds or steps; says how many steps it took."""
        steps, deadline = 0, perf_counter() + seconds
        while self._rows.train and self.status == "ready":
            if self.through:
                if not self.settle(deadline - perf_counter()):
                    break  # of many rows the scores take longer than that: the next call goes on
            elif steps >= max_steps or (steps and perf_counter() >= deadline):
                break
            else:
                steps += self._learn(self._batch_size, max_steps - steps, deadline)
        return steps

    def settle(self, seconds: float = math.inf) -> bool:
        """Score the present weights, for so long at most; says whether that is done. Goes on where the last
        call left off, unless there was a step since. An epoch that is through ends with its scores.
        """
        started = perf_counter()
        if self.settled:
            return True
        if self._scoring is None:
            self._scoring, self._spent = self._rows.scoring(self.network), 0.0
        with np.errstate(over="ignore", invalid="ignore"):
            while (scores := next(self._scoring)) is None:
                if perf_counter() - started >= seconds:
                    self._spent += perf_counter() - started
                    return False
        self._scores, self._scoring, self._scored_at = scores, None, self.steps
        self._score_seconds = self._spent + perf_counter() - started
        if self.through:
            self._end_epoch()
        return True

    @property
    def settled(self) -> bool:
        """Whether the scores are those of the present weights."""
        return self._scored_at == self.steps and not self.through

    def step(self, stride: Stride) -> None:
        """One update from the next row or batch, or the updates that complete the epoch."""
        if self.status == "diverged" or not self._rows.train:
            return
        self._close()
        epoch = self.epoch
        self._learn(1 if stride == "row" else self._batch_size)
        self._close()
        while stride == "epoch" and self.epoch == epoch:
            self._learn(self._batch_size, math.inf)
            self._close()

    def step_on(self, rows: Sequence[int]) -> None:
        """One update from these rows of the dataset, out of turn: the epoch goes on where it was."""
        if self.status == "diverged" or not rows:
            return
        self._close()
        X, Y = self.experiment.rows(np.array(rows, dtype=np.intp))
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            self._learner.step(X, Y, self._rate)
        self.steps += 1
        self._scoring = None

    def moment(self) -> Moment:
        """Where it stands, as copies. Looking changes nothing, not even the order that is drawn next."""
        self._close()
        return Moment(
            self.epoch,
            self.steps,
            self.network.theta.copy(),
            deepcopy(self._learner.state),
            self._rate,
            row=self._next(1, 1),
            batch=self._next(self._batch_size, self._batch_size),
            standing=Standing(self._order.copy(), self._position, deepcopy(self._random)),
            ahead=self._next(1, max(_AHEAD, _AHEAD_BATCHES * self._batch_size)),
        )

    def snapshot(self, *, exact: bool = True) -> Snapshot:
        """The present state; `exact` scores the weights of this step, else the last scores there are."""
        if exact:
            self.settle()
        return Snapshot(
            self.epoch,
            self.steps,
            self.network.theta.copy(),
            *self._scores,
            status=self.status,
            reason=self.reason,
            rate=self._rate,
            clipped=self._learner.clipped,
        )

    def apply(self, experiment: Experiment, start: Checkpoint | None = None) -> None:
        """Go on with an edited experiment: live where the weights keep their meaning, else built anew.

        `start` is where to begin a rebuilt network from; without it, from the first weights. At a moment the
        run goes on as it did there: the same rows next, the same memory of the optimiser.
        """
        self._close()
        if start is not None or experiment.signature != self.experiment.signature:
            self._begin(experiment, start)
            return
        new_data = experiment.data is not self.experiment.data
        self.experiment = experiment
        self._take_spec()
        if new_data:
            self._take_data()
            self._forget_best()
            self._record()
        self._prepare()

    def set_parameters(self, values: Mapping[int, float]) -> None:
        """Put numbers into θ by hand, by their places: the losses of this epoch are written anew."""
        self._close()
        for place, value in values.items():
            self.network.theta[place] = value
        self._score()
        # A large loss is what the hand wanted, and no explosion. (fmax: the number, where one is NaN)
        self._first_loss = float(np.fmax(self._first_loss, self._scores[0].drawn_loss))
        self._forget_best()
        self._record()

    def reset(self) -> None:
        """Back to the very same first weights."""
        self._begin(self.experiment, None)

    def recover(self) -> None:
        """After a divergence: back to the last finite state, the history up to there kept."""
        history = self.history
        history.cut(self._finite.epoch)
        self._begin(self.experiment, self._finite)
        if len(history):
            self.history = history

    @property
    def steps_per_epoch(self) -> int:
        """How many updates an epoch takes; the short last batch is one of them."""
        rows = self._rows.train
        return -(-rows // (self.experiment.spec.batch_size or max(1, rows)))

    @property
    def score_seconds(self) -> float:
        """What the last scoring cost, so that a host can decide how often it is worth it."""
        return self._score_seconds

    def _begin(self, experiment: Experiment, start: Checkpoint | None) -> None:
        self.experiment = experiment
        self.network = experiment.network()
        self._finite = Checkpoint(0, 0, self.network.theta.copy())
        if start is not None:
            self.network.theta[...] = start.theta
        self.epoch, self.steps = (start.epoch, start.steps) if start else (0, 0)
        self.status, self.reason = "ready", ""
        self.history = History(self.epoch)
        self._random = np.random.default_rng([experiment.spec.seed, _SHUFFLE])
        self._learner = experiment.learner(self.network)
        self._take_spec()
        self._take_data()
        if isinstance(start, Moment):
            self._take_moment(start)
        self._prepare()
        self.go()
        self._record()

    def _take_spec(self) -> None:
        self.experiment.configure(self._learner)
        self._rate = self.experiment.spec.rate(self.epoch)

    def _take_data(self) -> None:
        self._rows = Rows(self.experiment)
        self._position, self._order = 0, np.arange(self._rows.train)
        self._score()
        self._first_loss = self._scores[0].drawn_loss

    def _take_moment(self, moment: Moment) -> None:
        self._learner.state = deepcopy(moment.state)
        if (stood := deepcopy(moment.standing)) is not None:
            self._order, self._position, self._random = stood.order, stood.position, stood.random

    def _prepare(self) -> None:
        """For the rows and the settings there are now; the memory of the optimiser is the learner's."""
        train = self._rows.train
        self._prepared = PreparedLearner(self._learner, self._rows.X[:train], self._rows.Y[:train])

    @property
    def _batch_size(self) -> int:
        return self.experiment.spec.batch_size or self._rows.train

    def _learn(self, size: int, most: float = 1, deadline: float = math.inf) -> int:
        """Up to `most` updates of this epoch from the next rows, `size` at a time (fewer at its end).

        Says how many it was: at least one, and not always all that there is time for.
        """
        rows = self._rows.train
        self._order = self._order_for(size, self._random)
        size = min(size, rows - self._position)
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):  # _judge looks for the outcome
            steps = self._prepared.run(
                self._order, self._position, size, self._rate, most=most, deadline=deadline
            )
        self.steps += steps
        self._position += steps * size
        self._scoring = None
        return steps

    def _order_for(self, size: int, random: np.random.Generator) -> RowIndices:
        """The order in which to take them, so many at a time: an epoch that begins draws a new one."""
        rows = self._rows.train
        begins = self._position == 0 and self.experiment.spec.shuffle
        if begins and size < rows:  # of all, the sum is the same
            return random.permutation(rows)
        return self._order

    def _next(self, size: int, count: int) -> tuple[int, ...]:
        """The first rows of the dataset that would come next, were they taken so many at a time."""
        if self.status == "diverged":
            return ()
        order = self._order_for(size, deepcopy(self._random))
        return tuple(self._rows.places[order[self._position : self._position + count]].tolist())

    @property
    def through(self) -> bool:
        """Whether all rows of the epoch are learnt from, and their scores are still to be found."""
        return self._position >= self._rows.train > 0

    def _close(self) -> None:
        """End an epoch that is through."""
        if self.through:
            self.settle()

    def _end_epoch(self) -> None:
        self._position = 0
        self.epoch += 1
        self._rate = self.experiment.spec.rate(self.epoch)
        self._judge()
        self._record()

    def _score(self) -> None:
        """Score anew: rows or weights are others."""
        self._scoring, self._scored_at = None, -1
        self.settle()

    def _record(self) -> None:
        """Write this epoch into the history, and remember it as finite if it is."""
        point = None
        if self.status != "diverged" and np.isfinite(self.network.theta).all():
            point = self._finite = Checkpoint(self.epoch, self.steps, self.network.theta.copy())
        train, test = self._scores
        wanted = point if self.history.wants_checkpoint(self.epoch) else None
        self.history.add(self.epoch, (train.drawn_loss, test.drawn_loss), wanted)

    def _judge(self) -> None:
        """Stop when the run has diverged or a stop rule holds."""
        loss, spec = self._scores[0].drawn_loss, self.experiment.spec
        if not math.isfinite(loss) or not np.isfinite(self.network.theta).all():
            self._stop("diverged", f"Training diverged: the loss is not a number after epoch {self.epoch:,}.")
        elif loss > _EXPLODED * max(1.0, self._first_loss):
            self._stop(
                "diverged",
                f"Training diverged: the loss is {scientific(loss, 2)} after epoch {self.epoch:,}.",
            )
        elif spec.stop_epochs and self.epoch - self._go_epoch >= spec.stop_epochs:
            self._stop(
                "stopped", f"Stopped: epoch limit reached ({counted(self.epoch - self._go_epoch, 'epoch')})."
            )
        elif spec.stop_loss and loss <= spec.stop_loss:
            self._stop("stopped", f"Stopped: the training loss reached {exact(spec.stop_loss)}.")
        elif self._on_plateau(loss, spec.stop_patience):
            epochs = counted(spec.stop_patience, "epoch")
            self._stop("stopped", f"Early stopping: no improvement for {epochs}.")

    def _forget_best(self) -> None:
        """Measure a plateau from here: the losses before were those of other rows, or of an earlier Play."""
        self._best, self._best_epoch = math.inf, self.epoch

    def _on_plateau(self, loss: float, patience: int) -> bool:
        if loss < self._best * (1.0 - _IMPROVED):
            self._best, self._best_epoch = loss, self.epoch
        return bool(patience) and self.epoch - self._best_epoch >= patience

    def _stop(self, status: Status, reason: str) -> None:
        if status == "diverged":
            reason = f"{reason} {self._advice()}"
        self.status, self.reason = status, reason

    def _advice(self) -> str:
        """What to do about a divergence: no step is to blame where there was no loss to begin with."""
        if math.isfinite(self._first_loss):
            rate = f"α = {exact(self.experiment.spec.learning_rate)}"
            return f"Try a lower learning rate ({rate})."
        return (
            "It was none before the first step: values or weights are too large. "
            "Scale inputs and target, or begin with other weights."
        )
