"""The text of a step as HTML: Markdown, and formulas between $ signs in the letters of the program's own."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtGui import QTextDocument

from playground.microscope.typeset import Piece, typeset
from playground.ui.theme.scale import px

_FORMULA = re.compile(r"\$([^$\n]{1,300})\$")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_SERIF = "'DejaVu Serif', 'Cambria', 'STIX Two Text', 'Times New Roman', serif"
_INDEX = re.compile(r"_(\w)(?!\w)")
_MARGINS = re.compile(r"margin-top:\d+px; margin-bottom:\d+px")
_BETWEEN, _HARD_SPACE, _JOINER = 8, "\u00a0", "\u2060"  # px between paragraphs
_ONE_LINE, _SHORT = 32, 20  # signs of a formula that is broken outside its brackets alone, or nowhere


def html(text: str, size: int) -> str:
    """The text in letters of so many px at 100 %. Pictures are named, never loaded; HTML stays as it is."""
    formulas: list[str] = []

    def keep(found: re.Match[str]) -> str:
        formulas.append(found[1])
        return f"\uf000{len(formulas) - 1}\uf001"

    marked = _FORMULA.sub(keep, _PICTURE.sub(r"\1", text))
    document = QTextDocument()
    document.setMarkdown(marked, QTextDocument.MarkdownFeature.MarkdownNoHTML)
    body = re.search(r"<body[^>]*>(.*)</body>", document.toHtml(), re.DOTALL)
    made = re.sub(r"font-size:[^;\"]*;", "", body[1] if body else "")
    made = re.sub(r"font-family:[^;\"]*;", "", made)
    made = _MARGINS.sub(f"margin-top:0px; margin-bottom:{px(_BETWEEN)}px", made)
    made = "margin-bottom:0px".join(made.rsplit(f"margin-bottom:{px(_BETWEEN)}px", 1))
    made = re.sub("\uf000(\\d+)\uf001", lambda found: formula(formulas[int(found[1])], size), made)
    return f'<div style="font-size:{px(size)}px">{made}</div>'


def formula(text: str, size: int) -> str:
    """As the Backprop mode sets it: letters lean, names of functions and figures do not, scripts hang."""
    pieces = typeset(_INDEX.sub(r"_{\1}", text.strip()))
    inside = "".join(_piece(one, glued=len(text) <= (_ONE_LINE if one.depth else _SHORT)) for one in pieces)
    return f'<span style="font-family:{_SERIF}; font-size:{px(size + 1)}px">{inside}</span>'


def _piece(one: Piece, *, glued: bool = True) -> str:
    """A line may end in front of a relation or a term of a sum, unless this one is glued; nowhere else."""
    said = re.sub(r"([(/])", rf"{_JOINER}\1{_JOINER}", escape(one.text).replace(" ", _HARD_SPACE))
    if one.kind in {"relation", "sum"} and not glued:
        said = said.replace(_HARD_SPACE, " ", 1)
    elif one.kind == "letter":
        said = f"<i>{said}</i>"
    scripts = (("sup", one.above), ("sub", one.below))
    return said + "".join(
        f"<{tag}>{''.join(map(_piece, inside))}</{tag}>" for tag, inside in scripts if inside
    )


def spoken(text: str) -> str:
    """The text for a screen reader: no signs of Markdown."""
    return re.sub(r"[*_`#$]+", "", text).translate({ord("{"): "(", ord("}"): ")"}).strip()
