"""What is happening and why, in a sentence: the status line's text."""

from __future__ import annotations

import math

import numpy as np

from playground.session import Session
from playground.ui import numbers
from playground.ui.backprop.words import checked
from playground.ui.backprop.words import happening as looking_at
from playground.wording import counted


def happening(session: Session) -> str:
    """The state of the run in words; in the Backprop mode, the stage."""
    if session.silence:
        return f"The training process has not answered for {session.silence} s."
    return looking_at(session.microscope) if session.microscope is not None else _state(session)


def _state(session: Session) -> str:
    if not len(session.data):
        return "The canvas is empty: click on it to add points, or choose data on the left."
    shot = session.snapshot
    if session.training:
        return f"Training: {_trend(session)}{_wrong(session)}"
    if shot.status == "diverged":
        return shot.reason
    if shot.steps == 0:
        return "Ready: press Play, or step to watch a single update. Click on the canvas to add points."
    after = f"{counted(shot.epoch, 'epoch')}, {counted(shot.steps, 'step')}"
    return f"Paused after {after}.{_wrong(session)}"


def subject(session: Session) -> str:
    """Data and network in a few words: moons · 500 rows · 2 → 6 → 5 → 1 · 59 parameters."""
    if session.microscope is not None and (check := checked(session.microscope)):
        return check
    experiment = session.experiment
    sizes = " → ".join(str(size) for size in experiment.sizes)
    edited = " (edited)" if experiment.by_hand else ""
    parts = [f"{session.data.name}{edited}", counted(len(session.data), "row"), sizes]
    parts.append(counted(session.network.parameters, "parameter"))
    if not experiment.inputs.is_identity:
        parts.append("inputs standardised")
    if session.spec.clip_norm:
        parts.append(
            f"gradient clipped at {numbers.short(session.spec.clip_norm)} ({session.snapshot.clipped:,}×)"
        )
    return " · ".join(parts)


def _trend(session: Session) -> str:
    """Whether the losses fall: medians of the two halves of the last tenth of the run."""
    losses = session.history.losses
    if len(losses) < 10:
        return "the first epochs."
    back = losses[-max(10, len(losses) // 10) :]
    before, after = (np.median(part, axis=0) for part in np.array_split(back, 2))
    train, test = (float(after[i] / before[i]) if before[i] else 1.0 for i in (0, 1))
    if not math.isnan(test) and test > 1.02 and train < 0.999:
        return "the training loss falls while the test loss rises: it learns the rows by heart."
    if np.std(back[:, 0]) > 0.4 * after[0]:
        return "the loss jumps up and down; a smaller learning rate α may help."
    if train < 0.995:
        return "the loss still falls."
    if train > 1.02:
        return "the loss rises; a smaller learning rate α may help."
    return "the loss hardly changes any more."


def _wrong(session: Session) -> str:
    accuracy, rows = session.snapshot.train.accuracy, int((~session.data.test).sum())
    if math.isnan(accuracy):
        return ""
    wrong = round((1.0 - accuracy) * rows)
    if not wrong:
        return f" All {rows:,} training rows are on the right side."
    return f" {wrong:,} of {rows:,} training rows {'is' if wrong == 1 else 'are'} on the wrong side."
