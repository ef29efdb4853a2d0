"""The landscape against the engine's own E at every point, and the path through it."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data import Recipe
from playground.engine import LOSSES
from playground.microscope.landscape import Landscape, pair_with
from playground.training import Experiment, Spec
from playground.training.parameters import Parameter
from playground.training.probe import MANY_ROWS, training_rows
from tests.microscope.examples import step_of

PAIRS = (
    (Parameter(3, 0, 1), Parameter(3, 0)),
    (Parameter(1, 2, 0), Parameter(3, 0, 0)),
    (Parameter(2, 1), Parameter(2, 0, 1)),
)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("pair", PAIRS)
def test_every_point_is_e_over_the_training_rows(pair: tuple[Parameter, Parameter], loss: str) -> None:
    step = step_of(loss=loss)
    network, sizes = step.before, step.before.sizes
    land = Landscape(step.experiment, network, pair, [], 5)
    land.loss_grid.advance()
    X, Y = training_rows(step.experiment, MANY_ROWS)
    for row, y in enumerate(land.y):
        for column, x in enumerate(land.x):
            theta = network.theta.copy()
            theta[pair[0].index(sizes)], theta[pair[1].index(sizes)] = x, y
            assert land.losses[row, column] == pytest.approx(float(network.at(theta).loss(X, Y)), rel=1e-9)


def test_the_path_ends_where_the_weights_are_and_is_in_the_picture() -> None:
    step = step_of()
    pair = PAIRS[1]
    places = [parameter.index(step.before.sizes) for parameter in pair]
    thetas = [step.before.theta + shift for shift in (-3.0, -1.0, np.nan, 0.5)]
    land = Landscape(step.experiment, step.before, pair, thetas, 4)
    assert len(land.path) == 4, "what is no number is left out"
    np.testing.assert_allclose(land.path[0], thetas[0][places])
    np.testing.assert_allclose(land.path[-1], step.before.theta[places])
    assert (land.path.min(axis=0) > [land.x[0], land.y[0]]).all()
    assert (land.path.max(axis=0) < [land.x[-1], land.y[-1]]).all()


def test_without_a_path_there_is_room_around_the_point() -> None:
    step = step_of()
    land = Landscape(step.experiment, step.before, PAIRS[0], [], 3)
    np.testing.assert_allclose([land.x[1], land.y[1]], land.now)
    assert land.x[-1] - land.x[0] == pytest.approx(2.0)


def test_the_point_moves_on_the_same_surface_and_on_no_other_one() -> None:
    step = step_of()
    land = Landscape(step.experiment, step.before, PAIRS[1], [step.before.theta - 1.0], 4)
    theta = step.before.theta.copy()
    place = PAIRS[1][0].index(step.before.sizes)
    theta[place] += 0.2
    assert land.follow(theta) and land.now[0] == theta[place]
    np.testing.assert_allclose(land.path[-1], land.now)
    assert len(land.path) == 2
    theta[place] += 5.0
    assert not land.follow(theta), "it would be out of the picture"
    theta[place] -= 5.0
    theta[PAIRS[0][0].index(step.before.sizes)] += 1.0
    assert not land.follow(theta), "the surface is another one"


def test_it_is_found_piece_by_piece() -> None:
    step = step_of()
    land = Landscape(step.experiment, step.before, PAIRS[0], [], 48)
    land.loss_grid.advance(0.0)
    assert not land.loss_grid.done
    land.loss_grid.advance()
    assert land.loss_grid.done and np.isfinite(land.losses).all()


def test_test_rows_are_left_out_and_of_many_rows_a_thousand_are_taken() -> None:
    experiment = Experiment.load(Recipe(source="moons", count=3000, train_share=0.8))
    X, Y = training_rows(experiment, MANY_ROWS)
    assert len(X) == len(Y) == 1000
    few = Experiment.load(Recipe(source="moons", count=100, train_share=0.5))
    assert len(training_rows(few, MANY_ROWS)[0]) == int((~few.data.test).sum())


def test_the_chosen_weight_is_seen_with_the_steepest_other_one() -> None:
    step = step_of()
    steepest = int(np.abs(step.gradient).argmax())
    first, second = pair_with(step, Parameter(1, 0, 0))
    assert first == Parameter(1, 0, 0) and second.index(step.before.sizes) == steepest
    first, second = pair_with(step, second)
    assert first.index(step.before.sizes) == steepest and second != first


def test_a_lone_neuron_has_a_landscape_too() -> None:
    experiment = Experiment.load(Recipe(source="moons"), Spec(hidden_layers=()))
    land = Landscape(experiment, experiment.network(), (Parameter(1, 0, 0), Parameter(1, 0)), [], 3)
    land.loss_grid.advance()
    assert np.isfinite(land.losses).all()
