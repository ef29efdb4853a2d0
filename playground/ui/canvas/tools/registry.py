"""Every tool's stroke, by the tool's name."""

from __future__ import annotations

from playground.ui.canvas.tools.brush import BrushStroke
from playground.ui.canvas.tools.erase import EraseStroke
from playground.ui.canvas.tools.jitter import JitterStroke
from playground.ui.canvas.tools.lasso import LassoStroke
from playground.ui.canvas.tools.move import MoveStroke
from playground.ui.canvas.tools.point import PointStroke
from playground.ui.canvas.tools.relabel import SwapStroke
from playground.ui.canvas.tools.tool import Stroke

STROKES: dict[str, type[Stroke]] = {
    "point": PointStroke,
    "brush": BrushStroke,
    "erase": EraseStroke,
    "move": MoveStroke,
    "lasso": LassoStroke,
    "jitter": JitterStroke,
    "swap": SwapStroke,
}
