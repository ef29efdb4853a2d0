"""What the window imports before it is there: no library that few need, each name of Qt when asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

LATER = {
    "PIL",
    "onnx",
    "numba",
    "playground.cli.train",
    "playground.data.reading",
    "playground.export.formats",
    "playground.lessons",
    "playground.ui.backprop.page",
    "playground.ui.documents.list_dialog",
    "playground.ui.documents.questions",
    "playground.ui.exporting",
    "playground.ui.importing",
    "playground.ui.loss",
    "playground.ui.network.card",
    "playground.ui.pictures",
    "pyqtgraph.graphicsItems.ROI",
    "pyqtgraph.parametertree",
    "scipy",
    "sklearn",
}
PROGRAM = """
import gc, json, linecache, sys
import playground.main
import playground.ui.app
import pyqtgraph as pg
from PySide6 import QtCore, QtWidgets
before = [*sys.modules]
import pyqtgraph.exporters
print(json.dumps({
    "modules": before,
    "late": pg.ROI.__name__,
    "refused": hasattr(pg, "Nothing"),
    "sources": len(linecache.cache),
    "same": pg.QtCore.Qt is QtCore.Qt and pg.QtWidgets.QLabel is QtWidgets.QLabel,
    "unknown": hasattr(pg.QtCore, "QNothing"),
    "names": "QTimer" in dir(QtCore) and "QLabel" in dir(QtWidgets),
}))
"""


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_the_window_begins_without_what_is_used_later(found: dict[str, Any]) -> None:
    assert not LATER & set(found["modules"])


def test_names_of_qt_are_passed_on_to_pyqtgraph(found: dict[str, Any]) -> None:
    assert found["same"] and found["names"] and not found["unknown"]


def test_no_source_is_read_for_a_feature_of_pyside(found: dict[str, Any]) -> None:
    assert found["sources"] < 20  # else every module that is imported: some hundred


def test_what_pyqtgraph_was_not_asked_for_comes_when_it_is(found: dict[str, Any]) -> None:
    assert found["late"] == "ROI" and not found["refused"]
