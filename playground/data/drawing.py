"""What a drawing begins with: no rows, and the columns that its rows will have. One visible table."""

from __future__ import annotations

import numpy as np

from playground.data.classes import RED_GREEN, TargetTask
from playground.data.dataset import Dataset

DRAWING = "Drawing"
"""The name of a dataset that is drawn on an empty canvas."""

DRAWINGS: dict[TargetTask, Dataset] = {
    "classes": Dataset(np.empty((0, 2)), np.empty(0), ("x1", "x2"), "class", RED_GREEN, name=DRAWING),
    "regression": Dataset(np.empty((0, 1)), np.empty(0), ("x",), "y", name=DRAWING),
}
"""Points of two classes in the plane, or values over one input: the height of a point is its value."""
