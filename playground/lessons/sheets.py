"""Worksheets for a class: a sheet for each name of a list, or so many without a name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, overload

import msgspec
from msgspec import Meta

from playground.errors import FileError
from playground.files import read
from playground.lessons.lesson import Lesson
from playground.lessons.sheet import Sheet, fits_paper, sheet_of
from playground.settings import check

MOST = 500
"""Sheets at once."""

PAPERS = {"a4": "A4", "letter": "Letter"}
"""The sizes of paper, with their names."""


class SheetChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What is chosen for worksheets; the first two are about those without a name."""

    sheets: Annotated[
        int,
        Meta(
            ge=1,
            le=MOST,
            title="Sheets",
            description="Number of sheets, each with an empty line for the name.",
        ),
    ] = 1
    variant: Annotated[
        int,
        Meta(
            ge=0,
            le=999_999,
            title="First variant",
            description="Variant of the first sheet; the others have the next ones. 0: all have the "
            "lesson's own numbers.",
        ),
    ] = 0
    paper: Annotated[
        str,
        Meta(
            title="Paper",
            description="Page size.",
            extra={"choices": tuple(PAPERS), "labels": tuple(PAPERS.values())},
        ),
    ] = "a4"

    def __post_init__(self) -> None:
        check(self)


class Sheets(Sequence[Sheet]):
    """Each sheet is made when it is asked for: numbers that can be told apart take a while to find.

    There is one for each of the `names`; without any, as many as are chosen, with an empty line for the name.
    """

    def __init__(
        self, lesson: Lesson, names: Sequence[str] = (), choices: SheetChoices | None = None
    ) -> None:
        """Raises FileError for a lesson without exercises, and for more names than are printed at once."""
        if not fits_paper(lesson):
            message = f"“{lesson.title}” has no exercise that can be printed."
            raise FileError(message, "Calculate, predict_sign, choose, order and explain can.")
        if len(names) > MOST:
            raise FileError(f"{len(names):,} names are too many.", f"At most {MOST} are printed at once.")
        self.lesson, self.names, self.choices = lesson, tuple(names), choices or SheetChoices()

    def __len__(self) -> int:
        return len(self.names) or self.choices.sheets

    @overload
    def __getitem__(self, place: int) -> Sheet: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Sheet]: ...
    def __getitem__(self, place: int | slice) -> Sheet | Sequence[Sheet]:
        if isinstance(place, slice):
            return [self[k] for k in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        if self.names:
            return sheet_of(self.lesson, self.names[place])
        first = self.choices.variant
        return sheet_of(self.lesson, variant=first + place if first else 0)


def names_in(text: str) -> tuple[str, ...]:
    """The names of a list, one a line; a table's first column."""
    lines = (line.split("\t")[0].strip() for line in text.removeprefix("\ufeff").splitlines())
    return tuple(dict.fromkeys(filter(None, map(_unquoted, lines))))


def read_names(path: str | Path) -> tuple[str, ...]:
    """The names in a file. Raises FileError."""
    path = Path(path)
    try:
        names = names_in(read(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FileError(f"{path} is not a text in UTF-8.", "Save it as UTF-8.") from error
    if not names:
        raise FileError(f"{path} holds no names.", "Write one per line.")
    return names


def _unquoted(name: str) -> str:
    """A name that a spreadsheet has put into quotation marks, without these."""
    whole = len(name) > 1 and name[0] == name[-1] == '"'
    return name[1:-1].replace('""', '"').strip() if whole else name
