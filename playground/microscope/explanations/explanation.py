"""What is told at a stage."""

from __future__ import annotations

from msgspec import Struct

from playground.microscope.formula import Formula
from playground.training.parameters import Parameter


class Explanation(Struct, frozen=True):
    """A question or an answer as title, the lines of the formulae, and the idea in a sentence or two."""

    title: str
    formulae: tuple[Formula, ...]
    sentence: str

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The weights and biases that stand in the formulae: what is to be seen in the network."""
        return tuple(dict.fromkeys(one for formula in self.formulae for one in formula.parameters))
