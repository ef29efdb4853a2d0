"""Every number of one update against autograd, the textbook, and the step that a trainer takes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import elementwise_grad, grad
from hypothesis import assume, given
from hypothesis import strategies as st

from playground.data import Dataset
from playground.engine import ACTIVATIONS, LOSSES, OPTIMISERS, REGULARISERS
from playground.microscope.step import Step
from playground.training import Experiment, Spec, Trainer
from playground.training.parameters import Parameter
from playground.training.resume_point import ResumePoint
from tests.engine.oracle import ACTIVATION_FORMULAS, LOSS_FORMULAS, Formula, formula
from tests.properties import examples

ROWS, HELD_OUT = 23, (0, 7, 8, 20)
SEEDS = st.integers(0, 2**16)

LINKS: dict[str, Formula] = {
    "identity": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "tanh": anp.tanh,
    "softmax": lambda z: anp.exp(z) / anp.sum(anp.exp(z)),
}
PENALTIES: dict[str, Formula] = {
    "none": lambda w: 0.0,
    "l1": lambda w: anp.sum(anp.abs(w)),
    "l2": lambda w: anp.sum(w * w) / 2,
}


def _adam(g: float, t: int, m: float, s: float, spec: Spec) -> float:
    m, s = spec.beta1 * m + (1 - spec.beta1) * g, spec.beta2 * s + (1 - spec.beta2) * g**2
    return m / (1 - spec.beta1**t) / (math.sqrt(s / (1 - spec.beta2**t)) + spec.epsilon)


# What is taken from one parameter, over α: from w, whether it is a weight, g, the step t and its memory.
MOVES: dict[str, Callable[..., float]] = {
    "sgd": lambda w, is_w, g, t, spec: g,
    "momentum": lambda w, is_w, g, t, spec, v: spec.momentum * v + g,
    "nesterov": lambda w, is_w, g, t, spec, v: g + spec.momentum * (spec.momentum * v + g),
    "adagrad": lambda w, is_w, g, t, spec, s: g / (math.sqrt(s + g**2) + spec.epsilon),
    "rmsprop": lambda w, is_w, g, t, spec, s: (
        g / (math.sqrt(spec.rho * s + (1 - spec.rho) * g**2) + spec.epsilon)
    ),
    "adam": lambda w, is_w, g, t, spec, m, s: _adam(g, t, m, s, spec),
    "adamw": lambda w, is_w, g, t, spec, m, s: _adam(g, t, m, s, spec) + spec.weight_decay * w * is_w,
}


def experiment(loss: str, seed: int = 0, **choices: Any) -> Experiment:
    """23 rows of two columns, unscaled, four of them held out."""
    task, rng = LOSSES[loss].tasks[0], np.random.default_rng([seed, 5])
    classes = {"regression": 0, "two_classes": 2, "many_classes": 3}[task]
    y = rng.integers(0, classes, ROWS).astype(float) if classes else rng.normal(0, 2, ROWS)
    test = np.isin(np.arange(ROWS), HELD_OUT)
    names = ("red", "green", "blue")[:classes]
    data = Dataset(rng.normal(0, 1, (ROWS, 2)), y, ("x1", "x2"), "y", names, test)
    plain = {"scale_inputs": "none", "scale_target": "none", "seed": seed, "initialiser": "glorot"}
    return Experiment.create(data, Spec(loss=loss, **plain, **choices))


def parameters(sizes: tuple[int, ...]) -> list[Parameter]:
    """All of them, in the order of θ."""
    found = []
    for layer, (inputs, outputs) in enumerate(pairwise(sizes), 1):
        found += [Parameter(layer, to, source) for source in range(inputs) for to in range(outputs)]
        found += [Parameter(layer, to) for to in range(outputs)]
    return found


@dataclass
class ByAutograd:
    """One row, one weight after the other: z, a and the loss written again, their slopes by autograd."""

    step: Step
    theta: np.ndarray

    def walk(self, row: int, theta: Any, shifts: list[Any]) -> tuple[list[Any], list[Any], Any]:
        """Z and a of every layer, and the loss, if every z were larger by its shift."""
        ours = self.step.experiment
        functions = [formula(ACTIVATION_FORMULAS, name) for name in ours.spec.activations()]
        z, a, place = [], [self.step.X[row]], 0
        for layer, (inputs, outputs) in enumerate(pairwise(ours.sizes)):
            W = anp.reshape(theta[place : place + inputs * outputs], (inputs, outputs))
            b = theta[place + inputs * outputs : place + (inputs + 1) * outputs]
            place += (inputs + 1) * outputs
            z.append(anp.dot(a[-1], W) + b + shifts[layer])
            f = functions[layer] if layer < len(functions) else LINKS[ours.loss.output_name]
            a.append(f(z[-1]))
        return z, a, anp.sum(formula(LOSS_FORMULAS, ours.spec.loss)(z[-1], self.step.Y[row]))

    @property
    def still(self) -> list[Any]:
        return [np.zeros(size) for size in self.step.experiment.sizes[1:]]

    def loss(self, row: int) -> float:
        return float(self.walk(row, self.theta, self.still)[2])

    def gradient(self, row: int) -> np.ndarray:
        return grad(lambda theta: self.walk(row, theta, self.still)[2])(self.theta)

    def deltas(self, row: int) -> list[np.ndarray]:
        return grad(lambda shifts: self.walk(row, self.theta, shifts)[2])(self.still)


def close(ours: Any, theirs: Any) -> None:
    np.testing.assert_allclose(ours, theirs, rtol=1e-8, atol=1e-10)


def trained(ours: Experiment, steps: int) -> Trainer:
    trainer = Trainer(ours)
    assert trainer.advance(math.inf, max_steps=steps) == steps
    return trainer


def keep_off_kinks(step: Step) -> None:
    """Near one of them a slope is what rounding makes of it."""
    for trace in (step.trace, step.trace_after):
        assume(all(np.abs(z).min() > 1e-4 for z in trace.z))
        assume(np.abs(np.abs(trace.z[-1] - step.Y) - 1.0).min() > 1e-4)


def hold_to_the_oracle(step: Step) -> None:
    hold_forward_and_backward(step)
    hold_update(step)
    after = ByAutograd(step, step.start.theta + step.change)
    close(step.losses_after, [after.loss(row) for row in range(len(step.rows))])
    close(step.loss_after, np.mean(step.losses_after))
    for row in range(len(step.rows)):
        close(step.trace_after.prediction[row], after.walk(row, after.theta, after.still)[1][-1])


def hold_forward_and_backward(step: Step) -> None:
    ours, judge, N = step.experiment, ByAutograd(step, step.start.theta), range(len(step.rows))
    data = ours.data
    np.testing.assert_array_equal(step.X, data.X[list(step.rows)])
    for row, place in enumerate(step.rows):
        y, wanted = data.y[place], step.Y[row].tolist()
        match ours.loss.targets:
            case "one_hot":
                assert wanted == [float(index == y) for index in range(3)]
            case "plus_minus_one":
                assert wanted == [1.0 if y else -1.0]
            case _:
                assert wanted == [y]
        z, a, _ = judge.walk(row, judge.theta, judge.still)
        for layer, size in enumerate(ours.sizes[1:]):
            assert step.trace.z[layer].shape == (len(step.rows), size)
            close(step.trace.z[layer][row], z[layer])
            close(step.trace.a[layer + 1][row], a[layer + 1])
            close(step.deltas[layer][row], judge.deltas(row)[layer])
        for layer, name in enumerate(ours.spec.activations()):
            close(step.slopes[layer][row], elementwise_grad(ACTIVATION_FORMULAS[name])(z[layer]))
    close(step.losses, [judge.loss(row) for row in N])
    close(step.loss, np.mean([judge.loss(row) for row in N]))
    by_row = np.array([judge.gradient(row) for row in N])
    for place, parameter in enumerate(parameters(ours.sizes)):
        close(step.row_gradients(parameter), by_row[:, place])
    close(step.gradient, by_row.mean(axis=0))


def hold_update(step: Step) -> None:
    """Penalty, locks, clipping and the optimiser's move, from the gradient that the oracle agreed with."""
    spec, theta, moment = step.experiment.spec, step.start.theta, step.start
    all_of_them = parameters(step.experiment.sizes)
    is_weight = np.array([float(parameter.source is not None) for parameter in all_of_them])
    locked = np.array([parameter.name in spec.frozen for parameter in all_of_them])
    assert [step.is_frozen(parameter) for parameter in all_of_them] == locked.tolist()

    penalty = formula(PENALTIES, spec.regularisation)
    pull = spec.regularisation_rate * grad(lambda w: penalty(w * is_weight) + 0.0 * anp.sum(w))(theta)
    close(step.penalty_gradient, pull * is_weight)
    g = np.where(locked, 0.0, step.gradient + step.penalty_gradient)
    close(step.full_gradient, g)
    length = math.sqrt(sum(part**2 for part in g))
    close(step.gradient_norm, length)
    close(step.clipping, spec.clip_norm / length if 0 < spec.clip_norm < length else 1.0)
    close(step.used_gradient, g * step.clipping)

    assert moment.rate == spec.rate(moment.epoch)
    move, slots = MOVES[spec.optimiser], moment.state.slots
    for place in range(len(theta)):
        w, g_used = theta[place], g[place] * step.clipping
        memory = {name: slots[name][place] for name in slots}
        taken = moment.rate * move(w, is_weight[place], g_used, moment.steps + 1, spec, **memory)
        new = w - taken
        if spec.regularisation == "l1" and new * (new + moment.rate * pull[place] * is_weight[place]) < 0:
            new = 0.0  # the penalty alone has carried it across
        close(step.change[place], 0.0 if locked[place] else new - w)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@examples(3)
