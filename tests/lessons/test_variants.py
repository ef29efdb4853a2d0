from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from playground.lessons.kinds.calculate import Calculate
from playground.lessons.marking.wrong_rules import wrong_values
from playground.lessons.rules import Drawn
from playground.lessons.variants import drawn, seed_of
from tests.lessons.examples import STEP, lesson
from tests.properties import examples

NAMES = ("Ana", "Łukasz, „der Große“", "李小龙", "O'Brien; DROP", "ﷺ", "\ud800", "x" * 10_000)
ALL = '["z1.1", "a1.1", "z2.1", "y1", "E", "d2.1", "d1.1", "d1.2", "g2.1.1", "g1.1.1", "w1.1.1", "w2.1.1"]'
TEXT = STEP.replace('["z1.1", "z1.2", "a1.1", "a1.2"]', ALL) + "[variants]\n"


def test_a_name_in_any_script_has_a_seed_of_its_own() -> None:
    seeds = [seed_of("xor", name) for name in NAMES]
    assert len(set(seeds)) == len(NAMES)
    assert min(seeds) >= 1
    assert seed_of("xor", "  ana ") == seed_of("xor", "Ana") != seed_of("other", "Ana")


def test_numbers_are_short_within_their_limits_and_never_0() -> None:
    numbers = drawn(500, Drawn(step=0.1, max=0.5), random.Random(1))
    assert set(numbers.tolist()) == {s * k for s in (-1, 1) for k in (0.1, 0.2, 0.3, 0.4, 0.5)}


def test_the_same_name_has_the_same_numbers_and_another_name_others() -> None:
    first, second = lesson(TEXT), lesson(TEXT)
    step = first.steps[0]
    ana, again = (one.moment(step, seed=one.seed_of("Ana")).theta.tolist() for one in (first, second))
    assert ana == again
    assert ana != first.moment(step, seed=first.seed_of("Ben")).theta.tolist()
    assert ana != first.moment(step).theta.tolist() == first.start.theta.tolist()


@given(name=st.one_of(st.sampled_from(NAMES), st.text(min_size=1, max_size=40)))
@examples(20)
def test_every_wrong_rule_is_told_from_the_right_value(name: str) -> None:
    """Whoever it is: the weights are drawn again until it is so."""
    read = lesson(TEXT)
    step = read.steps[0]
    assert isinstance(step, Calculate)
    moment = read.moment(step, seed=read.seed_of(name))
    working = step.working({}, moment)
    assert step.judge(step.solution(moment), moment).done
    for one in step.quantities:
        for rule, value in wrong_values(working, one):
            mark = step.judge({one.name: f"{value:.3f}"}, moment).marks[one.name]
            assert not mark.verdict.good, (one.name, rule.name)


def test_a_lesson_without_variants_has_the_same_numbers_for_all() -> None:
    assert lesson().seed_of("Ana") == 0
