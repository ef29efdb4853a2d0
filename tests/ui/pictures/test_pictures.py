"""Every picture of the table in every format, opened again."""

from __future__ import annotations

import gc
import re
from itertools import groupby, pairwise

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QByteArray, QEvent
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from playground.data import Recipe
from playground.export.animation import AnimationOptions, Checkpoints, epochs_shown
from playground.export.pictures import PICTURE_FORMATS, PICTURES, PictureOptions
from playground.training import Experiment, Spec, Trainer
from playground.training.checkpoint import Place
from playground.ui.loss.plot import LossPlot
from playground.ui.pictures.formats import WRITERS, Drawing, image
from playground.ui.pictures.frames import frames
from playground.ui.pictures.painters import PAINTERS
from playground.ui.pictures.scene import Scene, scene
from playground.ui.theme.theme import theme

pytestmark = pytest.mark.usefixtures("qapp")
KINDS = {  # tasks that look different
    "two classes": (Recipe(source="circle"), Spec()),
    "classes": (Recipe(source="iris"), Spec(features=("x1", "x2", "x3", "x4"), loss="cross_entropy")),
    "values": (Recipe(source="sine"), Spec(loss="mse", features=("x1",))),
    "one neuron": (Recipe(source="gauss"), Spec(hidden_layers=())),
}


@pytest.fixture(scope="module")
def trained() -> Trainer:
    trainer = Trainer(Experiment.load())
    trainer.run(30)
    return trainer


def drawn(trainer: Trainer, suffix: str, **options: object) -> bytes:
    chosen = PictureOptions(**options)  # type: ignore[arg-type]
    with scene(trainer.experiment, trainer.history, chosen) as shown:
        shown.show(trainer.snapshot())
        return WRITERS[suffix](Drawing(shown.paint, shown.size, "A title", "From here"), chosen.scale)


def colours(image: QImage) -> np.ndarray:
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.unique(np.frombuffer(small.constBits(), dtype=np.uint32) & 0xFFFFFF)


def test_every_row_of_the_tables_has_what_paints_and_writes_it() -> None:
    assert set(PAINTERS) | {"window"} == set(PICTURES)
    assert set(WRITERS) == set(PICTURE_FORMATS)


@pytest.mark.parametrize("picture", PAINTERS)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_png_has_its_size_its_ground_and_its_words(picture: str, look: str, trained: Trainer) -> None:
    image = QImage.fromData(drawn(trained, ".png", picture=picture, theme=look, scale=3))
    wide, high = PICTURES[picture].size
    assert (image.width(), image.height()) == (3 * wide, 3 * high)
    assert image.pixelColor(1, 1) == QColor(theme(dark=look == "dark", safe=False).card)
    assert len(colours(image)) > 50
    assert (image.text("Title"), image.text("Software")) == ("A title", "From here")


@pytest.mark.parametrize("picture", PAINTERS)
def test_an_svg_is_lines_and_text(picture: str, trained: Trainer) -> None:
    content = drawn(trained, ".svg", picture=picture)
    svg, text = QSvgRenderer(QByteArray(content)), content.decode()
    assert svg.isValid() and svg.viewBoxF().size().toTuple() == PICTURES[picture].size
    assert "<title>A title</title>" in text and "<desc>From here</desc>" in text
    maps = {"canvas": 1, "network": 2 + 4 + 2 + 1, "loss": 0}  # only what is a picture by its nature
    assert text.count("<image") == maps[picture]
    assert text.count("<path") + text.count("<polyline") > 10
    assert len(re.findall(r"<text[^>]*>[^<]+", text)) > 8


@pytest.mark.parametrize("picture", PAINTERS)
def test_a_pdf_is_one_page_of_the_right_size(picture: str, trained: Trainer) -> None:
    content = drawn(trained, ".pdf", picture=picture)
    assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    wide, high = (round(side * 0.75) for side in PICTURES[picture].size)
    assert f"/MediaBox [0 0 {wide} {high}]".encode() in content.replace(b".000000", b"")
    assert content.count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("picture", PAINTERS)
def test_every_task_can_be_drawn(kind: str, picture: str) -> None:
    trainer = Trainer(Experiment.load(*KINDS[kind]))
    trainer.run(2)
    image = QImage.fromData(drawn(trainer, ".png", picture=picture, scale=1))
    assert len(colours(image)) > 20
    assert QSvgRenderer(QByteArray(drawn(trainer, ".svg", picture=picture))).isValid()


