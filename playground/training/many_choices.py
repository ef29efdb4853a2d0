"""The choices for many networks, declared once."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from playground.settings import check

SEED_COUNTS = (16, 32, 64)
USUAL_COUNT = SEED_COUNTS[1]

SOLVED_FROM = 0.95  # the accuracy, or R²


class ManyChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What can be chosen of many networks, with its limits; a window remembers it by the same names."""

    many_epochs: Annotated[
        int,
        Meta(ge=1, le=100_000, title="Epochs", description="How many epochs each network is trained."),
    ] = 200
    solved_percent: Annotated[
        float,
        Meta(
            gt=0.0,
            le=100.0,
            title="Solved from",
            description="The percentage from which a seed counts as solved.",
        ),
    ] = 100.0 * SOLVED_FROM
    solved_loss: Annotated[
        float,
        Meta(gt=0.0, title="Solved down to", description="The loss down to which a seed counts as solved."),
    ] = 0.1

    def __post_init__(self) -> None:
        check(self)
