"""A sketch of the regions of the classes: a grid over a part of the plane, as text, and how well it fits."""

from __future__ import annotations

import re
from itertools import groupby

import numpy as np
from msgspec import Struct

from playground.arrays import Array, Indices
from playground.lessons.moment import Moment

CELLS = 100
"""A sketch has so many cells across and upwards."""

_RUNS = re.compile(r"(\d{1,2})x(\d{1,5})")
_NONE = 99  # a cell that nothing was drawn in


class Sketch(Struct, frozen=True, eq=False):
    """Which class is drawn where.

    area   x from, x to, y from, y to, in the units of the columns
    cells  (CELLS, CELLS) indices of classes, upwards and then to the right; below 0: nothing drawn
    """

    area: tuple[float, float, float, float]
    cells: Indices

    @property
    def text(self) -> str:
        """As an answer: the area, and how often each class follows: "-6 6 -6 6 0x57 1x43 …"."""
        flat = np.where(self.cells < 0, _NONE, self.cells).ravel().tolist()
        runs = (f"{value}x{len(list(same))}" for value, same in groupby(flat))
        return " ".join([*(f"{side:.6g}" for side in self.area), *runs])

    def centres(self) -> tuple[Array, Array]:
        """The middle of every column of cells, and of every line."""
        left, right, bottom, top = self.area
        middles = (np.arange(CELLS) + 0.5) / CELLS
        return left + middles * (right - left), bottom + middles * (top - bottom)


class Fit(Struct, frozen=True):
    """How a sketch fits what the network has learnt.

    regions  mean over the classes of the share of the network's region that is drawn rightly
    rows     the share of the rows inside the area that lie in a region drawn for their class
    """

    regions: float
    rows: float


def sketch(answer: str) -> Sketch | None:
    """The sketch of an answer; None for what is none."""
    words = answer.split(maxsplit=4)
    if len(words) < 5:
        return None
    runs = [(int(value), int(length)) for value, length in _RUNS.findall(words[4])]
    if sum(length for _, length in runs) != CELLS * CELLS:
        return None
    try:
        left, right, bottom, top = map(float, words[:4])
    except ValueError:
        return None
    if not (np.isfinite([left, right, bottom, top]).all() and left < right and bottom < top):
        return None
    flat = np.repeat([value for value, _ in runs], [length for _, length in runs])
    cells = np.where(flat == _NONE, -1, flat).reshape(CELLS, CELLS).astype(np.intp)
    return Sketch((left, right, bottom, top), cells)


def learnt(like: Sketch, moment: Moment) -> Sketch:
    """The regions that the network has, over the same area."""
    x, y = np.meshgrid(*like.centres())
    X = np.stack([x.ravel(), y.ravel()], axis=1)
    experiment = moment.experiment
    network = experiment.network().at(moment.theta)
    with np.errstate(all="ignore"):
        classes = experiment.decode(network.predict(experiment.encode(X)))
    return Sketch(like.area, classes.reshape(CELLS, CELLS).astype(np.intp))


def fit(drawn: Sketch, moment: Moment) -> Fit:
    """How well a sketch fits what the network has learnt, and the rows."""
    truth = learnt(drawn, moment).cells
    shares = [float((drawn.cells[truth == k] == k).mean()) for k in np.unique(truth)]
    return Fit(float(np.mean(shares)), _rows_right(drawn, moment))


def _rows_right(drawn: Sketch, moment: Moment) -> float:
    data = moment.experiment.data
    left, right, bottom, top = drawn.area
    across = ((data.X[:, 0] - left) / (right - left) * CELLS).astype(int)
    upwards = ((data.X[:, 1] - bottom) / (top - bottom) * CELLS).astype(int)
    inside = (across >= 0) & (across < CELLS) & (upwards >= 0) & (upwards < CELLS)
    if not inside.any():
        return 0.0
    return float((drawn.cells[upwards[inside], across[inside]] == data.y[inside]).mean())
