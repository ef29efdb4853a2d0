"""Links as dots that lie so close that they make lines: not smooth, but all of them at once."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from playground.arrays import Array, Indices
from playground.ui.network.diagram.layout import LinkEnds, along_and_up
from playground.ui.plotting.colour_maps import Pixels


class Sketch(Struct, frozen=True):
    """Draws into pixels (rows, columns), `ratio` of them to a px, at most so many dots for a gap."""

    pixels: Pixels
    ratio: float
    most: int

    def draw(self, ends: LinkEnds, links: Indices, widths: Indices, colours: Pixels) -> None:
        """Links by their flat places in (in, out), the last on top, each of a width (pixels) and a colour."""
        if not len(links):
            return
        sources, outputs = np.divmod(links, len(ends.ends))
        starts = ends.starts[sources, None].astype(np.float32)
        rises = ends.ends[outputs, None].astype(np.float32) - starts
        span, (_, across) = ends.right - ends.left, self.pixels.shape
        steep, back = np.abs(rises) > span, (widths[:, None] - 1) / 2.0
        along, up = along_and_up(self._places(max(span, float(np.abs(rises).max())), len(links)))
        rows = (starts + rises * up) * self.ratio - np.where(steep, 0.0, back)
        columns = (ends.left + span * along) * self.ratio - np.where(steep, back, 0.0)
        dots = rows.astype(np.int32) * across + columns.astype(np.int32)
        beside = np.where(steep, 1, across)  # to the next dot across the link
        flat = self.pixels.reshape(-1)
        for wider in range(int(widths.max())):
            wide = widths > wider
            flat[np.clip(dots[wide] + wider * beside[wide], 0, len(flat) - 1)] = colours[wide, None]

    def _places(self, reach: float, links: int) -> Array:
        """Places along a link: as many as leave no gaps over this reach (px), if these are not too many."""
        closed = int(1.5 * self.ratio * reach) + 2
        return np.linspace(0.0, 1.0, min(closed, self.most // links), dtype=np.float32)
