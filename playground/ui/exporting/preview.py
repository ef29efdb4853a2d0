"""What a file will hold, ready to be shown: its text with what stands out in it, or a picture."""

from __future__ import annotations

from msgspec import Struct, field
from PySide6.QtGui import QImage

from playground.export.animation import AnimationOptions
from playground.ui.widgets.lexer import Span, by_line

MOST_SHOWN = 120_000  # characters
_MOST_LINES, _LONGEST_LINE = 600, 400  # of lines, and of the characters of one


class Preview(Struct, frozen=True, eq=False):
    """`text` as it is shown; `picture` in its place, or these epochs of the run, `played` as the options say.
    `words`: how much it is.
    """

    text: str = ""
    lines: list[list[Span]] = field(default_factory=list)
    picture: QImage | None = None
    words: str = ""
    played: tuple[int, ...] = ()
    options: AnimationOptions | None = None


def text_preview(text: str, size: str = "") -> Preview:
    """The beginning of a text: of a long one, that is all that anybody looks at. `size`: of the whole."""
    lines = text[:MOST_SHOWN].split("\n")
    seen = "\n".join(
        f"{line[:_LONGEST_LINE]} …" if len(line) > _LONGEST_LINE else line for line in lines[:_MOST_LINES]
    )
    whole = len(text) <= MOST_SHOWN and len(lines) <= _MOST_LINES
    words = size or size_in_words(len(text.encode()))
    if not whole:
        words = f"the beginning of {size}" if size else "the beginning of the file"
    return Preview(seen, by_line(seen), words=words)


def size_in_words(count: int) -> str:
    """Of a file: 812 bytes, 31 kB, 4.2 MB."""
    if count < 1_000:
        return f"{count} bytes"
    if count < 1_000_000:
        return f"{count / 1_000:.0f} kB"
    return f"{count / 1_000_000:.1f} MB"
