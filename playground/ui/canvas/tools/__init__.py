"""The hand on the canvas: what mouse and keys do there, one file for each tool, and what is selected."""

from playground.ui.canvas.tools.controller import Hand
from playground.ui.canvas.tools.hit_test import Sight
from playground.ui.canvas.tools.keyboard import Keys
from playground.ui.canvas.tools.registry import STROKES

__all__ = ["STROKES", "Hand", "Keys", "Sight"]
