"""The card of all choices that are not data: a row per field of the spec, made from its declaration."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QToolButton

from playground.engine import losses_for
from playground.session import Change, Session
from playground.settings import settings_of
from playground.training.spec import TABLES, Spec, optimiser_settings
from playground.training.spec_words import SPECIAL_WORDS
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton
from playground.ui.widgets.fold import FoldingCard
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.plain import as_tip
from playground.ui.widgets.setting_editors import ChoiceEditor, Editor, Hints, make_editor

_RATES = (0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
_VALUE = 112  # px of a value


def _always(_session: Session) -> bool:
    return True


def _never(_session: Session) -> bool:
    return False


class Row(Struct, frozen=True):
    """A field, the numbers to pick from, when it has a meaning (`shown`) and stands under “More” (`rare`)."""

    name: str
    picks: tuple[float, ...] = ()
    shown: Callable[[Session], bool] = _always
    rare: Callable[[Session], bool] = _never

    @property
    def hints(self) -> Hints:
        """With what numbers stand for, and what the choices are called."""
        table, words = TABLES.get(self.name, {}), SPECIAL_WORDS.get(self.name, {})
        return Hints(self.picks, dict(words), lambda name: str(getattr(table.get(name), "label", name)))


def _of_optimiser(name: str) -> Callable[[Session], bool]:
    return lambda session: name in optimiser_settings(session.spec.optimiser)


def _scheduled(*names: str) -> Callable[[Session], bool]:
    return lambda session: session.spec.schedule in names


ROWS = (
    Row("learning_rate", _RATES),
    Row("batch_size", (1, 5, 10, 30, 100, 0)),
    Row("activation"),
    Row("optimiser"),
    *(
        Row(name, shown=_of_optimiser(name), rare=_always if name == "epsilon" else _never)
        for name in ("momentum", "rho", "beta1", "beta2", "weight_decay", "epsilon")
    ),
    Row("loss"),
    Row("regularisation"),
    Row(
        "regularisation_rate",
        (0.0001, 0.001, 0.003, 0.01, 0.03, 0.1),
        shown=lambda session: session.spec.regularisation != "none",
    ),
    Row("initialiser"),
    Row("stop_epochs", (0, 10, 50, 100, 500, 1000, 10_000)),
    Row("seed"),
    Row("scale_inputs", rare=lambda session: session.data.generated),
    Row(
        "scale_target",
        shown=lambda session: session.data.task == "regression",
        rare=lambda session: session.data.generated,
    ),
    Row("schedule", rare=_always),
    Row("schedule_epochs", shown=_scheduled("step", "exponential", "cosine", "warm_up"), rare=_always),
    Row("schedule_decay", shown=_scheduled("step", "exponential"), rare=_always),
    Row("clip_norm", (0.0, 0.1, 1.0, 10.0), rare=_always),
    Row("shuffle", rare=_always),
    Row("stop_loss", (0.0, 0.1, 0.01, 0.001), rare=_always),
    Row("stop_patience", (0, 20, 100, 500), rare=_always),
)


class LearningPanel(FoldingCard):
    """Shows the rows that matter at present; the rarer ones under “More”.

    It begins with what is seen at once. A row is made when it is first seen, or by `make_all`.
    """

    watches: ClassVar[Change] = Change.SPEC | Change.DATA | Change.VIEW
    refresh_every: ClassVar[int] = 1

    def __init__(self, session: Session, new_seed: Any, defaults: QAction) -> None:
        super().__init__("fold_learning", "Learning", lambda fold: session.view.update(fold_learning=fold))
        self.session = session
        self.setObjectName("learning")
        self._editors: dict[str, Editor] = {}
        self._labels: dict[str, QLabel] = {}
        self._grid = QGridLayout(self.content)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(3)
        self._grid.setHorizontalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._seed = IconButton("dice", "Re-initialise weights", new_seed.toolTip(), "bare", new_seed)
        self.defaults = QPushButton(defaults.text())
        self.defaults.setObjectName("defaults_button")
        self.defaults.setProperty("role", "narrow")
        self.defaults.setStyleSheet("min-height: 18px; padding: 0 4px;")  # the head stays as high as it was
        self.defaults.setToolTip(defaults.toolTip())
        self.defaults.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to Play
        self.defaults.clicked.connect(defaults.trigger)
        self.head.setSpacing(2)
        self.head.addWidget(self.defaults)
        self._seed.setObjectName("new_seed_button")
        self.more = QToolButton()
        self.more.setObjectName("more")
        self.more.setProperty("role", "bare")
        self.more.setCheckable(True)
        self.more.setToolTip("Scaling, learning-rate schedule, gradient clipping, shuffling, early stopping")
        self.more.toggled.connect(lambda _on: self.refresh(Change.SPEC))
        self.head.addWidget(self.more)
        self.body.setContentsMargins(14, 8, 14, 8)
        self.body.setSpacing(6)
        self._make_rows(self._is_seen)

    def make_all(self) -> None:
        """Make the rows that were not seen yet, so that each can be found by its name."""
        self._make_rows(lambda _entry: True)
        self.refresh(Change.SPEC)

    def refresh(self, changes: Change) -> None:
        self._make_rows(self._is_seen)
        self.show_folded(folded=self.session.view.settings.fold_learning)
        self._editor("loss").offer(losses_for(self.session.data.task))
        self.more.setVisible(not self.session.view.settings.fold_learning)
        self.more.setText("Less" if self.more.isChecked() else "More")
        for entry in ROWS:
            if entry.name not in self._editors:
                continue
            value = getattr(self.session.spec, entry.name)
            if entry.name == "activation":
                names = set(self.session.spec.activations()) or {value[-1] if value else "tanh"}
                value = names.pop() if len(names) == 1 else "mixed"
            self._editors[entry.name].show_value(value)
            seen = self._is_seen(entry)
            self._labels[entry.name].setVisible(seen)
            self._editors[entry.name].setVisible(seen)
        self._show_scaling()
        self.defaults.setEnabled(self.session.spec != self.session.run.default_spec)
        self._give_width()

    def _show_scaling(self) -> None:
        """What “auto” has chosen, and the formula in force."""
        experiment, names = self.session.experiment, self.session.view.names
        for name, scaling, columns in (
            ("scale_inputs", experiment.inputs, names.columns),
            ("scale_target", experiment.target, (names.target,)),
        ):
            if name not in self._editors:
                continue
            editor = self._editor(name)
            editor.setItemText(
                editor.findData("auto"), f"auto: {'none' if scaling.is_identity else 'scaled'}"
            )
            editor.setToolTip(as_tip(f"{settings_of(Spec)[name].help}\nNow {scaling.describe(columns)}."))

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._seed.apply_theme(theme)
        self._give_width()

    def _editor(self, name: str) -> ChoiceEditor:
        editor = self._editors[name]
        assert isinstance(editor, ChoiceEditor)
        return editor

    def _is_seen(self, entry: Row) -> bool:
        return entry.shown(self.session) and (self.more.isChecked() or not entry.rare(self.session))

    def _make_rows(self, wanted: Callable[[Row], bool]) -> None:
        """Make those that are wanted and not there yet, each in its place."""
        for index, entry in enumerate(ROWS):
            if entry.name not in self._editors and wanted(entry):
                self._add_row(index, entry)

    def _add_row(self, index: int, entry: Row) -> None:
        setting = settings_of(Spec)[entry.name]
        submit = partial(self._submit, entry.name)
        editor = make_editor(setting, entry.hints, submit, self.session.notices.refuse)
        words = plain_label(setting.label, "dim")
        words.setToolTip(setting.help)
        words.setBuddy(editor)
        self._editors[entry.name], self._labels[entry.name] = editor, words
        self._grid.addWidget(words, index, 0)
        editor.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        beside = (self._seed,) if entry.name == "seed" else ()
        self._grid.addLayout(hbox(None, *beside, editor), index, 0, 1, 2)

    def _give_width(self) -> None:
        """The values stand in one column, as wide as they are short; a long one reaches over to its name."""
        for editor in self._editors.values():
            needed = editor.width_for(editor.currentText()) if isinstance(editor, ChoiceEditor) else 0
            editor.setFixedWidth(max(style.px(_VALUE), needed))

    def _submit(self, name: str, value: Any) -> None:
        setting = settings_of(Spec)[name]
        choice: dict[str, Any] = {name: (value,) if setting.many else value}
        self.session.model.update_spec(setting.label, **choice)
        self.session.notices.end_refusal()
