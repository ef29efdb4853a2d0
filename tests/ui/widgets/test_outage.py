"""A part of the window that fails is switched off and covered; all others go on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QDeadlineTimer, QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from playground.session import ALL
from playground.training.statistics import RowErrorJob
from playground.ui import crash_dialog
from playground.ui.rows.error_job import ErrorJob
from playground.ui.widgets import outage

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Opened


@pytest.fixture
def app(opened: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    """A window whose errors are shown as in the program."""
    monkeypatch.setattr(QStandardPaths, "writableLocation", staticmethod(lambda _where: str(tmp_path)))
    app = opened()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # to be put back
    crash_dialog.install(app.window, app.session, app.window.keeping.keep)
    return app


def broken(*_: Any) -> None:
    list[int]().pop()


def covers(app: Opened) -> list[QWidget]:
    return app.window.findChildren(QWidget, "outage")


def frames(app: Opened, count: int = 5) -> None:
    for _ in range(count):
        app.session.changes.note(ALL)
        app.window.frame()
        for panel in app.window.panels:
            panel.update()
        QApplication.processEvents()


def try_again(app: Opened) -> None:
    QTest.mouseClick(covers(app)[0].findChild(QPushButton, "try_again"), Qt.MouseButton.LeftButton)
    QTest.qWait(1)


def test_a_panel_whose_refresh_fails(app: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    panel, calls = app.window.loss_panel, []
    monkeypatch.setattr(panel, "refresh", lambda _changes: calls.append(1) or broken())
    frames(app)
    assert len(calls) == 1, "it rests"
    assert [cover.parent() for cover in covers(app)] == [panel]
    assert covers(app)[0].geometry() == panel.rect()
    (dialog,) = app.window.findChildren(crash_dialog.CrashDialog)
    dialog.accept()
    app.session.playback.step("epoch")
    app.settle()
    assert app.window.bar.figures.epoch.value.endswith("1"), "the others go on"

    try_again(app)
    frames(app)
    assert len(calls) == 2 and len(covers(app)) == 1, "covered once more"
    assert not app.window.findChildren(crash_dialog.CrashDialog), "and not told once more"

    monkeypatch.undo()
    try_again(app)
    frames(app)
    assert not covers(app) and not outage.is_off(panel)
    assert panel.plot.isEnabled() and panel.plot.updatesEnabled()


def test_a_view_whose_painting_fails(app: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    panel, view = app.window.network_panel, app.window.network_panel.view
    monkeypatch.setattr(view.overlay, "paint_marks", broken)
    frames(app)
    (cover,) = covers(app)
    assert cover.parent() is panel and not view.isEnabled()
    app.window.resize(1300, 800)
    QApplication.processEvents()
    assert cover.geometry() == panel.rect()
    assert len(app.window.findChildren(crash_dialog.CrashDialog)) == 1
    monkeypatch.undo()
    try_again(app)
    frames(app)
    assert not covers(app) and view.isEnabled()


def test_an_item_of_a_plot_whose_painting_fails(app: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.window.canvas_panel.canvas.points.marks, "_draw", broken)
    app.session.points.add(app.session.data.X[:1], app.session.data.y[:1])
    frames(app)
    assert [cover.parent() for cover in covers(app)] == [app.window.canvas_panel]


def test_a_table_whose_cells_fail(app: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    app.session.view.set_side_panel("table")
    app.settle()
    rows = app.window.side_panel.rows
    monkeypatch.setattr(rows.table.model, "cell", broken)
    frames(app)
    assert [cover.parent() for cover in covers(app)] == [rows]


@pytest.mark.parametrize("card", ["table", "statistics"])
def test_a_long_job_that_fails_is_taken_up_again(
    app: Opened, monkeypatch: pytest.MonkeyPatch, card: str
) -> None:
    app.session.view.set_side_panel(card)
    app.settle()
    rows = app.window.side_panel.rows
    job = {"table": rows.table, "statistics": rows.statistics}[card].error_job
    monkeypatch.setattr(ErrorJob, "at_once", 100)
    job.ask()
    with monkeypatch.context() as fault:
        fault.setattr(RowErrorJob, "advance", broken)
        frames(app)
    assert [cover.parent() for cover in covers(app)] == [rows] and 0.0 < job.progress < 1.0
    app.window.findChildren(crash_dialog.CrashDialog)[0].accept()
    try_again(app)
    frames(app)
    deadline = QDeadlineTimer(20_000)
    while job.progress < 1.0 and not deadline.hasExpired():
        QTest.qWait(1)
    assert job.progress == 1.0


def test_every_part_can_fail_and_the_window_closes(app: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    for panel in app.window.panels:
        monkeypatch.setattr(panel, "refresh", broken)
    monkeypatch.setattr(app.window.side_panel, "sync", broken)
    monkeypatch.setattr(app.session.ticker, "_exchange", broken)
    frames(app)
    assert len(covers(app)) == len(app.window.panels)
    (dialog,) = app.window.findChildren(crash_dialog.CrashDialog)
    dialog.accept()
    app.window.close()
    assert app.session.worker.closed
