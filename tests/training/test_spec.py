"""The spec: limits, choices and defaults declared once, held in Python, in files and in the engine alike."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.engine import OPTIMISERS
from playground.errors import SpecError
from playground.settings import Setting, settings_of
from playground.training import Spec
from playground.training.schedules import SCHEDULES
from playground.training.spec import TABLES, optimiser_settings
from tests.properties import examples

SETTINGS = settings_of(Spec)
NUMBERS = [name for name, setting in SETTINGS.items() if setting.type in (int, float)]


def as_field(setting: Setting, value: Any) -> Any:
    return (value,) if setting.many else value


@pytest.mark.parametrize("name", NUMBERS)
def test_limits(name: str) -> None:
    setting = SETTINGS[name]
    assert setting.minimum is not None and setting.maximum is not None, "every number has its limits"
    for limit, exclusive, beyond in (
        (setting.minimum, setting.exclusive_minimum, -1),
        (setting.maximum, setting.exclusive_maximum, 1),
    ):
        if exclusive:
            with pytest.raises(SpecError):
                Spec(**{name: as_field(setting, limit)})
        else:
            Spec(**{name: as_field(setting, limit)})
        with pytest.raises(SpecError, match=setting.label):
            Spec(**{name: as_field(setting, limit + beyond)})
        with pytest.raises((msgspec.ValidationError, SpecError)):
            msgspec.json.decode(msgspec.json.encode({name: as_field(setting, limit + beyond)}), type=Spec)


@pytest.mark.parametrize("name", [name for name in NUMBERS if SETTINGS[name].type is float])
def test_nan_and_infinity_are_refused(name: str) -> None:
    for value in (math.nan, math.inf, -math.inf):
        with pytest.raises(SpecError):
            Spec(**{name: value})


@pytest.mark.parametrize("name", TABLES)
def test_choices_are_the_rows_of_the_table(name: str) -> None:
    setting = SETTINGS[name]
    assert setting.choices == tuple(TABLES[name])
    for choice in setting.choices:
        Spec(**{name: as_field(setting, choice)})
    near = setting.choices[-1]
    with pytest.raises(SpecError, match=f"(Did you mean .*|: .*){near}"):
        Spec(**{name: as_field(setting, f"{near}x")})


def test_at_most_eight_hidden_layers() -> None:
    assert Spec(hidden_layers=(1,) * 8).hidden_layers == (1,) * 8
    with pytest.raises(SpecError, match="9 entries"):
        Spec(hidden_layers=(1,) * 9)
    with pytest.raises(SpecError, match="9 entries"):
        msgspec.json.decode(b'{"hidden_layers": [1,1,1,1,1,1,1,1,1]}', type=Spec)


def test_a_change_is_checked_and_leaves_the_original() -> None:
    spec = Spec()
    assert msgspec.structs.replace(spec, learning_rate=1.0).learning_rate == 1.0
    with pytest.raises(SpecError):
        msgspec.structs.replace(spec, learning_rate=-1.0)
    with pytest.raises(AttributeError):
        spec.learning_rate = 1.0  # type: ignore[misc]
    assert spec == Spec()


def test_a_file_with_an_unknown_field_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="learnig_rate"):
        msgspec.json.decode(b'{"learnig_rate": 0.1}', type=Spec)


def test_fields_are_understood_by_the_names_they_had_once() -> None:
    spec = Spec(optimizer="adam", init="he")  # type: ignore[call-arg]
    assert spec == Spec(optimiser="adam", initialiser="he")
    assert (spec.optimizer, spec.init) == ("adam", "he")


def test_the_defaults_are_tensorflow_playgrounds() -> None:
    spec = Spec()
    assert (spec.hidden_layers, spec.activation, spec.initialiser) == ((4, 2), ("tanh",), "uniform")
    assert (spec.learning_rate, spec.batch_size, spec.optimiser) == (0.03, 10, "sgd")
    assert spec.regularisation == "none"


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    values: dict[str, Any] = {}
    for name, setting in SETTINGS.items():
        if setting.choices:
            one: st.SearchStrategy[Any] = st.sampled_from(setting.choices)
        elif setting.type is bool:
            one = st.booleans()
        elif setting.type is int:
            one = st.integers(int(setting.minimum or 0), int(setting.maximum or 0))
        elif setting.type is float:
            one = st.floats(
                setting.minimum,
                setting.maximum,
                exclude_min=setting.exclusive_minimum,
                exclude_max=setting.exclusive_maximum,
            )
        else:
            one = st.text(max_size=5)
        if setting.many:
            one = st.lists(one, max_size=setting.max_length or 4, unique=setting.distinct).map(tuple)
        if draw(st.booleans()):
            values[name] = draw(one)
    return Spec(**values)


@examples(60)
@given(specs())
def test_a_spec_comes_back_from_json_as_it_was(spec: Spec) -> None:
    assert msgspec.json.decode(msgspec.json.encode(spec), type=Spec) == spec


@pytest.mark.parametrize("name", OPTIMISERS)
def test_settings_of_an_optimiser_are_fields_of_the_spec_with_the_same_defaults(name: str) -> None:
    row = OPTIMISERS[name]()
    for setting in optimiser_settings(name):
        assert setting in SETTINGS, f"{name} has a setting “{setting}”: declare it in Spec, too"
        assert getattr(Spec(), setting) == getattr(row, setting)
    assert Spec(optimiser=name).make_optimiser() == row


@pytest.mark.parametrize("name", OPTIMISERS)
def test_the_optimiser_has_the_settings_of_the_spec(name: str) -> None:
    other = {setting: getattr(Spec(), setting) * 0.5 for setting in optimiser_settings(name)}
    optimiser = Spec(optimiser=name, **other).make_optimiser()
    assert dataclasses.asdict(optimiser) == other


def test_the_last_activation_named_goes_on() -> None:
    assert Spec(hidden_layers=(3, 3, 3), activation=("relu", "sine")).activations() == (
        "relu",
        "sine",
        "sine",
    )
    assert Spec(hidden_layers=(3,), activation=("relu", "sine")).activations() == ("relu",)
    assert Spec(hidden_layers=(3, 3), activation=()).activations() == ("tanh", "tanh")
    assert Spec(hidden_layers=()).activations() == ()


@pytest.mark.parametrize("name", SCHEDULES)
def test_the_rate_is_alpha_times_the_schedule(name: str) -> None:
    spec = Spec(schedule=name, learning_rate=0.2, schedule_epochs=8.0, schedule_decay=0.25)
    for epoch in (0, 3, 8, 20):
        assert spec.rate(epoch) == 0.2 * SCHEDULES[name].factor(epoch, 8.0, 0.25)
