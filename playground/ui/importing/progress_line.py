"""How far some work is: "Reading big.csv … 45 %", a bar, and a button that ends it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from playground.ui.widgets.basics import row, text

_PATIENCE = 200  # ms of work before anything is shown: most files are read by then


class ProgressLine(QWidget):
    """Not seen until the work has taken a while."""

    cancelled = Signal()

    def __init__(self, name: str, *, with_cancel: bool = False) -> None:
        super().__init__()
        self._clock, self._what = QElapsedTimer(), ""
        self.words, self.bar = text(""), QProgressBar()
        self.words.setObjectName(f"{name}_words")
        self.bar.setObjectName(name)
        self.bar.setAccessibleName("How much is done")
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        layout = row(self.words, self.bar)
        layout.setContentsMargins(0, 0, 0, 0)
        if with_cancel:
            cancel = QPushButton("Cancel")
            cancel.setObjectName(f"{name}_cancel")
            cancel.setToolTip("Stop, and leave everything as it is.")
            cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            cancel.setStyleSheet("min-height: 18px;")
            cancel.clicked.connect(self.cancelled)
            layout.addWidget(cancel)
        self.setLayout(layout)
        self.hide()

    def begin(self, what: str) -> None:
        """Some work begins: what it is, in words."""
        self._what = what
        self._clock.start()
        self.move_to(0.0)

    def move_to(self, share: float) -> None:
        """This part of it is done, 0 to 1."""
        percent = int(100 * share)
        self.words.setText(f"{self._what} … {percent} %")
        self.bar.setValue(percent)
        if self._clock.elapsed() > _PATIENCE:
            self.show()

    def end(self) -> None:
        self.hide()
