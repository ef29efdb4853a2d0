"""A run that was left and is kept in the list."""

from __future__ import annotations

from dataclasses import dataclass, field

from playground.training.checkpoint import Checkpoint, Place
from playground.training.experiment import Experiment
from playground.training.history import History
from playground.training.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class KeptRun:
    """One of the list.

    number    that of the run, by which the worker knows it
    name      what it is called; `parent`: the name of the run that it branched from
    snapshot  its figures at its end, and `end`, from where it can be taken up
    colour    which of the colours of runs is its own
    """

    number: int
    name: str
    colour: int
    experiment: Experiment
    history: History
    snapshot: Snapshot
    end: Checkpoint
    parent: str = ""
    note: str = ""
    starred: bool = False
    hidden: bool = False

    def nearest(self, epoch: int) -> Checkpoint:
        """What is kept of it at an epoch: the nearest checkpoint before; after its end, the end."""
        point = self.history.timeline.nearest(Place(epoch))
        return self.end if point is None or epoch >= self.end.epoch else point


@dataclass(frozen=True)
class RunNames:
    """What runs are called: the names by number, and those that are branches with their parents."""

    names: dict[int, str] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)

    def name(self, number: int) -> str:
        """Its name: run A, run B, … in the order in which they are first asked for."""
        if number not in self.names:
            self.names[number] = f"Run {_letters(len(self.names))}"
        return self.names[number]


def _letters(place: int) -> str:
    """A to Z, then AA, AB and so on."""
    first, last = divmod(place, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)
