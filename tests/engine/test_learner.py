"""One step of learning: penalties, clipping, batches, and the same lines for a stack of networks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine import LOSSES, OPTIMISERS, REGULARISERS, Learner, Network, batches
from tests.properties import examples

rng = np.random.default_rng(8)
X, Y = rng.normal(0, 1, (20, 2)), rng.integers(0, 2, (20, 1)).astype(float)


def network(seed: int = 3) -> Network:
    return Network([2, 4, 2, 1], ["tanh", "relu"], seed=seed)


@pytest.mark.parametrize("name", REGULARISERS)
def test_the_slope_of_a_penalty_is_what_a_nudge_shows(name: str) -> None:
    row, w, e = REGULARISERS[name], np.array([-2.0, -0.3, 0.4, 1.5]), 1e-6
    np.testing.assert_allclose(row.slope(w), (row.penalty(w + e) - row.penalty(w - e)) / (2 * e), atol=1e-8)
    assert (row.penalty(w) >= 0).all()


@pytest.mark.parametrize("name", REGULARISERS)
def test_a_step_with_a_penalty_moves_weights_only(name: str) -> None:
    ours, plain = network(), network()
    before = plain.theta.copy()
    Learner(ours, regulariser=REGULARISERS[name], penalty_strength=0.01).step(X, Y, 0.1)
    Learner(plain).step(X, Y, 0.1)
    pull = plain.theta - 0.1 * 0.01 * REGULARISERS[name].slope(before) * ours.is_weight
    np.testing.assert_allclose(ours.theta, pull, atol=1e-16)
    for (_, b), (_, without) in zip(ours.weights, plain.weights, strict=True):
        assert (b == without).all()


def test_l1_stops_weights_at_zero_and_keeps_them_there() -> None:
    """By TensorFlow Playground's rule: where the penalty carries a weight across 0, it becomes 0."""
    ours = network()
    before = ours.theta.copy()
    after_data = before - 0.1 * ours.gradient(X, Y)
    pull = 0.1 * 2.0 * np.sign(before) * ours.is_weight
    expected = after_data - pull
    expected[after_data * expected < 0] = 0.0
    expected[ours.is_weight == 0] = after_data[ours.is_weight == 0]
    Learner(ours, regulariser=REGULARISERS["l1"], penalty_strength=2.0).step(X, Y, 0.1)
    np.testing.assert_allclose(ours.theta, expected, atol=1e-16)
    zeros = (ours.theta == 0).sum()
    assert 0 < zeros < ours.is_weight.sum()


def test_l1_with_all_inputs_at_zero_makes_every_first_weight_zero() -> None:
    ours = network()
    learner = Learner(ours, regulariser=REGULARISERS["l1"], penalty_strength=0.5)
    for _ in range(30):
        learner.step(np.zeros((4, 2)), np.zeros((4, 1)), 0.1)
    assert (ours.weights[0][0] == 0.0).all()
    assert (ours.weights[0][1] != 0.0).any()


def test_a_weight_the_data_carry_across_zero_is_not_stopped() -> None:
    ours = Network([1, 1], loss="half_mse")
    ours.theta[...] = [0.05, 0.0]
    Learner(ours, regulariser=REGULARISERS["l1"], penalty_strength=0.01).step(
        np.ones((1, 1)), -np.ones((1, 1)), 0.5
    )
    assert ours.weights[0][0][0, 0] == pytest.approx(0.05 - 0.5 * 1.05 - 0.5 * 0.01)


def test_clipping_shortens_the_gradient_and_keeps_its_direction() -> None:
    ours = network()
    before, g = ours.theta.copy(), ours.gradient(X, Y)
    learner = Learner(ours, clip_norm=0.01)
    learner.step(X, Y, 1.0)
    moved = before - ours.theta
    assert np.linalg.norm(g) > 0.01
    assert np.linalg.norm(moved) == pytest.approx(0.01)
    np.testing.assert_allclose(moved, g * 0.01 / np.linalg.norm(g), rtol=1e-9)
    assert learner.clipped == 1


def test_a_short_gradient_is_used_whole_and_not_counted() -> None:
    ours, plain = network(), network()
    learner = Learner(ours, clip_norm=1e3)
    learner.step(X, Y, 0.1)
    Learner(plain).step(X, Y, 0.1)
    assert (ours.theta == plain.theta).all()
    assert learner.clipped == 0


