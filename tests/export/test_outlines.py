"""Of files that are no text, what is in them is told: names, shapes and numbers."""

from __future__ import annotations

import pytest

from playground.export import FORMATS
from tests.export.networks import models

BINARY = [suffix for suffix, form in FORMATS.items() if form.outline]


@pytest.mark.parametrize("suffix", [*FORMATS])
def test_every_format_is_a_text_or_has_an_outline(suffix: str) -> None:
    model, form = models()["spiral 8 8"], FORMATS[suffix]
    content = form.contents(model.experiment, model.trained)
    whole = content if isinstance(content, bytes) else b"".join(content)
    text = form.outline(whole) if form.outline else whole.decode()
    assert text.isprintable() or all(line.isprintable() for line in text.split("\n"))
    assert form.outline or text.encode() == whole


@pytest.mark.parametrize("suffix", BINARY)
def test_an_outline_names_what_is_there(suffix: str) -> None:
    model = models()["spiral 8 8"]
    content = FORMATS[suffix].contents(model.experiment, model.trained)
    assert isinstance(content, bytes)
    text = FORMATS[suffix].outline(content)  # type: ignore[misc]
    weight = f"{abs(model.layers[0].b[0]):.4f}"[:5]
    assert "W1" in text and "W3" in text and weight in text
    assert len(text) < 60_000