@given(hidden=st.lists(st.integers(1, 4), max_size=3), count=st.integers(1, 5), seed=SEEDS)
def test_every_activation_with_every_loss(
    activation: str, loss: str, hidden: list[int], count: int, seed: int
) -> None:
    ours = experiment(loss, seed, hidden_layers=tuple(hidden), activation=(activation,))
    rows = np.random.default_rng(seed).choice(ROWS, count, replace=False)
    step = Step.of(ours, Trainer(ours).resume_point(), tuple(rows.tolist()))
    keep_off_kinks(step)
    hold_to_the_oracle(step)


SPECS = {
    "loss": st.sampled_from(sorted(LOSSES)),
    "clip_norm": st.sampled_from([0.0, 0.05, 100.0]),
    "frozen": st.sampled_from([(), ("w1[1,1]", "b2[2]", "w3[1,2]")]),
    "batch_size": st.sampled_from([1, 4, 0]),
    "schedule": st.sampled_from(["constant", "step"]),
    "seed": SEEDS,
}


@pytest.mark.parametrize("regularisation", REGULARISERS)
@pytest.mark.parametrize("optimiser", OPTIMISERS)
@examples(6)
@given(stride=st.sampled_from(["row", "batch"]), steps=st.integers(0, 9), spec=st.fixed_dictionaries(SPECS))
def test_every_optimiser_with_every_penalty(
    optimiser: str, regularisation: str, stride: Any, steps: int, spec: dict[str, Any]
) -> None:
    penalty = {"regularisation": regularisation, "regularisation_rate": 0.02}
    ours = experiment(optimiser=optimiser, schedule_epochs=1.0, **penalty, **spec)
    trainer = trained(ours, steps)
    moment = trainer.resume_point()
    step = Step.of(ours, moment, moment.row if stride == "row" else moment.batch)
    hold_to_a_trainer(step, trainer, stride)
    keep_off_kinks(step)
    hold_to_the_oracle(step)


