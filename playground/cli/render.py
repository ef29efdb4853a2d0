"""`render`: pictures and animations of a run. Qt draws them, and needs no screen."""

from __future__ import annotations

import argparse
from pathlib import Path

from playground.cli.options import add_outputs, add_setting, chosen, with_facts
from playground.cli.prepare import check_outputs, opened, whole_history
from playground.cli.qt_tools import qt_tools
from playground.cli.running import run_epochs
from playground.cli.terminal import say
from playground.errors import FileError
from playground.export.animation import (
    ANIMATION_FORMATS,
    AnimationOptions,
    animation_format,
    encode,
    epochs_shown,
    told,
)
from playground.export.pictures import (
    PICTURE_FORMATS,
    PICTURES,
    PictureOptions,
    origin,
    picture_format,
    title_of,
)
from playground.files import write
from playground.settings import settings_of
from playground.training import Checkpoint, History, Trainer

_USUAL = 100  # epochs of an animation where none are named


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `render`: what to draw, how, and where to."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    lines = ["pictures:", *(f"  {row.name:8}  {row.title}. {row.shows}" for row in PICTURES.values())]
    lines += ["", "formats, by file extension:"]
    lines += [f"  {form.suffix:8}  {form.title}. {form.serves}" for form in PICTURE_FORMATS.values()]
    lines += [f"  {form.suffix:8}  {form.title}. {form.serves}" for form in ANIMATION_FORMATS.values()]
    parser.epilog = "\n".join(lines).replace("%", "%%")
    parser.add_argument(
        "experiment", metavar="EXPERIMENT", help="An experiment or a model (.json, .npz …), a link or a line."
    )
    add_outputs(parser, "Draw it")
    parser.add_argument(
        "--epochs",
        type=int,
        metavar="N",
        help="Train this many epochs first. An animation shows the run from its initial weights "
        f"on, for N epochs; by default for as many as the file was trained for, or {_USUAL}.",
    )
    pictures = settings_of(PictureOptions)
    for setting in (pictures | settings_of(AnimationOptions) | pictures).values():
        moving = "" if setting.name in pictures else "Animation: "
        add_setting(parser, setting, moving + with_facts(setting, setting.help))


def run(options: argparse.Namespace) -> None:
    """Draw every file."""
    check_outputs(*options.to)
    stills = [path for path in options.to if path.suffix.lower() not in ANIMATION_FORMATS]
    films = [path for path in options.to if path not in stills]
    for path in stills:
        picture_format(path)
    look = PictureOptions(**chosen(PictureOptions, options))
    film = AnimationOptions(**chosen(AnimationOptions, options))
    if films and not PICTURES[film.picture].moves:
        moving = ", ".join(row.name for row in PICTURES.values() if row.moves)
        raise FileError("There is no animation of the whole window.", f"Choose one of {moving}.")
    experiment, start = opened(options.experiment)
    if stills:
        trainer = Trainer(experiment, start)
        run_epochs(trainer, options.epochs or 0)
        _draw_stills(options, trainer, whole_history(options.experiment, trainer), stills, look)
    if films:
        trainer = Trainer(experiment)
        run_epochs(trainer, options.epochs or (start.epoch if start else 0) or _USUAL)
        _say_if_edited(trainer, start)
        _draw_films(options, trainer, films, film)


def _draw_stills(
    options: argparse.Namespace, trainer: Trainer, history: History, paths: list[Path], look: PictureOptions
) -> None:
    moment = trainer.snapshot()
    title = title_of(trainer.experiment.data.name, look, moment.epoch)
    with qt_tools(options).renderer(trainer.experiment, history) as draw:
        for path in paths:
            write(path, draw.picture(moment, look, picture_format(path).suffix, (title, origin())))


def _draw_films(
    options: argparse.Namespace, trainer: Trainer, paths: list[Path], look: AnimationOptions
) -> None:
    from tqdm import tqdm

    moments = _Timeline(trainer)
    epochs = epochs_shown(moments, look)
    with (
        qt_tools(options).renderer(trainer.experiment, trainer.history) as draw,
        tqdm(total=len(epochs), unit=" frames", leave=False, disable=None) as bar,
    ):
        pictures = draw.frames(moments, epochs, look)
        frames = list(told(pictures, len(epochs), lambda _: bar.update()))
    for path in paths:
        write(path, encode(frames, animation_format(path), look.seconds, origin()))


class _Timeline:
    """The moments of a trainer's run: every epoch, exactly."""

    def __init__(self, trainer: Trainer) -> None:
        self.first, self.last = trainer.history.first, trainer.epoch
        self.at = trainer.at


def _say_if_edited(trainer: Trainer, start: Checkpoint | None) -> None:
    """The run is drawn as it goes from these settings; the file's may have been changed on the way."""
    same = start is None or start.epoch != trainer.epoch or (start.theta == trainer.network.theta).all()
    if not same:
        say("The run in the file was edited during training: the animation shows it without these edits.")
