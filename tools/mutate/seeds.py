"""Sound files of every kind, to be changed."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from playground.data import BUNDLED, Recipe, csv_bytes
from playground.export import FORMATS, link_of, save_experiment, save_weights, to_text
from playground.resources import resource
from playground.training import Experiment, Snapshot, Spec, Trainer
from playground.training.kept_run import KeptRun, RunList


@cache
def _trained() -> tuple[Trainer, ...]:
    """Small runs of each task, with rows made by name, read and drawn."""
    made = [
        Trainer(Experiment.load(Recipe(source=source, count=20 * (source not in BUNDLED)), spec))
        for source, spec in (
            ("circle", Spec(features=("x1", "x2", "x1^2"), hidden_layers=(3, 2))),
            ("iris", Spec(hidden_layers=(4,), optimiser="adam", frozen=("w1[1,1]",))),
            ("houses", Spec(hidden_layers=())),
        )
    ]
    drawn = made[0].experiment
    made.append(Trainer(drawn.with_data(drawn.data.without_rows(np.arange(3)))))
    for trainer in made:
        trainer.run(2)
    return tuple(made)


def _saved(save: Callable[..., None], suffix: str, trainers: Sequence[Trainer] = ()) -> tuple[bytes, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"file{suffix}")
        found = []
        for trainer in trainers or _trained():
            save(trainer.experiment, trainer.snapshot(), path)
            found.append(path.read_bytes())
        return tuple(found)


@cache
def experiments() -> tuple[bytes, ...]:
    """Experiments as JSON, one of them written by hand."""
    by_hand = b'{"spec": {"hidden_layers": [3]}, "data": {"recipe": {"source": "rows.csv"}}}'
    save = lambda experiment, trained, path: save_experiment(experiment, path, trained)  # noqa: E731
    return (*_saved(save, ".json"), by_hand)


@cache
def with_runs() -> tuple[bytes, ...]:
    """An experiment with its history and a list of runs: some on its data, others on their own."""
    trainer, *others = _trained()
    kept = [
        KeptRun(
            0, f"Run {k}", k, one.experiment, one.history, one.snapshot().checkpoint, "Run 0", note="slow"
        )
        for k, one in enumerate((trainer, *others))
    ]

    def save(experiment: Experiment, trained: Snapshot, path: Path) -> None:
        listed = RunList(tuple(kept), "now", "Run 1")
        FORMATS[".json"].save(experiment, trained, path, history=trainer.history, runs=listed)

    return _saved(save, ".json", [trainer])


@cache
def weights() -> tuple[bytes, ...]:
    """Weights as .npz."""
    return _saved(save_weights, ".npz")


@cache
def exported(suffix: str) -> tuple[bytes, ...]:
    """Trained networks in the format of this suffix."""
    return _saved(FORMATS[suffix].save, suffix)


@cache
def links() -> tuple[str, ...]:
    """Links of TensorFlow Playground."""
    return tuple(link_of(trainer.experiment) for trainer in _trained())


@cache
def lines() -> tuple[bytes, ...]:
    """Experiments as one line of text."""
    return tuple(to_text(trainer.experiment, trainer.snapshot()).encode() for trainer in _trained())


@cache
def tables() -> tuple[bytes, ...]:
    """The bundled tables, and one that we write."""
    bundled = [(resource("datasets") / entry.file).read_bytes() for entry in BUNDLED.values()]
    return (*bundled, csv_bytes(_trained()[0].experiment.data))


@cache
def sheet() -> bytes:
    """A workbook of two rows, in its least form."""
    book = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    cells = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{c}{row}"><v>{row}.5</v></c>' for c in "ABC") + "</row>"
        for row in range(1, 30)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" '
        f'Type="{link}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{book}" xmlns:r="{link}"><sheets><sheet name="One" sheetId="1" '
        'r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="b" '
        f'Type="{link}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{book}"><sheetData>{cells}</sheetData></worksheet>',
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def zipped(members: dict[str, bytes], claimed: int | None = None) -> bytes:
    """An archive, the same at any time; its directory may claim another size of the first."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        if claimed is not None and members:
            archive.infolist()[0].file_size = claimed
    return made.getvalue()
