"""A run that was left and is kept in the list, and the list as it goes into a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from playground.training.checkpoint import Checkpoint, Place
from playground.training.evaluation import EncodedRows
from playground.training.evaluator import Evaluator
from playground.training.experiment import Experiment
from playground.training.history import History

MOST_RUNS = 10  # that are kept: a list that can be seen at once
RUN_COLOURS = 5  # before they come again
LONGEST_RUN_NAME, LONGEST_NOTE = 40, 200  # characters
_MOST_SCORED = 50_000  # rows: with so many it takes a fiftieth of a second


@dataclass(frozen=True, eq=False)
class KeptRun:
    """One of the list.

    number  that of the run, by which the worker knows it; in a file it has none
    name    what it is called; `parent`: the name of the run that it branched from
    end     from where it can be taken up
    colour  which of the colours of runs is its own
    """

    number: int
    name: str
    colour: int
    experiment: Experiment
    history: History
    end: Checkpoint
    parent: str = ""
    note: str = ""
    starred: bool = False
    hidden: bool = False

    def nearest(self, epoch: int) -> Checkpoint:
        """What is kept of it at an epoch: the nearest checkpoint before; after its end, the end."""
        point = self.history.timeline.nearest(Place(epoch))
        return self.end if point is None or epoch >= self.end.epoch else point

    def loss_of(self, epoch: int) -> float | None:
        """The training loss of an epoch, where it is kept."""
        row = epoch - self.history.exact_from
        return float(self.history.losses[row, 0]) if 0 <= row < len(self.history.losses) else None

    @cached_property
    def end_loss(self) -> float | None:
        """The training loss at its end, which may be in the middle of an epoch; None for too many rows."""
        if not self.end.step:
            return self.loss_of(self.end.epoch)
        if len(self.experiment.data) > _MOST_SCORED:
            return None
        evaluator = Evaluator(EncodedRows(self.experiment), self.experiment.network().at(self.end.theta))
        evaluator.advance()
        return evaluator.scores[0].loss


@dataclass(frozen=True, eq=False)
class RunList:
    """The runs that are kept, and of the one that goes on its name and that of its parent."""

    kept: tuple[KeptRun, ...] = ()
    name: str = ""
    parent: str = ""


NO_RUNS = RunList()
