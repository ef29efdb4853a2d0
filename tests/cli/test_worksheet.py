"""`worksheet`: what is refused before a page is laid out; pages are tested with Qt (`tests/ui/lessons`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from playground.lessons import bundled
from tests.cli.run import refusal

Out = pytest.CaptureFixture[str]
LESSON = bundled()[-1].path


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\n \n", "no names"), (b"\xff\xfe", "UTF-8"), (b"\n".join(b"n%d" % k for k in range(501)), "500")],
)
def test_a_list_without_names_or_with_too_many_is_refused(
    tmp_path: Path, capsys: Out, content: bytes, said: str
) -> None:
    names = tmp_path / "names.txt"
    names.write_bytes(content)
    assert said in refusal(capsys, "worksheet", LESSON, "--names", names, "--out", tmp_path / "out.pdf")


def test_a_file_to_write_is_needed(capsys: Out) -> None:
    assert "--out" in refusal(capsys, "worksheet", LESSON)
