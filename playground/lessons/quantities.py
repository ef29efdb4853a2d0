"""The numbers of one update by name: z1.2, a1.2, y1, E, d1.2, g2.1.2, gb2.1, w2.1.2, b2.1.

Layer, neuron and, of a weight, the neuron that it comes from: w2.1.3 leads into neuron 1 of layer 2 from
neuron 3 of layer 1. "@5" behind a name means row 5 of the table, where a step has several rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from playground.errors import SpecError
from playground.microscope.step import Step
from playground.training.parameters import Parameter
from playground.typography import layer_superscript, subscript

_NAME = re.compile(
    r"(?:(?P<neuron>z|a|d|gb|b)(?P<layer>[1-9])\.(?P<to>[1-9]\d{0,2})"
    r"|(?P<weight>[gw])(?P<above>[1-9])\.(?P<into>[1-9]\d{0,2})\.(?P<source>[1-9]\d{0,2})"
    r"|y(?P<output>[1-9]\d{0,2})|(?P<loss>E))(?:@(?P<row>[1-9]\d{0,6}))?"
)
_HINT = "Write z1.2 a1.2 y1 E d1.2 g2.1.2 (∂E/∂w) gb2.1 (∂E/∂b) w2.1.2 b2.1 (new)."


class Quantity(Struct, frozen=True):
    """One number of an update. Layers count from 1; neurons from 0 here and from 1 in names.

    kind  "z", "a", "y", "E", "d" (δ), "g" (∂E/∂w, or ∂E/∂b where there is no source), "w" (new w or b)
    row   the place of its row in the dataset; None: the step's own row, of E the mean over the batch
    """

    kind: str
    layer: int = 0
    to: int = 0
    source: int | None = None
    row: int | None = None

    @property
    def parameter(self) -> Parameter:
        """The weight or bias of a g or w."""
        return Parameter(self.layer, self.to, self.source)

    @property
    def of_parameter(self) -> bool:
        """Whether it belongs to a weight or bias, and to the whole batch."""
        return self.kind in {"g", "w"}

    @property
    def name(self) -> str:
        """As in the file."""
        row = "" if self.row is None else f"@{self.row + 1}"
        if self.kind == "E":
            return f"E{row}"
        if self.kind == "y":
            return f"y{self.to + 1}{row}"
        letter = {"g": "gb", "w": "b"}[self.kind] if self.of_parameter and self.source is None else self.kind
        source = "" if self.source is None else f".{self.source + 1}"
        return f"{letter}{self.layer}.{self.to + 1}{source}{row}"

    @property
    def label(self) -> str:
        """As on screen: z⁽¹⁾₂, ŷ₁ (row 3), ∂E/∂w⁽²⁾₁₃, new b⁽²⁾₁."""
        below, over = subscript(self.to + 1), layer_superscript(self.layer)
        row = "" if self.row is None else f" (row {self.row + 1})"
        name = {
            "E": "E",
            "y": f"ŷ{below}",
            "d": f"δ{over}{below}",
            "g": f"∂E/∂{self.parameter.label}",
            "w": f"new {self.parameter.label}",
        }.get(self.kind, f"{self.kind}{over}{below}")
        return f"{name}{row}"

    def seen_from(self, row: int) -> Quantity:
        """The same number where that row is the step's own: without its row, if it is this one."""
        return replace(self, row=None) if self.row == row and self.kind != "E" else self

    def exact(self, step: Step, row: int) -> float:
        """The number in a step; `row` is the place in the dataset of the row that z, a, ŷ and δ are of."""
        at = step.rows.index(self.row if self.row is not None else row)
        match self.kind:
            case "z":
                return float(step.trace.z[self.layer - 1][at, self.to])
            case "a":
                return float(step.trace.a[self.layer][at, self.to])
            case "y":
                return float(step.trace.prediction[at, self.to])
            case "d":
                return float(step.deltas[self.layer - 1][at, self.to])
            case "E":
                return step.loss if self.row is None else float(step.losses[at])
        place = self.parameter.index(step.before.sizes)
        return float((step.gradient if self.kind == "g" else step.after.theta)[place])

    def check(self, sizes: Sequence[int], rows: Sequence[int]) -> None:
        """Raises SpecError where a network of these sizes, or a step from these rows, has no such number."""
        if self.row is not None and self.row not in rows:
            raise SpecError(f"{self.name}: row {self.row + 1} is not one of the rows of this step.")
        if self.of_parameter:
            _ = self.parameter.index(sizes)
            return
        last = len(sizes) - 1
        layer = last if self.kind in {"y", "E"} else self.layer
        if layer > last or self.to >= sizes[layer]:
            raise SpecError(f"A network of {' → '.join(map(str, sizes))} neurons has no {self.name}.")
        if self.kind == "a" and layer == last:
            raise SpecError(f"{self.name} is the prediction.", f"Write y{self.to + 1}.")


def quantity(name: str) -> Quantity:
    """The number of that name. Raises SpecError for a name that is none."""
    found = _NAME.fullmatch(name.strip())
    if found is None:
        raise SpecError(f"Unknown number “{name}”.", _HINT)
    row = int(found["row"]) - 1 if found["row"] else None
    if found["loss"]:
        return Quantity("E", row=row)
    if found["output"]:
        return Quantity("y", to=int(found["output"]) - 1, row=row)
    if found["weight"]:
        place = int(found["above"]), int(found["into"]) - 1, int(found["source"]) - 1
        return Quantity(found["weight"], *place, row=row)
    kind = {"gb": "g", "b": "w"}.get(found["neuron"], found["neuron"])
    return Quantity(kind, int(found["layer"]), int(found["to"]) - 1, row=row)
