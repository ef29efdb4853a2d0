"""Classes: how they are named and in which order they are numbered 0, 1, 2 ..."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

COLOURS = ("red", "green", "blue", "amber", "violet", "teal", "pink", "brown")
"""What drawn classes are called until somebody names them: after their colours."""

SAFE_COLOURS = ("orange", "blue", "green", "pink", "brown", "sky blue", "grey", "yellow")
"""The colours of the same classes in the colour-blind-safe palette."""

RED_GREEN = COLOURS[:2]
"""The two classes of drawn and generated data: class 0 is red, class 1 is green."""

OWN_LOOKS = 8
"""So many classes have a colour and a mark of their own; the others share the next."""

TargetTask = Literal["classes", "regression"]
"""What a target column is: names of classes, or a value."""


def unnamed(names: tuple[str, ...]) -> frozenset[int]:
    """The classes that are still called after their colours, by index."""
    return frozenset(
        index for index, (name, own) in enumerate(zip(names, COLOURS, strict=False)) if name == own
    )


def coloured(names: tuple[str, ...], which: Iterable[int], colours: tuple[str, ...]) -> tuple[str, ...]:
    """These classes called after these colours, where no other class is called so; the others stay."""
    which = frozenset(which)
    kept = {name for index, name in enumerate(names) if index not in which}
    return tuple(
        colours[index] if index in which and colours[index] not in kept else name
        for index, name in enumerate(names)
    )


def without_class(names: tuple[str, ...], index: int) -> tuple[str, ...]:
    """The names without one; those after it have another colour then, and are called so unless named."""
    left = names[:index] + names[index + 1 :]
    return coloured(left, {i - (i > index) for i in unnamed(names) if i != index}, COLOURS)


def in_class_order(names: Iterable[str]) -> tuple[str, ...]:
    """The distinct names, alphabetically; but red before green when both are there, as on the canvas."""
    distinct = sorted(set(names), key=lambda name: (name.casefold(), name))
    if not set(RED_GREEN) <= set(distinct):
        return tuple(distinct)
    return RED_GREEN + tuple(name for name in distinct if name not in RED_GREEN)
