"""The tools of the canvas: what mouse and keys do there, one file for each tool, and what is selected."""

from playground.ui.canvas.tools.controller import ToolController
from playground.ui.canvas.tools.hit_test import HitTest
from playground.ui.canvas.tools.keyboard import Keys
from playground.ui.canvas.tools.registry import GESTURES

__all__ = ["GESTURES", "HitTest", "Keys", "ToolController"]
