"""The list of runs: to keep, to resume, to compare, and to show as an animation."""

from __future__ import annotations

from typing import Any

from playground.session import Session
from tests.random_driver.session.act import Acts, index, of, one_of, yes_or_no

ACTS = Acts()

_PANELS = ("network", "table", "statistics", "runs", "compare", "seeds", "race")


@ACTS.add(2)
def keep_run(session: Session) -> None:
    session.runs.keep_present(session.resume_point)


@ACTS.add(3, run=index)
def resume(session: Session, run: int) -> None:
    if kept := of(session.runs.kept, run):
        session.branches.take_up(kept.number)


@ACTS.add(1, run=index)
def delete_run(session: Session, run: int) -> None:
    if kept := of(session.runs.kept, run):
        session.runs.delete(kept.number)


@ACTS.add(1, run=index, name=one_of("A", "Ü" * 200, ""))
def rename_run(session: Session, run: int, name: str) -> None:
    if kept := of(session.runs.kept, run):
        session.runs.rename(kept.number, name)


@ACTS.add(1, name=one_of("B", "Ö" * 200, ""))
def rename_present(session: Session, name: str) -> None:
    session.runs.rename_present(name)


@ACTS.add(0.5, run=index, note=one_of("a note", ""))
def note_on_run(session: Session, run: int, note: str) -> None:
    if kept := of(session.runs.kept, run):
        session.runs.annotate(kept.number, note)


@ACTS.add(0.5, run=index, starred=yes_or_no)
def star_run(session: Session, run: int, starred: bool) -> None:  # noqa: FBT001
    if kept := of(session.runs.kept, run):
        session.runs.star(kept.number, starred=starred)


@ACTS.add(1, run=index, hidden=yes_or_no)
def hide_run(session: Session, run: int, hidden: bool) -> None:  # noqa: FBT001
    if kept := of(session.runs.kept, run):
        session.runs.hide(kept.number, hidden=hidden)


@ACTS.add(2, panel=one_of(*_PANELS, *["compare"] * 5))
def side_panel(session: Session, panel: Any) -> None:
    session.view.set_side_panel(panel)


@ACTS.add(1, on=yes_or_no)
def compare_by_steps(session: Session, on: bool) -> None:  # noqa: FBT001
    session.comparison.set_by_steps(on)


@ACTS.add(1, first=index, second=index)
def compare_two(session: Session, first: int, second: int) -> None:
    numbers = [None, *(one.number for one in session.runs.kept)]
    session.comparison.set_pair(of(numbers, first), of(numbers, second))


@ACTS.add(1, run=index, moments=one_of(1, 20))
def show_moments(session: Session, run: int, moments: int) -> None:
    """As the animation of a run takes them: some are taken, the rest is left."""
    numbers = [session.run.number, *(one.number for one in session.runs.kept)]
    strip = session.reel.open(of(numbers, run), range(0, moments * 2, 2))
    for _ in range(moments):
        session.tick()
        session.reel.next_of(strip)
    session.reel.close(strip)
