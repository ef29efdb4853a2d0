from __future__ import annotations

from pathlib import Path

import pytest

from playground.errors import FileError
from playground.lessons import KINDS, bundled, read, read_text, text_of, write
from tests.lessons.examples import EXPERIMENT, HEAD, STEP, lesson


def test_a_lesson_is_read_with_its_experiment_and_steps() -> None:
    read = lesson()
    assert read.start.experiment.sizes == (2, 2, 1)
    assert read.start.theta.tolist() == [0.3, -0.4, 0.6, 0.8, 0.1, -0.2, 0.7, -0.9, 0.2]
    assert [step.kind for step in read.steps] == ["calculate"]
    assert len(read.sha256) == 64


def test_what_is_written_is_read_as_the_same(tmp_path: Path) -> None:
    first = lesson()
    write(first, tmp_path / "copy.lesson")
    again = read(tmp_path / "copy.lesson")
    assert (again.head, again.steps, again.experiment) == (first.head, first.steps, first.experiment)
    assert text_of(again) == text_of(first)


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ('title = "By hand"', 'titel = "By hand"', "line 4, titel", "title"),
        ('title = "By hand"', "title = 3", "line 4, title", "expected `str`"),
        ("row = 1", "rwo = 1", "step[1].rwo", "row"),
        ("row = 1", "row = 0", "step[1].row", ">= 1"),
        ("row = 1", "row = 9", "step[1]", "no row 9"),
        ('"a1.2"]', '"a1.3"]', "step[1]", "a1.3"),
        ('kind = "calculate"', 'kind = "calclate"', "step[1].kind", "calculate"),
        ('id = "forward"', 'id = "for ward"', "step[1].id", "letters"),
        ("learning_rate = 0.5", "learning_rate = -1", "experiment.spec.learning_rate", "> 0.0"),
        ("learning_rate = 0.5", "learnin_rate = 1", "experiment.spec.learnin_rate", "learning_rate"),
        ("theta = [0.3, ", "theta = [", "experiment.weights.theta", "9 numbers"),
        ("points = 4", 'points = 4\ndone = "epok > 3"', "step[1]", "epoch"),
        ("points = 4", "points = 4\nhints = [1]", "step[1].hints[1]", "expected `str`"),
        ("points = 4", "points = 4\n[marking]\nunits = 0", "marking.units", ">= 1"),
        ("points = 4", "points = 4\n[controls]\ndefault = 'lock'", "controls.default", "locked"),
        ("points = 4", "points = 4\n[variants]\nweights = { stp = 1 }", "variants.weights.stp", "step"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_key(old: str, new: str, place: str, said: str) -> None:
    text = HEAD + EXPERIMENT + STEP
    assert old in text
    with pytest.raises(FileError) as error:
        read_text(text.replace(old, new), Path("my.lesson"))
    assert str(error.value).startswith("my.lesson, line ")
    assert place in error.value.message
    assert said in str(error.value)


def test_the_line_is_that_of_the_key() -> None:
    text = (HEAD + EXPERIMENT + STEP).replace("row = 1", "row = 0")
    line = text.splitlines().index("row = 0") + 1
    with pytest.raises(FileError, match=f"line {line}, "):
        read_text(text)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"{}",
        b"[[[[" * 50_000,
        b"a = " + b"[" * 50_000,
        b"a = " + b"9" * 5_000,
        b'format = "backprop-playground experiment"',
        HEAD.replace("version = 1", "version = 2").encode(),
        HEAD.encode(),
        (HEAD + "step = 3").encode(),
        (HEAD + "[experiment]\nspec = 1979-05-27\n" + STEP).encode(),
        (HEAD + "[experiment]\ndata = { recipe = { source = '/etc/passwd' } }\n" + STEP).encode(),
        (HEAD + EXPERIMENT + STEP + STEP).encode(),
        (HEAD + EXPERIMENT + "[step]\nid = 'x'").encode(),
    ],
)
def test_hostile_files_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(FileError) as error:
        read_text(content, Path("bad.lesson"))
    assert error.value.message.startswith("bad.lesson")
    assert error.value.hint


def test_a_step_may_have_an_experiment_of_its_own_and_keeps_the_weights_where_they_fit() -> None:
    slower = STEP.replace('"forward"', '"slower"') + "experiment = { spec = { learning_rate = 0.1 } }\n"
    wider = (
        '[[step]]\nid = "wider"\nkind = "read"\ntitle = "Wider"\n[step.experiment.spec]\nhidden_layers = [3]'
    )
    read = lesson(STEP + slower + wider)
    first, second, third = (read.start_in(step) for step in read.steps)
    assert second.theta.tolist() == first.theta.tolist()
    assert second.experiment.spec.learning_rate == 0.1
    assert second.experiment.data.X.tolist() == first.experiment.data.X.tolist()
    assert third.experiment.sizes == (2, 3, 1)


def test_what_is_looked_at_is_of_the_lesson_or_of_a_step_unless_that_has_its_own_data() -> None:
    view = "[view]\nx = [0, 2.5]\ny = [-1, 4]\n"
    own = (
        '[[step]]\nid = "own"\nkind = "read"\ntitle = "Own"\nview = { x = [0, 1], y = [0, 1] }\n'
        '[[step]]\nid = "other"\nkind = "read"\ntitle = "Other"\n'
        '[step.experiment.data.recipe]\nsource = "moons"\n'
    )
    read = lesson(STEP + own + view)
    first, second, third = (read.view_in(step) for step in read.steps)
    assert first is not None and (first.x, first.y) == ((0.0, 2.5), (-1.0, 4.0))
    assert second is not None and second.x == (0.0, 1.0) and third is None
    again = read_text(text_of(read))
    assert (again.view, again.steps[1].view) == (read.view, second)
    for wrong in ("x = [2, 0]\ny = [0, 1]", "x = [0, nan]\ny = [0, 1]", "x = [0]\ny = [0, 1]", "x = [0, 1]"):
        with pytest.raises(FileError, match="view"):
            lesson(STEP + f"[view]\n{wrong}\n")


def test_every_kind_says_what_it_is() -> None:
    assert all(name == kind.KIND and kind.__doc__ for name, kind in KINDS.items())


def test_bundled_lessons_are_listed() -> None:
    assert all(entry.title and entry.minutes and entry.audience for entry in bundled())
