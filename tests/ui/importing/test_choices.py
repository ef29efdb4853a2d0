"""What is typed into the choices of the import dialog, and refused, stays to be mended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from playground.data import Raw, Recipe
from playground.errors import PlaygroundError
from playground.ui.importing.choices import ColumnChoices
from playground.ui.importing.draft import Draft

TABLE = "size,kind\n1,a\n2,b\n-9,a\n"


@pytest.fixture
def choices(qapp: QApplication) -> Iterator[ColumnChoices]:
    draft = Draft(Raw("t.csv", TABLE.encode()), Recipe(source="t.csv"))

    def choose(**chosen: Any) -> None:
        with suppress(PlaygroundError):
            draft.choose(**chosen)
        made.refresh()

    made = ColumnChoices(draft, {"scale_inputs": "auto", "scale_target": "auto"}, choose, lambda _every: None)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def take(choices: ColumnChoices, words: str) -> tuple[str, str, tuple[str, ...]]:
    """What the field shows, its state, and what the draft holds."""
    choices.marks.setText(words)
    choices.marks.editingFinished.emit()
    return choices.marks.text(), choices.marks.property("state") or "", choices.draft.recipe.missing_marks


def test_marks_that_are_refused_stay_until_they_are_mended(choices: ColumnChoices) -> None:
    long = "-9, " + "a" * 50
    assert take(choices, "-9") == ("-9", "", ("-9",))
    assert take(choices, long) == (long, "bad", ("-9",))
    assert take(choices, "-9") == ("-9", "", ("-9",))
    assert take(choices, " -9 ,, a") == ("-9, a", "", ("-9", "a"))


def test_escape_brings_the_marks_in_force_back(choices: ColumnChoices) -> None:
    assert take(choices, "a" * 50)[1] == "bad"
    QTest.keyClick(choices.marks, Qt.Key.Key_Escape)
    assert choices.marks.text() == "" and choices.marks.property("state") == ""
