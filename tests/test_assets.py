"""The shipped files: icons of one style, fonts with their licence."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from playground.resources import resource

ICONS = sorted(path for path in (resource("assets") / "icons").glob("*.svg") if path.stem != "app")


@pytest.mark.parametrize("name", [path.stem for path in ICONS])
def test_icon_has_the_style_of_all(name: str) -> None:
    text = (resource("assets") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    icon = ET.fromstring(text)
    assert icon.get("viewBox") == "0 0 24 24"
    assert (icon.get("stroke"), icon.get("stroke-width"), icon.get("fill")) == ("currentColor", "1.6", "none")
    assert (icon.get("stroke-linecap"), icon.get("stroke-linejoin")) == ("round", "round")
    colours = set(re.findall(r'(?:fill|stroke)="(.*?)"', text))
    assert colours <= {"currentColor", "none"}  # the theme colours it


def test_fonts_come_with_their_licence() -> None:
    fonts = resource("assets") / "fonts"
    assert {path.stem for path in fonts.glob("*.otf")} >= {"Inter-Regular", "Inter-Medium", "Inter-SemiBold"}
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts / "OFL.txt").read_text(encoding="utf-8")
