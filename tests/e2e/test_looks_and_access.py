"""Themes and palettes, names for screen readers and tests, keys, and the way round with Tab."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from playground.data import BUNDLED
from playground.ui.actions.table import ACTIONS
from playground.ui.training_card import ROWS
from tests.e2e.driver import Driver

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractSlider, QAbstractSpinBox)
VIEWS = ("canvas", "loss_plot", "network_view")


def test_themes_and_palettes_toggle(app: Driver) -> None:
    app.choose("source", "Iris")
    app.train(epochs=3)
    looks = set()
    for dark in ("off", "on"):
        for safe in ("off", "on"):
            app.frame()
            view = app.session.view.settings
            assert (view.dark, view.safe_colours) == (dark == "on", safe == "on")
            looks.add((app.window.theme.card, app.window.theme.classes, app.pixels.tobytes()))
            card = app.window.grab().toImage().pixelColor(30, 80).name().upper()
            assert card in {app.window.theme.card, app.window.theme.ground, app.window.theme.line}
            app.keys("Ctrl+B")
        app.keys("Ctrl+D")
    assert len(looks) == 4
    assert app.window.theme.classes[:2] != ("#E69F00", "#0072B2")  # back where it was


@pytest.mark.parametrize(("mode", "least"), [("explore", 9), ("backprop", 6)])
def test_nothing_in_the_bar_is_squeezed_in_the_smallest_window(app: Driver, mode: str, least: int) -> None:
    app.window.resize(1024, 600)
    app.press(f"mode_{mode}")
    app.settle()
    bar = app.window.bar
    page = bar.pages.currentWidget()
    shown = [part for part in bar.findChildren(QWidget) if part.isVisible() and part is not bar.pages]
    shown = [part for part in shown if part.parent() is bar or part.parent() is page]
    parts = sorted((QRect(part.mapTo(bar, QPoint()), part.size()) for part in shown), key=_left)
    parts = [part for part in parts if part.width() > 1 and part.height() > 1]
    assert len(parts) >= least
    assert all(a.right() < b.left() for a, b in pairwise(parts))
    assert parts[-1].right() < bar.width()
    if mode == "explore":
        step = app.find("step_button")
        assert step.width() >= step.sizeHint().width() - 2
        assert app.window.bar.play.text() == "Play"
        assert all(figure.isVisible() for figure in (bar.figures.epoch, bar.figures.train, bar.figures.test))
    assert app.window.minimumWidth() <= 1024


def _left(place: QRect) -> int:
    return place.left()


def named(widget: QWidget) -> bool:
    """Whether a screen reader has something to say: a name of its own, or the words on it."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return bool(widget.accessibleName() or words)


def controls(window: QWidget) -> list[QWidget]:
    """All that can be operated, but for the parts that Qt itself makes."""
    inside = (QComboBox, QAbstractSpinBox)
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not isinstance(widget, QScrollBar)
        and not widget.objectName().startswith("qt_")
        and widget.objectName() != "notice_offer"  # has its words when there is something to offer
        and not (isinstance(widget, QLineEdit) and isinstance(widget.parent(), inside))
        and not any(isinstance(parent, QComboBox) for parent in _parents(widget))
    ]


def _parents(widget: QWidget) -> list[QWidget]:
    parents, parent = [], widget.parentWidget()
    while parent is not None:
        parents.append(parent)
        parent = parent.parentWidget()
    return parents


def test_every_control_has_a_name_and_a_tooltip(app: Driver) -> None:
    for source in ("Iris", "Houses", "Sine"):
        app.choose("source", source)
        app.settle()
        found = controls(app.window)
        assert len(found) > 40
        nameless = [f"{type(w).__name__} {w.objectName()}" for w in found if not named(w)]
        assert not nameless
        tipless = [f"{type(w).__name__} {w.objectName()}" for w in found if not (w.toolTip() or _tip(w))]
        assert not tipless
    for action in app.window.action_map.values():
        assert action.text() and action.toolTip() and not action.icon().isNull()


def _tip(widget: QWidget) -> str:
    """The tooltip that the mouse finds: a widget without one shows its parent's."""
    return next((parent.toolTip() for parent in _parents(widget) if parent.toolTip()), "")


def test_the_stable_names(app: Driver) -> None:
    window = app.window
    for name in ("play", "step_row", "step_batch", "step_epoch", "reset", "undo", "redo", "open_data",
                 "save_data", "open_experiment", "save_experiment", "export_weights"):  # fmt: skip
        assert window.findChild(QAction, name), name
    for name in (*VIEWS, *(row.name for row in ROWS), "hidden_layers", "features", "noise", "train_share"):
        assert len(window.findChildren(QWidget, name)) == 1, name
    for view in VIEWS:
        assert window.findChild(QWidget, view).accessibleName()


def test_no_key_does_two_things(app: Driver) -> None:
    for source in ("Circle", *(entry.label for entry in list(BUNDLED.values())[:4])):
        if app.find("source", QComboBox).findText(source) >= 0:
            app.choose("source", source)
        active = [action for action in app.window.action_map.values() if action.isEnabled()]
        keys = [action.shortcut().toString() for action in active]
        keys += [
            shortcut.key().toString()
            for shortcut in app.window.findChildren(QShortcut)
            if shortcut.parent().isVisible() or shortcut.parent().objectName() == "notice_close"
        ]
        assert not [key for key, times in Counter(filter(None, keys)).items() if times > 1]
    assert len({action.keys for action in ACTIONS.values()}) == len(ACTIONS)
