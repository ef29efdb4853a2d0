"""Tables come in through the import dialog: opened, dropped or pasted, looked at, corrected, and taken."""

from __future__ import annotations

import threading
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from playground.ui.importing import dialog as dialog_module
from tests.e2e.driver import Driver

EUROPEAN = "Größe;Sorte;Preis\n1,5;grün;1200,25\n-0,25;rot;0,125\n3;grün;17\n2,75;rot;-4,5\n"


def write(path: Path, words: str) -> Path:
    path.write_text(words, encoding="utf-8")
    return path


def paste(app: Driver, words: str) -> None:
    QGuiApplication.clipboard().setText(words)
    app.window.canvas_panel.canvas.setFocus()
    app.keys("Ctrl+V")


def auto(app: Driver, name: str) -> str:
    """What the dialog says it has found."""
    return app.find(f"import_{name}", QComboBox).currentText()


def test_any_number_of_classes_can_be_looked_at(app: Driver, tmp_path: Path) -> None:
    rows = "".join(f"{0.25 * row},k{row % 9 if row < 36 else 0:02d}\n" for row in range(45))
    app.import_file(write(tmp_path / "nine.csv", f"size,kind\n{rows}"))
    assert app.session.data.class_names == tuple(f"k{k:02d}" for k in range(9))
    assert app.find("other_classes", QLabel).text() == (
        "9 classes: the 8 most frequent have their own colours, the other one is grey."
    )
    app.train(epochs=3)
    app.keys("Ctrl+D")
    for shortcut in ("show_table", "show_statistics", "show_statistics"):
        app.keys(app._shortcut(shortcut))
        app.frame()
    app.choose_class(8 - 1)
    app.click_point(3.0, 0.5)
    assert app.rows == 46
    app.press("undo")
    app.keys(app._shortcut("safe_colours"))
    app.settle()
    assert sum(curve.isVisible() for curve in app.window.canvas_panel.canvas.curves) == 9


def test_a_semicolon_file_with_decimal_commas(app: Driver, tmp_path: Path) -> None:
    before = app.session.data
    app.open_file("open_data", write(tmp_path / "prices.csv", EUROPEAN))
    app.wait_for_dialog()
    assert [auto(app, name) for name in ("separator", "decimal", "encoding", "header")] == [
        "auto: semicolon",
        "auto: comma",
        "auto: UTF-8",
        "auto: names",
    ]
    assert app.find("import_regression").isChecked()
    app.choose_in_dialog(target="Sorte")
    app.wait_for(lambda: "2 classes" in app.result, "the classes")
    assert app.find("import_classes").isChecked()
    assert app.result == "4 rows: 2 inputs, 2 classes (grün, rot)."
    assert app.dialog.result_preview.points == 4
    assert app.session.data is before  # until it is taken
    app.take()
    data = app.session.data
    assert (data.columns, data.target, data.class_names) == (("Größe", "Preis"), "Sorte", ("grün", "rot"))
    assert data.X.tolist() == [[1.5, 1200.25], [-0.25, 0.125], [3.0, 17.0], [2.75, -4.5]]
    assert data.y.tolist() == [0.0, 1.0, 0.0, 1.0]
    assert app.session.experiment.recipe.source == str(tmp_path / "prices.csv")
    app.train(epochs=3)
    app.press("undo")
    app.settle()
    assert app.session.data.same_as(before) and app.session.undo_stack.undo_label == ""


def test_rows_with_missing_values_are_dropped_and_counted(app: Driver, tmp_path: Path) -> None:
    rows = "".join(f"{i},{'' if i in {3, 5, 7, 9} else i * i},{'ab'[i % 2]}\n" for i in range(10))
    app.open_file("open_data", write(tmp_path / "gaps.csv", "x,y,kind\n" + rows))
    app.wait_for_dialog()
    assert "line 5" in app.problem and not app.find("import_import").isEnabled()
    assert (
        app.dialog.focusWidget() is app.find("import_missing") and not app.dialog.result_preview.isVisible()
    )
    app.choose_in_dialog(missing="drop their rows")
    app.wait_for(app.dialog.result_preview.isVisible, "the rows")
    assert "Missing: 4" in {label.text() for label in app.dialog.findChildren(QLabel)}
    assert app.dialog.result_preview.points == 6
    app.take()
    assert app.session.data.X[:, 0].tolist() == [0, 1, 2, 4, 6, 8]
    assert "4 of 10 rows were dropped" in app.notice


