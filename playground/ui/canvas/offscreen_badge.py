"""How many points lie outside the view, on a button that brings them into it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from playground.session import Session
from playground.ui.widgets.buttons import with_key
from playground.wording import counted

_GAP = 8  # px to the edge of the view


class OffscreenBadge(QToolButton):
    """Stands in a lower corner of the canvas while there are such points."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("points_outside")
        self.setProperty("role", "floating")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tip = "These points are outside the view but still used for training. Click to zoom to fit."
        self.setToolTip(with_key(tip, "F"))
        self.clicked.connect(lambda _on=False: session.view.fit())
        self._key: tuple[object, ...] = ()
        self._told: tuple[str, ...] = ()
        self.hide()

    def refresh(self) -> None:
        """Count again where data or view have changed."""
        session = self.session
        key = (session.data, session.view.plane, session.view.settings.show_test, session.backprop.is_open)
        if key != self._key:
            self._key = key
            count = 0 if session.backprop.is_open else self._count()
            self.setVisible(count > 0)
            self._told = f"{counted(count, 'point')} off-screen", " · Zoom to fit"
            self.setAccessibleName("".join(self._told))

    def place(self, view: QRect, above: int) -> None:
        """In the lower right corner of the view, at least so many px above its bottom; in as many words
        as it has room for.
        """
        for parts in (2, 1):
            self.setText("".join(self._told[:parts]))
            if self.sizeHint().width() <= view.width() - 2 * _GAP:
                break
        size = self.sizeHint()
        left, top = view.right() - _GAP - size.width(), view.bottom() - _GAP - above - size.height()
        self.setGeometry(QRect(left, top, size.width(), size.height()))

    def _count(self) -> int:
        data, plane = self.session.data, self.session.view.plane
        outside = np.zeros(len(data), dtype=bool)
        for values, (low, high) in zip(plane.to_axes(data), (plane.x_range, plane.y_range), strict=True):
            outside |= (values < low) | (values > high)
        return int((outside & (~data.test | self.session.view.settings.show_test)).sum())
