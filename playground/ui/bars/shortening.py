"""Messages of any length, made to fit where they are told: the rest is for a tooltip, or to be copied."""

from __future__ import annotations

import re
from collections.abc import Callable

from playground.text import short

SENTENCES = re.compile(r"(?<=[.?!]) (?=[A-Z])")  # between two of them
_MOST, _LEAST = 1_000, 30  # characters of one message: no bar has room for more; with fewer it tells nothing


def shortened(text: str, fits: Callable[[str], bool]) -> str:
    """As much of it as fits. Each line is a message of its own: the longest gives way first, by its last
    sentences, then by the middle of its first; none is left out.
    """
    if len(text) <= 4 * _MOST and fits(text):
        return text
    told = [SENTENCES.split(short(line, _MOST)) for line in text.split("\n")]
    while not fits(words := " ".join(map(" ".join, told))):
        longest = max(told, key=lambda sentences: sum(map(len, sentences)))
        if len(longest) > 1:
            longest[-2:] = [f"{longest[-2]} …"]
        elif len(longest[0]) > _LEAST:
            longest[0] = short(longest[0], len(longest[0]) * 3 // 4)
        else:
            break
    return words
