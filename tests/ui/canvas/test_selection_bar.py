"""What floats over the canvas: rings and a bar for the selected rows, a chip for points out of view."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from playground.session import Change
from playground.ui.theme.theme import LIGHT, theme
from tests.ui.canvas.mouse import PLACES, Mouse

NAMES = (
    "hold_out_button",
    "take_back_button",
    "duplicate_button",
    "scale_to_view_button",
    "erase_selected_button",
    "clear_selection",
)


def select(mouse: Mouse, *rows: int) -> None:
    mouse.session.points.select(np.array(rows, dtype=np.intp))
    mouse.frame()


def test_the_bar_is_there_while_rows_are_selected(mouse: Mouse) -> None:
    bar = mouse.canvas.selection_bar
    assert not bar.isVisible()
    select(mouse, 0, 4, 5)
    assert bar.isVisible()
    assert bar.findChild(QLabel, "selection_count").text().split()[0] == "3"
    for name in NAMES:
        assert mouse.button(name).accessibleName() and mouse.button(name).toolTip(), name
    mouse.push("clear_selection")
    assert (
        not len(mouse.session.points.selected)
        and not bar.isVisible()
        and mouse.session.undo_stack.undo_label == ""
    )


def test_held_out_by_hand(mouse: Mouse) -> None:
    select(mouse, 0, 4)
    assert not mouse.button("take_back_button").isEnabled()
    mouse.push("hold_out_button")
    assert np.flatnonzero(mouse.session.data.test).tolist() == [0, 3, 4, 7]
    assert mouse.session.view.settings.show_test
    assert mouse.session.notice is not None and mouse.session.notice.text.startswith(
        "2 points moved to the test set"
    )
    assert mouse.session.points.selected.tolist() == [0, 4]
    assert not mouse.button("hold_out_button").isEnabled()
    mouse.session.notices.dismiss()
    mouse.push("take_back_button")
    assert np.flatnonzero(mouse.session.data.test).tolist() == [3, 7]
    mouse.push("hold_out_button")  # test rows are shown already: nothing needs saying
    assert mouse.session.notice is None
    for _ in range(3):
        mouse.session.undo()
    assert mouse.session.undo_stack.undo_label == "" and np.flatnonzero(mouse.session.data.test).tolist() == [
        3,
        7,
    ]


def test_duplicate_scale_and_delete(mouse: Mouse) -> None:
    select(mouse, 1, 2)
    mouse.push("duplicate_button")
    assert len(mouse.session.data) == 10 and mouse.session.points.selected.tolist() == [8, 9]
    np.testing.assert_allclose(mouse.session.data.X[8:], np.array(PLACES)[1:3] + 0.24)
    mouse.push("scale_to_view_button")
    np.testing.assert_allclose(mouse.session.data.X[8:], [(0.0, -5.04), (0.0, 5.04)], atol=1e-9)
    mouse.push("erase_selected_button")
    assert len(mouse.session.data) == 8 and not len(mouse.session.points.selected)
    for label in ("Delete points", "Scale to view", "Duplicate points"):
        assert mouse.session.undo_stack.undo_label == label
        mouse.session.undo()


@pytest.mark.parametrize("side", [330, 460, 900])
@pytest.mark.parametrize("count", [8, 1_000_000])
def test_the_bar_fits_the_view(mouse: Mouse, side: int, count: int) -> None:
    mouse.canvas.resize(side, side)
    select(mouse, *range(8))
    if count > 8:
        mouse.session.points.selected = np.arange(count) % 8  # only counted
        mouse.canvas.refresh(Change.SELECTION)
    mouse.canvas._place_chips()
    bar, view = mouse.canvas.selection_bar, mouse.canvas.hit_test.frame.toRect()
    room = view if count == 8 else mouse.canvas.rect()  # a very long count may stand over the axis
    assert room.contains(bar.geometry())
    assert abs(bar.geometry().center().x() - view.center().x()) <= 1
    words = bar.findChild(QLabel, "selection_count").text()
    assert ("selected" in words) == (side > 330)
    for name in NAMES:
        inside = mouse.button(name).geometry()
        assert QRect(0, 0, bar.width(), bar.height()).contains(inside)


def test_on_a_small_canvas_the_bar_is_wider_than_it_and_not_cut(mouse: Mouse) -> None:
    bar, card = mouse.canvas.selection_bar, QWidget()
    mouse.canvas.resize(150, 150)
    mouse.canvas.setParent(card)
    bar.float_over(card)
    card.show()
    try:
        told = []
        for width in range(400, 190, -5):
            card.resize(width, 200)
            mouse.canvas.move(width // 2 - 75, 0)
            select(mouse, 0, 4, 5, 7)
            assert bar.isVisible() and card.rect().contains(bar.geometry()), width
            assert bar.width() > mouse.canvas.width()
            for button in (*bar.offers.values(), bar.clear):
                assert bar.rect().contains(button.geometry()), (width, button.objectName())
            words = bar.offers["hold_out"].toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextOnly
            told.append((bar.count.text(), words))
        assert list(dict.fromkeys(told)) == [("4", True), ("4", False), ("", False)]
    finally:
        mouse.canvas.setParent(None)
        card.deleteLater()


@pytest.mark.parametrize(("dark", "safe"), [(False, False), (True, False), (False, True), (True, True)])
def test_rings_around_what_is_selected(mouse: Mouse, *, dark: bool, safe: bool) -> None:
    now = theme(dark=dark, safe=safe)
    mouse.canvas.apply_theme(now)
    select(mouse, 0, 3, 5)
    mouse.session.view.update(show_test=False)
    mouse.frame()
    assert len(mouse.canvas.rings.marks.groups[0]) == 2  # 3 is held out, and hidden
    image = mouse.canvas.grab().toImage()
    for row, ringed in ((0, True), (1, False), (5, True)):
        at = mouse.canvas.hit_test.pixel(*PLACES[row]).toPoint()
        colours = {image.pixelColor(at.x() + x, at.y()).name().upper() for x in range(6, 10)}
        assert (now.accent in colours) == ringed, row
    mouse.session.view.update(show_test=True)
    mouse.frame()
    assert len(mouse.canvas.rings.marks.groups[0]) == 3
    select(mouse)
    assert not mouse.canvas.rings.marks.isVisible()


def test_a_selection_paints_neither_points_nor_picture_anew(mouse: Mouse) -> None:
    groups, pixels = mouse.canvas.points.marks.groups, mouse.canvas.image._pixels
    select(mouse, 2)
    assert mouse.canvas.points.marks.groups is groups and mouse.canvas.image._pixels is pixels


def test_points_out_of_view_are_counted_and_fetched(mouse: Mouse) -> None:
    chip = mouse.button("points_outside")
    assert not chip.isVisible()
    mouse.session.view.set_range(mouse.session.view.plane.zoomed((-5.0, 0.0), (-5.0, 5.0)))
    mouse.frame()
    assert chip.isVisible() and chip.text().startswith("3 points")  # a fourth is held out, and hidden
    mouse.session.view.update(show_test=True)
    mouse.frame()
    assert chip.text().startswith("4 points")
    select(mouse, 0)
    assert not chip.geometry().intersects(mouse.canvas.selection_bar.geometry())
    mouse.session.view.set_range(mouse.session.view.plane.zoomed((-5.0, 5.0), (-5.0, 3.0)))
    mouse.session.points.delete(np.array([7]))
    mouse.frame()
    assert chip.text().startswith("1 point ")
    mouse.push("points_outside")
    assert not chip.isVisible()
    low, high = mouse.session.view.plane.y_range
    assert low < -4.0 and high > 4.0


def test_they_are_not_counted_in_every_frame(mouse: Mouse, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []
    monkeypatch.setattr(type(mouse.canvas.outside), "_count", lambda _self: counted.append(1) or 0)
    for _ in range(5):
        mouse.canvas.refresh(Change.WEIGHTS | Change.VIEW)
    mouse.canvas.apply_theme(LIGHT)
    assert not counted
    mouse.session.view.set_range(mouse.session.view.plane.zoomed((-5.0, 0.0), (-5.0, 5.0)))
    mouse.frame()
    assert len(counted) == 1
