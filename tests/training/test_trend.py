"""What the curves of the losses say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.training.history import History, HistoryPart
from playground.training.timeline import TimelinePart
from playground.training.trend import overfitting, trend

Curve = np.ndarray


def history_of(train: Curve, test: Curve, first: int = 0) -> History:
    history = History(first)
    history.merge(HistoryPart(first, np.column_stack([train, test]), TimelinePart(first)))
    return history


def valley(epochs: int, at: int, lowest: float, end: float) -> Curve:
    """A test loss that falls from 0.7 to its lowest and then rises to its end."""
    return np.interp(np.arange(epochs), [0, at, epochs - 1], [0.7, lowest, end])


def falling(epochs: int, end: float = 0.01) -> Curve:
    return np.geomspace(0.7, end, epochs)


def test_a_test_loss_far_above_its_lowest_is_overfitting_also_when_it_no_longer_rises() -> None:
    test = np.append(valley(300, 60, 0.42, 1.55), np.full(700, 1.55))
    found = overfitting(history_of(falling(1000), test))
    assert found is not None
    assert (found.epoch, found.now) == (60, pytest.approx(1.55)) and found.lowest == pytest.approx(0.42)


@pytest.mark.parametrize("epochs", [30, 300, 3000, 30_000])
def test_it_is_found_in_runs_of_any_length(epochs: int) -> None:
    at = epochs // 5
    found = overfitting(history_of(falling(epochs), valley(epochs, at, 0.42, 1.55)))
    assert found is not None and abs(found.epoch - at) <= max(2, epochs // 100)


def test_a_lowest_at_the_very_beginning_of_a_long_run_is_not_forgotten() -> None:
    test = np.append(valley(300, 60, 0.42, 1.55), np.full(300_000, 1.55))
    found = overfitting(history_of(falling(len(test)), test))
    assert found is not None and abs(found.epoch - 60) <= 64


def test_noise_of_single_epochs_is_no_overfitting() -> None:
    rng = np.random.default_rng(3)
    for epochs in (50, 500, 5000):
        noise = rng.uniform(0.5, 1.5, (2, epochs))
        level = 0.05 + 0.6 * np.exp(-np.arange(epochs) / epochs * 5)
        assert overfitting(history_of(level * noise[0], level * noise[1])) is None


@pytest.mark.parametrize(
    ("train", "test"),
    [
        (falling(500), falling(500, 0.02)),  # both fall
        (falling(500), np.full(500, 0.7)),  # nothing is learnt for the test rows, and nothing unlearnt
        (valley(500, 100, 0.4, 1.5), valley(500, 100, 0.42, 1.55)),  # both rise: the steps are too large
        (falling(500), np.full(500, np.nan)),  # no test rows
        (falling(500), valley(500, 100, 0.42, 0.43)),  # too little to be seen
        (falling(9), valley(9, 3, 0.42, 1.55)),  # too early to tell
        (np.append(falling(499), np.nan), valley(500, 100, 0.42, 1.55)),  # diverged
    ],
)
def test_what_is_no_overfitting(train: Curve, test: Curve) -> None:
    assert overfitting(history_of(train, test)) is None


def test_a_run_that_goes_on_from_a_file_counts_its_own_epochs() -> None:
    found = overfitting(history_of(falling(300), valley(300, 60, 0.42, 1.55), first=5000))
    assert found is not None and abs(found.epoch - 5060) <= 2


@given(st.integers(0, 400), st.floats(0, 1e3) | st.just(1e300), st.floats(0, 1e3) | st.just(1e200))
def test_any_curve_has_a_trend(epochs: int, first: float, last: float) -> None:
    history = history_of(np.linspace(first, last, epochs), np.linspace(last, first, epochs))
    assert trend(history) in {"first", "falls", "rises", "oscillates", "rests"}
    overfitting(history)


@pytest.mark.parametrize(
    ("train", "expected"),
    [
        (np.full(5, 0.7), "first"),
        (np.linspace(1, 0.1, 100), "falls"),
        (np.full(100, 0.5), "rests"),
        (np.linspace(0.1, 1, 100), "rises"),
        (np.tile([0.1, 0.9], 50), "oscillates"),
    ],
)
def test_the_trend(train: Curve, expected: str) -> None:
    assert trend(history_of(train, train)) == expected
