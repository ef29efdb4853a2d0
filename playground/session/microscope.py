"""What the Backprop mode looks at: one update, its stage, and the parameter that is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from playground.arrays import Array
from playground.data import Names
from playground.errors import SpecError
from playground.training.experiment import Experiment
from playground.training.parameters import Parameter
from playground.training.resume_point import ResumePoint

if TYPE_CHECKING:  # most starts of the program look at no update
    from playground.microscope.explanations import Explanation
    from playground.microscope.landscape import Pair
    from playground.microscope.stages import Stage
    from playground.microscope.step import Step

LEAST_DIGITS, MOST_DIGITS = 2, 6


class Microscope(Struct, frozen=True):
    """What the Backprop mode looks at. Its numbers are all of one moment: take them from `step`.

    stride            what "next" takes
    names             what columns and classes are called
    step              all numbers of the update, with its rows (`step.rows`) and its experiment
    stage_index       which of the stages
    row_index         which row of the batch z, a and δ are shown of, an index into step.rows
    followed          the weight or bias that is followed
    digits            how many are written
    is_next_in_order  the rows are those that the trainer itself would take next
    picked            the row was not chosen by hand, but to begin with, since its step can be seen
    landscape         the two parameters under the landscape; None: the followed and the steepest other one
    """

    stride: Literal["row", "batch"]
    names: Names
    step: Step
    stages: tuple[Stage, ...]
    followed: Parameter
    stage_index: int = 0
    row_index: int = 0
    digits: int = 3
    is_next_in_order: bool = True
    picked: bool = False
    landscape: Pair | None = None

    @classmethod
    def at(
        cls,
        experiment: Experiment,
        names: Names,
        moment: ResumePoint,
        stride: Literal["row", "batch"],
        rows: tuple[int, ...] = (),
        *,
        like: Microscope | None = None,
    ) -> Microscope:
        """At the first stage of a step from these rows; without any, from the trainer's next ones.

        What is followed and how it is written is taken from `like`, where it still exists.
        """
        from playground.microscope.stages import stages
        from playground.microscope.step import Step

        own = moment.row if stride == "row" else moment.batch
        step = Step.of(experiment, moment, rows or own)
        layers = len(step.before.weights)
        new = cls(
            stride,
            names,
            step,
            stages(layers),
            followed=Parameter(layers, 0, 0),
            is_next_in_order=step.rows in {moment.row, moment.batch},
        )
        if like is None:
            return new
        followed = like.followed if _exists(like.followed, experiment) else new.followed
        pair = like.landscape or ()
        landscape = like.landscape if all(_exists(one, experiment) for one in pair) else None
        return replace(new, digits=like.digits, followed=followed, landscape=landscape)

    def with_theta(self, theta: Array) -> Microscope:
        """The same rows at the same stage, the step taken from other parameters."""
        from playground.microscope.step import Step

        moment = replace(self.step.start, theta=theta)
        return replace(self, step=Step.of(self.step.experiment, moment, self.step.rows))

    @property
    def stage(self) -> Stage:
        return self.stages[self.stage_index]

    @property
    def pair(self) -> Pair:
        """The two parameters under the landscape."""
        from playground.microscope.landscape import pair_with

        return self.landscape or pair_with(self.step, self.followed)

    def explain(self) -> Explanation:
        """What is told at this stage."""
        from playground.microscope.explanations import explain

        return explain(
            self.step,
            self.names,
            self.stage,
            row_index=self.row_index,
            followed=self.followed,
            digits=self.digits,
        )

    @property
    def at_end(self) -> bool:
        return self.stage_index == len(self.stages) - 1

    @property
    def stepped(self) -> bool:
        """Whether the new weights are shown."""
        return self.stage.kind in {"update", "after"}

    @property
    def following(self) -> tuple[int, ...]:
        """The rows that the trainer would take after these; () where it is not known to take any."""
        ahead, last = self.step.start.ahead, self.step.rows[-1]
        size = 1 if self.stride == "row" else len(self.step.start.batch)
        after = ahead.index(last) + 1 if last in ahead else len(ahead)
        return ahead[after : after + size]

    @property
    def test_rows(self) -> list[int]:
        """Those of its rows that are in the test set: a step from them can be seen, but not be applied."""
        test = self.step.experiment.data.test
        return [row for row in self.step.rows if test[row]]


def _exists(parameter: Parameter, experiment: Experiment) -> bool:
    try:
        parameter.index(experiment.sizes)
    except SpecError:
        return False
    return True
