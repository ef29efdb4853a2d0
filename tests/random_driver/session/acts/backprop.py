"""The Backprop mode: in, through its stages, and out."""

from __future__ import annotations

from typing import Any

from playground.session import Session
from playground.training.parameters import all_parameters
from tests.random_driver.session.act import Acts, index, indices, of, one_of, yes_or_no

ACTS = Acts()


@ACTS.add(3, stride=one_of("row", "batch"), pick=yes_or_no)
def open_backprop(session: Session, stride: Any, pick: bool) -> None:  # noqa: FBT001
    session.backprop.open(stride, pick=pick)


@ACTS.add(1, rows=indices)
def inspect(session: Session, rows: list[int]) -> None:
    if count := len(session.data):
        chosen = tuple(sorted({row % count for row in rows}))
        session.backprop.inspect(chosen, chosen[-1])


@ACTS.add(1, rows=indices)
def inspect_rows(session: Session, rows: list[int]) -> None:
    if count := len(session.data):
        session.backprop.inspect_rows(tuple(sorted({row % count for row in rows})))


@ACTS.add(1, keep=yes_or_no)
def close_backprop(session: Session, keep: bool) -> None:  # noqa: FBT001
    session.backprop.close(keep=keep)


@ACTS.add(2, by=one_of(1, 1, 1, -1))
def turn_stage(session: Session, by: int) -> None:
    if session.backprop.microscope:
        session.backprop.advance(by)


@ACTS.add(2, stage=index)
def go_to_stage(session: Session, stage: int) -> None:
    if scope := session.backprop.microscope:
        session.backprop.go_to_stage(stage % len(scope.stages))


@ACTS.add(2)
def apply_step(session: Session) -> None:
    session.backprop.keep_step()


@ACTS.add(1, stride=one_of("row", "batch"))
def show_next(session: Session, stride: Any) -> None:
    if session.backprop.microscope:
        session.backprop.show_next(stride)


@ACTS.add(1, row=index)
def select_row(session: Session, row: int) -> None:
    if scope := session.backprop.microscope:
        session.backprop.select_row(row % len(scope.step.rows))


@ACTS.add(1, parameter=index)
def follow(session: Session, parameter: int) -> None:
    if session.backprop.present_microscope:
        session.backprop.follow(of(all_parameters(session.experiment.sizes), parameter))


@ACTS.add(0.5, across=index, up=index)
def landscape(session: Session, across: int, up: int) -> None:
    if session.backprop.present_microscope:
        all_of_it = list(all_parameters(session.experiment.sizes))
        session.backprop.set_landscape_pair(of(all_of_it, across), of(all_of_it, up))


@ACTS.add(0.5, digits=one_of(2, 6))
def digits(session: Session, digits: int) -> None:
    if session.backprop.microscope:
        session.backprop.set_digits(digits)
