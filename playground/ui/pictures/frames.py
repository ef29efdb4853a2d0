"""The frames of an animation, drawn one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtGui import QImage

from playground.export.animation import Frame, Moments
from playground.ui.pictures.formats import Drawing, image
from playground.ui.pictures.scene import Scene


def frames(shown: Scene, moments: Moments, epochs: Sequence[int]) -> Iterator[Frame]:
    """A picture of each of these epochs."""
    shown.hold_axes(float(epochs[0]), float(epochs[-1]))
    for epoch in epochs:
        shown.show(moments.at(epoch))
        yield pixels(image(Drawing(shown.paint_with_epoch, shown.size), shown.options.scale))


def pixels(picture: QImage) -> Frame:
    """The pixels of a picture as an array of its own."""
    rgb = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), dtype=np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()
