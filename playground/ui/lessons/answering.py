"""The views of the kinds that need nothing but the lesson's column."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QRadioButton,
    QToolButton,
    QWidget,
)

from playground.lessons.conditions import condition
from playground.lessons.kinds.choose import Choose
from playground.lessons.kinds.numbered import numbered, places
from playground.lessons.kinds.order import Order
from playground.lessons.kinds.reach import Reach
from playground.lessons.results import LONGEST_ANSWER
from playground.ui.lessons.markdown import html
from playground.ui.lessons.step_view import StepView, say
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.check_box import CheckBox
from playground.ui.widgets.guard import guarded
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.soon import soon

_BESIDE, _ABOVE = 12, 7  # px around the words of a line of a list: the style's, and Qt's own
_TURNING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ReadView(StepView):
    """There is nothing to enter."""

    checks = False


class ChooseView(StepView):
    """One button for each option, beside its words, which may hold formulas."""

    def build(self) -> None:
        step = cast(Choose, self.lesson.step)
        self._group = QButtonGroup(self)
        self._group.setExclusive(not step.several)
        self._words = []
        for place, option in enumerate(step.options):
            button: QRadioButton | CheckBox = CheckBox() if step.several else QRadioButton()
            button.setObjectName(f"option_{place + 1}")
            button.setAccessibleName(option.text)
            self._group.addButton(button, place)
            words = _Words(button)
            self._words.append((words, option.text))
            line = QHBoxLayout()
            line.setSpacing(6)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(words, 1)
            self.body.addLayout(line)
        self._group.idClicked.connect(lambda _place: self._take())

    @property
    def first(self) -> QWidget:
        return self._group.checkedButton() or self._group.button(0)

    def refresh(self) -> None:
        chosen = places(self.answer("chosen"), len(self._words))
        for place in range(len(self._words)):
            if self._group.button(place).isChecked() != (place in chosen):
                self._group.setExclusive(False)
                self._group.button(place).setChecked(place in chosen)
                self._group.setExclusive(not cast(Choose, self.lesson.step).several)

    def apply_theme(self, theme: Theme) -> None:
        for words, text in self._words:
            words.setText(html(text, style.BODY))

    def _take(self) -> None:
        chosen = [place for place in range(len(self._words)) if self._group.button(place).isChecked()]
        self.enter("chosen", numbered(chosen))


class _Words(QLabel):
    """The words of an option: a click on them is one on its button."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__()
        self._button = button
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)

    @guarded
    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._button.setFocus(Qt.FocusReason.MouseFocusReason)
        self._button.click()


class OrderView(StepView):
    """A list whose chosen line is moved by buttons, or by Alt and the arrow keys."""

    def build(self) -> None:
        step, moment = cast(Order, self.lesson.step), self.lesson.start
        labels = step.labels(moment)
        order = places(self.answer("order"), len(labels)) or step.shown(moment)
        self.list = _Movable(self._move)
        self.list.setObjectName("order_list")
        self.list.setAccessibleName("Items to put in order; Alt with the arrow keys moves one")
        for place in order:
            item = QListWidgetItem(labels[place], self.list)
            item.setData(Qt.ItemDataRole.UserRole, place)
        self.list.setCurrentRow(0)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        up, down = QToolButton(), QToolButton()
        for button, words, by in ((up, "Move up", -1), (down, "Move down", 1)):
            button.setText(words)
            button.setObjectName("order_up" if by < 0 else "order_down")
            button.clicked.connect(partial(self._move, by))
        self.body.addWidget(self.list)
        self.body.addLayout(hbox(up, down, None, spacing=6))
        self._tell()

    @property
    def first(self) -> QWidget:
        return self.list

    def refresh(self) -> None:
        order = places(self.answer("order"), self.list.count())
        if order and order != self._order():  # the solution
            labels = {self._place(row): self.list.item(row).text() for row in range(self.list.count())}
            for row, place in enumerate(order):
                self.list.item(row).setText(labels[place])
                self.list.item(row).setData(Qt.ItemDataRole.UserRole, place)
            self.list.fit()

    def _place(self, row: int) -> int:
        return int(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    def _order(self) -> tuple[int, ...]:
        return tuple(self._place(row) for row in range(self.list.count()))

    def _move(self, by: int, *_: object) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)
            self._tell()

    def _tell(self) -> None:
        self.enter("order", numbered(self._order()))


