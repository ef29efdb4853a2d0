"""What is happening, in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from playground.data import Recipe
from playground.data.dataset import why_all_train
from playground.session import Session
from playground.training import Experiment, Spec
from playground.training.evaluation import Score
from playground.ui.bars import status_text
from tests.lessons.examples import STEP, lesson


def trained(session: Session, train: list[float], test: list[float] | None = None) -> Session:
    """As if these were the losses of a run that goes on."""
    session.run.training = True
    session.history.truncate(-1)
    for epoch, loss in enumerate(train):
        session.history.add(epoch, (loss, test[epoch] if test else float("nan")))
    return session


def test_states(session_of: Callable[..., Session]) -> None:
    session = session_of()
    assert status_text.happening(session).startswith("Ready: press Play")
    at_first = session.snapshot
    session.run.snapshot = replace(at_first, train=Score(float("inf")))
    assert "not finite before the first update" in status_text.happening(session)
    session.run.snapshot = at_first
    score = Score(0.4, accuracy=0.98)
    session.run.snapshot = replace(session.snapshot, epoch=1, steps=25, train=score)
    assert status_text.happening(session) == (
        "Paused after 1 epoch, 25 steps. 5 of 250 training rows misclassified."
    )
    session.run.snapshot = replace(
        session.snapshot, epoch=1200, steps=1, train=Score(score.loss, accuracy=1.0)
    )
    assert "1,200 epochs, 1 step. All 250 training rows classified correctly." in status_text.happening(
        session
    )
    session.run.snapshot = replace(session.snapshot, status="diverged", reason="It exploded.")
    assert status_text.happening(session) == "It exploded."
    session.points.clear()
    assert status_text.happening(session).startswith("The canvas is empty")


def test_a_silent_worker(session_of: Callable[..., Session]) -> None:
    session = session_of()
    session.worker.silence = 4
    assert status_text.happening(session) == "The training process is starting (4 s)."
    session.tick()
    session.tick()
    session.worker.silence = 4
    assert status_text.happening(session) == "The training process has not responded for 4 s."


@pytest.mark.parametrize(
    ("train", "test", "expected"),
    [
        ([0.7] * 5, None, "the first epochs"),
        (list(np.linspace(1, 0.1, 100)), None, "the loss is falling"),
        ([0.5] * 100, None, "plateau"),
        (list(np.linspace(0.1, 1, 100)), None, "the loss rises; a smaller learning rate"),
        (
            list(np.linspace(1, 0.5, 100)),
            list(np.linspace(0.5, 1, 100)),
            "overfitting: since epoch 0 the test loss rose from 0.5000 to 1.000 while",
        ),
    ],
)
def test_the_trend(
    session_of: Callable[..., Session], train: list[float], test: list[float] | None, expected: str
) -> None:
    assert expected in status_text.happening(trained(session_of(), train, test))


def test_overfitting_is_said_at_a_pause_too(session_of: Callable[..., Session]) -> None:
    falling, valley = np.geomspace(0.7, 0.01, 300), np.interp(np.arange(300), [0, 60, 299], [0.7, 0.42, 1.55])
    session = trained(session_of(), list(falling), list(valley))
    session.run.training = False
    session.run.snapshot = replace(session.snapshot, epoch=299, steps=299)
    said = status_text.happening(session)
    assert "Overfitting: since epoch 6" in said and "the test loss rose from 0.4200 to 1.550 while" in said


def test_a_single_training_row_is_one_row(session_of: Callable[..., Session]) -> None:
    session = session_of()
    session.points.set_data("One", session.data.without_rows(np.arange(1, 500)))
    session.run.snapshot = replace(session.snapshot, epoch=1, steps=1, train=Score(0.1, accuracy=1.0))
    assert "1 epoch, 1 step. The training row is classified correctly." in status_text.happening(session)
    assert "1 row · " in status_text.subject(session)


def test_what_a_dataset_brings_is_said_until_training_goes_on(session_of: Callable[..., Session]) -> None:
    session = session_of(Experiment.load(Recipe(source="penguins")))
    session.model.update_spec("Activation", activation=("relu",))
    session.source.update_recipe("Load Circle", source="circle")
    said = status_text.happening(session)
    assert said == "Set for Circle: loss Log loss. Kept: activation ReLU. Press Play to train."
    session.model.use_defaults()
    assert status_text.happening(session) == "Defaults: activation tanh. Press Play to train."
    session.model.use_defaults()
    assert status_text.happening(session).startswith("These are the defaults already.")
    session.undo()
    assert status_text.happening(session).startswith("Ready: press Play")


def test_that_all_of_a_few_rows_train_is_said(session_of: Callable[..., Session]) -> None:
    session = session_of()
    session.source.update_recipe("Load Anscombe 1", source="anscombe-1")
    assert "All 11 rows are in the training set: they are fewer than 20." in status_text.happening(session)
    assert why_all_train(1).startswith("The only row is ")


def test_the_subject(session_of: Callable[..., Session]) -> None:
    session = session_of(Experiment.load(Recipe(source="houses"), Spec(clip_norm=1.0)))
    said = status_text.subject(session)
    assert said == (
        "Houses · 60 rows · 3 → 4 → 2 → 1 · 29 parameters · inputs standardised · gradient clipped at 1 (0×)"
    )
    session.points.set_data("Erase", session.data.without_rows(np.array([0])))
    assert "Houses (edited) · 59 rows" in status_text.subject(session)


def test_where_there_is_no_room_whole_sentences_give_way(opened: Callable[..., Any]) -> None:
    one = opened()
    line = one.window.status_line
    line.point_at("A first sentence. A second one, f′(z) is in it; a third part. The last one.")
    for width in (400, 700, 1400):
        line.resize(width, line.height())
        shown, advance = line.words.text(), line.words.fontMetrics().horizontalAdvance
        assert shown.endswith(".") and line.words.toolTip().startswith(shown)
        assert advance(shown) <= width and (width < 1400 or shown.endswith("The last one."))


def test_in_a_lesson_nothing_is_proposed_that_is_locked(session_of: Callable[..., Session]) -> None:
    session = session_of()
    locked = (
        '[controls]\nlocked = ["canvas"]\n' + STEP + '[[step]]\nid = "run"\nkind = "read"\ntitle = "Run"\n'
    )
    session.lesson.open(lesson(locked))
    session.backprop.close()
    assert status_text.happening(session) == "Go on with the lesson on the left."
    session.lesson.go(1)
    assert status_text.happening(session) == "Ready: press Play, or step to watch a single update."
    session.lesson.try_freely()
    assert "Click on the canvas" in status_text.happening(session)
