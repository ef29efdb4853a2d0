"""What window and worker say to each other: one asks once a frame, the other answers between steps."""

from __future__ import annotations

from dataclasses import dataclass

from playground.training.experiment import Experiment
from playground.training.history import Checkpoint, HistoryPart
from playground.training.moment import Moment
from playground.training.trainer import Snapshot, Stride


@dataclass(frozen=True)
class Play:
    """Train, at so many epochs a second (inf: as fast as it goes)."""

    speed: float


@dataclass(frozen=True)
class Pause:
    """Stop training after the present step."""


@dataclass(frozen=True)
class Step:
    """Train one stride."""

    stride: Stride


@dataclass(frozen=True)
class StepOn:
    """Take one step from these rows of the dataset, out of turn."""

    rows: tuple[int, ...]


@dataclass(frozen=True)
class Apply:
    """Go on with this experiment. `run` numbers the networks built so far: answers carry it along."""

    run: int
    experiment: Experiment
    start: Checkpoint | None = None


@dataclass(frozen=True)
class SetParameters:
    """Put these numbers into θ, by their places in it."""

    values: dict[int, float]


@dataclass(frozen=True)
class Recover:
    """Back to the last finite state, as run number `run`."""

    run: int


@dataclass(frozen=True)
class Ask:
    """Answer with a Report; the history from this epoch on, and the moment if wished."""

    since: int
    moment: bool = False


Command = Play | Pause | Step | StepOn | Apply | SetParameters | Recover | Ask


@dataclass(frozen=True)
class Report:
    """The answer: where run number `run` is, and what its history has added.

    training  whether it goes on by itself
    taken     how many commands the worker has taken so far: tells which ones this answer has seen
    moment    where the trainer stands, if it was asked for
    """

    run: int
    snapshot: Snapshot
    part: HistoryPart
    training: bool
    taken: int
    moment: Moment | None = None


@dataclass(frozen=True)
class Failure:
    """The worker met an error of the program itself; `report` is the traceback."""

    report: str
