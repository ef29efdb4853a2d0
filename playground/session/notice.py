"""What there is to tell above the status line, and what it offers to do about it."""

from __future__ import annotations

from enum import Enum
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from playground.errors import PlaygroundError
from playground.session.changes import Change, Changes


class Offer(Enum):
    """What a notice can offer, as its button says it; `Session.carry_out` does it."""

    UNDO = "Undo"
    RECOVER = "Restore last good weights"
    RESTART = "Restart training"
    LESSON = "Return to the lesson"
    AFRESH = "Start the lesson again"


class Notice(Struct, frozen=True):
    """Something to tell, and what would help.

    `ends_with_edit`: it speaks of what there is now. Its next edit ends it, as it ends all that only tells
    what was done.
    """

    text: str
    offer: Offer | None = None
    bad: bool = True
    ends_with_edit: bool = False

    @property
    def is_passing(self) -> bool:
        """Whether the next edit ends it."""
        return self.ends_with_edit or (self.offer is None and not self.bad)


Teller = Literal["worker", "keeper", "lesson"]
"""Whose words last until they are dismissed: what became of the worker; that no work, or no answers of a
lesson, can be kept.
"""


class Notices:
    """What lasts, told until dismissed; and the last of all others. None covers another."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self.lasting: dict[Teller, Notice] = {}
        self.other: Notice | None = None
        self._refusal: Notice | None = None  # of what was entered last

    @property
    def current(self) -> Notice | None:
        """What there is to tell."""
        told = [*self.lasting.values(), *([self.other] if self.other is not None else [])]
        if len(told) < 2:
            return told[0] if told else None
        offers = [one.offer for one in told if one.offer is not None]
        return Notice("\n".join(one.text for one in told), offers[0] if offers else None)

    def show(self, notice: Notice | None) -> None:
        """Show a notice in place of the last one; without one, take that away."""
        self.other = notice
        self._changes.note(Change.STATUS)

    def refuse(self, error: PlaygroundError) -> None:
        """Say why what was entered cannot be taken, until something is, or it is given up."""
        self._refusal = Notice(str(error), ends_with_edit=True)
        self.show(self._refusal)

    def end_refusal(self) -> None:
        """What was refused is put right, or given up."""
        if self._refusal is not None and self.other is self._refusal:
            self.show(None)
        self._refusal = None

    def add(self, text: str, *, bad: bool = True) -> None:
        """Tell this, too, beside what was told just now."""
        told = self.other or Notice("", bad=bad)
        self.show(replace(told, text=f"{told.text} {text}".strip(), bad=bad or told.bad))

    def show_lasting(self, teller: Teller, notice: Notice | None) -> None:
        """Tell this until it is dismissed; without a notice, no longer."""
        self.lasting.pop(teller, None)
        if notice is not None:
            self.lasting[teller] = notice
        self._changes.note(Change.STATUS)

    def dismiss(self) -> None:
        """Take away all that is shown."""
        self.lasting.clear()
        self.show(None)

    def end_with_edit(self) -> None:
        """An edit is made: what spoke of the state before it is over."""
        if self.other is not None and self.other.is_passing:
            self.show(None)
