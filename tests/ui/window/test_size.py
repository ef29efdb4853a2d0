"""A window fits its screen, with the title bar that the desktop adds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget

from playground.errors import PlaygroundError
from playground.ui.theme import style
from playground.ui.window.size import bring_inside, fitting_text, next_text, room_for


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    window = QWidget()
    yield window
    window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_there_is_room_for_a_title_bar(window: QWidget) -> None:
    screen, room = window.screen().availableSize(), room_for(window)
    assert screen.height() - 60 < room.height() < screen.height() - 15
    assert room.width() <= screen.width()


def test_a_window_that_is_too_large_or_outside_is_brought_inside(window: QWidget) -> None:
    screen = window.screen().availableGeometry()
    window.setGeometry(screen.right() - 50, screen.top() - 40, screen.width() + 300, 300)
    window.show()
    bring_inside(window)
    assert screen.contains(window.frameGeometry())
    window.resize(QSize(300, 200))
    place = window.frameGeometry()
    bring_inside(window)
    assert window.frameGeometry() == place


@pytest.mark.parametrize(
    ("wide", "high", "wanted", "shown"),
    [(1024, 600, 200, 150), (1024, 600, 125, 125), (1280, 720, 200, 200), (600, 300, 150, 100)],
)
def test_text_is_as_large_as_the_window_has_room_for(wide: int, high: int, wanted: int, shown: int) -> None:
    assert fitting_text(wanted, QSize(wide, high)) == shown


@pytest.mark.parametrize(
    ("start", "steps", "then"), [(100, 1, 110), (200, 1, 200), (100, -1, 100), (175, -1, 150), (200, 0, 100)]
)
def test_larger_smaller_and_normal(start: int, steps: int, then: int) -> None:
    assert next_text(start, steps, QSize(1440, 900)) == then


def test_text_that_has_no_room_is_refused() -> None:
    with pytest.raises(PlaygroundError, match="175 %"):
        next_text(150, 1, QSize(1024, 600))
    assert next_text(150, -1, QSize(1024, 600)) == 125


def test_the_text_follows_the_size_of_the_window(opened: Callable[..., Any]) -> None:
    one = opened()
    one.session.view.update(text_size=200)
    one.window.resize(1024, 600)
    one.settle()
    assert one.window.appearance.text_size == 150 and style.px(100) == 150
    one.window.action_map["larger_text"].trigger()
    assert one.session.notice is not None and one.session.view.settings.text_size == 200
    one.window.resize(1440, 900)
    one.settle()
    assert style.px(100) == 200
    one.session.view.update(text_size=100)
    one.settle()


def test_text_that_was_enlarged_for_a_while_moves_nothing(opened: Callable[..., Any]) -> None:
    one = opened()
    places = []
    for text in (100, 150, 100):
        one.session.view.update(text_size=text)
        one.settle()
        seen = (part for part in one.window.findChildren(QWidget) if part.isVisible())
        one.window.grab()  # axes find out when they are painted how wide their figures are
        one.settle()
        view = one.window.canvas_panel.canvas.getViewBox().sceneBoundingRect()
        places.append({"view": view, **{part: part.geometry() for part in seen}})
    assert places[0] == places[2] != places[1]
