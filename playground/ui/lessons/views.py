"""The view of each kind of step."""

from __future__ import annotations

from playground.ui.lessons.answering import ChooseView, ExplainView, OrderView, ReachView, ReadView
from playground.ui.lessons.foretelling import CurveView, SketchView
from playground.ui.lessons.numbers import CalculateView, FindFaultView, PredictSignView
from playground.ui.lessons.step_view import StepView

VIEWS: dict[str, type[StepView]] = {
    "read": ReadView,
    "calculate": CalculateView,
    "predict_sign": PredictSignView,
    "sketch_boundary": SketchView,
    "predict_curve": CurveView,
    "reach": ReachView,
    "choose": ChooseView,
    "order": OrderView,
    "find_fault": FindFaultView,
    "explain": ExplainView,
}
