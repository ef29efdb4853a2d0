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
    """The frames of one animation: drawn by `advance` in the window's thread, taken by its `encoder` in
    another. Whoever draws ends with the encoder.
    """

    def __init__(self, session: Session, options: AnimationOptions, owner: QWidget | None = None) -> None:
        epochs = epochs_shown(Checkpoints(session.history, session.snapshot), options)
        self.encoder = encoder = Encoder(len(epochs), options.seconds)
        super().__init__(session, options, epochs, lambda drawn: encoder.drawn.put(pixels(drawn)), owner)

    @property
    def done(self) -> bool:
        return self.encoder.ended or super().done


class Encoder:
    """What the other thread does. It knows nothing of Qt: what is drawn, and where, must not end in it.

    drawn  the frames that are there and not taken yet
    ended  it takes no more
    """

    def __init__(self, count: int, seconds: float) -> None:
        self.drawn: SimpleQueue[Frame] = SimpleQueue()
        self.ended = False
        self._count, self._seconds = count, seconds

    def work(self, form: AnimationFormat, progress: Progress) -> bytes:
        """Wait for the frames, and encode them. Says how far it is at least every 50 ms, and so can be
        cancelled.
        """
        try:
            taken = list(self._taken(progress))
            progress(_DRAWING)
            return encode(taken, form, self._seconds, origin())
        finally:
            self.ended = True

    def _taken(self, progress: Progress) -> Iterator[Frame]:
        for place in range(self._count):
            while True:
                progress(_DRAWING * place / self._count)
                try:
                    frame = self.drawn.get(timeout=_WAIT)
                except Empty:
                    continue
                yield frame
                break
