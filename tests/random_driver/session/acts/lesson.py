"""Lessons: begun, answered, tried freely, left, resumed."""

from __future__ import annotations

from pathlib import Path

from playground.lessons import read
from playground.session import Session
from playground.training.parameters import all_parameters
from tests.random_driver.session.act import Acts, index, of, one_of

ACTS = Acts()

_ROOT = Path(__file__).resolve().parents[4]
_FILES = (_ROOT / "tests/ui/lessons/every_kind.lesson", *sorted((_ROOT / "assets/lessons").glob("*.lesson")))
_ANSWERS = ("0.7", "0", "-1", "x", "", "0:0.7 50:0.2", "true", "larger")


@ACTS.add(1, file=index, name=one_of("", "Ada", "Bo"))
def open_lesson(session: Session, file: int, name: str) -> None:
    session.lesson.open(read(of(_FILES, file)), name)


@ACTS.add(1)
def leave_lesson(session: Session) -> None:
    if session.lesson.is_open:
        session.lesson.leave()


@ACTS.add(1)
def resume_lesson(session: Session) -> None:
    session.lesson.resume()


@ACTS.add(2, by=one_of(1, 1, -1))
def turn_page(session: Session, by: int) -> None:
    if session.lesson.is_open:
        session.lesson.turn(by)


@ACTS.add(2, place=index)
def go_to_step(session: Session, place: int) -> None:
    if lesson := session.lesson.lesson:
        session.lesson.go(place % len(lesson.steps))


@ACTS.add(3, field=index, answer=one_of(*_ANSWERS))
def answer(session: Session, field: int, answer: str) -> None:
    """Into one of the fields that a solution fills, or that was filled before."""
    if not session.lesson.is_open:
        return
    known = {**session.lesson.step.solution(session.lesson.start), **session.lesson.work.answers, "text": ""}
    session.lesson.enter(sorted(known)[field % len(known)], answer)


@ACTS.add(1, parameter=index, stage=one_of("forward", "error", "delta", "slope", "update"))
def pick_in_the_diagram(session: Session, parameter: int, stage: str) -> None:
    if session.lesson.is_open:
        sizes = session.lesson.start.experiment.sizes
        session.lesson.pick(of(all_parameters(sizes), parameter), stage)


@ACTS.add(2)
def answer_rightly(session: Session) -> None:
    if session.lesson.is_open:
        for name, text in session.lesson.step.solution(session.lesson.start).items():
            session.lesson.enter(name, text)
        session.lesson.check()


@ACTS.add(2)
def check(session: Session) -> None:
    if session.lesson.is_open:
        session.lesson.check()


@ACTS.add(0.5)
def show_hint(session: Session) -> None:
    if session.lesson.is_open:
        session.lesson.show_hint()


@ACTS.add(0.5)
def show_solution(session: Session) -> None:
    if session.lesson.is_open:
        session.lesson.show_solution()


@ACTS.add(1)
def try_freely(session: Session) -> None:
    if session.lesson.is_open and not session.lesson.trying:
        session.lesson.try_freely()


@ACTS.add(1)
def come_back(session: Session) -> None:
    if session.lesson.is_open and session.lesson.trying:
        session.lesson.come_back()


@ACTS.add(0.5, name=one_of("", "Cy"))
def set_name(session: Session, name: str) -> None:
    if session.lesson.is_open:
        session.lesson.set_name(name)


@ACTS.add(0.5)
def start_afresh(session: Session) -> None:
    if session.lesson.is_open:
        session.lesson.start_afresh()


@ACTS.add(0.5)
def take_up_where_it_was(session: Session) -> None:
    """As on another day: what is kept of the student's place is opened again."""
    lesson, progress = session.lesson.lesson, session.lesson.is_open and session.lesson.progress
    if lesson and progress:
        session.lesson.open(lesson, session.lesson.name)
        session.lesson.take_up(progress)
