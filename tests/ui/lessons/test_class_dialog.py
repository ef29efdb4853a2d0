"""The results of a class in the window: found, marked, sorted, and saved without formulas."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from playground.lessons import bundled, read
from playground.lessons.results import Result, StepResult, save_result
from playground.ui.documents.recent import Recent
from playground.ui.lessons.class_dialog import ClassDialog
from playground.ui.theme.theme import LIGHT
from tests.ui.cut_text import cut_texts

LESSON = read(next(entry.path for entry in bundled() if "by-hand" in entry.path.stem))
STUDENTS = {"Zoë": 3, "=1+1": 1, "ana": 2}
"""How many steps each has solved."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "class"
    found.mkdir()
    for place, (name, count) in enumerate(STUDENTS.items()):
        seed = LESSON.seed_of(name)
        steps = {}
        for step in [one for one in LESSON.steps if one.points][:count]:
            answers = dict(step.solution(LESSON.moment(step, seed=seed)))
            steps[step.id] = StepResult(answers=answers, attempts=(answers, answers))
        result = Result(lesson=LESSON.id, sha256=LESSON.sha256, name=name, seed=seed, steps=steps)
        save_result(result, found / f"{place}.result.json")
    return found


@pytest.fixture
def dialog(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ClassDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 720)
    made = ClassDialog(parent, None, tmp_path / "none", Recent(None), LIGHT)
    made.show()
    asked = staticmethod(lambda *_: (str(tmp_path / "out"), "Table (*.csv)"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    yield made
    made.reject()


def look_into(dialog: ClassDialog, folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_: str(folder)))
        dialog.folder.click()
    while dialog.line._job is not None:
        dialog.line._job.finish()


def names(dialog: ClassDialog) -> list[str]:
    return [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]


def column(dialog: ClassDialog, title: str) -> int:
    return [one.title for one in dialog.model.columns].index(title)


def test_a_folder_is_marked_by_the_lesson_of_its_results(dialog: ClassDialog, folder: Path) -> None:
    assert not dialog.save.isEnabled()
    look_into(dialog, folder)
    assert dialog.lesson.list.currentText() == LESSON.title and dialog.save.isEnabled()
    assert names(dialog) == ["=1+1", "ana", "Zoë"] and not cut_texts(dialog)
    done, attempts = (column(dialog, title) for title in ("Done", "Attempts"))
    assert [dialog.model.index(row, done).data() for row in range(3)] == ["1", "2", "3"]
    assert [dialog.model.index(row, attempts).data() for row in range(3)] == ["2", "4", "6"]
    spoken = dialog.model.index(2, column(dialog, "Points")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Points: ") and spoken.endswith("Zoë")


def test_what_to_do_stands_where_the_table_will_be(dialog: ClassDialog, folder: Path) -> None:
    assert dialog.empty.isVisible() and "Choose the folder" in dialog.empty.text()
    assert dialog.table.isHidden() and not dialog.words.text() and not cut_texts(dialog)
    look_into(dialog, folder)
    assert dialog.empty.isHidden() and dialog.table.isVisible()


def test_it_is_sorted_by_any_column_by_mouse_and_by_keys(dialog: ClassDialog, folder: Path) -> None:
    look_into(dialog, folder)
    points = column(dialog, "Points")
    dialog.table.horizontalHeader().sectionClicked.emit(points)
    assert names(dialog) == ["Zoë", "ana", "=1+1"]
    dialog.order.activated.emit(points)
    assert names(dialog) == ["=1+1", "ana", "Zoë"]
    dialog.order.activated.emit(0)
    assert dialog.model.sorted_by == (0, False) and dialog.order.currentText() == "Name"


def test_the_table_is_saved_and_no_name_runs_as_a_formula(
    dialog: ClassDialog, folder: Path, tmp_path: Path
) -> None:
    look_into(dialog, folder)
    dialog.save.click()
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows] == ["Name", "'=1+1", "ana", "Zoë", "Most common mistake"]


def test_what_cannot_be_marked_is_said(dialog: ClassDialog, folder: Path, tmp_path: Path) -> None:
    (folder / "broken.result.json").write_text("no")
    look_into(dialog, folder)
    assert "broken" in dialog.refused.text() and dialog.refused.isVisible() and len(names(dialog)) == 3
    other = tmp_path / "other"
    other.mkdir()
    look_into(dialog, other)
    assert "no results" in dialog.words.text()
    save_result(Result(lesson="mine", name="Ana"), other / "a.result.json")
    look_into(dialog, other)
    assert "mine" in dialog.words.text() and not dialog.save.isEnabled() and not names(dialog)
    (other / "a.result.json").write_text("[")
    look_into(dialog, other)
    assert "a.result.json" in dialog.words.text()


def test_files_that_were_renamed_are_marked_and_others_are_named(dialog: ClassDialog, folder: Path) -> None:
    (folder / "0.result.json").rename(folder / "0.result (1).json")
    (folder / "notes.txt").write_text("Ask Ben again.")
    look_into(dialog, folder)
    assert len(names(dialog)) == 3 and dialog.refused.isHidden() and not cut_texts(dialog)
    assert "1 other file (notes.txt)" in dialog.ignored.text() and dialog.ignored.isVisible()


def test_cancel_says_what_is_there_and_what_to_do(dialog: ClassDialog, folder: Path) -> None:
    dialog._look_into(folder)
    dialog.line.cancel()
    assert "Reading" in dialog.words.text() and "again" in dialog.words.text()
    dialog._look_into(folder)
    assert dialog.line._job is not None
    dialog.line._job.finish()  # it goes on with the marking
    dialog.line.cancel()
    assert not names(dialog) and f"{len(STUDENTS)} results" in dialog.words.text()
    dialog.lesson.read()
    dialog.line._job.finish()
    assert len(names(dialog)) == len(STUDENTS)
    dialog.lesson.list.setCurrentIndex(0)
    dialog.lesson.read()
    dialog.line.cancel()  # the table stays as it is, and the list says of which lesson
    assert len(names(dialog)) == len(STUDENTS) and dialog.lesson.list.currentText() == LESSON.title
    assert LESSON.title in dialog.words.text() and not cut_texts(dialog)


def test_the_menu_opens_it(opened: Callable[..., Any]) -> None:
    app = opened()
    app.window.run_action("class_results")
    dialog = app.window.findChild(ClassDialog)
    assert dialog.isVisible()
    dialog.reject()
