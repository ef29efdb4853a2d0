"""A run that was left and is kept in the list, and the list as it goes into a file."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from playground.training.checkpoint import Checkpoint
from playground.training.evaluation import EncodedRows
from playground.training.evaluator import Evaluator
from playground.training.experiment import Experiment
from playground.training.history import History
from playground.training.snapshot import Snapshot

MOST_RUNS = 10  # that are kept: a list that can be seen at once
RUN_COLOURS = 5  # before they come again
LONGEST_RUN_NAME, LONGEST_NOTE = 40, 200  # characters
_MOST_SCORED = 50_000  # rows: with so many it takes a fiftieth of a second


class KeptRun(Struct, frozen=True, eq=False, dict=True):
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

    def loss_of(self, epoch: int) -> float | None:
        """The training loss of an epoch, where it is kept."""
        row = epoch - self.history.exact_from
        return float(self.history.losses[row, 0]) if 0 <= row < len(self.history.losses) else None

    @cached_property
    def end_loss(self) -> float | None:
        """The training loss at its end, which may be in the middle of an epoch; None for too many rows."""
        if not self.end.step:
            return self.loss_of(self.end.epoch)
        return None if len(self.experiment.data) > _MOST_SCORED else self.end_snapshot.train.loss

    @cached_property
    def end_snapshot(self) -> Snapshot:
        """Its end with its scores: all rows are asked."""
        end, experiment = self.end, self.experiment
        evaluator = Evaluator(EncodedRows(experiment), experiment.network().at(end.theta))
        evaluator.advance()
        rate = experiment.spec.rate(end.epoch)
        return Snapshot(
            end.epoch, end.steps, end.theta, *evaluator.scores, "ready", "", rate, clipped=0, step=end.step
        )


class RunList(Struct, frozen=True, eq=False):
    """The runs that are kept, and of the one that goes on its name and that of its parent."""

    kept: tuple[KeptRun, ...] = ()
    name: str = ""
    parent: str = ""


NO_RUNS = RunList()
