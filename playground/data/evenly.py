"""An even choice of some of many: what is drawn of too many rows, or measured on them."""

from __future__ import annotations

import numpy as np

from playground.arrays import Indices


def evenly(count: int, most: int) -> Indices:
    """The indices of `most` of `count` things in order, evenly spaced, the first and the last among them.

    All of them where there are no more.
    """
    if count <= most:
        return np.arange(count)
    return np.arange(most) * (count - 1) // max(1, most - 1)
