"""An experiment as one line of text to paste into a chat or a mail: the file, packed, with a checksum.

bp1-CHECKSUM-DATA: DATA is the experiment file, zlib, base64 for addresses; CHECKSUM its CRC-32. A line that
was cut or changed says so; line breaks and blanks that a mail has put into it are taken out.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from pathlib import Path

from playground.data import Note, Progress, ignore
from playground.data.reading.raw import silent
from playground.errors import FileError
from playground.export.experiment_file import experiment_bytes, experiment_in
from playground.export.files import check_finite
from playground.text import short
from playground.training import Checkpoint, Experiment, Snapshot

LONGEST = 4_000_000  # characters
_MOST = 50_000_000  # bytes, unpacked
_PREFIX = "bp1"
_NAME = Path("The pasted line")
_HINT = "Copy the whole line again, from bp1- to its end."


def is_shared(text: str) -> bool:
    """Whether a text is meant as such a line."""
    return text.lstrip().startswith(f"{_PREFIX}-")


def to_text(experiment: Experiment, trained: Snapshot | Checkpoint | None = None) -> str:
    """The experiment, with weights if they are given, as a line. Raises FileError if it is too long."""
    if trained is not None:
        check_finite(trained.theta, Path("The line"))
    content = experiment_bytes(experiment, trained)
    packed = zlib.compress(content if isinstance(content, bytes) else b"".join(content), 9)
    data = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    if len(data) > LONGEST - 100:
        raise FileError("The experiment is too large for a line of text.", "Save it as a file and send that.")
    return f"{_PREFIX}-{zlib.crc32(packed):08x}-{data}"


def from_text(
    text: str, progress: Progress = silent, note: Note = ignore
) -> tuple[Experiment, Checkpoint | None]:
    """The experiment in a line, and its weights if it has some. Raises FileError."""
    return experiment_in(_unpacked(text), _NAME, _no_table, progress, note)


def _no_table(source: str) -> Path:
    raise FileError(
        f"It names the table {short(source, 80)} and does not hold its rows.", "Send a file instead."
    )


def _unpacked(text: str) -> bytes:
    if len(text) > LONGEST:
        raise FileError(f"The pasted line has more than {LONGEST:,} characters.", "Send a file instead.")
    found = re.fullmatch(rf"{_PREFIX}-([0-9a-f]{{8}})-([A-Za-z0-9_-]+)", re.sub(r"\s+", "", text))
    if found is None:
        raise FileError("The pasted line is not an experiment, or not all of one.", _HINT)
    try:
        packed = base64.urlsafe_b64decode(found[2] + "=" * (-len(found[2]) % 4))
    except (binascii.Error, ValueError) as error:
        raise FileError("The pasted line is broken.", _HINT) from error
    if f"{zlib.crc32(packed):08x}" != found[1]:
        raise FileError("The pasted line is broken: its checksum does not agree.", _HINT)
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, _MOST)
    except zlib.error as error:
        raise FileError("The pasted line is broken.", _HINT) from error
    if not unpacking.eof:
        raise FileError(
            f"The pasted line would unpack to more than {_MOST // 1_000_000} MB.", "Send a file instead."
        )
    return content
