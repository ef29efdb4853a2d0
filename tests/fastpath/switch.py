"""Compiled steps for one test: all others do without, for the time that loading them takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from playground.fastpath import compiled


@pytest.fixture
def switched_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Here and in the processes that are started."""
    monkeypatch.setenv(compiled.SWITCH, "1")
    compiled.available.cache_clear()
    yield
    compiled.available.cache_clear()
