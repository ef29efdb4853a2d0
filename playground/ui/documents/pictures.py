"""Pictures and animations into files: where to, in which format, and what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from playground.data import Progress
from playground.errors import PlaygroundError
from playground.export.animation import ANIMATION_FORMATS, AnimationOptions
from playground.export.pictures import PICTURE_FORMATS, PICTURES, PictureOptions
from playground.files import write
from playground.session import Notice, Session
from playground.settings import settings_of
from playground.ui.background.progress_line import ProgressLine
from playground.ui.background.sliced_job import Slices
from playground.ui.documents.recent import Recent
from playground.ui.documents.saving import ask_where_and_how
from playground.ui.pictures.film import Film
from playground.ui.pictures.taking import PictureTaker


class PictureSaver:
    """Saves the pictures of one window; an animation on a `line` that shows how far it is, with Cancel."""

    def __init__(self, window: QWidget, session: Session, recent: Recent, line: ProgressLine) -> None:
        self._window, self._session, self._recent, self._line = window, session, recent, line
        self.taker = PictureTaker(window, session)
        self._slices = Slices(window, lambda: None)  # the line shows how far it is

    def save(self, picture: str) -> None:
        """Ask where to write a picture and how, and write it."""
        filters = filters_of(picture)
        start = Path(self._recent.folder) / f"{Path(self._session.data.name).stem}-{picture}.png"

        def write_there(path: Path, chosen: str) -> None:
            self._recent.remember_folder(path)
            try:
                self.write(path, self.taker.options(picture, filters[chosen][1]), path.suffix.lower())
            except PlaygroundError as error:
                self._refuse(error)

        ask_where_and_how(
            self._window,
            title=f"Save {PICTURES[picture].title.lower()}",
            start=start,
            endings={words: suffix for words, (suffix, _) in filters.items()},
            write=write_there,
        )

    def write(self, path: Path, options: PictureOptions, suffix: str) -> None:
        """Write a picture, or an animation of the run if the suffix is that of one. Raises FileError."""
        if suffix in ANIMATION_FORMATS:
            shared = {name: getattr(options, name) for name in settings_of(PictureOptions)}
            self.write_film(path, AnimationOptions(**shared | {"scale": 1}), suffix)
            return
        write(path, self.taker.content(options, suffix))
        self._say_saved(path)

    def write_film(self, path: Path, options: AnimationOptions, suffix: str) -> None:
        """Write an animation of the run, while the window lives. Raises FileError when there is no run."""
        film = Film(self._session, options, self._window)
        self._slices.begin(film)
        encoder = film.encoder  # alone: the film holds the window

        def work(tell: Progress) -> None:
            write(path, encoder.work(ANIMATION_FORMATS[suffix], tell))

        self._line.run(f"Drawing {path.name}", work, lambda _: self._say_saved(path), self._refuse)

    def _say_saved(self, path: Path) -> None:
        self._session.notices.show(Notice(f"Saved {path.name} in {path.parent}.", bad=False))

    def _refuse(self, error: PlaygroundError) -> None:
        self._session.notices.show(Notice(str(error)))


def filters_of(picture: str) -> dict[str, tuple[str, int]]:
    """What the file dialog offers: its words, and the suffix and the scale that are meant."""
    found = {}
    for form in PICTURE_FORMATS.values():
        for scale in (2, 1, 3, 4) if form.scaled else (1,):
            times = f" {scale}×" if form.scaled else ""
            found[f"{form.title}{times} (*{form.suffix})"] = (form.suffix, scale)
    if PICTURES[picture].moves:
        for film in ANIMATION_FORMATS.values():
            found[f"Animation of the run, {film.title} (*{film.suffix})"] = (film.suffix, 1)
    return found
