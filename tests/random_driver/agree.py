"""Whether the views agree with the session, after a frame."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from playground.training.evaluation import EncodedRows, Score
from playground.ui.widgets import outage
from tests.random_driver import forms
from tests.random_driver.watch import Fault


def check(window: Any) -> None:
    """Raises Fault."""
    for name, holds in (
        ("network", _network),
        ("rows", _rows),
        ("figures", _figures),
        ("selection", _selection),
        ("diagram of the network", _network_view),
        ("table", _table),
        ("microscope", _microscope),
        ("forms", forms.problem),
        ("parts", _parts),
    ):
        problem = holds(window)
        if problem:
            raise Fault(f"disagrees: {name}", f"The {name} disagrees with the session: {problem}")


def _network(window: Any) -> str:
    session = window.session
    sizes, shapes = session.experiment.sizes, session.network.shapes
    if [*pairwise(sizes)] != [*shapes]:
        return f"sizes {sizes}, weights {shapes}"
    if session.snapshot.theta.shape != session.network.theta.shape:
        return f"{session.snapshot.theta.shape} numbers in the snapshot"
    return ""


def _rows(window: Any) -> str:
    data = window.session.data
    lengths = {len(data.X), len(data.y), len(data.test)}
    if len(lengths) != 1 or data.X.shape[1] != len(data.columns):
        return f"X {data.X.shape}, y {data.y.shape}, test {data.test.shape}, columns {data.columns}"
    if data.class_names and len(data) and not 0 <= data.y.min() <= data.y.max() < len(data.class_names):
        return f"classes {np.unique(data.y)} of {data.class_names}"
    return ""


def _figures(window: Any) -> str:
    """At rest the losses on screen, where there are some, are those of the weights on screen."""
    session = window.session
    if session.busy or session.snapshot.status == "diverged" or not len(session.data):
        return ""
    if not session.playhead.exact and session.snapshot.train == session.snapshot.test == Score():
        return ""  # the nearest place that is kept: of the present rows, its losses are not known
    with np.errstate(all="ignore"):
        expected = [
            scores for scores in EncodedRows(session.experiment).evaluate_in_chunks(session.network) if scores
        ][-1]
    for score, there in zip((session.snapshot.train, session.snapshot.test), expected, strict=True):
        if not np.isclose(score.drawn_loss, there.drawn_loss, rtol=1e-6, equal_nan=True):
            return f"{score} on screen, {there} of the weights"
    return ""


def _selection(window: Any) -> str:
    rows, data = window.session.points.selected, window.session.data
    return "" if not len(rows) or rows[-1] < len(data) else f"row {rows[-1]} of {len(data)}"


def _network_view(window: Any) -> str:
    view, session = window.network_panel.view, window.session
    if not view.isVisible():
        return ""
    drawn = tuple(len(column.nodes) + column.hidden for column in view.diagram_layout.columns)
    return "" if drawn == session.experiment.sizes else f"{drawn} drawn, {session.experiment.sizes} there"


def _table(window: Any) -> str:
    rows, session = window.side_panel.rows, window.session
    if rows is None or not rows.table.isVisible() or session.training:
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
    if session.backprop.present_microscope is None:
        return "it looks at another experiment, though nothing is under way"
    diagram = window.mode.page.diagram.diagram
    if not diagram.isVisible():  # a presentation may show no network: it is drawn when it comes into sight
        return ""
    reading = diagram.values
    return "" if reading is None or reading.sizes == session.experiment.sizes else f"{reading.sizes} drawn"


def _parts(window: Any) -> str:
    off = [type(panel).__name__ for panel in window.panels if outage.is_off(panel)]
    return f"{', '.join(off)} is switched off" if off else ""
