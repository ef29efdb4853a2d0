"""The keys of the playhead while the loss plot has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from playground.session.playhead import Playhead

_FEW, _MANY = 10, 100  # epochs: an arrow with Shift, a page
_Key = Qt.Key

_MOVES: dict[_Key, Callable[[Playhead, bool], None]] = {
    _Key.Key_Left: lambda head, shift: head.move(-(_FEW if shift else 1)),
    _Key.Key_Right: lambda head, shift: head.move(_FEW if shift else 1),
    _Key.Key_PageUp: lambda head, _: head.move(-_MANY),
    _Key.Key_PageDown: lambda head, _: head.move(_MANY),
    _Key.Key_Home: lambda head, _: head.look_at(head.known_from),
    _Key.Key_End: lambda head, _: head.to_present(),
    _Key.Key_Comma: lambda head, _: head.go_to_flag(-1),
    _Key.Key_Period: lambda head, _: head.go_to_flag(1),
    _Key.Key_Space: lambda head, shift: head.pause() if head.playing else head.play(-1 if shift else 1),
}

KEYS = (
    ("Left, Right", "One epoch back or on; with Shift ten"),
    ("PgUp, PgDown", "A hundred epochs back or on"),
    ("Home, End", "The first epoch, the present"),
    (",   .", "The edit before, the next edit"),
    ("Space", "Play the past; with Shift backwards"),
    ("+   −", "Zoom"),
)
"""What the plot does with its keys, for the page of help."""


def move_of(event: QKeyEvent, head: Playhead) -> Callable[[], None] | None:
    """What a key does to the playhead; None where it is not one of its keys, or there is no past."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = modifiers == Qt.KeyboardModifier.ShiftModifier
    move = _MOVES.get(Qt.Key(event.key()))
    if (
        move is None
        or head.last <= head.known_from
        or not (shift or modifiers == Qt.KeyboardModifier.NoModifier)
    ):
        return None
    return lambda: move(head, shift)
