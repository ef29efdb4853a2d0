"""An animation from the window: frames in its thread, the encoder in another; it can be given up."""

from __future__ import annotations

import gc
import io
import threading
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from playground.errors import FileError
from playground.export.animation import ANIMATION_FORMATS, AnimationOptions
from playground.session import Session
from playground.training import Trainer
from playground.ui.pictures.film import Film
from playground.ui.pictures.scene import show_moment
from tests.session.frames import settle

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
    form, encoder = ANIMATION_FORMATS[".gif"], film.encoder
    worker = threading.Thread(target=lambda: made.append(encoder.work(form, told.append)))
    worker.start()
    while not film.done:
        film.advance(0.0)
        session.tick()
    worker.join()
    assert Image.open(io.BytesIO(made[0])).n_frames == 5
    assert told == sorted(told) and 0.0 in told and 0.8 in told


@pytest.mark.usefixtures("qapp")
def test_the_encoder_holds_nothing_of_the_window(session: Session) -> None:
    """The window could end in the thread of the encoder, and its menus would stay."""
    film = Film(session, OPTIONS)
    encoder, there = film.encoder, weakref.ref(film)
    film.close()
    del film
    gc.collect()
    assert there() is None and not encoder.ended


@pytest.mark.usefixtures("qapp")
def test_when_the_work_is_cancelled_nothing_more_is_drawn(session: Session) -> None:
    film = Film(session, OPTIONS)
    while not film.drawn:
        film.advance(0.0)
        session.tick()

    def cancelled(share: float) -> None:
        if share > 0.0:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        film.encoder.work(ANIMATION_FORMATS[".gif"], cancelled)
    assert film.done
    film.advance(0.0)


@pytest.mark.usefixtures("qapp")
def test_of_an_untrained_network_there_is_none(session_of: Callable[..., Session]) -> None:
    session = session_of()
    with pytest.raises(FileError, match="no run to show yet"):
        Film(session, OPTIONS)


@pytest.mark.usefixtures("qapp")
def test_every_frame_is_the_exact_epoch_also_of_a_run_that_was_left(
    session_of: Callable[..., Session],
) -> None:
    session = session_of()
    session.model.update_spec(batch_size=250)
    settle(session)
    trainer = Trainer(session.experiment)
    for _ in range(40):
        session.playback.step("epoch")
        settle(session)
    history = session.history
    history.timeline._thin(16)  # as in a long run: few moments are kept
    assert len(history.timeline.checkpoints) < 6
    options = AnimationOptions(picture="network", first_epoch=5, last_epoch=35, seconds=1)
    seen: list[tuple[int, bytes]] = []
    film = Film(session, options)
    show = film._scene.show

    def watched(moment: Any, looked_at: Any = None) -> None:
        seen.append((moment.epoch, moment.theta.tobytes()))
        show(moment, looked_at)

    film._scene.show = watched  # type: ignore[method-assign]
    while film.drawn < 3:
        film.advance(0.0)
        session.tick()
    session.model.reset()  # another run goes on meanwhile
    while not film.done:
        film.advance(0.0)
        session.tick()
    assert [epoch for epoch, _ in seen] == [round(5 + 30 * place / 11) for place in range(12)]
    for epoch, theta in seen:
        trainer.run(epoch - trainer.epoch)
        assert trainer.network.theta.tobytes() == theta
    assert not session.reel.waiting


@pytest.mark.usefixtures("qapp")
def test_what_the_worker_does_not_have_is_drawn_as_it_is_kept(session: Session) -> None:
    film, seen = Film(session, OPTIONS), []
    while not film.done:  # the history of this session is of a trainer elsewhere
        film.advance(0.0)
        seen.append(film._scene.session.snapshot.epoch)
        session.tick()
    assert max(seen) == 12 and len(set(seen)) == 5
