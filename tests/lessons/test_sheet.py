from __future__ import annotations

import re

import pytest

from playground.errors import PlaygroundError
from playground.lessons.gift import gift
from playground.lessons.sheet import sheet_of
from playground.lessons.sheets import MOST, SheetChoices, Sheets, names_in
from tests.lessons.examples import STEP, lesson
from tests.lessons.test_kinds import KINDS, step_of

VARIANTS = STEP + "[variants]\n"


def test_a_sheet_has_the_numbers_of_its_name_and_the_key_their_solution() -> None:
    read = lesson(VARIANTS)
    ana, ben = sheet_of(read, "Ana"), sheet_of(read, "Ben")
    assert ana.variant == read.seed_of("Ana") != ben.variant
    (exercise,) = ana.exercises
    moment = read.moment(read.steps[0], seed=ana.variant)
    assert [blank.value.replace("−", "-") for blank in exercise.blanks] == list(
        read.steps[0].solution(moment).values()
    )
    assert {one.label: one.value for one in exercise.given} != {
        one.label: one.value for one in ben.exercises[0].given
    }
    assert exercise.given[0].label == "x₁"
    assert exercise.given[0].value == "1"
    assert len(exercise.given) == 2 + 1 + 1 + 9  # inputs, target, α, weights and biases
    assert ana.points == 4
    long = sheet_of(read, "A" * 5000)
    assert long.variant == read.seed_of("A" * 5000) and len(long.name) < 100, "it has the room of a line"


def test_the_key_has_the_value_of_every_wrong_rule_but_those_that_look_right() -> None:
    (exercise,) = sheet_of(lesson()).exercises
    z = exercise.blanks[0]
    assert {one.rule.name for one in z.wrong} >= {"sign", "bias", "neuron", "place"}
    assert z.value not in {one.value for one in z.wrong}
    assert z.tolerance == ("0.002", "0.001")


def test_a_list_of_names_is_one_a_line() -> None:
    assert names_in('\ufeffAna\n\n "Ben" \tclass 3\nAna\r\n李小龙\nO\'Neil, "Jo"\n') == (
        "Ana",
        "Ben",
        "李小龙",
        'O\'Neil, "Jo"',
    )


def test_a_sheet_for_each_name_or_as_many_as_are_chosen() -> None:
    own, same = lesson(VARIANTS), lesson()
    assert [one.name for one in Sheets(own, ("Ana", "Ben"), SheetChoices(sheets=9))] == ["Ana", "Ben"]
    seven = SheetChoices(sheets=3, variant=7)
    assert [(one.name, one.variant) for one in Sheets(own, (), seven)] == [("", 7), ("", 8), ("", 9)]
    assert len({one.exercises[0].given for one in Sheets(own, (), seven)}) == 3
    assert {one.variant for one in Sheets(own, (), SheetChoices(sheets=3))} == {0}
    assert {one.variant for one in Sheets(same, (), seven)} == {0}, "the lesson draws no numbers"


def test_too_many_names_and_lessons_without_exercises_are_refused() -> None:
    with pytest.raises(PlaygroundError, match=str(MOST + 1)):
        Sheets(lesson(), [str(k) for k in range(MOST + 1)])
    with pytest.raises(PlaygroundError, match="printed"):
        Sheets(lesson(step_of("read")))
    for wrong in ({"sheets": 0}, {"variant": -1}, {"paper": "a5"}):
        with pytest.raises(PlaygroundError):
            SheetChoices(**wrong)


def test_what_needs_the_screen_stands_on_no_paper() -> None:
    with_it = VARIANTS.replace("row = 1\n", "row = 1\non_paper = false\n")
    assert not sheet_of(lesson(with_it)).exercises and "::[markdown]" not in gift(lesson(with_it))
    assert len(sheet_of(lesson(with_it + step_of("choose"))).exercises) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_question_or_left_out(kind: str) -> None:
    read = lesson(step_of(kind))
    text = gift(read)
    assert (text.count("::[markdown]") > 0) == bool(sheet_of(read).exercises)
    unescaped = re.sub(r"\\.", "", text)
    assert unescaped.count("{") == unescaped.count("}") == text.count("::[markdown]")


def test_a_number_is_a_question_with_its_tolerance_and_what_wrong_ways_are_told() -> None:
    text = gift(lesson(step_of("calculate", 'ask = ["z1.1"]')))
    value = lesson().steps[0].solution(lesson().moment(lesson().steps[0]))["z1.1"]
    assert f"=%100%{value}:0.002#Right." in text
    assert "=%0%" in text and "bias" in text


def test_signs_of_the_format_are_escaped() -> None:
    choose = 'options = [{ text = "a = {b}", right = true }, { text = "c: ~d#" }]\ntext = "One\\n\\nTwo"'
    text = gift(lesson(step_of("choose", choose)))
    assert r"=a \= \{b\}" in text and r"~c\: \~d\#" in text
    assert r"One\n\nTwo" in text
