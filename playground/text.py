"""Texts that others wrote, made fit to be shown: one line of what can be seen, and not too long."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"  # unseen, but Persian and some emoji are not written without them
_UNSEEN = {"Cc", "Cf", "Cs"}  # control and format signs, such as those that turn the direction of writing


def plain(text: str) -> str:
    """The text in one line, without what cannot be seen; empty where nothing can."""
    if not (text.isascii() and text.isprintable()):  # as most of all texts are
        text = "".join(sign for sign in text if sign.isspace() or not _is_unseen(sign))
    line = " ".join(text.split())
    return line if line.strip(_JOINERS + " ") else ""


def short(text: str, most: int) -> str:
    """The text, its middle left out where it is longer than so many characters."""
    if len(text) <= most:
        return text
    end = most // 3
    return f"{text[: most - end - 1]}…{text[-end:]}"


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in _UNSEEN and sign not in _JOINERS
