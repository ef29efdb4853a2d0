"""From text to numbers, with a decimal point or a decimal comma."""

from __future__ import annotations

import math
import re

from playground.errors import SpecError
from playground.typography import SUPERSCRIPTS, unscripted

MISSING_WORDS = frozenset(
    {
        "",
        "na",
        "n/a",
        "n.a.",
        "#n/a",
        "<na>",
        "nan",
        "-nan",
        "nat",
        "null",
        "(null)",
        "#null!",
        "none",
        "nil",
        "missing",
        "\\n",
        "?",
        ".",
        "..",
        "...",
        "-",
        "--",
        "---",
        "–",
        "—",
        "−",
        "#div/0!",
        "#value!",
        "#ref!",
        "#name?",
        "#num!",
        "1.#ind",
        "-1.#ind",
        "1.#qnan",
    }
)
"""What stands for a missing value, in small letters."""

_POWER = re.compile(rf" ?[·*×] ?10(?:\^([-+]?\d+)|([{SUPERSCRIPTS}]+))$")


def to_float(cell: str) -> float | None:
    """The number in a cell ("1.5", "1,5", "−2e3", also "nan" and "inf"), or None when there is none."""
    if "_" in cell:  # Python reads 1_000 as a number; nobody else does
        return None
    try:
        return float(cell.replace(",", ".").replace("−", "-"))
    except ValueError:
        return None


def is_missing(cell: str) -> bool:
    """Whether a cell is empty or holds a word that stands for a missing value."""
    return cell.strip().casefold() in MISSING_WORDS


def parse_number(text: str) -> float:
    """A number as a hand types it: 0.25, -3, 1e-3, 1/2, −2/3, also with a decimal comma, or as the screen
    writes it: 1.5·10⁻⁷.

    Raises SpecError, with the reason, for everything that is no finite number.
    """
    words = text.strip().replace("−", "-")
    if not words:
        raise SpecError("The field is empty.", "Type a number, such as 0.5, -3 or 1/2.")
    above, slash, below = words.partition("/")
    parts = [above, below] if slash else [above]
    numbers = [to_float(_POWER.sub(_e_notation, part.strip())) for part in parts]
    if None in numbers:
        raise SpecError(f"“{text.strip()}” is not a number.", "Type a number, such as 0.5, -3 or 1/2.")
    top, bottom = numbers[0] or 0.0, numbers[1] if slash else 1.0
    if bottom == 0.0:
        raise SpecError(f"{words} divides by 0.", "The denominator must not be 0.")
    number = top / (bottom or 1.0)
    if not all(map(math.isfinite, (top, bottom or 1.0, number))):
        raise SpecError(f"{words} is not a finite number.", "Type a smaller number.")
    return number


def _e_notation(power: re.Match[str]) -> str:
    return f"e{unscripted(power[1] or power[2])}"
