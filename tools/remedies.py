"""What a person does who follows the hint of a message about a table."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from playground.data import Raw, Recipe, preview
from playground.data.reading.encoding import codec_of, encoding_of
from playground.errors import DataError


@dataclass
class Patient:
    """A file and its recipe on the way to be read; `said` are the messages so far.

    separator  what parts its columns, as whoever wrote it knows
    """

    content: bytes
    recipe: Recipe
    separator: str
    said: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)

    def choose(self, **choices: object) -> bool:
        self.recipe = msgspec.structs.replace(self.recipe, **choices)
        return True

    def edit(self, number: int, change: Callable[[str], str | None]) -> bool:
        """Change a line, or take it out, as one does in an editor."""
        encoding = codec_of(encoding_of(Raw("my.csv", self.content), self.recipe.encoding))
        lines = re.split("(\r\n|\n|\r)", self.content.decode(encoding))
        place = 2 * (number - 1)
        line = change(lines[place])
        lines[place : place + 2] = [] if line is None else [line, *lines[place + 1 : place + 2]]
        self.content = "".join(lines).encode(encoding)
        return True

    def columns(self) -> list[str]:
        return [info.name for info in preview(Raw("my.csv", self.content), self.recipe).columns]


def _line(error: DataError) -> int:
    """The line that the message names."""
    found = re.search(r"\b(?:line|row) ([\d,]+)", error.message)
    assert found, f"no line is named: {error}"
    return int(found[1].replace(",", ""))


def _take_row_out(patient: Patient, error: DataError) -> bool:
    return patient.edit(_line(error), lambda _: None)


def _unquote(patient: Patient, error: DataError) -> bool:
    return patient.edit(_line(error), lambda line: line.replace('"', ""))


def _rename(patient: Patient, error: DataError) -> bool:
    """Call the second of two columns otherwise."""
    found = re.search(r'called "(.*)"', error.message)
    assert found, error
    name = found[1].replace('"', '""')
    number = next((k for k, line in enumerate(_lines(patient), 1) if line.count(name) > 1), 0)
    if not number:  # a name that is tidied stands there otherwise
        return patient.choose(header=False)
    turned = f"other{len(patient.said)}"[::-1]
    return patient.edit(number, lambda line: line[::-1].replace(name[::-1], turned, 1)[::-1])


def _lines(patient: Patient) -> list[str]:
    raw = Raw("my.csv", patient.content)
    return raw.data.decode(codec_of(encoding_of(raw, patient.recipe.encoding))).splitlines()


def _drop_rows(patient: Patient, _error: DataError) -> bool:
    return patient.choose(missing="drop")


def _other_decimal(patient: Patient, _error: DataError) -> bool:
    other = {None: ".", ".": ",", ",": "."}[patient.recipe.decimal]
    return patient.choose(decimal=other)


def _other_target(patient: Patient, error: DataError) -> bool:
    columns = patient.columns()
    patient.tried += [name for name in columns if f'the target "{name}"' in error.message]
    left = [name for name in columns if name not in patient.tried]
    if not left:
        return False
    patient.tried.append(left[-1])
    return patient.choose(target=left[-1], task=None, inputs=())


def _one_hot(patient: Patient, error: DataError) -> bool:
    """Take the texts, and where that is not enough the dates; else another target."""
    recipe = patient.recipe
    if recipe.texts != "one-hot":
        return patient.choose(texts="one-hot", dates="days")
    return _other_target(patient, error)


def _fill(patient: Patient, _error: DataError) -> bool:
    return patient.choose(missing="mean")


def _leave_out(patient: Patient, error: DataError) -> bool:
    """Learn from all columns but the target and the one that is named."""
    found = re.search(r'column "(.*)"', error.message)
    assert found, error
    patient.tried.append(found[1])
    columns = patient.columns()
    target = patient.recipe.target or columns[-1]
    left = tuple(name for name in columns if name not in {target, *patient.tried})
    return bool(left) and patient.choose(target=target, inputs=left)


def _usual_columns(patient: Patient, _error: DataError) -> bool:
    """A column that was chosen is no longer there."""
    return patient.choose(target=None, inputs=())


def _separator(patient: Patient, _error: DataError) -> bool:
    """Choose what parts the columns; False where that was done already."""
    return patient.recipe.separator is None and patient.choose(separator=patient.separator)


def _nothing(_patient: Patient, _error: DataError) -> bool:
    """The message says that this is no table, or one without rows: to be right about it is enough."""
    return False


@dataclass(frozen=True)
class Remedy:
    """What the hint says, and how it is followed: False where there is nothing to be done."""

    pattern: re.Pattern[str]
    follow: Callable[[Patient, DataError], bool]


def _remedy(words: str, follow: Callable[[Patient, DataError], bool]) -> Remedy:
    return Remedy(re.compile(words), follow)


REMEDIES = (
    _remedy("drop rows", _drop_rows),
    _remedy("remove its row|Give every row the same number of cells", _take_row_out),
    _remedy("Divide the column", _take_row_out),  # a single number is so large
    _remedy("decimal mark", _other_decimal),
    _remedy('Put " at both ends', _unquote),
    _remedy("its own name", _rename),
    _remedy("[Cc]hoose another target", _other_target),
    _remedy("choose them \\(option inputs", _one_hot),
    _remedy("with a header and a row|Add the data below|encoded in UTF-8", _nothing),
    _remedy("Choose the separator", _separator),
    _remedy("fill the cells", _fill),
    _remedy("Leave it out of the inputs", _leave_out),
    _remedy("Choose one of|Did you mean", _usual_columns),
)
"""The first that fits is followed."""
