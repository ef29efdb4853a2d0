"""When work is written, what of it comes back, and how it is left."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.errors import FileError
from playground.recovery import Shelf, Work
from playground.recovery.shelf import Place
from playground.session import SavedWork
from tests.recovery.conftest import Desk
from tests.recovery.shelves import full, left

Open = Callable[[], Desk]
LESSON = Path(__file__).parents[1] / "ui" / "lessons" / "every_kind.lesson"


# --- when it is written ---


def test_nothing_is_written_for_an_untouched_start(desk: Open, root: Path) -> None:
    one = desk()
    one.wait(1000)
    one.keeper.close()
    assert not root.exists()


def test_a_change_is_written_after_two_seconds(desk: Open, root: Path) -> None:
    one = desk()
    one.draw()
    one.wait(1.9)
    assert not root.exists()
    one.wait(0.1)
    files = {path.name: path for path in root.rglob("*")}
    assert "work.npz" in files
    assert Work.read(files["work.npz"]).experiment.data.same_as(one.session.data)


def test_while_training_it_is_written_every_half_minute(desk: Open, root: Path) -> None:
    one = desk()
    one.draw()
    one.wait(2)
    path = next(root.rglob("work.npz"))
    one.train()
    one.session.run.training = True
    one.wait(29)
    assert Work.read(path).start.epoch == 0
    one.wait(1)
    assert Work.read(path).start.epoch == 1
    one.session.points.add(np.array([[3.0, 3.0]]), np.array([0.0]))  # an edit does not wait so long
    one.wait(2)
    assert len(Work.read(path).experiment.data) == len(one.session.data)


def test_what_is_written_is_not_written_again(desk: Open, root: Path) -> None:
    one = desk()
    one.draw()
    one.wait(2)
    path = next(root.rglob("work.npz"))
    before = path.stat().st_ino
    one.wait(100)
    assert path.stat().st_ino == before


def test_back_at_the_start_there_is_nothing_to_lose(desk: Open, root: Path) -> None:
    one = desk()
    one.draw()
    one.wait(2)
    one.session.undo()
    one.settle()
    one.wait(2)
    assert list(root.iterdir()) == []


def test_writing_that_takes_long_is_not_done_all_the_time(desk: Open, root: Path) -> None:
    one = desk()

    def slowly(work: Work) -> None:
        one.time += 5
        place = Shelf(root).claim()
        place.write(work)
        place.let_go()

    one.keeper._write = slowly
    one.draw()
    one.wait(2)
    one.draw(2)
    one.wait(50)
    assert len(list(root.rglob("work.npz"))) == 1
    one.wait(50)
    assert len(list(root.rglob("work.npz"))) == 2


# --- what comes back ---


def test_everything_comes_back_to_the_last_bit(desk: Open, root: Path) -> None:
    one = desk()
    one.session.model.update_spec(hidden_layers=(3, 2), learning_rate=0.1)
    for x in range(8):
        one.draw(x / 3)
    for _ in range(3):
        one.train()
    one.keeper.close()
    other = desk()
    other.keeper.restore(left(root)[0])
    other.settle()
    assert other.session.spec == one.session.spec and other.session.experiment.by_hand
    assert other.session.data.same_as(one.session.data)
    np.testing.assert_array_equal(other.session.network.theta, one.session.network.theta)
    assert other.session.snapshot.epoch == 3 and other.session.undo_stack.undo_label == ""
    np.testing.assert_array_equal(other.session.history.losses, one.session.history.losses)
    other.train()
    assert other.session.snapshot.epoch == 4 and len(other.session.history) == 5


def test_a_list_of_runs_is_work_that_is_kept(desk: Open, root: Path) -> None:
    one = desk()
    one.session.runs.keep_present(one.session.resume_point)
    one.wait(2)
    one.session.runs.rename(one.session.runs.kept[0].number, "mine")
    one.wait(2)
    one.keeper.close()
    other = desk()
    other.keeper.restore(left(root)[0])
    assert [kept.name for kept in other.session.runs.kept] == ["mine"]
    other.session.branches.take_up(other.session.runs.kept[0].number)
    other.settle()


# --- how it is left ---


def test_a_window_that_closes_leaves_its_work(desk: Open, root: Path) -> None:
    one = desk()
    one.draw()
    one.keeper.close()  # at once
    assert [found.state for found in left(root)] == ["closed"]


def test_what_is_in_its_file_is_not_left(desk: Open, root: Path) -> None:
    one = desk()
    one.draw()
    one.wait(2)
    one.session.document.mark_saved(
        SavedWork(one.session.experiment, one.session.snapshot.theta, "mine.json")
    )
    one.keeper.close()
    assert left(root) == []


def test_restored_work_is_left_again_untouched(desk: Open, root: Path) -> None:
    one = desk()
    one.draw()
    one.keeper.close()
    other = desk()
    other.keeper.restore(left(root)[0])
    assert left(root) == []
    other.settle()
    other.keeper.close()
    assert [found.state for found in left(root)] == ["closed"]


def test_a_window_that_runs_keeps_its_work_to_itself(desk: Open, root: Path) -> None:
    one, other = desk(), desk()
    for window in (one, other):
        window.draw()
        window.wait(2)
    assert len(list(root.rglob("work.npz"))) == 2
    assert left(root) == []
    one.keeper.close()
    other.keeper.close()
    found = left(root)
    assert len(found) == 2
    third, fourth = desk(), desk()
    third.keeper.restore(found[0])
    with pytest.raises(FileError, match="another window"):
        fourth.keeper.restore(found[0])
    assert not fourth.session.document.modified


def test_what_is_replaced_is_left_in_turn(desk: Open, root: Path) -> None:
    one = desk()
    one.draw()
    one.keeper.close()
    other = desk()
    other.draw(2.5)
    other.keeper.restore(left(root)[0])
    assert [found.state for found in left(root)] == ["closed"]
    assert Work.read(left(root)[0].folder / "work.npz").experiment.data.X[-1, 0] == 2.5


# --- what goes wrong ---


def test_a_disk_that_is_gone_while_work_is_restored_is_said(
    desk: Open, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = desk()
    one.draw()
    one.keeper.close()
    (there,), take = left(root), Shelf.take

    def taken(shelf: Shelf, folder: Path) -> Place | None:
        place = take(shelf, folder)
        shutil.rmtree(root)
        return place

    monkeypatch.setattr(Shelf, "take", taken)
    with pytest.raises(FileError, match=r"work\.npz cannot be read"):
        desk().keeper.restore(there)


def test_a_disk_that_fails_is_said(desk: Open, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one that is gone: its folder is not there."""
    one, stat = desk(), os.stat
    one.draw()
    one.wait(2)

    def failing(path: Any, *more: Any, **options: Any) -> os.stat_result:
        if str(root) in str(path):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return stat(path, *more, **options)

    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", failing)
        one.draw(2.5)
        one.wait(40)
        one.keeper.look()
    assert one.session.notice is not None and "cannot be kept" in one.session.notice.text


