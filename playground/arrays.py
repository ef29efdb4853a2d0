"""The arrays that all parts hand to each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Indices = NDArray[np.intp]
RowIndices = Indices
"""Places of rows in a dataset."""