def test_rows_are_pasted_from_a_spreadsheet(app: Driver) -> None:
    paste(app, "width\theight\tkind\r\n1,5\t2\tcat\r\n3\t4,25\tdog\r\n")
    app.wait_for_dialog()
    assert auto(app, "separator") == "auto: tab"
    QTest.keyClick(app.dialog, Qt.Key.Key_Return)
    app.wait_for(lambda: app.dialog is None, "the import")
    app.settle()
    data = app.session.data
    assert data.X.tolist() == [[1.5, 2.0], [3.0, 4.25]] and data.class_names == ("cat", "dog")
    assert data.name == "pasted rows"
    app.come_back()
    app.press("new_draw")  # no file is needed for another split
    assert app.notice == ""


def test_numbers_too_large_to_learn_from_are_refused_and_large_ones_are_taken(app: Driver) -> None:
    before = app.session.data
    QGuiApplication.clipboard().setText("1e308\t1\n-1e308\t2\n")
    app.choose_from("menu_button", "paste_data")
    app.wait_for_dialog()
    app.wait_for(lambda: "line 1" in app.problem, "the message")
    assert '"1e308" is too large' in app.problem and not app.find("import_import").isEnabled()
    app.dismiss()
    assert app.session.data is before
    for size in ("1e100", "1e-100", "1e100"):  # the same names: the view goes to the new rows all the same
        paste(app, f"a\ty\n{size}\t1\n-{size}\t2\n")
        app.wait_for_dialog()
        app.wait_for(lambda: app.result, "the rows")
        app.take()
        low, high = app.session.view.plane.x_range
        assert low < -float(size) < float(size) < high < 2 * float(size)
        app.train(epochs=3)
        assert np.isfinite(app.session.snapshot.train.loss) and app.notice == ""


def test_text_is_pasted_into_a_field_all_the_same(app: Driver) -> None:
    QGuiApplication.clipboard().setText("0.25")
    field = app.find("learning_rate").lineEdit()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    field.selectAll()
    app.keys("Ctrl+V")
    QTest.keyClick(field, Qt.Key.Key_Return)
    app.frame()
    assert app.session.spec.learning_rate == 0.25 and app.dialog is None and app.notice == ""


def test_pasting_nothing_or_nonsense_is_said(app: Driver) -> None:
    before = app.session.experiment
    for words in ("", "just a sentence"):
        paste(app, words)
        app.wait_for(lambda: app.problem, "the notice")
        app.dismiss()
    assert app.session.experiment is before


def test_a_table_is_dropped_on_the_canvas(app: Driver, tmp_path: Path) -> None:
    app.drop(write(tmp_path / "drop me.csv", EUROPEAN))
    app.wait_for_dialog()
    assert not app.window.drop_zone.isVisible()
    app.take()
    assert app.session.data.name == "drop me.csv" and app.session.data.target == "Preis"
    app.drop("a\tb\n1\t2.5\n3\t4\n")  # a selection of cells
    app.wait_for_dialog()
    app.take()
    assert app.session.data.columns == ("a",) and app.session.data.y.tolist() == [2.5, 4.0]


def test_columns_are_chosen_by_click_and_by_key(app: Driver, tmp_path: Path) -> None:
    rows = "".join(f"no. {i},{i},{-i},{i * i},{i % 7}\n" for i in range(20))
    app.open_file("open_data", write(tmp_path / "many.csv", "name,a,b,c,y\n" + rows))
    app.wait_for_dialog()
    assert app.shown("import_inputs") == "3 of 4"  # a text is no input
    app.tick("b")
    assert app.shown("import_inputs") == "2 of 4"
    app.press("import_none")
    assert "No input column" in app.problem
    view = app.find("import_rows")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Space)
    app.wait_for(lambda: "1 input," in app.result, "the column")
    app.tick("c")
    app.choose_in_dialog(task="classes", scale_inputs="none")
    app.slide("import_train_share", 80)
    app.take()
    data = app.session.data
    assert data.columns == ("a", "c") and data.class_names == tuple("0123456")
    assert app.session.spec.scale_inputs == "none" and int((~data.test).sum()) == 16


