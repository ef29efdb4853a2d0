"""What has changed, as flags: one note per change, and a listener is two lines."""

from __future__ import annotations

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


ALL = ~Change(0)
