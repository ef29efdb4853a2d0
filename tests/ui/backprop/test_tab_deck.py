"""The deck: the title of a card stands beside the tabs where there is room for all of it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from playground.ui.backprop.tab_deck import Tab, TabDeck
from playground.ui.widgets.layouts import hbox


def test_a_title_that_grows_leaves_rather_than_be_cut(qapp: QApplication, qtbot: QtBot) -> None:
    title, head = QLabel("E"), QWidget()
    head.setLayout(hbox(title))
    deck = TabDeck([Tab("tab", "Tab", "", QWidget(), head)])
    qtbot.addWidget(deck)
    deck.resize(400, 200)
    deck.hold(["tab"])
    deck.show()
    qapp.processEvents()
    assert deck.heads.isVisible()
    title.setText("so many words that there is no room for them beside the tabs, however small")
    for _ in range(5):  # from the title to its head, to the pile, to the deck
        qapp.processEvents()
    assert not deck.heads.isVisible()
