"""The log of a run: what is kept of it while it goes, so that every place of it can be had again."""

from __future__ import annotations

from copy import copy
from typing import Protocol

import numpy as np

from playground.arrays import Array
from playground.engine import Network
from playground.training.checkpoint import Checkpoint, Keyframe, Place
from playground.training.edit_words import edit_words
from playground.training.edits import Edit, EditLog
from playground.training.evaluation import Score
from playground.training.experiment import Experiment
from playground.training.history import History
from playground.training.stop_rules import Status
from playground.training.timeline import EditFlag


class Logged(Protocol):
    """What a log reads of the trainer of its run."""

    experiment: Experiment
    network: Network
    epoch: int
    steps: int
    status: Status

    @property
    def place(self) -> Place: ...

    @property
    def scores(self) -> tuple[Score, Score]: ...

    def keyframe(self, *, forced: bool = False) -> Keyframe: ...


class RunLog:
    """Told by a trainer of its epochs and edits, always with the trainer itself, of which it keeps nothing.

    history  losses of the epochs; keyframes and the flags of the edits in its timeline
    edits    every edit, to be done again
    finite   the last checkpoint that is made of numbers
    watched  whether anything is kept: not in a replay, whose run has its log already
    """

    def __init__(self, experiment: Experiment, epoch: int, theta: Array, *, watched: bool) -> None:
        self.watched = watched
        self.history, self.edits = History(epoch), EditLog(experiment)
        self.finite = Checkpoint(0, 0, theta.copy())
        self._unedited = -1, experiment, theta  # after so many updates: what was before an edit

    def record(self, run: Logged) -> None:
        """Write the losses of this epoch, and remember it as finite if it is."""
        if _in_order(run):
            self.finite = Checkpoint(run.epoch, run.steps, run.network.theta.copy(), step=run.place.step)
        self._write(run)

    def end_epoch(self, run: Logged) -> None:
        """Record an epoch that has ended, and keep it where the timeline wants one. Its end was looked at:
        weights that are no numbers are a divergence.
        """
        self._write(run)
        if run.status == "diverged":
            return
        if self.history.timeline.wants(run.epoch):
            self.finite = frame = run.keyframe()
            self.history.timeline.keep(frame)
        else:
            self.finite = Checkpoint(run.epoch, run.steps, run.network.theta.copy())

    def _write(self, run: Logged) -> None:
        train, test = run.scores
        self.history.add(run.epoch, (train.drawn_loss, test.drawn_loss))

    def keep(self, run: Logged, *, forced: bool = False) -> None:
        """Keep a keyframe of here, if there is a way on from here."""
        if self.watched and _in_order(run):
            self.history.timeline.keep(run.keyframe(forced=forced))

    def before_edits(self, run: Logged) -> None:
        """Remember what there is before the first edit at this place."""
        if self.watched and self._unedited[0] != run.steps:
            self._unedited = run.steps, run.experiment, run.network.theta.copy()

    def add(self, run: Logged, edit: Edit, *, flagged: bool = False) -> None:
        """Note an edit; a flag stands for all edits that were made at one place."""
        if not self.watched:
            return
        self.edits.add(edit, run.experiment)
        if flagged:
            self.flag(run, edit_words(self._unedited[1:], (run.experiment, run.network.theta)))

    def flag(self, run: Logged, words: str) -> None:
        """Put a flag here, and keep a keyframe."""
        self.history.timeline.flag(EditFlag(run.place, run.steps, words))
        self.keep(run, forced=True)

    def truncate(self, epoch: int, steps: int, edits: int) -> None:
        """Forget what was after so many epochs, updates and edits."""
        self.history.truncate(epoch, steps)
        self.edits.truncate(edits)

    def go_on_from(self, before: RunLog) -> None:
        """Take over the history and the edits of another log: this run goes on from there."""
        self.history, self.edits = before.history, before.edits

    def copy(self) -> RunLog:
        """A log of its own, with the same history and the same edits."""
        other = copy(self)
        other.history, other.edits = self.history.copy(), self.edits.copy()
        return other


def _in_order(run: Logged) -> bool:
    """Whether the weights are numbers that a run can go on from."""
    return run.status != "diverged" and bool(np.isfinite(run.network.theta).all())