def hold_to_a_trainer(step: Step, trainer: Trainer, stride: Any) -> None:
    """One step of the trainer itself, and one from the same rows out of turn."""
    before = step.start.theta.copy()
    trainer.step(stride)
    np.testing.assert_allclose(trainer.network.theta, step.after.theta, rtol=1e-12, atol=1e-15)
    aside = Trainer(step.experiment, step.start)
    aside.step_on(step.rows)
    assert (aside.network.theta == step.after.theta).all()
    assert aside._learner.state.steps == step.state.steps == step.start.steps + 1
    for name, slot in step.state.slots.items():
        assert (aside._learner.state.slots[name] == slot).all()
    assert (step.start.theta == before).all() and (step.before.theta == before).all()


@pytest.mark.parametrize("batch_size", [5, 19])
def test_the_short_last_batch(batch_size: int) -> None:
    """19 rows train, five at a time: the last four are a batch, and an epoch."""
    ours = experiment("log_loss", batch_size=batch_size, optimiser="adam")
    trainer = trained(ours, 19 // batch_size)
    moment = trainer.resume_point()
    assert len(moment.batch) == (4 if batch_size == 5 else 19)
    step = Step.of(ours, moment, moment.batch)
    hold_to_a_trainer(step, trainer, "batch")
    hold_to_the_oracle(step)


def test_a_penalty_that_stops_a_weight_at_zero() -> None:
    ours = experiment("mse", regularisation="l1", regularisation_rate=1.0, learning_rate=0.1)
    start = Trainer(ours).resume_point()
    start.theta[::2] *= 1e-3
    step = Step.of(ours, start, (1, 2, 3))
    assert (step.after.theta == 0.0).any()
    hold_update(step)


def test_a_row_of_the_test_set_and_one_row_twice() -> None:
    ours = experiment("half_mse")
    hold_to_the_oracle(Step.of(ours, Trainer(ours).resume_point(), (7, 2, 2)))


def test_without_rows_there_is_no_step() -> None:
    ours = experiment("mse")
    with pytest.raises(ValueError, match="needs a row"):
        Step.of(ours, Trainer(ours).resume_point(), ())


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("size", [1e200, math.inf, math.nan])
def test_weights_that_have_diverged_make_no_noise(loss: str, size: float) -> None:
    ours = experiment(loss, clip_norm=1.0, regularisation="l2", optimiser="adam")
    moment: ResumePoint = Trainer(ours).resume_point()
    moment.theta[...] = size * np.sign(moment.theta + 1e-9)
    step = Step.of(ours, moment, (1, 2))
    shown = (
        step.losses,
        step.losses_after,
        step.gradient,
        step.penalty_gradient,
        step.used_gradient,
        step.change,
    )
    assert all(len(numbers) for numbers in shown)
    assert len(step.row_gradients(Parameter(1, 0, 0))) == 2
    assert isinstance(step.loss + step.loss_after + step.gradient_norm + step.clipping, float)
    assert [slope.shape for slope in step.slopes] == [(2, 4), (2, 2)]
