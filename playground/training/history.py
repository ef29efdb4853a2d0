"""The history of a run: both losses of every epoch, and checkpoints thinned so that memory stays bounded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

CHECKPOINT_BYTES = 32 * 2**20
MAX_CHECKPOINTS = 512


@dataclass(frozen=True)
class Checkpoint:
    """Where a run was: after `epoch` epochs and `steps` steps the parameters were `theta`."""

    epoch: int
    steps: int
    theta: Array


@dataclass(frozen=True)
class HistoryPart:
    """What a run has added: losses (k, 2) from `epoch` on, and the checkpoints of these epochs.

    `stride` says how far apart the checkpoints have become, the earlier ones too.
    """

    epoch: int
    losses: Array
    checkpoints: tuple[Checkpoint, ...]
    stride: int = 1


class History:
    """Losses by epoch: row i of `losses` (train, test) belongs to epoch `first` + i.

    Checkpoints are kept every `stride` epochs. When there are too many, every second one goes and the
    stride doubles, so a run of any length keeps between half and all of the places filled, evenly spaced.
    """

    def __init__(self, first: int = 0) -> None:
        self.first = first
        self.stride = 1
        self.checkpoints: list[Checkpoint] = []
        self._buffer = np.empty((256, 2))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def losses(self) -> Array:
        """(epochs, 2): train and test loss of each epoch; test is NaN where no row is held out."""
        return self._buffer[: self._count]

    @property
    def last_epoch(self) -> int:
        return self.first + self._count - 1

    def add(self, epoch: int, losses: tuple[float, float], checkpoint: Checkpoint | None = None) -> None:
        """Write the losses of an epoch: the next one, or again one that is there (after an edit)."""
        self._write(epoch, np.array([losses]))
        if checkpoint is not None:
            self._keep(checkpoint)

    def wants_checkpoint(self, epoch: int) -> bool:
        return epoch % self.stride == 0

    def since(self, epoch: int) -> HistoryPart:
        """Everything from `epoch` on."""
        epoch = max(epoch, self.first)
        recent = []
        for point in reversed(self.checkpoints):
            if point.epoch < epoch:
                break
            recent.append(point)
        return HistoryPart(
            epoch, self.losses[epoch - self.first :].copy(), tuple(reversed(recent)), self.stride
        )

    def extend(self, part: HistoryPart) -> None:
        """Take over what `since` gave."""
        if len(part.losses):
            if not self._count:
                self.first = part.epoch
            self._write(part.epoch, part.losses)
        if part.stride > self.stride:
            self._thin(part.stride)
        for checkpoint in part.checkpoints:
            if self.wants_checkpoint(checkpoint.epoch):
                self._keep(checkpoint)

    def cut(self, epoch: int) -> None:
        """Forget everything after `epoch`."""
        self._count = max(0, min(self._count, epoch - self.first + 1))
        self.checkpoints = [point for point in self.checkpoints if point.epoch <= epoch]

    def copy(self) -> History:
        """A history of its own, with the same losses and checkpoints."""
        other = History(self.first)
        other.stride, other.checkpoints = self.stride, self.checkpoints.copy()
        other._buffer, other._count = self._buffer.copy(), self._count
        return other

    def curve(self, points: int) -> tuple[Array, Array]:
        """Epochs (k,) and losses (k, 2) with about `points` rows at most, the peaks of each stretch kept."""
        count = self._count
        chunk = -(-count // max(1, points // 2))
        if chunk <= 1:
            return np.arange(self.first, self.first + count, dtype=float), self.losses
        starts = np.arange(0, count, chunk)
        low, high = np.minimum.reduceat(self.losses, starts), np.maximum.reduceat(self.losses, starts)
        ends = np.minimum(starts + chunk // 2, count - 1)
        epochs = np.stack([starts, ends], axis=1).ravel() + float(self.first)
        values = np.stack([high, low], axis=1).reshape(-1, 2)
        # The newest epoch is always drawn as it is, so that the curve ends at the figures shown.
        return np.append(epochs, float(self.last_epoch)), np.vstack([values, self.losses[-1]])

    def _write(self, epoch: int, rows: Array) -> None:
        start = epoch - self.first
        end = start + len(rows)
        if not 0 <= start <= self._count:
            raise ValueError(f"epoch {epoch} does not follow epoch {self.last_epoch}")
        if end > len(self._buffer):
            grown = np.empty((max(end, 2 * len(self._buffer)), 2))
            grown[: self._count] = self.losses
            self._buffer = grown
        self._buffer[start:end] = rows
        self._count = max(self._count, end)

    def _keep(self, checkpoint: Checkpoint) -> None:
        while self.checkpoints and self.checkpoints[-1].epoch >= checkpoint.epoch:
            self.checkpoints.pop()
        self.checkpoints.append(checkpoint)
        places = max(8, min(MAX_CHECKPOINTS, CHECKPOINT_BYTES // max(1, checkpoint.theta.nbytes)))
        while len(self.checkpoints) > places:
            self._thin(2 * self.stride)

    def _thin(self, stride: int) -> None:
        self.stride = stride
        self.checkpoints = [point for point in self.checkpoints if self.wants_checkpoint(point.epoch)]
