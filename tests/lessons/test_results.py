from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec
import pytest

from playground.errors import FileError
from playground.lessons import Lesson, Verdict
from playground.lessons.class_marks import class_marks
from playground.lessons.class_table import csv_of, text_of
from playground.lessons.collected import from_folder
from playground.lessons.experiment_part import table_of
from playground.lessons.marks import marks_of
from playground.lessons.results import Result, StepResult, file_name, place_in, read_result, save_result
from playground.training import Trainer
from tests.lessons.examples import STEP, lesson

BACK = """
[[step]]
id = "back"
kind = "calculate"
title = "Back"
ask = ["y1", "d2.1"]
points = 2
[[step]]
id = "goal"
kind = "reach"
title = "Goal"
condition = "epoch >= 3"
points = 1
"""


def solved(read: Lesson, **changed: str) -> dict[str, StepResult]:
    moments = {step.id: (step, read.moment(step)) for step in read.steps}
    answers = {name: step.solution(moment) | changed for name, (step, moment) in moments.items()}
    return {name: StepResult(answers=one) for name, one in answers.items()}


def result(read: Lesson, name: str = "Ana", **changed: str) -> Result:
    return Result(lesson=read.id, sha256=read.sha256, name=name, steps=solved(read, **changed))


def test_marks_are_computed_from_the_answers_with_follow_through_over_steps() -> None:
    read = lesson(STEP + BACK)
    assert marks_of(read, result(read)).points == 6
    slipped = marks_of(read, result(read, **{"a1.1": "0.123"}))  # y and δ are right: not wrong for it
    assert slipped.points == 5
    empty = marks_of(read, Result(lesson=read.id, name="Ben"))
    assert (empty.points, empty.out_of) == (0, 7)


def test_what_follows_from_an_earlier_step_is_right() -> None:
    read = lesson(STEP + BACK)
    steps = {"forward": StepResult(answers={"a1.1": "0.123", "a1.2": "0.500"})}
    z = 0.123 * 0.7 - 0.9 * 0.5 + 0.2
    steps["back"] = StepResult(answers={"y1": f"{1 / (1 + 2.718281828**-z):.3f}"})
    found = marks_of(read, Result(lesson=read.id, name="Ana", steps=steps)).steps["back"]
    assert found.marks["y1"].verdict is Verdict.FOLLOWED


def test_the_best_attempt_counts_but_none_after_the_solution() -> None:
    read = lesson()
    right = read.steps[0].solution(read.moment(read.steps[0]))
    first, second = {**right, "z1.1": "9.999"}, {**right, "a1.1": "9.999"}

    def points(**how: object) -> float:
        one = msgspec.structs.replace(StepResult(answers=second, attempts=(first, second)), **how)
        return marks_of(read, Result(lesson=read.id, name="Ana", steps={"forward": one})).points

    assert points() == 4
    assert points(attempts=(first, right), shown_after=1) == 3
    assert points(shown_after=0) == 0


def test_a_run_is_judged_by_what_was_handed_in() -> None:
    read = lesson(STEP + BACK)
    experiment = read.start.experiment
    run = table_of(experiment, Trainer(experiment).run(epochs=3))
    steps = {"goal": StepResult(run=run)}
    assert marks_of(read, Result(lesson=read.id, name="Ana", steps=steps)).points == 1
    broken = {"goal": StepResult(run={"data": {"recipe": {"source": "../secret.csv"}}})}
    marks = marks_of(read, Result(lesson=read.id, name="Ana", steps=broken))
    assert marks.points == 0
    assert any("goal" in note for note in marks.notes)


def test_a_result_comes_back_from_its_file_and_a_strange_one_is_refused_in_words(tmp_path: Path) -> None:
    read = lesson()
    first = result(read, name='Łukasz "x, y" 李')
    path = tmp_path / file_name(first)
    save_result(first, path)
    assert read_result(path) == first
    for content in (b"", b"{}", b'{"format": "other"}', b'{"lesson": "a", "name": ""}', b"[" * 99_999):
        path.write_bytes(content)
        with pytest.raises(FileError) as error:
            read_result(path)
        assert str(path) in error.value.message
    with pytest.raises(FileError, match="another lesson"):
        marks_of(read, Result(lesson="other", name="Ana"))


