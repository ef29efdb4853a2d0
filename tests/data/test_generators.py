"""Every registered generator keeps the contract; formulas are held to expectations written on their own."""

from __future__ import annotations

import numpy as np
import pytest

from playground.data.bundled import BUNDLED
from playground.data.dataset import Dataset
from playground.data.generators import GENERATORS, Generator

every = pytest.mark.parametrize("generator", GENERATORS.values(), ids=list(GENERATORS))


def made(name: str, **choices: float) -> Dataset:
    return GENERATORS[name].dataset(**choices)  # type: ignore[arg-type]


# --- what every entry of the table promises ---


@every
def test_the_entry_is_complete(generator: Generator) -> None:
    assert GENERATORS[generator.name] is generator
    assert generator.label
    assert generator.help.endswith(".")
    assert generator.task == ("classes" if generator.class_names else "regression")


@every
def test_the_default_dataset_fills_the_canvas(generator: Generator) -> None:
    data = generator.dataset()
    assert len(data) == generator.default_count
    assert (data.name, data.columns, data.target) == (generator.name, generator.columns, generator.target)
    assert data.generated
    assert np.abs(data.X).max() <= 6
    assert np.abs(data.X).max() >= 4
    assert np.abs(data.y).max() <= 6


@every
@pytest.mark.parametrize("count", [2, 3, 7, 100, 501])
@pytest.mark.parametrize("noise", [0.0, 35.0, 100.0])
def test_any_count_and_noise_give_exactly_these_rows_all_finite(
    generator: Generator, count: int, noise: float
) -> None:
    data = generator.dataset(count=count, noise=noise)
    assert data.X.shape == (count, len(generator.columns))
    assert np.isfinite(data.X).all()
    assert np.isfinite(data.y).all()


@every
def test_the_seed_decides_the_rows(generator: Generator) -> None:
    first, same, other = (generator.dataset(noise=20, seed=seed) for seed in (7, 7, 8))
    assert np.array_equal(first.X, same.X)
    assert np.array_equal(first.y, same.y)
    assert not np.array_equal(first.X, other.X)


@every
def test_a_little_more_noise_moves_rows_a_little(generator: Generator) -> None:
    calm, rough = generator.dataset(noise=10), generator.dataset(noise=10.01)
    assert np.abs(calm.X - rough.X).max() < 0.01
    assert np.mean(np.abs(calm.y - rough.y)) < 0.01


@every
def test_each_class_has_its_share_and_the_rows_are_mixed(generator: Generator) -> None:
    data = generator.dataset(classes=5)
    if data.task == "regression":
        return
    sizes = np.bincount(data.y.astype(int), minlength=len(data.class_names))
    assert len(sizes) == len(data.class_names)
    assert sizes.min() >= len(data) / len(sizes) / 2
    assert len(set(data.y[:40])) == len(sizes)


def test_plus_one_of_tensorflow_playground_is_green() -> None:
    assert made("circle").class_names == ("red", "green")


# --- TensorFlow Playground's six ---


def test_circle_radii_and_labels() -> None:
    data = made("circle", count=20_001)
    radius = np.hypot(data.X[:, 0], data.X[:, 1])
    inside = radius < 3
    assert inside.sum() == 10_001
    assert np.array_equal(data.y, inside)
    assert radius[inside].max() == pytest.approx(2.5, abs=0.01)
    assert radius[inside].mean() == pytest.approx(1.25, abs=0.02)  # uniform in radius, not in area
    assert (radius[~inside].min(), radius[~inside].max()) == pytest.approx((3.5, 5), abs=0.01)
    assert data.X.mean(axis=0) == pytest.approx([0, 0], abs=0.1)


def test_circle_noise_changes_labels_by_a_shifted_place_and_moves_no_row() -> None:
    clean, noisy = made("circle", count=100_000), made("circle", count=100_000, noise=50)
    assert np.array_equal(clean.X, noisy.X)
    # A row near the middle leaves the disc when its shift, uniform on a square of side 5, ends outside:
    middle = np.hypot(noisy.X[:, 0], noisy.X[:, 1]) < 0.05
    assert noisy.y[middle].mean() == pytest.approx(np.pi / 4, abs=0.03)


def test_xor_leaves_the_axes_free_and_colours_the_quarters() -> None:
    data = made("xor", count=20_000)
    assert np.abs(data.X).min() >= 0.3
    assert np.abs(data.X).max() == pytest.approx(5.3, abs=0.01)
    assert np.array_equal(data.y == 1, np.sign(data.X[:, 0]) == np.sign(data.X[:, 1]))


def test_xor_noise_turns_over_the_labels_near_the_axes() -> None:
    data = made("xor", count=200_000, noise=50)
    x1, x2 = data.X.T
    turned = (data.y == 1) != (x1 * x2 > 0)
    # Shifts are U(−2.5, 2.5): at (0.4, 5) the sign of x1 turns with probability (2.5 − 0.4)/5.
    there = (np.abs(np.abs(x1) - 0.4) < 0.05) & (np.abs(x2) > 3)
    assert turned[there].mean() == pytest.approx(0.42, abs=0.04)
    assert not turned[(np.abs(x1) > 2.5) & (np.abs(x2) > 2.5)].any()


@pytest.mark.parametrize(("noise", "variance"), [(0, 0.5), (10, 1.2), (50, 4.0)])
def test_gauss_centres_and_variance(noise: float, variance: float) -> None:
    data = made("gauss", count=40_000, noise=noise)
    for label, centre in ((1, 2.0), (0, -2.0)):
        cloud = data.X[data.y == label]
        assert len(cloud) == 20_000
        assert cloud.mean(axis=0) == pytest.approx([centre, centre], abs=0.06)
        assert cloud.var(axis=0) == pytest.approx([variance, variance], rel=0.04)


