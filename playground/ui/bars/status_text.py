"""What is happening and why, in a sentence: the status line's text."""

from __future__ import annotations

import math

from playground.fastpath import compiled
from playground.session import Session
from playground.training.stop_rules import TOO_LARGE
from playground.training.trend import overfitting, trend
from playground.ui.backprop.words import checked
from playground.ui.backprop.words import happening as looking_at
from playground.ui.widgets import number_format
from playground.wording import counted

_TRENDS = {
    "first": "the first epochs",
    "falls": "the loss is falling",
    "rises": "the loss rises; a smaller learning rate α may help",
    "oscillates": "the loss oscillates; a smaller learning rate α may help",
    "rests": "the loss has reached a plateau",
}

_TASKS = {
    "calculate": "calculate it, and enter it on the left.",
    "predict_sign": "say on the left where each weight goes.",
    "find_fault": "click the number that is wrong.",
}
"""What a step of a lesson about an update asks for, by its kind."""


def happening(session: Session) -> str:
    """The state of the run in words; in the Backprop mode, the stage."""
    if session.worker.silence and not session.worker.has_answered:
        return f"The training process is starting ({session.worker.silence} s)."
    if session.worker.silence:
        return f"The training process has not responded for {session.worker.silence} s."
    scope = session.backprop.microscope
    if scope is not None and session.lesson.hides_numbers:
        task = _TASKS[session.lesson.step.kind]
        return f"Stage {scope.stage_index + 1} of {len(scope.stages)}: {task}"
    if not session.lesson.written:
        return "Draw your prediction, then press Check: after that, Play is free."
    return looking_at(scope) if scope is not None else _state(session)


def _state(session: Session) -> str:
    if not len(session.data):
        return "The canvas is empty: click on it to add points, or choose data on the left."
    if session.playhead.place is not None:
        return _looking_back(session)
    if session.training and session.worker.compiling:
        return "Preparing machine code for this computer: a few seconds, once after an installation."
    if session.training and session.worker.until is not None:
        place = f"epoch {session.snapshot.epoch:,} of {session.worker.until:,}"
        return f"Making the adopted run again, with its whole past: {place}."
    if session.training:
        going = f"Training: {_overfitting(session) or _TRENDS[trend(session.history)]}.{_wrong(session)}"
        return f"{session.run.remark} {going}".strip()
    return _resting(session)


def _looking_back(session: Session) -> str:
    head = session.playhead
    place = f"epoch {head.epoch:,} of {head.last:,}"
    found = "" if head.settled or head.playing else ", which is being found"
    return f"Looking back at {place}{found}. Looking changes nothing; an edit makes a branch."


def _resting(session: Session) -> str:
    """What stands while nothing is trained."""
    shot = session.snapshot
    if shot.status == "diverged":
        return shot.reason
    if not (shot.steps or shot.train.loss is None or math.isfinite(shot.train.loss)):
        return f"The loss is {TOO_LARGE}"
    if shot.steps == 0 and not session.run.remark:
        return _ready(session)
    if session.run.remark:
        return (
            f"{session.run.remark} Press Play to train." if _is_free(session, "play") else session.run.remark
        )
    after = f"{counted(shot.epoch, 'epoch')}, {counted(shot.steps, 'step')}"
    hint = _overfitting(session)
    return f"Paused after {after}." + (f" {hint[0].upper()}{hint[1:]}." if hint else _wrong(session))


def _ready(session: Session) -> str:
    """What to do first, as far as a lesson allows it."""
    if not _is_free(session, "play"):
        return "Go on with the lesson on the left."
    draw = " Click on the canvas to add points." if _is_free(session, "canvas") else ""
    return f"Ready: press Play, or step to watch a single update.{draw}"


def _is_free(session: Session, control: str) -> bool:
    return session.lesson.control(control) == "free"


def subject(session: Session) -> str:
    """Data and network in a few words: moons · 500 rows · 2 → 6 → 5 → 1 · 59 parameters."""
    scope = session.backprop.microscope
    if scope is not None and not session.lesson.hides_numbers and (check := checked(scope)):
        return check
    experiment = session.experiment
    sizes = " → ".join(str(size) for size in experiment.sizes)
    parts = [session.run.data_title, counted(len(session.data), "row"), sizes]
    parts.append(counted(session.network.parameters, "parameter"))
    if not experiment.inputs.is_identity:
        parts.append("inputs standardised")
    if compiled.available():
        parts.append("trained by machine code" if session.worker.is_compiled else "trained by NumPy")
    if session.spec.clip_norm:
        limit = number_format.short(session.spec.clip_norm)
        parts.append(f"gradient clipped at {limit} ({session.snapshot.clipped:,}×)")
    return " · ".join(parts)


def _overfitting(session: Session) -> str:
    found = overfitting(session.history)
    if found is None:
        return ""
    now, lowest = number_format.loss(found.now), number_format.loss(found.lowest)
    return (
        f"overfitting: since epoch {found.epoch:,} the test loss rose from {lowest} to {now} "
        "while the training loss fell"
    )


def _wrong(session: Session) -> str:
    accuracy, rows = session.snapshot.train.accuracy, int((~session.data.test).sum())
    if accuracy is None:
        return ""
    wrong, among = round((1.0 - accuracy) * rows), counted(rows, "training row")
    if wrong:
        return f" {wrong:,} of {among} misclassified."
    return f" All {among} classified correctly." if rows > 1 else " The training row is classified correctly."