def test_in_a_stack_each_network_is_clipped_by_its_own_length() -> None:
    stack = Network([2, 4, 2, 1], ["tanh", "relu"], seed=[1, 2])
    norms = np.linalg.norm(stack.gradient(X, Y), axis=-1)
    clip, before = norms.mean(), stack.theta.copy()
    learner = Learner(stack, clip_norm=clip)
    learner.step(X, Y, 1.0)
    np.testing.assert_allclose(np.linalg.norm(before - stack.theta, axis=-1), np.minimum(norms, clip))
    assert learner.clipped == 1


@pytest.mark.parametrize("name", OPTIMISERS)
@pytest.mark.parametrize("penalty", REGULARISERS)
@pytest.mark.parametrize("loss", LOSSES)
def test_a_stack_of_networks_learns_as_each_alone(loss: str, penalty: str, name: str) -> None:
    """Eight networks, each with initial weights and an order of the rows of its own, one epoch."""
    seeds, outputs = list(range(8)), LOSSES[loss].outputs(3)
    make = {"activations": ["tanh", "gelu"], "loss": loss}
    targets = np.eye(3)[rng.integers(0, 3, 20)] if outputs == 3 else Y
    order = np.stack([np.random.default_rng(seed).permutation(20) for seed in seeds])
    settings = {"regulariser": REGULARISERS[penalty], "penalty_strength": 0.05, "clip_norm": 0.5}
    stack = Network([2, 4, 3, outputs], seed=seeds, **make)
    together = Learner(stack, OPTIMISERS[name](), **settings)
    for batch in batches(order, 8):
        together.step(X[batch], targets[batch], 0.05)
    for seed in seeds:
        one = Network([2, 4, 3, outputs], seed=seed, **make)
        alone = Learner(one, OPTIMISERS[name](), **settings)
        for batch in batches(order[seed], 8):
            alone.step(X[batch], targets[batch], 0.05)
        np.testing.assert_allclose(stack.theta[seed], one.theta, rtol=1e-11, atol=1e-13)


@examples(60)
@given(rows=st.integers(0, 40), size=st.integers(0, 50), lead=st.sampled_from([(), (3,)]))
def test_batches_cover_every_row_once_and_in_order(rows: int, size: int, lead: tuple[int, ...]) -> None:
    order = np.broadcast_to(np.arange(rows)[::-1], (*lead, rows))
    parts = list(batches(order, size))
    assert np.array_equal(np.concatenate([*parts, order[..., :0]], axis=-1), order)
    assert all(part.shape[-1] == (size or rows) for part in parts[:-1])
    assert len(parts) == (-(-rows // (size or max(1, rows))))


def test_the_short_last_batch_is_an_update_of_its_own() -> None:
    assert [len(batch) for batch in batches(np.arange(10), 4)] == [4, 4, 2]
    assert [len(batch) for batch in batches(np.arange(10), 0)] == [10]


@pytest.mark.parametrize("regulariser", REGULARISERS)
@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("seed", [0, [0, 1, 2]])
def test_frozen_parameters_do_not_move(optimiser: str, regulariser: str, seed: int | list[int]) -> None:
    ours = Network([2, 4, 2, 1], ["tanh", "relu"], seed=seed)
    learner = Learner(ours, OPTIMISERS[optimiser](), REGULARISERS[regulariser], 0.1, clip_norm=0.5)
    learner.step(X, Y, 0.1)  # gives the optimiser something to remember
    learner.frozen_indices = np.array([0, 5, 13, 24])
    before = ours.theta.copy()
    for _ in range(5):
        learner.step(X, Y, 0.1)
    moved = ours.theta != before
    assert not moved[..., learner.frozen_indices].any()
    free = np.delete(np.arange(ours.parameters), learner.frozen_indices)
    assert moved[..., free].mean() > 0.8  # but for a ReLU that is off, or a zero of L1


def test_the_others_move_as_if_nothing_was_frozen() -> None:
    ours, plain = network(), network()
    Learner(ours, frozen_indices=np.array([3])).step(X, Y, 0.1)
    Learner(plain).step(X, Y, 0.1)
    np.testing.assert_array_equal(np.delete(ours.theta, 3), np.delete(plain.theta, 3))
