"""The text of a step as HTML: Markdown, and formulas between $ signs in the letters of the program's own."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtGui import QTextDocument

from playground.ui.theme.scale import px

_FORMULA = re.compile(r"\$([^$\n]{1,300})\$")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_SERIF = "'DejaVu Serif', 'Cambria', 'STIX Two Text', 'Times New Roman', serif"
_PARTS = re.compile(
    r"(?P<script>[_^])(?:\{(?P<many>[^{}]*)\}|(?P<one>\S))|(?P<word>[^\W\d_]{2,})|(?P<letter>[^\W\d_])|(?P<rest>.)"
)
_SCRIPTS = {"_": "sub", "^": "sup"}
_UPRIGHT = frozenset("Σ∂∇√∞")


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
    made = re.sub("\uf000(\\d+)\uf001", lambda found: formula(formulas[int(found[1])], size), made)
    return f'<div style="font-size:{px(size)}px">{made}</div>'


def formula(text: str, size: int) -> str:
    """Single letters lean, names of functions and figures do not; _ and ^ lower and raise."""
    inside = "".join(map(_part, _PARTS.finditer(text.strip())))
    return (
        f'<span style="font-family:{_SERIF}; font-size:{px(size + 1)}px; white-space:nowrap">{inside}</span>'
    )


def _part(found: re.Match[str]) -> str:
    if found["script"]:
        tag, inside = _SCRIPTS[found["script"]], found["many"] if found["many"] is not None else found["one"]
        return f"<{tag}>{''.join(map(_part, _PARTS.finditer(inside)))}</{tag}>"
    if found["letter"] and found["letter"] not in _UPRIGHT:
        return f"<i>{escape(found['letter'])}</i>"
    return escape(found[0])


def spoken(text: str) -> str:
    """The text for a screen reader: no signs of Markdown."""
    return re.sub(r"[*_`#$]+", "", text).strip()
