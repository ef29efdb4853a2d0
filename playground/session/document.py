"""What would not be lost, the file it is in, and another experiment in place of this one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct, structs

from playground.arrays import Array
from playground.data import BUNDLED, GENERATORS
from playground.session.changes import Change, Changes
from playground.session.editor import Editor
from playground.session.run_state import RunState
from playground.session.runs import Runs
from playground.session.source import SourceEdits
from playground.session.undo import UndoStack
from playground.training.checkpoint import Checkpoint
from playground.training.experiment import Experiment
from playground.training.history import History
from playground.training.kept_run import NO_RUNS, KeptRun, RunList


class SavedWork(Struct, frozen=True, eq=False):
    """The experiment as it was at the start or, from then on, as it is in its file: an experiment and its
    weights, the `runs` of the list, and the `path` of the file; empty as long as there is none. `table`: of
    which rows it is, where it holds no experiment.

    Without an experiment it holds nothing: whatever there is would be lost.
    """

    experiment: Experiment | None = None
    theta: Array | None = None
    path: str = ""
    runs: tuple[KeptRun, ...] = ()
    table: tuple[str, str] = ("", "")

    def is_of(self, experiment: Experiment) -> bool:
        """Whether it is of the same table, or of rows that the experiment makes by itself."""
        table = _table(self.experiment) if self.experiment is not None else self.table
        source = experiment.recipe.source
        return source in GENERATORS or source in BUNDLED or _table(experiment) == table

    def holds(self, experiment: Experiment, theta: Array, runs: tuple[KeptRun, ...]) -> bool:
        """Whether it is all there, to the last bit."""
        return (
            self.experiment is not None
            and self.theta is not None
            and np.array_equal(self.theta, theta, equal_nan=True)
            and self.experiment.same_as(experiment)
            and self.runs == runs
        )


class Document:
    """Opens and restores work, and knows whether it is saved."""

    def __init__(  # noqa: PLR0917  the parts above it
        self,
        changes: Changes,
        run: RunState,
        undo_stack: UndoStack,
        editor: Editor,
        source: SourceEdits,
        runs: Runs,
    ) -> None:
        self._changes, self._run, self._undo_stack = changes, run, undo_stack
        self._editor, self._source, self._runs = editor, source, runs
        self._saved = self._now()
        self._compared: tuple[object, ...] = (None,) * 4
        self._modified = False

    @property
    def path(self) -> str:
        """The file of the work; empty as long as there is none. Rows that were opened, pasted or drawn in
        place of its own are other work: nothing is saved over the file, unless an undo leads back to it.
        """
        return self._saved.path if self._saved.is_of(self._run.present.experiment) else ""

    @property
    def saved(self) -> SavedWork:
        """What would not be lost."""
        return self._saved

    @property
    def modified(self) -> bool:
        """Whether there is anything that is neither in its file nor there at every start."""
        present = self._run.present
        compared = (self._saved, present.experiment, present.snapshot.theta, self._runs.kept)
        if any(one is not other for one, other in zip(compared, self._compared, strict=True)):
            self._compared = compared
            self._modified = not self._saved.holds(*compared[1:])
        return self._modified

    def mark_saved(self, saved: SavedWork) -> None:
        """From now on, this would not be lost."""
        self._saved = saved
        self._changes.note(Change.STATUS)

    def open(
        self,
        experiment: Experiment,
        start: Checkpoint | None = None,
        label: str = "Open",
        *,
        history: History | None = None,
        runs: RunList | None = None,
        path: str | None = None,
        remark: str = "",
        notes: Sequence[str] = (),
    ) -> None:
        """Another experiment altogether, with trained weights if there are some; `path` is its file, empty
        where it has none. Without a path the file stays that of the work, as when only weights are loaded.

        `history` is of the run that led to the weights; `runs` is the list of runs from then on: without
        one the present list stays, as that of the same work. `notes` say what was done to rows of its table.
        """
        self._editor.edit(label, experiment, start=start, fresh=True, pause=True)
        if history is not None and start is not None and history.first <= start.epoch <= history.last_epoch:
            self._run.history = history.copy()
            self._run.history.truncate(start.epoch)
        if runs is not None:
            self._runs.take_over(runs)
        self._run.remark = remark
        if path is not None:
            self.mark_saved(self._now(path) if path else structs.replace(self._saved, path=""))
        self._source.say_notes(notes)

    def restore(
        self, experiment: Experiment, start: Checkpoint, history: History, runs: RunList, path: str = ""
    ) -> None:
        """Go on with work that was kept, losses and runs included; it would be lost, whatever file it is of.

        No undo leads back from there: what was here before is kept elsewhere.
        """
        self.open(experiment, start, runs=runs)
        self._undo_stack.clear()
        if len(history):
            self._run.history = history.copy()
        self.mark_saved(SavedWork(path=path, table=_table(experiment)))

    def start_new(self) -> None:
        """The experiment of a first start. An undo brings the present one back."""
        self.open(Experiment.load(), label="Start new", runs=NO_RUNS)
        self.mark_saved(self._now())

    def _now(self, path: str = "") -> SavedWork:
        present = self._run.present
        return SavedWork(present.experiment, present.snapshot.theta, path, self._runs.kept)


def _table(experiment: Experiment) -> tuple[str, str]:
    """Which table its rows are of."""
    return experiment.recipe.source, experiment.data.name