def test_a_wrong_separator_is_corrected(app: Driver, tmp_path: Path) -> None:
    app.open_file("open_data", write(tmp_path / "prices.csv", EUROPEAN))
    app.wait_for_dialog()
    app.choose_in_dialog(separator="comma")
    app.wait_for(lambda: app.problem, "the message")
    assert not app.find("import_import").isEnabled()
    app.choose_in_dialog(separator="semicolon")
    app.wait_for(lambda: not app.problem and app.result, "the rows")
    app.take()
    assert app.session.experiment.recipe.separator == ";" and len(app.session.data) == 4


def test_a_table_that_tells_by_itself_says_what_it_was_taken_for(app: Driver, tmp_path: Path) -> None:
    rows = "".join(f"{k},{'fm'[k % 2]},{k * k % 17},{k % 5 + 0.5}\n" for k in range(30))
    app.window.incoming.open(write(tmp_path / "people.csv", f"# by hand\nnr,sex,a,y\n{rows}"))
    app.settle()
    assert app.session.data.columns == ("sex = m", "a") and app.dialog is None
    assert all(words in app.notice for words in ("1 line at the top", '"nr"', "f = 0, m = 1"))


def test_choices_are_remembered_for_the_file(app: Driver, tmp_path: Path) -> None:
    file = write(tmp_path / "prices.csv", EUROPEAN)
    app.import_file(file, target="Sorte", tick=("Preis",))
    app.press("data_xor")
    app.settle()
    app.import_file(file)
    assert app.session.data.target == "Sorte" and app.session.data.columns == ("Größe",)
    write(file, EUROPEAN.replace("Sorte", "Art"))  # it has another column now
    app.import_file(file)
    assert app.session.data.target == "Preis" and app.session.data.columns == ("Größe",)


def test_data_copied_as_text_are_pasted_identically(app: Driver) -> None:
    before = app.session.data
    app.window.canvas_panel.canvas.setFocus()
    app.keys("Ctrl+C")
    assert "500 rows copied" in app.notice
    app.keys("Ctrl+V")
    app.wait_for_dialog()
    app.take()
    assert app.session.data.X.tobytes() == before.X.tobytes()
    assert app.session.data.y.tobytes() == before.y.tobytes()
    app.session.points.select(np.array([4, 7]))
    app.window.canvas_panel.canvas.setFocus()
    app.keys("Ctrl+C")
    assert len(QGuiApplication.clipboard().text().splitlines()) == 3


