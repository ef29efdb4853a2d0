"""Words in little room, still told from those beside them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

_MIDDLE, _END = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight


def elided_apart(
    words: str, others: Iterable[str], metrics: QFontMetrics, room: int, usual: Qt.TextElideMode = _MIDDLE
) -> str:
    """The words cut to `room` px, as `usual`; where another would be cut to the same letters, from where they
    differ: petal_length_cm and petal_width_cm become …length… and …width…, not both pe…cm.
    """
    shown = metrics.elidedText(words, usual, room)
    twins = [one for one in others if one != words and metrics.elidedText(one, usual, room) == shown]
    if not twins:
        return shown
    same = min(max(_shared(words, one) for one in twins), len(words) - 1)
    return metrics.elidedText(f"…{words[same:]}", _END, room)


def _shared(one: str, other: str) -> int:
    """With how many letters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
