"""Whether the views agree with the session, after a frame."""

from __future__ import annotations

from typing import Any

import numpy as np

from playground.ui.widgets import outage
from tests.random_driver import forms
from tests.random_driver.fault import Fault
from tests.random_driver.session import holds


def check(window: Any) -> None:
    """Raises Fault."""
    holds.check(window.session, holds.HOLDS)
    for name, agrees in (
        ("diagram of the network", _network_view),
        ("table", _table),
        ("microscope", _microscope),
        ("forms", forms.problem),
        ("parts", _parts),
    ):
        problem = agrees(window)
        if problem:
            raise Fault(f"disagrees: {name}", f"The {name} disagrees with the session: {problem}")


def _network_view(window: Any) -> str:
    view, session = window.network_panel.view, window.session
    if not view.isVisible():
        return ""
    drawn = tuple(len(column.nodes) + column.hidden for column in view.diagram_layout.columns)
    return "" if drawn == session.experiment.sizes else f"{drawn} drawn, {session.experiment.sizes} there"


def _table(window: Any) -> str:
    rows, session = window.side_panel.rows, window.session
    if rows is None or not rows.table.isVisible() or session.moving:
        return ""
    model = rows.table.model
    if not model.current or model.rowCount() != len(session.data):
        return f"{model.rowCount()} rows of {len(session.data)}"
    shown = np.flatnonzero(model._selected)
    return (
        ""
        if np.array_equal(shown, session.points.selected)
        else f"{shown[:9]} selected, {session.points.selected[:9]}"
    )


def _microscope(window: Any) -> str:
    session = window.session
    scope = session.backprop.microscope
    if scope is None or session.busy:
        return ""
    diagram = window.mode.page.diagram.diagram
    if not diagram.isVisible():  # a presentation may show no network: it is drawn when it comes into sight
        return ""
    reading = diagram.values
    return "" if reading is None or reading.sizes == session.experiment.sizes else f"{reading.sizes} drawn"


def _parts(window: Any) -> str:
    off = [type(panel).__name__ for panel in window.panels if outage.is_off(panel)]
    return f"{', '.join(off)} is switched off" if off else ""
