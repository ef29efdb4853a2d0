"""Three classes: regions, softmax, the names of the classes, and the choice of axes among four columns."""

from __future__ import annotations

import numpy as np
import pytest

from playground.ui.network.diagram import text as words
from tests.e2e.driver import Driver


@pytest.fixture
def iris(app: Driver) -> Driver:
    app.choose("source", "Iris")
    app.settle()
    return app


def test_the_regions_of_three_classes(iris: Driver) -> None:
    assert iris.session.experiment.loss.output_name == "softmax"
    assert iris.session.experiment.sizes == (4, 4, 2, 3)
    iris.type("learning_rate", "0.01")  # a run that does not jump, wherever it is paused
    iris.type("hidden_layers", "8")
    iris.train(epochs=400)
    assert iris.session.snapshot.train.accuracy > 0.9
    iris.press("hard_boundary")
    regions = {f"#{pixel & 0xFFFFFF:06X}" for pixel in np.unique(iris.pixels)}
    assert regions == set(iris.window.theme.tints[:3])
    assert len(iris.window.canvas_panel.canvas.boundary.getData()[0]) > 10


def test_the_classes_have_their_names(iris: Driver) -> None:
    names = iris.session.data.class_names
    assert len(names) == 3 and "setosa" in names[0]
    for index, name in enumerate(names):
        assert iris.find(f"class_{index}").accessibleName() == f"Draw {name}"
        assert iris.window.network_panel.view.session and words.caption(iris.session, 3, index).startswith(
            name
        )
    iris.hover(*_middle(iris))
    iris.wait_for(lambda: "predicted" in iris.words(), "the words about the place")
    assert any(f"predicted {name}" in iris.words() for name in names)
    iris.choose("source", "Cities")
    iris.settle()
    cities = iris.session.data.class_names
    assert [iris.find(f"class_{i}").accessibleName() for i in range(3)] == [f"Draw {c}" for c in cities]


def _middle(app: Driver) -> tuple[float, float]:
    plane = app.session.view.plane
    return sum(plane.x_range) / 2, sum(plane.y_range) / 2


def test_the_axes_can_be_chosen(iris: Driver) -> None:
    iris.window.resize(1440, 1000)  # the name of an axis has room for the other columns
    columns = iris.session.data.columns
    iris.choose("axis_x", columns[1])
    iris.choose("axis_y", columns[0])
    plane = iris.session.view.plane
    assert (plane.x, plane.y) == (1, 0)
    iris.choose("axis_x", columns[0])  # the same column twice: they change places
    assert (iris.session.view.plane.x, iris.session.view.plane.y) == (0, 1)
    assert columns[2] in iris.window.canvas_panel.canvas.getAxis("bottom").labelText
    iris.keys("F")
    assert (iris.session.view.plane.x, iris.session.view.plane.y) == (0, 1)
    iris.choose_class(2)
    x, y = _middle(iris)
    iris.click_point(x, y)
    row = iris.session.data.X[-1]
    np.testing.assert_allclose(row[:2], (x, y), rtol=0.02)
    np.testing.assert_allclose(row[2:], iris.session.view.plane.held[2:])
    assert iris.session.data.y[-1] == 2


def test_a_third_class_can_be_drawn(app: Driver) -> None:
    app.press("add_class")
    assert app.session.experiment.sizes[-1] == 3
    app.click_point(-5.5, 5.5)
    assert app.session.data.class_names == ("red", "green", "blue")
    assert app.session.data.y[-1] == 2
    app.press("undo")
    app.press("undo")
    app.settle()
    assert app.session.experiment.sizes[-1] == 1
    app.choose("source", "Iris")
    assert not [w for w in app.window.findChildren(object, "add_class") if w.isVisible()]


def test_the_words_about_a_place_follow_the_network(iris: Driver) -> None:
    iris.hover(*_middle(iris))
    iris.wait_for(lambda: "predicted" in iris.words(), "the words about the place")
    before = iris.words()
    iris.keys("Space")
    iris.wait_for(lambda: iris.epoch >= 50, "50 epochs")
    iris.wait_for(lambda: "predicted" not in iris.words(), "words that are not out of date")
    iris.keys("Space")
    iris.wait_for(lambda: "predicted" in iris.words(), "the words about the place")
    iris.settle()
    assert iris.words() != before
