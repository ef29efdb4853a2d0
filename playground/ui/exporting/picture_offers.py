"""Pictures and animations among the offers: painted in the window's thread, encoded beside it."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtGui import QClipboard, QImage

from playground.export import Options
from playground.export.animation import ANIMATION_FORMATS, AnimationOptions, Checkpoints, epochs_shown
from playground.export.pictures import PICTURE_FORMATS, PICTURES, PictureOptions
from playground.settings import settings_of
from playground.ui.exporting.offers import Offer, Show, Task
from playground.ui.exporting.player import played
from playground.ui.exporting.preview import Preview
from playground.ui.exporting.subject import Subject
from playground.ui.pictures.film import Film
from playground.ui.pictures.taking import PictureTaker
from playground.wording import counted

_GROUP = "Pictures and animations"
_PREVIEW = 2  # the scale of a preview


class PictureOffer(Offer, frozen=True):
    """A picture of the canvas, the network, the loss or the window."""

    @property
    def copies(self) -> bool:
        return PICTURE_FORMATS[self.suffix].scaled

    def copy(self, content: bytes, clipboard: QClipboard) -> None:
        clipboard.setImage(QImage.fromData(content))

    def start_options(self, subject: Subject) -> Options:
        return _taker(subject).options(next(iter(PICTURES)))

    def show(self, subject: Subject, options: Any) -> Show:
        taken = _taker(subject).image(msgspec.structs.replace(options, scale=_PREVIEW))
        wide, high = (side // _PREVIEW * options.scale for side in taken.size().toTuple())
        scaled = PICTURE_FORMATS[self.suffix].scaled
        words = f"{wide:,} × {high:,} pixels" if scaled else "sharp at any size"
        return lambda _tell: Preview(picture=taken, words=words)

    def make(self, subject: Subject, options: Any) -> Task:
        content = _taker(subject).content(options, self.suffix)
        return Task(lambda _tell: content)


class AnimationOffer(Offer, frozen=True):
    """The run, from its first epoch to where it was when the dialog was opened."""

    def start_options(self, subject: Subject) -> Options:
        look = _taker(subject).options(next(iter(PICTURES)), scale=1)
        return AnimationOptions(**{name: getattr(look, name) for name in settings_of(PictureOptions)})

    def show(self, subject: Subject, options: Any) -> Show:
        options = _ending(subject, options)
        epochs = epochs_shown(Checkpoints(subject.history, subject.snapshot), options)
        wide, high = options.pixels
        words, some = f"{counted(len(epochs), 'frame')}, {wide:,} × {high:,} pixels", tuple(played(epochs))
        if len(some) < len(epochs):
            words = f"{words}; {len(some)} of them play here"
        look = msgspec.structs.replace(options, scale=1)
        return lambda _tell: Preview(played=some, options=look, words=words)

    def make(self, subject: Subject, options: Any) -> Task:
        film = Film(subject.session, _ending(subject, options), subject.window)
        form, encoder = ANIMATION_FORMATS[self.suffix], film.encoder  # alone: the film holds the window
        return Task(lambda tell: encoder.work(form, tell), film)


def picture_offers() -> list[Offer]:
    """All formats of pictures and of animations."""
    pictures = [
        PictureOffer(
            form.suffix,
            form.title,
            form.serves,
            _GROUP,
            PictureOptions,
            unused=() if form.scaled else ("scale",),
        )
        for form in PICTURE_FORMATS.values()
    ]
    still = tuple(name for name, row in PICTURES.items() if not row.moves)
    animations = [
        AnimationOffer(
            form.suffix, f"Animation as {form.title}", form.serves, _GROUP, AnimationOptions, unfit=still
        )
        for form in ANIMATION_FORMATS.values()
    ]
    return [*pictures, *animations]


def _taker(subject: Subject) -> PictureTaker:
    return PictureTaker(subject.window, subject.session, subject.snapshot)


def _ending(subject: Subject, options: AnimationOptions) -> AnimationOptions:
    """Without what is trained on meanwhile."""
    last = subject.snapshot.epoch if options.last_epoch is None else options.last_epoch
    return msgspec.structs.replace(options, last_epoch=last)
