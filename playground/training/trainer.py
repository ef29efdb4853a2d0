"""The trainer: engine + data + optimiser + random state + history, as one plain object.

A notebook, the command line and the tests use it directly; the window uses the same object, hosted
in a worker process. The same experiment gives the same θ, bit for bit, however the time is sliced.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import Literal

import numpy as np
from msgspec.structs import asdict

from playground.fastpath import PreparedLearner
from playground.training.checkpoint import Checkpoint, Keyframe, Place
from playground.training.edits import (
    ChosenRowsStep,
    ExperimentEdit,
    NumbersSet,
    Restart,
    RowStep,
)
from playground.training.evaluation import EncodedRows, Score
from playground.training.evaluator import Evaluator
from playground.training.experiment import Experiment
from playground.training.history import History
from playground.training.replay import Replay
from playground.training.resume_point import ResumePoint
from playground.training.row_order import RowOrder
from playground.training.run_log import RunLog
from playground.training.snapshot import Snapshot
from playground.training.stop_rules import Status, StopRules
from playground.training.timeline import spacing_for

Stride = Literal["row", "batch", "epoch"]

_AHEAD, _AHEAD_BATCHES = 1000, 10  # rows, and batches, that a resume point tells of


class Trainer:
    """Trains the network of one experiment.

    >>> trainer = Trainer(Experiment.load(Recipe(source="circle")))
    >>> trainer.run(epochs=100)
    >>> trainer.snapshot().test.loss
    """

    def __init__(
        self, experiment: Experiment, start: Checkpoint | None = None, *, watched: bool = True
    ) -> None:
        """`watched`: epochs end with their scores, stop rules hold, and a history is kept."""
        self.experiment = experiment
        self.network = experiment.network()
        self.epoch, self.steps = (start.epoch, start.steps) if start else (0, 0)
        self.status: Status = "ready"
        self.reason = ""
        self.log = RunLog(experiment, self.epoch, self.network.theta, watched=watched)
        self._epoch_start = self.steps - (start.step if start else 0)  # the updates before this epoch
        self._learner = experiment.learner(self.network)
        self._rate = experiment.spec.rate(self.epoch)
        self._take_rows()
        self._order = RowOrder(self._rows.train, experiment.spec.seed, shuffle=experiment.spec.shuffle)
        if start is not None:
            start.restore(self._learner, self._order)
        self._evaluator = Evaluator(self._rows, self.network)
        self._score()
        self._stop_rules = StopRules(self.epoch, self._train_loss)
        self._prepared = self._prepare()
        self.log.keep(self, forced=True)

    def run(self, epochs: int) -> Snapshot:
        """Train so many epochs, or fewer when a stop rule or a divergence ends the run."""
        self.restart_stop_rules()
        last = self.epoch + epochs
        while self._rows.train and self.epoch < last and self.status == "ready":
            self.step("epoch")
        return self.snapshot()

    def restart_stop_rules(self) -> None:
        """Count the stop rules from here: what Play does after a stop."""
        if self.status == "stopped":
            self.status, self.reason = "ready", ""
        self._stop_rules.restart(self.epoch)

    def advance(self, seconds: float, max_steps: float = math.inf) -> int:
        """Train batch by batch for so many seconds or steps; says how many steps it took.

        A step that takes longer than that is gone on with by the next call, unless there is an edit between.
        """
        steps, has_begun, deadline = 0, False, perf_counter() + seconds
        while self._rows.train and self.status == "ready":
            if self.epoch_complete:
                if not self.evaluate(deadline - perf_counter()):
                    break  # of many rows the scores take longer than that: the next call goes on
            elif steps >= max_steps or (has_begun and perf_counter() >= deadline):
                break
            else:
                steps += self._train_batches(self._batch_size, max_steps - steps, deadline)
                has_begun = True
        return steps

    def evaluate(self, seconds: float = math.inf) -> bool:
        """Score the present weights, for so long at most; says whether that is done. Goes on where the last
        call left off, unless there was a step since. An epoch that is complete ends with its scores.
        """
        done = (self.epoch_complete and not self.log.watched) or self._evaluator.advance(seconds)
        if done and self.epoch_complete:
            self._finish_epoch()
        return done

    @property
    def history(self) -> History:
        """The losses of its epochs, and the timeline."""
        return self.log.history

    @property
    def scores(self) -> tuple[Score, Score]:
        """The last scores there are, of the training set and of the test set."""
        return self._evaluator.scores

    @property
    def evaluated(self) -> bool:
        """Whether the scores are those of the present weights."""
        return self._evaluator.current and not self.epoch_complete

    @property
    def epoch_complete(self) -> bool:
        """Whether all rows of the epoch were trained on, and their scores are still to be found."""
        return self._order.complete

    def step(self, stride: Stride) -> None:
        """One update from the next row or batch, or the updates that complete the epoch."""
        if self.status == "diverged" or not self._rows.train:
            return
        self._close_epoch()
        epoch = self.epoch
        if stride == "row" and self._batch_size > 1:
            self.log.add(self, RowStep(self.steps))
        self._train_batches(1 if stride == "row" else self._batch_size)
        self._close_epoch()
        while stride == "epoch" and self.epoch == epoch:
            self._train_batches(self._batch_size, math.inf)
            self._close_epoch()

    def step_on(self, rows: Sequence[int]) -> None:
        """One update from these rows of the dataset, out of turn: the epoch goes on where it was."""
        if self.status == "diverged" or not rows:
            return
        self._close_epoch()
        self.log.add(self, ChosenRowsStep(self.steps, tuple(rows)))
        X, Y = self.experiment.rows(np.array(rows, dtype=np.intp))
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            self._learner.step(X, Y, self._rate)
        self.steps += 1
        self._evaluator.invalidate()

    def resume_point(self) -> ResumePoint:
        """Where it stands, as copies. Looking changes nothing, not even the order that is drawn next."""
        self._close_epoch()
        return ResumePoint(
            **asdict(self.keyframe()),
            rate=self._rate,
            row=self._upcoming(1, 1),
            batch=self._upcoming(self._batch_size, self._batch_size),
            ahead=self._upcoming(1, max(_AHEAD, _AHEAD_BATCHES * self._batch_size)),
        )

    def keyframe(self, *, forced: bool = False) -> Keyframe:
        """All that the updates to come depend on, as copies."""
        return Keyframe(
            self.epoch,
            self.steps,
            self.network.theta.copy(),
            state=self._learner.state.copy(),
            step=self.steps - self._epoch_start,
            forced=forced,
            position=self._order.copy_position(),
            clipped=self._learner.clipped,
            edits=len(self.log.edits),
        )

    @property
    def place(self) -> Place:
        """Where the run is."""
        return Place(self.epoch, self.steps - self._epoch_start)

    def at(self, epoch: int, step: int = 0) -> Snapshot:
        """What the run was after so many epochs, and updates of the next: bit for bit what a new run of so
        many epochs with the same edits is. Raises PlaceError where it was not.
        """
        return self.replay(Place(epoch, step)).finish().snapshot()

    def replay(self, place: Place) -> Replay[Trainer]:
        """The way to a place of the past, in slices. Raises PlaceError."""
        return Replay(self, place)

    def branch(self, replay: Replay[Trainer]) -> Trainer:
        """Another trainer that goes on from a place of the past; this one stays as it is."""
        there = replay.finish()
        other = Trainer(there.experiment, there.keyframe())
        other.log.go_on_from(self.log.copy())
        other.log.truncate(there.epoch, there.steps, replay.edits)
        if not other.place.step:  # an edit within the epoch has written its losses over those of its start
            other.log.record(other)
        other.log.keep(other, forced=True)
        return other

    def again_from(self, frame: Keyframe) -> Trainer:
        """Another trainer that goes on from one of this one's keyframes as this one did, unwatched."""
        return Trainer(self.log.edits.experiment(frame.edits), frame, watched=False)

    def snapshot(self, *, exact: bool = True) -> Snapshot:
        """The present state; `exact` scores the weights of this step, else the last scores there are."""
        if exact:
            self.evaluate()
        return Snapshot(
            self.epoch,
            self.steps,
            self.network.theta.copy(),
            *self.scores,
            status=self.status,
            reason=self.reason,
            rate=self._rate,
            clipped=self._learner.clipped,
            step=self.place.step,
        )

    def apply(self, experiment: Experiment, start: Checkpoint | None = None) -> None:
        """Go on with an edited experiment: live where the weights keep their meaning, else rebuilt.

        `start` is where to begin a rebuilt network from; without it, from the initial weights. At a resume
        point the run goes on as it did there: the same rows next, the same memory of the optimiser.
        """
        self._close_epoch()
        if start is not None or experiment.signature != self.experiment.signature:
            self._begin(experiment, start)
            return
        self.log.before_edits(self)
        new_data = experiment.data is not self.experiment.data
        self.experiment = experiment
        self._apply_spec()
        if new_data:
            self._apply_data()
        self._prepared = self._prepare()
        self.log.add(self, ExperimentEdit(self.steps, new_data), flagged=True)

    def set_parameters(self, values: Mapping[int, float]) -> None:
        """Put numbers into θ by hand, by their places: the losses of this epoch are written again."""
        self._close_epoch()
        self.log.before_edits(self)
        for place, value in values.items():
            self.network.theta[place] = value
        self._prepared = self._prepare()
        self._evaluator.invalidate()
        self._score()
        # A large loss is what the user wanted, and no explosion. (fmax: the number, where one is NaN)
        self._stop_rules.first_loss = float(np.fmax(self._stop_rules.first_loss, self._train_loss))
        self._stop_rules.forget_best(self.epoch)
        self.log.add(self, NumbersSet(self.steps, dict(values)), flagged=True)

    def reset(self) -> None:
        """Back to the very same initial weights."""
        self._begin(self.experiment)

    def recover(self) -> None:
        """After a divergence: back to the last finite state, the history up to there kept."""
        log, finite = self.log, self.log.finite.light
        log.truncate(finite.epoch, finite.steps, log.edits.made_by(finite.steps))
        self._begin(self.experiment, finite)
        if len(log.history):
            self.log.go_on_from(log)
            self._score()  # of the rows there are now: others may have been there then
            self.log.add(self, Restart(self.steps, finite))
            self.log.flag(self, "last good weights restored")

    @property
    def steps_per_epoch(self) -> int:
        """How many updates an epoch takes; the short last batch is one of them."""
        rows = self._rows.train
        return -(-rows // (self.experiment.spec.batch_size or max(1, rows)))

    @property
    def is_compiled(self) -> bool:
        """Whether its batches run as machine code, and not by NumPy."""
        return self._prepared.is_compiled(self._batch_size)

    @property
    def steps_left(self) -> int:
        """How many updates this epoch still takes."""
        return -(-self._order.left // max(1, self._batch_size))

    @property
    def score_seconds(self) -> float:
        """What the last scoring cost, so that a host can decide how often it is worth it."""
        return self._evaluator.seconds

    @property
    def _batch_size(self) -> int:
        return self.experiment.spec.batch_size or self._rows.train

    @property
    def _train_loss(self) -> float:
        return self.scores[0].drawn_loss

    def _begin(self, experiment: Experiment, start: Checkpoint | None = None) -> None:
        """Become the trainer that begins there."""
        vars(self).update(vars(Trainer(experiment, start, watched=self.log.watched)))

    def _apply_spec(self) -> None:
        spec = self.experiment.spec
        self.experiment.configure(self._learner)
        self._rate = spec.rate(self.epoch)
        self._order.shuffle = spec.shuffle

    def _apply_data(self) -> None:
        """Other rows: a new epoch of them, whose losses are written over those of this one."""
        self._take_rows()
        self._order.restart(self._rows.train)
        self._evaluator = Evaluator(self._rows, self.network)
        self._score()
        self._stop_rules.first_loss = self._train_loss
        self._stop_rules.forget_best(self.epoch)

    def _take_rows(self) -> None:
        self._rows = EncodedRows(self.experiment)
        self.log.history.timeline.spacing = spacing_for(self.network.parameters, self._rows.train)

    def _prepare(self) -> PreparedLearner:
        """For the rows and the settings there are now; the memory of the optimiser is the learner's."""
        train = self._rows.train
        return PreparedLearner(self._learner, self._rows.X[:train], self._rows.Y[:train])

    def _train_batches(self, size: int, most: float = 1, deadline: float = math.inf) -> int:
        """Up to `most` updates of this epoch from the next rows, `size` at a time (fewer at its end).

        Says how many it was: none where the deadline comes within the first, and not always all that there is
        time for.
        """
        order = self._order
        size = min(size, order.left)
        order.prepare(size, can_be_left=self._prepared.can_be_left(size))
        with np.errstate(
            over="ignore", invalid="ignore", divide="ignore"
        ):  # _check_stop looks for the outcome
            steps = self._prepared.run(
                order.order, order.position, size, self._rate, most=most, deadline=deadline
            )
        self.steps += steps
        order.position += steps * size
        if steps:
            self._evaluator.invalidate()
        return steps

    def _upcoming(self, size: int, count: int) -> tuple[int, ...]:
        """The first rows of the dataset that would come next, were they taken so many at a time."""
        if self.status == "diverged":
            return ()
        return tuple(self._rows.indices[self._order.upcoming(size, count)].tolist())

    def _close_epoch(self) -> None:
        """End an epoch that is complete."""
        if self.epoch_complete:
            self.evaluate()

    def _finish_epoch(self) -> None:
        self._order.start_epoch()
        self.epoch += 1
        self._epoch_start = self.steps
        self._rate = self.experiment.spec.rate(self.epoch)
        if self.log.watched:
            self._check_stop()
            self.log.end_epoch(self)

    def _score(self) -> None:
        """Find the losses of this epoch, or of an edit at it."""
        if self.log.watched:
            self._evaluator.advance()
            self.log.record(self)

    def _check_stop(self) -> None:
        """Stop when the run has diverged or a stop rule holds."""
        finite = bool(np.isfinite(self.network.theta).all())
        stop = self._stop_rules.check(self.experiment.spec, self.epoch, self._train_loss, finite=finite)
        if stop is not None:
            self.status, self.reason = stop.status, stop.reason
