"""Classes: how they are named and in which order they are numbered 0, 1, 2 ..."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

RED_GREEN = ("red", "green")
"""The two classes of drawn and generated data: class 0 is red, class 1 is green."""

OWN_LOOKS = 8
"""So many classes have a colour and a mark of their own; the others share the next."""

TargetTask = Literal["classes", "regression"]
"""What a target column is: names of classes, or a value."""


def in_class_order(names: Iterable[str]) -> tuple[str, ...]:
    """The distinct names, alphabetically; but red before green when both are there, as on the canvas."""
    distinct = sorted(set(names), key=lambda name: (name.casefold(), name))
    if not set(RED_GREEN) <= set(distinct):
        return tuple(distinct)
    return RED_GREEN + tuple(name for name in distinct if name not in RED_GREEN)
