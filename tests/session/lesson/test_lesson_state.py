"""A lesson in the session: its steps, its locks, what counts, and that leaving brings everything back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.lessons import Lesson, Verdict, read
from playground.lessons.marks import marks_of
from playground.lessons.progress import Progress
from playground.lessons.results import Result, StepResult
from playground.session import Offer, Session
from tests.lessons import examples
from tests.session.drawings import three
from tests.session.frames import settle, train

FILE = Path(__file__).parents[2] / "ui" / "lessons" / "every_kind.lesson"
RIGHT = {"z1.1": "0.700", "z1.2": "-0.200", "a1.1": "0.668", "a1.2": "0.450"}


@pytest.fixture
def lesson() -> Lesson:
    return read(FILE)


@pytest.fixture
def held(make: Callable[..., Session], lesson: Lesson) -> Session:
    session = make()
    session.lesson.open(lesson)
    return session


def go(session: Session, name: str) -> None:
    assert session.lesson.lesson is not None
    session.lesson.go(session.lesson.lesson.places[name])


def test_leaving_brings_back_what_was_there(make: Callable[..., Session], lesson: Lesson) -> None:
    session = make()
    session.model.update_spec(learning_rate=0.7)
    session.runs.keep_present(session.resume_point)
    session.runs.rename_present("fast")
    kept = session.runs.kept
    session.model.set_layers((3,))
    session.undo()
    session.view.set_range(session.view.plane.zoomed((0.0, 2.0), (1.0, 3.0)))
    session.view.set_side_panel("seeds")
    plane = session.view.plane
    before = (session.experiment, session.network.theta.copy(), session.document.saved)
    done, undone = session.undo_stack.entries
    session.lesson.open(lesson)
    assert session.experiment.sizes == (2, 2, 1) and not session.undo_stack.done and not session.runs.kept
    assert not session.document.modified, "nobody is asked to save a lesson's network"
    assert (session.runs.present_name, session.view.side_panel) == ("Run A", "network")
    session.model.update_spec(learning_rate=0.1)
    session.lesson.leave()
    assert (session.runs.present_name, session.view.plane) == ("fast", plane)
    assert session.view.side_panel == "seeds"
    assert (session.experiment, session.document.saved) == (before[0], before[2])
    assert np.array_equal(session.network.theta, before[1])
    assert session.undo_stack.entries == (done, undone) and session.runs.kept == kept
    session.redo()
    assert session.spec.hidden_layers == (3,)


def test_leaving_brings_back_the_present_of_a_run_whose_past_was_on_screen(
    trained: Session, lesson: Lesson
) -> None:
    present, rows = trained.run.present, len(trained.data)
    trained.playhead.look_at(3)
    settle(trained)
    assert len(trained.data) == rows - 1
    trained.lesson.open(lesson)
    trained.lesson.leave()
    settle(trained)
    assert trained.experiment is present.experiment and trained.snapshot.epoch == present.snapshot.epoch
    assert np.array_equal(trained.network.theta, present.snapshot.theta)
    trained.undo()
    assert len(trained.data) == rows - 1


def test_the_way_back_leads_into_the_lesson_as_it_was(held: Session, lesson: Lesson) -> None:
    before, start = held.lesson.moment.experiment, held.lesson.start
    go(held, "curve")
    held.lesson.enter("curve", "0:0.7 50:0.2")
    held.lesson.check()
    train(held, 3)
    theta, history = held.network.theta.copy(), held.history.losses.copy()
    held.lesson.leave()
    held.model.update_spec(learning_rate=0.123)
    settle(held)
    assert held.notice is not None and held.notice.offer is Offer.LESSON and lesson.title in held.notice.text
    held.carry_out(Offer.LESSON)
    settle(held)
    assert held.lesson.step.id == "curve" and held.lesson.work.answers["curve"] == "0:0.7 50:0.2"
    assert held.lesson.start.experiment.same_as(start.experiment) and before.same_as(start.experiment)
    assert held.snapshot.epoch == 3 and np.array_equal(held.network.theta, theta)
    np.testing.assert_array_equal(held.history.losses, history)
    held.lesson.leave()
    assert held.spec.learning_rate == 0.123, "and out again to what was there by then"


def test_a_lesson_that_another_one_replaces_can_be_had_again(held: Session) -> None:
    outside = held.lesson._before
    assert outside is not None
    go(held, "forward")
    held.lesson.enter("z1.1", "0.7")
    held.lesson.open(read(FILE))
    assert held.lesson.place == 0 and held.notice is not None and held.notice.offer is Offer.LESSON
    held.carry_out(Offer.LESSON)
    assert held.lesson.work.answers == {"z1.1": "0.7"}
    held.lesson.leave()
    assert held.experiment is outside.experiment


def test_a_condition_is_about_the_present_whatever_is_looked_at(held: Session) -> None:
    go(held, "reach")
    train(held, 4)
    held.playhead.look_at(1)
    settle(held)
    assert held.snapshot.epoch == 1
    assert held.lesson.check().verdict is Verdict.RIGHT
    assert held.lesson.work.run is not None and held.lesson.work.run["weights"]["epoch"] == 4


WAYS: dict[str, Callable[[Session], object]] = {
    "leave": lambda session: session.lesson.leave(),
    "reset": lambda session: session.lesson.reset(),
    "a step with its own experiment": lambda session: go(session, "fault"),
    "back to the lesson": lambda session: session.lesson.come_back(),
    "another lesson": lambda session: session.lesson.open(read(FILE)),
}


@pytest.mark.parametrize("way", WAYS)
def test_work_of_ones_own_in_a_lesson_is_kept(make: Callable[..., Session], lesson: Lesson, way: str) -> None:
    session, kept = make(), list[Any]()
    session.workspace.keep_aside = lambda: kept.append(session.run.present.experiment) is None
    session.lesson.open(lesson)
    session.lesson.try_freely()
    session.document.open(three(), label="Open mine.csv")
    session.points.add(np.array([[1.0, 1.0]]), np.array([0.0]))
    kept.clear()
    mine = session.experiment
    WAYS[way](session)
    assert kept[0] is mine
    assert session.notice is not None and "Kept sessions" in session.notice.text


@pytest.mark.parametrize("way", WAYS)
def test_what_a_step_has_brought_is_not_kept(make: Callable[..., Session], lesson: Lesson, way: str) -> None:
    session, kept = make(), list[Any]()
    session.lesson.open(lesson)
    session.lesson.try_freely()
    train(session, 2)
    session.points.add(np.array([[1.0, 1.0]]), np.array([0.0]))
    session.workspace.keep_aside = lambda: kept.append(session.run.present.experiment) is None
    mine = session.experiment
    WAYS[way](session)
    assert mine not in kept


def test_reset_returns_to_what_the_lesson_begins_with(held: Session) -> None:
    theta = held.network.theta.copy()
    held.model.update_spec(learning_rate=0.01)
    held.edit_parameter("weight", 0, 5.0)
    held.lesson.reset()
    assert np.array_equal(held.network.theta, theta) and held.spec.learning_rate == 0.5


def test_controls_are_free_locked_or_hidden_with_a_reason(held: Session) -> None:
    states = [held.lesson.control(name) for name in ("learning_rate", "hidden_layers", "regularisation")]
    assert states == ["free", "locked", "hidden"]
    assert "compare" in held.lesson.why_locked("hidden_layers")
    held.lesson.try_freely()
    assert held.lesson.control("hidden_layers") == "free"
    held.model.set_layers((5,))
    held.lesson.come_back()
    assert held.spec.hidden_layers == (2,) and held.lesson.control("hidden_layers") == "locked"


def test_what_is_reached_while_trying_freely_counts_for_nothing(held: Session) -> None:
    go(held, "reach")
    held.lesson.try_freely()
    train(held, 4)
    assert held.lesson.check().verdict is Verdict.RIGHT, "it is said"
    assert held.lesson.work.run is None and not held.lesson.work.solved and not held.lesson.work.attempts
    held.lesson.come_back()
    settle(held)
    assert held.lesson.check().verdict is not Verdict.RIGHT
    assert held.lesson.result().steps["reach"].run["weights"]["epoch"] == 0


@pytest.mark.parametrize("by", [1, -1])
def test_another_step_begins_from_the_step_as_it_was_and_not_from_the_copy(held: Session, by: int) -> None:
    go(held, "choose")
    theta, place = held.network.theta.copy(), held.lesson.place
    held.lesson.try_freely()
    held.model.set_layers((5,))
    held.lesson.turn(by)
    assert held.lesson.place == place + by and not held.lesson.trying
    assert np.array_equal(held.network.theta, theta)


def test_from_the_first_step_again_nothing_is_tried_freely(held: Session) -> None:
    held.lesson.try_freely()
    held.model.set_layers((5,))
    held.lesson.start_afresh()
    assert not held.lesson.trying and held.spec.hidden_layers == (2,)


def test_a_prediction_is_written_down_before_play(held: Session) -> None:
    go(held, "curve")
    assert held.lesson.control("play") == "locked" and "prediction" in held.lesson.why_locked("play")
    held.lesson.enter("curve", "0:0.7 50:0.2")
    held.lesson.check()
    assert held.lesson.control("play") == "free"


def test_answers_are_judged_and_the_same_again_is_no_attempt(held: Session) -> None:
    go(held, "forward")
    held.lesson.enter("z1.1", "0,700")
    assert held.lesson.check().marks["z1.1"].verdict is Verdict.RIGHT
    held.lesson.check()
    assert len(held.lesson.work.attempts) == 1
    for wrong in ("0.711", "0.612"):
        assert not held.lesson.may_show_solution or wrong == "0.612"
        held.lesson.enter("z1.2", wrong)
        held.lesson.check()
    assert held.lesson.may_show_solution
    held.lesson.show_solution()
    assert held.lesson.work.judgement is not None and held.lesson.work.judgement.done
    assert held.lesson.result().steps["forward"].shown_after == len(held.lesson.work.attempts)


@pytest.mark.parametrize("typed", [("0.65", "0.66"), ("no idea", "ln 2"), ("0.65", "0.999")])
def test_who_cannot_write_it_as_asked_is_shown_the_solution_and_goes_on(
    make: Callable[..., Session], typed: tuple[str, str]
) -> None:
    """Too few decimals, or no number, is not counted, and so costs nothing; but two of them are two tries."""
    held = make()
    held.lesson.open(examples.lesson(examples.STEP + 'done = "answered"\n'))
    for text in typed:
        assert not held.lesson.may_show_solution and held.lesson.why_not_on
        held.lesson.enter("a1.1", text)
        held.lesson.check()
        held.lesson.check()
    assert held.lesson.may_show_solution
    held.lesson.show_solution()
    assert not held.lesson.why_not_on and held.lesson.result().steps["forward"].shown_after in (0, 1)


def test_what_is_to_be_done_before_the_next_step_is_said_until_it_is_done(
    make: Callable[..., Session],
) -> None:
    held = make()
    last = '[[step]]\nid = "last"\nkind = "read"\ntitle = "Last"\n'
    held.lesson.open(examples.lesson(f'{examples.STEP}done = "answered"\n{last}'))
    for end in (held.lesson.check, lambda: held.lesson.go(1)):
        held.lesson.turn(1)
        assert held.notice is not None and held.notice.text
        held.lesson.enter("a1.1", "0.65")
        end()
        assert held.notice is None


def test_a_wrong_field_that_is_left_as_it_is_is_one_try(held: Session) -> None:
    go(held, "forward")
    for name, text in (RIGHT | {"z1.1": "-0.701"}).items():
        held.lesson.enter(name, text)
        held.lesson.check()
    assert not held.lesson.may_show_solution and held.lesson.work.failed == 1


def test_a_step_goes_on_only_when_it_is_done(held: Session) -> None:
    go(held, "explain")
    assert not held.lesson.turn(1) and held.notice is not None
    held.lesson.enter("text", "Because the slopes belong to the old weights.")
    assert held.lesson.turn(1)


def test_the_result_holds_the_answers_as_typed(held: Session, lesson: Lesson) -> None:
    seconds = iter(range(0, 6000, 60))
    held.lesson.clock = lambda: float(next(seconds))
    held.lesson.open(lesson, "Ada")
    go(held, "forward")
    for name, text in RIGHT.items():
        held.lesson.enter(name, text.replace(".", ","))
        held.lesson.check()
    held.lesson.show_hint()
    result = held.lesson.result()
    step = result.steps["forward"]
    assert (result.lesson, result.sha256, result.name) == (lesson.id, lesson.sha256, "Ada")
    assert step.answers["z1.1"] == "0,700" and len(step.attempts) == 4
    assert (step.hints, step.minutes) == (1, 1.0)


def test_the_default_is_about_what_changes_the_experiment(
    make: Callable[..., Session], tmp_path: Path
) -> None:
    path = tmp_path / "shut.lesson"
    text = FILE.read_text(encoding="utf-8")
    path.write_text(
        text.replace("[controls]\n", '[controls]\ndefault = "locked"\nfree = ["learning_rate"]\n')
    )
    session = make()
    session.lesson.open(read(path))
    states = {
        name: session.lesson.control(name) for name in ("learning_rate", "batch_size", "play", "canvas")
    }
    assert states == {"learning_rate": "free", "batch_size": "locked", "play": "locked", "canvas": "locked"}
    assert {session.lesson.control(name) for name in ("status_text", "digits", "stage_next", "help")} == {
        "free"
    }


def test_a_step_begins_with_what_is_to_be_looked_at(make: Callable[..., Session], tmp_path: Path) -> None:
    path, text = tmp_path / "view.lesson", FILE.read_text(encoding="utf-8")
    path.write_text(f"{text}\n[view]\nx = [0, 2]\ny = [-1, 1]\n", encoding="utf-8")
    session = make()
    session.lesson.open(read(path))
    assert (session.view.plane.x_range, session.view.plane.y_range) == ((0.0, 2.0), (-1.0, 1.0))


def test_what_was_entered_is_looked_at_before_the_next_step(held: Session) -> None:
    go(held, "choose")
    place = held.lesson.place
    held.lesson.enter("chosen", "2")
    held.lesson.turn(1)
    assert held.lesson.place == place
    assert held.lesson.work.judgement is not None and held.lesson.work.judgement.verdict is Verdict.WRONG
    held.lesson.turn(1)
    assert held.lesson.place == place + 1, "it need not be right"
    go(held, "explain")
    held.lesson.enter("text", "Because.")
    assert held.lesson.turn(1), "nothing is said of a sentence"


def test_another_day_goes_on_where_the_lesson_was_left(make: Callable[..., Session], lesson: Lesson) -> None:
    session = make()
    session.lesson.open(lesson, "Ana")
    assert session.lesson.progress is None, "nothing was done"
    go(session, "forward")
    for name, text in (RIGHT | {"z1.1": "-0.700"}).items():
        session.lesson.enter(name, text)
    session.lesson.check()
    session.lesson.show_hint()
    go(session, "reach")
    train(session, 4)
    session.lesson.check()
    go(session, "choose")
    kept = session.lesson.progress
    assert kept is not None
    later = make()
    later.lesson.open(lesson, "Ana")
    later.lesson.take_up(kept)
    assert later.lesson.step.id == "choose" and later.notice.offer is Offer.AFRESH
    before, after = session.lesson.result(), later.lesson.result()
    assert marks_of(lesson, before).points == marks_of(lesson, after).points > 0
    go(later, "forward")
    work = later.lesson.work
    assert (work.failed, work.hints, work.judgement.verdict) == (1, 1, Verdict.WRONG) and not work.unseen
    later.carry_out(Offer.AFRESH)
    assert later.lesson.place == 0 and later.lesson.progress is None


def test_what_a_changed_lesson_has_no_more_is_left_out(held: Session, lesson: Lesson) -> None:
    steps = {"gone": StepResult(answers={"x": "1"}), "choose": StepResult(answers={"chosen": "1"})}
    held.lesson.take_up(Progress(place=99, result=Result(lesson=lesson.id, name="Ana", steps=steps)))
    assert held.lesson.place == len(lesson.steps) - 1
    go(held, "choose")
    assert held.lesson.work.answers == {"chosen": "1"}
