"""Edits of a place of the past that is still being found: they are made as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from playground.session.notice import Notice
from playground.session.playhead import Playhead
from playground.session.run_state import RunState
from playground.training.checkpoint import Place
from playground.training.experiment import Experiment
from playground.training.spec import Spec


class WaitingEdits:
    """Waits for the worker; what is looked at meanwhile is a checkpoint nearby, from which no run goes on."""

    def __init__(self, run: RunState, playhead: Playhead) -> None:
        self._run, self._playhead = run, playhead
        self._place: Place | None = None
        self._edits: list[Callable[[], object]] = []

    def put_off(self, edit: Callable[[], object]) -> bool:
        """Make this edit later, if what is looked at is still being found; says whether it is."""
        if self._playhead.settled:
            return False
        if self._playhead.place != self._place:
            self._drop()
        self._place = self._playhead.place
        self._edits.append(edit)
        return True

    def tick(self) -> None:
        """Once a frame: make them, if the place is there; drop them, if another is looked at."""
        if self._edits and self._playhead.place != self._place:
            self._drop()
        elif self._edits and self._playhead.settled:
            edits, self._edits = self._edits, []
            if self._playhead.exact:  # else there is no such place, which was said
                for edit in edits:
                    edit()

    def _drop(self) -> None:
        if self._edits and self._place is not None:
            self._edits = []
            words = f"Epoch {self._place.epoch:,} was left before it was found: the change was not made."
            self._run.notices.show(Notice(words, bad=False))

    def carried_over(self, edited: Experiment, shown: Experiment) -> Experiment | None:
        """What was changed in an experiment that was shown, changed in the one that is there now; None, with
        a notice, where rows were changed that are not there.
        """
        there = self._run.experiment
        if there is shown:
            return edited
        names = Spec.__struct_fields__
        changed = {
            name: getattr(edited.spec, name)
            for name in names
            if getattr(edited.spec, name) != getattr(shown.spec, name)
        }
        carried = there.with_spec(msgspec.structs.replace(there.spec, **changed))
        if edited.data is shown.data:
            return carried
        if there.data is shown.data:
            return replace(carried, data=edited.data, recipe=edited.recipe, by_hand=edited.by_hand)
        words = "The data were different at this epoch, which is shown now. Make the change again."
        self._run.notices.show(Notice(words, bad=False))
        return None
