"""Every sign that the program shows is in a font that it brings along: a bare computer has no others."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont, QTextLayout

from playground.resources import resource
from playground.ui.theme import style
from tools.signs_font import FILE, SIGNS

ROOT = Path(__file__).resolve().parents[3]
FONTS = sorted((resource("assets") / "fonts").glob("*.otf"))
READ = {"data/formulas.py", "data/reading/charset.py", "data/reading/numerals.py", "lessons/numerals.py"}
DRAWN = "\N{OBJECT REPLACEMENT CHARACTER}"  # a picture stands there


def said(path: Path) -> Iterator[str]:
    """All texts of a module but docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def shown() -> dict[str, str]:
    """Each sign, and a file that shows it."""
    package = ROOT / "playground"
    modules = [path for path in package.rglob("*.py") if path.relative_to(package).as_posix() not in READ]
    texts = [(path, text) for path in modules for text in said(path)]
    lessons = [path for path in (ROOT / "assets" / "lessons").rglob("*") if path.suffix in {".lesson", ".md"}]
    texts += [(path, path.read_text(encoding="utf-8")) for path in lessons]
    return {sign: path.name for path, text in texts for sign in text if sign.isprintable() and sign != DRAWN}


@pytest.mark.usefixtures("qapp")
def test_every_sign_is_in_a_font_of_ours() -> None:
    fonts, signs = [QRawFont(str(path), 13.0) for path in FONTS], QRawFont(str(FILE), 13.0)
    missing = {
        sign: file
        for sign, file in shown().items()
        if not (
            signs.supportsCharacter(ord(sign)) or all(font.supportsCharacter(ord(sign)) for font in fonts)
        )
    }
    assert not missing


@pytest.mark.usefixtures("qapp")
def test_what_one_font_lacks_comes_from_the_other() -> None:
    layout = QTextLayout(f"{''.join(SIGNS)} a", style.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    families = {run.rawFont().familyName() for run in layout.glyphRuns()}
    assert families == {"Inter", "Playground Signs"}
