"""What was handed in: the results in a folder, whatever their files are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from playground.data import Progress
from playground.data.reading.raw import silent
from playground.errors import FileError, PlaygroundError
from playground.files import is_file, open_plain
from playground.lessons.results import FORMAT, SUFFIX, read_result
from playground.text import plain, short
from playground.wording import counted

_HEAD = 1_000  # bytes of a file, in which its format is named
_FORMAT = re.compile(rb'"format"\s*:\s*"%b"' % re.escape(FORMAT).encode())
_MOST, _NAME = 3, 40  # files that are named, and letters of a name


class Collected(Struct, frozen=True):
    """Files with results, the id of the lesson that most of them are of, and the other files beside them."""

    results: tuple[Path, ...] = ()
    lesson: str = ""
    others: tuple[Path, ...] = ()

    @property
    def ignored(self) -> str:
        """The other files in words; empty if there are none."""
        if not self.others:
            return ""
        names = [short(plain(path.name), _NAME) for path in self.others[:_MOST]]
        more = f" and {len(self.others) - _MOST:,} more" if len(self.others) > _MOST else ""
        return f"Ignored: {counted(len(self.others), 'other file')} ({', '.join(names)}{more})."


def from_folder(folder: Path, progress: Progress = silent) -> Collected:
    """The results in a folder, and in the folders of single students in it. Raises FileError for none."""
    try:
        inside = [*folder.iterdir(), *folder.glob("*/*")]
    except OSError as error:
        raise FileError(f"{folder} cannot be read as a folder.", "Name the folder of the results.") from error
    results, others = list[Path](), list[Path]()
    for place, path in enumerate(sorted(inside)):
        progress(place / len(inside))
        if is_file(path) and not _is_hidden(path.relative_to(folder)):
            (results if _is_result(path) else others).append(path)
    if not results:
        raise FileError(f"{folder} holds no results.", "Choose the folder of what students handed in.")
    return Collected(tuple(results), _lesson_of(results), tuple(others))


def from_files(paths: Sequence[Path]) -> Collected:
    """These results. Raises the first error when none can be read."""
    return Collected(tuple(paths), _lesson_of(paths))


def _is_hidden(path: Path) -> bool:
    """What systems lay beside the files of people, as macOS does on a stick."""
    return any(part.startswith(".") for part in path.parts)


def _is_result(path: Path) -> bool:
    """Whether its name says so, or else the beginning of what it holds: mail and browsers rename files."""
    if path.name.casefold().endswith(SUFFIX):
        return True
    try:
        with open_plain(path) as file:
            return _FORMAT.search(file.read(_HEAD)) is not None
    except OSError:
        return False


def _lesson_of(paths: Iterable[Path]) -> str:
    ids, errors = Counter[str](), list[PlaygroundError]()
    for path in paths:
        try:
            ids[read_result(path).lesson] += 1
        except PlaygroundError as error:
            errors.append(error)
    if not ids and errors:
        raise errors[0]
    return ids.most_common(1)[0][0] if ids else ""
