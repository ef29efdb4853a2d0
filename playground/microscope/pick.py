"""Which row to begin with: one whose step can be seen."""

from __future__ import annotations

import numpy as np

from playground.arrays import Array, RowIndices
from playground.training.experiment import Experiment
from playground.training.resume_point import ResumePoint

_SEEN = 0.0005  # a weight that moves by so much looks different with three decimals
_ENOUGH = 0.9  # of what the best row shows: the first such row is taken
_MOST_NUMBERS = 2_000_000  # of all gradients together: of a large network fewer rows are tried


def row_to_see(experiment: Experiment, start: ResumePoint) -> tuple[int, ...]:
    """Of the trainer's own next rows the first whose step can be seen: it moves nearly as many weights and
    biases as any other of them by an amount that shows, α·∂E/∂w. () when there is nothing to train.
    """
    most = max(1, _MOST_NUMBERS // max(1, len(start.theta)))
    rows = np.array((start.ahead or start.row)[:most], dtype=np.intp)
    if len(rows) == 0:
        return ()
    with np.errstate(all="ignore"):
        seen = (np.abs(start.rate * _gradients(experiment, start, rows)) >= _SEEN).mean(axis=1)
    return (int(rows[int(np.argmax(seen >= _ENOUGH * seen.max()))]),)


def _gradients(experiment: Experiment, start: ResumePoint, rows: RowIndices) -> Array:
    """∂E/∂θ of every row, (N, P); the order of θ does not matter here."""
    network = experiment.network().at(start.theta.copy())
    X, Y = experiment.rows(rows)
    trace = network.forward(X)
    deltas = [delta * len(rows) for delta in network.backward(trace, Y).deltas]
    parts = [
        part.reshape(len(rows), -1)
        for a, delta in zip(trace.a, deltas, strict=False)
        for part in (a[:, :, None] * delta[:, None, :], delta)
    ]
    return np.concatenate(parts, axis=1)
