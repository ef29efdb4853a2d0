"""What a theme looks like in Qt: the palette on Fusion, one style sheet, the bundled font, tinted icons."""

from __future__ import annotations

from functools import cache, partial

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QImage,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from playground.resources import resource
from playground.ui.theme import scale
from playground.ui.theme.scale import BODY, FIGURE, SMALL, px, scaled
from playground.ui.theme.style_sheet import sheet
from playground.ui.theme.theme import Theme

__all__ = [
    "BODY",
    "FIGURE",
    "SMALL",
    "apply",
    "font",
    "icon",
    "mark",
    "pixmap",
    "px",
    "restyle",
    "scaled",
    "write",
]

_ICON, _SHARPNESS = 18, 3  # px of a side; pixels of a px


def apply(theme: Theme, window: QWidget, text_size: int = 100) -> None:
    """Put a theme and a text size (percent) on a window and all in it, with its menus and dialogs.

    Before its widgets are made: a sheet that comes later costs them the application's font. A sheet of the
    whole application would take five times as long to change.
    """
    resized = scale.set_percent(text_size)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if app.style().name() != "fusion":  # a style that is set again is put on every widget again
        app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette(theme))
    window.setStyleSheet(sheet(theme))
    if resized:
        scale.apply()


def font(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter with digits of one width, so that figures do not dance while they change.

    `size`: px at a text size of 100 %.
    """
    made = QFont(font_family())
    made.setPixelSize(px(size))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def write(widget: QWidget, size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> None:
    """Give a widget a font that follows the text size."""
    scaled(widget.setFont, partial(font, size, weight))


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def caps_font() -> QFont:
    """Spaced capitals for the titles of cards."""
    made = font(SMALL, QFont.Weight.DemiBold)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.7)
    made.setCapitalization(QFont.Capitalization.AllUppercase)
    return made


@cache
def icon(name: str, colour: str, disabled: str | None = None) -> QIcon:
    """One of our own icons in a colour of the theme."""
    made = QIcon(pixmap(name, colour))
    if disabled:
        made.addPixmap(pixmap(name, disabled), QIcon.Mode.Disabled)
    return made


def mark(name: str, colour: str) -> QPixmap:
    """An icon beside words, which grows with them."""
    return pixmap(name, colour, px(_ICON))


@cache
def pixmap(name: str, colour: str, size: int = _ICON) -> QPixmap:
    """An icon in one colour, at three times its size, so that it is sharp at 300 % scale, too."""
    image = QImage(_drawn(name, size))
    with QPainter(image) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(image.rect(), QColor(colour))
    return _sharp(image)


@cache
def _drawn(name: str, size: int) -> QImage:
    """An icon as its file has it, black where the theme is to colour it: drawn once for all colours."""
    svg = (resource("assets") / "icons" / f"{name}.svg").read_bytes()
    image = QImage(QSize(size, size) * _SHARPNESS, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        QSvgRenderer(QByteArray(svg.replace(b"currentColor", b"#000000"))).render(
            painter, QRectF(image.rect())
        )
    return image


def _sharp(image: QImage) -> QPixmap:
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(_SHARPNESS)
    return made


def app_colour(role: QPalette.ColorRole) -> str:
    """A colour of the theme that is on now, for what Qt paints by itself."""
    return QGuiApplication.palette().color(role).name()


def app_icon() -> QIcon:
    """The icon of the application."""
    return QIcon(_sharp(_drawn("app", 64)))


@cache
def font_family() -> str:
    """The font of the program, loaded from its own files; what it lacks comes from the signs beside it."""
    families = [
        family
        for file in sorted((resource("assets") / "fonts").glob("*.[ot]tf"))
        for family in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    ]
    if not families:
        return "sans-serif"
    QFont.insertSubstitution(families[0], families[-1])
    return families[0]


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.ground,
        role.Base: theme.card,
        role.AlternateBase: theme.chip,
        role.Button: theme.card,
        role.WindowText: theme.ink,
        role.Text: theme.ink,
        role.ButtonText: theme.ink,
        role.PlaceholderText: theme.dim,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.ToolTipBase: theme.ink,
        role.ToolTipText: theme.card,
    }
    palette = QPalette()
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.faint))
    return palette
