"""Whether a dataset that somebody else wrote is one that the program could have made."""

from __future__ import annotations

import numpy as np

from playground.data.dataset import Dataset
from playground.data.limits import LARGEST, LEAST_SCALE, check_amount, check_column, sound_numbers
from playground.data.names import fault_of, repeated
from playground.data.scaling import Scaling
from playground.errors import DataError

_MEND = "Correct it, or save the file again from the app."


def require_sound(data: Dataset) -> None:
    """Raises DataError, saying what and where, for data beyond a limit and for names that are not clean."""
    check_amount(data.name, len(data), len(data.columns), len(data.class_names))
    header = (*data.columns, data.target)
    for kind, names in (("name", (data.name,)), ("column", header), ("class", data.class_names)):
        _require_names(kind, names)
    sound_numbers(data.X)
    sound_numbers(data.y)
    check_columns(data)


def check_columns(data: Dataset) -> None:
    """Raises DataError for a column whose numbers are all too small to be told from 0."""
    targets = () if data.class_names else ((data.target, data.y),)
    for column, values in (*zip(data.columns, data.X.T, strict=True), *targets):
        check_column(data.name, column, values)


def check_scaling(scaling: Scaling, place: str) -> None:
    """Raises DataError, naming its place, for a scaling that cannot be one of sound data."""
    if not (np.abs(scaling.shift) <= LARGEST).all():
        raise DataError(f"{place}: a shift is larger than {LARGEST:g}.", _MEND)
    if not ((scaling.scale >= LEAST_SCALE) & (scaling.scale <= LARGEST)).all():
        raise DataError(f"{place}: a scale is not between {LEAST_SCALE:g} and {LARGEST:g}.", _MEND)


def _require_names(kind: str, names: tuple[str, ...]) -> None:
    for place, name in enumerate(names, 1):
        if fault := fault_of(name):
            raise DataError(f"The name of {kind} {place} {fault}.", _MEND)
    if twice := repeated(names):
        raise DataError(f'Two of the {kind} names are "{twice}".', _MEND)
