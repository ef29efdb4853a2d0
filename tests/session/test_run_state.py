"""The run: which weights are shown, told by a number."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from msgspec.structs import replace

from playground.session import Session
from playground.training.parameters import Parameter
from tests.session.frames import settle, train

W = Parameter(2, to=1, source=0)


@pytest.mark.parametrize(
    "change",
    [
        lambda session: session.playback.step("row"),
        lambda session: session.model.set_parameter(W, 3.0),
        lambda session: session.model.reset(),
        lambda session: session.model.update_spec(hidden_layers=(3,)),
        lambda session: session.undo(),
    ],
    ids=["step", "by hand", "reset", "layers", "undo"],
)
def test_other_weights_have_another_version(session: Session, change: Callable[[Session], None]) -> None:
    train(session)
    session.model.set_parameter(W, 2.0)
    settle(session)
    before = session.weights_version
    change(session)
    settle(session)
    assert session.weights_version > before


@pytest.mark.parametrize(
    "change",
    [
        lambda session: session.playback.pause(),
        lambda session: session.model.update_spec(learning_rate=0.5),
        lambda session: session.points.add(np.ones((1, 2)), np.ones(1)),
        lambda session: session.backprop.open(),
    ],
    ids=["pause", "rate", "a point", "Backprop"],
)
def test_the_same_weights_keep_their_version(session: Session, change: Callable[[Session], None]) -> None:
    train(session)
    before = session.weights_version, session.network.theta.copy()
    change(session)
    settle(session)
    assert session.weights_version == before[0] and (session.network.theta == before[1]).all()


def test_rows_are_called_by_the_name_that_they_have(make: Callable[..., Session]) -> None:
    session = make()
    assert session.run.data_title == "Circle"
    session.points.add(np.ones((1, 2)), np.ones(1))
    assert session.run.data_title == "Circle (edited)"
    rows = replace(session.data, name="Six houses")
    session.document.open(session.experiment.with_data(rows))
    assert session.run.data_title == "Six houses"
