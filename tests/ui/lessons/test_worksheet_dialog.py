"""The dialog of worksheets: what is chosen is seen and written, and a long work can be given up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from playground.lessons import bundled, read
from playground.lessons.sheet import sheet_of
from playground.ui.documents.recent import Recent
from playground.ui.lessons.worksheet_dialog import WorksheetDialog
from playground.ui.lessons.worksheets import pdf_of
from playground.ui.theme.theme import LIGHT
from playground.ui.widgets.scroll import FitScrollArea
from tests.ui.cut_text import cut_texts

BY_HAND = next(entry.path for entry in bundled() if "by-hand" in entry.path.stem)


@pytest.fixture
def dialog(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorksheetDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 720)
    made = WorksheetDialog(parent, read(BY_HAND), Recent(None), LIGHT)
    made.show()
    asked = staticmethod(lambda *_: (str(tmp_path / "out"), "PDF document (*.pdf)"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    yield made
    made.reject()


def click(dialog: WorksheetDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, f"worksheet_{name}")
    assert button.isEnabled(), name
    button.click()


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_the_held_lesson_is_offered_and_the_names_are_sheets(
    dialog: WorksheetDialog, tmp_path: Path, qtbot: Any
) -> None:
    assert dialog.lesson.list.currentText() == read(BY_HAND).title and not cut_texts(dialog)
    names = tmp_path / "names.txt"
    names.write_text("Ana\nBen\n", encoding="utf-8")
    assert "page 1 of" in dialog.preview.words.text()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: (str(names), "")))
        click(dialog, "load")
    assert "1 of 2" in dialog.preview.words.text() and not dialog.editors["sheets"].isVisible()
    for wanted in ("sheet", "key"):
        click(dialog, {"sheet": "save", "key": "key"}[wanted])
        qtbot.waitUntil((tmp_path / "out.pdf").exists)
        sheets = [sheet_of(read(BY_HAND), name) for name in ("Ana", "Ben")]
        assert pages((tmp_path / "out.pdf").read_bytes()) == pages(pdf_of(sheets, wanted, "a4"))
        assert "Saved" in dialog.words.text() and not dialog.bar.isVisible()
        (tmp_path / "out.pdf").unlink()


def test_all_pages_of_all_sheets_are_leafed_through(dialog: WorksheetDialog) -> None:
    dialog.names.setPlainText("Ana\nBen")
    dialog._refresh()
    seen = [dialog.preview.words.text()]
    while dialog.preview.next.isEnabled():
        click(dialog, "next")
        seen.append(dialog.preview.words.text())
    assert len(set(seen)) == len(seen) >= 4 and "Ben" in seen[-1]
    click(dialog, "back")
    assert dialog.preview.words.text() == seen[-2]
    dialog.preview.kinds.choose(1)
    assert dialog.preview.words.text().startswith("Key 2 of 2")


def test_many_sheets_show_how_far_they_are_and_are_given_up(dialog: WorksheetDialog, tmp_path: Path) -> None:
    dialog.names.setPlainText("\n".join(f"name {k}" for k in range(200)))
    click(dialog, "save")
    assert dialog.bar.isVisible()
    click(dialog, "cancel")
    assert not dialog.bar.isVisible() and not (tmp_path / "out.pdf").exists()
    click(dialog, "save")
    dialog.reject()
    assert dialog._job is None


def test_what_cannot_be_printed_is_said_and_nothing_can_be_saved(
    dialog: WorksheetDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.lesson"
    broken.write_text("title = ", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: (str(broken), "")))
    click(dialog, "open")
    assert "broken.lesson" in dialog.words.text() and not any(one.isEnabled() for one in dialog.outlets)
    dialog.lesson.read()
    assert all(one.isEnabled() for one in dialog.outlets)
    dialog.names.setPlainText("\n".join(map(str, range(501))))
    dialog._refresh()
    assert "501" in dialog.words.text() and not any(one.isEnabled() for one in dialog.outlets)


@pytest.mark.qt_log_ignore("QPainter::", extend=True)
def test_a_printer_that_takes_nothing_is_told_of(dialog: WorksheetDialog, tmp_path: Path) -> None:
    dialog._refresh()
    assert dialog._sheets is not None
    dialog._send(dialog._sheets, QPdfWriter(str(tmp_path / "missing" / "out.pdf")))
    assert "printer" in dialog.words.text() and dialog._job is None


Opened = Callable[..., Any]


def test_the_menu_opens_it(opened: Opened) -> None:
    app = opened()
    app.window.run_action("worksheets")
    dialog = app.window.lessons.teaching._dialog
    assert isinstance(dialog, WorksheetDialog) and dialog.isVisible()
    dialog.reject()
    assert app.window.lessons.teaching._dialog is None


def test_all_that_is_chosen_is_seen_in_a_low_window(dialog: WorksheetDialog) -> None:
    dialog.resize(980, 576)
    QApplication.processEvents()
    area = dialog.findChild(FitScrollArea)
    assert area is not None and area.verticalScrollBar().maximum() == 0
