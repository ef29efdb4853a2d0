"""What is shown and how: the part of the state that the run does not depend on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Beside = Literal["network", "table", "statistics"]
"""Which card stands beside the canvas: the network, the table of the rows, or how well they are learnt."""


@dataclass(frozen=True)
class Notice:
    """Something to tell: `offer` names the verb of the session that would help, if one does.

    `ends_with_edit`: it speaks of what there is now, and the next edit ends it.
    """

    text: str
    offer: str = ""
    bad: bool = True
    ends_with_edit: bool = False


TEXT_SIZES = (100, 110, 125, 150, 175, 200)  # percent


@dataclass(frozen=True)
class View:
    """How things are shown; kept from one start to the next."""

    dark: bool = False
    safe_colours: bool = False
    show_test: bool = False
    hard_boundary: bool = False
    log_loss_axis: bool = True
    speed: float = 60.0  # epochs a second: one a frame, so that the boundary can be seen to bend
    text_size: int = TEXT_SIZES[0]
    fold_data: bool = False
    fold_drawing: bool = False
    fold_learning: bool = False
    fold_loss: bool = False


@dataclass(frozen=True)
class Inspected:
    """What the canvas shows instead of the output: one neuron (layer 0: a feature, by its name)."""

    layer: int
    index: int = 0
    feature: str = ""
