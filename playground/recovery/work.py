"""The work of a session, and its file: that of the weights, with the rows and the losses in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import numpy as np

from playground.data import OF_ROWS, Dataset
from playground.errors import FileError
from playground.export.files import located
from playground.export.npz import Arrays
from playground.export.weights import arrays_of, trained_in
from playground.files import read, write
from playground.session import Session
from playground.training import Checkpoint, Experiment, History
from playground.training.history import HistoryPart
from playground.training.timeline import TimelinePart


@dataclass(frozen=True, eq=False)
class Work:
    """What there is to lose.

    start     where the run was, in order
    history   the losses up to there; of a very long run the last ones
    document  the experiment file that it was opened from or last saved in; empty without one
    """

    experiment: Experiment
    start: Checkpoint
    history: History
    document: str = ""

    @classmethod
    def of(cls, session: Session) -> Work:
        """The work there is now; what the session does later does not change it."""
        history = session.history.copy()
        history.truncate(session.resume_point.epoch)
        return cls(session.run.present.experiment, session.resume_point, history, session.document.path)

    def write(self, path: Path) -> None:
        """Write all of it or nothing. Raises FileError."""
        data, history, file = self.experiment.data, self.history, BytesIO()
        arrays = arrays_of(self.experiment, self.start)
        arrays |= {name: getattr(data, name) for name in OF_ROWS}
        arrays |= {"losses": history.losses, "first_epoch": np.int64(history.exact_from)}
        arrays["document"] = self.document
        np.savez(file, **arrays)
        write(path, file.getvalue())

    @classmethod
    def read(cls, path: Path) -> Work:
        """The work in a file. Raises FileError when it is not whole."""
        arrays = Arrays(read(path), path)
        experiment, start = trained_in(arrays, path)
        with located(path):
            data, history = _rows(arrays, experiment), _history(arrays)
        return cls(replace(experiment, data=data), start, history, arrays.text("document"))


def _rows(arrays: Arrays, experiment: Experiment) -> Dataset:
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


def _history(arrays: Arrays) -> History:
    """The losses: a loss may be NaN. Raises FileError."""
    first = int(arrays.array("first_epoch", (), np.int64))
    history = History(first)
    history.merge(HistoryPart(first, arrays.array("losses", (None, 2), np.float64), TimelinePart(first)))
    return history