@pytest.mark.parametrize("picture", PAINTERS)
def test_lines_are_as_wide_at_every_scale(picture: str, trained: Trainer) -> None:
    """A pen of the screen would draw hairs: the large picture, made small, would be pale."""
    one, four = (QImage.fromData(drawn(trained, ".png", picture=picture, scale=scale)) for scale in (1, 4))
    small = four.smoothScaled(one.width(), one.height())
    dark = [255 - np.frombuffer(each.convertToFormat(QImage.Format.Format_RGB888).constBits(), dtype=np.uint8)
            for each in (one, small)]  # fmt: skip
    assert abs(dark[0].mean() / dark[1].mean() - 1.0) < 0.03


def test_the_frames_of_an_animation_are_the_moments_of_its_run(trained: Trainer) -> None:
    options = AnimationOptions(seconds=0.5, frames_per_second=8)
    moments = Checkpoints(trained.history)
    epochs = epochs_shown(moments, options)
    with scene(trained.experiment, trained.history, options) as shown:
        drawn = list(frames(shown, moments, epochs))
    assert len(drawn) == len(epochs) == 4
    assert {frame.shape for frame in drawn} == {(480, 480, 3)}
    assert all((one != other).any() for one, other in pairwise(drawn))


def test_the_axes_of_the_loss_stand_still_in_an_animation(trained: Trainer) -> None:
    options, ranges = AnimationOptions(picture="loss", seconds=0.5, frames_per_second=8), set()
    moments = Checkpoints(trained.history)
    with scene(trained.experiment, trained.history, options) as shown:
        plot = next(one for one in QApplication.allWidgets() if isinstance(one, LossPlot))
        for _ in frames(shown, moments, epochs_shown(moments, options)):
            ranges.add(str(plot.getViewBox().viewRange()))
    assert len(ranges) == 1


def test_while_looking_back_the_losses_that_came_after_are_pale(trained: Trainer) -> None:
    options, head = PictureOptions(picture="loss", scale=1), Place(20)
    with scene(trained.experiment, trained.history, options) as shown:
        moment = trained.at(head.epoch)
        shown.show(moment, head)
        looking = image(Drawing(shown.paint, shown.size), 1)
        assert len(shown.session.history) == len(trained.history)
        shown.show(moment)
        past = image(Drawing(shown.paint, shown.size), 1)
        shown.show(trained.snapshot())
        whole = image(Drawing(shown.paint, shown.size), 1)
    accent = QColor(theme(dark=False, safe=False).accent)
    heads = [
        sum(one.pixelColor(x, 60) == accent for x in range(one.width())) for one in (looking, past, whole)
    ]
    assert heads == [1, 0, 0] and looking.size() == whole.size()


def test_there_is_no_grip_on_the_axis_of_a_picture(trained: Trainer) -> None:
    look = theme(dark=False, safe=False)
    image = QImage.fromData(drawn(trained, ".png", picture="loss", scale=1))
    dim = QColor(look.dim)
    lines = ([image.pixelColor(x, y) == dim for x in range(image.width())] for y in range(image.height()))
    run = max(len(list(same)) for line in lines for found, same in groupby(line) if found)
    assert run < 9  # px of one colour in a row: the grip has 11, letters have fewer


def test_a_scene_leaves_nothing_behind(trained: Trainer) -> None:
    before = len(QApplication.allWidgets())
    drawn(trained, ".png", picture="canvas", scale=1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(QApplication.allWidgets()) <= before


def test_a_scene_ends_with_its_owner(trained: Trainer) -> None:
    owner = QWidget()
    shown = Scene(trained.experiment, trained.history, PictureOptions(), owner)
    assert owner.children()
    shiboken6.delete(owner)
    del shown
    gc.collect()  # pyqtgraph's menus are in circles
    assert not QApplication.allWidgets()


def test_the_first_picture_of_a_plot_has_room_for_long_figures() -> None:
    """The axis knows how wide its figures are once it has set them: painted again, nothing moves."""
    trainer = Trainer(Experiment.load(Recipe(source="houses")))
    with scene(trainer.experiment, trainer.history, PictureOptions()) as shown:
        shown.show(trainer.snapshot())
        one, other = (image(Drawing(shown.paint, shown.size), 1) for _ in range(2))
        assert one == other
