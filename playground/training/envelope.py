"""The lowest and the highest losses of every few epochs: what is drawn, and kept, of a long run."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array

BLOCK = 64  # epochs that share one low and one high


class MinMaxEnvelope:
    """Blocks of BLOCK epochs each: `blocks` (n, 2, 2) are low and high, of train and test."""

    def __init__(self) -> None:
        self._buffer = np.empty((16, 2, 2))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def blocks(self) -> Array:
        return self._buffer[: self._count]

    @property
    def nbytes(self) -> int:
        return self._buffer.nbytes

    def append(self, rows: Array) -> None:
        """Take up whole blocks of rows (k · BLOCK, 2). A NaN makes its block NaN: a gap in the curve."""
        parts = rows.reshape(-1, BLOCK, 2)
        new = self._count + len(parts)
        if new > len(self._buffer):
            grown = np.empty((max(new, 2 * len(self._buffer)), 2, 2))
            grown[: self._count] = self.blocks
            self._buffer = grown
        self._buffer[self._count : new, 0] = parts.min(axis=1)
        self._buffer[self._count : new, 1] = parts.max(axis=1)
        self._count = new

    def truncate(self, blocks: int) -> None:
        """Forget all but the first so many blocks."""
        self._count = min(self._count, blocks)

    def rows(self, start: int, stop: int) -> Array:
        """Rows (stop − start, 2) that stand for forgotten ones: high and low of their block by turns."""
        places = np.arange(start, stop)
        made: Array = self.blocks[places // BLOCK, 1 - places % 2]
        return made