def test_of_too_many_rows_the_first_are_copied(app: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playground.ui.widgets.clipboard.MOST_COPIED", 20)
    app.window.canvas_panel.canvas.setFocus()
    app.keys("Ctrl+C")
    assert len(QGuiApplication.clipboard().text().splitlines()) == 21
    assert "Only the first 20 of 500 rows" in app.notice


class Held:
    """In place of `read_table`: reads nothing until it is let go, and says how far it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._read, self._go = dialog_module.read_table, threading.Event()
        self.cancelled = threading.Event()
        monkeypatch.setattr(dialog_module, "read_table", self)

    def __call__(self, raw: Any, recipe: Any, tell: Any) -> Any:
        while not self._go.wait(0.005):
            try:
                tell(0.45)
            except BaseException:
                self.cancelled.set()
                raise
        return self._read(raw, recipe, tell)

    def let_go(self) -> None:
        self._go.set()


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(monkeypatch)


def test_reading_a_big_file_is_cancelled(app: Driver, held: Held, tmp_path: Path) -> None:
    app.press("play")
    before, epoch = app.session.data, app.epoch
    app.open_file("open_data", write(tmp_path / "big.csv", EUROPEAN))
    app.wait_for(lambda: app.dialog and app.dialog.line.isVisible(), "the progress")
    assert app.shown("import_progress_words") == "Reading big.csv … \N{FIGURE SPACE}45 %"
    words, bar = app.find("import_progress_words"), app.find("import_progress")
    assert words.width() <= words.sizeHint().width() + 8 and bar.x() - words.geometry().right() < 20
    app.press("import_import")  # as soon as it is read
    assert app.dialog is not None and not app.find("import_import").isEnabled()
    app.wait_for(lambda: app.epoch > epoch + 5, "training, which goes on")
    app.press("import_cancel")
    app.wait_for(held.cancelled.is_set, "the end of the reading")
    app.come_back()
    assert app.dialog is None and app.session.data is before and app.session.training
    assert app.session.undo_stack.undo_label == "" and app.notice == ""


def test_import_waits_for_the_reading(app: Driver, held: Held, tmp_path: Path) -> None:
    app.open_file("open_data", write(tmp_path / "big.csv", EUROPEAN))
    app.wait_for(lambda: app.dialog, "the dialog")
    app.come_back()
    app.press("import_import")
    assert app.dialog is not None
    held.let_go()
    app.wait_for(lambda: app.dialog is None, "the import")
    app.settle()
    assert app.session.data.name == "big.csv"


def test_the_window_is_closed_while_a_file_is_read(app: Driver, held: Held, tmp_path: Path) -> None:
    app.open_file("open_data", write(tmp_path / "big.csv", EUROPEAN))
    app.wait_for(lambda: app.dialog, "the dialog")
    app.window.close()
    assert held.cancelled.wait(10)


OFFICE = "http://schemas.openxmlformats.org"
MAIN, RELATION = f"{OFFICE}/spreadsheetml/2006/main", f"{OFFICE}/officeDocument/2006/relationships"


def spreadsheet(path: Path, sheets: dict[str, list[list[str | float]]]) -> Path:
    """A small .xlsx file: sheets by name, rows of cells."""
    named = "".join(f'<sheet name="{name}" sheetId="{k}" r:id="r{k}"/>' for k, name in enumerate(sheets, 1))
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>{named}</sheets></workbook>'
    parts = {
        "_rels/.rels": links({"r1": ("officeDocument", "xl/workbook.xml")}),
        "xl/_rels/workbook.xml.rels": links(
            {f"r{k}": ("worksheet", f"worksheets/{k}.xml") for k, _ in enumerate(sheets, 1)}
        ),
        "xl/workbook.xml": workbook,
    }
    for k, rows in enumerate(sheets.values(), 1):
        cells = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
        parts[f"xl/worksheets/{k}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
        )
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return path


def links(targets: dict[str, tuple[str, str]]) -> str:
    """The parts of a spreadsheet that belong to one of them: their kind and place, by an id."""
    each = "".join(
        f'<Relationship Id="{key}" Type="{RELATION}/{kind}" Target="{place}"/>'
        for key, (kind, place) in targets.items()
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{each}</Relationships>'


def cell(content: str | float) -> str:
    if isinstance(content, str):
        return f'<c t="inlineStr"><is><t>{content}</t></is></c>'
    return f"<c><v>{content!r}</v></c>"


def test_a_sheet_of_a_spreadsheet_is_imported(app: Driver, tmp_path: Path) -> None:
    sheets: dict[str, list[list[str | float]]] = {
        "Notes": [["only", "a note"], ["and", "another"]],
        "Measured": [["x", "y", "kind"], [1.5, 2, "a"], [0.1, -3.25, "b"]],
    }
    app.open_file("open_data", spreadsheet(tmp_path / "book.xlsx", sheets))
    app.wait_for_dialog()
    app.choose_in_dialog(sheet="Measured")
    app.wait_for(lambda: "2 inputs" in app.result, "the rows")
    app.take()
    assert app.session.data.X.tolist() == [[1.5, 2.0], [0.1, -3.25]]
    assert app.session.experiment.recipe.sheet == "Measured"
    app.import_file(tmp_path / "book.xlsx")  # the sheet is remembered
    assert app.session.data.columns == ("x", "y")
