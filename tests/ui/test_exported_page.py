"""The exported page beside the window: Qt's own script engine runs it, and its colours are the window's."""

from __future__ import annotations

import json
import re

import pytest
from PySide6.QtQml import QJSEngine

from playground.export.page import script
from playground.resources import resource
from playground.ui.theme.theme import DARK, LIGHT, MARKERS
from tests.export.page_script import ASK, check_answers, questions


@pytest.mark.usefixtures("qapp")
def test_its_script_gives_the_engine_s_numbers() -> None:
    for name, (model, X) in questions().items():
        engine = QJSEngine()
        loaded = engine.evaluate(script(model) + ASK)
        assert not loaded.isError(), f"{name}: {loaded.toString()}"
        answer = engine.evaluate(f"JSON.stringify([ask({X.tolist()}), selfTest()])")
        assert not answer.isError(), f"{name}: {answer.toString()}"
        found, wrong = json.loads(answer.toString())
        assert wrong == "", name
        check_answers(name, found, model, X)


def test_its_colours_and_marks_are_those_of_the_window() -> None:
    css = (resource("assets") / "page" / "page.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    for block, colours in ((light, LIGHT), (dark, DARK)):
        told = dict(re.findall(r"--([a-z]+): ([^;]+);", block))
        for name in ("ground", "card", "line", "chip", "ink", "dim", "accent", "middle", "outline"):
            assert told[name] == getattr(colours, name)
        looks = range(len(MARKERS))
        assert told["classes"].split() == [colours.mark(look)[1] for look in looks]
        assert told["tints"].split() == [colours.tint(look) for look in looks]
