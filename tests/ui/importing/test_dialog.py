"""The import dialog as a whole: how large it is."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from playground.data import Raw, Recipe
from playground.ui.importing.dialog import ImportDialog
from playground.ui.importing.draft import Draft
from playground.ui.theme.theme import LIGHT


@pytest.mark.parametrize(("size", "rows"), [((1024, 600), 3), ((1440, 900), 9), ((1920, 1080), 12)])
def test_a_large_window_shows_more_rows(qtbot: Any, size: tuple[int, int], rows: int) -> None:
    table = "a,b,kind\n" + "1,2,x\n3,4,y\n" * 20
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(*size)
    scaling = {"scale_inputs": "auto", "scale_target": "auto"}
    dialog = ImportDialog(parent, Draft(Raw("t.csv", table.encode()), Recipe(source="t.csv")), scaling, LIGHT)
    dialog.show()
    qtbot.waitUntil(dialog.import_button.isEnabled)
    view = dialog.rows
    assert view.viewport().height() // view.rowHeight(0) >= rows
    assert dialog.width() < parent.width() and dialog.height() < parent.height()
    dialog.reject()
