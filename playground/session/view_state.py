"""What is shown and how: the part of the state that the run does not depend on."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from playground.data import Dataset, Names
from playground.data.plane import Axes, Plane, plane_of
from playground.session.changes import Change, Changes
from playground.session.run_state import RunState
from playground.training.many_choices import USUAL_COUNT, ManyChoices

SidePanel = Literal["network", "table", "statistics", "runs", "compare", "seeds", "race"]
"""Which card stands beside the canvas: the network, the table of the rows, how well they are learnt, the list
of runs, or these side by side, many seeds, or several values of one setting.
"""

TEXT_SIZES = (100, 110, 125, 150, 175, 200)  # percent
PRESENTED_SIZES = TEXT_SIZES[2:]  # of a presentation
_MANY = ManyChoices()
_FEWEST_EPOCHS = 10  # that the loss plot shows


class ViewSettings(Struct, frozen=True):
    """How things are shown; kept from one start to the next.

    presented_…  the text size of a presentation (percent), and the cards that it shows: `output` and `plots`
                 are canvas and plots of the Backprop mode
    many_…       how many seeds are trained, and for how many epochs, of a race, too
    race_…       the setting that is varied, and its values as they were typed; empty: those that are proposed
    solved_…     from which accuracy, or down to which loss, a network counts as having learnt its task
    """

    dark: bool = False
    safe_colours: bool = False
    show_test: bool = False
    hard_boundary: bool = False
    log_loss_axis: bool = True
    speed: float = 60.0  # epochs a second: one a frame, so that the boundary can be seen to bend
    text_size: int = TEXT_SIZES[0]
    presented_text: int = 150
    presented_settings: bool = False
    presented_network: bool = True
    presented_canvas: bool = True
    presented_loss: bool = True
    presented_output: bool = False
    presented_plots: bool = False
    fold_data: bool = False
    fold_drawing: bool = False
    fold_learning: bool = False
    fold_loss: bool = False
    many_seeds: int = USUAL_COUNT
    many_epochs: int = _MANY.many_epochs
    solved_by_loss: bool = False
    solved_percent: float = _MANY.solved_percent
    solved_loss: float = _MANY.solved_loss
    race_setting: str = "optimiser"
    race_values: str = ""


class Inspected(Struct, frozen=True):
    """What the canvas shows instead of the output: one neuron (layer 0: a feature, by its name)."""

    layer: int
    index: int = 0
    feature: str = ""


class ViewState:
    """What is shown.

    plane        the part of the inputs that the canvas shows, and where all other columns are held
    inspected    the neuron that the canvas shows; None: the output
    epoch_range  the epochs that the loss plot shows; None: all, and those to come
    held_losses  (k,) losses that its axis has room for, drawn or not
    side_panel   the card beside the canvas
    presenting   whether the window is a presentation: large text, and the chosen cards alone
    """

    def __init__(self, changes: Changes, run: RunState, settings: ViewSettings) -> None:
        self._changes, self._run = changes, run
        self.settings = settings
        self.inspected: Inspected | None = None
        self.epoch_range: tuple[float, float] | None = None
        self.held_losses = np.empty(0)
        self.side_panel: SidePanel = "network"
        self.presenting = False
        self.plane = self._whole_plane()

    @property
    def names(self) -> Names:
        """What columns and classes are called on screen."""
        return Names.on_screen(self._run.data, safe=self.settings.safe_colours)

    def update(self, **settings: Any) -> None:
        """Change how things are shown."""
        self.settings = replace(self.settings, **settings)
        self._changes.note(Change.VIEW)

    def present(self, *, on: bool) -> None:
        """Begin or end a presentation."""
        self.presenting = on
        self._changes.note(Change.VIEW)

    @property
    def text_size(self) -> int:
        """Percent: the size that is wanted now."""
        return self.settings.presented_text if self.presenting else self.settings.text_size

    def set_text_size(self, percent: int) -> None:
        """Have text of this size; a presentation has its own."""
        self.update(**{"presented_text" if self.presenting else "text_size": percent})

    def presents(self, card: str) -> bool:
        """Whether this card is to be seen: outside of a presentation, each is."""
        return not self.presenting or bool(getattr(self.settings, f"presented_{card}"))

    def show_test_points(self) -> None:
        """Show them from now on, if they are not shown already."""
        if not self.settings.show_test:
            self.update(show_test=True)

    def set_side_panel(self, card: SidePanel) -> None:
        """Choose the card that stands beside the canvas."""
        self.side_panel = card
        self._changes.note(Change.VIEW)

    def inspect(self, inspected: Inspected | None) -> None:
        """Show what one neuron computes on the canvas; without one, the output."""
        if inspected != self.inspected:
            self.inspected = inspected
            self._changes.note(Change.VIEW)

    # --- the plane ---------------------------------------------------------------------------------

    def set_range(self, plane: Plane) -> None:
        """Look at another part of the plane."""
        self.plane = plane
        self._changes.note(Change.VIEW)

    def fit(self) -> None:
        """Look at all rows along the same axes."""
        self.set_axes(self.plane.x, self.plane.y)

    def set_axes(self, x: int, y: int | None) -> None:
        """Put these columns on the axes (y None: the target stands upright), and look at all rows."""
        self.set_range(replace(self._whole_plane((x, y)), held=self.plane.held))

    def reset_range(self) -> None:
        """All rows along the same axes, all other columns at their means."""
        self.set_range(self._whole_plane((self.plane.x, self.plane.y)))

    def set_held_input(self, column: int, value: float) -> None:
        """Hold a column that is not on an axis at this value, in original units."""
        held = (*self.plane.held[:column], value, *self.plane.held[column + 1 :])
        self.set_range(replace(self.plane, held=held))

    def reset_held_inputs(self, *columns: int) -> None:
        """Hold these columns, or all of them, at their means, as in the beginning."""
        means = self._whole_plane((self.plane.x, self.plane.y)).held
        chosen = columns or range(len(means))
        held = (mean if i in chosen else self.plane.held[i] for i, mean in enumerate(means))
        self.set_range(replace(self.plane, held=tuple(held)))

    def _whole_plane(self, axes: Axes | None = None) -> Plane:
        experiment = self._run.experiment
        return plane_of(experiment.data, experiment.inputs, experiment.target, axes)

    # --- the loss plot -----------------------------------------------------------------------------

    @property
    def known_epochs(self) -> tuple[float, float]:
        """The first epoch of the run and its last; a few more where there are hardly any."""
        history = self._run.history
        return float(history.first), float(max(history.last_epoch, history.first + _FEWEST_EPOCHS))

    def set_epoch_range(self, first: float = 0.0, last: float = np.inf) -> None:
        """Let the loss plot show the epochs between these; all of them, and those to come, by default."""
        known = self.known_epochs
        if first - known[0] < 0.5 and known[1] - last < 0.5:
            self.epoch_range = None
        else:
            first = min(max(first, known[0]), known[1] - _FEWEST_EPOCHS)
            self.epoch_range = first, max(min(last, known[1]), first + _FEWEST_EPOCHS)
        self._changes.note(Change.HISTORY)

    # --- what an edit does to it -------------------------------------------------------------------

    def follow(self, before: Dataset) -> None:
        """Other data than before: look at all of them."""
        if not before.same_kind(self._run.data):
            self.plane = self._whole_plane()

    def forget_run(self) -> None:
        """The network is another: nothing of it is inspected, and all its epochs are shown."""
        self.inspected = self.epoch_range = None
