"""Weights as .npz: NumPy opens them without us, and a file that is no such model is refused in words."""

from __future__ import annotations

import json
import struct
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.data import Dataset, Recipe
from playground.errors import FileError
from playground.export import load_experiment, load_weights, save_experiment, save_weights
from playground.training import Experiment, Spec, Trainer

Arrays = dict[str, Any]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A model trained on the houses, whose inputs and target are scaled."""
    trainer = Trainer(Experiment.load(Recipe(source="houses"), Spec(hidden_layers=(3, 2))))
    path = tmp_path / "model.npz"
    save_weights(trainer.experiment, trainer.run(5), path)
    return path


def opened(path: Path) -> Arrays:
    with np.load(path, allow_pickle=False) as file:
        return dict(file)


def test_numpy_alone_can_predict_with_it(path: Path) -> None:
    arrays = opened(path)
    model = json.loads(str(arrays["model"]))
    assert model["sizes"] == [3, 3, 2, 1] and model["columns"] == ["size_m2", "rooms", "age_years"]
    assert model["activations"] == ["tanh", "tanh"] and model["link"] == "identity"
    a = np.array([[120.0, 4.0, 10.0]])
    a = (a - arrays["input_shift"]) / arrays["input_scale"]
    for layer in (1, 2):
        a = np.tanh(a @ arrays[f"W{layer}"] + arrays[f"b{layer}"])
    a = (a @ arrays["W3"] + arrays["b3"]) * arrays["target_scale"] + arrays["target_shift"]

    experiment, checkpoint = load_weights(path)
    network = experiment.network()
    network.theta[...] = checkpoint.theta
    own = experiment.decode(network.predict(experiment.encode(np.array([[120.0, 4.0, 10.0]]))))
    assert own == pytest.approx(a[:, 0], rel=1e-12)


def test_training_goes_on_from_it(path: Path) -> None:
    experiment, checkpoint = load_weights(path)
    trainer = Trainer(experiment, checkpoint)
    assert trainer.snapshot().epoch == 5
    assert trainer.run(5).train.loss < Trainer(experiment).snapshot().train.loss


def test_other_rows_than_the_recipe_gives_are_left_out(tmp_path: Path) -> None:
    experiment = Experiment.load()
    drawn = experiment.with_data(experiment.data.with_rows(np.array([[0.5, 0.5]]), np.array([1.0])))
    file = tmp_path / "rows.csv"
    file.write_text("size,rooms,class\n1,2,yes\n3,4,no\n5,6,yes\n")
    for case in (drawn, Experiment.load(Recipe(source=str(file)))):
        path = tmp_path / "model.npz"
        save_weights(case, Trainer(case).snapshot(), path)
        found, _ = load_weights(path)
        assert len(found.data) == 0 and found.data.X.shape == (0, 2)
        assert (found.data.columns, found.data.class_names) == (case.data.columns, case.data.class_names)
        assert found.signature == case.signature
        Trainer(found).run(1)  # the picture can be drawn, and nothing trains


def test_a_recipe_that_now_gives_other_columns_gives_none(path: Path) -> None:
    model = json.loads(str(opened(path)["model"]))
    for recipe in ({"source": "iris"}, {"source": "houses", "target": "no such column"}):
        save(path, model=json.dumps(model | {"recipe": recipe}))
        assert len(load_weights(path)[0].data) == 0


def test_what_the_recipe_no_longer_gives_is_not_made_by_it_when_saved(path: Path, tmp_path: Path) -> None:
    model = json.loads(str(opened(path)["model"]))
    save(path, model=json.dumps(model | {"columns": ["a", "b", "c"]}))
    experiment, trained = load_weights(path)
    save_experiment(experiment, tmp_path / "again.json", trained)
    assert load_experiment(tmp_path / "again.json")[0].data.columns == ("a", "b", "c")


def save(path: Path, **changes: Any) -> None:
    arrays = {name: value for name, value in (opened(path) | changes).items() if value is not None}
    np.savez(path, **arrays)


def in_model(**changes: Any) -> Callable[[Arrays], Arrays]:
    return lambda arrays: {"model": json.dumps(json.loads(str(arrays["model"])) | changes)}


def in_spec(**changes: Any) -> Callable[[Arrays], Arrays]:
    def change(arrays: Arrays) -> Arrays:
        model = json.loads(str(arrays["model"]))
        return {"model": json.dumps(model | {"spec": model["spec"] | changes})}

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda a: {"model": None}, "is not a Backprop Playground model"),
        (lambda a: {"model": np.array([1.0])}, "is not a Backprop Playground model"),
        (lambda a: {"model": "{"}, "truncated"),
        (lambda a: {"W1": None}, "the array W1 is missing"),
        (lambda a: {"b3": None}, "the array b3 is missing"),
        (lambda a: {"input_shift": None}, "the array input_shift is missing"),
        (lambda a: {"W2": a["W2"].T}, r"the array W2 should be float64 \(3, 2\), but is float64 \(2, 3\)"),
        (lambda a: {"b1": a["b1"].astype(np.float32)}, "b1 should be float64"),
        (lambda a: {"W1": a["W1"] * np.nan}, "the array W1 has a value that is not a number"),
        (lambda a: {"W1": a["W1"] / 0.0}, "the array W1 has a value that is not a number"),
        *(
            (lambda a, k=k: {"input_scale": np.full(3, k)}, "a scale is not between 1e-120 and 1e")
            for k in (0.0, -1.0, 1e-310, 1e200)
        ),
        (lambda a: {"input_shift": np.full(3, 1e200)}, "a shift is larger than 1e"),
        (lambda a: {"W1": a["W1"] + 1e300}, "a weight is not a number, or larger than 1,000,000,000"),
        (in_model(epoch=-5), "epoch: expected `int` >= 0"),
        (in_model(epoch=10**30), "epoch: expected `int` <="),
        (in_model(steps=-5), "steps: expected `int` >= 0"),
        (in_model(version=-1), "version: expected `int` >= 1"),
        (in_model(columns=["a", "a", "b"]), 'Two of the column names are "a"'),
        (in_model(columns=["a", "\u202eb", "c"]), "The name of column 2 has"),
        (in_model(name=""), "The name of name 1 is empty"),
        (lambda a: {"target_scale": np.ones(2)}, "the array target_scale should be"),
        (in_model(version=2), "saved by a newer version"),
        (in_model(format="other"), "is not a Backprop Playground model file but “other”"),
        (in_model(sizes=[3, 4, 2, 1]), "do not fit together"),
        (in_model(columns=[]), "input_shift should be"),
        (in_model(class_names=["a", "b"]), "do not fit together"),
        (in_model(surplus=1), "unknown field `surplus`"),
        (in_model(epoch="many"), "epoch: expected `int`"),
        (in_spec(loss="log_loss"), "do not fit together"),
        (in_spec(features=["x9"]), "do not fit together"),
        (in_spec(activation=["tahn"]), "Did you mean tanh"),
        (in_spec(seed=-1), r"spec\.seed: expected `int` >= 0"),
    ],
)
@pytest.mark.filterwarnings("ignore:(invalid value|divide by zero)")
def test_what_is_no_such_model_is_refused(
    path: Path, change: Callable[[Arrays], Arrays], message: str
) -> None:
    save(path, **change(opened(path)))
    with pytest.raises(FileError, match=message) as caught:
        load_weights(path)
    assert str(path) in caught.value.message and caught.value.hint


def test_fields_are_understood_by_the_names_they_had_once(path: Path) -> None:
    model = json.loads(str(opened(path)["model"]))
    spec = model["spec"]
    spec["optimizer"], spec["init"] = "adam", "he"
    del spec["optimiser"], spec["initialiser"]
    save(path, model=json.dumps(model))
    found = load_weights(path)[0].spec
    assert (type(found), found.optimiser, found.initialiser) == (Spec, "adam", "he")


@contextmanager
def little_memory() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 10_000_000


def zipped(path: Path, name: str, claim: str, data: bytes) -> None:
    """A file whose one array claims to be something."""
    header = claim.encode().ljust(117) + b"\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data)


@pytest.mark.parametrize("claim", ["<U100000000", "<f8", "|O", "<U5"])
@pytest.mark.parametrize("shape", ["()", "(1000000000000,)", "(2, -1)", "(" * 500])
def test_an_array_that_claims_too_much_takes_no_memory(path: Path, claim: str, shape: str) -> None:
    header = f"{{'descr': '{claim}', 'fortran_order': False, 'shape': {shape}, }}"
    zipped(path, "model", header, b"no")
    with pytest.raises(FileError, match="is not a Backprop Playground model"), little_memory():
        load_weights(path)


def test_an_archive_that_unpacks_to_too_much_is_refused_unopened(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("model.npy", bytes(1))
        archive.infolist()[0].file_size = 10**10
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    with pytest.raises(FileError, match="would unpack to 10,000 MB; at most 300 MB are allowed"):
        load_weights(path)


def test_pickles_are_never_opened(path: Path, tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (tmp_path / "sprung",)

    np.savez(path, **(opened(path) | {"W1": np.array([Trap()], dtype=object)}), allow_pickle=True)
    with pytest.raises(FileError, match="is not a Backprop Playground model"):
        load_weights(path)
    assert not (tmp_path / "sprung").exists()


def test_a_single_array_is_no_model(tmp_path: Path) -> None:
    path = tmp_path / "array.npy"
    np.save(path, np.zeros(3))
    with pytest.raises(FileError, match="is not a Backprop Playground model"):
        load_weights(path)


def test_columns_of_any_name_are_kept(tmp_path: Path) -> None:
    data = Dataset(np.eye(2), np.array([0.0, 1.0]), ("größe m²", 'a,b "c"'), "<y>", ("no", "yes"))
    experiment = Experiment.create(data, by_hand=True)
    save_weights(experiment, Trainer(experiment).snapshot(), tmp_path / "model.npz")
    assert load_weights(tmp_path / "model.npz")[0].data.columns == data.columns
