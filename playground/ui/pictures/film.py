"""An animation of a run while the window lives: its frames are drawn bit by bit, and encoded beside it."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Empty, SimpleQueue
from time import perf_counter

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
from playground.ui.pictures.frames import frames
from playground.ui.pictures.scene import Scene

_WAIT = 0.05  # seconds after which whoever waits for a frame says again how far it is
_DRAWING = 0.8  # of the work


class Film:
    """The frames of one animation: drawn by `advance` in the window's thread, taken by `work` in another.

    The work says how far it is at least every 50 ms, and so can be cancelled; whoever draws ends then, and
    with the `owner` at the latest.
    """

    def __init__(self, session: Session, options: AnimationOptions, owner: QWidget | None = None) -> None:
        moments = Checkpoints(session.history, session.snapshot)
        self._epochs, self._options = epochs_shown(moments, options), options
        history = session.history.copy()  # it may go on meanwhile
        self._scene = Scene(session.experiment, history, options, owner)
        self._scene.show_as_in(session)
        self._frames = frames(self._scene, moments, self._epochs)
        self._drawn: SimpleQueue[Frame] = SimpleQueue()
        self._count = 0
        self.given_up = self._closed = False

    @property
    def done(self) -> bool:
        return self.given_up or self._count == len(self._epochs)

    def advance(self, seconds: float) -> None:
        """Draw one frame, and more while there is time."""
        deadline = perf_counter() + seconds
        while not self.done:
            self._drawn.put(next(self._frames))
            self._count += 1
            if perf_counter() > deadline:
                break
        if self.done:
            self.close()

    def close(self) -> None:
        """Draw no more; nothing is left behind."""
        self.given_up = True
        if not self._closed:
            self._closed = True
            self._scene.close()

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
