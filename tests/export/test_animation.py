"""Which epochs an animation shows, and what comes out of the encoder."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from playground.errors import FileError
from playground.export.animation import (
    ANIMATION_FORMATS,
    AnimationFormat,
    AnimationOptions,
    Checkpoints,
    Frame,
    encode,
    epochs_shown,
)
from playground.training import Experiment, History, Trainer


class Run:
    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def at(self, epoch: int) -> None: ...


def shown(first: int, last: int, **options: float) -> list[int]:
    return epochs_shown(Run(first, last), AnimationOptions(**options))  # type: ignore[arg-type]


def test_frames_go_evenly_from_the_first_epoch_to_the_last() -> None:
    assert shown(0, 100, seconds=1, frames_per_second=5) == [0, 25, 50, 75, 100]
    assert shown(0, 100, seconds=1, frames_per_second=3, first_epoch=20, last_epoch=40) == [20, 30, 40]


def test_an_epoch_is_shown_once_at_most() -> None:
    assert shown(5, 8, seconds=60, frames_per_second=50) == [5, 6, 7, 8]


def test_an_empty_range_and_too_much_are_refused_with_a_way_out() -> None:
    for refused in ({"first_epoch": 300}, {"last_epoch": 0}, {"seconds": 60, "frames_per_second": 50}):
        with pytest.raises(FileError) as caught:
            shown(0, 100_000 if "seconds" in refused else 100, scale=4, **refused)
        assert caught.value.hint


def test_checkpoints_give_the_nearest_moment_before() -> None:
    trainer = Trainer(Experiment.load())
    trainer.run(20)
    moments = Checkpoints(trainer.history)
    assert (moments.first, moments.last) == (0, 20)
    trainer.history.timeline.checkpoints = [
        one for one in trainer.history.timeline.checkpoints if one.epoch % 8 == 0
    ]
    moments = Checkpoints(trainer.history, trainer.snapshot())
    assert [moments.at(epoch).epoch for epoch in (0, 7, 8, 15, 19, 20, 99)] == [0, 0, 8, 8, 16, 20, 20]
    assert moments.last == 20


def test_without_a_run_there_is_no_animation() -> None:
    with pytest.raises(FileError, match="no run"):
        Checkpoints(History())


def moving(count: int) -> list[Frame]:
    """A red square on white that goes to the right."""
    frames = np.full((count, 20, 60, 3), 255, dtype=np.uint8)
    for place, frame in enumerate(frames):
        frame[5:15, 5 * place : 5 * place + 10] = (210, 69, 59)
    return list(frames)


@pytest.mark.parametrize("form", ANIMATION_FORMATS.values(), ids=lambda form: form.suffix)
def test_every_frame_is_there_with_its_colours_and_its_time(form: AnimationFormat) -> None:
    frames = moving(8)
    film = Image.open(io.BytesIO(encode(frames, form, seconds=1.6, origin="here")))
    assert (film.format, film.n_frames, film.size) == (form.suffix[1:].upper(), 8, (60, 20))
    times = []
    for place, frame in enumerate(frames):
        film.seek(place)
        found = np.asarray(film.convert("RGB"), dtype=int)
        assert np.abs(found - frame).mean() < 2.0
        times.append(film.info["duration"] if form.suffix == ".gif" else 0)
    if form.suffix == ".gif":
        assert times == [200] * 7 + [1700]
        assert film.info["comment"] == b"here" and film.info["loop"] == 0
        assert (found == frames[-1]).all()  # a few plain colours stay as they are
