"""What every panel of the window has: the changes it watches, how it refreshes, and how it takes a theme."""

from __future__ import annotations

from typing import ClassVar, Protocol

from playground.session import Change
from playground.ui.theme.theme import Theme


class Panel(Protocol):
    """The window calls `refresh` at most once a frame, when something it watches has changed."""

    watches: ClassVar[Change]

    @property
    def refresh_every(self) -> int:
        """Frames, while a session moves: figures that change faster cannot be read."""

    def refresh(self, changes: Change) -> None: ...

    def apply_theme(self, theme: Theme) -> None: ...

    def isVisible(self) -> bool: ...
