"""What every format needs: weights that are numbers, JSON decoded with the place of an error named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from playground.arrays import Array
from playground.data import Recipe
from playground.data.limits import MOST_NUMBERS, MOST_ROWS
from playground.errors import FileError, PlaygroundError, SpecError
from playground.settings import settings_of
from playground.training import Spec
from playground.training.parameters import are_sound
from playground.training.spec import MAX_PARAMETER

MOST_VALUES = 8_000_000
"""In a JSON file, as its commas count them: read, each takes 32 bytes of memory or more."""

MOST_IN_ROWS = MOST_NUMBERS + 2 * MOST_ROWS
"""More of them, in the lists of rows (inputs, target, test): these are read some at a time."""

VERSION = 1
Version = Annotated[int, Meta(ge=1)]
HINT = "Correct it, or save the file again from the app."

_WITHIN_A_PART = re.compile(r" - at `\$\.\w+[.\[]")  # as msgspec says `$.spec.seed`, not `$.spec`

T = TypeVar("T")


Epoch = Annotated[int, Meta(ge=0, le=10**12)]
Steps = Annotated[int, Meta(ge=0, le=10**15)]


def check_weights(theta: Array, place: str) -> None:
    """Raises FileError, naming their place, for weights that no network can go on with."""
    if not are_sound(theta):
        message = f"{place}: a weight is not a number, or larger than {MAX_PARAMETER:,}."
        raise FileError(message, "Export the weights again, from before the run diverged.")


def check_finite(theta: Array, path: Path) -> None:
    """Weights that no network can go on with are not worth a file. Raises FileError."""
    if not are_sound(theta):
        message = f"{path} was not written: the run has diverged, its weights are not finite."
        raise FileError(message, "Restore the last good weights, or train with a lower learning rate.")


@contextmanager
def located(path: Path) -> Iterator[None]:
    """What is wrong with a file's contents is said with its name before. Raises FileError."""
    try:
        yield
    except PlaygroundError as error:
        if not error.message.startswith(str(path)):
            error.message = f"{path}: {error.message}"
        if isinstance(error, FileError):
            raise
        raise FileError(error.message, error.hint) from error


def decode(
    content: bytes,
    kind: type[T],
    path: Path,
    expected: str,
    in_rows: Callable[[bytes], int] = lambda _: 0,
) -> T:
    """The JSON as a Struct. Raises FileError, naming the place, for anything it does not allow.

    A file may do without its header; where it has one, the format has to be the `expected` one. `in_rows`
    tells how many of its values are in rows.
    """
    if (values := content.count(b",")) > MOST_VALUES:
        values -= min(in_rows(content), MOST_IN_ROWS)
    if values > MOST_VALUES:
        raise FileError(f"{path} holds too much: {values:,} values.", f"At most {MOST_VALUES:,} are allowed.")
    what = f"{expected.replace('backprop-playground', 'Backprop Playground')} file"
    if content[:1_000].lstrip()[:1] == b"[":  # as other programs write tables
        raise FileError(f"{path} is a list, not a {what}.", "To open a table, save it as CSV.")
    header = _json(content, _Header, path, foreign=what)
    if header.format not in {None, expected}:
        raise FileError(f"{path} is not a {what} but “{header.format}”.", "Choose another file.")
    if header.format and header.version > VERSION:
        message = f"{path} was saved by a newer version of Backprop Playground."
        raise FileError(message, "Install the newest version to open it.")
    return _json(content, kind, path, foreign="" if header.format else what)


def indented(value: Any) -> bytes:
    """As JSON that is good to read: lists of numbers on a line each."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
    # Only outside of a text can a new line follow a bracket.
    return re.sub(rb"\[\n[\s\w.,+-]+\]", lambda found: b"[" + b" ".join(found[0][1:-1].split()) + b"]", text)


def format_in(content: bytes) -> str | None:
    """The format that the header of a JSON file names; None where it names none."""
    try:
        return msgspec.json.decode(content, type=_Header).format
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None  # whoever reads all of it says what is wrong


class _Header(msgspec.Struct):
    format: str | None = None
    version: Version = VERSION


def _json(content: bytes, kind: type[T], path: Path, foreign: str) -> T:
    """The JSON as a Struct; `foreign`: what it is not if already its uppermost level does not fit."""
    try:
        return msgspec.json.decode(content, type=kind)
    except SpecError as error:
        raise FileError(f"{path}: {_field(error.message)}{error.message}", error.hint) from error
    except msgspec.ValidationError as error:
        if foreign and not _WITHIN_A_PART.search(str(error)):
            hint = f"Choose a file saved by the app. What does not fit: {placed(str(error))}."
            raise FileError(f"{path} is not a {foreign}.", hint) from error
        raise FileError(f"{path}: {placed(str(error))}.", HINT) from error
    except RecursionError as error:
        raise FileError(f"{path} is nested too deeply.", "Choose another file.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"{path} is not a Backprop Playground file: {error}."
        raise FileError(message, "Choose a file saved by the app.") from error


def placed(message: str, within: str = "") -> str:
    """From "Expected `int` <= 64 - at `$.spec.seed`" to "spec.seed: expected `int` <= 64"."""
    what, _, place = message.partition(" - at ")
    what = what[:1].lower() + what[1:]
    where = f"{within}{place.strip('`').removeprefix('$')}".lstrip(".")
    return f"{where}: {what}" if where else what


def _field(refusal: str) -> str:
    """The field that a refusal by `settings.check` speaks of: it begins with the field's label."""
    for place, struct in (("spec", Spec), ("data.recipe", Recipe)):
        for name, setting in settings_of(struct).items():
            if refusal.startswith(f"{setting.label} cannot "):
                return f"{place}.{name}: "
    return ""
