"""Names appear as they are: what Qt would take for HTML or for the mark of a key, is written otherwise.

Labels need none of this: `widgets.labels.plain_label` makes them plain. pyqtgraph's titles are always HTML.
"""

from __future__ import annotations

import re
from html import escape

_LONG_WORD = re.compile(r"\S{60}(?=\S)")


def as_tip(words: str) -> str:
    """The words as a tooltip, which Qt takes for HTML where something in it looks like a tag, and makes as
    wide as its widest word.
    """
    words = _LONG_WORD.sub("\\g<0>\u200b", words)
    if "<" not in words:
        return words
    return f'<span style="white-space: pre-wrap">{escape(words)}</span>'


def as_entry(words: str) -> str:
    """The words on a button or in a menu, where & marks a key."""
    return words.replace("&", "&&")
