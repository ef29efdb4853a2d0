"""The menu of the window: every action, in submenus."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from playground.ui.actions.table import MENU
from playground.ui.widgets.popup import Menu


def main_menu(parent: QWidget, actions: dict[str, QAction]) -> Menu:
    """File, Edit, Train, View, Lessons and Help."""
    menu = Menu(parent)
    for title, groups in MENU.items():
        submenu = Menu(menu, title)
        for group in groups:
            submenu.addActions([actions[entry.name] for entry in group])
            submenu.addSeparator()
        menu.addMenu(submenu)
    return menu
