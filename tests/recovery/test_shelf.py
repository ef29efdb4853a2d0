"""Folders that no two windows share, and that are there until they are not needed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from playground.errors import FileError
from playground.recovery import KEPT_DAYS, Shelf, Work
from playground.session import Session
from tests.in_process import InProcess

DAY = 24 * 60 * 60

WRITE_ON = """
import sys
from pathlib import Path
from playground.recovery import Shelf, Work
from playground.training import Checkpoint, Experiment, History

place, experiment = Shelf(Path(sys.argv[1])).claim(), Experiment.load()
theta = experiment.network().theta
print("begun", flush=True)
for epoch in range(10**9):
    place.write(Work(experiment, Checkpoint(epoch, epoch, theta + epoch), History(epoch)))
"""


@pytest.fixture
def work() -> Work:
    session = Session(connect=InProcess)
    try:
        return Work.of(session)
    finally:
        session.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "sessions")


def put(shelf: Shelf, work: Work, state: str, days: float = 0) -> Path:
    place = shelf.claim()
    place.write(work)
    place.leave(state)
    place.let_go()
    for path in (place.folder, *place.folder.iterdir()):
        os.utime(path, (time.time() - days * DAY,) * 2)
    return place.folder


def test_a_folder_that_is_held_is_nobody_elses(shelf: Shelf, work: Work) -> None:
    place = shelf.claim()
    place.write(work)
    assert shelf.left() == [] and shelf.take(place.folder) is None
    place.let_go()
    assert [left.state for left in shelf.left()] == ["running"]
    taken = shelf.take(place.folder)
    assert taken is not None
    taken.let_go()


def test_the_newest_comes_first(shelf: Shelf, work: Work) -> None:
    folders = [put(shelf, work, "closed", days) for days in (2, 0, 1)]
    assert [left.folder for left in shelf.left()] == [folders[1], folders[2], folders[0]]


def test_only_what_was_set_aside_is_ever_removed_and_that_after_a_month(shelf: Shelf, work: Work) -> None:
    kept = {
        put(shelf, work, "closed", 400),
        put(shelf, work, "running", 400),
        put(shelf, work, "aside", KEPT_DAYS - 1),
    }
    put(shelf, work, "aside", KEPT_DAYS + 1)
    shelf.claim().let_go()
    for path in shelf.root.iterdir():
        if not (path / "work.npz").exists():
            os.utime(path, (time.time() - 2 * DAY,) * 2)
    new = shelf.claim()  # and nothing in it yet
    shelf.tidy()
    assert set(shelf.root.iterdir()) == {*kept, new.folder}
    new.let_go()


def test_no_shelf_yet(shelf: Shelf) -> None:
    shelf.tidy()
    assert shelf.left() == [] and shelf.take(shelf.root / "gone") is None


def test_a_disk_without_locks_is_said(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: object) -> bool:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("playground.recovery.shelf.try_lock", none)
    with pytest.raises(FileError, match="no locks available"):
        shelf.claim()
    assert list(shelf.root.iterdir()) == []


def test_a_folder_where_nothing_may_be_written_is_said(
    shelf: Shelf, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(shelf, work, "closed")

    def refuse(*_: object) -> None:  # root may write anywhere
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("playground.recovery.shelf._hold", refuse)
    assert [left.folder for left in shelf.left()] == [folder]
    with pytest.raises(FileError, match="permission denied"):
        shelf.take(folder)


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment_it_leaves_whole_work(shelf: Shelf, seed: int) -> None:
    command = [sys.executable, "-c", WRITE_ON, str(shelf.root)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout is not None and writer.stdout.readline() == "begun\n"
        time.sleep(random.Random(seed).uniform(0.01, 0.1))
        assert shelf.left() == []
    finally:
        writer.kill()
        writer.communicate()
    for left in shelf.left():
        place = shelf.take(left.folder)
        assert place is not None
        found = place.read()
        theta = found.experiment.network().theta
        assert found.start.theta.tolist() == (theta + found.start.epoch).tolist()
        place.write(found)
        assert not list(left.folder.glob(".*"))  # nor anything half written, after the next time
        place.let_go()
