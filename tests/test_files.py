"""Files are written whole or not at all; only plain ones of a sound size are read."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path
from uuid import uuid4

import pytest

from playground import files
from playground.data import Raw
from playground.errors import DataError, FileError, PlaygroundError
from playground.export import load_experiment, load_weights
from playground.files import exists, is_file, is_folder, write
from playground.lock import try_lock


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("kind", ["device", "pipe"])
@pytest.mark.parametrize("load", [Raw.of_file, load_experiment, load_weights])
def test_what_may_never_end_is_not_opened(tmp_path: Path, kind: str, load: object) -> None:
    path = Path("/dev/zero")
    if kind == "pipe":
        path = tmp_path / "pipe"
        os.mkfifo(path)
    assert callable(load)
    with pytest.raises(PlaygroundError, match="it is a device or a pipe, not a regular file") as caught:
        load(path)
    assert caught.value.hint


def test_a_larger_file_than_the_largest_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 3)
    path = tmp_path / "large.json"
    path.write_bytes(b"1234")
    with pytest.raises(FileError, match=r"large\.json has more than"):
        files.read(path)
    path.write_bytes(b"123")
    assert files.read(path) == b"123"


def test_a_path_that_no_system_has_is_refused_in_words() -> None:
    with pytest.raises(FileError, match=r"cannot be read: .*embedded null"):
        files.read(Path("a\0b"))
    with pytest.raises(DataError, match=r"cannot be read: .*embedded null"):
        Raw.of_file("a\0b")


def test_a_files_name_is_a_clean_one(tmp_path: Path) -> None:
    path = tmp_path / ("\u202e" + "x" * 150 + ".csv")
    path.write_bytes(b"a,b\n1,2\n")
    assert Raw.of_file(path).name == "x" * 88 + "…"


def part(folder: Path) -> Path:
    path = folder / f".{uuid4().hex}.part"
    path.write_bytes(b"half of it")
    return path


def test_what_a_killed_process_left_half_written_is_tidied(tmp_path: Path) -> None:
    part(tmp_path)
    others = [tmp_path / name for name in (".mine.part", "data.csv.part", f".{uuid4().hex}.parts")]
    for path in others:
        path.write_bytes(b"not ours")
    write(tmp_path / "new", b"all of it")
    assert set(tmp_path.iterdir()) == {tmp_path / "new", *others}


def test_what_another_window_is_writing_stays(tmp_path: Path) -> None:
    with part(tmp_path).open("ab") as file:
        assert try_lock(file)
        write(tmp_path / "new", b"all of it")
        assert len(list(tmp_path.iterdir())) == 2


def test_a_link_that_leads_round_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    with pytest.raises(FileError, match=r"one cannot be written: too many levels of symbolic links"):
        write(tmp_path / "one", b"x")
    assert (tmp_path / "one").is_symlink()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    for content in (b"not there yet", b"there"):
        write(tmp_path / "link", content)
        assert (tmp_path / "link").is_symlink() and (tmp_path / "file").read_bytes() == content


def test_a_pipe_without_a_reader_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileError, match="pipe cannot be written"):
        write(tmp_path / "pipe", b"x")


def test_a_pipe_with_a_reader_takes_it_all(tmp_path: Path) -> None:
    path, content, got = tmp_path / "pipe", b"x" * 300_000, []
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: got.append(path.read_bytes()))
    reader.start()
    while True:
        try:
            write(path, content)
            break
        except FileError:  # the reader is not there yet
            pass
    reader.join()
    assert got == [content]


def test_a_pipe_whose_reader_stands_still_is_not_waited_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.01)
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(FileError, match="pipe cannot be written: no program reads from it"):
            write(tmp_path / "pipe", b"x" * 300_000)  # more than a pipe holds
    finally:
        os.close(reader)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens no folders")
def test_content_and_name_are_on_the_disk_when_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[tuple[bool, list[str]]] = []

    def flush(number: int) -> None:
        flushed.append((stat.S_ISDIR(os.fstat(number).st_mode), [path.suffix for path in tmp_path.iterdir()]))

    monkeypatch.setattr(os, "fsync", flush)
    write(tmp_path / "new.csv", b"all of it")
    assert flushed == [(False, [".part"]), (True, [".csv"])]


def test_what_no_path_leads_to_is_not_there(tmp_path: Path) -> None:
    """A name that is too long is no error of the program, nor is one that no system has."""
    for path in (tmp_path / ("x" * 300), Path("a\0b"), tmp_path / "gone"):
        assert not (exists(path) or is_file(path) or is_folder(path))
    assert exists(tmp_path) and is_folder(tmp_path) and not is_file(tmp_path)


def test_a_folder_and_a_missing_folder(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing" / "file"):
        with pytest.raises(FileError, match="cannot be written"):
            write(path, b"x")
