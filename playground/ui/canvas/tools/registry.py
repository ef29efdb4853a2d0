"""Every tool's gesture, by the tool's name."""

from __future__ import annotations

from playground.ui.canvas.tools.brush import BrushGesture
from playground.ui.canvas.tools.erase import EraseGesture
from playground.ui.canvas.tools.jitter import JitterGesture
from playground.ui.canvas.tools.lasso import LassoGesture
from playground.ui.canvas.tools.move import MoveGesture
from playground.ui.canvas.tools.point import PointGesture
from playground.ui.canvas.tools.relabel import RelabelGesture
from playground.ui.canvas.tools.tool import ToolGesture

GESTURES: dict[str, type[ToolGesture]] = {
    "point": PointGesture,
    "brush": BrushGesture,
    "erase": EraseGesture,
    "move": MoveGesture,
    "lasso": LassoGesture,
    "jitter": JitterGesture,
    "swap": RelabelGesture,
}
