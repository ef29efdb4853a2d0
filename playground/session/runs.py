"""The list of runs: those that were left by a branch, or kept by hand, to be compared and taken up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from playground.session.changes import Change, Changes
from playground.session.run_names import RunNames
from playground.session.run_state import RunState
from playground.session.undo import RunsEntry, UndoStack
from playground.settings import labels_of, settings_of
from playground.text import plain, short
from playground.training.checkpoint import Checkpoint
from playground.training.kept_run import (
    LONGEST_NOTE,
    LONGEST_RUN_NAME,
    MOST_RUNS,
    RUN_COLOURS,
    KeptRun,
    RunList,
)
from playground.training.spec import Spec
from playground.training.spec_words import value_words


class Runs:
    """`kept` in the order in which they were kept. Each verb can be undone."""

    def __init__(self, changes: Changes, run: RunState, undo_stack: UndoStack) -> None:
        self._changes, self._run, self._undo_stack = changes, run, undo_stack
        self.kept: tuple[KeptRun, ...] = ()
        self._names = RunNames()

    # --- reading -----------------------------------------------------------------------------------

    @property
    def present_name(self) -> str:
        """What the run is called that goes on."""
        return self._names.name(self._run.number)

    @property
    def shown(self) -> tuple[KeptRun, ...]:
        """Those that are compared with the present one."""
        return tuple(one for one in self.kept if not one.hidden)

    @property
    def listed(self) -> RunList:
        """The list as it goes into a file."""
        number = self._run.number
        return RunList(self.kept, self._names.name(number), self._names.parent(number))

    def find(self, number: int) -> KeptRun | None:
        """The kept run of that number."""
        return next((one for one in self.kept if one.number == number), None)

    def why_not_comparable(self, kept: KeptRun) -> str:
        """Why its losses say nothing beside those of the present run; empty where they do."""
        there, here = kept.experiment, self._run.present.experiment
        if not there.shares_dataset(here):
            return "on other data"
        return "by another loss function" if there.spec.loss != here.spec.loss else ""

    def differences(self, others: Sequence[KeptRun]) -> list[tuple[str, tuple[str, ...]]]:
        """The settings in which the present run (first) and these differ: label and values."""
        experiments = [self._run.present.experiment, *(one.experiment for one in others)]
        found = []
        for name in settings_of(Spec):
            values = tuple(value_words(name, getattr(one.spec, name)) for one in experiments)
            if len(set(values)) > 1:
                found.append((labels_of(Spec, (name,)), values))
        for label, values in (
            ("data", tuple(one.data.name for one in experiments)),
            ("rows", tuple(f"{len(one.data):,}" for one in experiments)),
        ):
            if len(set(values)) > 1:
                found.append((label, values))
        return found

    def entry(self, label: str) -> RunsEntry:
        """What brings the present list back."""
        return RunsEntry(label, self.kept, self.names)

    # --- edits of the list -------------------------------------------------------------------------

    def keep_present(self, end: Checkpoint) -> None:
        """Keep the present run as it is now: it goes on, and what is kept does not change."""
        self._remember("Keep run")
        where = _at(end)
        self.add(end, short(self.present_name, LONGEST_RUN_NAME - len(where)) + where)

    def rename(self, number: int, name: str) -> None:
        """Call a kept run so; an empty name changes nothing. What is kept of the present is named alone."""
        found, name = self.find(number), plain(name)[:LONGEST_RUN_NAME].rstrip()
        if found is None or name in {"", found.name}:
            return
        self._remember("Rename run")
        self.show(tuple(replace(one, name=name) if one is found else one for one in self.kept))
        if number != self._run.number:
            self._call(number, name)

    def rename_present(self, name: str) -> None:
        """Call the run so that goes on; an empty name changes nothing."""
        name = plain(name)[:LONGEST_RUN_NAME].rstrip()
        if name not in {"", self.present_name}:
            self._remember("Rename run")
            self._call(self._run.number, name)

    def annotate(self, number: int, note: str) -> None:
        """A line of one's own about a run."""
        self._change(number, "Note on a run", note=plain(note)[:LONGEST_NOTE].rstrip())

    def star(self, number: int, *, starred: bool) -> None:
        self._change(number, "Star run", starred=starred)

    def hide(self, number: int, *, hidden: bool) -> None:
        """Compare it with the others no longer, or again."""
        self._change(number, "Hide run" if hidden else "Show run", hidden=hidden)

    def delete(self, number: int) -> None:
        """Forget a run; an undo brings it back."""
        if self.find(number) is not None:
            self._remember("Delete run")
            self.show(tuple(one for one in self.kept if one.number != number))

    # --- what happens around it --------------------------------------------------------------------

    def add(self, end: Checkpoint, name: str = "") -> None:
        """Put the present run into the list, in place of what is kept of it; the oldest without a star goes
        where there are too many.
        """
        number, present = self._run.number, self._run.present
        others = [one for one in self.kept if one.number != number]
        history = self._run.history.copy()
        history.truncate(end.epoch)
        taken = {one.colour for one in others}
        colour = next((c for c in range(RUN_COLOURS) if c not in taken), number % RUN_COLOURS)
        made = KeptRun(
            number,
            name or self.present_name,
            colour,
            present.experiment,
            history,
            end,
            parent=self._names.parent(number),
        )
        if (before := self.find(number)) is not None:
            made = replace(made, colour=before.colour, note=before.note, starred=before.starred)
            if not (name or before.name.endswith(_at(before.end))):
                made = replace(made, name=before.name)  # it was given one
        while len(others) >= MOST_RUNS:
            others.remove(next((one for one in others if not one.starred), others[0]))
        self.show((*others, made))

    def taken_up(self, kept: KeptRun) -> None:
        """It goes on, and is no longer one of those that are kept."""
        self._names.names[kept.number] = kept.name
        self.show(tuple(one for one in self.kept if one is not kept))

    def name_present(self, name: str) -> None:
        """Call the run so that goes on."""
        self._names.names[self._run.number] = short(name, LONGEST_RUN_NAME)

    def branched(self, parent: int) -> None:
        """The present run is a branch of another."""
        self._names.parents[self._run.number] = parent

    def take_over(self, listed: RunList) -> None:
        """The list of a file takes the place of this one, and tells what the present run is called; without a
        name it is run A.
        """
        self._names.names.clear()
        kept = tuple(replace(one, number=self._run.new_number()) for one in listed.kept)
        present = self._run.number
        runs = [(present, listed.name, listed.parent), *((one.number, one.name, one.parent) for one in kept)]
        for number, name, _ in runs:
            if name:
                self._names.names[number] = name
        for number, _, parent in runs:
            if parent:
                self._names.parents[number] = self._number_of(parent, kept)
        self.show(kept)

    def _number_of(self, name: str, kept: tuple[KeptRun, ...]) -> int:
        """That of the run of this name; one that is gone gets a number, too, to be called so."""
        number = next((one.number for one in kept if one.name == name), None)
        if number is None:
            number = self._run.new_number()
            self._names.names[number] = name
        return number

    def show(self, kept: tuple[KeptRun, ...], names: Mapping[int, str] | None = None) -> None:
        """These are the list from now on; `names`: what all runs are called from now on, by their numbers."""
        self.kept = kept
        if names is not None:
            self._names.names.clear()
            self._names.names.update(names)
        self._changes.note(Change.HISTORY | Change.STATUS)

    def _remember(self, label: str) -> None:
        self._undo_stack.remember(self.entry(label))

    @property
    def names(self) -> dict[int, str]:
        """What runs are called now, by their numbers."""
        return self._names.names.copy()

    def _call(self, number: int, name: str) -> None:
        """So is this run called from now on, also where it is the parent of others."""
        self._names.names[number] = name
        parents = self._names.parents
        branches = {one for one in self.kept if parents.get(one.number) == number}
        self.show(tuple(replace(one, parent=name) if one in branches else one for one in self.kept))

    def _change(self, number: int, label: str, **changes: Any) -> None:
        found = self.find(number)
        if found is not None and any(getattr(found, name) != value for name, value in changes.items()):
            self._remember(label)
            self.show(tuple(replace(one, **changes) if one is found else one for one in self.kept))


def _at(end: Checkpoint) -> str:
    """How the name ends of what is kept of a run that goes on."""
    return f" at {end.epoch:,}"
