"""The sketch of the web page: its words have their places, however long the names are."""

from __future__ import annotations

from itertools import combinations
from types import SimpleNamespace
from typing import Any, cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from playground.data import Recipe
from playground.export.model import TrainedModel
from playground.export.page import PageOptions
from playground.training import Experiment, Spec, Trainer
from playground.ui.exporting.page_sketch import _SIZE, _Sketch
from playground.ui.theme.theme import LIGHT

_LONG = "a name that is far too long for any place on any page that somebody could ever think of, number"


class _Recorder(QPainter):
    """Keeps the words that are drawn, and where."""

    def __init__(self, picture: QImage) -> None:
        super().__init__(picture)
        self.places: dict[str, QRectF] = {}

    def drawText(self, *given: Any) -> None:  # type: ignore[override]
        at, words = cast("tuple[QPointF, str]", given)
        metrics = self.fontMetrics()
        wide = metrics.horizontalAdvance(words)
        self.places[f"{words} at {at.y():.0f}"] = QRectF(
            at.x(), at.y() - metrics.xHeight(), wide, metrics.xHeight()
        )


def _renamed(experiment: Experiment) -> Experiment:
    data = experiment.data
    names, columns = (
        tuple(f"{_LONG} {k}" for k in range(len(old))) for old in (data.class_names, data.columns)
    )
    return replace(experiment, data=replace(data, name=_LONG, class_names=names, columns=columns))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("source", ["circle", "iris", "houses"])
@pytest.mark.parametrize("long", [False, True])
def test_no_words_lie_on_others(
    monkeypatch: pytest.MonkeyPatch,
    source: str,
    long: bool,  # noqa: FBT001
) -> None:
    trainer = Trainer(Experiment.load(Recipe(source=source), Spec(hidden_layers=(3,))))
    experiment = _renamed(trainer.experiment) if long else trainer.experiment
    monkeypatch.setattr(_Sketch, "_map", lambda *_: QImage(4, 4, QImage.Format.Format_RGB32))
    subject: Any = SimpleNamespace(experiment=experiment, theme=LIGHT)
    paper = QImage(_SIZE, QImage.Format.Format_RGB32)
    with _Recorder(paper) as painter:
        _Sketch(painter, subject, TrainedModel.of(experiment, trainer.snapshot())).draw(
            PageOptions(rows=True)
        )
        places = painter.places
    assert len(places) > 8
    for (one, here), (other, there) in combinations(places.items(), 2):
        assert not here.intersects(there), (one, other)
    page = QRectF(0, 0, _SIZE.width(), _SIZE.height())
    assert all(page.contains(place) for place in places.values())
