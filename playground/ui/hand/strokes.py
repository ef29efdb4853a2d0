"""Every tool's stroke, by the tool's name."""

from __future__ import annotations

from playground.ui.hand.brush import BrushStroke
from playground.ui.hand.erase import EraseStroke
from playground.ui.hand.jitter import JitterStroke
from playground.ui.hand.lasso import LassoStroke
from playground.ui.hand.move import MoveStroke
from playground.ui.hand.point import PointStroke
from playground.ui.hand.stroke import Stroke
from playground.ui.hand.swap import SwapStroke

STROKES: dict[str, type[Stroke]] = {
    "point": PointStroke,
    "brush": BrushStroke,
    "erase": EraseStroke,
    "move": MoveStroke,
    "lasso": LassoStroke,
    "jitter": JitterStroke,
    "swap": SwapStroke,
}
