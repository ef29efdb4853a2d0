"""The kinds of files that the dialogs ask for: what they hold, what they are called, how they are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from playground.data import Progress, write_csv
from playground.export import FORMATS, Load, reader_of
from playground.session import Session

_TABLES = "Tables (*.csv *.tsv *.tab *.txt *.dat *.data *.arff *.xlsx *.xls *.ods)"
_OPEN = " ".join(f"*{form.suffix}" for form in FORMATS.values() if form.load)
_NETWORKS = f"Experiments and networks ({_OPEN})"
_ALL = "All files (*)"
_ENDING = r"\*(\.[\w.]+)"  # in a pattern

Saving = Callable[[Progress], None]


class Kind(Struct, frozen=True):
    """A kind of file: what it holds, the patterns of the dialogs, and the ending that saving adds.

    `save` takes from the session what is to be written to a path, and gives the work of writing it.
    """

    holds: str
    opens: str
    saves: str = ""
    suffix: str = ""
    save: Callable[[Session, Path], Saving] | None = None
    verb: str = "Open"


def with_ending(name: str, pattern: str, ending: str) -> Path:
    """The path of a file with this name: with the ending, if none of those in the pattern is typed.

    Of an ending in two parts, the last one will do.
    """
    known = (*re.findall(_ENDING, pattern), Path(f"x{ending}").suffix)
    return Path(name if name.lower().endswith(known) else name + ending)


def _rows(session: Session, path: Path) -> Saving:
    data = session.data
    return lambda tell: write_csv(data, path, tell)


def _experiment(session: Session, path: Path) -> Saving:
    present = session.run.present  # whatever is looked at
    history, runs = session.history.copy(), session.runs.listed  # training may go on meanwhile
    save = FORMATS[".json"].save
    return lambda tell: save(present.experiment, present.snapshot, path, tell, history=history, runs=runs)


KINDS = {
    "data": Kind(
        "data",
        f"{_TABLES};;{_NETWORKS};;{_ALL}",
        f"Tables (*.csv *.tsv *.txt);;{_ALL}",
        ".csv",
        _rows,
    ),
    "experiment": Kind(
        "experiment", f"{_NETWORKS};;{_TABLES};;{_ALL}", "Experiments (*.json)", ".json", _experiment
    ),
    "weights": Kind("weights", f"{_NETWORKS};;{_ALL}", verb="Load"),
}


def reader(path: Path) -> Load | None:
    """What reads an experiment or weights in a file of this name; None for a table. Raises FileError."""
    name = path.name.lower()
    if path.suffix.lower() in re.findall(_ENDING, _TABLES) or not any(map(name.endswith, FORMATS)):
        return None
    return reader_of(path)
