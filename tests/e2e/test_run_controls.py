"""Play, step, reset, speed, and the rules that stop a run."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider

from playground.ui.bars.run_controls import SPEEDS
from tests.e2e.driver import Driver


def test_stop_rules(app: Driver) -> None:
    app.press("more")
    app.type("stop_epochs", "12")
    app.press("play")
    app.wait_for(lambda: not app.session.training, "the end")
    app.frame()
    assert app.epoch == 12
    assert app.notice == "Stopped: epoch limit reached (12 epochs)."
    assert app.shown("play_button") == "Play"
    app.press("play")
    app.wait_for(lambda: not app.session.training, "the end")
    assert app.epoch == 24
    app.choose("stop_epochs", "never")
    app.type("learning_rate", "0.3")
    app.type("stop_loss", "0.4")
    app.press("play")
    app.wait_for(lambda: not app.session.training, "the loss")
    assert app.session.snapshot.train.loss <= 0.4
    assert "0.4" in app.notice


def test_steps_by_button_menu_and_key(app: Driver) -> None:
    app.keys("Shift+S")
    app.settle()
    assert app.session.snapshot.steps == 1 and app.epoch == 0
    app.keys("B")
    app.settle()
    assert app.session.snapshot.steps == 2
    app.keys("S")
    app.settle()
    assert app.epoch == 1
    button = app.find("step_button")
    before = app.session.snapshot.steps
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())  # the stride last used
    app.settle()
    assert app.epoch == 2 and app.session.snapshot.steps == before + 25
    app.keys("B")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
    app.settle()
    assert app.session.snapshot.steps == before + 27
    assert "batch" in button.text()


def test_space_plays_and_pauses(app: Driver) -> None:
    app.keys("Space")
    assert app.session.training
    app.wait_for(lambda: app.shown("play_button") == "Pause" and app.epoch > 2)
    app.keys("Space")
    assert not app.session.training and app.shown("play_button") == "Play"
    app.settle()
    assert app.figure("epoch") == f"{app.epoch:,}"


def test_space_presses_the_button_that_has_the_focus(app: Driver) -> None:
    app.find("log_loss_axis").setFocus()
    app.keys("Space")
    assert not app.session.view.settings.log_loss_axis and not app.session.training
    app.find("add_layer").setFocus()
    app.keys("Space")
    assert app.session.spec.hidden_layers == (4, 2, 2) and not app.session.training
    app.window.canvas_panel.canvas.setFocus()
    app.press("log_loss_axis")  # a click with the mouse does not take Space away from Play
    app.press("reset")
    app.keys("Space")
    assert app.session.training


def test_the_speed_slider(app: Driver) -> None:
    slider = app.find("speed", QSlider)
    assert slider.value() == len(SPEEDS) - 1 and math.isinf(app.session.view.settings.speed)
    assert app.window.bar.speed.value.text() == "unlimited"
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert app.session.view.settings.speed == 1
    assert app.window.bar.speed.value.text() == "1 epoch/s"
    app.press("play")
    app.wait_for(lambda: app.session.snapshot.steps > 3)
    assert app.epoch <= 1
    QTest.keyClick(slider, Qt.Key.Key_End)
    app.wait_for(lambda: app.epoch > 30, "full speed")
    app.wait_for(lambda: app.figure("pace") != "–", "epochs per second")


def test_reset_returns_to_the_same_first_weights_and_a_new_seed_does_not(app: Driver) -> None:
    first = app.theta
    app.train(epochs=5)
    assert not np.array_equal(app.theta, first)
    app.keys("R")
    app.settle()
    np.testing.assert_array_equal(app.theta, first)
    assert len(app.window.loss_panel.plot.curves.train.getData()[0]) == 1
    app.keys("N")
    app.settle()
    assert not np.array_equal(app.theta, first)
    seed = app.session.spec.seed
    app.type("seed", "0")
    app.settle()
    np.testing.assert_array_equal(app.theta, first)
    assert seed != 0


def test_reset_while_training_pauses(app: Driver) -> None:
    app.press("play")
    app.wait_for(lambda: app.epoch > 5)
    app.press("reset")
    app.settle()
    assert not app.session.training and app.epoch == 0
