"""Pictures of what is taken along: an exported page in a browser (Chromium), and a run as an animation."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtGui import QPixmap

from playground.data import Recipe
from playground.export.animation import ANIMATION_FORMATS, AnimationOptions, Checkpoints, encode, epochs_shown
from playground.export.formats import FORMATS
from playground.export.page import PageOptions
from playground.export.pictures import origin
from playground.training import Experiment, Spec, Trainer
from playground.ui.app import application
from playground.ui.headless.render import renderer
from tools.pictures.window import Shot

_PAGE = (1200, 900)  # px of the browser's window
_SIDE = 320  # px of the animation
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def page() -> QPixmap:
    """The web page of a network for penguins, with its rows, as a browser shows it."""
    trainer = _trained(Recipe(source="penguins"), Spec(hidden_layers=(6, 4), learning_rate=0.02), 300)
    with tempfile.TemporaryDirectory() as folder:
        file, picture = Path(folder) / "penguins.html", Path(folder) / "page.png"
        FORMATS[".html"].save(trainer.experiment, trainer.snapshot(), file, options=PageOptions(rows=True))
        _browse(file, picture, Path(folder) / "profile")
        application()
        return QPixmap(str(picture))


def _browse(file: Path, picture: Path, profile: Path) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("The picture of the page is taken with Chromium: install chromium first.")
    wide, high = _PAGE
    asked = (f"--user-data-dir={profile}", f"--window-size={wide},{high}", f"--screenshot={picture}")
    command = [chromium, *_QUIET, *asked, file.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603  a page of our own


def run() -> bytes:
    """The canvas while the network learns the circle: small, for README to load."""
    recipe, spec = Recipe(source="circle", count=150, noise=8), Spec(hidden_layers=(4, 2), learning_rate=0.1)
    trainer = _trained(recipe, spec, 120)
    options = AnimationOptions(seconds=4, frames_per_second=6)
    moments = Checkpoints(trainer.history)
    with renderer(trainer.experiment, trainer.history) as draw:
        drawn = list(draw.frames(moments, epochs_shown(moments, options), options))
    small = [np.asarray(Image.fromarray(frame).resize((_SIDE, _SIDE))) for frame in drawn]
    return encode(small, ANIMATION_FORMATS[".webp"], options.seconds, origin())


def _trained(recipe: Recipe, spec: Spec, epochs: int) -> Trainer:
    trainer = Trainer(Experiment.load(recipe, spec))
    trainer.run(epochs)
    return trainer


SHOTS: dict[str, Shot] = {"exported-page": page}
FILMS: dict[str, Callable[[], bytes]] = {"exported-run": run}
