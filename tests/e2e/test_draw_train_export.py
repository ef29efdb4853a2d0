"""The main job: draw points, train until all are right, export the weights, and find them again elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from playground.engine import Network
from tests.e2e.driver import Driver

CLOUD = [(dx, dy) for dx in (-0.7, 0.0, 0.7) for dy in (-0.7, 0.0, 0.7)]


def draw_xor(app: Driver) -> None:
    """Class 0 (chosen by its button) where x and y have one sign, class 1 (chosen by its key) elsewhere."""
    app.keys("Ctrl+Del")
    app.choose_class(0)
    for dx, dy in CLOUD:
        app.click_point(-3 + dx, -3 + dy)
        app.click_point(3 + dx, 3 + dy)
    app.choose_class(1, by_key=True)
    for dx, dy in CLOUD:
        app.click_point(-3 + dx, 3 + dy)
        app.click_point(3 + dx, -3 + dy)
    app.point_elsewhere()
    app.frame()


def train_to_the_end(app: Driver) -> None:
    app.type("hidden_layers", "8")
    app.type("learning_rate", "0.1")
    app.press("play")
    app.wait_for(lambda: app.figure("accuracy") == "100 %", "all rows to be right")
    app.press("play")
    app.settle()


def test_an_xor_drawn_by_hand_is_learnt_exported_and_found_again(
    app: Driver, opened: Callable[[], Driver], tmp_path: Path
) -> None:
    draw_xor(app)
    data = app.session.data
    assert (app.rows, app.marks()) == (36, 36)
    assert not data.test.any()  # what is drawn is there to learn from
    signs = np.sign(data.X[:, 0] * data.X[:, 1])
    np.testing.assert_array_equal(data.y, (signs < 0).astype(float))

    train_to_the_end(app)
    assert "All 36 training rows classified correctly" in app.words()
    file = tmp_path / "xor.npz"
    app.export(file)
    assert app.notice.startswith("Exported xor.npz")

    other = opened()
    assert not np.array_equal(other.pixels, app.pixels)
    other.open_file("open_weights", file)
    other.settle()
    assert app.theta.tobytes() == other.theta.tobytes()
    np.testing.assert_array_equal(app.pixels, other.pixels)
    assert other.epoch == app.epoch

    X = np.vstack([data.X, [[0.1, 0.2], [-5.0, 5.0]]])
    ours, theirs = app.session, other.session
    predicted = theirs.network.predict(theirs.experiment.encode(X))
    assert predicted.tobytes() == ours.network.predict(ours.experiment.encode(X)).tobytes()
    np.testing.assert_array_equal((predicted[: len(data), 0] >= 0.5).astype(float), data.y)


def test_the_exported_file_is_enough_for_numpy_and_the_engine(app: Driver, tmp_path: Path) -> None:
    draw_xor(app)
    train_to_the_end(app)
    app.export(tmp_path / "plain", ".npz")
    with np.load(tmp_path / "plain.npz") as file:  # the ending is added
        weights = [(file["W1"], file["b1"]), (file["W2"], file["b2"])]
    network = Network((2, 8, 1), ("tanh",), "log_loss")
    network.theta[...] = np.concatenate([part.ravel() for layer in weights for part in layer])
    predicted = network.predict(app.session.data.X)[:, 0]
    np.testing.assert_array_equal((predicted >= 0.5).astype(float), app.session.data.y)
