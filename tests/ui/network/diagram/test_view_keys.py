"""The network view by keys, and edits ahead of the frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from playground.session import Inspected
from playground.training.parameters import Parameter
from playground.ui.network.diagram import text as words
from playground.ui.network.diagram.element import DiagramElement
from playground.ui.theme.theme import rgb
from tests.ui.network.diagram.views import LEFT, SHIFT, colour_at, hover
from tests.ui.views import view_of

KEY = Qt.Key


def test_the_keyboard_walks_opens_and_edits(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=(4, 2))
    view, session = view_of(one), one.session
    view.setFocus()

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QWidget.window(view).focusWidget(), key, modifier)
        one.window.frame()

    press(KEY.Key_Right)
    assert view.current == DiagramElement("node", 1, 0)
    assert (
        "Hidden 1, neuron 1" in view.accessibleDescription() and "b⁽¹⁾₁ = 0.1" in view.accessibleDescription()
    )
    assert session.view.inspected == Inspected(1, 0)
    press(KEY.Key_Down)
    press(KEY.Key_Right)
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_Down, SHIFT)
    element = view.current
    assert element is not None and element.kind == "link" and (element.layer, element.source) == (2, 1)
    assert element.parameter.label in view.accessibleDescription()
    press(KEY.Key_Return)
    assert view.editor.isVisible() and view.editor.field.hasFocus()
    QTest.keyClicks(view.editor.field, "-3/2")
    press(KEY.Key_Return)
    assert words.number(session, element) == -1.5
    press(KEY.Key_Escape)
    assert not view.editor.isVisible() and view.hasFocus()
    press(KEY.Key_Escape)
    assert view.current == element.node
    press(KEY.Key_Plus)
    assert session.spec.hidden_layers == (4, 3)
    press(KEY.Key_Minus)
    press(KEY.Key_Minus)
    assert session.spec.hidden_layers == (4, 1)
    press(KEY.Key_Minus)
    assert session.spec.hidden_layers == (4, 1), "one neuron stays"
    press(KEY.Key_Escape)
    assert view.current is None or view.current.kind == "node"


def test_tab_brings_a_ring_that_can_be_seen(network_of: Callable[..., Any]) -> None:
    one = network_of()
    view = view_of(one)
    node = view.diagram_layout.columns[0].nodes[0]
    above = [QPointF(node.center().x(), node.top() - up) for up in (3, 4, 5)]
    accent = rgb(one.window.theme.accent)

    def nearest() -> int:
        return int(min(np.abs(colour_at(one, place) - accent).max() for place in above))

    assert nearest() > 150
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.current == DiagramElement("node", 0)
    assert nearest() < 60


def test_what_stands_on_the_view_hides_what_is_beneath(network_of: Callable[..., Any]) -> None:
    one = network_of()
    hover(one, DiagramElement("node", 1, 0))
    assert one.session.view.inspected is not None
    QApplication.sendEvent(
        one.window.findChild(QWidget, "activation_1").parentWidget(), QEvent(QEvent.Type.Enter)
    )
    one.window.frame()
    assert one.session.view.inspected is None and view_of(one).hovered is None


def test_enter_on_a_feature_switches_it(network_of: Callable[..., Any]) -> None:
    one = network_of()
    view = view_of(one)
    view.setFocus()
    for key in (KEY.Key_Left, KEY.Key_Left, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Return):
        QTest.keyClick(view, key)
    assert len(one.session.experiment.features) == 3


def test_a_key_locks_the_number_under_the_keyboard(network_of: Callable[..., Any]) -> None:
    one = network_of()
    view = view_of(one)
    view.setFocus()
    QTest.keyClick(view, KEY.Key_K)
    view.current = DiagramElement("node", 0, 1)
    QTest.keyClick(view, KEY.Key_K)
    assert not one.session.spec.frozen, "an input has no number"
    view.current = DiagramElement("link", 2, 1, 3)
    QTest.keyClick(view, KEY.Key_K)
    assert one.session.spec.frozen == (Parameter(2, 1, 3).name,)
    assert one.session.undo_stack.undo_label == "Freeze w⁽²⁾₂₄"
    QTest.keyClick(view, KEY.Key_K)
    assert not one.session.spec.frozen


def test_a_paint_between_an_edit_and_its_frame_shows_the_old_picture(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=(4, 2))
    view, panel = view_of(one), one.window.network_panel
    hover(one, DiagramElement("node", 2, 1))
    view.open_editor(DiagramElement("link", 2, 1, 3))
    one.session.model.update_spec(hidden_layers=())
    view.repaint()
    one.settle()
    panel._show_page(1)
    one.session.model.update_spec(hidden_layers=(7, 7))
    panel.matrices.table.grab()
    one.session.undo()
    panel.matrices.table.grab()
    one.settle()


def test_a_hand_quicker_than_the_frame_finds_the_new_network(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=(4, 2))
    view = view_of(one)
    last = view.diagram_layout.anchor(DiagramElement("inactive_feature", 0, 4)).toPoint()
    neuron = view.diagram_layout.anchor(DiagramElement("node", 1, 3)).toPoint()
    one.session.model.update_spec(
        features=("x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)"), hidden_layers=(1,)
    )
    for place in (last, neuron):
        QTest.mouseMove(view, place)
        QTest.mouseClick(view, LEFT, pos=place)
    one.session.model.update_spec(hidden_layers=())
    QTest.keyClick(view, KEY.Key_Right)
    QTest.keyClick(view, KEY.Key_Return)
    one.settle()
