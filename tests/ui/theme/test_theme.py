"""The colours can be told apart with every kind of colour vision, and the words can be read."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pyqtgraph as pg
import pytest
from numpy.typing import NDArray

from playground.data import OWN_LOOKS
from playground.ui.theme.theme import MARKERS, Theme, mix, theme

Array = NDArray[np.float64]

# Machado, Oliveira & Fernandes, IEEE TVCG 15 (6), 2009: dichromacy (severity 1.0), on linear RGB.
VISION = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# Least distances in CIELAB (CIE76); 2.3 is just noticeable. Each mark has a shape of its own, besides.
LEAST_BETWEEN_MARKS = {2: 70.0, 3: 13.0, 4: 13.0}
LEAST_BETWEEN_TINTS = {2: 50.0, 3: 7.0, 4: 7.0}
LEAST_TO_THE_BOUNDARY = 20.0

SAFE = [theme(dark=dark, safe=True) for dark in (False, True)]
ALL = [theme(dark=dark, safe=safe) for dark in (False, True) for safe in (False, True)]


def linear(colour: str) -> Array:
    part = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255.0
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def lab(light: Array) -> Array:
    """CIELAB under D65."""
    xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                    [0.0193339, 0.1191920, 0.9503041]]) @ light  # fmt: skip
    t = xyz / np.array([0.95047, 1.0, 1.08883])
    x, y, z = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, vision: str) -> float:
    seen = [lab(np.clip(VISION[vision] @ linear(colour), 0.0, 1.0)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def contrast(one: str, other: str) -> float:
    """WCAG 2.1."""
    light = sorted(float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722])) for colour in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def test_the_measures_themselves() -> None:
    np.testing.assert_allclose(lab(linear("#FFFFFF")), (100, 0, 0), atol=0.01)
    np.testing.assert_allclose(lab(linear("#FF0000")), (53.24, 80.09, 67.20), atol=0.05)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert distance("#FF0000", "#808000", "deuteranopia") < 0.5 * distance("#FF0000", "#808000", "normal")


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("colours", SAFE, ids=["light", "dark"])
@pytest.mark.parametrize("classes", [2, 3, 4])
def test_safe_colours_of_classes_can_be_told_apart(colours: Theme, vision: str, classes: int) -> None:
    marks = min(distance(a, b, vision) for a, b in combinations(colours.classes[:classes], 2))
    assert marks >= LEAST_BETWEEN_MARKS[classes]
    tints = min(distance(a, b, vision) for a, b in combinations(colours.tints[:classes], 2))
    assert tints >= LEAST_BETWEEN_TINTS[classes]


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("colours", ALL)
def test_the_boundary_stands_out_from_points_and_picture(colours: Theme, vision: str) -> None:
    for other in (*colours.classes[:4], *colours.tints[:4], colours.middle):
        assert distance(colours.ink, other, vision) >= LEAST_TO_THE_BOUNDARY


def test_the_first_safe_colours_are_orange_and_blue() -> None:
    assert SAFE[0].classes[:2] == ("#E69F00", "#0072B2")


def test_every_class_has_a_marker_of_its_own() -> None:
    outlines = pg.graphicsItems.ScatterPlotItem.Symbols
    shapes = [outlines[marker] for marker in MARKERS]
    assert len(MARKERS) == OWN_LOOKS + 1
    assert all(a != b for a, b in combinations(shapes, 2))


@pytest.mark.parametrize("colours", ALL)
def test_each_look_has_a_mark_and_a_tint_of_its_own(colours: Theme) -> None:
    marks = [colours.mark(look) for look in range(OWN_LOOKS + 1)]
    assert marks[:OWN_LOOKS] == list(zip(MARKERS[:OWN_LOOKS], colours.classes, strict=True))
    assert marks[OWN_LOOKS] == ("x", colours.dim)
    assert len({colours.tint(look) for look in range(OWN_LOOKS + 1)}) == OWN_LOOKS + 1


@pytest.mark.parametrize("colours", ALL)
def test_words_can_be_read(colours: Theme) -> None:
    for ground in (colours.card, colours.ground):
        assert contrast(colours.ink, ground) >= 7
        assert contrast(colours.dim, ground) >= 4.5
        assert contrast(colours.accent, ground) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize("safe", [False, True])
@pytest.mark.parametrize("dark", [False, True])
def test_words_that_warn_can_be_read_whatever_the_classes_look_like(
    *, dark: bool, safe: bool, strong: bool
) -> None:
    colours = theme(dark=dark, safe=safe, strong=strong)
    notice = mix(colours.card, colours.accent, 0.08)
    for ground in (colours.card, colours.ground, notice):
        assert contrast(colours.bad, ground) >= 4.5
        assert contrast(colours.ink, ground) >= 7 and contrast(colours.dim, ground) >= 4.5
    assert contrast(colours.dim, colours.chip) >= 4.5 <= contrast(colours.accent, colours.chip)
    assert contrast(colours.residual, colours.card) >= 3, "WCAG 1.4.11: what is no text"
    assert (colours.mark_size(10.0) > 10.0) is strong


def test_mixing() -> None:
    assert mix("#000000", "#FFFFFF", 0.0) == "#000000"
    assert mix("#000000", "#FFFFFF", 1.0) == "#FFFFFF"
    assert mix("#102030", "#304050", 0.5) == "#203040"


@pytest.mark.parametrize("dark", [False, True])
def test_no_words_of_a_presentation_are_pale(*, dark: bool) -> None:
    now = theme(dark=dark, safe=False, strong=True)
    for words in (now.dim, now.faint, now.ink):
        for ground in (now.card, now.ground, now.chip):
            assert contrast(words, ground) >= 7.0
    assert now.stroke(2.0) > 2.0 == theme(dark=dark, safe=False).stroke(2.0)
