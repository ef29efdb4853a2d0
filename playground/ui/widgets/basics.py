"""Cards, titles, figures and buttons, as the panels use them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from playground.ui.theme import style
from playground.ui.theme.theme import Theme, mix
from playground.ui.widgets.guard import guarded, recurring
from playground.ui.widgets.popup import Entries, cut, round_off

GAP, PADDING = 12, 14  # px: between cards, and inside one


class Card(QFrame):
    """A card with a title in spaced capitals; `head` takes what stands beside the title, `body` the rest."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = text(title, "title")
        style.scaled(self.title.setFont, style.caps_font)
        self.head = row(self.title, None)
        self.head.setContentsMargins(0, 0, 0, 0)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(PADDING, 10, PADDING, PADDING)
        self.body.setSpacing(8)
        self.body.addLayout(self.head)


class Figure(QWidget):
    """A large number under its name; as wide as the widest number it is meant for.

    Painted by itself and opaque: labels would have the whole bar painted anew with every change.
    """

    def __init__(self, name: str, widest: str, tip: str, *, dim: bool = False) -> None:
        super().__init__()
        self.name, self.value = name, "–"
        self._dim = dim
        self._colours = ("#FFFFFF", "#808080", "#000000")
        self._widest = widest
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setToolTip(tip)

    def show_value(self, value: str, name: str | None = None) -> None:
        """Show a value, under another name if one is given."""
        if (value, name or self.name) != (self.value, self.name):
            self.value, self.name = value, name or self.name
            self.setAccessibleName(f"{self.name}: {self.value}")
            self.update()

    def dress(self, theme: Theme) -> None:
        self._colours = (theme.card, theme.dim, theme.dim if self._dim else theme.ink)
        self._small, self._large = style.font(style.SMALL), style.font(style.FIGURE, QFont.Weight.DemiBold)
        self.setFixedSize(QFontMetrics(self._large).horizontalAdvance(self._widest), style.px(46))
        self.update()

    @property
    def needed(self) -> int:
        """The px that its name and its value take."""
        pairs = ((self._small, self.name), (self._large, self.value))
        return max(QFontMetrics(font).horizontalAdvance(words) for font, words in pairs)

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        ground, name, value = self._colours
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(ground))
            for words, font, colour, top, height in (
                (self.name, self._small, name, style.px(2), style.px(16)),
                (self.value, self._large, value, style.px(18), style.px(26)),
            ):
                painter.setFont(font)
                painter.setPen(QColor(colour))
                short = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width())
                painter.drawText(0, top, self.width(), height, Qt.AlignmentFlag.AlignVCenter, short)


class Choice(QComboBox):
    """A drop-down list with our own arrow, which the wheel changes only when it has the focus."""

    arrow_colour = "#808080"

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the views
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(24)
        self.setItemDelegate(Entries(self))
        self._rounded = False

    @guarded
    def showPopup(self) -> None:
        """The list is as wide as its longest entry, and its corners are round."""
        view = self.view()
        if not self._rounded:
            self._rounded = True
            round_off(view.window())
        view.setMinimumWidth(view.sizeHintForColumn(0) + style.px(12))
        super().showPopup()
        cut(view.window())

    @recurring
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        with painter:
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
            if not self.isEditable():
                room = self.width() - 16 - style.px(18)
                words = self.placeholderText() if self.currentIndex() < 0 else self.currentText()
                option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
                painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
            draw_arrow(painter, self, 18)

    @guarded
    def wheelEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Switch(QCheckBox):
    """A check box with our own tick."""

    tick_colour = "#FFFFFF"

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves Space to Play

    @recurring
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            with QPainter(self) as painter:
                painter.drawPixmap(
                    1, (self.height() - 12) // 2, style.pixmap("check", Switch.tick_colour, 12)
                )


