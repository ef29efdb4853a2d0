"""Names appear as they are, everywhere: nothing of a table is read as HTML or as the mark of a key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

from playground.ui.widgets import plain
from playground.ui.widgets.plain import as_entry, as_tip

UI = Path(plain.__file__).parents[1]
NAMES = ("<b>size</b>", "R&D <k$>", "R&D", "<img src=x>", "<=50K", "x<y>z", "a < b\nc & d", "  two  <b>")


@pytest.mark.parametrize("words", NAMES)
def test_a_tooltip_shows_the_words_as_they_are(words: str) -> None:
    shown = as_tip(words)
    document = QTextDocument()
    document.setHtml(shown if "<" in words else "")
    assert (document.toPlainText() or shown) == words


def test_an_ampersand_marks_no_key() -> None:
    assert as_entry("R&D") == "R&&D"


def test_labels_are_made_where_their_format_is_chosen() -> None:
    makers = {
        path.relative_to(UI).as_posix()
        for path in UI.rglob("*.py")
        if re.search(r"(?<!class )(?<!\w)QLabel\(\)?", path.read_text(encoding="utf-8"))
    }
    assert makers == {"widgets/labels.py", "widgets/outage.py"}  # the latter's words never change
