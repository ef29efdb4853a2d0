"""The gallery shows what a click would give, and makes its pictures again only when that changes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from playground.data import BUNDLED, GENERATORS, Recipe
from playground.session import Session
from playground.ui.background.progress_line import ProgressLine
from playground.ui.data.gallery import GALLERY, NEW_DRAWINGS, Gallery
from playground.ui.data.row_maker import RowMaker
from playground.ui.theme.theme import theme

LIGHT = theme(dark=False, safe=False)


def gallery_of(session: Session, qtbot: QtBot) -> Gallery:
    line = ProgressLine("progress")
    gallery = Gallery(session, LIGHT, RowMaker(session, line))
    qtbot.addWidget(line)
    qtbot.addWidget(gallery)
    gallery.apply_theme(LIGHT)
    gallery.refresh()
    assert gallery.findChild(QToolButton, "data_xor").icon().isNull()  # the window comes first
    qtbot.waitUntil(lambda: not gallery._next.isActive())
    return gallery


def icons(gallery: Gallery) -> list[int]:
    return [gallery.findChild(QToolButton, f"data_{name}").icon().cacheKey() for name in GALLERY]


def test_the_pictures_follow_noise_and_seed(session_of: Callable[..., Session], qtbot: QtBot) -> None:
    session = session_of()
    gallery = gallery_of(session, qtbot)
    before = icons(gallery)
    for change in ({"noise": 30.0}, {"seed": 7}):
        session.source.update_recipe(**change)
        gallery.refresh()
        assert icons(gallery) == before  # not within the refresh: the slider goes first
        qtbot.waitUntil(lambda: not gallery._next.isActive())
        assert not set(icons(gallery)) & set(before)
        before = icons(gallery)


def test_the_pictures_are_left_alone_by_all_else(session_of: Callable[..., Session], qtbot: QtBot) -> None:
    session = session_of()
    gallery = gallery_of(session, qtbot)
    before = icons(gallery)
    session.source.update_recipe(count=50)
    session.points.add(np.zeros((1, 2)), np.zeros(1))
    session.source.update_recipe(source="iris", target=None, task=None)
    session.view.update(show_test=True)
    gallery.refresh()
    assert not gallery._next.isActive() and icons(gallery) == before


def test_every_dataset_is_in_the_list_with_its_picture(
    session_of: Callable[..., Session], qtbot: QtBot
) -> None:
    gallery = gallery_of(session_of(), qtbot)
    places = [index for index in range(gallery.source.count()) if gallery.source.itemData(index)]
    assert [gallery.source.itemData(place) for place in places] == [*GENERATORS, *BUNDLED, *NEW_DRAWINGS]
    assert all(gallery.source.itemIcon(place).isNull() for place in places)  # the start does not wait
    gallery.show()
    gallery.source.showPopup()
    assert not any(gallery.source.itemIcon(place).isNull() for place in places)
    gallery.source.hidePopup()


def test_a_thumbnail_is_chosen_by_a_click(session_of: Callable[..., Session], qtbot: QtBot) -> None:
    session = session_of()
    gallery = gallery_of(session, qtbot)
    moons = gallery.findChild(QToolButton, "data_moons")
    moons.click()
    assert session.data.name == "moons" and moons.isChecked()
    assert gallery.source.currentData() == "moons"
    session.points.add(np.zeros((1, 2)), np.zeros(1))
    gallery.refresh()
    assert not moons.isChecked() and gallery.source.placeholderText() == "Moons (edited)"
    session.source.update_recipe(source="cities", target=None, task=None)
    assert session.experiment.recipe == Recipe(source="cities")


def test_the_list_ends_with_new_drawings(session_of: Callable[..., Session], qtbot: QtBot) -> None:
    session = session_of()
    gallery = gallery_of(session, qtbot)
    for name, task in (("new_values", "regression"), ("new_classes", "two_classes")):
        place = gallery.source.findData(name)
        assert place >= gallery.source.count() - 2
        gallery.source.activated.emit(place)
        assert len(session.data) == 0 and session.data.task == task
        assert gallery.source.currentIndex() == -1 and gallery.source.placeholderText() == "Drawing"
