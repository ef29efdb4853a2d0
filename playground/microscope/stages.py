"""The stages of one update, in the order in which they are told: forward, error, backward, update."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from playground.typography import layer_superscript

Kind = Literal["row", "forward", "error", "delta", "slope", "gradient", "update", "after"]


class Stage(Struct, frozen=True):
    """One stage; `layer` (1 is the first that computes) for those that speak of one layer, else 0."""

    kind: Kind
    layer: int = 0

    @property
    def label(self) -> str:
        """As it stands in the bar: z, a⁽²⁾, ∂E/∂w⁽²⁾."""
        over = layer_superscript(self.layer)
        return {
            "row": "Row",
            "forward": f"z, a{over}",
            "error": "Loss",
            "delta": f"δ{over}",
            "slope": f"∂E/∂w{over}",
            "gradient": "∇E",
            "update": "Update",
            "after": "After",
        }[self.kind]


def stages(layers: int) -> tuple[Stage, ...]:
    """All stages for a network whose weights make so many layers: the output's is number `layers`."""
    forward = [Stage("forward", layer) for layer in range(1, layers + 1)]
    backward = [
        stage for layer in range(layers, 0, -1) for stage in (Stage("delta", layer), Stage("slope", layer))
    ]
    return (
        Stage("row"),
        *forward,
        Stage("error"),
        *backward,
        Stage("gradient"),
        Stage("update"),
        Stage("after"),
    )
