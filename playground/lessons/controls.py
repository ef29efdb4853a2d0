"""Which controls of the window a lesson leaves free, locks or hides."""

from __future__ import annotations

from typing import Literal

from playground.lessons.part import Line, Lines, Part

State = Literal["free", "locked", "hidden"]


class Controls(Part, frozen=True, kw_only=True):
    """By the stable object names of the controls; `why` is shown, and read aloud, on a locked one."""

    default: State = "free"
    free: Lines = ()
    locked: Lines = ()
    hidden: Lines = ()
    why: Line = ""

    def state(self, name: str) -> State:
        """Of one control: what names it goes before the default."""
        named: tuple[tuple[State, tuple[str, ...]], ...] = (
            ("hidden", self.hidden),
            ("locked", self.locked),
            ("free", self.free),
        )
        return next((state for state, names in named if name in names), self.default)
