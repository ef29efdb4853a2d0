"""The losses of a run as CSV: a row for each epoch."""

from __future__ import annotations

import math

from playground.export.model import TrainedModel
from playground.training import History, Trainer
from playground.training.checkpoint import Checkpoint


def losses_csv(history: History) -> bytes:
    """Both losses of every epoch that is known exactly; an empty cell where there is none."""
    lines = ["epoch,train_loss,test_loss"]
    for epoch, losses in enumerate(history.losses.tolist(), history.exact_from):
        lines.append(",".join([str(epoch), *("" if math.isnan(loss) else repr(loss) for loss in losses)]))
    return "\n".join([*lines, ""]).encode()


def losses_of(model: TrainedModel) -> bytes:
    """The losses of its run; without a history, those of its weights alone."""
    if model.history is not None and len(model.history):
        return losses_csv(model.history)
    trained = model.trained
    start = trained if isinstance(trained, Checkpoint) else trained.checkpoint
    return losses_csv(Trainer(model.experiment, start).history)
