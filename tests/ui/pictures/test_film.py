"""An animation from the window: frames in its thread, the encoder in another; it can be given up."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable

import pytest
from PIL import Image

from playground.errors import FileError
from playground.export.animation import ANIMATION_FORMATS, AnimationOptions
from playground.session import Session
from playground.training import Trainer
from playground.ui.pictures.film import Film
from playground.ui.pictures.scene import show_moment

OPTIONS = AnimationOptions(picture="loss", seconds=0.5, frames_per_second=10)


@pytest.fixture
def session(session_of: Callable[..., Session]) -> Session:
    session = session_of()
    trainer = Trainer(session.experiment)
    trainer.run(12)
    show_moment(session, trainer.snapshot(), trainer.history)
    return session


@pytest.mark.usefixtures("qapp")
def test_frames_are_drawn_here_and_encoded_there(session: Session) -> None:
    film, made, told = Film(session, OPTIONS), [], []
    worker = threading.Thread(
        target=lambda: made.append(film.work(ANIMATION_FORMATS[".gif"], told.append))
    )  # fmt: skip
    worker.start()
    while not film.done:
        film.advance(0.0)
    worker.join()
    assert Image.open(io.BytesIO(made[0])).n_frames == 5
    assert told == sorted(told) and 0.0 in told and 0.8 in told


@pytest.mark.usefixtures("qapp")
def test_when_the_work_is_cancelled_nothing_more_is_drawn(session: Session) -> None:
    film = Film(session, OPTIONS)
    film.advance(0.0)

    def cancelled(share: float) -> None:
        if share > 0.0:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        film.work(ANIMATION_FORMATS[".gif"], cancelled)
    assert film.done
    film.advance(0.0)


@pytest.mark.usefixtures("qapp")
def test_of_an_untrained_network_there_is_none(session_of: Callable[..., Session]) -> None:
    session = session_of()
    with pytest.raises(FileError, match="between epoch"):
        Film(session, OPTIONS)
