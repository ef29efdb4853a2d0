"""The parameters by name: w⁽²⁾₂₁ is the weight into neuron 2 of layer 2 from neuron 1 of layer 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from msgspec import Struct

from playground.arrays import Array
from playground.errors import SpecError
from playground.training.spec import MAX_PARAMETER
from playground.typography import layer_superscript, subscript

_NAME = re.compile(r"(w|b)([1-9]\d{0,3})\[([1-9]\d{0,5})(?:,([1-9]\d{0,5}))?\]")


class Parameter(Struct, frozen=True):
    """One number of θ: a weight, or (`source` None) the bias of neuron `to`.

    Layers count from 1, because W⁽¹⁾ belongs to the first layer that computes; neurons count from 0 here
    and from 1 in names.
    """

    layer: int
    to: int
    source: int | None = None

    @property
    def name(self) -> str:
        """As in a file: w2[2,1], b2[2]."""
        if self.source is None:
            return f"b{self.layer}[{self.to + 1}]"
        return f"w{self.layer}[{self.to + 1},{self.source + 1}]"

    @property
    def label(self) -> str:
        """As on screen: w⁽²⁾₂₁, b⁽²⁾₂; a comma parts the indices where one of them has two digits."""
        numbers = [self.to + 1] if self.source is None else [self.to + 1, self.source + 1]
        comma = "," if max(numbers) > 9 else ""
        below = comma.join(subscript(number) for number in numbers)
        return f"{'b' if self.source is None else 'w'}{layer_superscript(self.layer)}{below}"

    def index(self, sizes: Sequence[int]) -> int:
        """Its place in θ of a network with these layer sizes. Raises SpecError when it has no such place."""
        shapes = list(pairwise(sizes))
        inputs, outputs = shapes[self.layer - 1] if self.layer <= len(shapes) else (0, 0)
        if self.to >= outputs or (self.source or 0) >= inputs:
            network = " → ".join(map(str, sizes))
            raise SpecError(f"A network of {network} neurons has no {self.name}.")
        start = sum(before * after + after for before, after in shapes[: self.layer - 1])
        return start + (inputs if self.source is None else self.source) * outputs + self.to


def parameter(name: str) -> Parameter:
    """The parameter of that name. Raises SpecError for a name that is none."""
    found = _NAME.fullmatch(name)
    if found is None or (found[1] == "w") != (found[4] is not None):
        raise SpecError(f"Unknown parameter “{name}”.", "Write w2[2,1] for a weight, b2[2] for a bias.")
    return Parameter(int(found[2]), int(found[3]) - 1, int(found[4]) - 1 if found[4] else None)


@lru_cache(maxsize=4)
def all_parameters(sizes: tuple[int, ...]) -> tuple[Parameter, ...]:
    """Every weight and bias of a network with these layer sizes, in the order of θ."""
    return tuple(
        Parameter(layer, to, source)
        for layer, (inputs, outputs) in enumerate(pairwise(sizes), 1)
        for source in (*range(inputs), None)
        for to in range(outputs)
    )


def are_sound(theta: Array) -> bool:
    """Whether a network can be taken up with these: all are numbers, and none is larger than one may be."""
    return bool((np.abs(theta) <= MAX_PARAMETER).all())  # nor is NaN