class _Movable(QListWidget):
    def __init__(self, move: Callable[[int], None]) -> None:
        super().__init__()
        self._move = move
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @guarded
    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its lines are at this width."""
        super().resizeEvent(event)
        soon(self, self.fit)

    def fit(self) -> None:
        """As high as its lines are in the room that the style leaves them: Qt's own hints are of lines that
        are wider, and not broken.
        """
        wide, metrics = self.viewport().width() - 2 * _BESIDE, self.fontMetrics()
        for row in range(self.count()):
            box = QRect(0, 0, wide, 10_000)
            lines = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, self.item(row).text())
            self.item(row).setSizeHint(QSize(0, lines.height() + 2 * _ABOVE))
        self.doItemsLayout()
        high = sum(self.visualItemRect(self.item(row)).height() for row in range(self.count()))
        self.setFixedHeight(high + self._around)

    @property
    def _around(self) -> int:
        return self.height() - self.viewport().height()

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in ways:
            self._move(ways[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class _Sentence(QPlainTextEdit):
    """Tells what is written when it is left."""

    def __init__(self, take: Callable[[], None]) -> None:
        super().__init__()
        self._take = take
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        """Page Up and Page Down turn the step, as everywhere: it is a few lines."""
        ours = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if ours and event.key() in _TURNING:  # type: ignore[attr-defined]
            event.ignore()
            return False
        return super().event(event)

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._take()


class ExplainView(StepView):
    """A few lines in one's own words."""

    def build(self) -> None:
        self.field = _Sentence(self._take)
        self.field.setObjectName("explain_text")
        self.field.setAccessibleName("Your explanation")
        self.field.setPlaceholderText("In your own words …")
        style.scaled(self.field.setFixedHeight, 110)
        self.field.setPlainText(self.answer("text"))
        self.field.textChanged.connect(self._shorten)
        self.body.addWidget(self.field)

    @property
    def first(self) -> QWidget:
        return self.field

    def refresh(self) -> None:
        if self.answer("text") != self.field.toPlainText() and not self.field.hasFocus():
            self.field.setPlainText(self.answer("text"))

    def _shorten(self) -> None:
        if len(self.field.toPlainText()) > LONGEST_ANSWER:
            self.field.setPlainText(self.field.toPlainText()[:LONGEST_ANSWER])
        if self.is_present:
            self.lesson.work.enter("text", self.field.toPlainText())

    def _take(self) -> None:
        self.enter("text", self.field.toPlainText())


class ReachView(StepView):
    """What is to be reached, each comparison with its sign. It is looked at all the time, and kept once."""

    checks = False

    def build(self) -> None:
        self._goal = condition(cast(Reach, self.lesson.step).condition)
        self._lines = [[plain_label("") for _ in group] for group in self._goal.groups]
        self._reached = set[str]()  # what was said to be
        for number, group in enumerate(self._lines):
            if number:
                self.body.addWidget(plain_label("or", "dim"))
            for line in group:
                line.setWordWrap(True)
                self.body.addWidget(line)

    def refresh(self) -> None:
        figures = self.lesson.moment.figures
        if self._goal.holds(figures) and not self.lesson.work.solved:
            self.lesson.check()
        for group, lines in zip(self._goal.groups, self._lines, strict=True):
            for one, line in zip(group, lines, strict=True):
                holds = one.holds(figures)
                line.setText(f"{'✓' if holds else '○'} {one}")
                words = f"{one}: {'reached' if holds else 'not yet'}"
                line.setAccessibleName(words)
                if holds and words not in self._reached:
                    self._reached.add(words)
                    say(line, words)
