"""Where there is no room for all parts of a row some give way, one after the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QWidget


class OptionalPart:
    """Something that can give way: `frees` says how many px that brings, `show` puts it there or away."""

    def __init__(self, frees: Callable[[], int], show: Callable[[bool], object]) -> None:
        self.frees, self.show = frees, show
        self.away = False


class GivingWay:
    """The parts of a row in the order in which they give way.

    What is needed is added up and not tried out: nothing is hidden for a moment and loses the focus.
    """

    def __init__(self, *parts: OptionalPart) -> None:
        self._parts = parts

    def fit(self, needed: int, room: int) -> None:
        """Put as few parts away as it takes. `needed`: px of the row as it is now."""
        whole = needed + sum(part.frees() for part in self._parts if part.away)
        for part in self._parts:
            away = whole > room
            whole -= part.frees() if away else 0
            if away != part.away:
                part.away = away
                part.show(not away)


def seen(*widgets: QWidget, spacing: int = 8) -> OptionalPart:
    """These are there, or not."""

    def frees() -> int:
        return sum(width_of(widget) + spacing for widget in widgets)

    def show(room: bool) -> None:  # noqa: FBT001  of all parts
        for widget in widgets:
            widget.setVisible(room)

    return OptionalPart(frees, show)


def worded(button: QAbstractButton, words: Callable[[], str]) -> OptionalPart:
    """Its words stand beside its picture, or not."""

    def frees() -> int:
        return button.fontMetrics().horizontalAdvance(words())

    button.setAccessibleName(button.accessibleName() or words())
    return OptionalPart(frees, lambda room: button.setText(words() if room else ""))


def width_of(widget: QWidget) -> int:
    """What it takes in a row, also while it is hidden."""
    return min(max(widget.minimumWidth(), widget.sizeHint().width()), widget.maximumWidth())
