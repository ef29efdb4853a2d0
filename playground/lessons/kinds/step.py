"""What all kinds of steps share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import Meta

from playground.lessons.controls import Controls
from playground.lessons.judgement import Judgement
from playground.lessons.moment import Moment
from playground.lessons.part import Id, Line, Lines, Part, Text
from playground.lessons.rules import View

Answers = Mapping[str, str]
"""What a student has entered, as typed, by the names of the fields."""

About = Literal["", "update", "run"]

Row = Annotated[int, Meta(ge=1, le=1_000_000)]


class Step(Part, frozen=True, kw_only=True):
    """One step of a lesson. A kind is a Struct of its own, and a row of KINDS.

    experiment  keys of the experiment that are others in this step: it begins from there, not trained
    done        "answered", or a condition on the run; empty: by *Next*
    controls    the controls in this step, in place of the lesson's
    view        what is looked at in this step, in place of the lesson's; its own data are seen whole
    on_paper    false: it asks for something on the screen, and has no place on a worksheet
    """

    KIND: ClassVar[str]
    ABOUT: ClassVar[About] = ""
    """An update, looked at in the Backprop mode and not trained; or a run, judged where it stands."""
    WRITTEN_FIRST: ClassVar[bool] = False
    """Whether a prediction is written down before anything is trained."""

    kind: str
    id: Id
    title: Line
    text: Text = ""
    points: Annotated[float, Meta(ge=0, le=1000)] = 0
    hints: Lines = ()
    done: Line = ""
    controls: Controls | None = None
    view: View | None = None
    on_paper: bool = True
    experiment: dict[str, Any] = msgspec.field(default_factory=dict)

    @property
    def at_start(self) -> bool:
        """Whether it is about the weights that the experiment begins with: it is put back to them."""
        return self.ABOUT == "update" or self.WRITTEN_FIRST

    @property
    def is_run(self) -> bool:
        """Whether something is trained in it, for which Play has to be at hand."""
        return self.ABOUT == "run" or self.done not in {"", "answered"}

    @property
    def rows(self) -> tuple[int, ...]:
        """The places of the rows whose update it is about."""
        return ()

    def fields(self, moment: Moment) -> tuple[str, ...]:
        """The names under which its answers are kept."""
        return ()

    def check(self, moment: Moment) -> None:
        """Raises SpecError for what this experiment does not have."""

    def judge(self, answers: Answers, moment: Moment) -> Judgement:
        """What is said of the answers."""
        raise NotImplementedError

    def solution(self, moment: Moment) -> dict[str, str]:
        """Answers that are right, by field; empty where there is nothing to be right."""
        return {}


Direction = Literal["up", "down", "same"]
