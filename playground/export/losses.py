"""The losses of a run as CSV: a row for each epoch."""

from __future__ import annotations

import math

from playground.training import History


def losses_csv(history: History) -> bytes:
    """Both losses of every epoch; an empty cell where no row is in the test set."""
    lines = ["epoch,train_loss,test_loss"]
    for epoch, (train_loss, test_loss) in enumerate(history.losses.tolist(), history.first):
        lines.append(f"{epoch},{train_loss},{'' if math.isnan(test_loss) else test_loss}")
    return "\n".join([*lines, ""]).encode()
