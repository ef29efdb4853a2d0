"""A prepared learner learns as the learner does: every row of every table, every batch size, stacks too."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine import ACTIVATIONS, LOSSES, OPTIMISERS, REGULARISERS, Learner, Network, batches
from playground.engine.activations import Activation
from playground.engine.losses import Loss
from playground.engine.optimisers import SGD, Optimiser
from playground.fastpath import Inference, PreparedLearner
from playground.fastpath.compiled import covers
from playground.fastpath.passes import ChunkedPass
from playground.fastpath.prepared import Compile
from tests.properties import examples

CLASSES = 3


@dataclass
class Case:
    """A learner, its rows, the order in which it meets them (stack, N) or (N,), and the size of a batch."""

    learner: Learner
    X: np.ndarray
    Y: np.ndarray
    order: np.ndarray
    size: int

    def epochs(self) -> Iterator[np.ndarray]:
        yield from (self.order, self.order[..., ::-1].copy())

    def steps(self, order: np.ndarray) -> Iterator[tuple[float, np.ndarray]]:
        """The learning rate falls as it may."""
        for place, batch in enumerate(batches(order, self.size)):
            yield 0.05 / (1 + place // 2), batch


def targets(loss: Loss, rng: np.random.Generator, rows: int) -> np.ndarray:
    match loss.targets:
        case "one_hot":
            return np.eye(CLASSES)[rng.integers(0, CLASSES, rows)]
        case "value":
            return rng.normal(0, 2, (rows, 1))
        case "zero_one":
            return rng.integers(0, 2, (rows, 1)) * 1.0
        case "plus_minus_one":
            return rng.integers(0, 2, (rows, 1)) * 2.0 - 1.0


def case(
    loss: str = "log_loss",
    activations: tuple[str, ...] = ("tanh", "relu"),
    *,
    width: int = 3,
    rows: int = 10,
    size: int = 4,
    stack: int = 0,
    seed: int = 0,
    frozen: tuple[int, ...] = (),
    **rule: Any,
) -> Case:
    rng, outputs = np.random.default_rng([seed, 1]), LOSSES[loss].outputs(CLASSES)
    sizes = (2, *range(width, width + len(activations)), outputs)
    first = [seed + one for one in range(stack)] if stack else seed
    network = Network(sizes, activations, loss, first, "glorot")
    network.theta += rng.normal(0, 0.1, network.theta.shape)
    places = np.array([place % network.parameters for place in frozen], dtype=np.intp)
    order = rng.permuted(np.tile(np.arange(rows), (stack, 1)), axis=1) if stack else rng.permutation(rows)
    learner = Learner(network, frozen_indices=places, **rule)
    return Case(learner, rng.normal(0, 1, (rows, 2)), targets(network.loss_fn, rng, rows), order, size)


def twin_of(learner: Learner) -> Learner:
    twin = deepcopy(learner)
    twin.network.weights = twin.network.views(twin.network.theta)
    return twin


def by_numpy(_learner: Learner, _rows: int) -> bool:
    return False


def compiled_where_it_can_be(learner: Learner, _rows: int) -> bool:
    return covers(learner)


def assert_same_steps(one: Case) -> None:
    """By NumPy and compiled."""
    assert_steps_as_the_learner(deepcopy_of(one), by_numpy)
    assert_steps_as_the_learner(one, compiled_where_it_can_be)


def deepcopy_of(one: Case) -> Case:
    return replace(one, learner=twin_of(one.learner))


def assert_steps_as_the_learner(one: Case, compiling: Compile) -> None:
    """Two epochs, prepared; each step is also taken by the learner, from the same θ and memory."""
    learner = one.learner
    prepared = PreparedLearner(learner, one.X, one.Y, compiling)
    for order in one.epochs():
        start = 0
        for rate, batch in one.steps(order):
            twin = twin_of(learner)
            twin.step(one.X[batch], one.Y[batch], rate)
            assert prepared.run(order, start, batch.shape[-1], rate) == 1
            assert_same(learner, twin)
            start += batch.shape[-1]
            if np.abs(learner.network.theta).max() > 1e3:
                return  # it diverges, as it may


def assert_same(found: Learner, expected: Learner) -> None:
    theta = expected.network.theta
    assert np.isfinite(theta).all()
    near = 1e-12 * max(1.0, float(np.abs(theta).max()))
    np.testing.assert_allclose(found.network.theta, theta, rtol=0, atol=near)
    assert (found.clipped, found.state.steps) == (expected.clipped, expected.state.steps)
    for name, slot in expected.state.slots.items():
        np.testing.assert_allclose(found.state.slots[name], slot, rtol=1e-9, atol=1e-12)


def tame(name: str) -> Optimiser:
    """With an ε that does not blow the last digit of a gradient near 0 up to a visible step."""
    row = OPTIMISERS[name]
    return row(epsilon=1e-3) if "epsilon" in row.__dataclass_fields__ else row()  # type: ignore[call-arg]


@examples(300)
@given(
    loss=st.sampled_from(list(LOSSES)),
    activations=st.lists(st.sampled_from(list(ACTIVATIONS)), max_size=4).map(tuple),
    width=st.integers(1, 5),
    rows=st.integers(1, 25),
    size=st.sampled_from([0, 1, 2, 5, 24, 25]),
    stack=st.sampled_from([0, 0, 1, 3]),
    seed=st.integers(0, 10**6),
    frozen=st.lists(st.integers(0, 200), max_size=4).map(tuple),
    optimiser=st.sampled_from(list(OPTIMISERS)),
    regulariser=st.sampled_from(list(REGULARISERS)),
    penalty_strength=st.sampled_from([0.0, 0.01, 1.0]),
    clip_norm=st.sampled_from([0.0, 0.05, 100.0]),
)
def test_a_prepared_learner_steps_as_the_learner_does(
    optimiser: str, regulariser: str, **choices: Any
) -> None:
    assert_same_steps(case(optimiser=tame(optimiser), regulariser=REGULARISERS[regulariser], **choices))


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_with_every_loss(activation: str, loss: str) -> None:
    for activations in [(activation,), (activation, activation, "tanh", activation)]:
        for rows in (9, 300):  # many rows take other calls
            assert_same_steps(case(loss, activations, rows=rows, size=rows))


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_every_optimiser_keeps_its_memory_where_the_learner_has_it(optimiser: str) -> None:
    """Prepared again for each step, with steps of the learner between: the memory goes to and fro."""
    ours = case(rows=40, size=4, optimiser=tame(optimiser))
    twin, state = twin_of(ours.learner), ours.learner.state
    for place, (rate, batch) in enumerate(ours.steps(ours.order)):
        twin.step(ours.X[batch], ours.Y[batch], rate)
        if place % 3:
            PreparedLearner(ours.learner, ours.X, ours.Y).run(ours.order, 4 * place, 4, rate)
        else:
            ours.learner.step(ours.X[batch], ours.Y[batch], rate)
        assert_same(ours.learner, twin)
    assert ours.learner.state is state and state.steps == 10


@pytest.mark.parametrize("stack", [0, 2])
def test_a_batch_too_large_for_the_cache_is_swept_in_pieces(stack: int) -> None:
    large = case(activations=("tanh",) * 3, width=64, rows=1001, size=1000, stack=stack)
    network = large.learner.network
    assert len(ChunkedPass(network, 1000, np.zeros_like(network.theta))._passes) == 2
    assert_same_steps(large)


def test_logits_of_a_thousand_give_finite_steps() -> None:
    for loss in LOSSES:
        for rows in (5, 300):
            far = case(loss, ("tanh",), rows=rows, size=0)
            far.learner.network.weights[-1][0][...] *= 1e4
            with np.errstate(over="ignore"):
                assert_same_steps(far)


def test_several_steps_in_one_run_are_the_same_steps_bit_for_bit() -> None:
    runs = [case(rows=30, size=4, optimiser=OPTIMISERS["adam"]()) for _ in range(2)]
    prepared = [PreparedLearner(one.learner, one.X, one.Y) for one in runs]
    assert prepared[0].run(runs[0].order, 0, 4, 0.1, most=5) == 5
    for step in range(5):
        assert prepared[1].run(runs[1].order, 4 * step, 4, 0.1, most=5, deadline=0.0) == 1
    assert (runs[0].learner.network.theta == runs[1].learner.network.theta).all()
    assert prepared[0].run(runs[0].order, 20, 4, 0.1, most=5) == 2, "two whole batches are left"


def test_it_can_begin_anywhere_and_jump() -> None:
    """Single rows, then batches that lie across those of the epoch, then another order."""
    ours, theirs = case(rows=30), case(rows=30)
    prepared, orders = PreparedLearner(ours.learner, ours.X, ours.Y), [ours.order, ours.order[::-1].copy()]
    for which, start, size in [(0, 0, 1), (0, 1, 1), (0, 2, 7), (0, 9, 7), (1, 9, 7), (0, 16, 4), (1, 0, 30)]:
        prepared.run(orders[which], start, size, 0.1)
        batch = orders[which][start : start + size]
        theirs.learner.step(ours.X[batch], ours.Y[batch], 0.1)
    np.testing.assert_allclose(ours.learner.network.theta, theirs.learner.network.theta, rtol=0, atol=1e-12)


def test_a_row_without_a_fast_form_is_run_by_its_own_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a new row of each table needs: nothing else anywhere."""
    bent = Activation("bent", "bent", "z + sin z", lambda z: z + np.sin(z), lambda z, a: 1.0 + np.cos(z))
    fourth = Loss(
        "fourth",
        "fourth",
        "r⁴",
        "identity",
        "value",
        ("regression",),
        output_activation=lambda z: z,
        per_row=lambda z, y: ((z - y) ** 4).sum(axis=-1),
        output_delta=lambda z, p, y: 4.0 * (p - y) ** 3,
    )
    monkeypatch.setitem(ACTIVATIONS, "bent", bent)
    monkeypatch.setitem(LOSSES, "fourth", fourth)

    class Halved(SGD):
        """Half a step."""

        def move(self, theta: np.ndarray, g: np.ndarray, rate: float, *_: Any) -> None:
            theta -= 0.5 * rate * g

    for stack in (0, 2):
        assert_same_steps(case("fourth", ("bent", "tanh"), optimiser=Halved(), stack=stack))


