"""Which of the older encodings a text is in: the one by which most of its words look like words.

charset-normalizer weighs whole texts, and has the word where nothing looks like a word. The few names in a
table are too few for it: of 26 tables in 11 encodings it took 10 for another, these rules none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_COMMON = {
    "cp1252": "äöüßÄÖÜéèêëàâáçñíìóòúùûîïôœæøåÅÆØÉÈÀÇÑõãÕÃ",
    "cp1254": "çğıİöşüÇĞÖŞÜâ",
    "cp1250": "ąćęłńóśźżĄĆĘŁŃŚŹŻáčďéěíňřšťúůýžÁČŘŠŽÝőűăâîșțşţđäöüß",
    "mac_roman": "äöüßÄÖÜéèêëàâáçñíìóòúùûîïôœæøåÅÆØÉÈÀÇÑõã",
}
"""The encodings of alphabets like ours, the likeliest first, and the letters common in them."""

_SCRIPTS = {"cp1251": "CYRILLIC", "koi8_r": "CYRILLIC", "cp1253": "GREEK"}
_TWO_BYTES = ("gb18030", "cp932", "big5", "cp949")
_EACH = (*_COMMON, *_SCRIPTS, *_TWO_BYTES)
_OF_RECIPE = {"koi8_r": "koi8-r", "mac_roman": "mac-roman"}

_WORD = re.compile(r"[^\W\d_]+|[^\x00-\x7f\w]")
_USUAL_SIGNS = frozenset("°€µ²³«»–—’“”„…£±×½·、。（）：％℃㎡")
_FIRST = "cp1252"  # where a single sign is all there is
_SAMPLE = 20_000  # bytes
_COMMON_HANZI = b"\xd8"  # level 1 of GB 2312 is below


def likely_charsets(data: bytes) -> Iterator[str]:
    """The encodings of the recipe that a text may be in, the likeliest first; it is not UTF-8."""
    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    scores = {name: _score(sample, name) for name in _EACH}
    words = [name for name in sorted(_EACH, key=lambda name: -scores[name]) if scores[name] > 0.0]
    names = words or [*_by_library(sample), *_COMMON]
    yield from dict.fromkeys(_OF_RECIPE.get(name, name) for name in names)


def _by_library(sample: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    return [match.encoding for match in from_bytes(sample, cp_isolation=[*_EACH]) if match.encoding in _EACH]


def _score(sample: bytes, name: str) -> float:
    """For each byte beyond ASCII in a word that looks like one about 1, and −2 in one that does not."""
    text = sample.decode(name, "replace")
    words = (word for word in _WORD.findall(text) if not word.isascii())
    size = 2 if name in _TWO_BYTES else 1
    told = sum(size * sum(not sign.isascii() for sign in word) * _look(word, name) for word in words)
    return told + (name == _FIRST)


def _look(word: str, name: str) -> float:
    """How much a word looks like one, from −2 to 1; a single letter or sign tells less."""
    if name in _TWO_BYTES:
        usual = 0.95 if name == "cp949" else 0.9  # of its sounds alone: less than half of all Han
        if len(word) == 1 and word.encode(name, "ignore")[1:].isalpha():
            usual = 0.2  # tells least: °C and °F are such signs, too
        return usual if all(_is_common(sign, name) for sign in word) else -2.0
    if len(word) == 1 and (word.isalpha() or word in _USUAL_SIGNS):
        return 0.5
    if name in _SCRIPTS and all(unicodedata.name(sign, "").startswith(_SCRIPTS[name]) for sign in word):
        return 1.0 if word[1:].islower() else 0.5 if word.isupper() else -2.0
    common = name in _COMMON and all(sign.isascii() or sign in _COMMON[name] for sign in word)
    if not common or re.search(r"[^\x00-\x7f]{3}", word):
        return -2.0
    return 0.7 if word[1:].isupper() else 1.0


def _is_common(sign: str, name: str) -> bool:
    """Whether a sign is a usual one of its encoding: no Latin letter, no narrow sign, no rare Han."""
    if sign.isascii() or "\uff61" <= sign <= "\uff9f":
        return False
    if name == "gb18030":
        return b"\xb0" <= sign.encode("gb2312", "ignore")[:1] < _COMMON_HANZI
    if name == "cp949":
        return "\uac00" <= sign <= "\ud7a3" and len(sign.encode("euc_kr", "ignore")) == 2
    if name == "big5":
        return sign.encode("big5", "ignore")[:1] < b"\xc9" and "\u4e00" <= sign <= "\u9fff"
    return "\u3040" <= sign <= "\u30ff" or sign.encode("cp932", "ignore")[:1] < b"\x98"