def test_a_folder_that_was_removed_is_made_again(desk: Open, root: Path) -> None:
    """As by someone who tidies up, or with a stick that is pulled out and put back."""
    one = desk()
    one.draw()
    one.wait(2)
    for x in (None, 2.5):
        shutil.rmtree(root)
        if x is not None:
            one.draw(x)
        one.wait(40)
        assert one.session.notice is None and len(list(root.rglob("work.npz"))) == 1
    shutil.rmtree(root)
    one.keeper.close()
    assert Work.read(left(root)[0].folder / "work.npz").experiment.data.X[-1, 0] == 2.5


def test_a_full_disk_is_said_once_and_tried_again(
    desk: Open, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = desk()
    one.draw()
    with monkeypatch.context() as patch:
        patch.setattr("playground.files._flush", full)
        one.wait(2)
        one.keeper.look()
        assert "no space left on device" in one.session.notice.text
        assert "Save it as an experiment" in one.session.notice.text
        one.session.notices.dismiss()
        for _ in range(3):
            one.draw(2)
            one.wait(40)
        one.keeper.look()
        assert one.session.notice is None
        with pytest.raises(FileError, match="no space left"):
            one.keeper.close()
        assert len(list(root.iterdir())) == 1 and not list(root.rglob("*.part"))
    one.wait(40)
    one.keeper.look()
    assert len(list(root.rglob("work.npz"))) == 1
    one.keeper.close()
    assert len(left(root)) == 1


def test_where_no_folder_can_be_made(desk: Open, root: Path) -> None:
    root.write_text("a file, where the folder should be", encoding="utf-8")
    one = desk()
    one.draw()
    one.wait(2)
    one.keeper.look()
    assert "cannot be kept" in one.session.notice.text and "sessions" in one.session.notice.text
    with pytest.raises(FileError):
        one.keeper.close()


def test_an_error_of_the_program_is_no_secret(desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    one = desk()
    one.draw()

    def broken(*_: object) -> None:
        raise IndexError("of the program")

    monkeypatch.setattr(Work, "write", broken)
    one.wait(2)
    with pytest.raises(IndexError, match="of the program"):
        one.keeper.look()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and then nothing", None], ids=["empty", "cut", "half"])
def test_a_broken_file_is_refused_and_set_aside(desk: Open, root: Path, content: bytes | None) -> None:
    one = desk()
    one.draw()
    one.keeper.close()
    file = next(root.rglob("work.npz"))
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if content is None else content)
    other = desk()
    with pytest.raises(FileError, match="model"):
        other.keeper.restore(left(root)[0])
    assert [found.state for found in left(root)] == ["aside"]
    assert not other.session.document.modified
