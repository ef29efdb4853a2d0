"""A run as an animation: which epochs are shown and for how long, and frames as GIF or WebP by Pillow."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Protocol

import numpy as np
from msgspec import Meta, Struct
from numpy.typing import NDArray

from playground.errors import FileError
from playground.export.packages import package
from playground.export.pictures import PictureOptions
from playground.settings import check
from playground.training import Checkpoint, History, Snapshot
from playground.wording import counted

Frame = NDArray[np.uint8]
"""The pixels of one picture: (high, wide, 3), red, green and blue from 0 to 255."""

MOST_PIXELS = 150_000_000  # of all frames together: some 10 s of encoding
HOLD = 1500  # ms that the last frame stands
_COLOURS, _EXACT = 256, 32  # of a GIF; the most frequent ones (ground, text, marks) stay as they are
_SAMPLES = 5  # frames, evenly chosen, that the colours of a GIF are taken from


class AnimationFormat(Struct, frozen=True):
    """One row of ANIMATION_FORMATS; `step` is the unit of its times in ms."""

    suffix: str
    title: str
    serves: str
    step: int


_FORMATS = (
    AnimationFormat(".gif", "GIF", "Plays everywhere, also in slides and old browsers; in 256 colours.", 10),
    AnimationFormat(".webp", "WebP", "In all colours and smaller: for web pages and messengers.", 1),
)
ANIMATION_FORMATS: dict[str, AnimationFormat] = {row.suffix: row for row in _FORMATS}


class AnimationOptions(PictureOptions, frozen=True, kw_only=True):
    """What is chosen for an animation."""

    scale: Annotated[
        int,
        Meta(ge=1, le=4, title="Scale", description="Pixel density: 2 doubles width and height."),
    ] = 1
    first_epoch: Annotated[int, Meta(ge=0, title="First epoch", description="The first epoch shown.")] = 0
    last_epoch: Annotated[
        int | None,
        Meta(ge=0, title="Last epoch", description="The last epoch shown. Default: the last there is."),
    ] = None
    seconds: Annotated[
        float,
        Meta(
            ge=0.5,
            le=60,
            title="Length in seconds",
            description="Duration in seconds, without the last frame.",
        ),
    ] = 6.0
    frames_per_second: Annotated[
        int,
        Meta(
            ge=1,
            le=50,
            title="Frames per second",
            description="More frames are smoother; the file is larger.",
        ),
    ] = 12

    def __post_init__(self) -> None:
        check(self)


class Moments(Protocol):
    """A run that can be asked what it was like: by a replay, or the checkpoints of a history."""

    @property
    def first(self) -> int: ...

    @property
    def last(self) -> int: ...

    def at(self, epoch: int) -> Snapshot | Checkpoint:
        """The moment after so many epochs, or the nearest one before that is known."""
        ...


class Checkpoints:
    """The moments that a history keeps. Raises FileError where it keeps none."""

    def __init__(self, history: History, now: Snapshot | Checkpoint | None = None) -> None:
        points: list[Snapshot | Checkpoint] = [*history.timeline.checkpoints]
        if now is not None and (not points or points[-1].epoch < now.epoch):
            points.append(now)
        if not points:
            raise _nothing_yet()
        self._points, self._epochs = points, [point.epoch for point in points]

    @property
    def first(self) -> int:
        return self._epochs[0]

    @property
    def last(self) -> int:
        return self._epochs[-1]

    def at(self, epoch: int) -> Snapshot | Checkpoint:
        return self._points[max(0, bisect_right(self._epochs, epoch) - 1)]


def epochs_shown(moments: Moments, options: AnimationOptions) -> list[int]:
    """The epochs of the frames, evenly spaced from the first to the last. Raises FileError."""
    if moments.first >= moments.last:
        raise _nothing_yet()
    last = moments.last if options.last_epoch is None else min(options.last_epoch, moments.last)
    first = max(options.first_epoch, moments.first)
    if first >= last:
        known = f"The run goes from epoch {moments.first:,} to {moments.last:,}."
        raise FileError(
            f"There is nothing between epoch {options.first_epoch:,} and {last:,}.",
            f"{known} Choose first and last epoch within it, or train for longer.",
        )
    count = min(max(2, round(options.seconds * options.frames_per_second)), last - first + 1)
    wide, high = options.pixels
    if count * wide * high > MOST_PIXELS:
        message = f"{counted(count, 'frame')} of {wide} × {high} pixels are too many."
        raise FileError(message, "Choose a smaller scale, a shorter animation or fewer frames per second.")
    return [round(first + (last - first) * place / (count - 1)) for place in range(count)]


def _nothing_yet() -> FileError:
    return FileError("There is no run to show yet.", "Train first.")


def animation_format(path: Path) -> AnimationFormat:
    """The format of an animation that a file's name asks for. Raises FileError."""
    found = ANIMATION_FORMATS.get(path.suffix.lower())
    if found is None:
        raise FileError(f"{path} has no known format.", f"End its name in {', '.join(ANIMATION_FORMATS)}.")
    return found


def encode(frames: Iterable[Frame], form: AnimationFormat, seconds: float, origin: str = "") -> bytes:
    """The file: the frames share so many seconds, the last one stands a while longer. Raises FileError."""
    Image = package("PIL.Image", "animations", "Pillow")
    pictures = [Image.fromarray(frame) for frame in frames]
    if form.suffix == ".gif":
        pictures = _with_one_palette(pictures, Image)
    each = max(2, round(1000 * seconds / len(pictures) / form.step)) * form.step
    content = io.BytesIO()
    rest: dict[str, Any] = {"comment": origin.encode()} if form.suffix == ".gif" else _WEBP
    pictures[0].save(
        content,
        format=form.suffix[1:].upper(),
        save_all=True,
        append_images=pictures[1:],
        duration=[each] * (len(pictures) - 1) + [each + HOLD],
        loop=0,
        **rest,
    )
    return content.getvalue()


_WEBP = {"quality": 85, "method": 3}


def _with_one_palette(pictures: list[Any], Image: Any) -> list[Any]:
    """The same colours in all frames: what does not move does not flicker, and need not be stored again."""
    chosen = [pictures[round(k * (len(pictures) - 1) / (_SAMPLES - 1))] for k in range(_SAMPLES)]
    sheet = Image.new("RGB", (chosen[0].width * _SAMPLES, chosen[0].height))
    for place, one in enumerate(chosen):
        sheet.paste(one, (place * one.width, 0))
    common = sorted(sheet.getcolors(sheet.width * sheet.height), reverse=True)[:_EXACT]
    between = sheet.quantize(_COLOURS - len(common), method=Image.Quantize.MEDIANCUT).getpalette()
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(part for _, colour in common for part in colour), *between])
    return [one.quantize(palette=palette, dither=Image.Dither.NONE) for one in pictures]


def told(frames: Iterable[Frame], count: int, progress: Any) -> Iterator[Frame]:
    """The frames as they are; tells how many of them there have been."""
    for place, frame in enumerate(frames, 1):
        yield frame
        progress(place / count)
