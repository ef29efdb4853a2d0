"""Noise, training share, how many rows, and the seed: the recipe of the present data."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from playground.data import FEWEST_TO_SPLIT, GENERATORS, Recipe
from playground.session import Session
from playground.settings import settings_of
from playground.ui.data.part import Part
from playground.ui.data.row_maker import RowMaker
from playground.ui.theme import style
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.setting_editors import Hints, NumberEditor
from playground.ui.widgets.sliders import LabelledSlider

_PICKS: dict[str, tuple[int, ...]] = {
    "count": (50, 100, 200, 500, 1000, 5000),
    "classes": tuple(range(2, 9)),
    "seed": (),
}
# Whatever generates the rows again would throw away what was drawn.
_BY_HAND = (
    "Not available: the points were edited by hand and would be lost. Choose a dataset above to start again."
)
_NOT_MADE = "Not available for data loaded from a file."


class RecipePart(Part):
    """Its controls generate the data again as they are turned."""

    def __init__(self, session: Session, maker: RowMaker) -> None:
        super().__init__(session, spacing=3)
        self._maker, maker.given_up = maker, self.refresh
        limits = settings_of(Recipe)
        noise, share = limits["noise"], limits["train_share"]
        self.noise = LabelledSlider("noise", noise.label, noise.help, str, int(noise.maximum or 100))
        self.share = LabelledSlider("train_share", share.label, share.help, lambda v: f"{v} %", 100)
        self.share.slider.setMinimum(round(100 * (share.minimum or 0)))
        self.share.slider.setPageStep(10)
        self.noise.slider.valueChanged.connect(lambda v: maker.update("Noise", merge=True, noise=float(v)))
        self.share.slider.valueChanged.connect(lambda v: session.source.split(v / 100, merge=True))
        for dial in (self.noise, self.share):
            dial.slider.sliderReleased.connect(session.end_merge)
        self.body.addLayout(hbox(self.noise, self.share, spacing=14))
        self.counts = plain_label("", "dim", style.SMALL)
        self.counts.setObjectName("split_counts")
        self.counts.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.body.addWidget(self.counts)
        self._editors = {name: self._make_editor(name) for name in _PICKS}
        self._editors["seed"].setObjectName("data_seed")  # the spec has a seed of its own
        labels = {name: _caption(limits[name].label) for name in _PICKS}
        labels["seed"].setText("Seed")
        self._classes_parts = (labels["classes"], self._editors["classes"])
        for names in (("count", "seed"), ("classes",)):
            parts = [part for name in names for part in (labels[name], self._editors[name])]
            line = hbox(*parts, spacing=6)
            line.setStretch(1, 5)  # rows have more digits than seeds
            line.setStretch(3, 4)
            self.body.addLayout(line)

    def refresh(self) -> None:
        experiment, data = self.session.experiment, self.session.data
        recipe, test = experiment.recipe, int(data.test.sum())
        train = len(data) - test
        chosen = None if experiment.by_hand else recipe.train_share
        self.share.show_value(round(100 * (chosen or (train / len(data) if len(data) else 1.0))))
        all_of_few = chosen is None and not test and 0 < len(data) < FEWEST_TO_SPLIT
        self.counts.setText(
            f"under {FEWEST_TO_SPLIT} rows: all train" if all_of_few else f"{train:,} train · {test:,} test"
        )
        self.noise.show_value(round(recipe.noise))
        for name, value in (("count", len(data)), ("classes", recipe.classes), ("seed", recipe.seed)):
            self._editors[name].show_value(value)
        self._allow()

    def _allow(self) -> None:
        """Rows are made again only where nothing is lost by it; elsewhere the tooltips say why not."""
        experiment, limits = self.session.experiment, settings_of(Recipe)
        generator = GENERATORS.get(experiment.recipe.source)
        refusal = _BY_HAND if experiment.by_hand else _NOT_MADE if generator is None else ""
        makers = {"noise": self.noise, "count": self._editors["count"], "classes": self._editors["classes"]}
        for name, control in makers.items():
            control.setEnabled(not refusal)
            control.setToolTip(refusal or limits[name].help)
        for part in self._classes_parts:
            part.setVisible(generator is not None and generator.chooses_classes)

    def _make_editor(self, name: str) -> NumberEditor:
        """A field for one number of the recipe."""
        setting = settings_of(Recipe)[name]

        def submit(value: Any) -> None:
            self._maker.update(setting.label, **{name: value})
            self.session.notices.end_refusal()
            self.refresh()  # 0 rows are as many as usual, and may change nothing

        editor = NumberEditor(setting, Hints(_PICKS[name]), submit, self.session.notices.refuse)
        editor.setProperty("role", "tight")
        return editor


def _caption(words: str) -> QLabel:
    label = plain_label(words, "dim")
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return label
