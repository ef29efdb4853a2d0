"""All that can be done with a session, by what it is about."""

from __future__ import annotations

from tests.random_driver.session.act import Acts
from tests.random_driver.session.acts import (
    backprop,
    checks,
    data,
    lesson,
    many,
    past,
    runs,
    training,
    view,
    work,
)

ACTS = Acts()
for module in (training, data, past, runs, backprop, many, lesson, view, work, checks):
    ACTS.update(module.ACTS)
