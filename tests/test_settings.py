"""Settings are read from the Struct that declares them; values outside their limits are refused in words."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

import msgspec
import pytest
from msgspec import Meta

from playground.errors import SpecError
from playground.settings import Setting, check, settings_of

COLOURS = ("red", "green", "blue")


class Sample(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    noise: Annotated[float, Meta(ge=0, le=100, title="Noise", description="Moves rows.")] = 0.0
    rate: Annotated[float, Meta(gt=0, lt=10, title="Rate")] = 0.5
    budget: Annotated[float, Meta(ge=0.001, le=1e9, title="Budget")] = 1.0
    classes: Annotated[int, Meta(ge=2, le=8, title="Classes")] = 3
    count: Annotated[int, Meta(ge=0, title="Count")] = 0
    colour: Annotated[str, Meta(title="Colour", extra={"choices": COLOURS})] = "red"
    layers: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=64)], ...], Meta(title="Layers", extra={"max_length": 3})
    ] = (4, 2)
    names: Annotated[tuple[str, ...], Meta(title="Names", max_length=2, extra={"choices": COLOURS})] = (
        "red",
    )
    shuffle: Annotated[bool, Meta(title="Shuffle")] = True
    target: Annotated[str | None, Meta(title="Target")] = None
    ratio: Annotated[Annotated[float, Meta(le=1)] | None, Meta(title="Ratio")] = None
    size: Annotated[Literal["small", "large"] | None, Meta(title="Size")] = None
    internal: dict[str, int] = {}

    def __post_init__(self) -> None:
        check(self)


def test_a_number_field_gives_label_help_type_default_and_limits() -> None:
    assert settings_of(Sample)["noise"] == Setting("noise", "Noise", "Moves rows.", float, 0.0, 0, 100)


def test_exclusive_limits_are_told_apart() -> None:
    rate = settings_of(Sample)["rate"]
    assert (rate.minimum, rate.maximum) == (0, 10)
    assert rate.exclusive_minimum
    assert rate.exclusive_maximum
    assert not settings_of(Sample)["noise"].exclusive_minimum


def test_a_tuple_field_gives_its_elements_type_limits_and_length() -> None:
    layers, names = settings_of(Sample)["layers"], settings_of(Sample)["names"]
    assert (layers.type, layers.many, layers.minimum, layers.maximum, layers.max_length) == (
        int,
        True,
        1,
        64,
        3,
    )
    assert (names.type, names.choices, names.max_length) == (str, COLOURS, 2)


def test_types_optional_fields_and_fields_without_a_title() -> None:
    settings = settings_of(Sample)
    assert settings["shuffle"].type is bool
    assert settings["target"].type is str
    assert [name for name, setting in settings.items() if setting.optional] == ["target", "ratio", "size"]
    assert settings["ratio"].maximum == 1
    assert settings["size"].choices == ("small", "large")
    assert "internal" not in settings


def test_choices_may_have_labels() -> None:
    class Labelled(msgspec.Struct, frozen=True):
        mark: Annotated[
            str, Meta(title="Mark", extra={"choices": {",": 0, ";": 0}, "labels": ("comma", "semi")})
        ]

    setting = settings_of(Labelled)["mark"]
    assert (setting.choices, setting.labels) == ((",", ";"), ("comma", "semi"))
    assert setting.allowed == "one of comma, semi"
    assert setting.accepts(";") and not setting.accepts("comma")
    with pytest.raises(SpecError, match=r"Choose one of: comma, semi\.|Did you mean"):
        check(Labelled("|"))


def test_every_allowed_value_passes() -> None:
    Sample(
        noise=100, rate=9.99, classes=8, colour="blue", layers=(), names=("red", "blue"), target="y", ratio=1
    )


@pytest.mark.parametrize(
    ("values", "message", "hint"),
    [
        ({"noise": 120}, "Noise cannot be 120.", "Choose a number from 0 to 100."),
        ({"noise": math.nan}, "Noise cannot be nan.", "Choose a number from 0 to 100."),
        ({"noise": -math.inf}, "Noise cannot be -inf.", "Choose a number from 0 to 100."),
        (
            {"ratio": -(10**400)},
            f"Ratio cannot be -1{'0' * 37}…{'0' * 20}.",
            "Choose a number at most 1.",
        ),
        ({"noise": "much"}, "Noise cannot be 'much'.", "Choose a number from 0 to 100."),
        ({"noise": True}, "Noise cannot be True.", "Choose a number from 0 to 100."),
        ({"rate": 0}, "Rate cannot be 0.", "Choose a number greater than 0 and less than 10."),
        ({"rate": 10}, "Rate cannot be 10.", "Choose a number greater than 0 and less than 10."),
        ({"budget": 0}, "Budget cannot be 0.", "Choose a number from 0.001 to 1,000,000,000."),
        ({"classes": 2.5}, "Classes cannot be 2.5.", "Choose a whole number from 2 to 8."),
        ({"count": -1}, "Count cannot be -1.", "Choose a whole number at least 0."),
        ({"colour": "bleu"}, "Colour cannot be 'bleu'.", "Did you mean blue?"),
        ({"colour": 3}, "Colour cannot be 3.", "Choose one of: red, green, blue."),
        ({"layers": (4, 65)}, "Layers cannot contain 65.", "Choose a whole number from 1 to 64."),
        ({"layers": (1, 1, 1, 1)}, "Layers cannot have 4 entries.", "Choose 3 at most."),
        ({"layers": 4}, "Layers cannot be 4.", "Give a list, each entry a whole number from 1 to 64."),
        ({"names": ("red", "gree")}, "Names cannot contain 'gree'.", "Did you mean green?"),
        ({"shuffle": 1}, "Shuffle cannot be 1.", "Choose yes or no (true or false)."),
        ({"size": "smal"}, "Size cannot be 'smal'.", "Did you mean small?"),
        ({"target": 1}, "Target cannot be 1.", "Choose a word."),
        ({"ratio": 2.0}, "Ratio cannot be 2.0.", "Choose a number at most 1."),
    ],
)
def test_what_is_not_allowed_is_refused_with_label_value_and_range(
    values: dict[str, Any], message: str, hint: str
) -> None:
    with pytest.raises(SpecError) as caught:
        Sample(**values)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_the_limits_hold_for_files_too() -> None:
    with pytest.raises(msgspec.ValidationError, match="<= 64"):
        msgspec.json.decode(b'{"layers": [65]}', type=Sample)
    with pytest.raises(SpecError, match="blue"):
        msgspec.json.decode(b'{"colour": "bleu"}', type=Sample)


def test_a_type_no_form_can_show_is_a_programming_error() -> None:
    class Wrong(msgspec.Struct):
        table: Annotated[dict[str, int], Meta(title="Table")]

    with pytest.raises(TypeError, match="table"):
        settings_of(Wrong)
