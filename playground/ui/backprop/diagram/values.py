"""What can be read off the network at a stage: the numbers told so far, of the row that is shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from playground.engine import Trace
from playground.lessons.quantities import Quantity
from playground.microscope.digits import apart, number
from playground.session import Microscope
from playground.training.parameters import Parameter
from playground.ui.network.diagram.element import DiagramElement

_MORE_DIGITS = 2  # at the most, for an update that would not be seen


class StageValues:
    """One look through the microscope: all of it is of the microscope's own experiment, whatever the session
    has meanwhile. Layer 0 holds the inputs. `covers` are words in the place of some numbers, by their names
    in lessons.
    """

    def __init__(self, microscope: Microscope, covers: Mapping[str, str] | None = None) -> None:
        self.microscope, self.step, self.row = microscope, microscope.step, microscope.row_index
        self.kind, self.layer = microscope.stage.kind, microscope.stage.layer
        self._covers = covers or {}
        self.experiment = microscope.step.experiment
        self.sizes = self.experiment.sizes
        self.last = len(self.sizes) - 1
        self._told = {(stage.kind, stage.layer) for stage in microscope.stages[: microscope.stage_index + 1]}

    def told(self, kind: str, layer: int = 0) -> bool:
        """Whether this stage has been reached."""
        return (kind, layer) in self._told

    def write(self, value: float) -> str:
        """A number as it is written everywhere in the mode."""
        return _written(float(value), self.microscope.digits)

    @property
    def is_asked(self) -> bool:
        """Whether some of its numbers are to be calculated: then none of the way to them is shown."""
        return bool(self._covers)

    def say(self, kind: str, value: float, layer: int, to: int) -> str:
        """A number of a neuron (z, a, d) as it is written, or what covers it."""
        if kind == "a" and layer == self.last:
            kind, layer = "y", 0
        return self._covers.get(Quantity(kind, layer, to).name) or self.write(value)

    def say_of(self, kind: str, parameter: Parameter, value: float) -> str:
        """Of a parameter: its slope (g) or what it becomes (w), or what covers it."""
        one = Quantity(kind, parameter.layer, parameter.to, parameter.source)
        return self._covers.get(one.name) or self.write(value)

    def say_loss(self, value: float) -> str:
        return self._covers.get("E") or self.write(value)

    def write_moved(self, old: float, new: float) -> tuple[str, str]:
        """Both so that they look different, where a few more digits are enough for that."""
        digits = self.microscope.digits
        if self.write(old) == self.write(new) and (more := apart(old, new, digits)) <= digits + _MORE_DIGITS:
            digits = more
        return _written(float(old), digits), _written(float(new), digits)

    # --- what takes part ---------------------------------------------------------------------------

    @cached_property
    def focus(self) -> tuple[Parameter, ...]:
        """The weights and biases that stand in the formulae of the card beside."""
        return self.microscope.explain().parameters

    @cached_property
    def ends(self) -> tuple[tuple[int, ...], ...]:
        """The neurons of each layer that these weights join; where none, that of the chosen one."""
        found: list[dict[int, None]] = [{} for _ in self.sizes]
        for one in self.focus:
            found[one.layer][one.to] = None
            if one.source is not None:
                found[one.layer - 1][one.source] = None
        for element in self.elements:
            if element.kind == "node":
                found[element.layer] = found[element.layer] or {element.index: None}
        return tuple(map(tuple, found))

    @property
    def whose(self) -> str:
        """Whose a partial derivative is, in a batch."""
        if len(self.step.rows) == 1:
            return ""
        return "mean " if self.told("gradient") else "row "

    @property
    def nodes(self) -> frozenset[int]:
        """The layers whose neurons take part."""
        if self.kind == "row":
            return frozenset({0})
        if self.kind == "error":
            return frozenset({self.last})
        if self.kind == "slope":
            return frozenset({self.layer - 1, self.layer})
        return frozenset({self.layer} if self.layer else ())

    @property
    def arrow(self) -> tuple[int, int] | None:
        """From which layer to which one numbers travel, if they do."""
        layer = self.layer
        if self.kind == "forward":
            return layer - 1, layer
        if self.kind == "delta" and layer < self.last:
            return layer + 1, layer
        return (layer, layer - 1) if self.kind == "slope" else None

    @property
    def elements(self) -> tuple[DiagramElement, ...]:
        """The chosen weight and the two neurons it joins, or the neuron of the chosen bias."""
        element = DiagramElement.of(self.microscope.followed)
        ends = (
            (element.node,)
            if element.kind == "node"
            else (DiagramElement("node", element.layer - 1, element.source), element.node)
        )
        return (element, *ends)

    # --- numbers -----------------------------------------------------------------------------------

    @property
    def trace(self) -> Trace:
        """Z and a of the weights that are shown: the new ones after the step."""
        return self.step.trace_after if self.kind == "after" else self.step.trace

    def a(self, layer: int, index: int) -> float | None:
        """x, a or ŷ; None before it is known."""
        known = not layer or self.told("forward", layer)
        return float(self.trace.a[layer][self.row, index]) if known else None

    def z(self, layer: int, index: int) -> float | None:
        known = layer and self.told("forward", layer)
        return float(self.trace.z[layer - 1][self.row, index]) if known else None

    def delta(self, layer: int, index: int) -> float | None:
        known = layer and self.told("delta", layer)
        return float(self.step.deltas[layer - 1][self.row, index]) if known else None

    def slope(self, parameter: Parameter) -> float | None:
        """∂E/∂w: of the row that is shown; from the gradient on, the mean of the batch."""
        if self.told("gradient"):
            return float(self.step.gradient[self._place(parameter)])
        if self.told("slope", parameter.layer):
            return float(self.step.row_gradients(parameter)[self.row])
        return None

    def old(self, parameter: Parameter) -> float:
        return float(self.step.before.theta[self._place(parameter)])

    def new(self, parameter: Parameter) -> float | None:
        """The number after the step; None before the update."""
        return float(self.step.after.theta[self._place(parameter)]) if self.told("update") else None

    def present(self, parameter: Parameter) -> float:
        """The number that works at this stage: the old one up to the update."""
        new = self.new(parameter)
        return self.old(parameter) if new is None or self.kind == "update" else new

    @property
    def error(self) -> float | None:
        """The loss of the row."""
        if not self.told("error"):
            return None
        losses = self.step.losses_after if self.kind == "after" else self.step.losses
        return float(losses[self.row])

    def _place(self, parameter: Parameter) -> int:
        return parameter.index(self.sizes)


@lru_cache(maxsize=4096)
def _written(value: float, digits: int) -> str:
    """Most numbers stay the same from stage to stage, and writing one is dear."""
    return number(value, digits)
