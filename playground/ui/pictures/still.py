"""A session without a trainer: it is shown moments of a run, and never trains."""

from __future__ import annotations

from playground.training.checkpoint import Checkpoint
from playground.training.experiment import Experiment
from playground.training.messages import Command, Report


class Still:
    """What `TrainerProxy` is to a session that only shows."""

    pid = None
    asking = False

    def __init__(self, _experiment: Experiment, _start: Checkpoint | None = None, _run: int = 0) -> None:
        self.last_command = 0

    def send(self, _command: Command) -> int:
        self.last_command += 1
        return self.last_command

    def ask(self, since: int, *, moment: bool = False) -> None:
        """Nobody answers."""

    def poll(self) -> Report | None:
        return None

    def close(self) -> None:
        """There is nothing to end."""
