"""Worksheets: what stands on them, and that they become pages."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument

from playground.lessons import bundled, read
from playground.lessons.sheet import sheet_of
from playground.lessons.sheets import PAPERS
from playground.main import main
from playground.ui.lessons.pages import PagePictures, _keep_titles
from playground.ui.lessons.paper import HEADING, NETWORK, drawn, key_html, sheet_html
from playground.ui.lessons.worksheets import PdfFile, pdf_of

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
    one, all_of_them = (pdf_of(some, "sheet", paper) for some in (sheets[:1], sheets))
    pages = [len(re.findall(rb"/Type /Page\b", pdf)) for pdf in (one, all_of_them)]
    assert pages[0] >= 2
    assert pages[1] == len(NAMES) * pages[0]
    assert pdf_of(sheets, "key", paper).startswith(b"%PDF")
    assert len(PagePictures(sheets[0], "sheet", paper)) == pages[0], "the preview has the pages of the file"


def test_the_picture_of_a_page_has_its_shape_and_ink() -> None:
    pages = PagePictures(sheet_of(read(LESSONS["05-backpropagation-by-hand"]), "Ana"), "sheet", "a4")
    picture = pages.picture(0, 300)
    assert picture.width() == 300 and abs(picture.height() - 300 * 2**0.5) < 2.0
    dark = sum(picture.pixelColor(x, y).lightness() < 128 for x in range(300) for y in range(420))
    assert 300 < dark < 12_000


def test_a_file_is_drawn_sheet_by_sheet_and_may_be_given_up() -> None:
    file = PdfFile([sheet_of(read(LESSONS["08-overfitting"]), name) for name in NAMES], "sheet", "a4")
    shares = []
    while not file.done and len(shares) < 2:
        file.advance(0.0)
        shares.append(round(3 * file.share))
    assert shares == [1, 2]
    file.end()


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


def test_the_command_line_writes_sheets_without_names_and_their_keys(tmp_path: Path) -> None:
    sheets, key = tmp_path / "sheets.pdf", tmp_path / "key.pdf"
    asked = ["--sheets", "2", "--variant", "3", "--paper", "letter", "--out", str(sheets), "--key", str(key)]
    assert main(["worksheet", str(LESSONS["05-backpropagation-by-hand"]), *asked]) == 0
    pages = [len(re.findall(rb"/Type /Page\b", path.read_bytes())) for path in (sheets, key)]
    assert pages[0] % 2 == pages[1] % 2 == 0 < min(pages)
