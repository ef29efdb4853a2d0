"""On every screen that is met the window shows what it has to say: nothing is cut, and groups fold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from playground.lessons import bundled, read
from playground.session import SidePanel
from tests.e2e.driver import Driver
from tests.ui.cut_text import cut_texts

SIZES = ((1024, 600), (1280, 720), (1366, 768), (1440, 900), (1920, 1080))


def seen_at(app: Driver, size: tuple[int, int], *, excused: bool = True) -> list[str]:
    app.window.resize(*size)
    app.frame()
    app.frame()  # what the first one has shown or hidden has its place now,
    app.frame()  # and lines that are broken in it theirs
    return [f"{size}: {line}" for line in cut_texts(app.window, excused=excused)]


@pytest.mark.parametrize("source", ["Circle", "Iris", "Houses"])
def test_no_words_are_cut_at_any_size(app: Driver, source: str) -> None:
    app.choose("source", source)
    app.session.playback.step("epoch")
    app.settle()
    assert not [line for size in SIZES for line in seen_at(app, size)]
    app.session.view.update(dark=True, text_size=150)
    assert not seen_at(app, (1280, 720))


def test_the_finder_of_cut_words_finds_them(app: Driver) -> None:
    app.find("undo_button").setFixedWidth(4)
    app.find("reset_button").setFixedWidth(30)
    app.window.bar.figures.train.show_value("123,456,789")
    app.window.bar.figures.train.setToolTip("")
    found = " ".join(seen_at(app, (1440, 900)))
    assert "reset_button" in found and "123,456,789" in found and "undo" not in found


def test_what_a_lesson_needs_is_always_in_the_bar(app: Driver) -> None:
    for size in SIZES:
        for text_size in (100, 150):
            app.session.view.update(text_size=text_size)
            seen_at(app, size)
            bar = app.window.bar
            assert app.shown("play_button") == "Play"
            figures = bar.figures.epoch, bar.figures.train, bar.figures.test
            assert all(one.isVisible() for one in (bar.play, bar.step, *figures, bar.mode))
            assert bar.menu.geometry().right() < bar.width()
            assert bar._needed() <= bar.width()
    app.session.view.update(text_size=100)
    seen_at(app, SIZES[-1])
    assert app.window.width() == 1920 and bar.figures.pace.isVisible()


GROUPS = {
    "fold_drawing": "tool_erase",
    "fold_data": "source",  # drawing stands in it
    "fold_learning": "learning_rate",
    "fold_loss": "loss_plot",
}


def test_groups_fold_and_stay_so(opened: Callable[..., Driver], tmp_path: Path) -> None:
    first = opened(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))
    for group, inside in GROUPS.items():
        assert first.find(inside).isVisible()
        first.press(group)
        assert not hidden(first, inside).isVisible()
    first.window.close()
    second = opened(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))
    for group, inside in reversed(GROUPS.items()):
        assert not hidden(second, inside).isVisible()
        second.press(group)
        assert second.find(inside).isVisible()


def hidden(app: Driver, name: str) -> QWidget:
    return app.window.findChild(QWidget, name)


def test_at_1280_the_data_are_whole_and_the_activation_is_in_sight(app: Driver) -> None:
    seen_at(app, (1280, 720))
    QApplication.processEvents()
    for name in ("open_data_button", "new_draw_button", "points_menu", "learning_rate", "activation"):
        widget = app.find(name)
        assert widget.visibleRegion().boundingRect() == widget.rect(), name
    dice = app.window.learning_panel._seed
    assert dice.geometry().right() < app.find("seed").x(), "the dice stands beside the seed"
    app.press("fold_drawing")
    app.frame()
    for name in ("loss", "regularisation", "initialiser"):
        widget = app.find(name)
        assert widget.visibleRegion().boundingRect() == widget.rect(), name


@pytest.mark.parametrize("source", ["Circle", "Houses", "Iris"])
def test_no_words_are_cut_in_large_text_and_none_end_early(app: Driver, source: str) -> None:
    app.choose("source", source)
    app.session.playback.step("epoch")
    panels: tuple[SidePanel, ...] = ("network", "table", "statistics", "seeds", "race")
    for text_size, size in ((125, (1280, 720)), (150, (1280, 720)), (200, (1920, 1080))):
        app.session.view.update(text_size=text_size)
        for panel in panels:
            app.session.view.set_side_panel(panel)
            app.settle()
            seen_at(app, size)
            app.session.points.select(np.arange(3))  # with what that puts over the canvas
            app.settle()
            assert not seen_at(app, size, excused=False), (text_size, panel)
            app.session.points.select_none()


def test_no_words_are_cut_in_large_text_of_the_import(app: Driver) -> None:
    for text_size, size in ((150, (1280, 720)), (200, (1920, 1080))):
        app.session.view.update(text_size=text_size)
        app.window.resize(*size)
        app.frame()
        app.drop("bill_length_mm,bill_depth_mm,species\n1,2,Adelie\n2,3,Gentoo\n3,4,Adelie\n")
        app.wait_for_dialog()
        app.frame()  # what was read has its place now
        dialog = app.dialog
        assert dialog is not None and not cut_texts(dialog), text_size
        dialog.reject()
        app.frame()


@pytest.mark.parametrize(("size", "percent"), [((1024, 600), 100), ((1280, 720), 150), ((1280, 720), 100)])
def test_the_row_that_is_looked_at_is_read_whole(app: Driver, size: tuple[int, int], percent: int) -> None:
    app.session.view.update(text_size=percent)
    app.window.resize(*size)
    app.keys("G")
    app.wait_for(lambda: app.session.backprop.microscope is not None, "the step")
    app.settle()
    for name in ("row_caption", "row_place"):
        label = app.find(name, QLabel)
        assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width(), label.text()
    app.keys("Right")
    app.frame()
    assert not cut_texts(app.window), "nor is the heading of the next stage cut in its …"


def test_in_the_smallest_window_the_loss_folds_where_the_canvas_has_sliders(app: Driver) -> None:
    app.choose("source", "Iris")
    app.session.view.update(text_size=150)
    for size, folded in (((1024, 600), True), ((1440, 900), False)):
        seen_at(app, size)
        app.frame()
        assert app.find("fold_loss").folded is folded
        held = app.window.canvas_panel.held
        assert not held.geometry().intersects(app.window.canvas_panel.canvas.parentWidget().geometry())
    seen_at(app, (1024, 600))
    app.press("fold_loss")
    assert "no room" in app.shown("notice_text")


def test_the_buttons_below_the_table_are_whole_or_away(app: Driver) -> None:
    app.session.view.set_side_panel("table")
    for text_size, size in ((100, (1024, 600)), (150, (1024, 600)), (200, (1280, 720)), (100, (1440, 900))):
        app.session.view.update(text_size=text_size)
        seen_at(app, size)
        app.frame()
        buttons = list(app.window.side_panel.rows.table.row_actions.buttons.values())
        assert buttons[0].isVisible()
        assert all(one.width() >= one.sizeHint().width() for one in buttons if one.isVisible())
    assert all(one.isVisible() for one in buttons)


@pytest.mark.parametrize("source", ["Circle", "Blobs", "Line", "Houses", "Iris"])
def test_the_table_is_seen_whole_in_large_text(app: Driver, source: str) -> None:
    app.choose("source", source)
    app.session.view.update(text_size=150)
    app.session.view.set_side_panel("table")
    seen_at(app, (1280, 720))
    seen_at(app, (1280, 720))  # it is filled every second frame, and has its room in the next
    table = app.window.side_panel.rows.table.table
    assert table.horizontalScrollBar().maximum() == 0
    assert not cut_texts(app.window)


def test_the_confusion_matrix_does_not_scroll_inside_of_what_scrolls(app: Driver) -> None:
    app.choose("source", "Iris")
    app.session.view.update(text_size=150)
    app.session.view.set_side_panel("statistics")
    app.settle()
    seen_at(app, (1280, 720))
    assert app.find("confusion", QTableView).verticalScrollBar().maximum() == 0


def test_the_stage_is_named_whole_where_a_lesson_leaves_little_room(app: Driver) -> None:
    app.session.view.update(text_size=150)
    app.window.resize(1280, 720)
    by_hand = next(entry for entry in bundled() if entry.path.stem.startswith("05"))
    app.window.run_command(lambda: app.session.lesson.open(read(by_hand.path), "Ana"))
    app.window.run_command(lambda: app.session.lesson.go(7))  # an update of the weights
    app.wait_for(lambda: app.session.backprop.microscope is not None, "the step")
    app.settle()
    title = app.window.mode.page.diagram.title
    assert "update" in title.text()
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()


def test_the_last_stage_is_seen_whole_in_large_text(app: Driver) -> None:
    app.session.view.update(text_size=150)
    app.window.resize(1280, 720)
    app.keys("G")
    app.wait_for(lambda: app.session.backprop.microscope is not None, "the step")
    app.window.findChild(QAction, "stage_last").trigger()
    app.settle()
    app.frame()
    assert app.window.mode.page.telling.area.verticalScrollBar().maximum() == 0
