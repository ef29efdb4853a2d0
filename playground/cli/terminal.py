"""How the command line speaks."""

from __future__ import annotations

import io
import os
import sys

PROGRAM = "backprop-playground"


def say(text: str) -> None:
    """One line on stderr: stdout belongs to the result."""
    print(f"{PROGRAM}: {' '.join(text.splitlines())}", file=sys.stderr)


def speak_utf8() -> None:
    """So that α and “ä” come out of a pipe on every system, and a name that is no text comes out somehow."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def mute() -> None:
    """Drop what is still to be printed: the flush at exit would fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
