"""The hand on the canvas: what mouse and keys do there, one file for each tool, and what is selected."""

from playground.ui.hand.hand import Hand
from playground.ui.hand.keys import Keys
from playground.ui.hand.sight import Sight
from playground.ui.hand.strokes import STROKES

__all__ = ["STROKES", "Hand", "Keys", "Sight"]
