"""Many networks beside the run: train seeds or a race, adopt one, undo it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.e2e.driver import Driver


def test_adopt_a_seed_and_undo_it(app: Driver) -> None:
    app.keys("S")
    app.settle()
    before, epoch = app.theta, app.epoch
    app.keys("Ctrl+Shift+U")
    app.session.view.update(many_epochs=20)
    app.press("seeds_16")
    app.press("seeds_first")
    app.wait_for(lambda: not app.session.many.running, "the seeds")
    app.frame()
    assert (app.theta == before).all(), "the run was not touched"
    tiles = app.window.side_panel.many.seeds.tiles.tiles
    QTest.mouseClick(tiles[7], Qt.MouseButton.LeftButton)
    app.wait_for(lambda: not app.session.training, "the adopted run")
    app.settle()
    assert app.session.spec.seed == 7 and app.epoch == 20 and tiles[7].shown.marked
    outcome = app.session.many.seeds.outcome
    assert outcome is not None
    np.testing.assert_allclose(app.theta, outcome.standings[7].theta, rtol=1e-8, atol=1e-10)
    app.keys("Ctrl+Z")
    app.settle()
    assert (app.theta == before).all() and app.epoch == epoch and app.session.spec.seed == 0
    app.keys("Ctrl+Shift+Z")
    app.settle()
    assert app.session.spec.seed == 7 and app.epoch == 20
    app.keys("Esc")
    assert app.session.view.side_panel == "network"


def test_a_window_closes_while_seeds_are_trained(app: Driver) -> None:
    app.keys("Ctrl+Shift+U")
    app.session.view.update(many_epochs=100_000)
    app.press("seeds_first")
    app.wait_for(lambda: app.session.many.seeds.outcome and app.session.many.seeds.outcome.epoch, "news")
    app.window.close()
    assert not app.session.many.running


def test_adopt_a_value_of_a_race_and_undo_it(app: Driver) -> None:
    app.keys("Ctrl+Shift+V")
    app.session.view.update(many_epochs=20)
    app.choose("race_setting", "Learning rate α")
    app.press("race_first")
    app.wait_for(lambda: not app.session.many.running, "the race")
    app.frame()
    before = app.theta
    race = app.window.side_panel.many.race.tiles.tiles
    QTest.mouseClick(race[-1], Qt.MouseButton.LeftButton)
    app.wait_for(lambda: not app.session.training, "the adopted run")
    app.settle()
    outcome = app.session.many.race.outcome
    assert outcome is not None and app.epoch == 20
    assert (app.theta == outcome.standings[-1].theta).all(), "bit for bit"
    app.keys("Ctrl+Z")
    app.settle()
    assert (app.theta == before).all() and app.epoch == 0
