"""What window and worker say to each other: one asks once a frame, the other answers between steps."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, MutableSequence
from multiprocessing.connection import Connection
from typing import TypeVar

from msgspec import Struct, field

from playground.training.checkpoint import Checkpoint, Place
from playground.training.experiment import Experiment
from playground.training.history import HistoryPart
from playground.training.look_back import Past
from playground.training.other_runs import RunPast, RunPlace
from playground.training.replay import PlaceError
from playground.training.resume_point import ResumePoint
from playground.training.snapshot import Snapshot
from playground.training.trainer import Stride


class Begin(Struct, frozen=True):
    """The first command, number 0: what to train, from its initial weights or from `start`, and the
    number of that run.
    """

    experiment: Experiment
    start: Checkpoint | None = None
    run: int = 0


class Play(Struct, frozen=True):
    """Train, at so many epochs a second (inf: as fast as it goes).

    until  the epoch at whose end it pauses, whatever stop rule holds before
    """

    speed: float
    until: int | None = None


class Pause(Struct, frozen=True):
    """Stop training after the present step."""


class Step(Struct, frozen=True):
    """Train one stride."""

    stride: Stride


class StepWithRows(Struct, frozen=True):
    """Take one step from these rows of the dataset, out of turn."""

    rows: tuple[int, ...]


class Apply(Struct, frozen=True):
    """Go on with this experiment: in the network there is or, from `start`, in a new one.

    run  the number of the run that begins, or is taken up again where it was at `start`, with its past
    """

    experiment: Experiment
    start: Checkpoint | None = None
    run: int | None = None


class GoBack(Struct, frozen=True):
    """Go on from this place of the past in a run of this number; where it is not to be had, from `start` with
    this experiment.
    """

    run: int
    place: Place
    experiment: Experiment
    start: Checkpoint


class SetParameters(Struct, frozen=True):
    """Put these numbers into θ, by their places in it."""

    values: dict[int, float]


class Recover(Struct, frozen=True):
    """Back to the last finite state."""


class FindPlace(Struct, frozen=True):
    """Find this place of the past again, with the moment if wished; the answer is `Report.past`. The run goes
    on meanwhile. None: no longer.
    """

    place: Place | None
    moment: bool = False


class FindInRuns(Struct, frozen=True):
    """Find these places of several runs, in place of what the same `asker` wanted before; the answers are in
    `Report.others`, one by one.
    """

    places: tuple[RunPlace, ...]
    asker: str


class RequestReport(Struct, frozen=True):
    """Answer with a Report; the history from this epoch on, and the moment if wished."""

    since: int
    moment: bool = False


class End(Struct, frozen=True):
    """No more will come."""


Command = (
    Begin
    | Play
    | Pause
    | Step
    | StepWithRows
    | Apply
    | GoBack
    | SetParameters
    | Recover
    | FindPlace
    | FindInRuns
    | RequestReport
    | End
)


class Envelope(Struct, frozen=True):
    """A command and its number. A request for a report changes nothing: it has that of the last command."""

    id: int
    command: Command


class Message(Envelope, frozen=True):
    """An envelope as bytes. Its arrays stay where they lie: a million rows are not copied to be sent."""

    text: bytes
    arrays: tuple[memoryview, ...]


Mail = TypeVar("Mail", bound=Envelope)


def coalesce(waiting: MutableSequence[Mail], arrived: Mail) -> None:
    """Put a command behind those that wait. Of two live edits in a row the last is enough: with many rows
    each one costs a scoring, and a quick hand would wait for them all. So it is with places to be found.
    """
    if waiting and _is_replaced(waiting[-1].command, arrived.command):
        waiting.pop()
    waiting.append(arrived)


def _is_replaced(command: Command, by: Command) -> bool:
    if isinstance(command, Apply) and isinstance(by, Apply):
        return command.start is None and by.start is None
    if isinstance(command, FindInRuns) and isinstance(by, FindInRuns):
        return command.asker == by.asker
    return isinstance(command, FindPlace) and isinstance(by, FindPlace)


def write(envelope: Envelope) -> Message:
    """Make a message of a command, in the thread that gives it: nothing that is done to the objects in it
    afterwards can spoil it while another thread sends it. Arrays are never changed in place.
    """
    arrays: list[pickle.PickleBuffer] = []
    text = pickle.dumps(envelope, protocol=5, buffer_callback=arrays.append)
    return Message(envelope.id, envelope.command, text, tuple(array.raw() for array in arrays))


def post(connection: Connection, message: Message) -> None:
    """Send a message; waits while the pipe is full."""
    connection.send((message.text, [array.nbytes for array in message.arrays]))
    for array in message.arrays:
        if array.nbytes:
            connection.send_bytes(array)


def fetch(connection: Connection) -> Envelope:
    """Receive what was posted. Raises EOFError when the other end is closed."""
    text, sizes = connection.recv()
    parts = [bytearray(size) for size in sizes]
    for part in parts:
        if part:
            connection.recv_bytes_into(part)
    envelope: Envelope = pickle.loads(text, buffers=parts)  # noqa: S301  from our own process
    return envelope


class Report(Struct, frozen=True):
    """The answer: where the run is, and what its history has added.

    training      whether it goes on by itself
    last_command  the number of the last command that this answer has seen
    moment        where the trainer stands, if it was asked for
    evaluated     False: the run stands still, but its scores are older than its weights; with many rows it
                  takes a while to find them
    is_compiled   whether batches run as machine code
    compiling     whether training waits for that code
    past          the place of the past that was asked for, once it is found; or why it cannot be
    others        of the places of several runs that were asked for, those that were found since, by asker
    """

    snapshot: Snapshot
    history_delta: HistoryPart
    training: bool
    last_command: int
    moment: ResumePoint | None = None
    evaluated: bool = True
    is_compiled: bool = False
    compiling: bool = False
    past: Past | PlaceError | None = None
    others: Mapping[str, tuple[RunPast, ...]] = field(default_factory=dict)


class Failure(Struct, frozen=True):
    """The worker met an error of the program itself; `report` is the traceback."""

    report: str
