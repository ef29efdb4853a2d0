"""What is shown: axes, held inputs, names, the neuron that is inspected."""

from __future__ import annotations

from collections.abc import Callable

from playground.data import Recipe
from playground.session import Change, Inspected, Session
from playground.training import Experiment
from tests.session.frames import (
    flags,
    settle,
)


def test_columns_are_held_where_they_are_put(session: Session) -> None:
    session.document.open(Experiment.load(Recipe(source="iris")))
    means = session.view.plane.held
    session.view.set_held_input(0, 7.0)
    session.view.set_held_input(1, 2.0)
    assert session.view.plane.held == (7.0, 2.0, *means[2:])
    session.view.fit()  # at all rows: what is held stays
    assert session.view.plane.held == (7.0, 2.0, *means[2:])
    session.view.reset_held_inputs(0)
    assert session.view.plane.held == (means[0], 2.0, *means[2:])
    session.view.reset_held_inputs()
    assert session.view.plane.held == means == session.data.means


def test_the_names_on_screen_follow_the_palette(make: Callable[..., Session]) -> None:
    session = make()
    assert session.view.names.classes == ("red", "green") and session.view.names.columns == ("x₁", "x₂")
    session.backprop.open()
    settle(session)
    session.view.update(safe_colours=True)
    session.tick()
    assert session.view.names.classes == ("orange", "blue") == session.backprop.microscope.names.classes
    assert session.data.class_names == ("red", "green")
    session.classes.rename(0, "orange")  # as it is called already
    assert session.data.class_names == ("red", "green")
    session.classes.rename(0, "cat")
    assert session.view.names.classes == ("cat", "blue")


def test_what_is_inspected_is_told_as_a_view(session: Session) -> None:
    assert flags(session, lambda: session.view.inspect(Inspected(1, 2))) == Change.VIEW
    session.model.update_spec(hidden_layers=(1,))
    assert session.view.inspected is None
