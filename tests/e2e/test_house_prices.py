"""Regression on real data: the house prices, their error in dollars, residuals, and features switched off."""

from __future__ import annotations

import math

import numpy as np
import pytest

from playground.data import read_csv
from playground.engine import Network
from playground.resources import resource
from tests.e2e.driver import Driver


@pytest.fixture
def houses(app: Driver) -> Driver:
    app.choose("source", "Houses")
    app.settle()
    return app


def rmse_by_hand(app: Driver) -> float:
    """From the file, the weights and the textbook; only the choice of training rows is the app's."""
    table = read_csv(resource("datasets") / "houses.csv", "price_usd")
    train = ~app.session.data.test
    X, y = table.X[train], table.y[train]
    network = Network((3, 4, 2, 1), ("tanh", "tanh"), "mse")
    network.theta[...] = app.theta
    scaled = network.predict((X - X.mean(axis=0)) / X.std(axis=0))[:, 0]
    return math.sqrt(np.mean((scaled * y.std() + y.mean() - y) ** 2))


def test_the_error_is_shown_in_dollars_and_falls(houses: Driver) -> None:
    assert houses.session.data.name == "houses"
    first = rmse_by_hand(houses)
    assert houses.figure("accuracy") == f"{first:,.0f}"
    houses.train(epochs=150)
    after = rmse_by_hand(houses)
    assert after < 0.3 * first
    assert houses.window.bar.figures.accuracy.name == "Train RMSE"
    assert houses.window.bar.figures.test_accuracy.name == "Test RMSE"
    assert houses.figure("accuracy") == f"{after:,.0f}"
    assert "of the training rows, in the units of price_usd" in houses.window.bar.figures.accuracy.toolTip()


def test_curve_points_and_residual_bars_are_there(houses: Driver) -> None:
    houses.train(epochs=20)
    canvas, data = houses.window.canvas_panel.canvas, houses.session.data
    xs, prices = canvas.curves[0].getData()
    assert len(xs) > 100 and prices.min() > 0 and np.ptp(prices) > 10_000
    train = ~data.test
    assert houses.marks() == train.sum()
    xs, ends = canvas.points._residuals.getData()
    predicted = houses.session.experiment.decode(
        houses.session.network.predict(houses.session.experiment.encode(data.X[train]))
    )
    np.testing.assert_array_equal(xs[::2], data.X[train, 0])
    np.testing.assert_array_equal(ends[::2], data.y[train])
    np.testing.assert_allclose(ends[1::2], predicted)
    houses.press("show_test")
    assert houses.marks() == houses.rows
    assert len(canvas.points._residuals.getData()[0]) == 2 * houses.rows


def test_features_are_switched_on_and_off(houses: Driver) -> None:
    houses.train(epochs=5)
    trained = houses.theta
    houses.choose_from("features", "feature_x3")
    assert houses.session.experiment.sizes == (2, 4, 2, 1)
    assert houses.session.experiment.features == ("x1", "x2")
    houses.settle()
    assert houses.epoch == 0  # another network
    houses.choose_from("features", "feature_x3")
    assert houses.session.experiment.features == ("x1", "x2", "x3")
    houses.press("undo")
    houses.press("undo")
    houses.settle()
    np.testing.assert_array_equal(houses.theta, trained)


def test_a_column_on_each_axis_shows_the_plane(houses: Driver) -> None:
    houses.choose("axis_y", "age_years")
    assert (houses.session.view.plane.x, houses.session.view.plane.y) == (0, 2)
    assert houses.pixels.shape[0] > 100
    houses.choose("axis_y", "price_usd")
    assert houses.session.view.plane.y is None
    houses.choose("axis_x", "rooms")
    assert (houses.session.view.plane.x, houses.session.view.plane.y) == (1, None)
    houses.keys("F")
    assert (houses.session.view.plane.x, houses.session.view.plane.y) == (1, None)
