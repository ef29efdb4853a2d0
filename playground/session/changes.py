"""What has changed, as flags: noted at once, and told to all who listen once a frame at most."""

from __future__ import annotations

from collections.abc import Callable
from enum import Flag, auto


class Change(Flag):
    """What has changed since the last notice."""

    SPEC = auto()
    DATA = auto()
    WEIGHTS = auto()
    HISTORY = auto()
    VIEW = auto()
    STATUS = auto()
    MICROSCOPE = auto()
    SELECTION = auto()
    LESSON = auto()
    MANY = auto()


ALL = ~Change(0)


class Changes:
    """The changes that wait to be told.

    on_change  called at once when there is news to tell at the next tick
    """

    def __init__(self) -> None:
        self.pending = ALL
        self.on_change: Callable[[], None] = lambda: None
        self.listeners: list[Callable[[Change], None]] = []

    def note(self, changes: Change) -> None:
        """These are to be told."""
        self.pending |= changes
        self.on_change()

    def announce(self, which: Change = ALL) -> None:
        """Tell the listeners what has changed since the last time; of `which` alone, the rest waits."""
        changes = self.pending & which
        self.pending &= ~which
        if changes:
            for listener in self.listeners:
                listener(changes)
