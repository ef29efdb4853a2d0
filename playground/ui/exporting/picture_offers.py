"""Pictures and animations among the offers: painted in the window's thread, encoded beside it."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Any

import msgspec
from PySide6.QtGui import QClipboard, QImage

from playground.data import Progress
from playground.export import Options
from playground.export.animation import (
    ANIMATION_FORMATS,
    AnimationOptions,
    Checkpoints,
    Frame,
    encode,
    epochs_shown,
)
from playground.export.model import TrainedModel
from playground.export.pictures import PICTURE_FORMATS, PictureOptions
from playground.ui.exporting.offers import Offer, Show, Task
from playground.ui.exporting.preview import Preview
from playground.ui.exporting.subject import Subject
from playground.ui.pictures.formats import WRITERS, Drawing, image
from playground.ui.pictures.frames import frames
from playground.ui.pictures.painters import paint_window
from playground.ui.pictures.scene import scene
from playground.wording import counted

_GROUP = "Pictures and animations"
_PREVIEW = 2  # the scale of a preview


class PictureOffer(Offer):
    """A picture of the canvas, the network, the loss or the window."""

    @property
    def copies(self) -> bool:
        return PICTURE_FORMATS[self.suffix].scaled

    def copy(self, content: bytes, clipboard: QClipboard) -> None:
        clipboard.setImage(QImage.fromData(content))

    def start_options(self, subject: Subject) -> Options:
        return _like(subject, PictureOptions())

    def show(self, subject: Subject, options: Any) -> Show:
        wide, high = _size(subject, options)
        scaled = PICTURE_FORMATS[self.suffix].scaled
        picture = _paint(subject, options, lambda drawing: image(drawing, _PREVIEW))
        words = f"{wide * options.scale:,} × {high * options.scale:,} pixels"
        return lambda _tell: Preview(picture=picture, words=words if scaled else "sharp at any size")

    def make(self, subject: Subject, options: Any) -> Task:
        content = _paint(subject, options, lambda drawing: WRITERS[self.suffix](drawing, options.scale))
        return Task(lambda _tell: content)


class AnimationOffer(Offer):
    """The run, from its first epoch to where it is."""

    def start_options(self, subject: Subject) -> Options:
        return _like(subject, AnimationOptions())

    def show(self, subject: Subject, options: Any) -> Show:
        moments = Checkpoints(subject.history, subject.snapshot)
        epochs = epochs_shown(moments, options)
        look = msgspec.structs.replace(options, scale=_PREVIEW)
        with scene(subject.experiment, subject.history, look) as shown:
            shown.show(moments.at(epochs[-1]))
            picture = image(Drawing(shown.paint_with_epoch, shown.size), _PREVIEW)
        wide, high = options.pixels
        words = f"the last of {counted(len(epochs), 'frame')}, {wide:,} × {high:,} pixels"
        return lambda _tell: Preview(picture=picture, words=words)

    def make(self, subject: Subject, options: Any) -> Task:
        moments, made = Checkpoints(subject.history, subject.snapshot), list[Frame]()
        epochs = epochs_shown(moments, options)

        def steps() -> Generator[float]:
            with scene(subject.experiment, subject.history, options) as shown:
                for frame in frames(shown, moments, epochs):
                    made.append(frame)
                    yield len(made) / len(epochs)

        def work(_tell: Progress) -> bytes:
            return encode(made, ANIMATION_FORMATS[self.suffix], options.seconds, _origin(subject))

        return Task(work, steps())


def picture_offers() -> list[Offer]:
    """All formats of pictures and of animations."""
    pictures = [
        PictureOffer(form.suffix, form.title, form.serves, _GROUP, PictureOptions)
        for form in PICTURE_FORMATS.values()
    ]
    animations = [
        AnimationOffer(
            form.suffix,
            f"Animation as {form.title}",
            form.serves,
            _GROUP,
            AnimationOptions,
            unfit=("window",),
        )
        for form in ANIMATION_FORMATS.values()
    ]
    return [*pictures, *animations]


def _like(subject: Subject, options: PictureOptions) -> PictureOptions:
    """In the colours of the window."""
    view = subject.session.view.settings
    return msgspec.structs.replace(
        options,
        theme="dark" if view.dark else "light",
        safe_colours=view.safe_colours,
        show_test=view.show_test,
    )


def _size(subject: Subject, options: PictureOptions) -> tuple[int, int]:
    """Wide and high in px, at a scale of 1."""
    if options.picture == "window":
        return subject.window.width(), subject.window.height()
    wide, high = msgspec.structs.replace(options, scale=1).pixels
    return wide, high


def _paint(subject: Subject, options: PictureOptions, paint: Any) -> Any:
    """What `paint` makes of the drawing: of the window as it stands, or of a view of its own."""
    words = f"{subject.experiment.data.name}, {options.picture}, epoch {subject.snapshot.epoch:,}"
    said = words, _origin(subject)
    if options.picture == "window":
        window = subject.window
        return paint(Drawing(lambda painter: paint_window(window, painter), window.size(), *said))
    with scene(subject.experiment, subject.history, options) as shown:
        shown.look_like(subject.session)
        shown.session.view.settings = replace(shown.session.view.settings, show_test=options.show_test)
        shown.show(subject.snapshot)
        return paint(Drawing(shown.paint, shown.size, *said))


def _origin(subject: Subject) -> str:
    return TrainedModel.of(subject.experiment, subject.snapshot).origin
