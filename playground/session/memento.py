"""What an undo remembers."""

from __future__ import annotations

from dataclasses import dataclass

from playground.training.experiment import Experiment
from playground.training.history import Checkpoint, History


@dataclass(frozen=True)
class Memento:
    """What an undo puts back: weights and history only with an edit that built the network anew.

    Of an edit of one parameter it is `number` at `place` in θ, and nothing else: what training has made of
    the others meanwhile stays, as with every edit that changes a run without ending it.
    """

    label: str
    experiment: Experiment
    start: Checkpoint | None = None
    history: History | None = None
    place: int | None = None
    number: float = 0.0
