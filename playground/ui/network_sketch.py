"""Links as dots that lie so close that they make lines: not smooth, but all of them in a millisecond or two."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from playground.ui.network_layout import LinkEnds, along_and_up
from playground.ui.picture import Pixels


def sketch(
    pixels: Pixels,
    ends: LinkEnds,
    links: NDArray[np.intp],
    widths: NDArray[np.intp],
    colours: Pixels,
    ratio: float,
    most: int,
) -> None:
    """Draw links into pixels (rows, columns), `ratio` of them to a px, with so many dots at most.

    links  flat places in (in, out), the last on top; `widths` (pixels) and `colours` are theirs
    """
    if not len(links):
        return
    sources, outputs = np.divmod(links, len(ends.ends))
    starts = ends.starts[sources, None].astype(np.float32)
    rises = ends.ends[outputs, None].astype(np.float32) - starts
    span, across = ends.right - ends.left, pixels.shape[1]
    steep = np.abs(rises) > span
    closed = int(1.5 * ratio * max(span, np.abs(rises).max())) + 2  # so many leave no gaps
    along, up = along_and_up(np.linspace(0.0, 1.0, min(closed, most // len(links)), dtype=np.float32))
    back = (widths[:, None] - 1) / 2.0
    rows = ((starts + rises * up) * ratio - np.where(steep, 0.0, back)).astype(np.int32)
    columns = ((ends.left + span * along) * ratio - np.where(steep, back, 0.0)).astype(np.int32)
    places = rows * across + columns
    steps = np.where(steep, 1, across)  # to the dot beside it, which makes a line wider
    for wider in range(int(widths.max())):
        wide = widths > wider
        beside = places[wide] + wider * steps[wide]
        pixels.ravel()[np.clip(beside, 0, pixels.size - 1)] = colours[wide, None]
