"""The editor of a weight or a bias: numbers as a hand types them, refused in place, followed live."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from playground.ui.network.diagram import text as words
from playground.ui.network.diagram.element import DiagramElement
from tests.ui.views import view_of

KEY = Qt.Key


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("abc", "is not a number"),
        ("", "empty"),
        ("1e400", "not a finite number"),
        ("nan", "not a finite"),
        ("1/0", "divides by 0"),
        ("2e9", "1,000,000,000 at most"),
    ],
)
def test_a_wrong_number_is_refused_in_place(network_of: Callable[..., Any], typed: str, reason: str) -> None:
    one = network_of()
    editor, element = view_of(one).editor, DiagramElement("link", 1, 0, 0)
    before = words.number(one.session, element)
    view_of(one).open_editor(element)
    editor.field.selectAll()
    QTest.keyClick(editor.field, KEY.Key_Delete)
    QTest.keyClicks(editor.field, typed)
    QTest.keyClick(editor.field, KEY.Key_Return)
    assert editor.isVisible() and editor.problem.isVisible() and reason in editor.problem.text()
    assert editor.field.text() == typed and editor.field.property("state") == "bad"
    assert words.number(one.session, element) == before and not one.session.undo_stack.undo_label
    one.window.frame()
    assert editor.field.text() == typed, "what was typed stays to be mended"
    editor.field.selectAll()
    QTest.keyClicks(editor.field, "0,5")
    QTest.keyClick(editor.field, KEY.Key_Return)
    assert words.number(one.session, element) == 0.5 and not editor.problem.isVisible()


@pytest.mark.parametrize(
    ("typed", "number"),
    [("−3", -3.0), ("1/2", 0.5), ("-1/8", -0.125), (".5", 0.5), ("5.", 5.0), ("2e-3", 0.002)],
)
def test_a_number_is_taken_as_a_hand_types_it(
    network_of: Callable[..., Any], typed: str, number: float
) -> None:
    one = network_of()
    editor, element = view_of(one).editor, DiagramElement("link", 1, 0, 0)
    view_of(one).open_editor(element)
    editor.field.setText(typed)
    editor.field.setModified(True)
    QTest.keyClick(editor.field, KEY.Key_Return)
    assert words.number(one.session, element) == number and not editor.problem.isVisible()


def test_the_editor_shows_the_number_live_and_puts_the_old_one_back(network_of: Callable[..., Any]) -> None:
    one = network_of()
    editor, element = view_of(one).editor, DiagramElement("node", 1, 0)
    view_of(one).open_editor(element)
    assert editor.name.text() == "b⁽¹⁾₁" and "Bias of Hidden 1, neuron 1" in editor.route.text()
    one.session.playback.step("epoch")
    one.settle()
    assert float(editor.field.text().replace("−", "-")) == pytest.approx(
        words.number(one.session, element), rel=1e-5
    )
    one.session.model.set_parameter(element.parameter, 7.0)
    editor.back.click()
    assert words.number(one.session, element) == pytest.approx(0.1)
    one.session.model.update_spec(hidden_layers=(1,))
    one.settle()
    assert not editor.isVisible(), "its neuron has gone"


def test_the_editor_stays_inside_the_view(network_of: Callable[..., Any]) -> None:
    one = network_of(hidden_layers=(6, 6))
    view = view_of(one)
    for layer in (1, 2, 3):
        for to in range(one.session.experiment.sizes[layer]):
            view.open_editor(DiagramElement("link", layer, to, 0))
            assert view.rect().contains(view.editor.geometry())
