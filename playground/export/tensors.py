"""Arrays by name that are in memory already: from a file that is no .npz, but holds the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from playground.arrays import Array
from playground.errors import FileError
from playground.export.npz import Shape, fits

_HINT = "Export the weights again."


class Tensors:
    """The arrays of one file, and its `model`. Raises FileError, naming the file, for what is wrong."""

    def __init__(self, arrays: Mapping[str, Array], model: str, path: Path) -> None:
        self._arrays, self._model, self._path = arrays, model, path

    def text(self, _name: str) -> str:
        """The model as JSON."""
        return self._model

    def numbers(self, name: str, shape: Shape) -> Array:
        """The array of that name, which has to be float64, of this shape and finite."""
        if name not in self._arrays:
            raise FileError(f"{self._path}: the array {name} is missing.", _HINT)
        array = self._arrays[name]
        if array.dtype != np.float64 or not fits(array.shape, shape):
            expected, found = f"float64 {shape}", f"{array.dtype} {array.shape}"
            message = f"{self._path}: the array {name} should be {expected}, but is {found}."
            raise FileError(message, _HINT)
        if not np.isfinite(array).all():
            raise FileError(f"{self._path}: the array {name} has a value that is not a number.", _HINT)
        return array
