"""Keys of buttons, and the tooltips that name them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from playground.ui.widgets.buttons import on_key, with_key

UI = Path(__file__).resolve().parents[3] / "playground" / "ui"
KEY = re.compile(r"\((?:(?:Ctrl|Shift|Alt)\+)*(?:[A-Z0-9]|F\d+|Esc|Enter|Del|Tab|Space|Home|End)\)\.?$")


@pytest.mark.parametrize("words", ["Close (Esc)", "Copy (Ctrl+C).", "Help (F1)"])
def test_a_key_is_found_by_its_pattern(words: str) -> None:
    assert KEY.search(words)


def test_no_tooltip_has_its_key_typed_by_hand() -> None:
    """`on_key` and `with_key` write it, as the system at hand does."""
    typed = [
        f"{path.relative_to(UI)}:{node.lineno}: {node.value}"
        for path in sorted(UI.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.search(node.value)
    ]
    assert not typed


def test_the_key_of_a_button_stands_in_its_tooltip(qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    button.setToolTip("Close")
    on_key("Esc", button)
    assert button.toolTip() == with_key("Close", "Esc") == "Close (Esc)"
