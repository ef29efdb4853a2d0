"""From text to numbers, with a decimal point or a decimal comma."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from playground.data.dataset import Array

_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")


def to_float(cell: str) -> float | None:
    """The number in a cell ("1.5", "1,5", "-2e3", also "nan" and "inf"), or None when there is none."""
    if "_" in cell:  # Python reads 1_000 as a number; nobody else does
        return None
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


def to_floats(cells: Sequence[str]) -> Array | None:
    """The numbers in all the cells of a column (N,), or None when a cell holds something else."""
    joined = "".join(cells)
    if "_" in joined:
        return None
    pointed = (cell.replace(",", ".") for cell in cells) if "," in joined else cells
    try:
        return np.fromiter(map(float, pointed), dtype=float, count=len(cells))
    except ValueError:
        return None


def grouped(cells: Sequence[str]) -> str | None:
    """A cell whose comma may part thousands as well as decimals ("250,000"), if all the commas may."""
    commas = [cell for cell in cells if "," in cell]
    return commas[0] if commas and all(_GROUPED.fullmatch(cell.strip()) for cell in commas) else None
