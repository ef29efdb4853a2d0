"""When a run ends: it has diverged, or one of the stop rules of its spec holds."""

from __future__ import annotations

import math
from typing import Literal

from msgspec import Struct

from playground.training.spec import Spec
from playground.wording import counted, exact, scientific

Status = Literal["ready", "stopped", "diverged"]

_EXPLODED = 1e4  # times the first loss (or 1, if that is more): no run comes back from there
_IMPROVED = 1e-3  # a plateau is when the loss falls by less than this share

TOO_LARGE = (
    "not finite before the first update: values or weights are too large. "
    "Scale inputs and target, or re-initialise the weights."
)
"""Of a loss that no learning rate is to blame for."""


class Stop(Struct, frozen=True):
    """How a run ended, and why, in words."""

    status: Status
    reason: str


def exploded(loss: float, first: float) -> bool:
    """Whether a training loss is so far above the first one that no run comes back from there; also NaN."""
    return loss > _EXPLODED * max(1.0, first) or not math.isfinite(loss)


class StopRules:
    """Counts from the epoch of the last Play.

    first_loss  the training loss that is measured against to see that a run explodes
    """

    def __init__(self, epoch: int, first_loss: float) -> None:
        self.first_loss = first_loss
        self._play_epoch = self._best_epoch = epoch
        self._best = math.inf

    def restart(self, epoch: int) -> None:
        """Count from this epoch."""
        self._play_epoch = epoch
        self.forget_best(epoch)

    def forget_best(self, epoch: int) -> None:
        """Measure a plateau from here: the losses before were those of other rows, or of an earlier Play."""
        self._best, self._best_epoch = math.inf, epoch

    def check(self, spec: Spec, epoch: int, loss: float, *, finite: bool) -> Stop | None:
        """What ends the run after an epoch with this training loss. `finite`: all weights are numbers."""
        played = epoch - self._play_epoch
        if not finite or not math.isfinite(loss):
            return self._diverged(spec, epoch, "not a number")
        if exploded(loss, self.first_loss):
            return self._diverged(spec, epoch, scientific(loss, 2))
        if spec.stop_epochs and played >= spec.stop_epochs:
            return Stop("stopped", f"Stopped: epoch limit reached ({counted(played, 'epoch')}).")
        if spec.stop_loss and loss <= spec.stop_loss:
            return Stop("stopped", f"Stopped: the training loss reached {exact(spec.stop_loss)}.")
        if self._on_plateau(epoch, loss, spec.stop_patience):
            return Stop(
                "stopped", f"Early stopping: no improvement for {counted(spec.stop_patience, 'epoch')}."
            )
        return None

    def _on_plateau(self, epoch: int, loss: float, patience: int) -> bool:
        if loss < self._best * (1.0 - _IMPROVED):
            self._best, self._best_epoch = loss, epoch
        return bool(patience) and epoch - self._best_epoch >= patience

    def _diverged(self, spec: Spec, epoch: int, loss: str) -> Stop:
        message = f"Training diverged: the loss is {loss} after epoch {epoch:,}."
        return Stop("diverged", f"{message} {self._advice(spec)}")

    def _advice(self, spec: Spec) -> str:
        """What to do about a divergence: no step is the cause where there was no loss to begin with."""
        if math.isfinite(self.first_loss):
            return f"Try a lower learning rate (α = {exact(spec.learning_rate)})."
        return f"It was {TOO_LARGE}"
