"""Export: one file per format. A snapshot and its experiment to bytes, and back where the format can.

A new format is a file here and a row of FORMATS: the command line and the window offer it by its suffix.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from playground.data import Note, Progress, ignore
from playground.data.reading.raw import silent
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

Found = tuple[Experiment, Checkpoint | None]


class Save(Protocol):
    """Writes what was trained to a file, and tells how far it is. Raises FileError."""

    def __call__(
        self, experiment: Experiment, trained: Snapshot | Checkpoint, path: Path, progress: Progress = ..., /
    ) -> None: ...


class Load(Protocol):
    """Reads what `Save` wrote, and tells how far it is and what was done to rows. Raises FileError."""

    def __call__(self, path: Path, progress: Progress = ..., note: Note = ..., /) -> Found: ...


@dataclass(frozen=True)
class Format:
    """One row of FORMATS. `load` is missing where the format cannot be read back."""

    suffix: str
    label: str
    save: Save
    load: Load | None = None


_ROWS = (
    Format(
        ".npz",
        "weights for NumPy",
        lambda e, trained, path, _=silent: save_weights(e, trained, path),
        lambda path, _=silent, __=ignore: load_weights(path),
    ),
    Format(
        ".json",
        "experiment with weights",
        lambda e, trained, path, tell=silent: save_experiment(e, path, trained, tell),
        lambda path, tell=silent, note=ignore: load_experiment(path, progress=tell, note=note),
    ),
)

FORMATS: dict[str, Format] = {row.suffix: row for row in _ROWS}


def format_of(path: Path) -> Format:
    """The format that a file's name asks for. Raises FileError."""
    if path.suffix.lower() not in FORMATS:
        raise FileError(f"{path} has no known format.", f"End its name in {' or '.join(FORMATS)}.")
    return FORMATS[path.suffix.lower()]
