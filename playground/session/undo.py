"""The way back through the edits: what each of them has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from playground.data import Dataset
from playground.data.patch import Patch
from playground.session.changes import Change, Changes
from playground.session.run_state import RunState
from playground.training.checkpoint import Checkpoint
from playground.training.experiment import Experiment
from playground.training.history import History
from playground.training.kept_run import KeptRun

MAX_EDITS, FEWEST_EDITS = 500, 5
"""How many edits are remembered at most; and how many, however much memory they take."""

MAX_BYTES = 32 * 2**20
"""What the edits may hold in all. One that ends a run holds its losses and checkpoints: some 300 kB."""


class Held(Protocol):
    """What takes memory as long as an edit is remembered; several may hold the same."""

    @property
    def nbytes(self) -> int: ...


class NumberEntry(Struct, frozen=True):
    """Of an edit of one parameter: its value, and nothing else. What training has made of the others
    meanwhile stays, as with every edit that changes a run without ending it.
    """

    label: str
    index: int
    value: float

    @property
    def holds(self) -> tuple[Held, ...]:
        return ()

    def compressed(self, _data: Dataset) -> NumberEntry:
        return self


class ExperimentEntry(Struct, frozen=True):
    """The experiment before an edit; weights, history, number and list of runs only of one that left it.

    Compressed, it has its rows as a patch of those that came after them: of an edit of a few among a
    million rows these few are left.
    """

    label: str
    experiment: Experiment
    start: Checkpoint | None = None
    history: History | None = None
    run: int | None = None
    kept: tuple[KeptRun, ...] | None = None
    names: Mapping[int, str] | None = None
    patch: Patch | None = None

    @property
    def rebuilt(self) -> bool:
        return self.start is not None

    @property
    def holds(self) -> tuple[Held, ...]:
        runs = (() if self.history is None else (self.history,)) + _held_by(self.kept or ())
        return (self.patch or self.experiment.data, *runs)

    def compressed(self, data: Dataset) -> ExperimentEntry:
        """The same, its rows as a patch of these: those that there are before it is put back."""
        if self.patch is not None:
            return self
        patch = Patch.between(data, self.experiment.data)
        if patch.whole:
            return self
        return replace(self, experiment=replace(self.experiment, data=patch.base), patch=patch)

    def restored(self, data: Dataset) -> ExperimentEntry:
        """The same with its rows whole, in place of these."""
        if self.patch is None:
            return self
        return replace(self, experiment=replace(self.experiment, data=self.patch.apply(data)), patch=None)


class RunsEntry(Struct, frozen=True):
    """The list of runs before an edit of it, and what all were called."""

    label: str
    kept: tuple[KeptRun, ...]
    names: Mapping[int, str]

    @property
    def holds(self) -> tuple[Held, ...]:
        return _held_by(self.kept)

    def compressed(self, _data: Dataset) -> RunsEntry:
        return self


def _held_by(kept: tuple[KeptRun, ...]) -> tuple[Held, ...]:
    return tuple(held for one in kept for held in (one.history, one.experiment.data))


UndoEntry = NumberEntry | ExperimentEntry | RunsEntry


class UndoStack:
    """The edits that an undo takes back, the last one on top, and those that a redo makes again.

    It holds what was, and changes nothing itself: `Session.undo` does.
    """

    def __init__(self, changes: Changes, run: RunState, kept: Callable[[], tuple[KeptRun, ...]]) -> None:
        self._changes, self._run = changes, run
        self._kept = kept  # the runs that are in the list now
        self.done: list[UndoEntry] = []
        self.undone: list[UndoEntry] = []
        self._merging: str | None = None

    @property
    def undo_label(self) -> str:
        """What an undo would take back; empty when there is nothing."""
        return self.done[-1].label if self.done else ""

    @property
    def redo_label(self) -> str:
        return self.undone[-1].label if self.undone else ""

    def remember(self, entry: UndoEntry, *, merge: bool = False) -> None:
        """An edit is made: an undo takes it back, alone or (`merge`) with the last ones of the same label."""
        if not (merge and self._merging == entry.label):
            self._compress()
            self.done.append(entry)
            self._forget_oldest()
        elif isinstance(entry, ExperimentEntry) and entry.rebuilt:
            self._add_weights(entry)
        self._merging = entry.label if merge else None
        self.undone.clear()
        self._changes.note(Change.STATUS)  # what undo and redo would do is another now

    def end_merge(self) -> None:
        """The drag is over: the next edit is an undo of its own."""
        self._merging = None
        self._compress()

    def clear(self) -> None:
        """No way leads back."""
        self.done.clear()

    @property
    def entries(self) -> tuple[list[UndoEntry], list[UndoEntry]]:
        """All edits that are remembered, to be brought back later on."""
        return list(self.done), list(self.undone)

    def bring_back(self, entries: tuple[list[UndoEntry], list[UndoEntry]] = ([], [])) -> None:
        """Remember these edits, of the data that are there again, in place of all others; or none."""
        self.done, self.undone = list(entries[0]), list(entries[1])
        self._merging = None
        self._changes.note(Change.STATUS)

    def undo(self, present: Callable[[UndoEntry], UndoEntry]) -> UndoEntry | None:
        """Take the last edit from the stack; what there is at `present` goes to the redos."""
        return self._swap(self.done, self.undone, present)

    def redo(self, present: Callable[[UndoEntry], UndoEntry]) -> UndoEntry | None:
        return self._swap(self.undone, self.done, present)

    @property
    def _data(self) -> Dataset:
        """The rows that there are now, of which the last entry keeps what differed before."""
        return self._run.present.experiment.data

    def _swap(
        self,
        source: list[UndoEntry],
        target: list[UndoEntry],
        present: Callable[[UndoEntry], UndoEntry],
    ) -> UndoEntry | None:
        if not source:
            return None
        self._merging = None
        entry, now = source.pop(), self._data
        if isinstance(entry, ExperimentEntry):
            entry = entry.restored(now)
            now = entry.experiment.data
        target.append(present(entry).compressed(now))
        return entry

    def _add_weights(self, entry: ExperimentEntry) -> None:
        """The first edits of the drag were live, this one is not."""
        last = self.done[-1]
        if isinstance(last, ExperimentEntry) and not last.rebuilt:
            self.done[-1] = replace(entry, label=last.label, experiment=last.experiment, patch=last.patch)

    def _forget_oldest(self) -> None:
        """Of too many edits, or edits that hold too much, the last ones stay."""
        del self.done[:-MAX_EDITS]
        anyway = (self._data, *_held_by(self._kept()))  # no edit less would free it
        counted, room = {id(held) for held in anyway}, MAX_BYTES
        for place, entry in enumerate(reversed(self.done)):
            new = {id(held): held.nbytes for held in entry.holds if id(held) not in counted}
            counted |= new.keys()
            room -= sum(new.values())
            if room < 0 and place >= FEWEST_EDITS:
                del self.done[: len(self.done) - place]
                return

    def _compress(self) -> None:
        """Let the last entry remember no more than what differs now: not while a drag goes on."""
        if self.done:
            self.done[-1] = self.done[-1].compressed(self._data)
