from __future__ import annotations

import pytest

from playground.lessons.check import check
from tests.lessons.examples import STEP, lesson


def reach(condition: str, more: str = "") -> str:
    return f'[[step]]\nid = "goal"\nkind = "reach"\ntitle = "Goal"\ncondition = "{condition}"\n{more}'


def test_a_good_lesson_has_no_findings() -> None:
    assert check(lesson(STEP)) == ()


@pytest.mark.parametrize(
    ("condition", "more", "reachable"),
    [
        ("train_loss < 0.1", "", True),
        ("train_loss < 0", "", False),
        ("test_loss < 0.1", "", False),  # there are no test rows
        ("rmse < 1", "", False),  # classes have none
        ("rmse < 1 or accuracy == 1", "", True),
        ("accuracy > 1", "", False),
        ("epoch > 5 and epoch < 3", "", False),
        ("epoch > 5 and epoch < 6 and neurons >= 2", "", True),
        ("neurons <= 1", "", True),
        ("neurons <= 1", 'controls = { locked = ["hidden_layers"] }', False),
        ("neurons <= 2", 'controls = { locked = ["hidden_layers"] }', True),
        ("epoch >= 3", 'controls = { default = "locked" }', False),
        ("epoch >= 3", 'controls = { default = "locked", free = ["step_epoch"] }', True),
    ],
)
def test_conditions_that_no_run_can_reach_are_found(condition: str, more: str, *, reachable: bool) -> None:
    findings = check(lesson(reach(condition, more)))
    assert not findings if reachable else findings[0].place == ("step", 0, "condition")


@pytest.mark.parametrize(
    ("condition", "more", "fine"),
    [
        ("train_loss < 0.1 and epoch <= 50", "", False),
        ("train_loss < 0.1 and epoch >= 50", "", True),
        ("train_loss < 0.1 and epoch <= 50", "experiment = { spec = { learning_rate = 0.1 } }\n", True),
    ],
)
def test_a_limit_of_epochs_begins_anew(condition: str, more: str, *, fine: bool) -> None:
    """Where the steps before have trained, their epochs count."""
    before = reach("epoch >= 100").replace("goal", "before")
    findings = check(lesson(before + reach(condition, more)))
    assert [one.place for one in findings] == ([] if fine else [("step", 1, "condition")])


def test_an_update_is_made_from_a_training_row() -> None:
    drawn = '[experiment]\nspec = { hidden_layers = [2] }\ndata = { recipe = { source = "xor", seed = 1 } }\n'
    test = lesson(STEP, experiment=drawn).start.experiment.data.test
    for row, place in ((int(test.argmin()), []), (int(test.argmax()), [("step", 0, "row")])):
        findings = check(lesson(STEP.replace("row = 1", f"row = {row + 1}"), experiment=drawn))
        assert [one.place for one in findings if one.serious] == place
    both = f"batch = [{int(test.argmin()) + 1}, {int(test.argmax()) + 1}]"
    findings = check(lesson(STEP.replace("row = 1", both), experiment=drawn))
    assert [one.place for one in findings if one.serious] == [("step", 0, "batch")]


def test_a_prediction_needs_a_way_to_train() -> None:
    sketch = '[[step]]\nid = "draw"\nkind = "sketch_boundary"\ntitle = "Draw"\n'
    assert check(lesson(sketch)) == ()
    assert check(lesson(sketch + 'controls = { default = "hidden" }'))[0].serious


def test_asked_values_that_print_as_0_are_found() -> None:
    zero = STEP.replace('"z1.1", ', '"g1.1.1", ').replace("row = 1", "row = 3")  # whose first input is 0
    findings = check(lesson(zero))
    assert [one.place for one in findings if one.serious] == [("step", 0, "ask", 0)]


def test_variants_that_cannot_be_told_apart_are_found() -> None:
    fine = "[variants]\nweights = { step = 0.1, max = 1 }\n"
    assert check(lesson(STEP + fine)) == ()
    assert check(lesson(STEP + fine.replace("step = 0.1, max = 1", "step = 0.001, max = 0.001")))


@pytest.mark.parametrize(
    ("name", "expected", "fine"),
    [
        ("forward.z1.1", "right", True),
        ("forward.a1.1", "followed", True),
        ("forward.z1.2", "not counted", True),
        ("forward.a1.2", "wrong", True),
        ("forward.a1.2", "place", True),
        ("forward", "wrong", True),
        ("forward.z1.2", "right", False),
        ("forward.z1.1", "rigt", False),
        ("forward.z9.9", "right", False),
        ("elsewhere.z1.1", "right", False),
    ],
)
def test_the_tests_of_a_lesson_are_run(name: str, expected: str, *, fine: bool) -> None:
    own = lesson()
    step = own.steps[0]
    z, a = (step.solution(own.moment(step))[key] for key in ("z1.1", "a1.2"))
    answers = f'"forward.z1.1" = "{z}", "forward.z1.2" = "?", "forward.a1.2" = "{float(a) * 10:.3f}"'
    expect = f'expect = {{ "{name}" = "{expected}" }}'
    test = f'[[test]]\nanswers = {{ {answers}, "forward.a1.1" = "{{a}}" }}\n{expect}\n'
    slip = test.replace(f'"{z}"', '"0.500"').replace("{a}", "0.622") if expected == "followed" else test
    findings = check(lesson(STEP + slip.replace("{a}", "")))
    assert [one.place for one in findings] == ([] if fine else [("test", 0, "expect", name)])
