"""The links as a picture: none is away while it waits to be painted finely."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from playground.ui.network.diagram.layout import NetworkLayout, lay_out
from playground.ui.network.diagram.links import Links
from playground.ui.theme.theme import DARK, LIGHT, Theme

SIZE = QSize(580, 640)


def laid(links: Links, sizes: tuple[int, ...], theme: Theme = LIGHT, ratio: float = 1.0) -> NetworkLayout:
    layout = lay_out(sizes, QRectF(0, 0, SIZE.width(), SIZE.height()))
    links.lay(layout, SIZE, ratio, theme)
    return layout


def weights(*sizes: int) -> list[np.ndarray]:
    random = np.random.default_rng(0)
    return [random.normal(size=shape) for shape in pairwise(sizes)]


def seen(links: Links, card: str) -> float:
    """The share of the links whose middle is not the colour of the card."""
    shown, ratio = links.picture.toImage(), links.picture.devicePixelRatio()
    middles = [
        links.path(layer, source, to).pointAtPercent(0.5) * ratio
        for layer, drawn in enumerate(links.drawn, 1)
        for source, to in np.argwhere(drawn)
    ]
    around = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)]
    return float(
        np.mean(
            [
                any(shown.pixelColor(int(p.x()) + x, int(p.y()) + y) != QColor(card) for x, y in around)
                for p in middles
            ]
        )
    )


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("sizes", [(2, 4, 2, 1), (7, 8, 8, 8, 8, 8, 8, 1), (2, 1)], ids=str)
def test_all_links_are_there_in_the_first_frame(
    qapp: QApplication, sizes: tuple[int, ...], ratio: float
) -> None:
    assert qapp is not None
    links = Links()
    laid(links, sizes, ratio=ratio)
    links.paint(weights(*sizes), -1.0)  # no time at all
    assert [drawn.shape for drawn in links.drawn] == list(pairwise(sizes))
    assert seen(links, LIGHT.card) == 1.0


def test_another_shape_and_another_theme_are_sketched_anew(qapp: QApplication) -> None:
    assert qapp is not None
    links = Links()
    for sizes, theme in (((2, 4, 1), LIGHT), ((2, 4, 4, 1), LIGHT), ((2, 4, 4, 1), DARK), ((2, 1), DARK)):
        laid(links, sizes, theme)
        links.paint(weights(*sizes), -1.0)
        assert seen(links, theme.card) == 1.0
        assert links.picture.toImage().pixelColor(1, 1) == QColor(theme.card)


def test_the_sketch_gives_way_to_smooth_links(qapp: QApplication) -> None:
    assert qapp is not None
    links, sizes = Links(), (2, 4, 2, 1)
    laid(links, sizes)
    links.paint(weights(*sizes), -1.0)
    colours = _colours(links)
    while not links.paint(weights(*sizes), 0.01):
        pass
    assert _colours(links) > 3 * colours
    assert seen(links, LIGHT.card) == 1.0


def test_every_gap_has_its_turn_however_little_time_there_is(qapp: QApplication) -> None:
    assert qapp is not None
    sizes = (2, 4, 4, 1)
    links, none = Links(), [np.full(shape, np.nan) for shape in pairwise(sizes)]
    laid(links, sizes)
    while not links.paint(weights(*sizes), -1.0):
        pass
    assert all(drawn.any() for drawn in links.drawn)
    while not links.paint(none, -1.0):
        pass
    assert not any(drawn.any() for drawn in links.drawn)


def test_weights_that_are_no_numbers_are_not_drawn(qapp: QApplication) -> None:
    assert qapp is not None
    links = Links()
    laid(links, (2, 3, 1))
    links.paint([np.full((2, 3), np.nan), np.ones((3, 1))], -1.0)
    assert [bool(drawn.any()) for drawn in links.drawn] == [False, True]


def _colours(links: Links) -> int:
    shown = links.picture.toImage()
    return len({shown.pixel(x, y) for x in range(0, shown.width(), 2) for y in range(shown.height())})
