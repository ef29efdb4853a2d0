"""A picture as large as there is room for, in the middle."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.theme.theme import Theme
from playground.ui.widgets.guard import recurring

_EDGE = 8  # px around it


class PictureView(QWidget):
    """Shows the picture that was made last."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.picture: QImage | None = None
        self._line = "#808080"

    def show_picture(self, picture: QImage | None, words: str) -> None:
        """`words` tell those who do not see it what it is."""
        self.picture = picture
        self.setAccessibleName(words)
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        self._line = theme.line
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.picture is None or self.picture.isNull():
            return
        room = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        size = QSizeF(self.picture.size()).scaled(QSizeF(room.size()), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(room).center())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._sharp(place))
            painter.setPen(QPen(QColor(self._line), 1))
            painter.drawRect(place)

    def _sharp(self, place: QRectF) -> QImage:
        """In about as many pixels as are seen: a much larger one would be drawn with holes."""
        assert self.picture is not None
        seen = place.size().toSize() * self.devicePixelRatioF()
        if self.picture.width() <= 2 * seen.width():
            return self.picture
        smooth = Qt.TransformationMode.SmoothTransformation
        return self.picture.scaled(seen, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
