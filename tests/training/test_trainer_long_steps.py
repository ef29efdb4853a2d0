"""A step that takes long is left between two pieces, for whoever asks meanwhile: the run stays the same."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from playground.training import Experiment, Trainer
from tests.training.trainers import RECIPE, assert_same, edit, trainer


@pytest.fixture(autouse=True)
def _steps_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with wide networks: eight rows of 2-4-2-1 fill a cache so small."""
    monkeypatch.setattr("playground.fastpath.ops._CACHE", 240)


def begin_step(ours: Trainer) -> None:
    """Do two pieces of the next step."""
    for _ in range(2):
        assert ours.advance(0.0) == 0


@pytest.mark.parametrize("batch_size", [0, 25])
def test_a_step_in_pieces_is_the_whole_step_and_nothing_is_changed_until_it_ends(batch_size: int) -> None:
    ours, whole = (trainer(batch_size=batch_size, optimiser="adam") for _ in range(2))
    for _ in range(100):
        before = ours.network.theta.copy()
        if not ours.advance(0.0, max_steps=3 * ours.steps_per_epoch - ours.steps):
            assert (ours.network.theta == before).all()
    whole.run(epochs=3)
    assert_same(ours, whole)


def other_rows(ours: Trainer) -> None:
    ours.apply(Experiment.load(RECIPE.changed(seed=5), ours.experiment.spec))


EDITS: dict[str, Callable[[Trainer], object]] = {
    "none": lambda ours: ours.resume_point(),
    "a row": lambda ours: ours.step("row"),
    "chosen rows": lambda ours: ours.step_on([3, 4]),
    "numbers": lambda ours: ours.set_parameters({2: 0.5}),
    "rate": lambda ours: edit(ours, learning_rate=0.3),
    "smaller batches": lambda ours: edit(ours, batch_size=10),
    "all rows": lambda ours: edit(ours, batch_size=0),
    "all rows for an epoch": lambda ours: (edit(ours, batch_size=0), ours.run(1), edit(ours, batch_size=25)),
    "no shuffling": lambda ours: edit(ours, shuffle=False),
    "other rows": other_rows,
    "reset": lambda ours: ours.reset(),
}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("steps", [2, 3])  # to the start of an epoch, and into it
def test_an_edit_within_a_step_finds_the_run_as_before_the_step(name: str, steps: int) -> None:
    left, whole = (trainer(batch_size=25) for _ in range(2))
    for one in (left, whole):
        one.advance(math.inf, steps)
    begin_step(left)
    for one in (left, whole):
        EDITS[name](one)
        one.run(epochs=2)
    assert_same(left, whole)
    place = left.place
    assert (left.at(place.epoch - 1).theta == whole.at(place.epoch - 1).theta).all()


def test_a_keyframe_within_a_step_is_that_before_it() -> None:
    left, whole = (trainer(batch_size=25, optimiser="momentum") for _ in range(2))
    begin_step(left)
    for one in (left, whole):
        again = one.again_from(one.keyframe())
        again.run(epochs=2)
        one.run(epochs=2)
        np.testing.assert_array_equal(again.network.theta, one.network.theta)
    assert_same(left, whole)
