"""What a theme looks like in Qt: the palette on Fusion, one style sheet, the bundled font, tinted icons."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from playground.resources import resource
from playground.ui.theme import Theme, mix

BODY, SMALL, FIGURE = 13, 11, 19  # px


def apply(theme: Theme) -> None:
    """Dress the whole application."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette(theme))
    app.setStyleSheet(_sheet(theme))


def font(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter with digits of one width, so that figures do not dance while they change."""
    made = QFont(_family())
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def caps_font() -> QFont:
    """Spaced capitals for the titles of cards."""
    made = font(SMALL, QFont.Weight.DemiBold)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.7)
    made.setCapitalization(QFont.Capitalization.AllUppercase)
    return made


def icon(name: str, colour: str, disabled: str | None = None) -> QIcon:
    """One of our own icons in a colour of the theme."""
    made = QIcon(pixmap(name, colour))
    if disabled:
        made.addPixmap(pixmap(name, disabled), QIcon.Mode.Disabled)
    return made


@cache
def pixmap(name: str, colour: str, size: int = 18) -> QPixmap:
    """An icon drawn at three times its size, so that it is sharp at 300 % scale, too."""
    svg = (resource("assets") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    image = QImage(QSize(size, size) * 3, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode())).render(
        painter, QRectF(image.rect())
    )
    painter.end()
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(3.0)
    return made


def app_icon() -> QIcon:
    """The icon of the application."""
    return QIcon(pixmap("app", "#000000", 64))


@cache
def _family() -> str:
    families = [
        family
        for file in sorted((resource("assets") / "fonts").glob("*.otf"))
        for family in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    ]
    return families[0] if families else "sans-serif"


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
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(mix(theme.dim, theme.card, 0.5)))
    return palette


def _sheet(theme: Theme) -> str:
    t = theme
    hover = mix(t.card, t.chip, 0.7)
    pressed = mix(t.accent, t.ink, 0.12)
    return f"""
    * {{ outline: none; }}
    QToolTip {{ background: {t.ink}; color: {t.card}; border: 0; padding: 6px 9px; border-radius: 6px; }}
    #bar, #status {{ background: {t.card}; border: 0 solid {t.line}; }}
    #bar {{ border-bottom-width: 1px; }}
    #status {{ border-top-width: 1px; }}
    #status QLabel, QLabel[role="dim"] {{ color: {t.dim}; }}
    QFrame[role="card"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 12px; }}
    QLabel[role="title"], QLabel[role="caption"] {{ color: {t.dim}; }}
    QLabel[role="error"] {{ color: {t.classes[0]}; }}
    QFrame[role="rule"] {{ background: {t.line}; }}

    QPushButton, QToolButton, QComboBox, QLineEdit, QDoubleSpinBox {{
        background: {t.card}; color: {t.ink}; border: 1px solid {t.line};
        border-radius: 7px; min-height: 26px;
    }}
    QPushButton {{ padding: 0 12px; }}
    QToolButton {{ padding: 0 6px; min-width: 20px; }}
    QPushButton:hover, QToolButton:hover, QComboBox:hover {{ background: {hover}; }}
    QPushButton:pressed, QToolButton:pressed {{ background: {t.chip}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {mix(t.dim, t.card, 0.5)}; }}
    QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QDoubleSpinBox:focus {{
        border-color: {t.accent};
    }}
    QToolButton::menu-button {{ border: 0; width: 22px; }}
    QToolButton::menu-arrow {{ image: none; }}
    QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton[role="main"] {{
        background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; font-weight: 600;
    }}
    QPushButton[role="main"] {{ min-height: 34px; border-radius: 8px; }}
    QPushButton[role="main"]:hover {{ background: {pressed}; border-color: {pressed}; }}
    QPushButton[role="main"]:focus {{ border-color: {mix(t.accent, t.ink, 0.5)}; }}
    QPushButton[role="main"]:disabled {{
        background: {t.chip}; color: {mix(t.dim, t.card, 0.5)}; border-color: {t.chip};
    }}
    QPushButton[role="bar"], QToolButton[role="bar"] {{ min-height: 34px; border-radius: 8px; }}
    QToolButton[role="bar"] {{ min-width: 122px; }}
    QFrame[role="segments"] {{ background: {t.chip}; border-radius: 8px; }}
    QToolButton[role="segment"] {{
        background: transparent; border-color: transparent; color: {t.dim};
        min-height: 22px; padding: 0 9px; border-radius: 6px;
    }}
    QToolButton[role="segment"]:checked {{ background: {t.card}; color: {t.ink}; border-color: {t.card}; }}
    QToolButton[role="segment"]:focus {{ border-color: {t.accent}; }}
    QFrame[role="popover"] {{
        background: {t.card}; border: 1px solid {mix(t.line, t.dim, 0.4)}; border-radius: 10px;
    }}
    QLabel[role="sentence"] {{
        background: {t.chip}; color: {t.ink}; border-radius: 8px; padding: 9px 14px; font-size: 14px;
    }}
    QLabel[role="chip"] {{ background: {t.ink}; color: {t.card}; border-radius: 6px; padding: 5px 9px; }}
    QLabel[role="bubble"] {{
        background: {t.card}; color: {t.classes[0]}; border: 1px solid {t.classes[0]};
        border-radius: 6px; padding: 4px 8px;
    }}
    QToolButton[role="bare"] {{ border-color: transparent; background: transparent; }}
    QToolButton[role="bare"]:hover {{ background: {t.chip}; }}
    QToolButton[role="bare"]:focus {{ border-color: {t.accent}; }}
    QToolButton[role="chip"] {{
        background: {t.chip}; border-color: {t.chip}; min-height: 20px; padding: 0 4px;
    }}
    QToolButton[role="small chip"] {{
        background: {t.chip}; border-color: {t.chip}; min-height: 20px; min-width: 14px; padding: 0 1px;
    }}
    #selection_bar QToolButton, #selection_bar QLabel {{ font-size: {SMALL}px; }}
    #selection_bar QToolButton {{ min-width: 14px; min-height: 24px; padding: 0 4px; }}
    QToolButton[role="floating"] {{
        border-color: {mix(t.line, t.dim, 0.4)}; min-height: 20px; padding: 0 8px; font-size: {SMALL}px;
    }}
    QToolButton[role="chip"]:hover, QToolButton[role="small chip"]:hover {{ border-color: {t.accent}; }}
    QToolButton[role="tool"] {{ padding: 0; min-width: 26px; }}
    QToolButton[role="swatch"] {{ padding: 0; min-width: 22px; min-height: 22px; }}
    QPushButton[role="narrow"] {{ padding: 0 6px; }}
    QToolButton:checked {{ background: {t.chip}; border-color: {t.accent}; }}
    QToolButton[role="thumb"] {{ border-radius: 8px; padding: 0; min-width: 38px; min-height: 38px; }}
    QToolButton[role="thumb"]:checked {{ border: 2px solid {t.accent}; }}

    QComboBox, QLineEdit, QDoubleSpinBox {{ padding: 0 8px; selection-background-color: {t.accent}; }}
    QComboBox[role="tight"] {{ padding: 0 0 0 6px; }}
    QComboBox[state="bad"], QLineEdit[state="bad"] {{ border-color: {t.classes[0]}; }}
    QComboBox::drop-down {{ border: 0; width: 16px; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox QLineEdit, QDoubleSpinBox QLineEdit {{
        border: 0; padding: 0; min-height: 0; background: transparent;
    }}
    QComboBox QAbstractItemView, QMenu {{
        background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; border-radius: 8px; padding: 4px;
        selection-background-color: {t.chip}; selection-color: {t.ink};
    }}
    QComboBox QAbstractItemView::item {{ min-height: 24px; padding: 0 6px; border-radius: 5px; }}
    QComboBox QAbstractItemView::item:selected {{ background: {t.chip}; color: {t.ink}; }}
    QMenu::item {{ padding: 6px 26px 6px 12px; border-radius: 5px; }}
    QMenu::item:selected {{ background: {t.chip}; }}
    QMenu::item:disabled {{ color: {mix(t.dim, t.card, 0.5)}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}

    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {t.chip}; }}
    QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {t.accent}; }}
    QSlider::handle:horizontal {{
        width: 10px; height: 10px; margin: -5px 0; border-radius: 7px;
        background: {t.card}; border: 2px solid {t.accent};
    }}
    QSlider::handle:horizontal:focus {{ background: {t.accent}; }}
    QSlider::handle:horizontal:disabled {{ border-color: {t.line}; }}
    QSlider::sub-page:horizontal:disabled {{ background: {t.line}; }}
    QCheckBox {{ color: {t.dim}; spacing: 6px; background: transparent; }}
    QCheckBox::indicator {{
        width: 12px; height: 12px; border: 1px solid {mix(t.dim, t.card, 0.35)};
        border-radius: 4px; background: {t.card};
    }}
    QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; }}
    QCheckBox:focus, QCheckBox::indicator:hover {{ color: {t.ink}; border-color: {t.accent}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
    QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {t.line}; border-radius: 4px; min-height: 30px; }}
    QScrollBar::handle:vertical:hover {{ background: {mix(t.line, t.dim, 0.4)}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: transparent; height: 0; border: 0;
    }}
    QTableView {{ background: {t.card}; color: {t.ink}; border: 0; selection-background-color: {t.accent}; }}
    QTableView::item {{ padding: 0 3px; }}
    QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
    QTableView QLineEdit {{ border-radius: 0; min-height: 20px; padding: 0 4px; border-color: {t.accent}; }}
    QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {t.line}; border-radius: 4px; min-width: 30px; }}
    QPlainTextEdit {{
        background: {t.chip}; color: {t.ink}; border: 1px solid {t.line}; border-radius: 8px; padding: 6px;
    }}
    QGraphicsView[role="instrument"] {{ border: 1px solid transparent; border-radius: 6px; }}
    QGraphicsView[role="instrument"]:focus {{ border-color: {t.accent}; }}
    QProgressBar {{ background: {t.chip}; border: 0; border-radius: 2px; min-height: 4px; max-height: 4px; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}
    #notice {{
        background: {mix(t.card, t.accent, 0.08)}; border: 0 solid {t.accent}; border-top-width: 2px;
    }}
    """
