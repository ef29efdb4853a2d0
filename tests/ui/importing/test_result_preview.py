"""What an import would give, in words and as a picture."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from playground.data import Dataset
from playground.ui.importing.result_preview import ResultPreview, in_words
from playground.ui.theme.theme import LIGHT, rgb


def classes(rows: int, names: tuple[str, ...]) -> Dataset:
    y = np.arange(rows) % len(names)
    X = np.stack([y + 0.1 * np.arange(rows) / rows, 1.0 - y], axis=1)
    return Dataset(X, y.astype(float), ("a", "b"), "kind", names, generated=False)


def test_words() -> None:
    assert in_words(classes(150, ("x", "y", "z"))) == "150 rows: 2 inputs, 3 classes (x, y, z)."
    many = in_words(classes(5000, tuple("abcdefgh")))
    assert many == "5,000 rows: 2 inputs, 8 classes (a, b, c, d, e, …)."
    data = Dataset(np.array([[1.0], [2.0]]), np.array([-2.5, 1200.0]), ("size",), "price", generated=False)
    assert in_words(data) == "2 rows: 1 input, price from −2.5 to 1,200."
    one = Dataset(np.array([[1.0]]), np.array([2.5]), ("size",), "price", generated=False)
    assert in_words(one) == "1 row: 1 input, price from 2.5 to 2.5."
    assert in_words(classes(4, ("a", "two\nlines"))) == "4 rows: 2 inputs, 2 classes (a, two lines)."


@pytest.mark.usefixtures("qapp")
def test_each_class_is_painted_in_its_colour() -> None:
    picture = ResultPreview(LIGHT)
    picture.show_data(classes(60, ("x", "y", "z")))
    image = picture.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    for label in range(3):
        assert "#{:02x}{:02x}{:02x}".format(*rgb(LIGHT.classes[label])) in colours


@pytest.mark.usefixtures("qapp")
def test_no_point_covers_the_name_of_an_axis() -> None:
    picture = ResultPreview(LIGHT)
    picture.show_data(classes(60, ("x", "y", "z")))
    heights = [y for *_, places in picture._groups for _, y in places]
    assert min(heights) > picture.strip and max(heights) < picture.height() - picture.strip


def test_many_points_are_thinned(qapp: QApplication) -> None:
    picture = ResultPreview(LIGHT)
    picture.show_data(classes(30_000, ("x", "y")))
    assert picture.points == 2000
    assert qapp is not None


@pytest.mark.usefixtures("qapp")
def test_values_at_the_ends_of_floating_point_are_painted() -> None:
    huge = np.array([[-1e308, 1.0], [1e308, 1.0], [0.0, 1.0]])
    picture = ResultPreview(LIGHT)
    picture.show_data(Dataset(huge, np.array([0.0, 1.0, 1.0]), ("a", "b"), "k", ("x", "y"), generated=False))
    assert not picture.grab().isNull()
