"""Edits of the spec: values that are refused, the network's shape, and what it is fed."""

from __future__ import annotations

import math
from typing import Any

import msgspec
import pytest

from playground.errors import SpecError
from playground.session import Session
from playground.training import Spec
from playground.training.spec import MAX_LAYERS, MAX_NEURONS
from tests.session.drawings import Make
from tests.session.frames import (
    settle,
)


@pytest.fixture
def session(make: Make) -> Session:
    return make(hidden_layers=(4, 2), activation=("tanh", "relu"))


def shape(session: Session) -> tuple[tuple[int, ...], tuple[str, ...]]:
    return session.spec.hidden_layers, session.spec.activation


def test_a_layer_more_is_like_the_last_one(session: Session) -> None:
    session.model.add_layer()
    assert shape(session) == ((4, 2, 2), ("tanh", "relu"))  # the last name goes on
    for _ in range(3):
        session.model.remove_layer()
    assert shape(session) == ((), ("tanh",))
    session.model.add_layer()
    assert shape(session) == ((4,), ("tanh",))
    session.undo()
    assert session.spec.hidden_layers == ()


def test_no_more_layers_than_there_can_be(session: Session) -> None:
    session.model.set_layers((2,) * MAX_LAYERS)
    session.model.add_layer()
    assert len(session.spec.hidden_layers) == MAX_LAYERS


def test_a_layer_has_one_neuron_at_least(session: Session) -> None:
    session.model.resize_layer(1, -5)
    assert shape(session) == ((4, 1), ("tanh", "relu"))
    session.model.resize_layer(1, -1)  # no edit
    session.model.resize_layer(0, MAX_NEURONS)
    assert session.spec.hidden_layers == (MAX_NEURONS, 1)
    session.undo()
    assert session.spec.hidden_layers == (4, 1)
    session.undo()
    assert session.spec.hidden_layers == (4, 2)


def test_a_layer_that_is_gone_while_its_menu_is_open_is_left_alone(session: Session) -> None:
    session.model.set_layers((4,))
    before = session.spec
    session.model.resize_layer(1, 1)
    session.model.set_activation(1, "relu")
    assert session.spec == before


def test_one_name_holds_for_all_layers(session: Session) -> None:
    session.model.set_activation(1, "tanh")
    assert session.spec.activation == ("tanh",)
    session.model.add_layer()
    assert session.spec.activations() == ("tanh",) * 3
    session.model.set_activation(0, "relu")
    assert session.spec.activation == ("relu", "tanh", "tanh")


def test_features_are_switched_and_one_stays(session: Session) -> None:
    session.model.toggle_feature("x1^2")
    assert session.experiment.features == ("x1", "x2", "x1^2")
    session.model.toggle_feature("x1^2")
    assert session.spec.features == ()  # every column
    session.model.toggle_feature("x1")
    session.model.toggle_feature("x2")
    assert session.experiment.features == ("x2",) and session.notice is not None


def test_a_spec_can_be_set_whole(session: Session) -> None:
    other = Spec(hidden_layers=(5,), learning_rate=0.2)
    session.model.update_spec("Preset", **msgspec.structs.asdict(other))
    assert session.spec == other


@pytest.mark.parametrize(
    "choices",
    [
        {"learning_rate": -1.0},
        {"learning_rate": math.nan},
        {"hidden_layers": (4,) * 9},
        {"activation": ("tahn",)},
        {"loss": "mse"},
        {"features": ("x1", "x7")},
    ],
    ids=str,
)
def test_a_wrong_value_is_refused_and_changes_nothing(session: Session, choices: dict[str, Any]) -> None:
    session.model.update_spec(learning_rate=0.5)
    session.undo()
    settle(session)
    before = session.experiment
    with pytest.raises(SpecError):
        session.model.update_spec(**choices)
    assert session.experiment is before
    assert not session.undo_stack.undo_label
    assert session.undo_stack.redo_label, "what was undone can still be done again"
    assert not session.busy


def test_the_same_value_is_no_edit(session: Session) -> None:
    session.model.update_spec(learning_rate=session.spec.learning_rate)
    assert not session.undo_stack.undo_label
