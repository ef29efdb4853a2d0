"""The network in words, in the room there is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetrics

from playground.data import Recipe
from playground.session import Session
from playground.training import Experiment, Spec
from playground.ui.network.diagram.text import caption
from playground.ui.theme import style


@pytest.mark.usefixtures("qapp")
def test_the_classes_below_the_outputs_are_whole_and_written_alike(
    session_of: Callable[..., Session],
) -> None:
    session = session_of(Experiment.load(Recipe(source="iris"), Spec(hidden_layers=(2,))))
    advance = QFontMetrics(style.font(style.SMALL)).horizontalAdvance
    names = session.view.names.classes
    forms = []
    for room in range(max(map(advance, names)), 200, 4):
        said = [caption(session, 2, index, room) for index in range(3)]
        assert all(words.startswith(name) for words, name in zip(said, names, strict=True))
        assert max(map(advance, said)) <= room
        (biased,) = {" · b " in words for words in said}
        forms.append(biased)
    assert forms == sorted(forms) and len(set(forms)) == 2