def test_spiral_points_row_by_row() -> None:
    X, y = GENERATORS["spiral"].make(np.random.default_rng(0), 101, 0.0, 3)
    green, red = X[y == 1], X[y == 0]
    assert (len(green), len(red)) == (51, 50)
    for i in (0, 1, 20, 50):
        turn = 1.75 * i / 51 * 2 * np.pi
        assert green[i] == pytest.approx([5 * i / 51 * np.sin(turn), 5 * i / 51 * np.cos(turn)])
    for i in (0, 1, 20, 49):
        turn = 1.75 * i / 50 * 2 * np.pi + np.pi
        assert red[i] == pytest.approx([5 * i / 50 * np.sin(turn), 5 * i / 50 * np.cos(turn)])


def test_spiral_noise_moves_each_coordinate_uniformly() -> None:
    moved = made("spiral", count=50_000, noise=30).X - made("spiral", count=50_000).X
    assert np.abs(moved).max() == pytest.approx(0.3, abs=0.001)
    assert moved.std() == pytest.approx(0.3 / np.sqrt(3), rel=0.01)


def test_plane_values() -> None:
    data = made("plane", count=10_000)
    assert data.y == pytest.approx(data.X[:, 0] * 0.1 + data.X[:, 1] * 0.1)
    noisy = made("plane", count=50_000, noise=25)
    assert (noisy.y - noisy.X.sum(axis=1) / 10).std() == pytest.approx(
        np.sqrt(2 / 3) * 6 * 0.25 / 10, rel=0.02
    )


def test_hills_by_a_plain_loop() -> None:
    hills = [(-4, 2.5, 1), (0, 2.5, -1), (4, 2.5, 1), (-4, -2.5, -1), (0, -2.5, 1), (4, -2.5, -1)]
    data = made("hills", count=2_000)
    for (x1, x2), y in zip(data.X, data.y, strict=True):
        expected = 0.0
        for c1, c2, sign in hills:
            value = sign * max(0.0, 1 - np.hypot(x1 - c1, x2 - c2) / 2)
            expected = value if abs(value) > abs(expected) else expected
        assert y == pytest.approx(expected)
    assert not np.signbit(data.y[data.y == 0]).any()


def test_hills_noise_takes_the_value_of_another_place() -> None:
    clean, noisy = made("hills", noise=0), made("hills", noise=20)
    assert np.array_equal(clean.X, noisy.X)
    assert 0.1 < np.abs(clean.y - noisy.y).mean() < 0.5


# --- our own ---


@pytest.mark.parametrize("count", [100, 101])
def test_moons_are_those_of_scikit_learn(count: int) -> None:
    from sklearn.datasets import make_moons

    X, y = GENERATORS["moons"].make(np.random.default_rng(0), count, 0.0, 3)
    theirs, labels = make_moons(count, shuffle=False)
    assert pytest.approx(X) == 3 * (theirs - [0.5, 0.25])
    assert np.array_equal(y, labels)


def test_rings_alternate() -> None:
    data = made("rings", count=30_000)
    radius = np.hypot(data.X[:, 0], data.X[:, 1])
    red = np.abs(radius - 3) <= 0.5
    assert np.array_equal(data.y == 0, red)
    assert red.sum() == 10_000
    assert (np.abs(radius - 1.25) <= 0.5).sum() == (np.abs(radius - 4.75) <= 0.5).sum() == 10_000


@pytest.mark.parametrize("classes", range(2, 9))
def test_blobs_give_each_class_its_place(classes: int) -> None:
    data = made("blobs", count=2_000 * classes, classes=classes)
    assert data.class_names == tuple("ABCDEFGH"[:classes])
    for k in range(classes):
        cloud = data.X[data.y == k]
        angle = 2 * np.pi * k / classes
        assert len(cloud) == 2_000
        assert cloud.mean(axis=0) == pytest.approx([3.5 * np.cos(angle), 3.5 * np.sin(angle)], abs=0.05)
        assert cloud.var(axis=0) == pytest.approx([0.2, 0.2], rel=0.12)


@pytest.mark.parametrize(
    ("name", "deviation"),
    [("moons", 0.5), ("rings", 0.5 / np.sqrt(3)), ("blobs", np.sqrt(1.2) - np.sqrt(0.2))],
)
def test_a_noise_of_25_blurs_our_shapes_by_this_much(name: str, deviation: float) -> None:
    noisy, clean = made(name, count=30_000, noise=25), made(name, count=30_000)
    assert (noisy.X - clean.X).std() == pytest.approx(deviation, rel=0.02)


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("line", {-6: -2, 0: 1, 6: 4}),
        ("sine", {0: 0, np.pi / 2: 3, -np.pi / 2: -3}),
        ("step", {-3: -2, -0.1: -2, 0.1: 2, 3: 2}),
        ("cubic", {0: 0, 4: 0, -4: 0, 6: 5, -6: -5, 2: -1}),
    ],
)
def test_curves_pass_through_known_points_and_scatter_normally(name: str, points: dict[float, float]) -> None:
    data = made(name, count=20_000)
    x, order = np.sort(data.X[:, 0]), np.argsort(data.X[:, 0])
    assert np.interp(list(points), x, data.y[order]) == pytest.approx(list(points.values()), abs=0.02)
    scatter = made(name, count=20_000, noise=25).y - data.y
    assert scatter.std() == pytest.approx(1, rel=0.03)


def test_a_dataset_has_one_name_on_screen_in_files_and_on_the_command_line() -> None:
    for name, entry in (GENERATORS | BUNDLED).items():
        assert entry.label.lower().replace(" ", "-") == name
