"""The arrow keys of the pads on which a run is foretold."""

from __future__ import annotations

from PySide6.QtCore import Qt

WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
"""Right and up, as (across, upwards)."""
