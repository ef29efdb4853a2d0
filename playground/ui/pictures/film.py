"""An animation of a run while the window lives: its frames are drawn bit by bit, and encoded beside it."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Empty, SimpleQueue

from PySide6.QtWidgets import QWidget

from playground.data import Progress
from playground.export.animation import (
    AnimationFormat,
    AnimationOptions,
    Checkpoints,
    Frame,
    encode,
    epochs_shown,
)
from playground.export.pictures import origin
from playground.session import Session
from playground.ui.pictures.frames import Frames, pixels

_WAIT = 0.05  # seconds after which whoever waits for a frame says again how far it is
_DRAWING = 0.8  # of the work


class Film(Frames):
    """The frames of one animation: drawn by `advance` in the window's thread, taken by `work` in another.

    The work says how far it is at least every 50 ms, and so can be cancelled; whoever draws ends then.
    """

    def __init__(self, session: Session, options: AnimationOptions, owner: QWidget | None = None) -> None:
        epochs = epochs_shown(Checkpoints(session.history, session.snapshot), options)
        self._drawn: SimpleQueue[Frame] = SimpleQueue()
        self._options = options
        super().__init__(session, options, epochs, lambda drawn: self._drawn.put(pixels(drawn)), owner)

    def work(self, form: AnimationFormat, progress: Progress) -> bytes:
        """Wait for the frames, and encode them."""
        try:
            taken = list(self._taken(progress))
            progress(_DRAWING)
            return encode(taken, form, self._options.seconds, origin())
        finally:
            self.given_up = True

    def _taken(self, progress: Progress) -> Iterator[Frame]:
        for place in range(len(self._epochs)):
            while True:
                progress(_DRAWING * place / len(self._epochs))
                try:
                    frame = self._drawn.get(timeout=_WAIT)
                except Empty:
                    continue
                yield frame
                break
