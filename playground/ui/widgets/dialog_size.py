"""How large a dialog is that has much to show."""

from __future__ import annotations

from PySide6.QtCore import QSize

from playground.ui.theme import style
from playground.ui.widgets.card import GAP

_SHARE = 0.72, 0.82  # of a large window


def size_in(window: QSize, least: tuple[int, int]) -> QSize:
    """As large as it is good to look at, at least so many px, and no larger than the window."""
    wide, high = (
        round(max(style.px(side), share * room))
        for side, share, room in zip(least, _SHARE, window.toTuple(), strict=True)
    )
    return QSize(wide, high).boundedTo(window - QSize(2 * GAP, 2 * GAP))
