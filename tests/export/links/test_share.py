"""An experiment as a line of text: it pastes back, and a broken line says so."""

from __future__ import annotations

import base64
import json
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.data import Dataset
from playground.errors import FileError
from playground.export.links.share import from_text, is_shared, to_text
from playground.training import Experiment, Spec
from tests.export.networks import models
from tests.properties import examples


@pytest.mark.parametrize("name", list(models())[:8])
def test_an_experiment_and_its_weights_come_back(name: str) -> None:
    model = models()[name]
    line = to_text(model.experiment, model.trained)
    assert "\n" not in line and line.isascii() and is_shared(line)
    found, trained = from_text(line)
    assert trained is not None and trained.theta.tobytes() == model.trained.theta.tobytes()
    assert found.signature == model.experiment.signature
    assert found.data.same_as(model.experiment.data)


def test_rows_drawn_by_hand_go_along_and_weights_may_be_missing() -> None:
    data = Dataset(np.array([[0.1, 0.2], [1.0, -3.5]]), np.array([0.0, 1.0]), ("x1", "x2"), "c", ("a", "b"))
    found, trained = from_text(to_text(Experiment.create(data, Spec(), by_hand=True)))
    assert trained is None and found.data.same_as(data)


def test_line_breaks_of_a_mail_do_no_harm() -> None:
    line = to_text(Experiment.load())
    wrapped = "\n  ".join(line[k : k + 60] for k in range(0, len(line), 60))
    assert from_text(f" {wrapped}\n")[0].spec == Experiment.load().spec


def packed(content: bytes) -> str:
    data = zlib.compress(content)
    return f"bp1-{zlib.crc32(data):08x}-{base64.urlsafe_b64encode(data).decode().rstrip('=')}"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("bp1-", "not an experiment, or not all of one"),
        ("bp1-12345678-", "not an experiment"),
        ("bp1-12345678-A", "broken"),
        ("bp1-12345678-AAAA", "checksum"),
        ("bp1-" + "a" * 5_000_000, "characters"),
        (packed(b"[]"), "The pasted line"),
        (packed(b"\0" * 60_000_000), "unpack to more than"),
        (packed(json.dumps({"data": {"recipe": {"source": "rows.csv"}}}).encode()), "does not hold its rows"),
        (
            packed(json.dumps({"data": {"recipe": {"source": "../../etc/passwd"}}}).encode()),
            "does not hold its rows",
        ),
    ],
)
def test_what_is_no_experiment_is_refused(line: str, words: str) -> None:
    with pytest.raises(FileError, match=words):
        from_text(line)


@examples(100)
@given(place=st.floats(0, 1, exclude_max=True), sign=st.sampled_from("Aa0-_é"))
def test_a_changed_or_cut_line_says_so(place: float, sign: str) -> None:
    line = to_text(Experiment.load())
    index = 4 + int(place * (len(line) - 4))
    if line[index] != sign:
        with pytest.raises(FileError, match="The pasted line"):
            from_text(line[:index] + sign + line[index + 1 :])
    with pytest.raises(FileError, match="The pasted line"):
        from_text(line[:index])
