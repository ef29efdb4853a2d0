"""What the stories of the Backprop mode share."""

from __future__ import annotations

from playground.session import Microscope
from playground.ui.backprop.diagram.view import Diagram
from tests.e2e.driver import Driver


def enter(app: Driver) -> Microscope:
    """Switch the mode on."""
    app.press("mode_backprop")
    app.wait_for(lambda: app.session.backprop.microscope is not None, "the microscope")
    app.settle()
    return scope(app)


def scope(app: Driver) -> Microscope:
    assert app.session.backprop.microscope is not None
    return app.session.backprop.microscope


def to_stage(app: Driver, kind: str) -> None:
    """Press → up to the next stage of a kind."""
    app.keys("Right")
    while scope(app).stage.kind != kind:
        app.keys("Right")


def diagram(app: Driver) -> Diagram:
    return app.window.mode.page.diagram.diagram


def told(app: Driver) -> str:
    """The title, formulae and sentence that are on screen, as text."""
    return app.window.mode.page.telling.plain
