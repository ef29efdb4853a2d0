"""The small tables of figures: every name stands in its column, with its mark right before it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtWidgets import QApplication

from playground.ui.rows.figure_table import Figure, Grid, Name, TopNames
from playground.ui.theme.theme import theme


@pytest.mark.parametrize("wide", [48, 90, 130])
def test_a_mark_stands_right_before_its_name_in_the_middle_of_the_column(
    qapp: QApplication, wide: int
) -> None:
    grid = Grid("grid", "A table")
    grid.apply_theme(theme(dark=False, safe=False))
    names = (Name("A", "", 0), Name("versicolor of the Alps", "", 1), Name("rows", ""))
    grid.show_figures(names, names, lambda _row, _column: Figure("0", ""), "0")
    head, place = grid.horizontalHeader(), QRect(200, 0, wide, 26)
    assert isinstance(head, TopNames)
    for section, name in enumerate(names):
        words, mark = head.parts(place, section)
        assert mark.isEmpty() is (name.look is None)
        whole = words if mark.isEmpty() else words.united(mark)
        assert place.contains(whole) and abs(whole.center().x() - place.center().x()) <= 1
        assert mark.isEmpty() or 0 < words.left() - mark.right() <= 4
    grid.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
