"""The page that runs by itself: its script gives the engine's numbers, and its text can do no harm."""

from __future__ import annotations

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from playground.data import Dataset
from playground.export.model import TrainedModel
from playground.export.page import MOST_ROWS, PageOptions, page, script
from playground.training import Checkpoint, Experiment, Spec
from tests.export.networks import made, models
from tests.export.page_script import ASK, check_answers, classes_of, questions
from tests.witnesses import program


def test_its_script_gives_the_engine_s_numbers_in_node(tmp_path: Path) -> None:
    node = program("node")  # Qt's engine is the first witness, see tests/ui
    asked = questions()
    parts = (
        f"{{ {script(model)} {ASK} all.push([ask({X.tolist()}), selfTest(), predict({X[0].tolist()})]); }}"
        for model, X in asked.values()
    )
    (tmp_path / "all.js").write_text(
        "const all = [];" + "\n".join(parts) + "console.log(JSON.stringify(all));", "utf-8"
    )
    done = subprocess.run([node, str(tmp_path / "all.js")], capture_output=True, text=True, check=True)
    for (name, (model, X)), (found, wrong, first) in zip(asked.items(), json.loads(done.stdout), strict=True):
        assert wrong == "", name
        check_answers(name, found, model, X)
        if model.classes:
            assert first["class"] == model.classes[int(classes_of(model, X[:1])[0])]
            assert list(first["probabilities"]) == list(model.classes)
        else:
            assert first == found[0][1]


def test_a_wrong_number_is_told_when_the_page_opens() -> None:
    node = program("node")
    model = made("circle", Spec())
    text = re.sub(r'"outputs":\[\[[^,]+,', '"outputs":[[0.123,', script(model))
    done = subprocess.run(
        [node, "-e", text + ";console.log(selfTest())"], capture_output=True, text=True, check=True
    )
    assert "Test row 1 gives" in done.stdout and "0.123" in done.stdout


class Reader(HTMLParser):
    """What a browser makes of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


NASTY = ("</script><script>alert(1)</script>", "a --> <b>", "&lt;\u2028 \\ ' \"", "{{css}}")


def test_names_do_no_harm() -> None:
    data = Dataset(
        np.eye(4)[:, :2],
        np.array([0.0, 1, 0, 1]),
        NASTY[:2],
        NASTY[2],
        ("<i>a</i>", "</style>"),
        name=NASTY[3],
    )
    experiment = Experiment.create(data)
    model = TrainedModel.of(experiment, Checkpoint(0, 0, experiment.network().theta))
    text = page(model, PageOptions(rows=True))
    usual = Reader(page(made("circle", Spec()), PageOptions(rows=True)))
    found = Reader(text)
    assert [tag for tag, _ in found.tags] == [tag for tag, _ in usual.tags]
    assert NASTY[3] in found.texts  # the title


def test_it_is_one_small_file_that_asks_for_nothing() -> None:
    for model in models().values():
        text = page(model, PageOptions())
        assert len(text.encode()) < 50_000
        assert not re.search(
            r"\b(?:src|href)=(?!\"data:,?\")|@import|url\(|fetch\(|import\(|type=.module", text
        )
        assert "default-src 'none'" in text


def test_rows_go_along_only_when_they_are_asked_for() -> None:
    model = made("houses", Spec())
    assert '"rows":' not in page(model, PageOptions())
    rows = json.loads(re.search(r'"rows":(\{.*?\})', page(model, PageOptions(rows=True)))[1])  # type: ignore[index]
    assert rows["X"] == model.experiment.data.X.tolist() and rows["y"] == model.experiment.data.y.tolist()


def test_of_many_rows_some_are_shown() -> None:
    model = made("circle", Spec())
    data = model.experiment.data
    many = replace(data, X=np.tile(data.X, (5, 1)), y=np.tile(data.y, 5), test=np.tile(data.test, 5))
    text = page(replace(model, experiment=model.experiment.with_data(many)), PageOptions(rows=True))
    assert "2,000 of 2,500 rows" in text
    assert len(json.loads(re.search(r'"y":(\[.*?\])', text)[1])) == MOST_ROWS  # type: ignore[index]
