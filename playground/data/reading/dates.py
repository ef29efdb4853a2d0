"""The date in a cell, as days: what spreadsheets, databases and people write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime

_SECONDS = 86_400.0
_ISO = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2}(?:[T ]\d.*)?)?")
_TIME = r"(?:,?[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?([AaPp][Mm])?)?"
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?" + _TIME)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|\d{2})" + _TIME)
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[-. ]+)?([A-Za-z]{3,9})\.?[- ]+"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,? +)?(\d{4}|\d{2})" + _TIME
)
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}

ORDERS = ("day first", "month first")


def days(cell: str, order: str = ORDERS[0]) -> float | None:
    """The days from the year 1 on to a date, with the time of day as a fraction; None where there is none.

    `order` is what stands first in 03/04/2024; parted by points it is always the day.
    """
    text = cell.strip()
    if not 6 <= len(text) <= 40 or not any(map(str.isdigit, text)):
        return None
    with suppress(ValueError, OverflowError):
        moment = _moment(text, order)
        if moment is not None:
            since = moment - datetime(1, 1, 1)  # noqa: DTZ001  # both are without a zone
            return since.days + 1 + (since.seconds + since.microseconds / 1e6) / _SECONDS
    return None


def order_of(cells: Iterable[str]) -> str | None:
    """What stands first in these dates: None where they are no dates, "?" where both may be."""
    read = {order: [days(cell, order) for cell in cells] for order in ORDERS}
    fitting = [order for order, found in read.items() if None not in found]
    if len(fitting) == 2 and read[ORDERS[0]] != read[ORDERS[1]]:
        return "?"
    return fitting[0] if fitting else None


def shown(day: float) -> str:
    """The date of so many days, for a name: 2024-01-31."""
    return datetime.fromordinal(int(day)).date().isoformat()


def _moment(text: str, order: str) -> datetime | None:
    if _ISO.fullmatch(text):
        with suppress(ValueError):
            moment = datetime.fromisoformat(text)
            return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    for pattern, made in _FORMS:
        if parts := pattern.fullmatch(text):
            return made(parts, order)
    return None


def _year_first(parts: re.Match[str], _order: str) -> datetime | None:
    return _made(parts[1], parts[2], parts[3] or "1", parts.groups()[3:])


def _year_last(parts: re.Match[str], order: str) -> datetime | None:
    first, second = parts[1], parts[3]
    day, month = (first, second) if order == ORDERS[0] or parts[2] == "." else (second, first)
    return _made(parts[4], month, day, parts.groups()[4:])


def _named(parts: re.Match[str], _order: str) -> datetime | None:
    month = _MONTHS.get(parts[2].casefold())
    if month is None or (parts[1] and parts[3]):
        return None
    return _made(parts[4], month, parts[1] or parts[3] or "1", parts.groups()[4:])


def _made(year: str, month: str | int, day: str, time: tuple[str | None, ...]) -> datetime:
    """A year of two digits is one from 1970 to 2069."""
    hour, minute, second, half = time
    hours, years = int(hour or 0), int(year)
    if len(year) == 2:
        years += 2000 if years < 70 else 1900
    if half:
        if not 1 <= hours <= 12:
            raise ValueError("a clock of twelve hours has no such hour")
        hours = hours % 12 + 12 * (half.casefold() == "pm")
    return datetime(years, int(month), int(day), hours, int(minute or 0), int(second or 0))  # noqa: DTZ001


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], datetime | None]], ...] = (
    (_YEAR_FIRST, _year_first),
    (_YEAR_LAST, _year_last),
    (_NAMED, _named),
)
