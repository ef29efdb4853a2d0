"""A lesson: an experiment, what may be changed of it, and steps, each of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import replace

from playground.arrays import Array
from playground.lessons.controls import Controls
from playground.lessons.experiment_part import Start, changed, merged, start_of
from playground.lessons.kinds import Answers, Step
from playground.lessons.kinds.calculate import Calculate
from playground.lessons.kinds.explain import Explain
from playground.lessons.moment import Moment
from playground.lessons.part import Id, Line, Lines, Part, Text
from playground.lessons.rules import Marking, Variants, View
from playground.lessons.variants import own_theta, seed_of
from playground.training import Checkpoint, Trainer

FORMAT = "backprop-playground lesson"
VERSION = 1


class Head(Part, frozen=True, kw_only=True):
    """What stands before the tables of the file; `teacher` is printed on the key, never shown to students."""

    format: str = FORMAT
    version: Annotated[int, Meta(ge=1)] = VERSION
    id: Id
    title: Line
    language: Line = "en"
    authors: Lines = ()
    licence: Line = ""
    minutes: Annotated[int, Meta(ge=1, le=600)] = 45
    audience: Line = ""
    goals: Lines = ()
    prerequisites: Lines = ()
    teacher: Text = ""


class Run(Part, frozen=True, kw_only=True):
    """How a test brings a run to where a step is judged: trained for so long, with other keys."""

    epochs: Annotated[int, Meta(ge=0, le=100_000)] = 0
    experiment: dict[str, Any] = msgspec.field(default_factory=dict)


class Expectation(Part, frozen=True, kw_only=True):
    """The teacher's own check: answers, and what they should be found to be, by "step.field" or "step".

    What is expected is a verdict, the name of a wrong rule, or "done": that the step's condition holds.

    name  a student's, for a variant
    run   by the ids of steps that are judged by a run
    """

    name: Line = ""
    answers: dict[str, str] = msgspec.field(default_factory=dict)
    run: dict[str, Run] = msgspec.field(default_factory=dict)
    expect: dict[str, str]


class Lesson(Struct, frozen=True, eq=False, dict=True):
    """All of a lesson file.

    experiment  the keys of an experiment file, as they stand
    sha256      of the file
    path        where it was read; None for one that was not
    """

    head: Head
    experiment: Mapping[str, Any] = field(default_factory=dict)
    controls: Controls = field(default_factory=Controls)
    marking: Marking = field(default_factory=Marking)
    variants: Variants | None = None
    view: View | None = None
    steps: tuple[Step, ...] = ()
    tests: tuple[Expectation, ...] = ()
    sha256: str = ""
    path: Path | None = None
    _starts: dict[str, Start] = field(default_factory=dict)
    _drawn: dict[tuple[tuple[int, ...], int], Array] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def title(self) -> str:
        return self.head.title

    @property
    def is_handed_in(self) -> bool:
        """Whether there is something in it that a teacher marks or reads."""
        return any(step.points or isinstance(step, Explain) for step in self.steps)

    @cached_property
    def start(self) -> Start:
        """The experiment that the lesson begins with, and its weights. Raises PlacedError."""
        return start_of(self.experiment, self.path)

    def step(self, name: str) -> Step:
        """The step with that id. Raises KeyError."""
        return self.steps[self.places[name]]

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each step is, by its id."""
        return {step.id: place for place, step in enumerate(self.steps)}

    def controls_in(self, step: Step) -> Controls:
        """Which controls are free in a step."""
        return step.controls or self.controls

    def view_in(self, step: Step) -> View | None:
        """What is looked at when a step begins; None: all rows."""
        return step.view or (None if "data" in step.experiment else self.view)

    def start_in(self, step: Step) -> Start:
        """The experiment that a step begins with, and its weights: the lesson's own where they mean the same
        in the changed network. Raises PlacedError.
        """
        if not step.experiment:
            return self.start
        if step.id not in self._starts:
            self._starts[step.id] = self._changed_start(step.experiment)
        return self._starts[step.id]

    def _changed_start(self, changes: Mapping[str, Any]) -> Start:
        start = start_of(changed(self.experiment, changes), self.path)
        same = start.trained is None and start.experiment.signature == self.start.experiment.signature
        return replace(start, theta=self.start.theta, trained=self.start.trained) if same else start

    def moment_of_run(self, step: Step, run: Run, *, seed: int = 0) -> Moment:
        """What a step is judged at after a run from its own start, changed and trained as it says."""
        changes = merged(step.experiment, run.experiment)
        start = self._changed_start(changes) if run.experiment else self.start_in(step)
        moment = self.moment(step, seed=seed)
        theta = moment.theta if len(moment.theta) == len(start.theta) else start.theta
        trainer = Trainer(start.experiment, Checkpoint(0, 0, theta.copy()))
        return moment.in_run(start.experiment, trainer.run(run.epochs))

    def moment(self, step: Step, *, seed: int = 0, answers: Mapping[str, Answers] | None = None) -> Moment:
        """What a step is judged at, before anything is trained.

        `seed` is of the student's variant (see `seed_of`), `answers` are those of all steps by their id.
        """
        start = self.start_in(step)
        theta = self._own_theta(start, seed)
        return Moment(start.experiment, theta, seed, self.marking, earlier=self._earlier(step, answers or {}))

    def seed_of(self, name: str) -> int:
        """The seed of a student's variant; 0 where all have the same numbers."""
        return 0 if self.variants is None else seed_of(self.id, name)

    def _own_theta(self, start: Start, seed: int) -> Array:
        """The weights of a student's variant, where something is calculated with them; else the start's."""
        sizes = start.experiment.sizes
        if self.variants is None or seed == 0:
            return start.theta
        if (sizes, seed) not in self._drawn:
            steps = [step for step in self.steps if isinstance(step, Calculate)]
            starts = [(step, self.start_in(step).experiment) for step in steps]
            asking = [(step, experiment) for step, experiment in starts if experiment.sizes == sizes]

            def moments(theta: Array) -> Iterator[tuple[Calculate, Moment]]:
                return ((step, Moment(experiment, theta, seed, self.marking)) for step, experiment in asking)

            numbers, units = self.variants.weights, self.variants.tell_apart
            self._drawn[sizes, seed] = (
                own_theta(seed, len(start.theta), numbers, units, moments) if asking else start.theta
            )
        return self._drawn[sizes, seed]

    def _earlier(self, step: Step, answers: Mapping[str, Answers]) -> dict[str, str]:
        """The numbers that were typed before a step about the update that it is about."""
        if not isinstance(step, Calculate):
            return {}
        found: dict[str, str] = {}
        for other in self.steps[: self.places[step.id]]:
            if isinstance(other, Calculate) and other.same_update(step):
                found.update(answers.get(other.id, {}))
        return found