any_network = given(
    loss=st.sampled_from(list(LOSSES)),
    activations=st.lists(st.sampled_from(list(ACTIVATIONS)), max_size=3).map(tuple),
    rows=st.sampled_from([0, 1, 7, 5000]),
    seed=st.integers(0, 10**6),
)


@examples(60)
@any_network
def test_the_outputs_are_those_of_the_forward_pass_at_the_present_weights(rows: int, **choices: Any) -> None:
    ours = case(rows=rows, **choices)
    network = ours.learner.network
    inference = Inference(network, ours.X)
    for _ in range(2):
        inference.run()
        z, prediction = inference.outputs()
        trace = network.forward(ours.X)
        np.testing.assert_allclose(z, trace.z[-1], rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(prediction, trace.prediction, rtol=1e-12, atol=1e-13)
        network.theta *= 0.5


@examples(60)
@any_network
def test_inference_gives_every_neuron_at_the_present_weights(rows: int, **choices: Any) -> None:
    ours = case(rows=rows, **choices)
    network = ours.learner.network
    inference = Inference(network, ours.X)
    single = network.at(network.theta.astype(np.float32))
    quick = Inference(single, ours.X.astype(np.float32))
    for _ in range(2):
        inference.run()
        quick.run()
        trace = network.forward(ours.X)
        for layer, a in enumerate(trace.a):
            np.testing.assert_allclose(inference.a(layer), np.moveaxis(a, -1, 0), rtol=1e-12, atol=1e-13)
            np.testing.assert_allclose(quick.a(layer), np.moveaxis(a, -1, 0), rtol=1e-3, atol=1e-4)
            assert quick.a(layer, 1).dtype == np.float32 and len(quick.a(layer, 1)) == 1
        for layer, z in enumerate(trace.z, 1):
            np.testing.assert_allclose(inference.z(layer), np.moveaxis(z, -1, 0), rtol=1e-12, atol=1e-13)
        network.theta *= 0.5
        single.theta *= 0.5
