"""When a run ends: each rule alone, and which comes first."""

from __future__ import annotations

import math
from typing import Any

import pytest

from playground.training import Spec
from playground.training.stop_rules import StopRules


def ends(rules: StopRules, losses: list[float], **choices: Any) -> tuple[int, str] | None:
    """After which of these epochs, from the first on, and with which status."""
    for epoch, loss in enumerate(losses, 1):
        if stop := rules.check(Spec(**choices), epoch, loss, finite=True):
            return epoch, stop.status
    return None


@pytest.mark.parametrize(
    ("losses", "choices", "end"),
    [
        ([1.0] * 50, {}, None),
        ([1.0] * 9, {"stop_epochs": 4}, (4, "stopped")),
        ([0.9, 0.5, 0.1, 0.05], {"stop_loss": 0.1}, (3, "stopped")),
        ([0.9, 0.8, 0.8, 0.8, 0.8], {"stop_patience": 2}, (4, "stopped")),
        ([0.9, 0.8, 0.7995, 0.799, 0.798], {"stop_patience": 3}, None),  # it falls by 0.25 % in three epochs
        ([0.9, math.nan], {"stop_epochs": 2}, (2, "diverged")),
        ([0.9, math.inf], {}, (2, "diverged")),
        ([0.9, 9_999.0, 10_001.0], {}, (3, "diverged")),
    ],
)
def test_each_rule_ends_a_run(losses: list[float], choices: dict[str, Any], end: Any) -> None:
    assert ends(StopRules(0, 0.5), losses, **choices) == end


def test_weights_that_are_no_numbers_end_a_run_whatever_the_loss() -> None:
    stop = StopRules(0, 0.5).check(Spec(), 1, 0.5, finite=False)
    assert stop is not None and stop.status == "diverged"


def test_rules_count_from_the_last_play() -> None:
    rules = StopRules(0, 0.5)
    rules.restart(3)
    assert ends(rules, [0.9] * 9, stop_epochs=4) == (7, "stopped")
    rules.restart(0)
    assert ends(rules, [0.1, 0.9, 0.9, 0.9], stop_patience=3) == (4, "stopped")
    rules.forget_best(4)
    assert rules.check(Spec(stop_patience=3), 5, 0.9, finite=True) is None


def test_how_large_a_loss_may_grow_is_measured_against_the_first() -> None:
    assert ends(StopRules(0, 1e6), [9e9, 1.1e10]) == (2, "diverged")
    assert ends(StopRules(0, math.nan), [9e3, 1.1e4]) == (2, "diverged"), "or against 1"


def test_a_divergence_names_the_learning_rate_unless_there_was_no_loss_to_begin_with() -> None:
    later, first = (
        StopRules(0, loss).check(Spec(learning_rate=0.75), 12, math.nan, finite=True)
        for loss in (1.0, math.nan)
    )
    assert first is not None and later is not None
    assert "0.75" in later.reason and "12" in later.reason
    assert "0.75" not in first.reason and "12" in first.reason
