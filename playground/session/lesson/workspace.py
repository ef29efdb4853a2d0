"""What was there before a lesson, and the experiments that its steps bring in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from playground.data.plane import Plane
from playground.session.backprop import Backprop
from playground.session.document import Document, SavedWork
from playground.session.run_state import RunState
from playground.session.runs import Runs
from playground.session.undo import UndoEntry, UndoStack
from playground.session.view_state import SidePanel, ViewState
from playground.training.checkpoint import Checkpoint
from playground.training.experiment import Experiment
from playground.training.history import History
from playground.training.kept_run import KeptRun

_KEPT = "Your work in it is under File, Kept sessions."

if TYPE_CHECKING:
    from playground.lessons import Moment
    from playground.lessons.rules import View


def _nothing() -> None:
    """Nothing was kept."""


class Exchanger(Protocol):
    """The session, which puts another experiment in the place of the present one."""

    def exchange(self, experiment: Experiment, start: Checkpoint, history: History | None = None) -> None:
        """Go on with another experiment, paused; no undo leads back from it."""


class SetAside(Struct, frozen=True, eq=False):
    """An experiment as it was worked on: its run, file, undo and list of runs, what the canvas shows of it,
    and the card beside that.

    names    what runs are called, by their numbers; `name`: the present one
    begun    what a step has begun with there; None outside of a lesson
    take_up  takes up again what was kept of it
    """

    experiment: Experiment
    start: Checkpoint
    history: History
    saved: SavedWork
    undo: tuple[list[UndoEntry], list[UndoEntry]]
    runs: tuple[KeptRun, ...]
    names: Mapping[int, str]
    name: str
    plane: Plane
    side_panel: SidePanel
    begun: Experiment | None
    take_up: Callable[[], None]


class Workspace:
    """Where an experiment is worked on: it is set aside for another one, and taken up again as it was.

    keep_aside  keeps what is there for a month, if anything of it would be lost, and says whether it could;
                None: nothing does
    put_by      keeps what is there until it is taken up again, by what is returned; None: nothing does
    """

    keep_aside: Callable[[], bool] | None = None
    put_by: Callable[[], Callable[[], None]] | None = None

    def __init__(
        self,
        run: RunState,
        view: ViewState,
        undo_stack: UndoStack,
        *,
        backprop: Backprop,
        document: Document,
        runs: Runs,
        session: Exchanger,
    ) -> None:
        self._run, self._view, self._undo_stack = run, view, undo_stack
        self._backprop, self._document, self._runs, self._session = backprop, document, runs, session
        self._begun: Experiment | None = None

    def begin(self, start: Moment, view: View | None) -> str:
        """An experiment with its weights, not trained, and what is looked at (None: all rows). Nobody is
        asked to save it; says what became of work that was there.
        """
        told = self._keep_own()
        self._session.exchange(start.experiment, Checkpoint(0, 0, start.theta.copy()))
        self._runs.show((), {})
        self._view.fit()
        if view is not None:
            self._view.set_range(self._view.plane.zoomed(view.x, view.y))
        self._document.mark_saved(SavedWork(start.experiment, self._run.snapshot.theta))
        self._begun = start.experiment
        return told

    def set_aside(self) -> SetAside:
        """What is there, to be brought back; should the program end before that, it is kept. The network
        stands beside the canvas from now on, of which what comes instead will speak.
        """
        before = self.now(self.put_by() if self.put_by is not None else _nothing)
        self._view.set_side_panel("network")
        return before

    def now(self, take_up: Callable[[], None] = _nothing) -> SetAside:
        """What is there, to be brought back."""
        return SetAside(
            self._run.present.experiment,  # whatever is looked at
            self._backprop.resume_point,
            self._run.history,
            self._document.saved,
            self._undo_stack.entries,
            self._runs.kept,
            self._runs.names,
            self._runs.present_name,
            self._view.plane,
            self._view.side_panel,
            self._begun,
            take_up,
        )

    def bring_back(self, before: SetAside) -> str:
        """Go on where it was left. Says what became of work that was there."""
        told = self._keep_own()
        self._session.exchange(before.experiment, before.start, before.history)
        self._undo_stack.bring_back(before.undo)
        self._runs.show(before.runs, before.names)
        self._runs.name_present(before.name)  # it goes on by another number
        self._document.mark_saved(before.saved)
        self._view.set_range(before.plane)
        self._view.set_side_panel(before.side_panel)
        self._begun = before.begun
        before.take_up()
        return told

    def _keep_own(self) -> str:
        """Have work kept that a step has not brought. Says so."""
        kept = self.keep_aside is not None and self._holds_own and self.keep_aside()
        return _KEPT if kept else ""

    @property
    def _holds_own(self) -> bool:
        """Whether a file was opened or a drawing begun in a step, and there is more than a file holds."""
        begun, there = self._begun, self._run.present.experiment
        if begun is None or not self._document.modified:
            return False
        other = not there.shares_dataset(begun)
        return bool(self._document.path) or (other and not there.repeatable)
