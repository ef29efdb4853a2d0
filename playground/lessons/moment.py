"""What a step is judged at: an experiment, where its run stands, and the numbers of an update from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from playground.arrays import Array
from playground.errors import SpecError
from playground.lessons.conditions import figures_of
from playground.lessons.rules import Marking
from playground.microscope.step import Step
from playground.training import Checkpoint, Experiment, Snapshot, Trainer
from playground.training.resume_point import ResumePoint


class Moment(Struct, frozen=True, eq=False, dict=True):
    """An experiment with its weights θ.

    seed     of the student's variant; 0 where all have the same numbers
    marking  how the lesson marks numbers
    figures  of the run, for conditions; empty before it is known
    earlier  what was typed in earlier steps about the same update, by the names of the numbers
    """

    experiment: Experiment
    theta: Array
    seed: int = 0
    marking: Marking = field(default_factory=Marking)
    figures: Mapping[str, float] = field(default_factory=dict)
    earlier: Mapping[str, str] = field(default_factory=dict)
    _steps: dict[tuple[int, ...], Step] = field(default_factory=dict)

    def in_run(self, experiment: Experiment, snapshot: Snapshot) -> Moment:
        """The same, where a run stands now."""
        figures = figures_of(experiment, snapshot)
        return replace(self, experiment=experiment, theta=snapshot.theta.copy(), figures=figures, _steps={})

    @property
    def start_loss(self) -> float | None:
        """The training loss with these weights; None without rows to train on."""
        return Trainer(self.experiment, Checkpoint(0, 0, self.theta.copy())).snapshot().train.loss

    def require_rows(self, rows: Sequence[int]) -> None:
        """Raises SpecError where the data have no such row."""
        there = len(self.experiment.data)
        for row in rows:
            if row >= there:
                raise SpecError(f"There is no row {row + 1:,}.", f"Choose from 1 to {there:,}.")

    @cached_property
    def point(self) -> ResumePoint:
        """Where an update begins: with an optimiser that remembers nothing, at the first epoch's rate."""
        spec, network = self.experiment.spec, self.experiment.network().at(self.theta.copy())
        rows = tuple(np.flatnonzero(~self.experiment.data.test).tolist())
        state = self.experiment.learner(network).state
        return ResumePoint(0, 0, self.theta, state=state, rate=spec.rate(0), row=rows[:1], batch=rows)

    def step(self, rows: tuple[int, ...]) -> Step:
        """The update from these rows of the dataset."""
        if rows not in self._steps:
            self._steps[rows] = Step.of(self.experiment, self.point, rows)
        return self._steps[rows]
