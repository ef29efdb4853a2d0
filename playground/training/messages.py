"""What window and worker say to each other: one asks once a frame, the other answers between steps."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from playground.training.experiment import Experiment
from playground.training.history import Checkpoint, HistoryPart
from playground.training.resume_point import ResumePoint
from playground.training.trainer import Snapshot, Stride


@dataclass(frozen=True)
class Begin:
    """The first letter: what to train, as run number `run`, from its first weights or from `start`."""

    run: int
    experiment: Experiment
    start: Checkpoint | None = None


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
    """Go on with this experiment. `run` numbers the networks built so far: answers carry it along.

    left_out  how many edits before this one it stands for as well
    """

    run: int
    experiment: Experiment
    start: Checkpoint | None = None
    left_out: int = 0


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


@dataclass(frozen=True)
class End:
    """No more will come."""


Command = Begin | Play | Pause | Step | StepOn | Apply | SetParameters | Recover | Ask | End


def joined(before: Command | None, command: Command | None) -> Apply | None:
    """Of two live edits of one network in a row the last is enough: with many rows each one costs a scoring,
    and a quick hand would wait for them all. None where both are needed.
    """
    if not (isinstance(before, Apply) and isinstance(command, Apply)):
        return None
    live = before.start is None and command.start is None and before.run == command.run
    return replace(command, left_out=command.left_out + before.left_out + 1) if live else None


@dataclass(frozen=True)
class Letter:
    """A command as bytes. Its arrays stay where they lie: a million rows are not copied to be sent."""

    text: bytes
    arrays: tuple[memoryview, ...]


def write(command: Command) -> Letter:
    """Make a letter of a command, in the thread that gives it: nothing that is done to the objects in it
    afterwards can spoil it while another thread sends it. Arrays are never changed in place.
    """
    arrays: list[pickle.PickleBuffer] = []
    text = pickle.dumps(command, protocol=5, buffer_callback=arrays.append)
    return Letter(text, tuple(array.raw() for array in arrays))


def post(connection: Connection, letter: Letter) -> None:
    """Send a letter; waits while the pipe is full."""
    connection.send((letter.text, [array.nbytes for array in letter.arrays]))
    for array in letter.arrays:
        if array.nbytes:
            connection.send_bytes(array)


def fetch(connection: Connection) -> Command:
    """Receive what was posted. Raises EOFError when the other end is closed."""
    letter, sizes = connection.recv()
    parts = [bytearray(size) for size in sizes]
    for part in parts:
        if part:
            connection.recv_bytes_into(part)
    command: Command = pickle.loads(letter, buffers=parts)  # noqa: S301  from our own process
    return command


@dataclass(frozen=True)
class Report:
    """The answer: where run number `run` is, and what its history has added.

    training  whether it goes on by itself
    taken     how many commands the worker has taken so far: tells which ones this answer has seen
    moment    where the trainer stands, if it was asked for
    settled   False: the run stands still, but its scores are older than its weights; with many rows it takes
              a while to find them
    """

    run: int
    snapshot: Snapshot
    part: HistoryPart
    training: bool
    taken: int
    moment: ResumePoint | None = None
    settled: bool = True


@dataclass(frozen=True)
class Failure:
    """The worker met an error of the program itself; `report` is the traceback."""

    report: str
