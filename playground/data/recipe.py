"""The recipe of a dataset: everything that is needed to make or read it again."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from playground.data.classes import TargetTask
from playground.errors import SpecError
from playground.settings import check

MOST_ROWS = 1_000_000


class Recipe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the rows come from and how they are parted; equal recipes give equal datasets.

    Raises SpecError for a value outside its limits. `count`, `noise` and `classes` matter to generators only,
    `target` and `task` to files and bundled sets only.
    """

    source: Annotated[
        str,
        Meta(
            title="Dataset",
            description="What there is to learn: a generated shape, a bundled set, or a CSV file's path.",
        ),
    ] = "circle"
    count: Annotated[
        int,
        Meta(
            ge=0,
            le=MOST_ROWS,
            title="Rows",
            description="How many rows are made; 0 takes the usual number. "
            "More rows show the shape more clearly, and an epoch takes longer.",
        ),
    ] = 0
    noise: Annotated[
        float,
        Meta(
            ge=0,
            le=100,
            title="Noise",
            description="How far chance blurs the shape. "
            "The more, the higher the loss that always remains, and the easier to learn the noise by heart.",
        ),
    ] = 0.0
    classes: Annotated[
        int,
        Meta(
            ge=2,
            le=8,
            title="Classes",
            description="How many clouds there are to tell apart: each one needs its own output neuron.",
        ),
    ] = 3
    seed: Annotated[
        int,
        Meta(
            ge=0,
            le=2**32 - 1,
            title="Data seed",
            description="Which random rows are drawn and which of them train. "
            "The same seed gives the same rows; another seed shows how much was luck.",
        ),
    ] = 0
    train_share: Annotated[
        float,
        Meta(
            ge=0.1,
            le=1,
            title="Training share",
            description="The part of the rows to learn from. "
            "The others are held out, to test whether the network has understood or only memorised.",
        ),
    ] = 0.5
    target: Annotated[
        str | None,
        Meta(
            title="Target column",
            description="The column to predict from the others; the last one when none is named.",
        ),
    ] = None

    task: Annotated[
        TargetTask | None,
        Meta(
            title="Target holds",
            description="Whether the target is classes to tell apart or a value to predict (regression); "
            "when neither is said, text and two whole numbers are classes, other numbers are values.",
        ),
    ] = None

    def __post_init__(self) -> None:
        check(self)
        if self.count == 1:
            raise SpecError(
                "Rows cannot be 1.", f"Choose 0 for the usual number, or from 2 to {MOST_ROWS:,}."
            )
