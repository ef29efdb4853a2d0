"""The arrays of an .npz file that others wrote: what each claims to be is looked at before it is read."""

from __future__ import annotations

import math
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from playground.arrays import Array
from playground.errors import FileError
from playground.zipped import opened

_HINT = "Export the weights again."
_HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
_MOST_TEXT = 50_000_000  # bytes

Shape = tuple[int | None, ...]
"""None stands for any length."""


class Arrays:
    """The arrays of one file. Whatever is wrong with them is a FileError that names the file."""

    def __init__(self, content: bytes, path: Path) -> None:
        self._path = path
        try:
            self._archive = opened(content, str(path))
        except zipfile.BadZipFile as error:
            raise self._no_model() from error

    def __contains__(self, name: str) -> bool:
        return f"{name}.npy" in self._archive.namelist()

    def text(self, name: str) -> str:
        """The text that stands there as an array of one."""
        found = self._header(name)
        if found is None or found[0] != () or found[1].kind != "U" or found[1].itemsize > _MOST_TEXT:
            raise self._no_model()
        return str(self._read(name))

    def numbers(self, name: str, shape: Shape) -> Array:
        """The array of that name, which has to be float64, of this shape and finite."""
        array = self.array(name, shape, np.float64)
        if not np.isfinite(array).all():
            raise FileError(f"{self._path}: the array {name} has a value that is not a number.", _HINT)
        return array

    def array(self, name: str, shape: Shape, kind: type) -> NDArray[Any]:
        """The array of that name, which has to be of this kind and shape; it may be NaN."""
        found = self._header(name)
        if found is None:
            raise FileError(f"{self._path}: the array {name} is missing.", _HINT)
        if found[1] != np.dtype(kind) or not fits(found[0], shape):
            expected, is_ = f"{np.dtype(kind)} {shape}", f"{found[1]} {found[0]}"
            message = f"{self._path}: the array {name} should be {expected}, but is {is_}."
            raise FileError(message, _HINT)
        array: NDArray[Any] = self._read(name)
        return array

    def _header(self, name: str) -> tuple[tuple[int, ...], np.dtype[Any]] | None:
        """Shape and type, as the file claims; None when there is no such array."""
        if name not in self:
            return None
        try:
            with self._archive.open(f"{name}.npy") as file:
                shape, _, kind = _HEADERS[npy.read_magic(file)](file)
        except Exception as error:  # zip, zlib and NumPy each have errors of their own for odd bytes
            raise self._no_model() from error
        there = self._archive.getinfo(f"{name}.npy").file_size
        if kind.hasobject or math.prod(shape) * kind.itemsize > there:  # objects could run code
            raise self._no_model()
        return shape, kind

    def _read(self, name: str) -> Any:
        try:
            with self._archive.open(f"{name}.npy") as file:
                return npy.read_array(file, allow_pickle=False)
        except Exception as error:  # as above
            raise self._no_model() from error

    def _no_model(self) -> FileError:
        message = f"{self._path} is not a Backprop Playground model."
        return FileError(message, "Choose an .npz file exported by the app.")


class Within:
    """The arrays of a file whose names begin with a prefix, by what follows it."""

    def __init__(self, arrays: Arrays, prefix: str) -> None:
        self._arrays, self._prefix = arrays, prefix

    def __contains__(self, name: str) -> bool:
        return self._prefix + name in self._arrays

    def text(self, name: str) -> str:
        return self._arrays.text(self._prefix + name)

    def numbers(self, name: str, shape: Shape) -> Array:
        return self._arrays.numbers(self._prefix + name, shape)

    def array(self, name: str, shape: Shape, kind: type) -> NDArray[Any]:
        return self._arrays.array(self._prefix + name, shape, kind)


def fits(found: tuple[int, ...], shape: Shape) -> bool:
    """Whether an array of the one shape is what the other asks for."""
    return len(found) == len(shape) and all(
        want in (None, length) for length, want in zip(found, shape, strict=True)
    )
