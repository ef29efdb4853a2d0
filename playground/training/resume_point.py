"""A resume point: all that the next update of a trainer depends on, as plain values."""

from __future__ import annotations

from playground.training.checkpoint import Keyframe


class ResumePoint(Keyframe, frozen=True, eq=False, kw_only=True):
    """Where a trainer stands between two steps, and what its next step would be.

    rate   the learning rate in force, schedule included
    row, batch  the rows of the dataset that the next step of a row, of a batch, would learn from; () when
                there is nothing to train
    ahead       the rows from `row` on in the order that the epoch takes them, as far as one may look ahead
    """

    rate: float
    row: tuple[int, ...]
    batch: tuple[int, ...]
    ahead: tuple[int, ...] = ()
