"""README shows the pictures of the repository, all of them, and each is small."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "assets" / "screenshots"
MOST_BYTES = 150_000


def test_the_pictures_are_those_of_the_readme_and_small() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"\]\(assets/screenshots/([\w.-]+)\)", readme))
    kept = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert shown == set(kept)
    assert max(kept.values()) <= MOST_BYTES


def test_every_link_into_the_repository_leads_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
        assert [link for link in links if not (ROOT / link).exists()] == []
