"""The palette: classes by mark and name, chosen, renamed, added and removed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from playground.data import Dataset
from playground.session import Session
from playground.training import Experiment
from playground.ui.data.class_palette import Palette
from playground.ui.theme.theme import theme


@pytest.fixture
def session(session_of: Callable[..., Session]) -> Session:
    return session_of()


@pytest.fixture
def palette(session: Session, qtbot: QtBot) -> Palette:
    palette = Palette(session)
    qtbot.addWidget(palette)
    palette.apply_theme(theme(dark=False, safe=False))
    palette.refresh()
    palette.show()
    return palette


def swatch(palette: Palette, index: int) -> QToolButton:
    return palette.findChild(QToolButton, f"class_{index}")


def swatches(palette: Palette) -> int:
    return sum(swatch(palette, index).isVisible() for index in range(8))


def typed(palette: Palette, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    palette.name.setFocus()
    palette.name.selectAll()
    QTest.keyClicks(palette.name, text)
    QTest.keyClick(palette.name, key)
    palette.refresh()


def test_names_and_counts(session: Session, palette: Palette) -> None:
    session.points.hold_out(np.arange(len(session.data)), test=False)
    session.points.hold_out(np.flatnonzero(session.data.y == 0)[:2])
    session.classes.rename(1, "cherry")
    palette.refresh()
    reds, cherries = ((session.data.y == label).sum() for label in (0, 1))
    assert swatch(palette, 0).toolTip() == f"red: {reds - 2} training, 2 test points (1)"
    assert swatch(palette, 1).toolTip() == f"cherry: {cherries} training, 0 test points (2)"
    assert swatch(palette, 1).accessibleName() == "Draw cherry"


@pytest.mark.parametrize(
    ("before", "after"),
    [("point", "point"), ("brush", "brush"), ("swap", "swap"), ("erase", "point"), ("lasso", "point")],
)
def test_choosing_a_class_keeps_a_tool_that_paints(
    session: Session, palette: Palette, before: str, after: str
) -> None:
    session.tools.set_brush(tool=before)
    swatch(palette, 1).click()
    palette.refresh()
    assert (session.tools.brush.tool, session.tools.brush.label) == (after, 1)
    assert swatch(palette, 1).isChecked() and not swatch(palette, 0).isChecked()
    assert palette.name.text() == "green"


def test_two_to_eight_classes(session: Session, palette: Palette) -> None:
    assert not palette.minus.isEnabled() and palette.minus.toolTip() == "At least two classes are required."
    for classes in range(3, 9):
        assert palette.plus.isVisible()
        palette.plus.click()
        palette.refresh()
        assert swatches(palette) == len(session.data.class_names) == classes
        assert session.tools.brush.label == classes - 1 and swatch(palette, classes - 1).isChecked()
    assert not palette.plus.isVisible()
    palette.minus.click()
    palette.refresh()
    assert swatches(palette) == 7 and session.tools.brush.label == 6
    assert palette.name.text() == session.data.class_names[6] and swatch(palette, 6).isChecked()


def test_renaming(session: Session, palette: Palette) -> None:
    typed(palette, "  Äpfel  ")
    assert session.data.class_names == ("Äpfel", "green") and palette.name.text() == "Äpfel"
    assert not palette.name.hasFocus()  # the keys choose tools again
    typed(palette, "pears", Qt.Key.Key_Escape)
    assert session.data.class_names[0] == "Äpfel" == palette.name.text()
    session.undo()
    palette.refresh()
    assert palette.name.text() == "red"


@pytest.mark.parametrize(
    ("text", "words"), [("green", "already"), (" ", "Invalid class name"), ("x" * 101, "Invalid class name")]
)
def test_a_name_that_cannot_be(session: Session, palette: Palette, text: str, words: str) -> None:
    typed(palette, text)
    assert session.data.class_names == ("red", "green") and not session.undo_stack.undo_label
    assert session.notice is not None and words in session.notice.text
    assert words in palette.name.toolTip() and palette.name.property("state") == "bad"
    typed(palette, "", Qt.Key.Key_Escape)
    assert palette.name.text() == "red" and palette.name.property("state") == ""


def test_what_is_typed_belongs_to_the_class_it_was_typed_for(session: Session, palette: Palette) -> None:
    palette.name.setFocus()
    palette.name.selectAll()
    QTest.keyClicks(palette.name, "apples")
    swatch(palette, 1).click()  # leaves the focus in the field
    palette.refresh()
    assert session.data.class_names == ("apples", "green")
    assert palette.name.text() == "green" and session.tools.brush.label == 1


def test_more_classes_than_can_be_drawn(session_of: Callable[..., Session], qtbot: QtBot) -> None:
    names = tuple("abcdefghijkl")
    data = Dataset(
        np.random.default_rng(0).normal(size=(24, 2)),
        np.append(np.arange(12), np.repeat([2, 11, 5, 6, 7, 8, 9, 10], [5, 1, 1, 1, 1, 1, 1, 1])) * 1.0,
        ("u", "v"),
        "kind",
        names,
        generated=False,
    )
    session = session_of(Experiment.create(data))
    palette = Palette(session)
    qtbot.addWidget(palette)
    palette.show()
    palette.refresh()
    assert swatches(palette) == 8 and not palette.plus.isVisible()
    assert "8 most frequent of 12 classes" in swatch(palette, 3).toolTip()
    assert session.tools.brush.label == 2 and swatch(palette, 0).isChecked()
    assert [swatch(palette, k).accessibleName()[-1] for k in range(8)] == list("cfghijkl")
    swatch(palette, 7).click()
    assert session.tools.brush.label == 11 and palette.session.data.looks[11] == 7
    palette.refresh()
    assert palette.name.text() == "l" and swatch(palette, 7).isChecked()


@pytest.mark.parametrize("source", ["iris", "line"])  # three other classes, and none
def test_what_is_typed_for_a_class_that_is_gone_is_given_up(
    session: Session, palette: Palette, source: str
) -> None:
    palette.name.setFocus()
    palette.name.selectAll()
    QTest.keyClicks(palette.name, "apples")
    session.source.update_recipe(source=source, target=None, task=None)
    names = session.data.class_names
    palette.name.take()
    assert session.data.class_names == names


def test_a_swatch_of_the_data_before_chooses_nothing(session: Session, palette: Palette) -> None:
    session.classes.add()
    palette.refresh()
    session.source.update_recipe("Dataset", source="xor")
    swatch(palette, 2).click()  # it is still there
    palette.refresh()
    assert session.tools.brush.label == 0 and swatch(palette, 0).isChecked()
