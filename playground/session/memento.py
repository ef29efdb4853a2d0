"""What an undo remembers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from playground.data import Dataset
from playground.data.patch import Patch
from playground.training.experiment import Experiment
from playground.training.history import Checkpoint, History


@dataclass(frozen=True)
class Memento:
    """What an undo puts back: weights and history only with an edit that built the network anew.

    Of an edit of one parameter it is `number` at `place` in θ, and nothing else: what training has made of
    the others meanwhile stays, as with every edit that changes a run without ending it.

    Packed, it has its rows as a patch of those that came after them: of an edit of a few among a million
    rows these few are left.
    """

    label: str
    experiment: Experiment | None = None
    start: Checkpoint | None = None
    history: History | None = None
    place: int | None = None
    number: float = 0.0
    patch: Patch | None = None

    def packed(self, data: Dataset) -> Memento:
        """The same, its rows as a patch of these: those that there are before it is put back."""
        if self.experiment is None or self.patch is not None:
            return self
        patch = Patch.between(data, self.experiment.data)
        if patch.whole:
            return self
        return replace(self, experiment=replace(self.experiment, data=patch.base), patch=patch)

    def unpacked(self, data: Dataset) -> Experiment | None:
        """The experiment that an undo puts back in place of these rows."""
        if self.experiment is None or self.patch is None:
            return self.experiment
        return replace(self.experiment, data=self.patch.apply(data))
