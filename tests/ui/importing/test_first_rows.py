"""The first rows as they are shown: what each column holds, what is used, and cells as long as a book."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.data import Raw, Recipe
from playground.ui.importing.draft import Draft
from playground.ui.importing.first_rows import FirstRowsView
from playground.ui.theme import style
from playground.ui.theme.theme import DARK, LIGHT, Theme

TABLE = "name,size,weight,kind\nann,1.5,,a\nbob,2,3,b\n"
Shown = Callable[..., FirstRowsView]


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Shown]:
    views = []

    def shown(words: str = TABLE) -> FirstRowsView:
        views.append(FirstRowsView(Draft(Raw("t.csv", words.encode()), Recipe(source="t.csv")), LIGHT))
        views[-1].resize(600, 200)
        views[-1].show()
        return views[-1]

    yield shown
    for view in views:
        view.close()
        view.deleteLater()
    views.clear()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def header(view: FirstRowsView, column: int) -> str:
    return view.rows.headerData(column, Qt.Orientation.Horizontal)


def test_the_header_says_what_a_column_holds(shown: Shown) -> None:
    view = shown()
    assert [header(view, column) for column in range(4)] == [
        "name: text",
        "size: number",
        "weight: number · 1 missing",
        "kind: target, text",
    ]
    tip = view.rows.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "not used" in tip and "Click" in tip
    long = "x,y\n,1\n" + "2,3\n" * 1000  # of which not all are looked at
    assert header(shown(long), 0) == "x: number · some missing"


def test_a_click_on_a_header_and_space_toggle_a_column(shown: Shown) -> None:
    view = shown()
    toggled: list[int] = []
    view.toggled.connect(toggled.append)
    head = view.horizontalHeader()
    for column in (1, 3):  # the target is no input
        place = QPoint(head.sectionViewportPosition(column) + 14, 12)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view.setCurrentIndex(view.rows.index(1, 2))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert toggled == [1, 2]


def test_what_is_not_used_is_dim_and_what_is_missing_is_marked(shown: Shown) -> None:
    rows, role = shown().rows, Qt.ItemDataRole
    assert rows.data(rows.index(0, 0), role.ForegroundRole) is not None
    assert rows.data(rows.index(0, 1), role.ForegroundRole) is None
    assert rows.data(rows.index(0, 2), role.BackgroundRole) is not None
    assert rows.data(rows.index(1, 2), role.BackgroundRole) is None


def test_a_long_cell_is_cut_short(shown: Shown) -> None:
    view = shown(f"a,b\n1,{'x ' * 50_000}\n2,y\n")
    assert view.rows.data(view.rows.index(0, 1)) == ("x " * 30)[:59] + "…"
    assert not view.grab().isNull()


def test_a_table_of_5000_columns_is_shown(shown: Shown) -> None:
    view = shown(",".join(f"c{k}" for k in range(5000)) + "\n" + "1," * 4999 + "2\n")
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    assert not view.grab().isNull() and header(view, 4999) == "c4999: target, number"


def test_the_names_of_columns_have_room_beside_their_boxes(shown: Shown) -> None:
    view = shown("bill_length_mm,bill_depth_mm,flipper_length\n1,2,3\n2,3,4\n")
    view.fit()
    metrics = QFontMetrics(style.font(weight=QFont.Weight.DemiBold))
    for column in range(3):
        inner = view.horizontalHeader().sectionSize(column) - 8 - 19 - 6  # before and after name and box
        assert metrics.horizontalAdvance(view.rows.info(column).name) <= inner


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_is_not_used_can_still_be_read(shown: Shown, theme: Theme) -> None:
    view = shown()
    view.rows._theme = theme
    ink = view.rows.index(0, 0).data(Qt.ItemDataRole.ForegroundRole)
    assert ink == QColor(theme.dim)  # whose contrast the tests of themes hold
