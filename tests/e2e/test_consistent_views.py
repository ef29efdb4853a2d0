"""No view holds numbers of another network, or of other rows, than the session has now."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from playground.data import Recipe
from playground.training import Experiment, Spec
from playground.training.parameters import Parameter
from tests.e2e.driver import Driver

Act = Callable[[Driver], object]


def layers(words: str) -> Act:
    return lambda app: app.type("hidden_layers", words)


def looked(app: Driver) -> None:
    """Until the microscope has come."""
    app.wait_for(lambda: app.session.backprop.microscope is not None, "the microscope")
    app.settle()


def enter(app: Driver) -> None:
    app.press("mode_backprop")
    looked(app)


def leave(app: Driver) -> None:
    app.press("mode_explore")
    app.settle()


def pressed(name: str) -> Act:
    return lambda app: app.press(name)


def keys(keys: str) -> Act:
    return lambda app: app.keys(keys)


def undo(app: Driver) -> None:
    app.session.undo()


def sweep(app: Driver, name: str) -> None:
    """Move the mouse all over a view."""
    view = app.find(name, QWidget)
    for across in np.linspace(4, view.width() - 4, 24).astype(int):
        for down in np.linspace(4, view.height() - 4, 12).astype(int):
            QTest.mouseMove(view, QPoint(across, down))
    QApplication.processEvents()


def over_diagram(app: Driver) -> None:
    sweep(app, "diagram")


def grown(app: Driver) -> None:
    app.window.resize(app.window.width() + 40, app.window.height() - 40)
    QApplication.processEvents()


def chosen_on_landscape(app: Driver) -> None:
    """The map over two weights of the first layer, which other networks have as well."""
    app.press("tab_landscape")
    app.frame()
    app.session.backprop.set_landscape_pair(Parameter(1, 0, 0), Parameter(1, 1, 0))
    app.frame()
    app.wait_for(lambda: app.window.mode.page.landscape.land is not None, "the map")


def iris(app: Driver) -> None:
    app.session.document.open(
        Experiment.load(Recipe(source="iris"), Spec(loss="cross_entropy", hidden_layers=(5,)))
    )
    app.settle()


def other_data(app: Driver) -> None:
    """One column instead of four, while the canvas stands beside the diagram."""
    app.session.source.update_recipe(source="sine")


SEQUENCES: dict[str, tuple[Act, ...]] = {
    "a layer less and more around the mode": (
        pressed("remove_layer"), enter, leave, pressed("add_layer"), enter, over_diagram,
    ),
    "undo in the mode": (layers("3"), enter, undo, over_diagram, looked),
    "undo in the mode, then the mouse": (layers("4, 2, 2"), enter, over_diagram, undo, over_diagram, looked),
    "a map over weights that are gone": (
        enter, chosen_on_landscape, leave, layers("4, 3"), enter,
    ),
    "undo of other data, and another size": (iris, enter, undo, grown, looked, over_diagram),
    "other data in the mode": (enter, other_data, grown, keys("Ctrl+D"), looked),
    "other data at the last stage": (enter, keys("End"), iris, keys("Ctrl+D"), looked),
}  # fmt: skip


@pytest.mark.parametrize("name", SEQUENCES)
def test_views_follow_the_network(app: Driver, name: str) -> None:
    for act in SEQUENCES[name]:
        act(app)
        app.frame()
    app.settle()
    app.frame()
    scope = app.session.backprop.microscope
    assert scope is not None and scope.step.experiment is app.session.experiment


def test_the_worst_of_rows_that_came_while_the_table_was_away(app: Driver) -> None:
    for key in ("Ctrl+T", "Ctrl+T", "Ctrl+J", "Space"):
        app.keys(key)
    app.window.side_panel.show_worst()
    model = app.window.side_panel.rows.table.model
    assert model.experiment is app.session.experiment and model.rowCount() == app.rows
    said = [model.index(row, 0).data(Qt.ItemDataRole.EditRole) for row in range(model.rowCount())]
    assert sorted(said, key=int) == [str(row + 1) for row in range(app.rows)]
    app.wait_for(lambda: len(app.session.points.selected) == 10, "the worst rows")


def test_figures_that_are_found_of_rows_that_are_gone(app: Driver) -> None:
    app.keys("Ctrl+I")
    statistics = app.window.side_panel.rows.statistics
    app.session.points.clear()
    statistics.parts.choose(1)  # before the next frame
    statistics._select(0, 0)
    assert not len(app.session.points.selected)
    app.frame()
    assert not len(statistics.errors.rows)


def test_cells_near_the_largest_number_can_be_looked_at(app: Driver) -> None:
    app.session.points.set_cell(0, 0, 1e100)
    app.session.points.set_cell(1, 0, -1e100)
    app.keys("F")
    low, high = app.session.view.plane.x_range
    assert np.isfinite(high - low)
    app.keys("Ctrl+Z")
    app.keys("Ctrl+Z")
    app.keys("F")
    app.settle()
