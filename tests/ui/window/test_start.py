"""The window begins with what is used first: nothing moves when the rest follows, and nobody has to wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from playground.recovery import Shelf, Work
from playground.training import Experiment, Trainer
from playground.ui.app import begin_window
from playground.ui.window import MainWindow
from tests.in_process import InProcess
from tests.patience import MILLISECONDS


@pytest.fixture
def begun(qapp: QApplication) -> Iterator[Callable[[int, int], MainWindow]]:
    windows: list[MainWindow] = []

    def begun(wide: int = 1440, high: int = 900, shelf: Shelf | None = None) -> MainWindow:
        window = begin_window(shelf=shelf, connect=InProcess)
        windows.append(window)
        window.resize(wide, high)
        return window

    yield begun
    for window in windows:
        window.close()
    windows.clear()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def picture(window: MainWindow, widget: QWidget) -> QImage:
    """What is painted of it, without having anything made first."""
    made = QImage(window.size(), QImage.Format.Format_RGB32)
    window.render(made)
    return made.copy(widget.rect().translated(widget.mapTo(window, widget.rect().topLeft())))


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_the_first_frame_has_the_final_layout(
    begun: Callable[[int, int], MainWindow], size: tuple[int, int]
) -> None:
    window = begun(*size)
    window.show()
    assert not window.late.are_made
    canvas, bar = window.canvas_panel.canvas, window.bar
    before = [picture(window, widget) for widget in (canvas, bar)]
    window.late.make_all()
    QTest.qWait(0)
    assert window.size() == QSize(*size)
    assert [picture(window, widget) for widget in (canvas, bar)] == before


def test_the_cards_are_up_to_date_when_they_are_first_painted(begun: Callable[..., MainWindow]) -> None:
    window = begun()
    window.show()
    window.late.make_next()
    assert window.loss_panel.isVisible()
    assert window.loss_panel.log.isChecked() == window.session.view.settings.log_loss_axis


def test_the_last_session_goes_on_before_the_rest_is_made(
    begun: Callable[..., MainWindow], tmp_path: Path
) -> None:
    trainer = Trainer(Experiment.load())
    trainer.run(epochs=2)
    place = Shelf(tmp_path).claim()
    work = Work(trainer.experiment, trainer.snapshot().checkpoint, trainer.history, document="mine.json")
    place.write(work)
    place.leave("closed")
    place.let_go()
    window = begun(shelf=Shelf(tmp_path))
    window.keeping.begin(restore=True)
    assert not window.late.are_made and window.session.snapshot.epoch == 2
    window.late.make_all()


def test_the_rest_follows_by_itself(begun: Callable[..., MainWindow], qtbot: QtBot) -> None:
    window, told = begun(), list[str]()
    window.late.when_made(lambda: told.append("complete"))
    window.show()
    assert not told
    qtbot.waitUntil(lambda: window.late.are_made, timeout=MILLISECONDS)
    assert told == ["complete"]
    window.late.when_made(lambda: told.append("at once"))
    assert told == ["complete", "at once"]


def test_an_action_that_comes_early_is_done(begun: Callable[..., MainWindow]) -> None:
    window = begun()
    window.show()
    window.action_map["play"].trigger()
    assert window.session.training
    window.action_map["show_table"].trigger()
    assert window.side_panel.rows is not None


def test_a_file_is_opened_when_all_is_there(
    begun: Callable[..., MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    window = begun()
    window.begin([tmp_path / "none.csv"])
    window.show()
    assert window.session.notice is None
    qtbot.waitUntil(lambda: window.session.notice is not None, timeout=MILLISECONDS)


def test_a_button_keeps_its_picture_when_its_action_gets_one(begun: Callable[..., MainWindow]) -> None:
    window = begun()
    window.late.make_all()
    for tool in (*window.bar.tools, window.canvas_panel.fit):
        before = tool.icon().cacheKey()
        window.appearance.dress()
        assert tool.icon().cacheKey() == before
    assert not window.action_map["help"].icon().isNull()
