"""What the parts that edit need of the session."""

from __future__ import annotations

from typing import Protocol

from playground.training.checkpoint import Checkpoint
from playground.training.experiment import Experiment


class Editor(Protocol):
    """Makes an edit: it can be undone, the worker hears of it, and all that depends on it follows."""

    def edit(
        self,
        label: str,
        experiment: Experiment,
        *,
        merge: bool = False,
        fresh: bool = False,
        pause: bool = False,
        start: Checkpoint | None = None,
    ) -> None:
        """Go on with another experiment.

        merge  join the edit to the last one of the same label, until `end_merge`: one undo for one drag
        fresh  rebuild the network even if the weights would fit
        pause  pause the run before
        start  what the new network begins with, if not its initial weights
        """

    def edit_parameter(self, label: str, index: int, value: float, *, merge: bool = False) -> None:
        """Put a number into θ: seen at once, its losses as soon as the worker has them."""
