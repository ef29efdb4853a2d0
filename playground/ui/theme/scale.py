"""The text size of the whole window: every length that holds text, and every font, goes through here.

`px` is a length at the text size that is on now; painting asks it each time. What is set only once, such
as the height of a bar or the font of a label, is set by `scaled`, which sets it again when the size changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from shiboken6 import isValid

BODY, SMALL, FIGURE = 13, 11, 19  # px of text at 100 %
PRESENTED = 28  # px of formulae, and of the numbers of a network, in a presentation

Values = Callable[[], tuple[Any, ...]]

F = TypeVar("F", bound=Callable[..., Any])

_percent = 100
_caches: list[_lru_cache_wrapper[Any]] = []
_scaled: WeakKeyDictionary[QObject, dict[str, Values]] = WeakKeyDictionary()


def px(length: float) -> int:
    """A length in whole px at the present text size, from what it is at 100 %."""
    return round(length * _percent / 100)


def scaled(setter: Callable[..., Any], *values: Any) -> None:
    """Call a setter of a widget or a layout, now and whenever the text size changes.

    Numbers are lengths at 100 %. One function in their place makes the value; it must not hold the widget.
    """
    made: Values = (lambda: (values[0](),)) if callable(values[0]) else (lambda: tuple(map(px, values)))
    owner = setter.__self__  # type: ignore[attr-defined]
    _scaled.setdefault(owner, {})[setter.__name__] = made
    setter(*made())


def remembered(function: F) -> F:
    """Keep what a function makes for the present text size, such as fonts and widths of words."""
    made = lru_cache(maxsize=8192)(function)
    _caches.append(made)
    return cast(F, made)


def set_percent(percent: int) -> bool:
    """Take another text size for whatever is made from now on; says whether it is another one."""
    global _percent
    changed, _percent = percent != _percent, percent
    if changed:
        for cache in _caches:
            cache.cache_clear()
    return changed


def apply() -> None:
    """Set again what was set by `scaled`."""
    for owner, setters in list(_scaled.items()):
        if isValid(owner):
            for name, values in setters.items():
                getattr(owner, name)(*values())


def in_px(sheet: str) -> str:
    """A style sheet in which lengths may be written in sp: px at 100 % that grow with the text size."""
    return re.sub(r"\b(\d+)sp\b", lambda found: f"{px(int(found[1]))}px", sheet)
