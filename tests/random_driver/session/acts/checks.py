"""To look whether all agrees. These, too, are acts: they wait, and they leave traces."""

from __future__ import annotations

import numpy as np

from playground.session import Session
from tests.random_driver.fault import Fault
from tests.random_driver.session.act import Acts, share
from tests.random_driver.session.holds import HOLDS, HOLDS_AT_REST, check
from tests.session.frames import from_the_beginning

ACTS = Acts()

_FRAMES = 5000  # until all is answered


@ACTS.add(25)
def rest(session: Session) -> None:
    """Wait until nothing is under way, and see whether all agrees."""
    if settle(session):
        check(session, HOLDS if session.worker.abandoned else HOLDS_AT_REST)


@ACTS.add(4)
def undo_and_redo(session: Session) -> None:
    """Both together change nothing."""
    if not settle(session) or session.playhead.place is not None or session.backprop.is_open:
        return
    label, present, kept = session.undo_stack.undo_label, session.run.present, session.runs.kept
    if not label or session.worker.abandoned:
        return
    session.undo()
    session.playback.pause()
    settle(session)
    session.redo()
    settle(session)
    now = session.run.present
    sign = f"undo and redo of {label}"
    if not now.experiment.same_as(present.experiment):
        raise Fault(sign, f"{sign}: another experiment")
    if [one.number for one in session.runs.kept] != [one.number for one in kept]:
        raise Fault(sign, f"{sign}: other runs")
    if present.snapshot.status != "diverged" and not np.array_equal(
        now.snapshot.theta, present.snapshot.theta, equal_nan=True
    ):
        raise Fault(sign, f"{sign}: other weights, epoch {present.snapshot.epoch} → {now.snapshot.epoch}")


@ACTS.add(3, at=share)
def look_and_come_back(session: Session, at: float) -> None:
    """A place of the past is what a run from the beginning gives, and looking at it changes nothing."""
    if not settle(session) or session.worker.abandoned:
        return
    head = session.playhead
    head.to_present()
    settle(session)
    present = session.snapshot
    epoch = head.first + round((head.last - head.first) * at)
    head.look_at(epoch)
    settle(session)
    if head.place is not None and head.exact and present.status != "diverged":
        there = from_the_beginning(session.worker.proxy.trainer, epoch)  # type: ignore[attr-defined]
        if not np.array_equal(there.theta, session.snapshot.theta):
            raise Fault("another past", f"epoch {epoch} is not what the run was there")
    head.to_present()
    settle(session)
    if not np.array_equal(session.snapshot.theta, present.theta, equal_nan=True):
        raise Fault("looking changes", f"the present is another after a look at epoch {epoch}")


def settle(session: Session) -> bool:
    """Frames until all is answered; False where it goes on by itself: it trains, or the past is played."""
    for _ in range(_FRAMES):
        session.tick()
        if session.training or session.playhead.playing:
            return False
        if not session.busy:
            return True
    parts = ("playhead", "comparison", "reel", "backprop")
    waiting = [name for name in parts if getattr(session, name).waiting]
    raise Fault("never rests", f"busy after {_FRAMES} frames; waiting: {waiting}")
