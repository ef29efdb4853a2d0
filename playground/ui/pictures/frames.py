"""The frames of an animation, drawn one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from playground.export.animation import AnimationOptions, Checkpoints, Frame, Moments
from playground.session import Session
from playground.training import Checkpoint, Snapshot
from playground.ui.pictures.formats import Drawing, image
from playground.ui.pictures.scene import Scene


class Frames:
    """The pictures of a run while the window lives: `advance` draws them bit by bit, and `put` takes each.

    Of every epoch the worker tells the exact moment; of one that it does not have, the nearest that is kept
    is drawn. Whoever draws ends with the `owner` at the latest.

    drawn  how many there are by now
    """

    def __init__(
        self,
        session: Session,
        options: AnimationOptions,
        epochs: Sequence[int],
        put: Callable[[QImage], object],
        owner: QWidget | None = None,
    ) -> None:
        self._kept = Checkpoints(session.history, session.snapshot)
        history = session.history.copy()  # it may go on meanwhile
        self._scene = Scene(session.experiment, history, options, owner)
        self._scene.show_as_in(session)
        self._scene.hold_axes(float(epochs[0]), float(epochs[-1]))
        self._reel, self._put = session.reel, put
        self._strip = session.reel.open(session.run.number, epochs)
        self._epochs, self.drawn = epochs, 0
        self.given_up = self._closed = False

    @property
    def done(self) -> bool:
        return self.given_up or self.drawn == len(self._epochs)

    def advance(self, seconds: float) -> None:
        """Draw one frame, and more while there is time and the next moment is known."""
        deadline = perf_counter() + seconds
        while not self.done:
            known, moment = self._reel.next_of(self._strip)
            if not known:
                break
            if moment is None or not np.isfinite(moment.theta).all():
                self._put(picture(self._scene, self._kept.at(self._epochs[self.drawn])))
            else:
                self._put(picture(self._scene, moment))
            self.drawn += 1
            if perf_counter() > deadline:
                break
        if self.done:
            self.close()

    def close(self) -> None:
        """Draw no more; nothing is left behind."""
        self.given_up = True
        if not self._closed:
            self._closed = True
            self._reel.close(self._strip)
            self._scene.close()


def frames(shown: Scene, moments: Moments, epochs: Sequence[int]) -> Iterator[Frame]:
    """A picture of each of these epochs."""
    shown.hold_axes(float(epochs[0]), float(epochs[-1]))
    for epoch in epochs:
        yield pixels(picture(shown, moments.at(epoch)))


def picture(shown: Scene, moment: Snapshot | Checkpoint) -> QImage:
    """The picture of a moment, with its epoch."""
    shown.show(moment)
    return image(Drawing(shown.paint_with_epoch, shown.size), shown.options.scale)


def pixels(drawn: QImage) -> Frame:
    """The pixels of a picture as an array of its own."""
    rgb = drawn.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), dtype=np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()
