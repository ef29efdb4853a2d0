"""The command line: what it trains is what the Trainer trains, and what is wrong is said in one line."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from playground.cli import main
from playground.cli.options import Run, option_of
from playground.cli.predict import predictions_csv
from playground.data import BUNDLED, GENERATORS, Dataset, Recipe, load
from playground.engine import LOSSES
from playground.export import load_experiment, load_weights, save_experiment
from playground.settings import Setting, settings_of
from playground.training import Checkpoint, Experiment, Spec, Trainer

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "playground"]
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}

Out = pytest.CaptureFixture[str]


def answer(capsys: Out, *argv: str | Path) -> dict[str, Any]:
    """What `train --json` prints, and only that."""
    assert main(["train", *map(str, argv), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refusal(capsys: Out, *argv: str | Path) -> str:
    """The one line that a refused command leaves on stderr."""
    assert main([*map(str, argv)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("backprop-playground: ") and err.count("\n") == 1
    return err.removeprefix("backprop-playground: ").rstrip("\n")


def shell(*argv: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, argv)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)


# --- an experiment whose table lies elsewhere ---


def test_a_table_that_an_experiment_names_is_read_from_elsewhere_only_when_it_is_named(
    tmp_path: Path, capsys: Out
) -> None:
    table, path = tmp_path / "rows.csv", tmp_path / "lesson" / "lesson.json"
    table.write_text("a,b,price\n1,2,3.25\n4,5,6\n7,8,9.5\n", encoding="utf-8")
    path.parent.mkdir()
    path.write_text(json.dumps({"data": {"recipe": {"source": "../rows.csv", "target": "b"}}}), "utf-8")
    words = refusal(capsys, "train", path)
    assert "Its table ../rows.csv is not in the same folder. " in words and "--data" in words
    model = tmp_path / "model.json"
    assert answer(capsys, path, "--data", table, "--epochs", 1, "--export", model)["epochs"] == 1
    assert load_experiment(model)[0].data.target == "b"  # as the experiment says


# --- train: the same run as the Trainer's ---


def test_the_trained_weights_are_the_trainer_s_bit_for_bit(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "model.npz"
    options = [
        "--data",
        "moons",
        "--hidden",
        "3,2",
        "--activation",
        "relu,tanh",
        "--seed",
        "5",
        "--noise",
        "20",
    ]
    options += ["--epochs", "4", "--optimiser", "adam", "--batch-size", "7", "--learning-rate", "0.01"]
    options += ["--scale-inputs", "standardise"]
    found = answer(capsys, *options, "--export", path)
    recipe = Recipe(source="moons", seed=5, noise=20)
    spec = Spec(
        hidden_layers=(3, 2),
        activation=("relu", "tanh"),
        seed=5,
        optimiser="adam",
        batch_size=7,
        learning_rate=0.01,
        scale_inputs="standardise",
    )
    snapshot = Trainer(Experiment.load(recipe, spec)).run(4)
    experiment, checkpoint = load_weights(path)
    assert checkpoint.theta.tobytes() == snapshot.theta.tobytes()
    assert (experiment.recipe, experiment.spec) == (recipe, spec)
    assert (found["train_loss"], found["test_loss"]) == (snapshot.train.loss, snapshot.test.loss)
    assert (found["accuracy"], found["test_accuracy"]) == (snapshot.train.accuracy, snapshot.test.accuracy)
    assert (found["epochs"], found["steps"], found["parameters"]) == (4, snapshot.steps, 20)
    assert (found["status"], found["reason"], found["rmse"]) == ("finished", "", None)
    assert found["epochs_per_second"] == pytest.approx(4 / found["seconds"])


def test_stop_rules_count_from_the_first_epoch(capsys: Out) -> None:
    found = answer(capsys, "--stop-patience", "3", "--learning-rate", "1e-9", "--epochs", "50")
    assert (
        found["epochs"]
        == Trainer(Experiment.load(None, Spec(stop_patience=3, learning_rate=1e-9))).run(50).epoch
    )
    assert found["status"] == "stopped" and "no improvement" in found["reason"]


def test_regression_is_scored_in_its_own_units(capsys: Out) -> None:
    found = answer(capsys, "--data", "houses", "--epochs", "20", "--train-share", "1")
    assert found["rmse"] > 1000 and found["accuracy"] is None
    assert found["test_loss"] is None and found["test_rmse"] is None


def test_no_hidden_layer_has_two_spellings(capsys: Out) -> None:
    for none in ("", "none"):
        assert answer(capsys, "--hidden", none, "--epochs", "0")["parameters"] == 3


def test_options_are_understood_by_the_names_they_had_once(capsys: Out) -> None:
    old = answer(capsys, "--optimizer", "adam", "--init", "he", "--epochs", "2")
    new = answer(capsys, "--optimiser", "adam", "--initialiser", "he", "--epochs", "2")
    assert old["train_loss"] == new["train_loss"]
    assert "Did you mean adam" in refusal(capsys, "train", "--optimizer", "adm")


def test_all_rows_are_a_batch(capsys: Out) -> None:
    assert answer(capsys, "--batch-size", "all", "--epochs", "3")["steps"] == 3


def test_the_summary_says_it_in_words(capsys: Out) -> None:
    assert main(["train", "--epochs", "2", "--train-share", "1"]) == 0
    out, err = capsys.readouterr()
    assert "circle: 500 training rows, 0 test rows" in out
    assert "Network 2-4-2-1: 25 parameters" in out
    assert "Finished: epoch 2, 100 steps" in out
    assert "accuracy" in out and "RMSE" not in out and err == ""


def test_a_diverged_run_is_said_and_its_last_finite_weights_are_kept(tmp_path: Path, capsys: Out) -> None:
    path, history = tmp_path / "model.npz", tmp_path / "loss.csv"
    wild = ["--data", "houses", "--activation", "linear", "--learning-rate", "100"]
    assert main(["train", *wild, "--json", "--export", str(path), "--history", str(history)]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert found["status"] == "diverged" and (found["train_loss"] is None or found["train_loss"] > 1e10)
    assert "lower learning rate" in err and "weights of epoch 0" in err
    experiment, checkpoint = load_weights(path)
    assert checkpoint.theta.tobytes() == experiment.network().theta.tobytes()
    assert len(history.read_text().splitlines()) == 1 + 1 + found["epochs"]


def test_the_history_has_a_row_per_epoch(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "loss.csv"
    found = answer(capsys, "--epochs", "3", "--history", path)
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["epoch", "train_loss", "test_loss"]
    assert [row[0] for row in rows[1:]] == ["0", "1", "2", "3"]
    assert [float(cell) for cell in rows[-1][1:]] == [found["train_loss"], found["test_loss"]]
    answer(capsys, "--epochs", "1", "--train-share", "1", "--history", path)
    assert path.read_text().endswith(",\n")


# --- train: options follow from the tables ---

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


# --- train: going on from a file ---


def test_training_goes_on_from_a_file(tmp_path: Path, capsys: Out) -> None:
    for path in (tmp_path / "model.json", tmp_path / "model.npz"):
        first = answer(capsys, "--epochs", "3", "--export", path)
        loss = answer(capsys, path, "--epochs", "0")
        assert (loss["epochs"], loss["train_loss"]) == (3, first["train_loss"])
        experiment, start = load_experiment(path) if path.suffix == ".json" else load_weights(path)
        slower = msgspec.structs.replace(experiment.spec, learning_rate=0.001)
        wanted = Trainer(experiment.with_spec(slower), start).run(2)
        found = answer(capsys, path, "--epochs", "2", "--learning-rate", "0.001")
        assert (found["epochs"], found["train_loss"]) == (5, wanted.train.loss)


def test_the_history_goes_on_where_the_file_ended(tmp_path: Path, capsys: Out) -> None:
    path, history = tmp_path / "model.npz", tmp_path / "loss.csv"
    answer(capsys, "--epochs", "3", "--export", path)
    answer(capsys, path, "--epochs", "2", "--history", history)
    assert [line.split(",")[0] for line in history.read_text().splitlines()] == ["epoch", "3", "4", "5"]


def test_a_changed_network_begins_anew_and_says_so(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "model.json"
    answer(capsys, "--epochs", "3", "--export", path)
    assert main(["train", str(path), "--hidden", "5", "--epochs", "1", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["epochs"] == 1
    assert "starting from scratch" in err


def test_drawn_rows_are_kept_when_only_the_split_changes(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "drawn.json"
    experiment = Experiment.load(Recipe(count=10))
    drawn = experiment.with_data(experiment.data.with_row(np.array([9.0, 9.0]), 1.0))
    save_experiment(drawn, path)
    answer(capsys, path, "--train-share", "1", "--seed", "3", "--epochs", "0", "--export", path)
    found = load_experiment(path)[0]
    assert found.data.X.tolist() == drawn.data.X.tolist() and not found.data.test.any()
    assert (
        main(["train", str(path), "--data", "xor", "--count", "6", "--epochs", "0", "--export", str(path)])
        == 0
    )
    assert len(load_experiment(path)[0].data) == 6


def test_what_is_done_to_the_rows_of_a_files_table_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, path = tmp_path / "rows.csv", tmp_path / "lesson.json"
    rows.write_text("a,b,price\n1,2,3.25\n4,,6\n7,8,9.5\n", encoding="utf-8")
    path.write_text('{"data": {"recipe": {"source": "rows.csv", "missing": "drop"}}}', encoding="utf-8")
    assert main(["train", str(path), "--epochs", "0"]) == 0
    assert capsys.readouterr().err.count("1 of 3 rows") == 1


def test_another_split_does_not_read_the_file_again(tmp_path: Path, capsys: Out) -> None:
    rows, path = tmp_path / "rows.csv", str(tmp_path / "experiment.json")
    rows.write_text("x,y\n1,2\n3,4\n5,6\n7,8.5\n", encoding="utf-8")
    answer(capsys, "--data", rows, "--epochs", "0", "--export", path)
    rows.unlink()
    answer(capsys, path, "--train-share", "0.75", "--seed", "4", "--epochs", "0", "--export", path)
    data = load_experiment(path)[0].data
    assert data.same_as(data.split(0.75, 4))
    assert "rows.csv" in refusal(capsys, "train", path, "--target", "x")


def test_other_data_forget_the_old_target(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "iris.json"
    answer(capsys, "--data", "iris", "--target", "species", "--epochs", "0", "--export", path)
    found = answer(capsys, path, "--data", "houses", "--epochs", "1")
    assert found["rmse"] is not None  # the loss of the iris, which nobody named now, gave way too


# --- what is wrong ---


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ("", "The following arguments are required: COMMAND. See backprop-playground --help."),
        ("trian", "invalid choice: 'trian'"),
        ("train --frob 1", "Unrecognized arguments: --frob."),
        ("train --epoch 1", "Unrecognized arguments: --epoch. Did you mean --epochs"),
        ("train --zzz", "Unrecognized arguments: --zzz. See backprop-playground train --help."),
        ("train circle", "circle is a dataset, and no model. To learn it: train --data circle"),
        ("train --data houses --features szie_m2", "Did you mean size_m2"),
        ("train --data houses --features age_years^2", "made of the first two inputs"),
        ("train --noise", "Argument --noise: expected one argument. See backprop-playground train --help."),
        ("train --epochs -1", "Epochs cannot be -1. Choose a whole number from 0 to 1,000,000,000."),
        ("train --learning-rate 1000", "Learning rate α cannot be 1000.0. Choose a number greater than 0"),
        ("train --learning-rate nan", "Learning rate α cannot be nan."),
        (
            "train --batch-size many",
            "Batch size cannot be 'many'. Choose a whole number from 0 to 1,000,000.",
        ),
        ("train --hidden 4,x", "Hidden layers cannot contain 'x'. Choose a whole number from 1 to 512."),
        ("train --hidden 1,1,1,1,1,1,1,1,1", "Hidden layers cannot have 9 entries. Choose 8 at most."),
        ("train --activation tahn", "Activation cannot contain 'tahn'. Did you mean tanh"),
        ("train --activation none", "Activation cannot contain 'none'."),
        ("train --scale all", "Scale inputs cannot be 'all'."),
        ("train --data xro", 'Unknown dataset or file "xro". Did you mean xor'),
        ("train --data iris --target colour", 'no column "colour"'),
        (
            "train --data iris --loss mse",
            "Mean squared error does not apply to many classes. Choose one of: cross_entropy.",
        ),
        ("train --loss mse", "Choose one of: log_loss, half_mse_tanh, cross_entropy."),
        (
            "train --data line --loss log_loss",
            "Log loss does not apply to regression. Choose one of: mse, half_mse, huber.",
        ),
        ("train --data line --features x1,x2", "This dataset has no feature “x2”. Did you mean x^2"),
        ("train --features x1^3", "Did you mean x1^2"),
        ("train --export model.txt", "model.txt has no known format. End its name in .npz, "),
        ("train --export nowhere/model.npz", "cannot be written"),
        ("train --history nowhere/loss.csv", "cannot be written"),
        ("train missing.json", "missing.json cannot be read: no such file"),
        ("train missing.txt", "missing.txt has no known format."),
        ("predict", "The following arguments are required: MODEL, FILE.csv."),
        ("predict missing.npz rows.csv", "missing.npz cannot be read: no such file"),
    ],
)
def test_bad_input_is_told_in_one_line(argv: str, message: str, capsys: Out) -> None:
    assert message in refusal(capsys, *argv.split())


def test_a_model_without_its_rows_asks_for_some(tmp_path: Path, capsys: Out) -> None:
    rows, path = tmp_path / "rows.csv", tmp_path / "model.npz"
    rows.write_text("a,b,price\n1,2,3.5\n4,5,6\n7,8,9\n")
    answer(capsys, "--data", rows, "--epochs", "1", "--export", path)
    assert "rows.csv has no training rows. Choose a dataset or file" in refusal(capsys, "train", path)
    assert answer(capsys, path, "--data", rows, "--epochs", "1")["epochs"] == 2


def test_ctrl_c_is_no_traceback(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Trainer, "step", interrupt)
    assert main(["train"]) == 130
    assert capsys.readouterr().err == "backprop-playground: Stopped by Ctrl+C.\n"


# --- predict ---


def predictions(text: str) -> tuple[list[str], list[list[str]]]:
    header, *rows = list(csv.reader(io.StringIO(text)))
    return header, rows


@pytest.mark.parametrize("suffix", [".npz", ".json"])
@pytest.mark.parametrize("loss", [loss for loss, row in LOSSES.items() if "regression" not in row.tasks])
def test_classes_are_predicted_as_the_trainer_does(
    suffix: str, loss: str, tmp_path: Path, capsys: Out
) -> None:
    model, rows = tmp_path / f"model{suffix}", tmp_path / "rows.csv"
    answer(capsys, "--data", "moons", "--loss", loss, "--epochs", "5", "--export", model)
    trainer = Trainer(Experiment.load(Recipe(source="moons"), Spec(loss=loss)))
    trainer.run(5)
    experiment, X = trainer.experiment, trainer.experiment.data.X
    rows.write_text("x2,class,x1\n" + "".join(f"{x2},?,{x1}\n" for x1, x2 in X.tolist()))
    assert main(["predict", str(model), str(rows)]) == 0
    header, found = predictions(capsys.readouterr().out)
    prediction = trainer.network.predict(experiment.encode(X))
    names = experiment.data.class_names
    assert header == ["class", "p(red)", "p(green)"]
    assert [row[0] for row in found] == [names[int(k)] for k in experiment.decode(prediction)]
    shares = np.array([[float(cell) for cell in row[1:]] for row in found])
    assert shares.tobytes() == experiment.probabilities(prediction).tobytes()
    assert shares.sum(axis=1) == pytest.approx(1.0)
    assert [names[int(k)] for k in shares.argmax(axis=1)] == [row[0] for row in found]


def test_no_prediction_is_a_formula_of_a_spreadsheet() -> None:
    data = Dataset(np.array([[0.0], [1.0]]), np.array([0.0, 1.0]), ("x",), "=1+1", ("=A1", "b"))
    experiment = Experiment.create(data)
    start = Trainer(experiment).snapshot()
    header, found = predictions(predictions_csv(experiment, Checkpoint(0, 0, start.theta), data.X))
    assert header == ["'=1+1", "p(=A1)", "p(b)"]
    assert {row[0] for row in found} <= {"'=A1", "b"}


def test_values_are_predicted_in_their_own_units(tmp_path: Path, capsys: Out) -> None:
    model, out = tmp_path / "model.npz", tmp_path / "out.csv"
    answer(capsys, "--data", "houses", "--epochs", "50", "--export", model)
    trainer = Trainer(Experiment.load(Recipe(source="houses")))
    trainer.run(50)
    assert main(["predict", str(model), str(ROOT / "datasets/houses.csv"), "--output", str(out)]) == 0
    assert capsys.readouterr().out == ""
    header, found = predictions(out.read_text(encoding="utf-8"))
    data = load(Recipe(source="houses"))
    wanted = trainer.experiment.decode(trainer.network.predict(trainer.experiment.encode(data.X)))
    assert header == ["price_usd"] and [float(row[0]) for row in found] == wanted.tolist()


def test_a_file_may_have_one_column_or_no_header(tmp_path: Path, capsys: Out) -> None:
    model, rows = tmp_path / "model.npz", tmp_path / "rows.csv"
    answer(capsys, "--data", "line", "--epochs", "1", "--export", model)
    texts = []
    for text in ("x\n1\n2\n", "1\n2\n", "1,7\n2,8\n", "y,x\n,1\n,2\n"):
        rows.write_text(text)
        assert main(["predict", str(model), str(rows)]) == 0
        texts.append(capsys.readouterr().out)
    assert len(set(texts)) == 1 and texts[0].startswith("y\n") and texts[0].count("\n") == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x1,x3\n1,2\n", 'rows.csv has no column "x2". Choose one of: x1, x3.'),
        ("1\n2\n", "rows.csv has 1 columns, fewer than the model needs. Give it x1, x2."),
        ("x1,x2\n1,two\n", 'line 2, column "x2": "two" is not a number'),
        ("", "rows.csv is empty"),
    ],
)
def test_rows_that_the_model_cannot_take_are_refused(
    text: str, message: str, tmp_path: Path, capsys: Out
) -> None:
    model, rows = tmp_path / "model.npz", tmp_path / "rows.csv"
    answer(capsys, "--epochs", "0", "--export", model)
    rows.write_text(text)
    assert message in refusal(capsys, "predict", model, rows)


def test_an_untrained_experiment_predicts_nothing(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "experiment.json"
    path.write_text("{}")
    assert "has no trained weights" in refusal(capsys, "predict", path, path)


# --- datasets ---


def test_every_dataset_is_listed(capsys: Out) -> None:
    assert main(["datasets"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [*GENERATORS, *BUNDLED]
    for line, row in zip(lines, (GENERATORS | BUNDLED).values(), strict=True):
        assert line.endswith(row.help)
    assert len({line.index(" rows  ") for line in lines}) == 1
    assert main(["datasets", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    iris = next(entry for entry in entries if entry["name"] == "iris")
    assert (iris["rows"], iris["task"], len(iris["columns"])) == (150, "many_classes", 4)


# --- as a process of its own ---


def test_a_run_is_the_same_in_every_process(tmp_path: Path) -> None:
    paths = [tmp_path / "a.npz", tmp_path / "b.npz"]
    for path in paths:
        done = shell("train", "--epochs", "2", "--data", "iris", "--export", path)
        assert (done.returncode, done.stderr) == (0, "")
    assert paths[0].read_bytes() == paths[1].read_bytes()
    done = shell("train", "--activation", "tahn", env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    done = shell("predict", paths[0], ROOT / "datasets/iris.csv")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 151)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_closed_pipe_is_met_in_silence_and_a_full_disk_in_a_line() -> None:
    def start(output: Any) -> subprocess.Popen[bytes]:
        command = [*COMMAND, "datasets"]
        return subprocess.Popen(command, cwd=ROOT, env=BUFFERED, stdout=output, stderr=subprocess.PIPE)

    with start(subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (141, b"")
    with Path("/dev/full").open("wb") as full, start(full) as process:
        assert process.wait(60) == 2 and process.stderr
        message = process.stderr.read()
        assert message.count(b"\n") == 1 and b"No space left" in message


@pytest.mark.skipif(os.name == "nt", reason="pipes and terminals of POSIX")
def test_a_terminal_shows_progress_until_ctrl_c() -> None:
    import select
    import termios

    terminal, end = os.openpty()
    termios.tcsetwinsize(end, (24, 80))
    command = [*COMMAND, "train", "--epochs", "1000000000", "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=end) as process:
        os.close(end)
        seen = b""
        while b" epochs/s" not in seen:
            assert select.select([terminal], [], [], 60)[0], "no progress bar"
            seen += os.read(terminal, 4096)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stdout and process.stdout.read() == b""
    tail = os.read(terminal, 65536)
    os.close(terminal)
    assert b"Stopped by Ctrl+C." in tail and b"Traceback" not in tail
