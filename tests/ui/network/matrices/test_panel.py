"""The matrices: the same numbers as the network's, refused or taken in their cells, locked, copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from playground.training.parameters import Parameter
from playground.ui.network.matrices.panel import MatrixPanel
from tests.ui.small_window import BESIDE_CANVAS

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


class Matrices:
    """A card with the matrices in front, and a hand on their cells."""

    def __init__(self, one: Any) -> None:
        self.one, self.session = one, one.session
        self.panel: MatrixPanel = one.window.network_panel.matrices
        one.window.network_panel._tabs.choose(1)
        one.settle()

    def cells(self) -> dict[int, QModelIndex]:
        """Where each number of the flat vector is."""
        model, sizes = self.panel.model, self.session.experiment.sizes
        places = [model.index(r, c) for r in range(model.rowCount()) for c in range(model.columnCount())]
        return {p.index(sizes): place for place in places if (p := model.at(place)) is not None}

    @property
    def field(self) -> QLineEdit | None:
        """The field that is open, if one is."""
        fields = self.panel.table.findChildren(QLineEdit, "matrix_value")
        return next((field for field in fields if field.isVisible()), None)

    def open(self, place: int) -> QLineEdit:
        self.panel.table.setCurrentIndex(self.cells()[place])
        QTest.keyClick(self.panel.table, KEY.Key_Return)
        assert self.field is not None
        return self.field

    def type(self, words: str, key: Qt.Key = KEY.Key_Return) -> None:
        assert self.field is not None
        self.field.selectAll()
        QTest.keyClick(self.field, KEY.Key_Delete)
        self.field.insert(words)  # keyClicks knows no true minus
        QTest.keyClick(self.field, key)
        self.one.settle()

    @property
    def problem(self) -> str:
        """What is said at the cell."""
        bubble = self.panel.table.cell.problem
        return bubble.text() if bubble.isVisible() else ""

    def locked(self) -> tuple[str, ...]:
        return self.session.spec.frozen


@pytest.fixture
def matrices(network_of: Callable[..., Any]) -> Callable[..., Matrices]:
    def matrices(source: str = "circle", **choices: Any) -> Matrices:
        one = network_of(source, **choices)
        one.window.resize(*BESIDE_CANVAS[1280, 720])
        return Matrices(one)

    return matrices


def test_every_number_is_shown_and_copied(matrices: Callable[..., Matrices], qapp: Any) -> None:
    shown = matrices("iris", hidden_layers=(5,))
    model, network, data = shown.panel.model, shown.session.network, shown.session.data
    cells = shown.cells()
    assert sorted(cells) == list(range(network.parameters))
    for place, index in cells.items():
        words = model.data(index).replace("−", "-")
        assert float(words) == pytest.approx(network.theta[place], rel=1e-3)
        assert model.data(index, Qt.ItemDataRole.BackgroundRole).color().isValid()
    shown.panel.copy.click()
    lines = [line.split("\t") for line in qapp.clipboard().text().splitlines()]
    assert lines[0] == ["W⁽¹⁾"] and lines[1][1:] == [f"neuron {k}" for k in range(1, 6)]
    assert lines[2][0] == data.columns[0] and lines[9][1:] == list(data.class_names)
    np.testing.assert_array_equal(np.array(lines[2][1:], dtype=float), network.weights[0][0][0])
    np.testing.assert_array_equal(np.array(lines[6][1:], dtype=float), network.weights[0][1])


def test_no_name_is_copied_as_a_formula_of_a_spreadsheet(
    matrices: Callable[..., Matrices], tmp_path: Path
) -> None:
    (tmp_path / "rows.csv").write_text("=1+1,x,y\n1,2,@a\n3,4,@b\n5,6,@c\n")
    text = matrices(str(tmp_path / "rows.csv")).panel.model.text()
    cells = text.replace("\n", "\t").split("\t")
    assert "'=1+1" in cells and "'@a" in cells
    assert "=1+1" not in cells and "@a" not in cells


@pytest.mark.parametrize(
    ("typed", "number"), [("1/4", 0.25), ("−3", -3.0), (".5", 0.5), ("0,5", 0.5), (" -2 ", -2.0)]
)
def test_a_number_is_taken_in_its_cell(matrices: Callable[..., Matrices], typed: str, number: float) -> None:
    shown = matrices()
    shown.open(0)
    shown.type(typed)
    assert shown.session.network.theta[0] == number and shown.session.undo_stack.undo_label == "Set w⁽¹⁾₁₁"
    assert shown.field is None and not shown.problem
    shown.session.undo()
    shown.one.settle()
    assert shown.session.network.theta[0] != number and not shown.session.undo_stack.undo_label


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("abc", "is not a number"),
        ("", "empty"),
        ("1e400", "not a finite number"),
        ("1/0", "divides by 0"),
        ("2e9", "1,000,000,000 at most"),
    ],
)
@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Tab])
def test_a_wrong_number_is_refused_at_its_cell(
    matrices: Callable[..., Matrices], typed: str, reason: str, key: Qt.Key
) -> None:
    shown = matrices()
    before = shown.session.network.theta[0]
    field = shown.open(0)
    shown.type(typed, key)
    assert shown.field is field and field.text() == typed, "what was typed stays to be mended"
    assert reason in shown.problem and field.property("state") == "bad"
    assert shown.session.network.theta[0] == before and not shown.session.undo_stack.undo_label
    bubble = shown.panel.table.cell.problem
    assert shown.panel.table.viewport().rect().contains(bubble.geometry())
    assert not bubble.geometry().intersects(field.geometry())
    assert 0 <= bubble.y() - field.geometry().bottom() <= 8, "it stands at the cell"
    QTest.keyClicks(field, "7")
    assert not shown.problem and field.property("state") == ""
    QTest.keyClick(field, KEY.Key_Escape)
    shown.one.settle()
    assert shown.field is None and shown.session.network.theta[0] == before


def test_in_the_last_row_the_reason_stands_above(matrices: Callable[..., Matrices]) -> None:
    shown = matrices(hidden_layers=(8, 8))
    field = shown.open(shown.session.network.parameters - 1)
    shown.type("x")
    bubble = shown.panel.table.cell.problem.geometry()
    assert bubble.bottom() < field.y() and shown.panel.table.viewport().rect().contains(bubble)


def test_leaving_a_cell_with_what_is_no_number_keeps_the_old_one_and_says_so(
    matrices: Callable[..., Matrices],
) -> None:
    shown = matrices()
    before = shown.session.network.theta[0]
    field = shown.open(0)
    field.setText("1e400")
    shown.panel.copy.setFocus()
    shown.one.settle()
    assert shown.field is None and not shown.problem
    assert "1e400 is not a finite number" in shown.panel.hint.text()
    assert shown.session.network.theta[0] == before
    shown.open(0)
    shown.type("-2")
    assert "finite" not in shown.panel.hint.text()


def test_another_network_closes_the_field(matrices: Callable[..., Matrices]) -> None:
    shown = matrices()
    shown.open(0)
    shown.type("x")
    shown.session.model.update_spec(hidden_layers=(3,))
    shown.one.settle()
    assert shown.field is None and not shown.problem


def test_all_digits_fit_into_the_field(matrices: Callable[..., Matrices]) -> None:
    shown = matrices()
    shown.session.model.set_parameter(Parameter(1, 0, 0), -0.12345678901234567)
    shown.one.settle()
    field = shown.open(0)
    assert field.width() >= field.fontMetrics().horizontalAdvance(field.text()) + 10
    assert shown.panel.table.viewport().rect().contains(field.geometry())


@pytest.mark.parametrize("by", ["button", "key"])
def test_a_number_is_locked_and_learns_again(matrices: Callable[..., Matrices], by: str) -> None:
    shown = matrices()

    def toggle() -> None:
        if by == "button":
            QTest.mouseClick(shown.panel.lock, LEFT)
        else:
            QTest.keyClick(shown.panel.table, KEY.Key_K)
        shown.one.settle()

    assert not shown.panel.lock.isEnabled(), "no number is chosen"
    shown.panel.table.setFocus()
    shown.panel.table.setCurrentIndex(shown.cells()[2])
    assert shown.panel.lock.isEnabled() and not shown.panel.lock.isChecked()
    place = shown.panel.table.visualRect(shown.cells()[2]).topLeft() + QPoint(4, 6)
    open_ = shown.panel.table.viewport().grab().toImage().copy(place.x(), place.y(), 9, 12)
    toggle()
    assert shown.locked() == (Parameter(1, 2, 0).name,) and shown.panel.lock.isChecked()
    assert shown.panel.table.viewport().grab().toImage().copy(place.x(), place.y(), 9, 12) != open_
    said = shown.panel.model.data(shown.cells()[2], Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith(", frozen")
    held, theta = shown.session.network.theta[2], shown.session.network.theta.copy()
    shown.session.playback.step("epoch")
    shown.one.settle()
    assert shown.session.network.theta[2] == held and (shown.session.network.theta != theta).any()
    toggle()
    assert not shown.locked() and not shown.panel.lock.isChecked()
    shown.session.undo()
    shown.one.settle()
    assert shown.locked() and shown.panel.lock.isChecked()
    shown.panel.table.setCurrentIndex(shown.cells()[3])
    assert not shown.panel.lock.isChecked()


def test_the_widest_number_is_not_cut(matrices: Callable[..., Matrices]) -> None:
    shown = matrices("iris", hidden_layers=(5,))
    table = shown.panel.table
    assert table.columnWidth(1) >= table.fontMetrics().horizontalAdvance("−0.0001234") + 12
    names = [shown.session.data.columns[k] for k in range(4)]
    assert all(table.columnWidth(0) > table.fontMetrics().horizontalAdvance(name) for name in names)


def test_matrices_of_any_shape(matrices: Callable[..., Matrices]) -> None:
    shown = matrices(hidden_layers=())
    for layers in ((), (1,), (512, 3), (8,) * 8):
        shown.session.model.update_spec(hidden_layers=layers)
        shown.one.settle()
        assert shown.panel.model.columnCount() == 1 + max(shown.session.experiment.sizes[1:])
        shown.panel.grab()


def test_another_theme_before_another_network_is_shown(matrices: Callable[..., Matrices]) -> None:
    one = matrices()
    one.session.model.update_spec(features=("x1",))
    one.panel.apply_theme(one.one.window.theme)
    one.one.settle()
    assert one.panel.model.names()[0] == "x₁"
