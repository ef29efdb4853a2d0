"""sketch_boundary: draw where the boundary will be before Play is unlocked; then it trains."""

from __future__ import annotations

from typing import Annotated, ClassVar

import numpy as np
from msgspec import Meta

from playground.errors import SpecError
from playground.lessons.judgement import Judgement, Verdict, whole
from playground.lessons.kinds.step import About, Answers, Step
from playground.lessons.moment import Moment
from playground.lessons.sketch import CELLS, Sketch, fit, learnt, sketch
from playground.wording import percent

_NO_PLANE = "A boundary can only be drawn for two columns and classes."


class SketchBoundary(Step, frozen=True, kw_only=True):
    """Right when `enough` of the regions, on the mean over the classes, were drawn as they came to be.

    The points are the same share of all points. The answer is `Sketch.text`; it is judged once the run has
    been trained for `epochs`.
    """

    KIND: ClassVar[str] = "sketch_boundary"
    ABOUT: ClassVar[About] = "run"
    WRITTEN_FIRST: ClassVar[bool] = True

    enough: Annotated[float, Meta(ge=0, le=1)] = 0.7
    epochs: Annotated[int, Meta(ge=1, le=1_000_000)] = 100

    def fields(self, moment: Moment) -> tuple[str, ...]:
        return ("sketch",)

    def check(self, moment: Moment) -> None:
        if not _has_plane(moment):
            raise SpecError(_NO_PLANE, "Choose other data.")

    def judge(self, answers: Answers, moment: Moment) -> Judgement:
        drawn = sketch(answers.get("sketch", ""))
        if drawn is None:
            return whole(Verdict.EMPTY, self.points, "Draw the boundary first.")
        if not _has_plane(moment):  # the step lets the data be chosen
            return whole(
                Verdict.UNCOUNTED, self.points, f"{_NO_PLANE} Reset brings back the data of this step."
            )
        if moment.figures.get("epoch", 0) < self.epochs:
            return whole(Verdict.KEPT, self.points, "Your sketch is kept. Play, and compare.")
        fitting = fit(drawn, moment)
        said = f"Regions as drawn: {percent(fitting.regions, 0)}. Rows right: {percent(fitting.rows, 0)}."
        verdict = Verdict.RIGHT if fitting.regions >= self.enough else Verdict.WRONG
        return Judgement(verdict, round(self.points * fitting.regions, 2), self.points, said)

    def solution(self, moment: Moment) -> dict[str, str]:
        """What the network has learnt, as far as it is trained; nothing where there is no plane with rows."""
        X = moment.experiment.data.X
        if not (_has_plane(moment) and len(X)):
            return {}
        low, high = X.min(axis=0), X.max(axis=0)
        room = 0.1 * np.maximum(high - low, 1e-6)
        (left, bottom), (right, top) = low - room, high + room
        area = float(left), float(right), float(bottom), float(top)
        return {"sketch": learnt(Sketch(area, np.zeros((CELLS, CELLS), dtype=np.intp)), moment).text}


def _has_plane(moment: Moment) -> bool:
    data = moment.experiment.data
    return bool(data.class_names) and len(data.columns) == 2
