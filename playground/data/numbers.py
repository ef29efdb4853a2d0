"""From text to numbers, with a decimal point or a decimal comma."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from playground.data.dataset import Array
from playground.errors import SpecError

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


def typed_number(text: str) -> float:
    """A number as a hand types it: 0.25, -3, 1e-3, 1/2, −2/3, also with a decimal comma.

    Raises SpecError, with the reason, for everything that is no finite number.
    """
    words = text.strip().replace("−", "-")
    if not words:
        raise SpecError("The field is empty.", "Type a number, such as 0.5, -3 or 1/2.")
    above, stroke, below = words.partition("/")
    numbers = [to_float(part.strip()) for part in ([above, below] if stroke else [above])]
    if None in numbers:
        raise SpecError(f"“{text.strip()}” is no number.", "Type one such as 0.5, -3 or 1/2.")
    top, bottom = numbers[0] or 0.0, numbers[1] if stroke else 1.0
    if bottom == 0.0:
        raise SpecError(f"{words} divides by 0.", "Type another number below the stroke.")
    number = top / (bottom or 1.0)
    if not all(map(math.isfinite, (top, bottom or 1.0, number))):
        raise SpecError(f"{words} is no finite number.", "Type a smaller one.")
    return number
