"""The one style sheet of the application, from a theme."""

from __future__ import annotations

from playground.ui.theme import scale
from playground.ui.theme.theme import Theme, mix


def sheet(theme: Theme) -> str:
    """The style sheet for a theme; a length that holds text is in sp: px that grow with the text size."""
    t = theme
    hover = mix(t.card, t.chip, 0.7)
    pressed = mix(t.accent, t.ink, 0.12)
    return scale.in_px(f"""
    * {{ outline: none; dialogbuttonbox-buttons-have-icons: 0; }}
    QToolTip {{ background: {t.ink}; color: {t.card}; border: 0; padding: 6px 9px; border-radius: 6px; }}
    #bar, #status {{ background: {t.card}; border: 0 solid {t.line}; }}
    #bar {{ border-bottom-width: 1px; }}
    #status {{ border-top-width: 1px; }}
    #status QLabel, QLabel[role="dim"] {{ color: {t.dim}; }}
    QFrame[role="card"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 12px; }}
    QLabel[role="title"], QLabel[role="caption"] {{ color: {t.dim}; }}
    QLabel[role="error"] {{ color: {t.bad}; }}
    #lesson_bar {{ background: {mix(t.card, t.accent, 0.08)}; border: 0 solid {t.line}; }}
    #lesson_bar {{ border-bottom-width: 1px; }}
    *[fixed="on"], QToolButton[role][fixed="on"] {{
        color: {t.dim}; border: 1px dashed {mix(t.line, t.dim, 0.6)};
    }}
    QFrame[role="rule"] {{ background: {t.line}; }}

    QPushButton, QToolButton, QComboBox, QLineEdit, QDoubleSpinBox, QSpinBox {{
        background: {t.card}; color: {t.ink}; border: 1px solid {t.line};
        border-radius: 7px; min-height: 26sp;
    }}
    QPushButton {{ padding: 0 12px; }}
    QToolButton {{ padding: 0 6px; min-width: 20sp; }}
    QPushButton:hover, QToolButton:hover, QComboBox:hover {{ background: {hover}; }}
    QPushButton:pressed, QToolButton:pressed {{ background: {t.chip}; }}
    QPushButton:disabled, QToolButton:disabled, QComboBox:disabled, QLineEdit:disabled {{ color: {t.faint}; }}
    QComboBox:editable:focus, QLineEdit:focus, QDoubleSpinBox:focus {{
        border-color: {t.accent};
    }}
    QToolButton::menu-button {{ border: 0; width: 22sp; }}
    QToolButton::menu-arrow {{ image: none; }}
    QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton[role="main"] {{
        background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; font-weight: 600;
    }}
    QPushButton[role="main"] {{ min-height: 34sp; border-radius: 8px; }}
    QPushButton[role="main"]:hover {{ background: {pressed}; border-color: {pressed}; }}
    QPushButton[role="main"]:disabled {{
        background: {t.chip}; color: {t.faint}; border-color: {t.chip};
    }}
    QPushButton[role="main"][fixed="on"] {{
        background: {t.dim}; color: {t.on_accent}; border: 1px dashed {t.card};
    }}
    QPushButton[role="bar"], QToolButton[role="bar"] {{ min-height: 34sp; border-radius: 8px; }}
    QPushButton[role="door"] {{ border-radius: 10px; padding: 0; }}
    QPushButton[role="door"]:default {{
        background: {mix(t.card, t.accent, 0.08)}; border-color: {t.accent};
    }}
    QPushButton[role="door"]:hover {{ border-color: {t.accent}; }}
    QDialog QPushButton[role="door"]:focus {{ border-width: 2px; }}
    QFrame[role="segments"] {{ background: {t.chip}; border-radius: 8px; }}
    QToolButton[role="segment"] {{
        background: transparent; border-color: transparent; color: {t.dim};
        min-width: 0; min-height: 22sp; padding: 0 9px; border-radius: 6px;
    }}
    QToolButton[role="segment"]:checked {{ background: {t.card}; color: {t.ink}; border-color: {t.card}; }}
    QFrame[role="popover"] {{
        background: {t.card}; border: 1px solid {mix(t.line, t.dim, 0.4)}; border-radius: 10px;
    }}
    QLabel[role="sentence"] {{
        background: {t.chip}; color: {t.ink}; border-radius: 8px; padding: 9px 14px;
    }}
    QLabel[role="chip"] {{ background: {t.ink}; color: {t.card}; border-radius: 6px; padding: 5px 9px; }}
    QLabel[role="key"] {{ background: {t.chip}; color: {t.ink}; border-radius: 5px; padding: 1px 6px; }}
    QLabel[role="bubble"] {{
        background: {t.card}; color: {t.bad}; border: 1px solid {t.bad};
        border-radius: 6px; padding: 4px 8px;
    }}
    QToolButton[role="bare"] {{ border-color: transparent; background: transparent; }}
    QToolButton[role="bare"]:hover {{ background: {t.chip}; }}
    QToolButton[role="fold"] {{
        border-color: transparent; background: transparent; color: {t.dim};
        min-width: 0; min-height: 20sp; padding: 0 4px 0 0;
    }}
    QToolButton[role="fold"]:hover {{ color: {t.ink}; }}
    QToolButton[role="chip"] {{
        background: {t.chip}; border-color: {t.chip}; min-height: 20sp; padding: 0 4px;
    }}
    QToolButton[role="small chip"] {{
        background: {t.chip}; border-color: {t.chip}; min-height: 20sp; min-width: 10sp; padding: 0 1px;
    }}
    #selection_bar QToolButton, #selection_bar QLabel {{ font-size: {scale.SMALL}sp; }}
    #selection_bar QToolButton {{ min-width: 14sp; min-height: 24sp; padding: 0 4px; }}
    QToolButton[role="floating"] {{
        border-color: {mix(t.line, t.dim, 0.4)}; min-height: 20sp; padding: 0 8px; font-size: {scale.SMALL}sp;
    }}
    QToolButton[role="chip"]:hover, QToolButton[role="small chip"]:hover {{ border-color: {t.accent}; }}
    QToolButton[role="tool"] {{ padding: 0; min-width: 26sp; }}
    QToolButton[role="swatch"] {{ padding: 0; min-width: 22sp; min-height: 22sp; }}
    QPushButton[role="narrow"] {{ padding: 0 6px; }}
    QToolButton:checked {{ background: {t.chip}; border-color: {t.accent}; }}
    QToolButton[role="format"] {{ border-radius: 10px; padding: 0; min-height: 0; }}
    QToolButton[role="format"]:checked {{
        background: {mix(t.card, t.accent, 0.08)}; border: 1px solid {t.accent};
    }}
    QToolButton[role="format"]:checked:focus {{ border-width: 2px; }}
    QDialog QPushButton:focus, QDialog QToolButton[role="segment"]:focus, QDialog QPlainTextEdit:focus {{
        border-color: {t.accent};
    }}
    QDialog QPushButton[role="main"]:focus {{ border: 2px solid {t.ink}; }}
    QToolButton[role="thumb"] {{ border-radius: 8px; padding: 0; min-width: 38sp; min-height: 38sp; }}
    QToolButton[role="thumb"]:checked {{ border: 2px solid {t.accent}; }}

    QComboBox, QLineEdit, QDoubleSpinBox, QSpinBox {{
        padding: 0 8px; selection-background-color: {t.accent};
    }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: 0; }}
    QComboBox[role="tight"] {{ padding: 0 0 0 6px; }}
    QComboBox[state="bad"], QLineEdit[state="bad"] {{ border-color: {t.bad}; }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBox::drop-down {{ border: 0; width: 16sp; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox QLineEdit, QDoubleSpinBox QLineEdit {{
        border: 0; padding: 0; min-height: 0; background: transparent;
    }}
    QComboBoxPrivateContainer {{ background: transparent; border: 0; }}
    QComboBox QAbstractItemView, QMenu {{
        background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; border-radius: 8px; padding: 4px;
        selection-background-color: {t.chip}; selection-color: {t.ink};
        outline: 0;
    }}
    QMenu {{ menu-scrollable: 1; icon-size: 16sp; }}
    QComboBox QAbstractItemView::item {{ min-height: 24sp; padding: 0 6px; border-radius: 5px; }}
    QComboBox QAbstractItemView::item:selected {{ background: {t.chip}; color: {t.ink}; }}
    QMenu::item {{ padding: 6px 28sp 6px 12px; border-radius: 5px; }}
    QMenu::item:selected {{ background: {t.chip}; }}
    QMenu::item:disabled {{ color: {t.faint}; }}
    QMenu::icon {{ padding-left: 8px; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}

    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {t.chip}; }}
    QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {t.accent}; }}
    QSlider::handle:horizontal {{
        width: 10px; height: 10px; margin: -5px 0; border-radius: 7px;
        background: {t.card}; border: 2px solid {t.accent};
    }}
    QSlider::handle:horizontal:disabled {{ border-color: {t.line}; }}
    QSlider::sub-page:horizontal:disabled {{ background: {t.line}; }}
    QCheckBox {{ color: {t.dim}; spacing: 6px; background: transparent; }}
    QCheckBox::indicator {{
        width: 12sp; height: 12sp; border: 1px solid {mix(t.dim, t.card, 0.35)};
        border-radius: 4px; background: {t.card};
    }}
    QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; }}
    QCheckBox::indicator:hover {{ color: {t.ink}; border-color: {t.accent}; }}
    QRadioButton {{ background: transparent; spacing: 0; }}
    QRadioButton::indicator {{
        width: 12sp; height: 12sp; border: 1sp solid {mix(t.dim, t.card, 0.35)};
        border-radius: 7sp; background: {t.card};
    }}
    QRadioButton::indicator:hover {{ border-color: {t.accent}; }}
    QRadioButton::indicator:checked {{ width: 6sp; height: 6sp; border: 4sp solid {t.accent}; }}
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
    QTableView QLineEdit {{ border-radius: 0; min-height: 20sp; padding: 0 4px; border-color: {t.accent}; }}
    QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {t.line}; border-radius: 4px; min-width: 30px; }}
    QPlainTextEdit {{
        background: {t.chip}; color: {t.ink}; border: 1px solid {t.line}; border-radius: 8px; padding: 6px;
    }}
    QPlainTextEdit[readOnly="false"] {{ background: {t.card}; }}
    QGraphicsView[role="instrument"] {{ border: 1px solid transparent; border-radius: 6px; }}
    QProgressBar {{ background: {t.chip}; border: 0; border-radius: 2px; min-height: 4px; max-height: 4px; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}
    #outage {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 12px; }}
    QListWidget {{
        background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; border-radius: 8px; padding: 4px;
    }}
    QListWidget:focus {{ border-color: {t.accent}; }}
    QListWidget::item {{ padding: 6px 8px; border-radius: 6px; }}
    QListWidget::item:selected {{ background: {mix(t.card, t.accent, 0.16)}; color: {t.ink}; }}
    #notice, #kept {{
        background: {mix(t.card, t.accent, 0.08)}; border: 0 solid {t.accent}; border-top-width: 2px;
    }}
    """)
