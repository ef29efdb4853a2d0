"""Joining of commands: of two live edits in a row the last is enough, and every other command is needed."""

from __future__ import annotations

import pytest

from playground.training import Trainer
from playground.training.messages import (
    Apply,
    Command,
    Envelope,
    Pause,
    RequestReport,
    SetParameters,
    Step,
    coalesce,
)
from tests.training.workers import EXPERIMENT, spec_with

LIVE, OTHER = (Apply(spec_with(EXPERIMENT, learning_rate=rate)) for rate in (0.1, 0.2))
BUILT = Apply(EXPERIMENT, Trainer(EXPERIMENT).snapshot().checkpoint)


def numbers(*commands: Command) -> list[int]:
    """Which of them are left, by their numbers from 1."""
    waiting: list[Envelope] = []
    for number, command in enumerate(commands, 1):
        coalesce(waiting, Envelope(number, command))
    return [envelope.id for envelope in waiting]


@pytest.mark.parametrize(
    ("commands", "left"),
    [
        ((LIVE, OTHER), [2]),
        ((LIVE, OTHER, LIVE), [3]),
        ((LIVE, Pause(), OTHER), [1, 2, 3]),
        ((LIVE, RequestReport(0), OTHER, LIVE), [1, 2, 4]),
        ((LIVE, BUILT, OTHER), [1, 2, 3]),
        ((BUILT, BUILT), [1, 2]),
        ((Step("row"), Step("row")), [1, 2]),
        ((SetParameters({0: 1.0}), SetParameters({1: 2.0})), [1, 2]),
    ],
)
def test_which_commands_are_left(commands: tuple[Command, ...], left: list[int]) -> None:
    assert numbers(*commands) == left
