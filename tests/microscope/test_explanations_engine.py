"""The explanations say what the engine computes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Dataset
from playground.engine import ACTIVATIONS, LOSSES, OPTIMISERS, REGULARISERS, losses_for
from playground.training.schedules import SCHEDULES
from tests.microscope.explained import every_parameter, hold, some_data, some_step
from tests.properties import examples

DIGITS, SEEDS, ROWS = st.integers(2, 6), st.integers(0, 10_000), st.sampled_from([1, 3, 5, 12])
FEW = examples(12)


def hold_any(data: Dataset, draw: st.DataObject, **spec: Any) -> None:
    step = some_step(data, draw.draw(ROWS), draw.draw(SEEDS), **spec)
    chosen = draw.draw(st.sampled_from(every_parameter(step)))
    hold(step, draw.draw(st.integers(0, len(step.rows) - 1)), chosen, draw.draw(DIGITS))


@pytest.mark.parametrize("activation", ACTIVATIONS)
@FEW
@given(draw=st.data(), sizes=st.lists(st.integers(1, 9), min_size=1, max_size=3))
def test_every_activation(activation: str, draw: st.DataObject, sizes: list[int]) -> None:
    data = some_data("two_classes", np.random.default_rng(draw.draw(SEEDS)))
    hold_any(data, draw, hidden_layers=tuple(sizes), activation=(activation,))


@pytest.mark.parametrize("loss", LOSSES)
@FEW
@given(draw=st.data(), wide=st.booleans())
def test_every_loss(loss: str, draw: st.DataObject, *, wide: bool) -> None:
    task = draw.draw(st.sampled_from(LOSSES[loss].tasks))
    assert loss in losses_for(task)
    data = some_data(task, np.random.default_rng(draw.draw(SEEDS)), wide=wide)
    hold_any(data, draw, hidden_layers=draw.draw(st.sampled_from([(), (3,), (7, 2)])), loss=loss)


@pytest.mark.parametrize("regularisation", REGULARISERS)
@pytest.mark.parametrize("optimiser", OPTIMISERS)
@examples(5)
@given(draw=st.data())
def test_every_optimiser_with_every_penalty(optimiser: str, regularisation: str, draw: st.DataObject) -> None:
    data = some_data("two_classes", np.random.default_rng(draw.draw(SEEDS)))
    clip, locked = (
        draw.draw(st.sampled_from([0.0, 0.05, 100.0])),
        draw.draw(st.sampled_from([(), ("w1[2,1]",)])),
    )
    rate = draw.draw(st.sampled_from([0.003, 0.7]))
    hold_any(
        data, draw, hidden_layers=(3,), optimiser=optimiser, regularisation=regularisation,
        regularisation_rate=rate, clip_norm=clip, frozen=locked,
    )  # fmt: skip


@pytest.mark.parametrize("schedule", SCHEDULES)
@examples(5)
@given(draw=st.data(), epoch=st.integers(0, 300))
def test_every_schedule(schedule: str, draw: st.DataObject, epoch: int) -> None:
    data = some_data("regression", np.random.default_rng(1), wide=True)
    hold_any(data, draw, epoch=epoch, hidden_layers=(2,), schedule=schedule, schedule_epochs=30)
