"""What can be changed while it trains, without a reset; what rebuilds the network; what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.e2e.driver import Driver


def test_settings_that_change_live(app: Driver) -> None:
    app.press("play")
    app.wait_for(lambda: app.epoch > 10)
    edits = (
        lambda: app.type("learning_rate", "0.1"),
        lambda: app.choose("learning_rate", "0.3"),
        lambda: app.type("batch_size", "7"),
        lambda: app.choose("optimiser", "Adam"),
        lambda: app.type("beta1", "0.8"),
        lambda: app.choose("regularisation", "L2"),
        lambda: app.type("regularisation_rate", "0.001"),
        lambda: app.slide("noise", 20),
        lambda: app.slide("train_share", 70),
    )
    for edit in edits:
        epoch = app.epoch
        edit()
        app.wait_for(lambda epoch=epoch: app.epoch > epoch + 2, "more epochs")
        assert app.session.training
    spec, recipe = app.session.spec, app.session.experiment.recipe
    assert (spec.learning_rate, spec.batch_size, spec.optimiser, spec.beta1) == (0.3, 7, "adam", 0.8)
    assert (spec.regularisation, spec.regularisation_rate) == ("l2", 0.001)
    assert recipe.noise == pytest.approx(20, abs=2)
    assert recipe.train_share == pytest.approx(0.7, abs=0.03)
    assert (~app.session.data.test).sum() == round(recipe.train_share * app.rows)
    assert app.epoch > 10


def test_a_drag_of_a_slider_is_one_undo(app: Driver) -> None:
    before = app.session.data
    app.slide("noise", 30)
    assert app.session.data is not before
    app.press("undo")
    assert app.session.data is before
    assert app.find("noise").value() == 0


REBUILDS = {
    "one neuron more": lambda app: app.press("add_neuron_1"),
    "one neuron less": lambda app: app.press("remove_neuron_2"),
    "one layer more": lambda app: app.press("add_layer"),
    "one layer less": lambda app: app.press("remove_layer"),
    "layers typed": lambda app: app.type("hidden_layers", "5, 3"),
    "activation": lambda app: app.choose("activation", "ReLU"),
    "activation of a layer": lambda app: app.choose_from("activation_1", "ReLU"),
    "feature": lambda app: app.choose_from("features", "feature_x1*x2"),
    "initial weights": lambda app: app.choose("initialiser", "Glorot"),
    "seed": lambda app: app.type("seed", "5"),
    "new seed": lambda app: app.choose_from("menu_button", "new_seed"),
}


def test_what_builds_the_network_anew_can_be_undone(app: Driver) -> None:
    app.train(epochs=10)
    theta, epoch, losses = app.theta, app.epoch, app.session.history.losses.copy()
    spec = app.session.spec
    for what, rebuild in REBUILDS.items():
        rebuild(app)
        assert app.session.spec != spec, what
        app.settle()
        assert app.epoch == 0, what
        np.testing.assert_array_equal(app.theta, app.session.experiment.network().theta, what)
        app.keys("Ctrl+Z")
        app.settle()
        assert app.session.spec == spec, what
        assert app.epoch == epoch, what
        np.testing.assert_array_equal(app.theta, theta, what)
        np.testing.assert_array_equal(app.session.history.losses, losses, what)


def test_the_network_is_rebuilt_under_way(app: Driver) -> None:
    app.press("play")
    app.wait_for(lambda: app.epoch > 10)
    app.press("add_neuron_1")
    assert app.session.experiment.sizes == (2, 5, 2, 1)
    assert app.session.training
    app.wait_for(lambda: app.epoch > 10)
    assert app.session.network.sizes == (2, 5, 2, 1)


def test_the_buttons_of_the_layers_say_what_is_in_force(app: Driver) -> None:
    app.type("hidden_layers", "4")
    assert app.shown("activation_1") == "tanh"
    app.choose("activation", "ReLU")
    assert app.shown("activation_1") == "ReLU"


WRONG = {
    "learning_rate": ("abc", "", "1e400", "-1", "0", "nan", "101", "1;2"),
    "batch_size": ("abc", "", "1e400", "-1", "2.5", "nan", "1000001"),
    "stop_epochs": ("soon", "-1", "1e400"),
    "seed": ("4294967296", "-1", "x"),
}


@pytest.mark.parametrize("field", WRONG)
def test_wrong_values_are_refused_in_place(app: Driver, field: str) -> None:
    before, shown = app.session.spec, app.shown(field)
    for text in WRONG[field]:
        app.type(field, text)
        assert app.session.spec == before, text
        widget = app.find(field)
        assert widget.property("state") == "bad"
        assert "cannot be" in widget.toolTip()  # the reason
        assert app.notice == widget.toolTip()
    app.press("notice_close")
    app.type(field, shown)
    assert app.find(field).property("state") != "bad"
    assert app.session.spec == before


def test_a_refused_value_gives_way_when_another_is_set(app: Driver) -> None:
    app.type("learning_rate", "abc")
    app.window.canvas_panel.canvas.setFocus()
    app.choose("optimiser", "Adam")
    assert app.shown("learning_rate") == "0.03"
    assert app.find("learning_rate").property("state") != "bad"


def test_wrong_layers_are_refused(app: Driver) -> None:
    before = app.session.spec
    for wrong in ("abc", "-1", "0", "1e400", "513", "1,2,3,4,5,6,7,8,9", "2.5"):
        app.type("hidden_layers", wrong)
        assert app.session.spec == before
        assert "Hidden layers cannot" in app.notice, wrong
        assert app.shown("hidden_layers") == "4, 2"
        app.press("notice_close")


def test_long_numbers_are_shown_whole(app: Driver) -> None:
    app.type("seed", "4294967295")
    app.type("learning_rate", "0.0123456789")
    app.choose("optimiser", "Adam")
    assert app.session.spec.seed == 4294967295
    assert app.shown("seed") == "4294967295"
    assert app.shown("learning_rate") == "0.0123456789"


def test_a_field_is_taken_when_it_is_left(app: Driver) -> None:
    field = app.find("learning_rate").findChild(QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0.5")
    assert app.session.spec.learning_rate == 0.03
    app.window.findChild(QWidget, "canvas").setFocus()
    assert app.session.spec.learning_rate == 0.5
