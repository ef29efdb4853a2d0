"""What the dialog offers: a row for each format, from the tables of formats."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct
from PySide6.QtGui import QClipboard, QImage

from playground.data import Progress
from playground.export import FORMATS, Format, Options
from playground.export.files import check_finite
from playground.export.formats import Content
from playground.export.packages import command_for, is_missing
from playground.ui.exporting.page_sketch import page_sketch
from playground.ui.exporting.preview import MOST_SHOWN, Preview, size_in_words, text_preview
from playground.ui.exporting.subject import Subject
from playground.ui.pictures.film import Film

Show = Callable[[Progress], Preview]
Make = Callable[[Progress], bytes]

ELSEWHERE, BACK = "To use elsewhere", "To open here again"


class Task(Struct, frozen=True, eq=False):
    """What makes the file's contents: `work` beside the window's thread, and `drawing` in it meanwhile."""

    work: Make
    drawing: Film | None = None


class Offer(Struct, frozen=True):
    """One card. `lacks` says which package is missing, `remedy` is the command that installs it.

    unfit   choices of its options that it has no use for
    unused  options that change nothing in such a file
    """

    suffix: str
    title: str
    serves: str
    group: str
    options: type[Options] = Options
    snippet: str = ""
    lacks: str = ""
    remedy: str = ""
    unfit: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @abstractmethod
    def show(self, subject: Subject, options: Options) -> Show:
        """The work of making a preview, to be done beside the window's thread. Raises PlaygroundError."""

    @abstractmethod
    def make(self, subject: Subject, options: Options) -> Task:
        """The work of making the file's contents. Raises PlaygroundError where that cannot be done."""

    def start_options(self, _subject: Subject) -> Options:
        """What is chosen at first."""
        return self.options()

    @property
    def copies(self) -> bool:
        """Whether the contents can be copied."""
        return False

    def copy(self, content: bytes, clipboard: QClipboard) -> None:
        """Copy the contents, as a text unless they are something else."""
        clipboard.setText(content.decode())

    @property
    def opens(self) -> bool:
        """Whether the program opens such files."""
        return False


SKETCHES: dict[str, Callable[[Subject, Any], QImage]] = {".html": page_sketch}
"""What is shown in place of the text, where that says little."""


class FormatOffer(Offer, frozen=True):
    """A format of the trained network."""

    form: Format = FORMATS[".npz"]

    @classmethod
    def of(cls, form: Format) -> FormatOffer:
        missing = bool(form.needs) and is_missing(form.needs)
        return cls(
            form.suffix,
            form.title,
            form.serves,
            BACK if form.load else ELSEWHERE,
            form.options,
            form.snippet,
            f"Needs the package {form.needs}, which is not installed." if missing else "",
            command_for(form.needs) if missing else "",
            form=form,
        )

    @property
    def copies(self) -> bool:
        return self.form.outline is None

    @property
    def opens(self) -> bool:
        return self.form.load is not None

    def make(self, subject: Subject, options: Options) -> Task:
        def made(tell: Progress) -> bytes:
            content = self._contents(subject, options, tell)
            return content if isinstance(content, bytes) else b"".join(content)

        return Task(made)

    def show(self, subject: Subject, options: Options) -> Show:
        if self.suffix in SKETCHES:
            picture = SKETCHES[self.suffix](subject, options)
            return lambda _tell: Preview(picture=picture, words="a sketch of the page")

        def shown(tell: Progress) -> Preview:
            parts = self._contents(subject, options, tell)
            if not isinstance(parts, bytes):
                return text_preview(_beginning(parts))
            outline = self.form.outline
            text = parts.decode() if outline is None else outline(parts)
            return text_preview(text, size_in_words(len(parts)))

        return shown

    def _contents(self, subject: Subject, options: Options, tell: Progress) -> Content:
        check_finite(subject.snapshot.theta, Path(f"{subject.name}{self.suffix}"))
        trained = subject.experiment, subject.snapshot
        return self.form.contents(*trained, tell, options, subject.history, subject.runs)


def _beginning(parts: Iterable[bytes]) -> str:
    """As much of a file that is made part by part as is looked at; a little more, so that this shows."""
    some, size = [], 0
    for part in parts:
        some.append(part)
        size += len(part)
        if size > MOST_SHOWN:
            break
    return b"".join(some).decode(errors="ignore")


def format_offers() -> list[Offer]:
    """Those of the trained network; what runs by itself first."""
    rows: list[Offer] = [FormatOffer.of(form) for form in FORMATS.values()]
    return sorted(rows, key=lambda row: row.group != ELSEWHERE)
