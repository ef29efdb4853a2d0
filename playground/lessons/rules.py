"""How a lesson marks numbers, and how the students' own numbers are drawn."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from playground.lessons.part import Part


class Marking(Part, frozen=True, kw_only=True):
    """`attempts` 0: as many as they like, the best one counts."""

    decimals: Annotated[int, Meta(ge=1, le=6)] = 3
    units: Annotated[int, Meta(ge=1, le=9)] = 2
    follow_through: bool = True
    attempts: Annotated[int, Meta(ge=0, le=100)] = 0
    solution_after: Annotated[int, Meta(ge=0, le=100)] = 2


class Drawn(Part, frozen=True, kw_only=True):
    """Numbers drawn from −max to max, in steps; never 0."""

    step: Annotated[float, Meta(gt=0, le=10)] = 0.1
    max: Annotated[float, Meta(gt=0, le=100)] = 1.0


class Variants(Part, frozen=True, kw_only=True):
    """Each student gets weights of their own, drawn again until wrong rules differ by so many units."""

    by: Literal["name"] = "name"
    weights: Drawn = Drawn()
    tell_apart: Annotated[int, Meta(ge=0, le=50)] = 4
