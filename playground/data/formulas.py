"""Texts that a spreadsheet would run as a formula: an apostrophe keeps them texts, as typed ones are.

A table from somebody else may name a class =HYPERLINK(...): what is saved or copied is to be harmless.
The usual remedy against "CSV injection" (OWASP), made so that it can be taken back.
"""

from __future__ import annotations

import re

from playground.data.numbers import to_float

_FORMULA = re.compile("'*[=+\\-@＝＋－＠].")  # wide ones, too, begin a formula
_DISARMED = re.compile("'+[=+\\-@＝＋－＠].")


def disarmed(text: str) -> str:
    """The text as it is written into a table; numbers stay as they are."""
    return f"'{text}" if _FORMULA.match(text) and to_float(text) is None else text


def rearmed(cell: str) -> str:
    """The text that was written so: what `disarmed` has made of it."""
    return cell[1:] if _DISARMED.match(cell) else cell
