"""What is told at a stage."""

from __future__ import annotations

from dataclasses import dataclass

from playground.microscope.formula import Formula


@dataclass(frozen=True)
class Telling:
    """A question or an answer as title, the lines of the formulae, and the idea in a sentence or two."""

    title: str
    formulae: tuple[Formula, ...]
    sentence: str
