"""To look back at the run, to play its past, and to go on from there."""

from __future__ import annotations

from typing import Any

from playground.session import Session
from tests.random_driver.session.act import Acts, one_of, share

ACTS = Acts()


@ACTS.add(6, at=share, step=one_of(0, 0, 0, 1, 3))
def look_at(session: Session, at: float, step: int) -> None:
    head = session.playhead
    head.look_at(head.first + round((head.last - head.first) * at), step)


@ACTS.add(1, epoch=one_of(-1, 0, 2, 50, 10**6))
def go_to(session: Session, epoch: int) -> None:
    session.playhead.go_to(epoch)


@ACTS.add(1, epochs=one_of(-10, -1, 1, 10))
def move_playhead(session: Session, epochs: int) -> None:
    session.playhead.move(epochs)


@ACTS.add(1, stride=one_of("batch", "epoch"))
def step_in_the_past(session: Session, stride: Any) -> None:
    session.playhead.step(stride)


@ACTS.add(1, direction=one_of(-1, 1))
def go_to_flag(session: Session, direction: int) -> None:
    session.playhead.go_to_flag(direction)


@ACTS.add(2)
def to_present(session: Session) -> None:
    session.playhead.to_present()


@ACTS.add(1, direction=one_of(-1, 1))
def play_the_past(session: Session, direction: int) -> None:
    session.playhead.play(direction)


@ACTS.add(1, speed=one_of(0.1, 1.0, 10.0))
def speed_of_the_past(session: Session, speed: float) -> None:
    session.playhead.set_speed(speed)


@ACTS.add(1)
def stop_playing(session: Session) -> None:
    session.playhead.pause()


@ACTS.add(3)
def go_on_from_here(session: Session) -> None:
    session.branches.go_on_from_here()


@ACTS.add(2, at=share, rate=one_of(0.02, 0.3))
def edit_before_it_is_found(session: Session, at: float, rate: float) -> None:
    """The edit waits until the worker has found the place."""
    look_at(session, at, 0)
    session.model.update_spec(learning_rate=rate)


@ACTS.add(1, first=share, last=share)
def show_epochs(session: Session, first: float, last: float) -> None:
    known = session.view.known_epochs[1]
    session.view.set_epoch_range(first * known, last * known)
