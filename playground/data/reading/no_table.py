"""Texts that are no tables, by how they begin: what each is, and how its table becomes one."""

from __future__ import annotations

import re
from typing import NamedTuple

from playground.errors import UnreadableError


class _Other(NamedTuple):
    begins: re.Pattern[str]
    what: str
    hint: str


_OTHERS = (
    _Other(
        re.compile(r"\s*<(!doctype html|html|table)\b", re.IGNORECASE),
        "a web page",
        "Open it in a browser, copy the table there and paste it here; or save the table as CSV.",
    ),
    _Other(
        re.compile(r"\s*<\?xml\b", re.IGNORECASE),
        "XML",
        "Open it in the program it came from and save the table there as CSV.",
    ),
    _Other(
        re.compile(r'\s*(\[\s*)?\{\s*"[^"\n]*"\s*:'),
        "JSON",
        "Save its table as CSV; in Python: pandas.read_json(…).to_csv(…, index=False).",
    ),
)


def require_table(name: str, head: str) -> None:
    """Raises UnreadableError, saying what it is, for a text that no choice would make a table."""
    for other in _OTHERS:
        if other.begins.match(head):
            raise UnreadableError(f"{name} is {other.what}, not a table.", other.hint)
