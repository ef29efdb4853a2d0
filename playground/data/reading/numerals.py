"""The number in a cell as people write it: with currency, percent, groups of digits, either decimal mark."""

from __future__ import annotations

import re
from typing import NamedTuple

from playground.data.numbers import is_missing

_BLANK = " \u00a0\u202f\u2009\u2007"
_MINUS = str.maketrans("−﹣－", "---")
_CURRENCY = (
    r"(?:(?:US|CA|AU|NZ|HK|NT|[RSAC])?[$\u00a2-\u00a5\u058f\u060b\u0e3f\u20a0-\u20cf\ufdfc\ufe69\uff04\uffe0\uffe1\uffe5\uffe6]"
    r"|AED|AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|HUF|ILS|INR|JPY|KRW|MXN|NOK|NZD|PLN|RMB|RUB|SEK|SGD|THB|TRY"
    r"|UAH|USD|ZAR|Rs\.?|kr\.?|zł|Kč|Ft|lei|руб\.?|р\.|S?Fr\.)"
)
_NUMBER = re.compile(
    rf"""([-+]?)[{_BLANK}]*(?:{_CURRENCY}[{_BLANK}]*)?([-+]?)
    ([.,]?\d[\d.,'’{_BLANK}]*?)([eE][-+]?\d+)?
    [{_BLANK}]*(?:%|{_CURRENCY})?""",
    re.VERBOSE,
)
_FRACTION = re.compile(r"([-+]?)(?:(\d+) +)?(\d+) ?/ ?(\d+)")
_GROUPS = re.compile(rf"[,.'’{_BLANK}]")
_LONGEST, _LONGEST_FRACTION = 400, 40  # characters
_INFINITE = frozenset({"inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"})


def _body(mark: str, other: str) -> re.Pattern[str]:
    """Digits, in groups or not, with decimals after the mark; Indian groups have two digits."""
    groups = rf"[1-9]\d{{0,2}}(?:(?:{other}\d{{2,3}})*{other}\d{{3}}|(?:['’]\d{{3}})+|(?:[{_BLANK}]\d{{3}})+)"
    return re.compile(rf"({groups}|\d*)(?:{mark}(\d*))?")


_BODIES = {".": _body(r"\.", ","), ",": _body(",", r"\.")}


class Meant(NamedTuple):
    """What a cell means with a decimal point, and with a decimal comma; None where it is no number."""

    point: float | None
    comma: float | None

    def by(self, decimal: str) -> float | None:
        return self.comma if decimal == "," else self.point

    @property
    def is_number(self) -> bool:
        return self.point is not None or self.comma is not None

    @property
    def only(self) -> str:
        """The one decimal mark with which it is a number; "" where both or none will do."""
        if (self.point is None) == (self.comma is None):
            return ""
        return "," if self.point is None else "."

    @property
    def differs(self) -> bool:
        """Whether it is a number either way, but another one: 133,500."""
        return self.point is not None and self.comma is not None and self.point != self.comma


NO_NUMBER = Meant(None, None)


def meant_by(cell: str) -> Meant:
    """The number in a cell. Each is `float` of what is left without signs of currency, percent and groups.

    "$1,250.50" is 1250.5, "12 %" is 12, "(3)" is −3 as accountants write it, "1/4" is 0.25.
    """
    text = cell.strip().translate(_MINUS)
    if text.casefold() in _INFINITE:
        value = float(text)
        return Meant(value, value)
    if len(text) > _LONGEST or not text or "_" in text:
        return NO_NUMBER
    if text[0] == "(" and text[-1] == ")" and text[1:2] not in {"", "-", "+"}:
        point, comma = meant_by(text[1:-1])
        return Meant(None if point is None else -point, None if comma is None else -comma)
    if "/" in text:
        return _fraction(text)
    parts = _NUMBER.fullmatch(text)
    if parts is None or (parts[1] and parts[2]):
        return NO_NUMBER
    sign, power = parts[1] or parts[2], parts[4] or ""
    return Meant(*(_value(mark, sign, parts[3].strip(), power) for mark in _BODIES))


def is_number(cell: str) -> bool:
    """Whether a cell holds a number, however it is written."""
    return meant_by(cell).is_number and not is_missing(cell)


def _value(mark: str, sign: str, digits: str, power: str) -> float | None:
    found = _BODIES[mark].fullmatch(digits)
    if found is None or not (found[1] or found[2]):
        return None
    return float(f"{sign}{_GROUPS.sub('', found[1]) or '0'}.{found[2] or '0'}{power}")


def _fraction(text: str) -> Meant:
    parts = _FRACTION.fullmatch(text) if len(text) <= _LONGEST_FRACTION else None
    if parts is None or not int(parts[4]):
        return NO_NUMBER
    size = int(parts[2] or 0) + int(parts[3]) / int(parts[4])
    value = -size if parts[1] == "-" else size
    return Meant(value, value)
