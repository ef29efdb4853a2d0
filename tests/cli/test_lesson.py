"""`lesson`: checking a file, marking a class, questions for Moodle."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.cli import main
from playground.lessons.results import Result, StepResult, save_result
from tests.cli.run import refusal
from tests.lessons.examples import EXPERIMENT, HEAD, STEP, lesson

Out = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "by-hand.lesson"
    path.write_text(HEAD + EXPERIMENT + STEP, encoding="utf-8")
    return path


def test_a_good_lesson_is_fine(file: Path, capsys: Out) -> None:
    assert main(["lesson", "check", str(file)]) == 0
    assert "1 step" in capsys.readouterr().out


def test_what_is_to_be_corrected_is_said_with_its_line(file: Path, capsys: Out) -> None:
    test = '[[test]]\nanswers = { "forward.z1.1" = "9.999" }\nexpect = { "forward.z1.1" = "right" }\n'
    file.write_text(file.read_text("utf-8") + test, "utf-8")
    assert main(["lesson", "check", str(file)]) == 2
    assert f"line {len(file.read_text('utf-8').splitlines())}, test[1].expect" in capsys.readouterr().out
    file.write_text("format = 3", "utf-8")
    assert "by-hand.lesson" in refusal(capsys, "lesson", "check", file)


def test_a_class_is_marked(file: Path, tmp_path: Path, capsys: Out) -> None:
    read = lesson()
    for name in ("Ana", "Ben", "李小龙"):
        answers = read.steps[0].solution(read.moment(read.steps[0]))
        steps = {"forward": StepResult(answers=answers)}
        save_result(Result(lesson=read.id, name=name, steps=steps), tmp_path / f"{name}.result.json")
    assert main(["lesson", "marks", str(file), str(tmp_path)]) == 0
    assert capsys.readouterr().out.count("  4 ") >= 3
    out = tmp_path / "marks.csv"
    assert main(["lesson", "marks", str(file), str(tmp_path), "--out", str(out)]) == 0
    assert out.read_text("utf-8-sig").count("\n") == 5
    assert "no results" in refusal(capsys_cleared(capsys), "lesson", "marks", file, Path(__file__).parent)


def test_questions_for_moodle_are_printed_or_written(file: Path, tmp_path: Path, capsys: Out) -> None:
    assert main(["lesson", "gift", str(file)]) == 0
    printed = capsys.readouterr().out
    assert main(["lesson", "gift", str(file), "--out", str(tmp_path / "out.gift")]) == 0
    assert (tmp_path / "out.gift").read_text("utf-8") == printed


def test_an_action_is_needed(capsys: Out) -> None:
    assert "action" in refusal(capsys, "lesson").lower()


def capsys_cleared(capsys: Out) -> Out:
    capsys.readouterr()
    return capsys
