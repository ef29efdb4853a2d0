"""The kinds of steps: a row of KINDS for each."""

from __future__ import annotations

from playground.lessons.kinds.calculate import Calculate
from playground.lessons.kinds.choose import Choose
from playground.lessons.kinds.explain import Explain
from playground.lessons.kinds.find_fault import FindFault
from playground.lessons.kinds.order import Order
from playground.lessons.kinds.predict_curve import PredictCurve
from playground.lessons.kinds.predict_sign import PredictSign
from playground.lessons.kinds.reach import Reach
from playground.lessons.kinds.read import Read
from playground.lessons.kinds.sketch_boundary import SketchBoundary
from playground.lessons.kinds.step import Answers, Step

_ROWS: tuple[type[Step], ...] = (
    Read,
    Calculate,
    PredictSign,
    SketchBoundary,
    PredictCurve,
    Reach,
    Choose,
    Order,
    FindFault,
    Explain,
)

KINDS: dict[str, type[Step]] = {row.KIND: row for row in _ROWS}

__all__ = ["KINDS", "Answers", "Step"]
