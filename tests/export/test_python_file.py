"""The Python file: it runs by itself, gives the engine's numbers, and its names are no code."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

from playground.data import Dataset
from playground.export.model import TrainedModel
from playground.export.python_file import answers, python_file
from playground.training import Checkpoint, Experiment, Spec
from tests.export.networks import inputs, made, models

ALL = """
import json, runpy, sys
found = []
for path, rows in json.load(sys.stdin):
    names = runpy.run_path(path)
    names["self_test"]()
    found.append([names["outputs"](rows).tolist(), list(names["predict"](rows))])
assert "playground" not in sys.modules
print(json.dumps(found))
"""


def test_every_network_gives_the_engine_s_numbers_in_a_process_of_its_own(tmp_path: Path) -> None:
    asked = []
    for k, model in enumerate(models().values()):
        path = tmp_path / f"{k}.py"
        path.write_text(python_file(model), encoding="utf-8")
        asked.append((str(path), inputs(model, 50).tolist()))
    done = subprocess.run(
        [sys.executable, "-I", "-c", ALL],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and done.stderr == "", done.stderr
    for (name, model), (_, X), (outputs, said) in zip(
        models().items(), asked, json.loads(done.stdout), strict=True
    ):
        rows = np.array(X)
        assert np.allclose(outputs, model.outputs(rows), rtol=1e-12, atol=1e-12), name
        decoded = model.experiment.decode(model.predict(rows))
        if model.classes:
            assert said == [model.classes[int(k)] for k in decoded], name
        else:
            assert np.allclose(said, decoded, rtol=1e-12, atol=1e-12), name


def run(path: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(path), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


NASTY = Dataset(
    np.array([[0.0, 1.0], [1.0, 0.0], [2.0, 3.0], [0.5, 0.5]]),
    np.array([0.0, 1, 0, 1]),
    ('a"""\\', "b\\N{x} {y}"),
    "'''kind",
    ("=1+1", 'é"'),
    name='""" + boom() + """\\',
)


def test_it_predicts_the_rows_of_a_table_whatever_names_there_are(tmp_path: Path) -> None:
    experiment = Experiment.create(NASTY)
    model = TrainedModel.of(experiment, Checkpoint(0, 0, experiment.network().theta))
    path, table = tmp_path / "model.py", tmp_path / "rows.csv"
    path.write_text(python_file(model), encoding="utf-8")
    with table.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow([NASTY.columns[1], "other", NASTY.columns[0]])
        writer.writerows([b, "text", a] for a, b in NASTY.X.tolist())
    done = run(path, table)
    assert done.returncode == 0, done.stderr
    header, *lines = csv.reader(io.StringIO(done.stdout))
    assert header == ["'''kind", "p(=1+1)", 'p(é")']
    shares = model.outputs(NASTY.X)
    assert np.allclose([[float(cell) for cell in line[1:]] for line in lines], shares, rtol=1e-12)
    assert [line[0] for line in lines] == [("'=1+1", 'é"')[int(row[1] >= 0.5)] for row in shares]


def test_it_tests_itself_and_says_when_a_weight_is_another_one(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    text = python_file(made("houses", Spec()))
    path.write_text(text, encoding="utf-8")
    assert run(path, "--test").stdout == "5 test rows agree.\n"
    path.write_text(text.replace("b1 = np.array([", "b1 = np.array([1 + "), encoding="utf-8")
    assert "The test rows give" in run(path, "--test").stderr


def test_what_it_cannot_read_it_says_in_a_line(tmp_path: Path) -> None:
    path, table = tmp_path / "model.py", tmp_path / "rows.csv"
    path.write_text(python_file(made("houses", Spec())), encoding="utf-8")
    for rows, words in (
        ("size_m2,rooms\n1,2\n", "no column age_years"),
        ("size_m2,rooms,age_years\n1,2,x\n", "line 2: could not convert"),
        ("size_m2,rooms,age_years\n1,2\n", "line 2"),
    ):
        table.write_text(rows, encoding="utf-8")
        done = run(path, table)
        assert done.returncode == 1 and words in done.stderr and done.stderr.count("\n") == 1
    assert "usage" in run(path).stderr


def test_its_head_tells_how_it_is_used_with_an_answer_that_holds() -> None:
    model = made("iris", Spec())
    head = python_file(model).split('"""')[1]
    assert f"predict([{model.test_inputs[0].tolist()}])   # gives [{answers(model)[0]!r}]" in head
    assert model.origin in head and "--test" in head
