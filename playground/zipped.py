"""Zip archives from others: the directory is looked at before anything is unpacked."""

from __future__ import annotations

import zipfile
from io import BytesIO

from playground.errors import FileError
from playground.files import MOST_BYTES


def opened(content: bytes, name: str, most: int = MOST_BYTES) -> zipfile.ZipFile:
    """The archive. Raises FileError for one that would unpack to more than so many bytes, and BadZipFile."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (ValueError, OSError, NotImplementedError, IndexError) as error:  # odd bytes; each its own way
        raise zipfile.BadZipFile(str(error)) from error
    size = sum(member.file_size for member in archive.infolist())
    if size <= most:
        return archive
    archive.close()
    message = (
        f"{name} would unpack to {size // 1_000_000:,} MB; at most {most // 1_000_000:,} MB are allowed."
    )
    raise FileError(message, "Choose a smaller file.")
