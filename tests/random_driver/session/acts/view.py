"""What is shown: axes, held inputs, the neuron on the canvas, the brush."""

from __future__ import annotations

from typing import Any

from playground.session import Inspected, Session
from playground.session.drawing_tools import TOOLS
from tests.random_driver.session.act import Acts, index, one_of, yes_or_no

ACTS = Acts()


@ACTS.add(1, x=index, y=index, upright=yes_or_no)
def choose_axes(session: Session, x: int, y: int, upright: bool) -> None:  # noqa: FBT001
    """Two columns or, of values, one and the target."""
    count = len(session.data.columns)
    target = upright or count < 2
    if target and session.data.class_names:
        return
    session.view.set_axes(x % count, None if target else (x + 1 + y % (count - 1)) % count)


@ACTS.add(1, column=index, value=one_of(-2.0, 0.0, 1e6))
def hold_input(session: Session, column: int, value: float) -> None:
    session.view.set_held_input(column % len(session.data.columns), value)


@ACTS.add(0.5)
def hold_means(session: Session) -> None:
    session.view.reset_held_inputs()


@ACTS.add(0.5)
def fit(session: Session) -> None:
    session.view.fit()


@ACTS.add(1, layer=index, neuron=index)
def inspect_neuron(session: Session, layer: int, neuron: int) -> None:
    sizes = session.experiment.sizes
    chosen = 1 + layer % (len(sizes) - 1)
    session.view.inspect(Inspected(chosen, neuron % sizes[chosen]))


@ACTS.add(0.5)
def inspect_output(session: Session) -> None:
    session.view.inspect(None)


@ACTS.add(1, tool=one_of(*TOOLS), label=index)
def take_tool(session: Session, tool: Any, label: int) -> None:
    if drawn := session.classes.drawn:
        session.tools.set_brush(tool=tool, label=drawn[label % len(drawn)])


@ACTS.add(0.5, on=yes_or_no)
def present(session: Session, on: bool) -> None:  # noqa: FBT001
    session.view.present(on=on)
