"""One thing in the network that can be pointed at: a node, a link, a feature not in use, a layer's head."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from playground.training.parameters import Parameter


class DiagramElement(Struct, frozen=True):
    """`layer` 0 holds the features. A link leads to neuron `index` of `layer`, from `source` before it."""

    kind: Literal["node", "inactive_feature", "link", "header"]
    layer: int
    index: int = 0
    source: int = -1

    @classmethod
    def of(cls, parameter: Parameter) -> DiagramElement:
        """Where a weight or a bias is."""
        if parameter.source is None:
            return cls("node", parameter.layer, parameter.to)
        return cls("link", parameter.layer, parameter.to, parameter.source)

    @property
    def parameter(self) -> Parameter | None:
        """The number that belongs to it: a link's weight, a neuron's bias."""
        if self.kind == "link":
            return Parameter(self.layer, self.index, self.source)
        return Parameter(self.layer, self.index) if self.kind == "node" and self.layer else None

    @property
    def node(self) -> DiagramElement:
        """The node itself, or the one that a link leads to."""
        return DiagramElement("node", self.layer, self.index) if self.kind == "link" else self
