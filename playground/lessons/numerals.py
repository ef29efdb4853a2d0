"""Numbers as students of all countries type them: 0.42, 0,42, −.5, 1/3, 2e-3, 1.5·10⁻³.

No locale has a say: German would read "1.234" as 1234. "." or "," is the decimal mark, one of them and once.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

from msgspec import Struct

from playground.errors import SpecError
from playground.text import plain, short
from playground.typography import SUPERSCRIPTS, unscripted

_LONGEST = 60
_HINT = "Write a number such as 0.125, -0,125, 1/8 or 1.25e-1."
_MINUS = str.maketrans(dict.fromkeys("\u2212\u2013\u2014\u2010\u2011\ufe63\uff0d", "-") | {"\uff0b": "+"})
_NUMBER = r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)"
_POWER = rf"(?:[eE]([-+]?\d{{1,3}})| ?[·*×x] ?10(?:\^?([-+]?\d{{1,3}})|([{SUPERSCRIPTS}]{{1,4}})))?"
_PLAIN = re.compile(rf"({_NUMBER}){_POWER}")
_FRACTION = re.compile(rf"({_NUMBER}) ?/ ?({_NUMBER})")


class Typed(Struct, frozen=True):
    """A number that was typed. `decimals`: how many it has; None for a fraction, which is exact."""

    value: Decimal
    decimals: int | None

    @property
    def echo(self) -> str:
        """As it was understood, to be shown beside the field."""
        text = f"{self.value:f}" if abs(self.value.adjusted()) < 12 else f"{self.value:e}"
        return (f"{self.value:.6g}" if self.decimals is None else text).replace("-", "−")


def typed(text: str) -> Typed:
    """Read a number. Raises SpecError, saying how to write one, for all that is none."""
    words = text.strip().translate(_MINUS)
    if not words:
        raise SpecError("The field is empty.", _HINT)
    if len(words) > _LONGEST:
        raise SpecError("This is too long for a number.", _HINT)
    if found := _PLAIN.fullmatch(words):
        value = _decimal(found[1]).scaleb(int(found[2] or found[3] or unscripted(found[4] or "0")))
        return Typed(value, max(0, -int(value.as_tuple().exponent)))
    if found := _FRACTION.fullmatch(words):
        return Typed(_quotient(_decimal(found[1]), _decimal(found[2])), None)
    raise SpecError(f"“{short(plain(text), 40)}” is not a number.", _HINT)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "."))


def _quotient(above: Decimal, below: Decimal) -> Decimal:
    if not below:
        raise SpecError("A fraction cannot be divided by 0.", _HINT)
    with localcontext(prec=40):
        return above / below
