"""What a run makes of the plane, for every kind of data that has one."""

from __future__ import annotations

from contextlib import closing

import numpy as np
import pytest

from playground.data import Dataset
from playground.session import Session
from playground.training import Experiment, Spec
from playground.ui.runs.field import RunField
from playground.ui.theme.theme import LIGHT
from tests.in_process import InProcess


@pytest.mark.parametrize("classes", [0, 2, 3])
@pytest.mark.parametrize("columns", [1, 2])
def test_a_run_is_drawn_over_one_column_and_over_two(columns: int, classes: int) -> None:
    rng = np.random.default_rng(3)
    data = Dataset(
        rng.normal(size=(12, columns)),
        np.arange(12.0) % classes if classes else rng.normal(size=12),
        tuple(f"x{place}" for place in range(columns)),
        class_names=tuple(f"class {place}" for place in range(classes)),
    )
    with closing(Session(Experiment.create(data, Spec(hidden_layers=(2,))), connect=InProcess)) as session:
        plane, there, field = session.view.plane, session.comparison.present, RunField()
        assert field.compute(there, plane)
        sketch = field.sketch(there.experiment, plane, LIGHT)
        assert (sketch.pixels is None) == (plane.y is None)
        if plane.y is None:
            assert len(sketch.lines) == (classes if classes > 2 else 1)
