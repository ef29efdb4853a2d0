"""Looking back, going on from there, and comparing what came of it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from playground.training import Trainer
from playground.ui.loss.plot import LossPlot
from tests.e2e.driver import LEFT, Driver


def plot_of(app: Driver) -> LossPlot:
    return app.window.loss_panel.plot


def on_axis(app: Driver, epoch: float) -> QPoint:
    """Below the curves, at an epoch."""
    view = plot_of(app)._view
    return QPoint(round(view.x_of(epoch)), round(view.area.bottom()) + 12)


def drag_playhead(app: Driver, *epochs: int) -> None:
    """Take hold of the axis at the first of these epochs, drag over the others, and let go at the last."""
    plot = plot_of(app).viewport()
    QTest.mousePress(plot, LEFT, pos=on_axis(app, epochs[0]))
    for epoch in epochs[1:]:
        QTest.mouseMove(plot, on_axis(app, epoch))
        app.frame()
    QTest.mouseRelease(plot, LEFT, pos=on_axis(app, epochs[-1]))
    app.settle()


@pytest.fixture
def trained(app: Driver) -> Driver:
    """Thirty epochs of the circle, and the rate raised after the twentieth."""
    for _ in range(20):
        app.session.playback.step("epoch")
    app.settle()
    app.type("learning_rate", "0.3")
    for _ in range(10):
        app.session.playback.step("epoch")
    app.settle()
    assert app.epoch == 30
    return app


def fresh(app: Driver, epochs: int, rate: float = 0.03) -> np.ndarray:
    """θ of a new run of so many epochs, with the settings of the beginning."""
    first = app.session.undo_stack.done[0]
    ours = Trainer(first.experiment)
    assert ours.experiment.spec.learning_rate == rate
    ours.run(epochs=epochs)
    return ours.network.theta


def test_the_past_is_scrubbed_by_mouse_and_is_what_it_was(trained: Driver) -> None:
    app, here, pixels = trained, trained.theta, trained.pixels
    drag_playhead(app, 28, 22, 16, 12)
    assert app.figure("epoch") == "12" and (app.theta == fresh(app, 12)).all()
    assert app.shown("learning_rate") == "0.03" and not (app.pixels == pixels).all()
    drag_playhead(app, 12, 20, 26)
    assert app.figure("epoch") == "26" and app.shown("learning_rate") == "0.3"
    app.press("to_present")
    app.settle()
    assert app.epoch == 30 and (app.theta == here).all() and (app.pixels == pixels).all()


def test_the_past_is_walked_by_keys_and_played(trained: Driver) -> None:
    app, plot = trained, plot_of(trained)
    plot.setFocus()
    app.keys("Left")
    app.settle()
    assert app.figure("epoch") == "29"
    app.keys("Shift+Left")
    app.settle()
    assert app.figure("epoch") == "19" and (app.theta == fresh(app, 19)).all()
    app.keys(".")  # the next edit
    app.settle()
    assert app.figure("epoch") == "20"
    app.keys("Home")
    app.settle()
    assert app.figure("epoch") == "0"
    app.session.playhead.set_speed(64.0)
    app.keys("Space")
    app.wait_for(lambda: app.session.playhead.place is None, "the present")
    app.settle()
    assert app.epoch == 30 and not app.session.training
    app.keys("PgUp")
    app.settle()
    app.keys("End")
    assert app.session.playhead.place is None


def test_an_epoch_that_does_not_exist_yet_is_refused_in_words(trained: Driver) -> None:
    app = trained
    drag_playhead(app, 20, 10)
    app.type("playhead_epoch", "31")
    assert "31" in app.notice and "does not exist yet" in app.notice and "from 0 to 30" in app.notice
    assert app.figure("epoch") == "10", "what is looked at stays"
    app.type("playhead_epoch", "soon")
    assert "soon" in app.notice
    app.type("playhead_epoch", "7")
    app.settle()
    assert app.figure("epoch") == "7" and (app.theta == fresh(app, 7)).all()


def test_a_branch_is_made_compared_and_undone(trained: Driver) -> None:
    app, future = trained, trained.theta
    drag_playhead(app, 20, 10)
    app.press("go_on_from_here")
    app.settle()
    assert app.epoch == 10 and app.session.playhead.place is None
    app.type("learning_rate", "0.1")
    for _ in range(5):
        app.keys("S")
    app.settle()
    app.keys("Ctrl+U")
    app.press("runs_compare")
    app.settle()
    page = app.window.side_panel.runs.compare
    assert "0.1\N{NO-BREAK SPACE}/ 0.3" in page.differences.text()
    drag_playhead(app, 15, 13)
    present, other = app.session.comparison.all_there
    assert (present.epoch, other.epoch) == (13, 13) and other.exact
    assert (other.theta == fresh(app, 13)).all() and not (present.theta == other.theta).all()
    drag_playhead(app, 13, 5)
    present, other = app.session.comparison.all_there
    assert (present.theta == other.theta).all(), "before the branch they are one"
    app.press("to_present")
    app.settle()
    for _ in range(2):  # the rate, the branch
        app.keys("Ctrl+Z")
        app.settle()
    assert app.epoch == 30 and (app.theta == future).all()
    assert app.session.runs.kept == () and page.hint.isVisible()
    app.keys("Ctrl+Shift+Z")
    app.settle()
    assert app.epoch == 15 and len(app.session.runs.kept) == 1


def test_a_run_that_is_looked_at_can_be_deleted(trained: Driver) -> None:
    """Among those compared, and while one looks back: the rest stays, and it comes back with Undo."""
    app = trained
    drag_playhead(app, 20, 10)
    app.press("go_on_from_here")
    app.settle()
    app.keys("S")
    app.settle()
    app.keys("Ctrl+U")
    app.press("runs_compare")
    drag_playhead(app, 10, 4)
    app.press("runs_list")
    app.press("run_delete")
    app.settle()
    assert app.session.runs.kept == () and app.figure("epoch") == "4", "what is looked at stays"
    app.press("runs_compare")
    assert app.window.side_panel.runs.compare.hint.isVisible()
    app.keys("Ctrl+Z")
    app.settle()
    assert [one.name for one in app.session.runs.kept] == ["Run A"]
    assert app.window.side_panel.runs.compare.difference.isVisible()


def test_data_can_be_replaced_while_one_looks_back(trained: Driver) -> None:
    app, rows = trained, trained.rows
    drag_playhead(app, 20, 10)
    app.session.source.update_recipe(source="blobs")
    app.settle()
    assert app.session.playhead.place is None and app.epoch == 0 and app.session.data.name == "blobs"
    app.keys("Ctrl+Z")
    app.settle()
    assert app.rows == rows and app.epoch == 30, "the whole run is there again"
    drag_playhead(app, 20, 10)
    assert (app.theta == fresh(app, 10)).all()


def test_an_edit_of_the_past_is_made_where_it_was_made(trained: Driver) -> None:
    """Also at once, before the place is found."""
    app = trained
    QTest.mouseClick(plot_of(app).viewport(), LEFT, pos=on_axis(app, 10))
    app.type("batch_size", "25")
    app.settle()
    assert (app.epoch, app.shown("batch_size"), app.shown("learning_rate")) == (10, "25", "0.03")
    assert [one.name for one in app.session.runs.kept] == ["Run A"]
