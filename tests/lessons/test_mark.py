"""The rules of marking; on random networks an honest student passes, and no wrong rule does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine import LOSSES
from playground.lessons.judgement import Mark, Verdict
from playground.lessons.marking.mark import Precision, mark
from playground.lessons.marking.working import Working
from playground.lessons.marking.wrong_rules import WRONG_RULES, wrong_values
from playground.lessons.quantities import quantity
from tests.lessons.examples import update
from tests.lessons.students import rounding_student
from tests.microscope.examples import step_of
from tests.properties import examples

THREE = Precision(3, 2)


def marked(text: str, name: str = "z1.1", own: dict[str, float] | None = None, seed: int = 0) -> Mark:
    entries = {quantity(key): value for key, value in (own or {}).items()}
    return mark(text, quantity(name), Working(update(seed), 0, entries), THREE, 1.0)


def exact(name: str, seed: int = 0) -> float:
    return quantity(name).exact(update(seed), 0)


def test_within_two_units_inclusive_whatever_binary_floats_make_of_it() -> None:
    for seed in range(40):
        value = round(exact("z1.1", seed), 9)  # products of short decimals
        for units, verdict in (
            (2, Verdict.RIGHT),
            (-2, Verdict.RIGHT),
            (3, Verdict.NEARLY),
            (10, Verdict.NEARLY),
        ):
            assert marked(f"{value + units / 1000:.3f}", seed=seed).verdict is verdict
            assert marked(f"{value + units / 1000:.3f}".replace(".", ","), seed=seed).verdict is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("", Verdict.EMPTY),
        ("  ", Verdict.EMPTY),
        ("abc", Verdict.UNCOUNTED),
        ("7" * 10_000, Verdict.UNCOUNTED),
    ],
)
def test_what_cannot_be_read_costs_nothing(text: str, verdict: Verdict) -> None:
    found = marked(text)
    assert (found.verdict, found.points) == (verdict, 0)
    assert not found.verdict.counts


def test_fewer_digits_only_where_they_are_exact() -> None:
    z, a = exact("z1.1"), exact("a1.1")
    assert marked(f"{z:.2f}").verdict is Verdict.RIGHT  # one decimal times one decimal, and a bias
    assert marked(f"{a:.2f}", "a1.1").verdict is Verdict.UNCOUNTED
    assert "Three decimals" in marked(f"{a:.2f}", "a1.1").sentence
    assert marked(f"{a:.6f}", "a1.1").verdict is Verdict.RIGHT


def test_right_from_their_own_numbers_within_one_unit() -> None:
    own = {"z1.1": 0.5}
    follows = Working(update(), 0, {quantity("z1.1"): 0.5}).derived(quantity("a1.1"))
    assert marked(f"{follows:.3f}", "a1.1", own).verdict is Verdict.FOLLOWED
    assert marked(f"{follows:.3f}", "a1.1", own).points == 1
    assert marked(f"{exact('a1.1'):.3f}", "a1.1", own).verdict is Verdict.RIGHT
    assert marked(f"{follows + 0.002:.3f}", "a1.1", own).verdict is Verdict.NEARLY
    assert marked(f"{follows:.3f}", "a1.1").verdict is not Verdict.FOLLOWED


def test_a_slip_that_takes_the_work_away_is_not_followed() -> None:
    assert marked("0.500", "a1.1", {"z1.1": 0.0}).verdict is not Verdict.FOLLOWED
    assert marked("0.000", "g2.1.1", {"d2.1": 0.0}).verdict is not Verdict.FOLLOWED


def test_a_wrong_rule_is_named_and_its_number_is_not() -> None:
    seen = set()
    for seed in range(12):
        working = Working(update(seed, "tanh"), 0)
        for one in map(quantity, ("z1.1", "a1.1", "E", "d1.1", "g2.1.1", "w2.1.1")):
            for rule, value in wrong_values(working, one):
                found = mark(f"{value:.6f}", one, working, THREE, 1.0)
                if found.rules:
                    assert rule.name in found.rules
                    assert not any(sign.isdigit() for sign in found.sentence)
                    seen.add(rule.name)
    assert seen == WRONG_RULES.keys() - {"mean"}


def test_the_mean_over_the_rows_is_a_rule_of_batches() -> None:
    working = Working(update(rows=(0, 1, 2)), 0)
    summed = 3.0 * quantity("g2.1.1").exact(working.step, 0)
    assert mark(f"{summed:.6f}", quantity("g2.1.1"), working, THREE, 1.0).rules == ("mean",)


def test_where_several_rules_fit_it_says_less() -> None:
    step = update(0)
    bias = float(step.before.weights[0][1][0])
    other = Working(step, 0).value(quantity("z1.2"))
    assert marked(f"{exact('z1.1') - bias:.6f}").rules == ("bias",)
    both = [
        rule for rule, value in wrong_values(Working(step, 0), quantity("z1.1")) if abs(value - other) < 0.002
    ]
    assert {rule.name for rule in both} >= {"neuron"}


@given(seed=st.integers(0, 10**6), activation=st.sampled_from(["sigmoid", "tanh", "relu"]))
@examples(2000)
def test_an_honest_rounding_student_passes(seed: int, activation: str) -> None:
    """Each by itself with follow-through; the share without it is measured below."""
    step = update(seed, activation)
    own: dict[str, float] = {}
    for name, text in rounding_student(step, 3).items():
        entries = {quantity(key): value for key, value in own.items()}
        found = mark(text, quantity(name), Working(step, 0, entries), THREE, 1.0)
        assert found.verdict.good, (name, text)
        own[name] = float(text)


def test_without_follow_through_99_of_100_honest_numbers_pass() -> None:
    alone = Precision(3, 2, follow_through=False)
    verdicts = {
        (seed, name): mark(text, quantity(name), Working(step, 0), alone, 1.0).verdict
        for seed in range(60)
        for step in [update(seed)]
        for name, text in rounding_student(step, 3).items()
    }
    right = sum(verdict is Verdict.RIGHT for verdict in verdicts.values())
    assert right >= 0.99 * len(verdicts)


@pytest.mark.parametrize("loss", LOSSES)
def test_wrong_rules_know_networks_of_one_layer_and_of_many(loss: str) -> None:
    for hidden in ((), (2, 3, 2)):
        step = step_of(loss=loss, hidden_layers=hidden)
        last = len(hidden) + 1
        for name in ("E", "y1", f"z{last}.1", f"d{last}.1", f"g{last}.1.1", f"w{last}.1.1", f"b{last}.1"):
            working = Working(step, step.rows[0])
            assert all(rule.name in WRONG_RULES for rule, _ in wrong_values(working, quantity(name)))
