"""Questions before something is lost."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from playground.ui.documents.questions import ask


@pytest.mark.parametrize("warns", [False, True])
def test_a_question_bears_one_of_our_icons(qtbot: Any, warns: bool) -> None:  # noqa: FBT001
    parent = QWidget()
    qtbot.addWidget(parent)
    ask(parent, "lost", "Go on?", "It is lost.", ("Go on", lambda: None), title="Lost", warns=warns)
    box = parent.findChild(QMessageBox, "lost")
    assert box.icon() == QMessageBox.Icon.NoIcon and not box.iconPixmap().isNull()
    box.reject()
