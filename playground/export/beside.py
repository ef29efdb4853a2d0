"""The table that an experiment file names instead of holding its rows: it may come from anybody, by mail.

So it must not choose which files of this computer are read: unasked, only one beside it, in its own folder.
"""

from __future__ import annotations

import re
from pathlib import Path

from playground.data.load import no_such_dataset
from playground.errors import FileError
from playground.text import short


class TableElsewhereError(FileError):
    """The table is not beside the experiment; `table` is what the file calls it."""

    def __init__(self, message: str, hint: str = "", table: str = "") -> None:
        super().__init__(message, hint)
        self.table = table

    def __reduce__(self) -> tuple[type, tuple[str, ...]]:
        return type(self), (self.message, self.hint, self.table)


def table_beside(experiment: Path, source: str) -> Path:
    """The file in the experiment's folder, or below it, that a source means.

    Raises TableElsewhereError when there is none, and DataError for what is no file's name at all.
    """
    folder = experiment.parent.resolve()
    last = re.split(r"[\\/]", source)[-1]
    for name in (source, last):
        try:
            path = (folder / name).resolve()
            if path.is_relative_to(folder) and path.is_file():
                return path
        except (OSError, ValueError):  # no system has such a path
            continue
    if last == source and "." not in source:
        raise no_such_dataset(source)
    message = f"Its table {short(source, 200)} is not in the same folder."
    raise TableElsewhereError(message, "Put the table into that folder, or name it with --data.", source)
