"""A run as it will move in the file: some of its frames, drawn bit by bit, one after the other for ever."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from playground.export.animation import HOLD, AnimationOptions
from playground.ui.background.sliced_job import Slices
from playground.ui.exporting.picture_view import PictureView
from playground.ui.exporting.subject import Subject
from playground.ui.pictures.frames import Frames
from playground.ui.widgets.guard import recurring

MOST_PLAYED = 24  # frames: they are there within a second or two


def played(epochs: Sequence[int]) -> list[int]:
    """The epochs of the frames that are played: the first, the last, and as many between."""
    count = min(len(epochs), MOST_PLAYED)
    return [epochs[round(place * (len(epochs) - 1) / (count - 1))] for place in range(count)]


class Player(QTimer):
    """Plays on a view; each round takes as long as the animation."""

    def __init__(self, view: PictureView, subject: Subject) -> None:
        super().__init__(view)
        self._view, self._subject, self._words = view, subject, ""
        self._slices = Slices(view, lambda: None)
        self._film: Frames | None = None
        self._pictures: list[QImage] = []
        self._place, self._each = 0, 0
        self.paused = False
        self.timeout.connect(self._show_next)

    def play(self, options: AnimationOptions, epochs: Sequence[int], words: str) -> None:
        """Play these epochs, in place of what is played."""
        self.end()
        subject = self._subject
        self._words, self._place = words, -1
        self._each = round(1000 * options.seconds / len(epochs))
        self._pictures = []
        self._film = Frames(subject.session, options, epochs, self._pictures.append, subject.window)
        self._slices.begin(self._film)
        if not self.paused:
            self.start(0)

    def set_paused(self, paused: bool) -> None:  # noqa: FBT001  of a button
        """Stand still, or go on."""
        self.paused = paused
        if paused:
            self.stop()
        elif self._film is not None:
            self.start(0)

    def end(self) -> None:
        """Draw and play no more."""
        self.stop()
        self._slices.cancel()
        if self._film is not None:
            self._film.close()
        self._film = None

    @recurring
    def _show_next(self) -> None:
        if not self._pictures:
            return
        last = len(self._pictures) - 1
        drawn = self._film is not None and self._film.done
        if self._place < last:
            self._place += 1
        elif drawn:
            self._place = 0
        self._view.show_picture(self._pictures[self._place], self._words)
        self.setInterval(self._each + (HOLD if drawn and self._place == last else 0))
