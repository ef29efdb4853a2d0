"""Numbers become the colours of the theme, and what is no number is seen through."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from playground.ui.plotting.colour_maps import diverging, image, paint, paint_classes
from playground.ui.theme.theme import rgb, theme

THEME = theme(dark=False, safe=False)
SCALE = diverging(THEME)


def colour(pixel: int) -> tuple[int, int, int]:
    return (pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255


def test_the_scale() -> None:
    assert colour(SCALE[0]) == rgb(THEME.tints[0])
    assert colour(SCALE[255]) == rgb(THEME.tints[1])
    assert colour(SCALE[127]) == pytest.approx(rgb(THEME.middle), abs=2)
    pixels = paint(np.array([-9.0, -1.0, 0.0, 1.0, np.inf, np.nan]), SCALE)
    assert list(pixels[[0, 1]]) == [SCALE[0]] * 2 and list(pixels[[3, 4]]) == [SCALE[255]] * 2
    assert pixels[5] == 0  # nothing at all


def test_classes_are_mixed() -> None:
    probabilities = np.array([[1.0, 0, 0], [0, 0, 1.0], [1 / 3, 1 / 3, 1 / 3], [0.5, 0.5, 0.0]])
    pixels = [colour(p) for p in paint_classes(probabilities, np.arange(3), THEME)]
    assert pixels[0] == rgb(THEME.tints[0]) and pixels[1] == rgb(THEME.tints[2])
    assert pixels[2] == rgb(THEME.middle)
    assert pixels[3] not in {rgb(t) for t in THEME.tints}
    hard = [colour(p) for p in paint_classes(probabilities, np.arange(3), THEME, hard=True)]
    assert hard[:2] == pixels[:2] and hard[2] == rgb(THEME.tints[0])


@pytest.mark.parametrize("hard", [False, True])
def test_what_is_not_a_number_is_transparent(hard: bool) -> None:  # noqa: FBT001
    pixels = paint_classes(np.array([[np.nan, 0.2, 0.1], [0.2, 0.7, 0.1]]), np.arange(3), THEME, hard=hard)
    assert pixels[0] == 0 and pixels[1] >> 24 == 255


def test_more_classes_than_colours() -> None:
    looks = np.array([8, 0, 1, 8, 2, 3, 4, 5, 6, 7])
    pixels = [colour(p) for p in paint_classes(np.eye(10), looks, THEME, hard=True)]
    assert pixels[0] == pixels[3] and len(set(pixels)) == 9
    assert pixels[9] == rgb(THEME.tints[7])


def test_the_image_has_the_colours() -> None:
    pixels = paint(np.array([[-1.0, 1.0]]), SCALE)
    shown = image(pixels)
    assert shown.size().toTuple() == (2, 1)
    assert shown.pixelColor(0, 0).name().upper() == THEME.tints[0]
    assert shown.pixelColor(1, 0).name().upper() == THEME.tints[1]
    assert shown.format() == QImage.Format.Format_ARGB32_Premultiplied
