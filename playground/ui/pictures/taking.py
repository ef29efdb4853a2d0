"""Pictures of a window: of what its session shows now, or of the whole window as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from playground.export.pictures import PICTURES, PictureOptions, origin, title_of
from playground.session import Notice, Session
from playground.training import Snapshot
from playground.ui.pictures.formats import WRITERS, Drawing, image
from playground.ui.pictures.painters import paint_window
from playground.ui.pictures.scene import scene


class PictureTaker:
    """Takes the pictures of the table from one window and its session: of a `moment`, or of what it shows."""

    def __init__(self, window: QWidget, session: Session, moment: Snapshot | None = None) -> None:
        self._window, self.session, self._moment = window, session, moment

    def options(self, picture: str, scale: int = 2) -> PictureOptions:
        """A picture in the colours of the window."""
        view = self.session.view.settings
        return PictureOptions(
            picture=picture,
            scale=scale,
            theme="dark" if view.dark else "light",
            safe_colours=view.safe_colours,
            show_test=view.show_test,
        )

    def image(self, options: PictureOptions) -> QImage:
        """The picture as pixels."""
        with self._drawing(options) as drawing:
            return image(drawing, options.scale)

    def content(self, options: PictureOptions, suffix: str) -> bytes:
        """The picture as a file of this kind holds it."""
        with self._drawing(options) as drawing:
            return WRITERS[suffix](drawing, options.scale)

    def copy(self, picture: str) -> None:
        """Put a picture on the clipboard: pixels, and lines and text for programs that take them."""
        options, clipboard = self.options(picture), QGuiApplication.clipboard()
        pixels = self.image(options)
        pixels.setDevicePixelRatio(1.0)
        clipboard.setImage(pixels)
        # Added to what Qt has made: data made here and left on the clipboard ends the process at its exit.
        clipboard.mimeData().setData("image/svg+xml", self.content(options, ".svg"))
        size = f"{pixels.width()} × {pixels.height()} pixels"
        words = f"{PICTURES[picture].title} copied as a picture of {size}."
        self.session.notices.show(Notice(words, bad=False))

    @contextmanager
    def _drawing(self, options: PictureOptions) -> Iterator[Drawing]:
        session, window = self.session, self._window
        moment = self._moment or session.snapshot
        title = title_of(session.data.name, options, moment.epoch)
        if options.picture == "window":
            yield Drawing(lambda painter: paint_window(window, painter), window.size(), title, origin())
            return
        with scene(session.experiment, session.history, options) as shown:
            shown.show_as_in(session)
            shown.show(moment, session.playhead.place if moment is session.snapshot else None)
            yield Drawing(shown.paint, shown.size, title, origin())
