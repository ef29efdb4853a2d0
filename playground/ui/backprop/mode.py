"""The Backprop mode: its bar, its page, and what its actions do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from playground.session import Session
from playground.training.parameters import Parameter
from playground.ui.actions.table import ACTIONS
from playground.ui.panel import Panel
from playground.ui.theme.theme import Theme

if TYPE_CHECKING:
    from playground.ui.backprop.leave_question import LeaveQuestion
    from playground.ui.backprop.page import BackpropPage
    from playground.ui.backprop.stage_bar import StageBar

Verb = Callable[[], object]


class BackpropMode:
    """`do` does a verb and shows at once what has come of it. Bar and page are there once it is `built`.

    `switch` is the control that leaves the mode: what becomes of a step is asked there.
    """

    bar: StageBar
    page: BackpropPage
    question: LeaveQuestion

    def __init__(
        self, session: Session, actions: dict[str, QAction], do: Callable[[Verb], None], switch: QWidget
    ) -> None:
        self.session, self._actions, self._do, self._switch = session, actions, do, switch
        self.built = False

    def build(self, theme: Theme) -> tuple[Panel, ...]:
        """Make bar and page, when the mode is first entered: most starts of the program need neither."""
        from playground.ui.backprop.leave_question import LeaveQuestion
        from playground.ui.backprop.page import BackpropPage
        from playground.ui.backprop.stage_bar import StageBar

        self.built = True
        self.bar = StageBar(self.session, self._actions)
        self.bar.strip.chosen.connect(lambda place: self._do(lambda: self._turn_to(place)))
        self.page = BackpropPage(self.session, theme)
        self.question = LeaveQuestion(
            self._switch.window(),
            lambda: self._do(lambda: self.session.backprop.close(keep=True)),
            lambda: self._do(self.session.backprop.close),
            self.page.diagram.diagram.setFocus,
        )
        return self.bar, *self.page.panels

    def show(self, *, on: bool) -> None:
        """Give the keys to the mode that is on."""
        mode = "backprop" if on else "explore"
        for entry in ACTIONS.values():
            if entry.mode:
                self._actions[entry.name].setEnabled(entry.mode == mode)
        if self.built:
            self.question.hide()
        if on:
            self.page.diagram.diagram.setFocus()

    # --- verbs of the actions ----------------------------------------------------------------------

    def toggle(self) -> None:
        if self.session.backprop.is_open:
            self.explore()
        else:
            self._do(lambda: self.session.backprop.open(pick=True))

    def explore(self) -> None:
        """Leave; with a step that is not decided, ask first."""
        scope = self.session.backprop.microscope
        if scope is not None and scope.stepped and not scope.test_rows:
            self.question.ask(self._switch)
        else:
            self._do(self.session.backprop.close)

    def finish(self) -> None:
        """Leave for training: from the weights that are on screen."""
        scope = self.session.backprop.microscope
        self.session.backprop.close(keep=scope is not None and scope.stepped and not scope.test_rows)

    def back(self) -> None:
        self._do(lambda: self._turn(-1))

    def next(self) -> None:
        self._do(lambda: self._turn(1))

    def first(self) -> None:
        self._do(lambda: self._turn_to(0))

    def last(self) -> None:
        scope = self.session.backprop.microscope
        if scope is not None:
            self._do(lambda: self._turn_to(len(scope.stages) - 1))

    def next_row(self) -> None:
        self._do(lambda: self.session.backprop.show_next("row"))

    def next_batch(self) -> None:
        self._do(lambda: self.session.backprop.show_next("batch"))

    def keep(self) -> None:
        """Take the step for good; the answer if leaving was asked for."""
        if self.question.open:
            self.question.answers[0].click()
        else:
            self._do(self.session.backprop.keep_step)

    def _turn(self, by: int) -> None:
        self.question.hide()
        self.session.backprop.advance(by)
        self._follow()

    def _turn_to(self, place: int) -> None:
        self.question.hide()
        self.session.backprop.go_to_stage(place)
        self._follow()

    def _follow(self) -> None:
        """Where a layer's slopes are told, a weight of it is followed: the one next to that before."""
        scope = self.session.backprop.microscope
        if scope is None or scope.stage.kind != "slope" or scope.followed.layer == scope.stage.layer:
            return
        layer, chosen = scope.stage.layer, scope.followed
        near = chosen.source if layer == chosen.layer - 1 else None  # the neuron it comes from
        source = chosen.to if layer == chosen.layer + 1 else 0  # the neuron it leads to
        self.session.backprop.follow(Parameter(layer, near or 0, source))

    def put_back(self) -> None:
        """Go back to before the update; the answer if leaving was asked for."""
        scope = self.session.backprop.microscope
        if self.question.open:
            self.question.answers[1].click()
        elif scope is not None:
            update = next(place for place, stage in enumerate(scope.stages) if stage.kind == "update")
            self._do(lambda: self.session.backprop.go_to_stage(min(scope.stage_index, update - 1)))
