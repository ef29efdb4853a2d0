"""`render`: pictures and animations from the command line, drawn in this process."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from playground.export import FORMATS
from playground.main import main
from playground.training import Experiment, Trainer

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    trainer = Trainer(Experiment.load())
    trainer.run(10)
    path = tmp_path / "model.json"
    FORMATS[".json"].save(trainer.experiment, trainer.snapshot(), path)
    return path


def test_several_files_are_drawn_at_once(model: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"boundary{suffix}" for suffix in (".png", ".svg", ".pdf")]
    assert main(["render", str(model), *(word for path in paths for word in ("--to", str(path)))]) == 0
    assert [path.read_bytes()[:4] for path in paths] == [b"\x89PNG", b"<?xm", b"%PDF"]
    assert QImage(str(paths[0])).text("Title") == "circle, canvas, epoch 10"


def test_it_can_train_first(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "later.png"
    assert main(["render", str(model), "--to", str(path), "--epochs", "5", "--scale", "1"]) == 0
    assert QImage(str(path)).text("Title").endswith("epoch 15")


def test_the_whole_window(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "window.png"
    options = ["--picture", "window", "--theme", "dark", "--epochs", "20"]
    assert main(["render", str(model), "--to", str(path), *options]) == 0
    image = QImage(str(path))
    assert (image.width(), image.height()) == (2880, 1800)
    assert image.pixelColor(2, 1798).lightness() < 60
    with Image.open(path) as picture:
        pixels = np.asarray(picture.convert("RGB"), dtype=int)
    gallery, losses = pixels[200:430, 50:480], pixels[1280:1620, 2000:2780]
    assert np.ptp(gallery, axis=(0, 1)).min() > 80, "nothing lies on the cards"
    of_test_set = np.array([124, 151, 255])  # the accent of the dark theme
    assert (np.abs(losses - of_test_set).max(axis=2) < 40).sum() > 300, "the curve is there"


def test_an_animation_shows_the_run_from_its_beginning(model: Path, tmp_path: Path) -> None:
    gif, webp = tmp_path / "run.gif", tmp_path / "run.webp"
    argv = ["render", str(model), "--to", str(gif), "--to", str(webp), "--seconds", "0.5"]
    assert main([*argv, "--picture", "loss"]) == 0
    for path in (gif, webp):
        with Image.open(path) as film:
            assert film.n_frames == 6 and film.size == (640, 360)
            film.seek(0)
            first = np.asarray(film.convert("RGB"), dtype=int)
            film.seek(5)
            assert (np.asarray(film.convert("RGB"), dtype=int) != first).any()
