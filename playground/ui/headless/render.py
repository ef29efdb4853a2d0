"""Pictures and animations for the command line: Qt draws them without a screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, QSize

from playground.export.animation import AnimationOptions, Frame, Moments
from playground.export.pictures import PICTURES, PictureOptions
from playground.training import Experiment, History, Snapshot
from playground.ui.app import application, create_window
from playground.ui.pictures.formats import WRITERS, Drawing
from playground.ui.pictures.frames import frames
from playground.ui.pictures.painters import paint_window
from playground.ui.pictures.scene import scene, show_moment, view_settings
from playground.ui.pictures.still import Still

Words = tuple[str, str]
"""The title of a picture, and where it comes from."""

_TURNS = 12  # of the window, until its cards have taken their room and each dataset has its thumbnail


class Renderer:
    """Draws moments of one run. Used within `renderer()`."""

    def __init__(self, experiment: Experiment, history: History) -> None:
        self._experiment, self._history = experiment, history

    def picture(self, moment: Snapshot, options: PictureOptions, suffix: str, words: Words) -> bytes:
        """The contents of a picture's file."""
        if options.picture == "window":
            return self._window(moment, options, suffix, words)
        with scene(self._experiment, self._history, options) as shown:
            shown.show(moment)
            return WRITERS[suffix](Drawing(shown.paint, shown.size, *words), options.scale)

    def frames(self, moments: Moments, epochs: list[int], options: AnimationOptions) -> Iterator[Frame]:
        """A picture of each of these epochs."""
        with scene(self._experiment, self._history, options) as shown:
            yield from frames(shown, moments, epochs)

    def _window(self, moment: Snapshot, options: PictureOptions, suffix: str, words: Words) -> bytes:
        window = create_window(self._experiment, connect=Still)
        view = view_settings(options)
        window.session.view.update(dark=view.dark, safe_colours=view.safe_colours, show_test=view.show_test)
        window.resize(QSize(*PICTURES["window"].size))
        window.show()
        show_moment(window.session, moment, self._history)
        for _ in range(_TURNS):
            window.frame()
            QCoreApplication.processEvents()
        drawing = Drawing(lambda painter: paint_window(window, painter), window.size(), *words)
        content = WRITERS[suffix](drawing, options.scale)
        window.close()
        return content


@contextmanager
def renderer(experiment: Experiment, history: History) -> Iterator[Renderer]:
    """Qt for as long as something is drawn; no screen is needed, and none is used."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = application()
    pg.setConfigOptions(antialias=True, imageAxisOrder="row-major")
    try:
        yield Renderer(experiment, history)
    finally:
        # pyqtgraph's items must be gone before Python takes Qt down, or the process dies at its exit.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()
