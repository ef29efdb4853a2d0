"""Which characters the bytes of a file are: UTF-8, UTF-16, or what older programs write."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from playground.data.reading.charset import likely_charsets
from playground.data.reading.raw import Progress, Raw, silent
from playground.data.recipe import ENCODINGS
from playground.errors import DataError, UnreadableError

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_CONTROL_BYTES = bytes([*range(9), *range(14, 32)])
_NOT_TEXT = "Open it in the program it came from and save it there as CSV, encoded in UTF-8."
_SLICE = 1 << 20


def codec_of(encoding: str) -> str:
    """Python's name of an encoding of the recipe; a byte order mark is no part of the text."""
    return "utf-8-sig" if encoding == "utf-8" else encoding


def encoding_of(raw: Raw, chosen: str | None, progress: Progress = silent, look: int | None = None) -> str:
    """The encoding of a file, found out from its first `look` bytes, or from all.

    Raises DataError when they are no text, such as those of a picture.

    A byte order mark names it; without one it is UTF-8, and failing that what charset.py finds.
    """
    data = raw.data if look is None else raw.data[:look]
    for encoding in (chosen,) if chosen else _likely(data):
        if _is_text(data, codec_of(encoding), progress, whole=len(data) == len(raw.data)):
            return encoding
    if chosen:
        message = f"{raw.name} is not encoded in {ENCODINGS[chosen]}."
        raise DataError(message, "Choose another encoding, or auto.")
    raise UnreadableError(f"{raw.name} is not a text file.", _NOT_TEXT)


def _likely(data: bytes) -> Iterator[str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield "utf-16"
        return
    yield "utf-8"
    if not data.startswith(codecs.BOM_UTF8) and not _has_control(data, ""):
        yield from likely_charsets(data)


def _is_text(data: bytes, codec: str, progress: Progress, *, whole: bool) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for part, share, last in _slices(data):
            text = decoder.decode(part, final=last and whole)
            if _has_control(part, text):
                return False
            progress(share)
    except UnicodeError:  # also that of UTF-16 without a byte order mark
        return False
    return True


def _slices(data: bytes) -> Iterator[tuple[bytes, float, bool]]:
    """The data in parts, with the share that is done after each, and whether it is the last."""
    for start in range(0, len(data) or 1, _SLICE):
        end = start + _SLICE
        yield data[start:end], min(1.0, end / max(1, len(data))), end >= len(data)


def _has_control(part: bytes, text: str) -> bool:
    if not text or (text.isascii() and len(text) == len(part)):  # the quick way, for most bytes
        return len(part.translate(None, _CONTROL_BYTES)) != len(part)
    return _CONTROL.search(text) is not None
