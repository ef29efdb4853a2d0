"""The small pictures of datasets: made of the points themselves, right side up."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from playground.data import BUNDLED, Recipe, load
from playground.training import Experiment, Spec
from playground.ui.data.gallery import GALLERY
from playground.ui.data.thumbnails import SIDE, sample, thumbnail, trained
from playground.ui.theme.theme import theme

LIGHT = theme(dark=False, safe=False)


def painted(source: str, **choices: float) -> QImage:
    return thumbnail(sample(source, Recipe(**choices)), LIGHT).pixmap(SIDE, SIDE).toImage()


def inked(picture: QImage) -> np.ndarray:
    """Row and column (N, 2) of every pixel with colour on it; row 0 is at the top."""
    return np.array(
        [
            (y, x)
            for y in range(picture.height())
            for x in range(picture.width())
            if picture.pixelColor(x, y).alpha() > 100
        ]
    )


@pytest.mark.parametrize("source", [*GALLERY, *BUNDLED])
def test_thumbnails(qapp: QApplication, source: str) -> None:
    picture = sample(source, Recipe())
    assert thumbnail(picture, LIGHT) is thumbnail(picture, LIGHT)  # made once
    assert len(inked(painted(source))) > 30
    assert qapp is not None


@pytest.mark.parametrize("source", ["sine", "old-faithful", "houses"])
def test_high_is_up_and_large_is_right(qapp: QApplication, source: str) -> None:
    """The highest and the furthest point of the data lie there in the picture, too."""
    data, picture = load(sample(source, Recipe())), painted(source)
    places = inked(picture) / picture.height()
    xs, ys = data.X[:, 0], data.y
    for values, places_along, from_low in ((xs, places[:, 1], False), (ys, places[:, 0], True)):
        middle = np.mean((values - values.min()) / np.ptp(values))
        assert np.mean(places_along) == pytest.approx(1 - middle if from_low else middle, abs=0.08)
    correlation = np.corrcoef(places[:, 1], -places[:, 0])[0, 1]
    assert correlation == pytest.approx(np.corrcoef(xs, ys)[0, 1], abs=0.15)
    assert qapp is not None


def test_the_classes_lie_where_the_rows_are(qapp: QApplication) -> None:
    """Two clouds: in the upper right corner there is the colour of the rows with large x and y."""
    data, picture = load(sample("gauss", Recipe())), painted("gauss")
    upper = data.y[data.X[:, 1] > 0]
    assert len(set(upper)) == 1  # one class is above the other
    found = Counter(
        picture.pixelColor(x, y).name().upper()
        for y in range(picture.height() // 2)
        for x in range(picture.width())
        if picture.pixelColor(x, y).alpha() == 255
    )
    assert found.most_common(1)[0][0] == LIGHT.classes[int(upper[0])]
    assert qapp is not None


def test_noise_and_seed_are_seen(qapp: QApplication) -> None:
    plain = painted("moons")
    assert painted("moons", noise=40.0) != plain
    assert painted("moons", noise=40.0, seed=3) != painted("moons", noise=40.0)
    assert painted("moons", count=300) == plain
    assert qapp is not None


@pytest.mark.parametrize("source", ["circle", "blobs", "iris", "line", "houses", "reg-plane"])
def test_work_is_pictured_with_what_its_network_computes(qapp: QApplication, source: str) -> None:
    experiment = Experiment.load(Recipe(source=source))
    theta = experiment.network().theta
    one = trained(experiment, theta, LIGHT).toImage()
    assert one != trained(experiment, theta + 1.0, LIGHT).toImage()
    trained(experiment, theta * np.nan, LIGHT)
    empty = replace(experiment, data=experiment.data.without_rows(np.arange(len(experiment.data))))
    assert trained(empty, theta, LIGHT).toImage() != one
    assert qapp is not None


def test_in_the_picture_of_work_each_class_lies_on_its_side(qapp: QApplication) -> None:
    """One neuron that tells by x alone: class 1 to the right."""
    experiment = Experiment.load(Recipe(source="gauss"), Spec(hidden_layers=(), features=("x1", "x2")))
    picture = trained(experiment, np.array([9.0, 0.0, 0.0]), LIGHT).toImage()
    left, right = (picture.pixelColor(x, picture.height() // 2) for x in (1, picture.width() - 2))
    assert left.red() > left.green() and right.green() > right.red()
    assert qapp is not None