def draw_arrow(painter: QPainter, button: QWidget, place: int) -> None:
    """The arrow of a list or menu, `place` px before the right edge of what opens it."""
    side = style.px(12)
    arrow = style.pixmap("chevron_down", Choice.arrow_colour, side)
    painter.drawPixmap(button.width() - style.px(place), (button.height() - side) // 2, arrow)


class SplitButton(QToolButton):
    """A button with a menu of its variants behind the arrow on its right."""

    @recurring
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            draw_arrow(painter, self, 20)


class Tool(QToolButton):
    """A square button with an icon that follows the theme."""

    def __init__(
        self, picture: str, name: str, tip: str, role: str = "", action: QAction | None = None
    ) -> None:
        super().__init__()
        self.picture = picture
        if action is not None:
            self.setDefaultAction(action)
        self.setProperty("role", role)
        self.setAccessibleName(name)
        self.setToolTip(tip)
        style.scaled(self.setIconSize, lambda: QSize(style.px(18), style.px(18)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def dress(self, theme: Theme) -> None:
        faint = mix(theme.line, theme.dim, 0.4)  # to be seen on a chip, too
        self.setIcon(style.icon(self.picture, theme.ink, faint))


class Slider(QSlider):
    """A slider that the wheel moves only when it has the focus; else it scrolls what is around.

    The focus ring goes around `frame`, which also holds its name and its value.
    """

    def __init__(self, frame: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.frame = frame or self
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Dial(QWidget):
    """A slider with its name on the left and its value on the right above it."""

    def __init__(self, object_name: str, label: str, tip: str, show: Callable[[int], str], top: int) -> None:
        super().__init__()
        self._show = show
        self.slider = Slider(self)
        self.slider.setObjectName(object_name)
        self.slider.setAccessibleName(label)
        self.slider.setRange(0, top)
        self.slider.setFixedHeight(16)
        self.name, self.value = text(label, "dim"), text("")
        self.setToolTip(tip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addStretch()
        layout.addLayout(row(self.name, None, self.value))
        layout.addWidget(self.slider)
        layout.addStretch()
        self.slider.valueChanged.connect(lambda value: self.value.setText(show(value)))
        self.value.setText(show(self.slider.value()))

    def show_value(self, value: int) -> None:
        """Move the handle without telling anyone, unless a hand is on it."""
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(value)
            self.slider.blockSignals(False)
            self.value.setText(self._show(value))


class Square(QWidget):
    """Keeps one widget square, as large as it fits, at the top in the middle."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        content.setParent(self)
        self.setMinimumSize(160, 160)

    @recurring
    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        side = min(self.width(), self.height())
        self._content.setGeometry((self.width() - side) // 2, 0, side, side)
        super().resizeEvent(event)


def on_key(keys: str, button: QAbstractButton) -> None:
    """Click a button by a key, at once; Qt's own shortcut of a button waits for 100 ms."""
    QShortcut(QKeySequence(keys), button, activated=button.click)  # type: ignore[call-overload]


def mark(field: QWidget, *, bad: bool) -> None:
    """Show in red that what is typed is refused, or no longer."""
    restyle(field, "state", "bad" if bad else "")


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def text(
    words: str, role: str = "", size: int | None = None, weight: QFont.Weight = QFont.Weight.Normal
) -> QLabel:
    """A label in one of the style sheet's roles; `size` (px at 100 %) and `weight` of its font.

    Its words are shown as they are, whatever they look like: a name may be that of a tag.
    """
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setProperty("role", role)
    if size is not None:
        style.write(label, size, weight)
    return label


def rich(role: str = "", size: int | None = None) -> QLabel:
    """A label whose words are HTML: of our own alone, as names in it would be read as such."""
    label = text("", role, size)
    label.setTextFormat(Qt.TextFormat.RichText)
    return label


def row(*items: QWidget | None, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; None is a stretch."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch()
        else:
            layout.addWidget(item)
    return layout


def rule() -> QFrame:
    """A thin upright line between groups of a bar."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedSize(1, 30)
    return line
