"""As a user: copy a picture into a document, save one for a slide, save the run as an animation."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage

from playground.export.pictures import PICTURES
from tests.e2e.driver import Driver


def save(app: Driver, picture: str, path: Path, words: str = "") -> None:
    app._monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName",
        lambda *asked: (str(path), next((one for one in asked[3].split(";;") if words in one), "")),
    )
    app.keys(app._shortcut(f"save_{picture}"))
    app.wait_for_line()


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_copied(app: Driver, picture: str) -> None:
    app.keys(app._shortcut("dark"))
    app.keys(app._shortcut(f"copy_{picture}"))
    data = QGuiApplication.clipboard().mimeData()
    image = QImage(data.imageData())
    assert not image.isNull() and b"<svg" in bytes(data.data("image/svg+xml").data())
    assert image.pixelColor(2, 2).lightness() < 60  # in the colours of the window
    assert f"{image.width()} × {image.height()}" in app.notice


def test_a_picture_is_saved_as_the_name_or_the_choice_says(app: Driver, tmp_path: Path) -> None:
    app.train(epochs=3)
    save(app, "canvas", tmp_path / "one.svg")
    save(app, "loss", tmp_path / "two", "PNG 4×")
    save(app, "window", tmp_path / "three.pdf", "PNG 1×")
    assert (tmp_path / "one.svg").read_bytes().startswith(b"<?xml")
    assert QImage(str(tmp_path / "two.png")).width() == 4 * PICTURES["loss"].size[0]
    assert (tmp_path / "three.pdf").read_bytes().startswith(b"%PDF")
    assert "Saved three.pdf" in app.notice


def test_the_run_is_saved_as_an_animation(app: Driver, tmp_path: Path) -> None:
    app.train(epochs=5)
    epochs = app.session.snapshot.epoch
    save(app, "network", tmp_path / "run", "GIF")
    with Image.open(tmp_path / "run.gif") as film:
        assert 1 < film.n_frames <= epochs + 1 and film.size == PICTURES["network"].size


def test_what_is_looked_at_is_in_the_picture(app: Driver) -> None:
    session = app.session
    app.keys(app._shortcut("copy_canvas"))
    before = QImage(QGuiApplication.clipboard().mimeData().imageData())
    session.view.set_range(session.view.plane.__class__(0, 1, (-2.0, 2.0), (-2.0, 2.0), (0.0, 0.0)))
    app.settle()
    app.keys(app._shortcut("copy_canvas"))
    assert QImage(QGuiApplication.clipboard().mimeData().imageData()) != before


@pytest.mark.parametrize("end", ["cancel", "close"])
def test_an_animation_can_be_given_up(app: Driver, tmp_path: Path, end: str) -> None:
    app.train(epochs=40)
    path = tmp_path / "run.gif"
    app._monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(path), "PNG 2×")
    )
    app.keys(app._shortcut("save_network"))
    line = app.window.status_line.progress
    assert line.busy and not line.must_end
    if end == "cancel":
        line.cancel()
        app.settle()
    else:
        app.window.close()
    assert not list(tmp_path.iterdir())
