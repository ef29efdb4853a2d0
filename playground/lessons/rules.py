"""How a lesson marks numbers, what is looked at, and how the students' own numbers are drawn."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from playground.lessons.part import Part

_FARTHEST = 1e100  # of what can be looked at


class Marking(Part, frozen=True, kw_only=True):
    """`attempts` 0: as many as they like, the best one counts."""

    decimals: Annotated[int, Meta(ge=1, le=6)] = 3
    units: Annotated[int, Meta(ge=1, le=9)] = 2
    follow_through: bool = True
    attempts: Annotated[int, Meta(ge=0, le=100)] = 0
    solution_after: Annotated[int, Meta(ge=0, le=100)] = 2


class View(Part, frozen=True, kw_only=True):
    """The part of the plane that is looked at, in the units of the columns: from and to, on both axes."""

    x: tuple[float, float]
    y: tuple[float, float]

    def __post_init__(self) -> None:
        """Raises ValueError, which msgspec tells with the place."""
        for name, (low, high) in (("x", self.x), ("y", self.y)):
            if not -_FARTHEST < low < high < _FARTHEST:
                raise ValueError(f"{name}: from {low:g} to {high:g} is no range")


class Drawn(Part, frozen=True, kw_only=True):
    """Numbers drawn from −max to max, in steps; never 0."""

    step: Annotated[float, Meta(gt=0, le=10)] = 0.1
    max: Annotated[float, Meta(gt=0, le=100)] = 1.0


class Variants(Part, frozen=True, kw_only=True):
    """Each student gets weights of their own, drawn again until wrong rules differ by so many units."""

    by: Literal["name"] = "name"
    weights: Drawn = Drawn()
    tell_apart: Annotated[int, Meta(ge=0, le=50)] = 4
