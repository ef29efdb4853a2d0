"""A lesson from what is on screen, as the dialog proposes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from playground.data import Recipe
from playground.lessons import read
from playground.lessons.check import check
from playground.session import Session
from playground.training import Experiment
from playground.ui.documents.recent import Recent
from playground.ui.lessons.making import MakeLesson

Make = Callable[[Session], MakeLesson]


@pytest.fixture
def make(qapp: QApplication, saved: list[Path]) -> Iterator[Make]:
    parent = QWidget()
    yield lambda session: MakeLesson(parent, session, Recent(None), saved.append)
    parent.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def saved() -> list[Path]:
    return []


@pytest.mark.parametrize("source", ["circle", "line", "iris"])
def test_its_update_is_made_from_a_training_row(
    session_of: Callable[..., Session], make: Make, source: str
) -> None:
    """The first row of most datasets is a test row, from which the lesson's own check finds none."""
    session = session_of(Experiment.load(Recipe(source=source)))
    assert session.data.test[0]
    dialog = make(session)
    dialog.parts["signs"].setChecked(True)
    lesson = dialog.lesson()
    rows = {row for step in lesson.steps for row in step.rows}
    assert len(rows) == 1 and not session.data.test[[*rows]].any()
    assert not [found for found in check(lesson) if "test row" in found.message]


@pytest.mark.parametrize("percent", [100, 150])
def test_it_fits_into_the_window(opened: Callable[..., Any], percent: int) -> None:
    one = opened()
    one.session.view.update(text_size=percent)
    one.window.resize(1280, 720)
    one.settle()
    dialog = MakeLesson(one.window, one.session, Recent(None), lambda _path: None)
    dialog.show()
    QApplication.processEvents()
    assert dialog.height() < 720
    save = dialog.findChild(QPushButton, "make_save")
    assert dialog.rect().contains(QRect(save.mapTo(dialog, QPoint()), save.size()))
    fields = (dialog.title, dialog.audience, dialog.minutes, dialog.text, dialog.row, *dialog.parts.values())
    for above, below in pairwise(fields):
        assert above.mapTo(dialog, QPoint(0, above.height())).y() <= below.mapTo(dialog, QPoint()).y()
    dialog.reject()


def test_what_was_written_stays_until_it_is_in_a_file(
    session_of: Callable[..., Session],
    make: Make,
    saved: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No file was chosen; then there was no such folder."""
    dialog = make(session_of())
    dialog.show()
    dialog.title.setText("By hand")
    save = dialog.findChild(QPushButton, "make_save")
    for name in ("", str(tmp_path / "gone" / "a.lesson"), str(tmp_path / "a.lesson")):
        assert dialog.isVisible() and not saved
        monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_, name=name: (name, "")))
        save.click()
        assert dialog.refusal.isVisible() == ("gone" in name)
    assert saved == [tmp_path / "a.lesson"] and read(saved[0]).title == "By hand"
