"""Where an experiment may come from: a file of any format that is read back, a link, or a pasted line."""

from __future__ import annotations

from pathlib import Path

from playground.data import Note, Progress, ignore
from playground.data.reading.raw import silent
from playground.errors import FileError
from playground.export.files import format_in
from playground.export.formats import FORMATS, Found, Load, format_of
from playground.export.links import share, tfp
from playground.export.weights_json import FORMAT as WEIGHTS
from playground.files import read_json


def is_text(source: str) -> bool:
    """Whether it is an experiment itself, a link or a pasted line, and no file's name."""
    return tfp.is_link(source) or share.is_shared(source)


def open_source(source: str | Path, progress: Progress = silent, note: Note = ignore) -> Found:
    """The experiment and its weights, if it has some. Raises FileError.

    `note` is told what was done to rows, and which parts of a link were not taken.
    """
    text = str(source)
    if tfp.is_link(text):
        return tfp.experiment_of(text, note), None
    if share.is_shared(text):
        return share.from_text(text, progress, note)
    path = Path(source)
    return reader_of(path)(path, progress, note)


def reader_of(path: Path) -> Load:
    """What reads a file of this name. Raises FileError where nothing does."""
    form = format_of(path)
    if form.load is None:
        readable = ", ".join(suffix for suffix, row in FORMATS.items() if row.load)
        raise FileError(
            f"{path} cannot be opened: {form.suffix} files are for export only.", f"These open: {readable}."
        )
    return form.load


def is_experiment(path: Path) -> bool:
    """Whether a file that can be read is an experiment with its data: not weights, and no other's network."""
    return format_of(path) is FORMATS[".json"] and format_in(read_json(path)) != WEIGHTS
