"""The end of a window: each of its parts is asked, whatever becomes of another."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from playground.ui.window import closing
from playground.ui.window.closing import Closing

PARTS = ("files", "answers", "work")


class Parts:
    """Those of a window: `says` what each answers, by its name; an error is raised. `asked`: which were."""

    def __init__(self, **says: Any) -> None:
        self.asked: list[str] = []
        self._says = says

    def part(self, name: str) -> Any:
        def answer(**_: Any) -> bool:
            self.asked.append(name)
            said = self._says.get(name, True)
            if isinstance(said, Exception):
                raise said
            return bool(said)

        return answer

    @property
    def window(self) -> Any:
        return SimpleNamespace(
            close=None,
            files=SimpleNamespace(saver=SimpleNamespace(are_written=self.part("files"))),
            lessons=SimpleNamespace(answers=SimpleNamespace(may_close=self.part("answers"))),
            keeping=SimpleNamespace(close=self.part("work")),
        )


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_fails_takes_no_other_with_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work was not kept where the answers in a lesson had failed."""
    told: list[BaseException] = []
    monkeypatch.setattr(closing, "report", told.append)
    error = RuntimeError(name)
    parts = Parts(**{name: error})
    assert Closing(parts.window).is_allowed() and told == [error]
    assert parts.asked == [*PARTS]


@pytest.mark.parametrize("name", PARTS)
def test_it_stays_open_where_a_part_asks_first(name: str) -> None:
    parts = Parts(**{name: False})
    assert not Closing(parts.window).is_allowed()
    assert parts.asked == [*PARTS[: PARTS.index(name) + 1]]


def test_an_end_from_outside_does_not_wait_for_files() -> None:
    parts = Parts()
    closing = Closing(parts.window)
    closing.must = True
    assert closing.is_allowed() and parts.asked == [*PARTS[1:]]
