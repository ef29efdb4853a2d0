"""The work of a session, and its file: that of the weights, with the rows and the losses in it.

The runs of the list follow, each as such a file within it: the names of its arrays begin with run0_, run1_, …
Rows that a run shares with the work, or with a run before it, stand there once.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from playground.data import OF_ROWS, Dataset
from playground.errors import FileError
from playground.export.files import located
from playground.export.npz import Arrays, Within
from playground.export.weights import arrays_of, trained_in
from playground.files import read, write
from playground.session import Session
from playground.training import Checkpoint, Experiment, History
from playground.training.history import HistoryPart
from playground.training.kept_run import NO_RUNS, KeptRun, RunList
from playground.training.timeline import TimelinePart


class _Listed(msgspec.Struct):
    """What else there is of a run of the list. `rows_of`: the run that has its rows; −1: the work itself."""

    name: str
    colour: int
    parent: str
    note: str
    starred: bool
    hidden: bool
    rows_of: int


class _List(msgspec.Struct):
    name: str
    parent: str
    runs: list[_Listed]


class Work(Struct, frozen=True, eq=False):
    """What there is to lose.

    start     where the run was, in order
    history   the losses up to there; of a very long run the last ones
    runs      the list of runs
    document  the experiment file that it was opened from or last saved in; empty without one
    """

    experiment: Experiment
    start: Checkpoint
    history: History
    document: str = ""
    runs: RunList = NO_RUNS

    @classmethod
    def of(cls, session: Session) -> Work:
        """The work there is now; what the session does later does not change it."""
        history, present = session.history.copy(), session.run.present
        history.truncate(session.resume_point.epoch)
        path, runs = session.document.path, session.runs.listed
        return cls(present.experiment, session.resume_point, history, path, runs)

    def write(self, path: Path) -> None:
        """Write all of it or nothing. Raises FileError."""
        file = BytesIO()
        arrays = _arrays(self.experiment, self.start, self.history) | _rows_of(self.experiment.data)
        np.savez(file, **arrays, **_list_arrays(self.runs, self.experiment.data), document=self.document)
        write(path, file.getvalue())

    @classmethod
    def read(cls, path: Path) -> Work:
        """The work in a file. Raises FileError when it is not whole."""
        arrays = Arrays(read(path), path)
        experiment, start = trained_in(arrays, path)
        with located(path):
            data, history = _rows(arrays, experiment), _history(arrays)
            experiment = replace(experiment, data=data)
            runs = _runs(arrays, path, data) if "runs" in arrays else NO_RUNS
        return cls(experiment, start, history, arrays.text("document"), runs)


# --- to arrays ---------------------------------------------------------------------------------------


def _arrays(experiment: Experiment, start: Checkpoint, history: History) -> dict[str, Any]:
    """A run without its rows."""
    losses = {"losses": history.losses, "first_epoch": np.int64(history.exact_from)}
    return arrays_of(experiment, start) | losses


def _rows_of(data: Dataset) -> dict[str, Any]:
    return {name: getattr(data, name) for name in OF_ROWS}


def _list_arrays(listed: RunList, data: Dataset) -> dict[str, Any]:
    """The list of runs beside the work on these data; nothing where it is empty."""
    if not listed.kept:
        return {}
    told, arrays, tables = [], dict[str, Any](), [data]
    for place, run in enumerate(listed.kept):
        of, rows = _shared(run.experiment.data, tables), run.experiment.data
        marks = run.name, run.colour, run.parent, run.note, run.starred, run.hidden
        told.append(_Listed(*marks, rows_of=of - 1))
        tables.append(rows)
        own = _arrays(run.experiment, run.end, run.history)
        own |= _rows_of(rows) if of == place + 1 else {}
        arrays |= {f"run{place}_{name}": array for name, array in own.items()}
    arrays["runs"] = msgspec.json.encode(_List(listed.name, listed.parent, told)).decode()
    return arrays


def _shared(rows: Dataset, tables: Sequence[Dataset]) -> int:
    """Which of these tables has the same rows; their number where none has."""
    same = (place for place, one in enumerate(tables) if one is rows or one.same_as(rows))
    return next(same, len(tables))


# --- and back ----------------------------------------------------------------------------------------


def _runs(arrays: Arrays, path: Path, data: Dataset) -> RunList:
    """The list of runs beside the work on these data. Raises PlaygroundError."""
    try:
        listed = msgspec.json.decode(arrays.text("runs"), type=_List)
    except msgspec.DecodeError as error:
        raise FileError(f"The list of runs cannot be read: {error}.") from error
    tables, kept = [data], []
    for place, one in enumerate(listed.runs):
        inside = Within(arrays, f"run{place}_")
        experiment, end = trained_in(inside, path)
        if not -1 <= one.rows_of <= place:
            raise FileError(f"The rows of run {place} are missing.")
        own = one.rows_of == place
        rows = _rows(inside, experiment) if own else tables[one.rows_of + 1]
        tables.append(rows)
        marks = one.parent, one.note, one.starred, one.hidden
        experiment = replace(experiment, data=rows)
        kept.append(KeptRun(0, one.name, one.colour, experiment, _history(inside), end, *marks))
    return RunList(tuple(kept), listed.name, listed.parent)


def _rows(arrays: Arrays | Within, experiment: Experiment) -> Dataset:
    """The rows; columns and classes are known already. Raises PlaygroundError."""
    like = experiment.data
    X = arrays.numbers("X", (None, len(like.columns)))
    y, test = arrays.numbers("y", (len(X),)), arrays.array("test", (len(X),), np.bool_)
    if like.class_names and not np.isin(y, np.arange(len(like.class_names))).all():
        raise FileError("A row has an unknown class.")
    data = replace(like, X=X, y=y, test=test, filled=np.zeros((len(X), 0), dtype=bool))
    if "filled" not in arrays:
        return data
    gaps = arrays.array("filled", (len(X), None), np.bool_)
    return data.with_filled(np.argwhere(gaps), experiment.recipe.missing)


def _history(arrays: Arrays | Within) -> History:
    """The losses: a loss may be NaN. Raises FileError."""
    first = int(arrays.array("first_epoch", (), np.int64))
    history = History(first)
    history.merge(HistoryPart(first, arrays.array("losses", (None, 2), np.float64), TimelinePart(first)))
    return history
