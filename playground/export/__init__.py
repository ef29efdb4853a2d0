"""Export: one file per format. A snapshot and its experiment to bytes, and back where the format can.

A new format is a file here and a row of FORMATS: the command line and the window offer it by its suffix.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playground.errors import FileError
from playground.export.beside import TableElsewhereError
from playground.export.experiment_file import load_experiment, save_experiment
from playground.export.weights import load_weights, save_weights
from playground.training import Checkpoint, Experiment, Snapshot

__all__ = [
    "FORMATS",
    "Format",
    "TableElsewhereError",
    "format_of",
    "load_experiment",
    "load_weights",
    "save_experiment",
    "save_weights",
]

Save = Callable[[Experiment, Snapshot | Checkpoint, Path], None]
Load = Callable[[Path], tuple[Experiment, Checkpoint | None]]


@dataclass(frozen=True)
class Format:
    """One row of FORMATS. `load` is missing where the format cannot be read back."""

    suffix: str
    label: str
    save: Save
    load: Load | None = None


_ROWS = (
    Format(".npz", "weights for NumPy", save_weights, load_weights),
    Format(
        ".json",
        "experiment with weights",
        lambda e, trained, path: save_experiment(e, path, trained),
        load_experiment,
    ),
)

FORMATS: dict[str, Format] = {row.suffix: row for row in _ROWS}


def format_of(path: Path) -> Format:
    """The format that a file's name asks for. Raises FileError."""
    if path.suffix.lower() not in FORMATS:
        raise FileError(f"{path} has no known format.", f"End its name in {' or '.join(FORMATS)}.")
    return FORMATS[path.suffix.lower()]
