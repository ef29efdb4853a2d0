"""Menus and lists of choices, as they are painted: readable in both themes, round, the choice marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QToolButton, QWidget

from playground.ui.backprop.formulae import Formulae
from playground.ui.widgets.popup import Menu

LEAST = 4.5  # of text, by WCAG


def luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(image: QImage, place: QRect) -> float:
    """Of the words in a part of a picture to what they stand on: its commonest colour."""
    pixels = Counter(
        image.pixel(x, y)
        for x in range(place.left(), place.right())
        for y in range(place.top(), place.bottom())
    )
    lights = [luminance(QColor(pixel)) for pixel, _times in pixels.most_common()]
    ground = lights[0]
    return max((max(ground, one) + 0.05) / (min(ground, one) + 0.05) for one in lights)


def painted(popup: QWidget) -> QImage:
    return popup.grab().toImage()


@pytest.mark.parametrize("name", ["optimiser", "learning_rate", "source"])
@pytest.mark.parametrize("dark", [False, True])
def test_a_list_of_choices(of: Callable[..., Any], name: str, dark: bool) -> None:  # noqa: FBT001
    one = of(optimiser="adam", learning_rate=0.1)
    one.session.view.update(dark=dark)
    one.settle()
    box = one.window.findChild(QComboBox, name)
    box.showPopup()
    QTest.qWait(1)
    view = box.view()
    popup = view.parentWidget()
    image = painted(popup)
    assert image.pixelColor(0, 0).alpha() == 0  # a round corner
    marks = []
    for row in range(box.count()):
        place = view.visualRect(box.model().index(row, box.modelColumn()))
        place.moveTopLeft(view.viewport().mapTo(popup, place.topLeft()))
        if not popup.rect().contains(place):  # further down: the list scrolls
            continue
        if box.itemText(row):
            assert contrast(image, place) >= LEAST, box.itemText(row)
        tick = QRect(place.right() - 22, place.center().y() - 8, 20, 16)
        if contrast(image, tick) >= 3.0:
            marks.append(box.itemText(row))
    box.hidePopup()
    assert marks == [box.itemText(box.currentIndex())] != [""]


@pytest.mark.parametrize("dark", [False, True])
def test_the_menu_of_an_activation_marks_it(of: Callable[..., Any], dark: bool) -> None:  # noqa: FBT001
    one = of(activation=("relu", "tanh"), hidden_layers=(3, 2))
    one.session.view.update(dark=dark)
    one.settle()
    menu = one.window.findChild(QToolButton, "activation_1").menu()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["ReLU"]
    one.session.model.update_spec("Activation", activation=("sigmoid", "tanh"))
    one.settle()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["sigmoid"]
    assert all(value >= LEAST for value in contrasts(menu))


@pytest.mark.parametrize("dark", [False, True])
def test_the_submenus_are_readable(of: Callable[..., Any], dark: bool) -> None:  # noqa: FBT001
    one = of()
    one.session.view.update(dark=dark)
    one.settle()
    for entry in one.window.bar.menu.menu().actions():
        assert all(value >= LEAST for value in contrasts(entry.menu())), entry.text()


def contrasts(menu: QMenu) -> list[float]:
    """Of every entry that can be chosen, each while it is the one that is pointed at."""
    found = []
    menu.popup(menu.parentWidget().mapToGlobal(menu.parentWidget().rect().center()))
    assert painted(menu).pixelColor(0, 0).alpha() == 0  # a round corner
    for action in menu.actions():
        if action.isEnabled() and not action.isSeparator() and action.menu() is None:
            menu.setActiveAction(action)
            found.append(contrast(painted(menu), menu.actionGeometry(action).adjusted(30, 4, -30, -4)))
    menu.close()
    return found


def test_the_keys_stand_in_the_menu_on_every_system(of: Callable[..., Any]) -> None:
    hints = QGuiApplication.styleHints()
    usual = hints.showShortcutsInContextMenus()
    hints.setShowShortcutsInContextMenus(False)  # as on macOS
    one = of()
    hints.setShowShortcutsInContextMenus(usual)
    hidden = [
        action.text()
        for entry in one.window.bar.menu.menu().actions()
        for action in entry.menu().actions()
        if not action.shortcut().isEmpty() and not action.isShortcutVisibleInContextMenu()
    ]
    assert not hidden


def test_the_menu_of_formulae_is_round(qtbot: Any) -> None:
    formulae = Formulae()
    qtbot.addWidget(formulae)
    place = formulae.mapToGlobal(QPoint(1, 1))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(1, 1), place)
    QApplication.sendEvent(formulae, event)
    menu = formulae.findChild(QMenu)
    assert isinstance(menu, Menu)
    menu.close()


def test_keys_stand_apart_from_the_words_of_a_menu_in_large_text(of: Callable[..., Any]) -> None:
    one = of()
    beside = []
    for percent in (100, 200):
        one.session.view.update(text_size=percent)
        one.settle()
        menu = next(menu for menu in one.window.findChildren(Menu) if menu.title() == "File")
        advance = menu.fontMetrics().horizontalAdvance
        words = max(advance(action.text()) for action in menu.actions())
        keys = max(advance(action.shortcut().toString()) for action in menu.actions())
        beside.append(menu.sizeHint().width() - words - keys)
    assert beside[1] > 1.4 * beside[0], "what is beside the words grows, too"