def test_what_is_handed_in_again_replaces_itself_and_nothing_of_another_student(tmp_path: Path) -> None:
    first, second, third = ({"z1.1": text} for text in ("1", "2", "3"))

    def hand_in(*attempts: dict[str, str], name: str = "Max", minutes: float = 1.0) -> str:
        step = StepResult(answers=attempts[-1], attempts=attempts, minutes=minutes)
        done = Result(lesson="by-hand", name=name, steps={"forward": step})
        save_result(done, place := place_in(tmp_path, done))
        return place.name

    assert hand_in(first) == hand_in(first, second, minutes=2) == "by-hand Max.result.json"
    assert hand_in(third) == "by-hand Max 2.result.json", "of another class, or begun again"
    assert hand_in(first, second, third, minutes=3) == "by-hand Max.result.json"
    assert hand_in(first, second, third) == "by-hand Max 3.result.json", "in less time"
    assert hand_in(third, name="Max/") == "by-hand Max 4.result.json"
    (tmp_path / "by-hand Ana.result.json").write_text("unreadable")
    assert hand_in(first, name="Ana") == "by-hand Ana 2.result.json"


def test_what_does_not_fit_the_lesson_is_noted() -> None:
    read = lesson()
    marks = marks_of(read, Result(lesson=read.id, sha256="0", seed=7, name="Ana", steps={"x": StepResult()}))
    assert len(marks.notes) == 3


NAMES = ("Ana", "=HYPERLINK(1)", 'Müller, "Max"', "李小龙", "line\nbreak")


def test_a_class_is_a_table_that_a_spreadsheet_reads(tmp_path: Path) -> None:
    read = lesson()
    moment = read.moment(read.steps[0])
    exact = read.steps[0].solution(moment)["z1.1"]
    without_bias = f"{float(exact) - float(moment.theta[4]):.3f}"
    for place, name in enumerate(NAMES):
        save_result(result(read, name, **{"z1.1": without_bias}), tmp_path / f"{place}.result.json")
    (tmp_path / "bad.result.json").write_text("no")
    marks = class_marks(read, from_folder(tmp_path).results)
    rows = list(csv.reader(io.StringIO(csv_of(marks).decode("utf-8-sig"), newline="")))
    assert {row[0] for row in rows[1:-1]} == {
        "Ana",
        "'=HYPERLINK(1)",
        'Müller, "Max"',
        "李小龙",
        "line break",
    }
    step = rows[0].index("forward (4)")
    assert {row[step] for row in rows[1:-1]} == {row[rows[0].index("Points")] for row in rows[1:-1]} == {"3"}
    assert rows[-1][step] == "bias forgotten (5)"
    assert len(marks.refused) == 1
    assert text_of(marks).count("\n") == len(NAMES) + 2
    with pytest.raises(FileError):
        from_folder(tmp_path / "none")


def test_results_in_folders_of_single_students_are_found_and_doubles_are_noted(tmp_path: Path) -> None:
    read = lesson(STEP + BACK)
    for folder, name in (("a", "Ana"), ("b", "ana"), ("c", "Ben")):
        (tmp_path / folder).mkdir()
        save_result(result(read, name), tmp_path / folder / "one.result.json")
    marks = class_marks(read, from_folder(tmp_path).results)
    assert [bool(one.notes) for one in marks.students] == [True, True, False]
    assert from_folder(tmp_path).lesson == read.id


def test_steps_that_are_done_and_attempts_are_counted(tmp_path: Path) -> None:
    read = lesson(STEP + BACK)
    steps = solved(read)
    steps["back"] = StepResult(answers={"y1": "0"}, attempts=({"y1": "1"}, {"y1": "0"}))
    del steps["goal"]
    save_result(Result(lesson=read.id, name="Ana", steps=steps), tmp_path / "a.result.json")
    (ana,) = class_marks(read, from_folder(tmp_path).results).students
    assert (ana.done, sum(ana.attempts.values())) == (1, 2)
    (tmp_path / "a.result.json").write_text("no")
    with pytest.raises(FileError):
        from_folder(tmp_path)
