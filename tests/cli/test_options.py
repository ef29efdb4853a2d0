"""The options follow from the tables of the settings."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from playground.cli import main
from playground.cli.options import Run, option_of
from playground.data import Recipe
from playground.engine import LOSSES
from playground.export import load_experiment
from playground.settings import Setting, settings_of
from playground.training import Spec
from tests.cli.run import Out, answer, refusal

EXAMPLES = {"source": "xor", "count": "6", "target": "species", "features": "x1,x1*x2", "hidden_layers": "3"}


def examples(setting: Setting) -> list[str]:
    """Values, other than the default, for the option of a setting."""
    if setting.name in EXAMPLES:
        return [EXAMPLES[setting.name]]
    if setting.choices:
        return list(setting.choices)
    numbers = [setting.minimum, setting.maximum, 0.5, 2, 50]
    return [str(number) for number in numbers if number != setting.default and setting.accepts(number)][:1]


OPTIONS = [
    (struct, setting, text)
    for struct in (Recipe, Spec)
    for setting in settings_of(struct).values()
    if setting.type is not bool
    for text in examples(setting)
]


def suits(text: str) -> list[str]:
    """Data that a loss or a task can be tried on."""
    if text in LOSSES and "regression" in LOSSES[text].tasks:
        return ["--data", "line"]
    return ["--data", "iris"] if text == "species" else []


@pytest.mark.parametrize(
    ("struct", "setting", "text"),
    OPTIONS,
    ids=[f"{option_of(setting.name)} {text}" for _, setting, text in OPTIONS],
)
def test_every_entry_of_every_table_is_an_option(
    struct: type[msgspec.Struct], setting: Setting, text: str, tmp_path: Path, capsys: Out
) -> None:
    path = tmp_path / "experiment.json"
    option = option_of(setting.name)
    answer(capsys, "--count", "20", *suits(text), option, text, "--epochs", "1", "--export", path)
    experiment = load_experiment(path)[0]
    value = getattr(experiment.spec if struct is Spec else experiment.recipe, setting.name)
    words = value if setting.many else (value,)
    assert ",".join(map(str, words)) == text or value == float(text)


def test_every_yes_or_no_is_a_pair_of_options(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "experiment.json"
    for name in [name for name, setting in settings_of(Spec).items() if setting.type is bool]:
        for option, value in ((f"--{name}", True), (f"--no-{name}", False)):
            answer(capsys, option, "--epochs", "0", "--export", path)
            assert getattr(load_experiment(path)[0].spec, name) is value


def test_help_tells_every_setting_with_its_limits(capsys: Out) -> None:
    main(["train", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    for struct in (Recipe, Spec, Run):
        for name, setting in settings_of(struct).items():
            assert option_of(name) in text and setting.help in text
    assert "(a whole number from 0 to 1,000,000 or all; default: 10)" in text
    assert "or none; default: 4,2)" in text
    assert "default: 0.00000001)" in text and "e-0" not in text  # numbers as they are read


def test_a_table_is_read_as_the_options_say(tmp_path: Path, capsys: Out) -> None:
    rows, path = tmp_path / "rows.csv", tmp_path / "experiment.json"
    rows.write_bytes("name;größe;y\nUlm;1,5;2\n;;3\nBonn;2,5;4\n".encode("cp1252"))
    told = ["--separator", "semicolon", "--decimal", "comma", "--encoding", "cp1252", "--inputs", "größe"]
    assert (
        main(
            ["train", "--data", str(rows), *told, "--missing", "drop", "--epochs", "0", "--export", str(path)]
        )
        == 0
    )
    assert "1 of 3 rows was dropped: a cell is missing." in capsys.readouterr().err
    experiment = load_experiment(path)[0]
    recipe = experiment.recipe
    assert (recipe.separator, recipe.decimal, recipe.encoding) == (";", ",", "cp1252")
    assert (recipe.inputs, recipe.missing, recipe.header) == (("größe",), "drop", None)
    assert experiment.data.X.tolist() == [[1.5], [2.5]]
    assert "Did you mean comma" in refusal(capsys, "train", "--data", rows, "--separator", "coma")
    assert main(["train", str(path), "--no-header", "--missing", "refuse", "--inputs", "x2"]) == 2
    assert 'line 1, column "x2": "größe" is not a number' in capsys.readouterr().err


def test_columns_are_named_as_they_are_called(tmp_path: Path, capsys: Out) -> None:
    rows, path = tmp_path / "rows.csv", tmp_path / "experiment.json"
    rows.write_text('"size, m2",a*b,c,price\n1,2,7,3.5\n4,5,1,6\n7,8,9,9\n')
    told = ["--inputs", '"size, m2", a*b', "--features", '"size, m2"^2,a*b,x1*x2']
    answer(capsys, "--data", rows, *told, "--epochs", "0", "--export", path)
    experiment = load_experiment(path)[0]
    assert experiment.data.columns == ("size, m2", "a*b")
    assert experiment.features == ("x1^2", "x2", "x1*x2")


def test_scale_is_two_options_in_one(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "experiment.json"
    answer(capsys, "--scale", "none", "--scale-target", "standardise", "--epochs", "0", "--export", path)
    spec = load_experiment(path)[0].spec
    assert (spec.scale_inputs, spec.scale_target) == ("none", "standardise")
