"""The network as pixels: what can stay is composed now and then, the live pictures are written into it.

A picture drawn by Qt costs 30 µs, and the words, the frame and the links around it as much again; written
into one image with NumPy it costs a third of that.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from playground.arrays import Array, Indices
from playground.ui.background.throttle import Throttle
from playground.ui.network.diagram.layout import Column, NetworkLayout

if TYPE_CHECKING:
    from playground.ui.network.diagram.links import Links
    from playground.ui.network.diagram.nodes import Nodes

_EVERY = 0.1  # seconds between two compositions of what stays, while it moves


class PixelMap(Struct, frozen=True):
    """Where the pictures of a layer go: pixels of the sheet (nodes, P), those that the frames leave free.

    across, up  where in its node each of them lies, from 0 to 1
    """

    places: Indices
    across: Array
    up: Array

    def points(self, side: int) -> Indices:
        """The points of a flat grid of side × side that the pixels show."""
        return (self.up * side).astype(np.intp) * side + (self.across * side).astype(np.intp)


class BackingImage:
    """One image of the whole view, `image`, in the pixels of the screen."""

    def __init__(self, nodes: Nodes, links: Links) -> None:
        self._nodes, self._links = nodes, links
        self._key: object = None
        self._throttle = Throttle(nodes.session, _EVERY)
        self.image = QImage()

    def lay(self, layout: NetworkLayout, size: QSize, ratio: float) -> None:
        """Begin again when the geometry is another."""
        key = (layout, size, ratio, self._nodes.theme)
        if key == self._key:
            return
        self._layout = layout
        self._throttle.reset()
        self.image = QImage(size * ratio, QImage.Format.Format_RGB32)
        self.image.setDevicePixelRatio(ratio)
        self._pixels = np.frombuffer(self.image.bits(), dtype=np.uint32)
        self._pixel_maps = [self._pixel_map(column, ratio) for column in layout.columns]
        self._points = lru_cache(maxsize=2)(self._find_points)  # moving, and at rest
        self._key = key

    def bring_up_to_date(self) -> None:
        """Compose what stays, if it is due, and write the pictures of this frame."""
        if self._throttle.due():
            self._compose()
        if not self._nodes.flat:
            self._write()

    def _compose(self) -> None:
        with QPainter(self.image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawPixmap(0, 0, self._links.picture)
            for layer in range(len(self._layout.columns)):
                self._nodes.paint_column(painter, self._layout, layer)
                self._nodes.paint_header(painter, self._layout, layer)
            self._nodes.paint_inactive(painter, self._layout)

    def _write(self) -> None:
        """The picture of every node: one point of the grid for each pixel."""
        self._nodes.heatmap.update()
        maps = zip(self._pixel_maps, self._points(self._nodes.heatmap.side), strict=True)
        for layer, (window, points) in enumerate(maps):
            self._pixels[window.places] = self._nodes.pixels(layer, points, len(window.places))

    def _find_points(self, side: int) -> list[Indices]:
        """Of a grid of side × side, for each layer."""
        return [window.points(side) for window in self._pixel_maps]

    def _pixel_map(self, column: Column, ratio: float) -> PixelMap:
        free = self._nodes.free_pixels(column.side, ratio)
        rows, columns = np.nonzero(free)
        wide, side = self.image.width(), len(free)
        corners = [(round(node.top() * ratio), round(node.left() * ratio)) for node in column.nodes]
        places = [(top + rows) * wide + left + columns for top, left in corners]
        return PixelMap(np.array(places), (columns + 0.5) / side, 1.0 - (rows + 0.5) / side)
