"""What becomes of the work from before a lesson, and of the lesson's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from playground.data import Dataset, Recipe
from playground.lessons import read
from playground.recovery import Work
from playground.training import Experiment
from tests.recovery.conftest import Desk
from tests.recovery.shelves import crashed, full, left

Open = Callable[[], Desk]
LESSON = Path(__file__).parents[1] / "ui" / "lessons" / "every_kind.lesson"


def in_a_lesson(one: Desk) -> tuple[Desk, Dataset]:
    """A desk at which a lesson is trained, and the rows that were drawn there before it."""
    one.draw(5.0)
    rows = one.session.data
    one.session.lesson.open(read(LESSON))
    one.train()
    return one, rows


def test_a_lesson_ends_when_other_work_is_restored(desk: Open, root: Path) -> None:
    """Else leaving it would put the work from before it over the restored one."""
    one, two = desk(), desk()
    one.draw()
    one.keeper.close()
    two.draw(5.0)
    rows = two.session.data
    two.session.lesson.open(read(LESSON))
    restored = two.keeper.restore(next(one for one in left(root) if one.state == "closed"))
    two.settle()
    assert not two.session.lesson.is_open
    assert two.session.data.same_as(restored.experiment.data)
    found = [two.keeper.peek(other).experiment.data for other in left(root)]
    assert found and all(data.same_as(rows) for data in found), "and not those of the lesson"


def test_a_window_that_is_closed_in_a_lesson_leaves_the_work_from_before_it(desk: Open, root: Path) -> None:
    one, rows = in_a_lesson(desk())
    one.keeper.close()
    (there,) = left(root)
    assert there.state == "closed" and one.keeper.peek(there).experiment.data.same_as(rows)


def test_a_lesson_leaves_no_copy_of_the_work_from_before_it(desk: Open, root: Path) -> None:
    one = desk()
    one.draw(5.0)
    one.wait(2)
    (file,) = root.rglob("work.npz")
    written = file.stat().st_mtime_ns
    for _ in range(3):
        one.session.lesson.open(read(LESSON))
        one.train()
        one.wait(2)
        assert len(list(root.rglob("work.npz"))) == 2, "and the lesson's own"
        one.session.lesson.leave()
        one.settle()
        one.wait(2)
    assert list(root.rglob("work.npz")) == [file] and file.stat().st_mtime_ns == written
    one.draw(6.0)
    one.wait(2)
    assert file.stat().st_mtime_ns != written
    one.keeper.close()
    assert [there.state for there in left(root)] == ["closed"]


def test_after_a_crash_in_a_lesson_the_work_from_before_it_is_offered(desk: Open, root: Path) -> None:
    one, rows = in_a_lesson(desk())
    one.wait(2)
    assert not left(root), "all is this window's, as long as there is one"
    found = [Work.read(there.folder / "work.npz") for there in left(crashed(root))]
    assert len(found) == 2 and found[1].experiment.data.same_as(rows)


@pytest.mark.parametrize("what", ["lesson", "set aside"])
def test_what_was_written_stays_when_the_disk_is_full_at_the_change(
    desk: Open, root: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """An older version of the work is better than none."""
    one = desk()
    one.draw(5.0)
    one.wait(2)
    rows = one.session.data
    one.draw(6.0)
    with monkeypatch.context() as patch:
        patch.setattr("playground.files._flush", full)
        if what == "lesson":
            one.session.lesson.open(read(LESSON))
        else:
            assert not one.keeper.set_aside()
            one.session.document.start_new()
    assert "cannot be kept" in one.session.notice.text
    one.train()
    one.wait(40)
    one.wait(2)
    found = [Work.read(there.folder / "work.npz").experiment.data for there in left(crashed(root))]
    assert len(found) == 2 and any(data.same_as(rows) for data in found)


def test_a_file_opened_in_a_lesson_is_kept_when_the_lesson_is_left(desk: Open, root: Path) -> None:
    one = desk()
    one.session.lesson.open(read(LESSON))
    one.session.lesson.try_freely()
    mine = Experiment.load(Recipe(source="moons"))
    one.session.document.open(mine, label="Open mine.json", path="mine.json")
    one.settle()
    assert not left(root), "it is in its file"
    one.train()
    one.session.lesson.leave()
    one.settle()
    (there,) = left(root)
    work = one.keeper.peek(there)
    assert (there.state, work.document, work.start.epoch) == ("aside", "mine.json", 1)


def test_work_that_cannot_be_kept_for_a_lesson_is_said_in_it(
    desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = desk()
    one.draw()
    with monkeypatch.context() as patch:
        patch.setattr("playground.files._flush", full)
        one.session.lesson.open(read(LESSON))
    assert one.session.notice is not None and "cannot be kept" in one.session.notice.text
    one.session.lesson.leave()
    assert "cannot be kept" in one.session.notice.text and "You left" in one.session.notice.text
    one.wait(40)
    one.keeper.look()
    assert "cannot be kept" not in one.session.notice.text, "it is kept by now"
