"""What in a text is a comment, a string, a number or a keyword: quiet colours for any of the languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KEYWORDS = (
    "False|None|True|and|as|assert|class|const|continue|def|do|double|elif|else|except|false|float|for|from|"
    "function|if|import|in|int|is|lambda|let|new|not|null|or|raise|return|static|struct|true|try|void|while|with"
)

# The first that fits: nothing in a string is a comment, and nothing in either is a number.
_TOKENS = re.compile(
    r'(?P<comment>/\*.*?\*/|<!--.*?-->|//[^\n]*|(?:^|(?<=[ \t]))#(?=[ !\n]|$)[^\n]*|"""(?:.*?)""")'
    r"|(?P<string>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`[^`]*`)"
    r"|(?P<keyword>^[ \t]*\#\w+|\b(?:" + _KEYWORDS + r")\b)"
    r"|(?P<number>(?<![\w.])-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fF]?(?![\w.]))",
    re.DOTALL | re.MULTILINE,
)

Span = tuple[int, int, str]
"""From where, how many characters, and what they are."""


def spans(text: str) -> Iterator[Span]:
    """What stands out in a text: Python, C, JavaScript, JSON or a shell's line."""
    for found in _TOKENS.finditer(text):
        yield found.start(), len(found[0]), found.lastgroup or ""


def by_line(text: str) -> list[list[Span]]:
    """The spans of each line, with places in that line; one of several lines is parted."""
    lines = text.split("\n")
    parted: list[list[Span]] = [[] for _ in lines]
    starts, place = [], 0
    for line in lines:
        starts.append(place)
        place += len(line) + 1
    number = 0
    for start, length, kind in spans(text):
        end = start + length
        while number + 1 < len(lines) and starts[number + 1] <= start:
            number += 1
        row = number
        while row < len(lines) and starts[row] < end:
            first = max(start, starts[row]) - starts[row]
            last = min(end - starts[row], len(lines[row]))
            if last > first:
                parted[row].append((first, last - first, kind))
            row += 1
    return parted
