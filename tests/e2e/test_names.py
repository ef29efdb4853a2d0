"""Names of columns and classes appear as they are, in every part of the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QGraphicsView, QLabel, QWidget

from tests.e2e.driver import Driver

NAMES = ("<b>size</b>", "R&D <k$>", "<i>kind</i>", "<u>x</u>")
CLASSES = ("<img src=x>", "<=50K", "x<y>z")


def test_no_name_of_a_table_is_read_as_html(app: Driver, tmp_path: Path) -> None:
    rows = "".join(f"{k % 7},{k % 5},{k % 3},{CLASSES[k % 3]}\n" for k in range(42))
    path = tmp_path / "<b>my rows.csv"
    path.write_text(f"{NAMES[0]},{NAMES[1]},third <u>x</u>,{NAMES[2]}\n{rows}", encoding="utf-8")
    app.open_file("open_data", path)
    app.wait_for_dialog()
    _look(app)
    app.take()
    assert app.session.data.class_names == ("<=50K", "<img src=x>", "x<y>z")
    _look(app)
    for action in ("show_table", "show_statistics", "show_statistics"):
        app.keys(app._shortcut(action))
        app.settle()
        _look(app)
    app.keys("G")
    app.settle()
    _look(app)


def _look(app: Driver) -> None:
    for words in _rich(app.window):
        for name in (*NAMES, *CLASSES):
            assert name not in words, f"{name} in {words}"


def _rich(window: QWidget) -> Iterator[str]:
    """All that is shown as HTML."""
    for widget in window.findChildren(QWidget):
        if "<" in widget.toolTip():
            yield widget.toolTip()
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            assert widget.textFormat() == Qt.TextFormat.RichText
            yield widget.text()
        if isinstance(widget, QGraphicsView):
            for item in widget.scene().items():
                yield item.toolTip() if "<" in item.toolTip() else ""
                if isinstance(item, pg.AxisItem):
                    yield item.labelString()
                if isinstance(item, pg.LabelItem):
                    yield item.text
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _tips(widget.model())


def _tips(model: QAbstractItemModel) -> Iterator[str]:
    role = Qt.ItemDataRole.ToolTipRole
    for column in range(model.columnCount()):
        yield model.headerData(column, Qt.Orientation.Horizontal, role) or ""
        for row in range(min(5, model.rowCount())):
            yield model.data(model.index(row, column), role) or ""
    for row in range(min(5, model.rowCount())):
        yield model.headerData(row, Qt.Orientation.Vertical, role) or ""
