"""Settings declared once: a field's type, limits, default, label and help sit on a msgspec Struct.

    class Recipe(msgspec.Struct, frozen=True, kw_only=True):
        noise: Annotated[float, Meta(ge=0, le=100, title="Noise", description="What it does.")] = 0

        def __post_init__(self) -> None:
            check(self)

The limits of a tuple's elements go inside, `tuple[Annotated[int, Meta(ge=1)], ...]`, or msgspec refuses to
decode; choices are a Literal or `Meta(extra={"choices": NAMES})`, what they are called there "labels", a
longest tuple "max_length", a tuple whose elements have to differ "distinct", a longest text "longest".
Files are held to these limits by msgspec; forms, the command line and `check` read them from here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import Struct

from playground.errors import SpecError, did_you_mean
from playground.text import short

_NOUNS = {bool: "yes or no (true or false)", int: "a whole number", float: "a number", str: "a word"}


class Setting(Struct, frozen=True):
    """One field of a settings Struct, as forms and the command line need it.

    type        bool, int, float or str; of a tuple, the type of its elements
    minimum     the least value, which itself is allowed unless `exclusive_minimum`; likewise the maximum
    choices     the allowed words; empty when any will do
    labels      what the choices are called on screen and on the command line, if not by their own names
    longest     how many characters a text has at most
    many        the field is a tuple: limits and choices hold for each element, `max_length` for their count
    distinct    no element of the tuple may stand there twice
    optional    None is allowed
    """

    name: str
    label: str
    help: str
    type: type
    default: Any
    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: bool = False
    exclusive_maximum: bool = False
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    longest: int | None = None
    many: bool = False
    distinct: bool = False
    max_length: int | None = None
    optional: bool = False

    @property
    def allowed(self) -> str:
        """What one value may be, in words: "a whole number from 2 to 8"."""
        if self.choices:
            return f"one of {', '.join(self.labels or self.choices)}"
        if self.longest is not None:
            return f"a text of at most {self.longest:,} characters"
        return f"{_NOUNS[self.type]} {self._range()}".strip()

    def _range(self) -> str:
        low = "" if self.minimum is None else _format_limit(self.minimum)
        high = "" if self.maximum is None else _format_limit(self.maximum)
        if low and high and not (self.exclusive_minimum or self.exclusive_maximum):
            return f"from {low} to {high}"
        above = low and f"{'greater than' if self.exclusive_minimum else 'at least'} {low}"
        below = high and f"{'less than' if self.exclusive_maximum else 'at most'} {high}"
        return " and ".join(filter(None, (above, below)))

    def accepts(self, value: object) -> bool:
        """Whether one value (of a tuple: one element) has the type and lies within limits and choices."""
        if not _has_type(value, self.type) or (self.choices and value not in self.choices):
            return False
        if isinstance(value, str):
            return self.longest is None or len(value) <= self.longest
        return not isinstance(value, (int, float)) or self._within(value)

    def _within(self, value: float) -> bool:
        low, high = self.minimum, self.maximum
        above = low is None or (value > low if self.exclusive_minimum else value >= low)
        below = high is None or (value < high if self.exclusive_maximum else value <= high)
        return above and below


@cache
def settings_of(struct: type[msgspec.Struct]) -> dict[str, Setting]:
    """The settings of a Struct by field name: every field whose Meta has a title."""
    fields = msgspec.structs.fields(struct)
    found = {field.name: _setting(field) for field in fields}
    return {name: setting for name, setting in found.items() if setting is not None}


def labels_of(struct: type[msgspec.Struct], names: Iterable[str]) -> str:
    """What fields are called within a sentence: "learning rate α, batch size"."""
    settings = settings_of(struct)
    labels = [settings[name].label if name in settings else name for name in names]
    return ", ".join(label[:1].lower() + label[1:] for label in labels)


def check(struct: msgspec.Struct) -> None:
    """Raise SpecError, naming label, value and what is allowed, at the first value that is not allowed."""
    for setting in settings_of(type(struct)).values():
        value = getattr(struct, setting.name)
        if value is None and setting.optional:
            continue
        if setting.many:
            _check_many(setting, value)
        for one in value if setting.many else (value,):
            if not setting.accepts(one):
                raise _refusal(setting, one)


def _check_many(setting: Setting, values: object) -> None:
    if not isinstance(values, tuple):
        raise SpecError(
            f"{setting.label} cannot be {values!r}.", f"Give a list, each entry {setting.allowed}."
        )
    if setting.max_length is not None and len(values) > setting.max_length:
        message = f"{setting.label} cannot have {len(values)} entries."
        raise SpecError(message, f"Choose {setting.max_length} at most.")
    if setting.distinct and (twice := {one for one in values if values.count(one) > 1}):
        message = f"{setting.label} cannot contain {_quoted(min(twice))} twice."
        raise SpecError(message, "Name each one once.")


def _refusal(setting: Setting, value: object) -> SpecError:
    message = f"{setting.label} cannot {'contain' if setting.many else 'be'} {_quoted(value)}."
    if setting.choices:
        return SpecError(message, did_you_mean(str(value), setting.labels or setting.choices))
    return SpecError(message, f"Choose {setting.allowed}.")


def _quoted(value: object) -> str:
    return short(repr(value), 60)


def _format_limit(limit: float) -> str:
    """A limit as a reader writes it: 1,000,000,000 and not 1e9, 0.001 as it is."""
    return f"{int(limit):,}" if limit == int(limit) else f"{limit:g}"


def _has_type(value: object, kind: type) -> bool:
    """Python counts True as an int; a form does not. A whole number is a fine float, NaN and inf are not."""
    if isinstance(value, bool) or kind is bool:
        return kind is bool and isinstance(value, bool)
    if kind is float:
        return isinstance(value, (int, float)) and abs(value) <= sys.float_info.max
    return isinstance(value, kind)


def _setting(field: msgspec.structs.FieldInfo) -> Setting | None:
    kind, wrappers, metas = _unwrap(field.type)
    label = _first(metas, "title")
    if label is None:
        return None
    if kind not in _NOUNS:
        raise TypeError(f"{field.name}: a setting is a bool, int, float or str, or a tuple of one of them")
    extra = {key: value for meta in reversed(metas) for key, value in (meta.extra or {}).items()}
    return Setting(
        name=field.name,
        label=label,
        help=_first(metas, "description") or "",
        type=kind,
        default=_default(field),
        choices=tuple(extra.get("choices", ())),
        labels=tuple(extra.get("labels", ())),
        longest=extra.get("longest"),
        many=tuple in wrappers,
        distinct=extra.get("distinct", False),
        max_length=extra.get("max_length", _first(metas, "max_length")),
        optional=NoneType in wrappers,
        **_limits(metas),
    )


def _limits(metas: list[msgspec.Meta]) -> dict[str, Any]:
    above, below = _first(metas, "gt"), _first(metas, "lt")
    return {
        "minimum": _first(metas, "ge") if above is None else above,
        "maximum": _first(metas, "le") if below is None else below,
        "exclusive_minimum": above is not None,
        "exclusive_maximum": below is not None,
    }


def _unwrap(kind: object) -> tuple[Any, set[type], list[msgspec.Meta]]:
    """A field's innermost type, what wraps it (tuple, NoneType), and its annotations from the outside in."""
    wrappers: set[type] = set()
    metas: list[msgspec.Meta] = []
    while (origin := get_origin(kind)) is not None:
        first, *others = get_args(kind)
        if origin is Annotated:
            metas += [note for note in others if isinstance(note, msgspec.Meta)]
        elif origin is tuple:
            wrappers.add(tuple)
        elif origin is Literal:
            return str, wrappers, [*metas, msgspec.Meta(extra={"choices": (first, *others)})]
        elif NoneType in others:
            wrappers.add(NoneType)
        else:
            break
        kind = first
    return kind, wrappers, metas


def _first(metas: list[msgspec.Meta], attribute: str) -> Any:
    """The value of an attribute in the outermost annotation that gives it; None when none does."""
    return next((value for meta in metas if (value := getattr(meta, attribute)) is not None), None)


def _default(field: msgspec.structs.FieldInfo) -> object:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return None if field.default is msgspec.NODEFAULT else field.default
