"""predict_curve: draw the loss curve to come; then it trains. Both are shown, nothing is marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from msgspec import Meta

from playground.lessons.judgement import Judgement, Verdict, whole
from playground.lessons.kinds.step import About, Answers, Step
from playground.lessons.moment import Moment

Curve = tuple[tuple[float, float], ...]


class PredictCurve(Step, frozen=True, kw_only=True):
    """The answer is the curve as points: "0:0.7 50:0.31 100:0.2", epoch and loss."""

    KIND: ClassVar[str] = "predict_curve"
    ABOUT: ClassVar[About] = "run"
    WRITTEN_FIRST: ClassVar[bool] = True

    epochs: Annotated[int, Meta(ge=1, le=1_000_000)] = 100

    def fields(self, moment: Moment) -> tuple[str, ...]:
        return ("curve",)

    def judge(self, answers: Answers, moment: Moment) -> Judgement:
        if len(curve(answers.get("curve", ""))) < 2:
            return whole(Verdict.EMPTY, 0, "Draw the curve first.")
        trained = moment.figures.get("epoch", 0) >= self.epochs
        said = "Compare your curve with the loss." if trained else "Your curve is kept. Play, and compare."
        return whole(Verdict.KEPT, 0, said)

    def solution(self, moment: Moment) -> dict[str, str]:
        return {"curve": curve_text([(0, 1), (self.epochs, 0)])}


def curve_text(points: Sequence[tuple[float, float]]) -> str:
    """The points (epoch, loss) as an answer."""
    return " ".join(f"{epoch:.6g}:{loss:.6g}" for epoch, loss in points)


def curve(answer: str) -> Curve:
    """The points of an answer; () for what is no curve."""
    try:
        pairs = [word.split(":") for word in answer.split()]
        return tuple((float(epoch), float(loss)) for epoch, loss in pairs)
    except ValueError:
        return ()
