"""The web page as a browser shows it, drawn by hand: a window has no browser."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen

from playground.export.model import TrainedModel
from playground.export.page import MOST_ROWS, PageOptions
from playground.export.pictures import PictureOptions
from playground.ui.exporting.subject import Subject
from playground.ui.pictures.formats import Drawing, image
from playground.ui.pictures.scene import scene
from playground.ui.plotting.marker_icon import SIDE as MARK
from playground.ui.plotting.marker_icon import mark_icon
from playground.ui.theme import style
from playground.ui.theme.theme import DARK, Theme
from playground.ui.widgets.number_format import value
from playground.wording import counted, percent

_SIZE = QSize(900, 640)
_SCALE = 2
_MAP = QRectF(20, 76, 530, 544)
_SIDE, _WIDTH = 564.0, 316.0  # px: where the right column begins, and how wide it is
_MOST = 5  # inputs that are drawn
_EDGE = 16  # px between a card and what is in it
_CHECK = 160  # px of the words on the test rows
_NUMBER = 90  # px of a number beside a name
_BAR = 120  # px from a card's edge to the bar of a class
_MARKED = 40  # px of a mark and the gap to the next one


def page_sketch(subject: Subject, options: PageOptions) -> QImage:
    """A picture of the page with these options, in the colours of the window."""
    model = TrainedModel.of(subject.experiment, subject.snapshot)
    return image(Drawing(lambda painter: _Sketch(painter, subject, model).draw(options), _SIZE), _SCALE)


class _Sketch:
    def __init__(self, painter: QPainter, subject: Subject, model: TrainedModel) -> None:
        self._painter, self._subject, self._model, self._theme = painter, subject, model, subject.theme

    def draw(self, options: PageOptions) -> None:
        painter, theme = self._painter, self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, _SIZE.width(), _SIZE.height()), QColor(theme.ground))
        room = _SIZE.width() - 40 - _CHECK
        self._write(20, 36, self._model.name, theme.ink, style.FIGURE, bold=True, room=room)
        self._write(20, 60, self._model.purpose, theme.dim, room=room)
        self._write(
            _SIZE.width() - 20, 46, f"✓ {len(self._model.test_inputs)} test rows agree", theme.dim, right=True
        )
        self._card(_MAP, "Map")
        side = _MAP.width() - 74
        painter.drawImage(QRectF(_MAP.x() + 37, _MAP.y() + 36, side, side), self._map(options, theme))
        self._legend(_MAP.bottom() - 22, options)
        self._inputs(self._answer())

    def _map(self, options: PageOptions, theme: Theme) -> QImage:
        """The canvas, with all rows alike; those that are to stay here are test rows, which are not shown."""
        subject = self._subject
        experiment, view = subject.experiment, subject.session.view
        hidden = np.full(len(experiment.data), not options.rows)
        experiment = replace(experiment, data=replace(experiment.data, test=hidden))
        look = PictureOptions(theme="dark" if theme == DARK else "light")
        with scene(experiment, subject.history, look) as shown:
            shown.session.view.plane = view.plane
            shown.show(subject.snapshot)
            return image(Drawing(shown.paint, shown.size), _SCALE)

    def _legend(self, y: float, options: PageOptions) -> None:
        """The marks of the classes, and how many rows there are, if they are there."""
        data, metrics = self._subject.experiment.data, QFontMetrics(_font(style.BODY))
        entries = [(look, name) for look, name in zip(data.looks.tolist(), data.class_names, strict=True)]
        words = [name for _, name in entries[:_MOST]]
        words += [counted(min(len(data), MOST_ROWS), "row")] if options.rows else []
        most = (_MAP.width() - 2 * _EDGE) / len(words) - _MARKED if words else 0
        widths = [min(most, metrics.horizontalAdvance(word) + 1) for word in words]
        x = _MAP.center().x() - sum(widths) / 2 - _MARKED / 2 * len(words)
        for place, (word, width) in enumerate(zip(words, widths, strict=True)):
            if place < len(entries):
                self._mark(x, y, entries[place][0])
            self._write(x + 20, y, word, self._theme.ink, room=width)
            x += width + _MARKED

    def _mark(self, x: float, y: float, look: int) -> None:
        """The mark of a class, in front of words on this line."""
        mark_icon(self._theme, look).paint(self._painter, round(x), round(y) - 13, MARK, MARK)

    def _answer(self) -> float:
        """The prediction for the middle of all inputs; says where it ends."""
        model, theme, top = self._model, self._theme, _MAP.y()
        middle = [[(low + high) / 2 for low, high in model.ranges]]
        outputs = model.outputs(middle)[0].tolist()  # type: ignore[arg-type]
        rows = list(zip(model.classes, outputs, strict=True))[:_MOST] if model.classes else []
        height = 92.0 + 24 * len(rows)
        self._card(QRectF(_SIDE, top, _WIDTH, height), "Prediction")
        likeliest = outputs.index(max(outputs))
        words = model.classes[likeliest] if model.classes else value(outputs[0])
        if model.classes:
            self._mark(_SIDE + _EDGE, top + 64, int(model.experiment.data.looks[likeliest]))
        inside = 42 if rows else _EDGE
        room = _WIDTH - inside - _EDGE
        self._write(_SIDE + inside, top + 66, words, theme.ink, style.FIGURE, bold=True, room=room)
        for place, (name, share) in enumerate(rows):
            self._bar(top + 100 + 24 * place, name, share, self._colour(place))
        return top + height + 14

    def _inputs(self, top: float) -> None:
        model, theme = self._model, self._theme
        seen = list(zip(model.columns, model.ranges, strict=True))[:_MOST]
        self._card(QRectF(_SIDE, top, _WIDTH, 48.0 + 54 * len(seen)), "Inputs")
        for place, (name, (low, high)) in enumerate(seen):
            y = top + 58 + 54 * place
            self._write(_SIDE + _EDGE, y, name, theme.ink, room=_WIDTH - 2 * _EDGE - _NUMBER)
            self._write(_SIDE + _WIDTH - _EDGE, y, value((low + high) / 2), theme.ink, right=True)
            self._slider(y + 18)

    def _slider(self, y: float) -> None:
        painter, theme, wide = self._painter, self._theme, _WIDTH - 2 * _EDGE
        painter.fillRect(QRectF(_SIDE + _EDGE, y - 2, wide, 4), QColor(theme.chip))
        painter.fillRect(QRectF(_SIDE + _EDGE, y - 2, wide / 2, 4), QColor(theme.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(QPointF(_SIDE + _EDGE + wide / 2, y), 7, 7)

    def _bar(self, y: float, name: str, share: float, colour: str) -> None:
        self._write(_SIDE + _EDGE, y, name, self._theme.ink, room=_BAR - _EDGE - 6)
        self._write(_SIDE + _WIDTH - _EDGE, y, percent(share), self._theme.ink, right=True)
        room = QRectF(_SIDE + _BAR, y - 8, _WIDTH - _BAR - _NUMBER, 7)
        self._painter.fillRect(room, QColor(self._theme.chip))
        room.setWidth(room.width() * share)
        self._painter.fillRect(room, QColor(colour))

    def _colour(self, place: int) -> str:
        return self._theme.mark(int(self._model.experiment.data.looks[place]))[1]

    def _card(self, place: QRectF, title: str) -> None:
        self._painter.setPen(QPen(QColor(self._theme.line), 1))
        self._painter.setBrush(QColor(self._theme.card))
        self._painter.drawRoundedRect(place, 12, 12)
        caps = style.caps_font()
        caps.setPixelSize(style.SMALL)
        self._painter.setFont(caps)
        self._painter.setPen(QColor(self._theme.dim))
        self._painter.drawText(QPointF(place.x() + _EDGE, place.y() + 27), title)

    def _write(
        self,
        x: float,
        y: float,
        words: str,
        colour: str,
        size: int = style.BODY,
        *,
        bold: bool = False,
        right: bool = False,
        room: float = _CHECK,
    ) -> None:
        """Words from x on, or up to it, on a line, elided where they are wider than their `room` in px."""
        painter = self._painter
        painter.setFont(_font(size, QFont.Weight.DemiBold if bold else QFont.Weight.Normal))
        painter.setPen(QColor(colour))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QPointF(x - metrics.horizontalAdvance(words) if right else x, y), words)


def _font(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """As the page has it, whatever the text size of the window is."""
    font = style.font(size, weight)
    font.setPixelSize(size)
    return font
