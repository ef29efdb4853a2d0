"""The gradient check on screen: numbers for a hand calculator, and a check of all that can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from playground.microscope.numeric_check import EPSILON
from playground.training.parameters import Parameter
from playground.ui.backprop.check_card import CheckCard

Look = Callable[..., Any]


def shown(looked: Any, line: str) -> float:
    return float(looked.card.values[line].text().replace("−", "-").replace(",", ""))


def test_a_hand_calculator_finds_every_number_on_screen(look: Look) -> None:
    looked = look(CheckCard, epochs=2)
    for parameter in (Parameter(2, 0, 1), Parameter(1, 0), Parameter(1, 2, 1)):
        looked.session.backprop.follow(parameter)
        looked.show()
        quotient = (shown(looked, "above") - shown(looked, "below")) / (2 * EPSILON)
        assert round(quotient, 8) == shown(looked, "numeric")
        difference = abs(shown(looked, "numeric") - shown(looked, "analytic"))
        assert round(difference, 8) == shown(looked, "difference")
        step = looked.seen.step
        slope = step.gradient[parameter.index(step.before.sizes)]
        assert shown(looked, "analytic") == pytest.approx(slope, abs=1e-8)
        assert "✓" in looked.card.verdict.text() and f"{EPSILON:g}" in looked.card.verdict.text()
        assert parameter.label in looked.card.title.text()
    assert looked.card.names["analytic"].text() == "mean of δ·a"
    looked.session.backprop.follow(Parameter(1, 0))
    looked.session.backprop.inspect_rows((3,))
    looked.wait(lambda: looked.card.names["analytic"].text() == "δ")


def test_a_wrong_slope_is_said(look: Look) -> None:
    looked = look(CheckCard)
    looked.seen.step.gradient[looked.seen.followed.index(looked.session.network.sizes)] *= 1.05
    looked.card.refresh(looked.card.watches)
    assert "✗" in looked.card.verdict.text()


def test_check_all_tells_how_far_the_two_are_apart(look: Look) -> None:
    looked = look(CheckCard)
    looked.card.button.click()
    looked.wait(lambda: looked.card.all.done)
    count = len(looked.session.network.theta)
    assert f"✓ All {count} agree" in looked.card.outcome.text()
    assert looked.card.button.text() == "Check all" and not looked.card.progress.isVisible()


def test_a_check_of_many_shows_how_far_it_is_and_can_be_cancelled(look: Look) -> None:
    looked = look(CheckCard, hidden_layers=(64, 64, 64), batch_size=0)
    card = looked.card
    card.button.click()
    assert card.button.text() == "Cancel" and card.progress.isVisible()
    first = card.all.found
    looked.wait(lambda: card.all.found > first)
    assert card.progress.value() == card.all.found
    assert "of 8,577" in card.outcome.text()
    card.button.click()
    assert card.button.text() == "Check all" and not card.progress.isVisible() and not card._slices.isActive()
    assert card.outcome.text() == ""


def test_another_step_ends_a_check_of_the_one_before(look: Look) -> None:
    looked = look(CheckCard, hidden_layers=(64, 64, 64))
    looked.card.button.click()
    looked.session.model.set_parameter(looked.seen.followed, 0.5)
    looked.show()
    assert looked.card.all is None and not looked.card._slices.isActive()
    assert looked.card.button.text() == "Check all"


def test_choosing_another_weight_keeps_the_outcome(look: Look) -> None:
    looked = look(CheckCard)
    looked.card.button.click()
    looked.wait(lambda: looked.card.all.done)
    words = looked.card.outcome.text()
    looked.session.backprop.follow(Parameter(1, 0))
    looked.show()
    assert looked.card.outcome.text() == words


def test_diverged_weights_are_said(look: Look) -> None:
    looked = look(CheckCard)
    looked.session.backprop.microscope = looked.seen.with_theta(
        np.full_like(looked.session.network.theta, np.nan)
    )
    looked.card.refresh(looked.card.watches)
    assert looked.card.values["numeric"].text() == "nan"
    looked.card.button.click()
    looked.wait(lambda: looked.card.all.done)
    assert "overflowed" in looked.card.outcome.text()
