"""Columns and task of the table: target, task and inputs, missing values, scaling, train split."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from playground.data import FEWEST_TO_SPLIT, Decisions, Loaded, Recipe, default_share
from playground.settings import settings_of
from playground.training.spec import Spec
from playground.ui.importing.draft import Draft
from playground.ui.importing.labels import label_of
from playground.ui.theme import style
from playground.ui.widgets.card import PADDING, Card
from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.line_edit import EntryField, set_error_state
from playground.ui.widgets.plain import as_tip
from playground.ui.widgets.scroll import FitScrollArea
from playground.ui.widgets.segments import SegmentedControl
from playground.ui.widgets.setting_editors import ChoiceEditor, Hints
from playground.ui.widgets.sliders import LabelledSlider

TASKS = ("classes", "regression")
SCALES = ("scale_inputs", "scale_target")
CODES = ("texts", "dates")

_LABELS = {
    "refuse": "reject the file",
    "drop": "drop their rows",
    "mean": "fill with the mean",
    "median": "fill with the median",
    "auto": "automatic",
    "leave-out": "leave out",
    "day-first": "days, day first",
    "month-first": "days, month first",
}

WIDTH = 296  # px
_LEAST = 120  # px of height: the rest is scrolled to

_TARGET = "The column to predict from the inputs."
_NAMED = Hints(labels=lambda name: _LABELS.get(name, name))

# What is called with the changed choices: of the recipe, and of the spec.
Choose = Callable[..., None]


class ColumnChoices(Card):
    """Shows the draft's choices, and below each what was decided by itself.

    `choose` takes fields of the recipe, `tick` all columns or none.
    """

    def __init__(
        self,
        draft: Draft,
        scaling: dict[str, str],
        choose: Choose,
        tick: Callable[[bool], None],
    ) -> None:
        super().__init__("Columns and task")
        self.draft, self.scaling = draft, scaling
        self._choose, self._tick = choose, tick
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(7)
        self._grid.setHorizontalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._labels: dict[str, QLabel] = {}
        self._notes: dict[str, QLabel] = {}
        self._missing = 0  # cells, when the whole table was last read
        self.target, self.task, self.inputs = self._make_target(), self._make_task(), self._make_inputs()
        self.codes = {name: self._make_editor(Recipe, name, _NAMED, choose) for name in CODES}
        self.missing = self._make_editor(Recipe, "missing", _NAMED, choose)
        self.marks = self._make_marks()
        self._scales = {name: self._make_editor(Spec, name, Hints(), self._scale) for name in SCALES}
        self.share = self._make_share()
        column = QWidget()
        whole = QVBoxLayout(column)
        whole.setContentsMargins(PADDING, 0, PADDING, 0)
        whole.addLayout(self._grid)
        whole.addWidget(self.share)
        whole.addStretch()
        self.body.setContentsMargins(0, 10, 0, PADDING)
        self.head.setContentsMargins(PADDING, 0, PADDING, 0)
        self.body.addWidget(FitScrollArea(column, style.px(_LEAST)), 1)
        self.refresh()

    def refresh(self, loaded: Loaded | None = None, missing: int | None = None) -> None:
        """The draft has changed, or its rows are read: `loaded`, or how many of their cells are missing."""
        draft, recipe = self.draft, self.draft.recipe
        decisions = draft.decisions if loaded is None else loaded.decisions
        self._show_target()
        task = recipe.task or (decisions.task if decisions is not None else TASKS[0])
        self.task.show_chosen(TASKS.index(task))
        others = max(0, len(draft.columns) - 1)
        self._count.setText(f"{len(draft.inputs):,} of {others:,}")
        self._missing = self._missing if missing is None else missing
        self._missing = self._missing if loaded is None else loaded.missing
        self._show_row("missing", self.missing, seen=self._missing > 0 or recipe.missing != "auto")
        self._labels["missing"].setText(
            label_of("missing") + (f": {self._missing:,}" if self._missing else "")
        )
        self.missing.show_value(recipe.missing)
        self.marks.setText(", ".join(recipe.missing_marks))
        set_error_state(self.marks, bad=False)
        self._show_codes()
        self._show_row("scale_target", self._scales["scale_target"], seen=task == "regression")
        for name, editor in self._scales.items():
            editor.show_value(self.scaling[name])
        share = recipe.train_share or default_share(len(loaded.dataset) if loaded else FEWEST_TO_SPLIT)
        self.share.show_value(round(100 * share))
        self._show_notes(decisions)

    def _show_codes(self) -> None:
        """Texts and dates, where there are columns of them beside the target."""
        kinds = {info.kind for info in self.draft.preview.columns if info.name != self.draft.target}
        for name, kind in zip(CODES, ("text", "date"), strict=True):
            value = getattr(self.draft.recipe, name)
            seen = self.draft.preview.is_table and (kind in kinds or value != "auto")
            self._show_row(name, self.codes[name], seen=seen)
            self.codes[name].show_value(value)

    def _show_notes(self, decisions: Decisions | None) -> None:
        """Below each choice what was decided, where it is not what anybody expects."""
        told: dict[str, list[str]] = {}
        for line in decisions.lines if decisions is not None else ():
            if not line.usual or line.option == "train_share":
                told.setdefault(line.option, []).append(line.words)
        for name, note in self._notes.items():
            note.setText(" ".join(told.get(name, ())))
            note.setMinimumHeight(max(0, note.heightForWidth(style.px(WIDTH) - 2 * PADDING)))  # or it is cut
            note.setVisible(name in told and not self._labels[name].isHidden())

    def _show_target(self) -> None:
        names = self.draft.columns
        if [self.target.itemText(index) for index in range(self.target.count())] != list(names):
            self.target.clear()
            self.target.addItems(names)
        self.target.setCurrentIndex(self.target.findText(self.draft.target))
        self.target.setToolTip(as_tip(f"{self.draft.target}: {_TARGET}"))  # where a name is cut

    def _show_row(self, name: str, editor: QWidget, *, seen: bool) -> None:
        self._labels[name].setVisible(seen)
        editor.setVisible(seen)

    # --- parts -------------------------------------------------------------------------------------

    def _add(self, name: str, label: str, tip: str, editor: QWidget) -> None:
        words = plain_label(label, "dim")
        words.setToolTip(tip)
        self._labels[name] = words
        self._grid.addWidget(words, self._grid.rowCount(), 0)
        editor.setMinimumHeight(editor.sizeHint().height())
        self._grid.addWidget(editor, self._grid.rowCount() - 1, 1)
        note = plain_label("", "dim", style.SMALL)
        note.setObjectName(f"import_{name}_note")
        note.setWordWrap(True)
        note.hide()
        self._notes[name] = note
        self._grid.addWidget(note, self._grid.rowCount(), 0, 1, 2)

    def _make_target(self) -> ComboBox:
        setting, target = settings_of(Recipe)["target"], ComboBox()
        target.setObjectName("import_target")
        target.setAccessibleName(setting.label)
        target.setToolTip(_TARGET)
        target.activated.connect(lambda index: self._choose(target=self.draft.columns[index], task=None))
        self._add("target", label_of("target"), target.toolTip(), target)
        return target

    def _make_task(self) -> SegmentedControl:
        tip = settings_of(Recipe)["task"].help
        task = SegmentedControl(
            ("import_classes", "Classes", "Classification: the target holds classes."),
            ("import_regression", "Value", "Regression: the target is a value."),
        )
        task.chosen.connect(lambda index: self._choose(task=TASKS[index]))
        self._add("task", label_of("task"), tip, task)
        return task

    def _make_inputs(self) -> QWidget:
        self._count = plain_label("")
        self._count.setObjectName("import_inputs")
        every = _small("import_all", "All", "Use all other columns as inputs.")
        none = _small("import_none", "None", "Untick all columns; then tick some above the first rows.")
        every.clicked.connect(lambda: self._tick(True))
        none.clicked.connect(lambda: self._tick(False))
        parts = QWidget()
        layout = hbox(self._count, None, every, none, spacing=4)
        layout.setContentsMargins(0, 0, 0, 0)
        parts.setLayout(layout)
        self._add("inputs", label_of("inputs"), settings_of(Recipe)["inputs"].help, parts)
        return parts

    def _make_marks(self) -> EntryField:
        setting, marks = settings_of(Recipe)["missing_marks"], EntryField()
        marks.setObjectName("import_missing_marks")
        marks.setAccessibleName(setting.label)
        marks.setPlaceholderText("such as -9999")
        marks.setToolTip(setting.help)
        marks.editingFinished.connect(lambda: self._take_marks(marks))
        marks.given_up.connect(lambda: self._choose(missing_marks=self.draft.recipe.missing_marks))
        self._add("missing_marks", label_of("missing_marks"), setting.help, marks)
        return marks

    def _take_marks(self, marks: EntryField) -> None:
        """Those that are refused stay, to be mended; the draft holds the ones before."""
        typed = marks.text()
        words = tuple(word.strip() for word in typed.split(",") if word.strip())
        if words == self.draft.recipe.missing_marks and marks.property("state") != "bad":
            return
        self._choose(missing_marks=words)
        if words != self.draft.recipe.missing_marks:
            marks.setText(typed)
            set_error_state(marks, bad=True)

    def _make_editor(self, struct: Any, name: str, hints: Hints, submit: Choose) -> ChoiceEditor:
        setting = settings_of(struct)[name]
        editor = ChoiceEditor(setting, hints, lambda value: submit(**{name: value}))
        editor.setObjectName(f"import_{name}")
        self._add(name, setting.label, setting.help, editor)
        return editor

    def _scale(self, **choice: str) -> None:
        self.scaling.update(choice)

    def _make_share(self) -> LabelledSlider:
        setting = settings_of(Recipe)["train_share"]
        share = LabelledSlider(
            "import_train_share", setting.label, setting.help, lambda value: f"{value} %", 100
        )
        share.slider.setMinimum(round(100 * (setting.minimum or 0)))
        share.slider.setPageStep(10)
        share.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        share.slider.valueChanged.connect(lambda value: self._choose(train_share=value / 100))
        return share


def _small(name: str, words: str, tip: str) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setStyleSheet("padding: 0 8px;")
    button.setAutoDefault(False)
    return button
