"""Worksheets: what stands on them, and that they become pages."""

from __future__ import annotations

import re
from html import unescape

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument

from playground.lessons import bundled, read
from playground.lessons.sheet import sheet_of
from playground.ui.lessons.paper import HEADING, NETWORK, drawn, key_html, sheet_html
from playground.ui.lessons.worksheets import PAPERS, _keep_titles, keys_pdf, sheets_pdf

pytestmark = pytest.mark.usefixtures("qapp")
LESSONS = {entry.path.stem: entry.path for entry in bundled()}
NAMES = ("Ana", 'Müller, "Max" <b>', "李小龙")


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize("name", LESSONS)
def test_a_sheet_gives_the_numbers_and_the_key_alone_the_solutions(name: str) -> None:
    sheet = sheet_of(read(LESSONS[name]), "Ana")
    given, solved = plain(sheet_html(sheet)), plain(key_html(sheet))
    blanks = [blank for one in sheet.exercises for blank in one.blanks if blank.tolerance[0]]
    assert all(blank.value in solved and blank.label in given for blank in blanks)
    assert sum(blank.value in given for blank in blanks if len(blank.value) > 5) == 0
    assert all(str(one.step.title) in given for one in sheet.exercises)


def test_the_network_is_drawn_once_for_the_same_numbers() -> None:
    sheet = sheet_of(read(LESSONS["05-backpropagation-by-hand"]), "Ana")
    assert sheet_html(sheet).count(NETWORK) == len(drawn(sheet)) == 1
    assert str(sheet.variant) in sheet_html(sheet) and str(sheet.variant) in key_html(sheet)


def test_a_name_is_text_and_no_markup() -> None:
    sheet = sheet_of(read(LESSONS["05-backpropagation-by-hand"]), NAMES[1])
    for html in (sheet_html(sheet), key_html(sheet)):
        assert "Müller, &quot;Max&quot; &lt;b&gt;" in html


@pytest.mark.parametrize("paper", PAPERS)
def test_every_name_begins_on_a_page_of_its_own(paper: str) -> None:
    lesson = read(LESSONS["05-backpropagation-by-hand"])
    sheets = [sheet_of(lesson, name) for name in NAMES]
    one, all_of_them = (sheets_pdf(some, paper) for some in (sheets[:1], sheets))
    pages = [len(re.findall(rb"/Type /Page\b", pdf)) for pdf in (one, all_of_them)]
    assert pages[0] >= 2
    assert pages[1] == len(NAMES) * pages[0]
    assert keys_pdf(sheets, paper).startswith(b"%PDF")


def test_no_title_stands_alone_at_the_foot_of_a_page() -> None:
    height = 400.0
    document = QTextDocument()
    exercises = (f'<p style="font-size:{HEADING}pt">Title</p>{"<p>line</p>" * (k % 7)}' for k in range(60))
    document.setHtml("".join(exercises))
    document.setPageSize(QSizeF(300.0, height))
    _keep_titles(document, height)
    tops = {}
    block = document.begin()
    while block.isValid():
        tops[block.position()] = (document.documentLayout().blockBoundingRect(block).top(), block.text())
        block = block.next()
    assert [top for top, _ in tops.values()] == sorted(top for top, _ in tops.values())
    assert max(top for top, _ in tops.values()) < document.pageCount() * height
    assert all(top % height <= 0.86 * height for top, text in tops.values() if text == "Title")
