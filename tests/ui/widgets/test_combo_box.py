"""A drop-down list whose words may give way to a symbol."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from playground.ui.widgets.combo_box import ComboBox


def fitted(qtbot: QtBot, *entries: str) -> ComboBox:
    choice = ComboBox()
    qtbot.addWidget(choice)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    choice.addItems(entries)
    choice.symbol = "x₁"
    return choice


def test_it_is_as_wide_as_the_entries_that_it_has_now(qtbot: QtBot) -> None:
    choice = fitted(qtbot, "a rather long name of a column")
    before = choice.minimumSizeHint().width()
    choice.clear()
    choice.addItems(["short"])
    assert choice.minimumSizeHint().width() == choice.sizeHint().width() < before


def test_a_symbol_takes_what_is_left_when_its_saving_is_taken_away(qtbot: QtBot) -> None:
    for entries in (("a rather long name of a column",), ("x₁",), ("i",)):
        choice = fitted(qtbot, *entries)
        whole, saved = choice.sizeHint().width(), choice.saved()
        choice.write_briefly(on=True)
        assert choice.words == "x₁" and saved >= 0
        assert choice.sizeHint().width() == choice.minimumSizeHint().width() == whole - saved
        choice.write_briefly(on=False)
        assert choice.words == entries[0]
