"""Whatever the engine and the features have in their tables, the microscope has a formula for."""

from __future__ import annotations

from typing import Any

import pytest

from playground.data.features import FEATURES
from playground.engine import ACTIVATIONS, LOSSES, OPTIMISERS, REGULARISERS
from playground.microscope.forms import (
    ACTIVATION_FORMS,
    FEATURE_FORMS,
    LINK_FORMS,
    LOSS_FORMS,
    OPTIMISER_FORMS,
    PENALTY_FORMS,
    SCHEDULE_FORMS,
)
from playground.training.schedules import SCHEDULES

MADE = {name for name, feature in FEATURES.items() if feature.label != f"x{'₁₂'[feature.columns[0]]}"}
TABLES: dict[str, tuple[Any, Any]] = {
    "activations": (ACTIVATIONS, ACTIVATION_FORMS),
    "losses": (LOSSES, LOSS_FORMS),
    "losses (the links)": ({row.output_name for row in LOSSES.values()}, LINK_FORMS),
    "optimisers": (OPTIMISERS, OPTIMISER_FORMS),
    "regularisers": (REGULARISERS, PENALTY_FORMS),
    "schedules": (SCHEDULES, SCHEDULE_FORMS),
    "features": (MADE, FEATURE_FORMS),
}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_its_formula(table: str) -> None:
    rows, forms = (set(names) for names in TABLES[table])
    assert not rows - forms, f"{rows - forms}: write the formula in playground/microscope/forms/, too."
    assert not forms - rows, f"{forms - rows}: there is no such row any more."
