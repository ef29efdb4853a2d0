"""Whatever the engine and the features have in their tables, the microscope has a formula for."""

from __future__ import annotations

from typing import Any

import pytest

from playground.data.features import FEATURES
from playground.engine import ACTIVATIONS, LOSSES, OPTIMISERS, REGULARISERS
from playground.microscope.formulas import (
    ACTIVATION_FORMULAS,
    FEATURE_FORMULAS,
    LOSS_FORMULAS,
    OPTIMISER_FORMULAS,
    OUTPUT_FORMULAS,
    PENALTY_FORMULAS,
    SCHEDULE_FORMULAS,
)
from playground.training.schedules import SCHEDULES

MADE = {name for name, feature in FEATURES.items() if feature.label != f"x{'₁₂'[feature.columns[0]]}"}
TABLES: dict[str, tuple[Any, Any]] = {
    "activations": (ACTIVATIONS, ACTIVATION_FORMULAS),
    "losses": (LOSSES, LOSS_FORMULAS),
    "losses (the outputs)": ({row.output_name for row in LOSSES.values()}, OUTPUT_FORMULAS),
    "optimisers": (OPTIMISERS, OPTIMISER_FORMULAS),
    "regularisers": (REGULARISERS, PENALTY_FORMULAS),
    "schedules": (SCHEDULES, SCHEDULE_FORMULAS),
    "features": (MADE, FEATURE_FORMULAS),
}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_its_formula(table: str) -> None:
    rows, forms = (set(names) for names in TABLES[table])
    assert not rows - forms, f"{rows - forms}: write the formula in playground/microscope/formulas/, too."
    assert not forms - rows, f"{forms - rows}: there is no such row any more."
