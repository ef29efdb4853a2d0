"""Moments of a run, drawn one after the other: what pictures and animations are made of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from playground.export.pictures import PICTURES, PictureOptions
from playground.session import Change, Session
from playground.session.view_state import ViewSettings
from playground.training import Checkpoint, Experiment, History, Snapshot
from playground.training.checkpoint import Place
from playground.training.evaluation import Score
from playground.ui.pictures.painters import PAINTERS, Painter, paint_chip
from playground.ui.pictures.still import Still
from playground.ui.theme.theme import theme

_POINTS = 600  # at most that the range of the losses is taken from, peaks included


class Scene:
    """One of the pictures of an experiment; `show` says of which moment. Its `owner` outlives it."""

    def __init__(
        self,
        experiment: Experiment,
        history: History,
        options: PictureOptions,
        owner: QWidget | None = None,
    ) -> None:
        self.options, self.size = options, QSize(*PICTURES[options.picture].size)
        self.session = Session(experiment, view_settings(options), Still)
        self._history = history
        self._theme = theme(dark=options.theme == "dark", safe=options.safe_colours)
        self._painter: Painter = PAINTERS[options.picture](self.session, self._theme, self.size, owner)

    def show_as_in(self, session: Session) -> None:
        """Take over what a session of the window shows: the part of the plane, the neuron, the axes."""
        view, shown = self.session.view, session.view
        view.plane, view.inspected, view.epoch_range = shown.plane, shown.inspected, shown.epoch_range
        own = view.settings
        view.settings = replace(
            shown.settings, dark=own.dark, safe_colours=own.safe_colours, show_test=own.show_test
        )

    def hold_axes(self, first: float, last: float) -> None:
        """Let the axes of the loss stand still from one epoch to another."""
        view = self.session.view
        view.epoch_range = first, last
        _, losses = self._history.curve(_POINTS, view.epoch_range)
        view.held_losses = losses[np.isfinite(losses)]

    def show(self, moment: Snapshot | Checkpoint, looked_at: Place | None = None) -> None:
        """Show this moment of the run: its weights, and the losses up to there.

        While it is `looked_at`, what comes after it is seen as on the screen: pale.
        """
        show_moment(self.session, moment, self._history)
        self.session.playhead.place = looked_at
        if looked_at is not None:
            self.session.run.history = self._history.copy()

    def paint(self, painter: QPainter) -> None:
        self._painter.paint(painter)

    def paint_with_epoch(self, painter: QPainter) -> None:
        """The picture, and of which epoch it is: for a frame of an animation."""
        self._painter.paint(painter)
        if self._painter.corner is not None:
            painter.resetTransform()
            paint_chip(painter, self._painter.corner, f"epoch {self.session.snapshot.epoch:,}", self._theme)

    def close(self) -> None:
        """Nothing more is drawn."""
        self._painter.close()
        self.session.close()


@contextmanager
def scene(experiment: Experiment, history: History, options: PictureOptions) -> Iterator[Scene]:
    """A scene that is closed at the end."""
    made = Scene(experiment, history, options)
    try:
        yield made
    finally:
        made.close()


def view_settings(options: PictureOptions) -> ViewSettings:
    """How the session of a picture shows things."""
    return ViewSettings(
        dark=options.theme == "dark", safe_colours=options.safe_colours, show_test=options.show_test
    )


def show_moment(session: Session, moment: Snapshot | Checkpoint, history: History) -> None:
    """Let a session that does not train show a moment."""
    if isinstance(moment, Checkpoint):
        rate = session.spec.rate(moment.epoch)
        moment = Snapshot(
            moment.epoch, moment.steps, moment.theta, Score(), Score(), "ready", "", rate, clipped=0
        )
    session.run.history = history.copy()
    session.run.history.truncate(moment.epoch)
    session.changes.note(Change.HISTORY)
    session.run.show(moment)
