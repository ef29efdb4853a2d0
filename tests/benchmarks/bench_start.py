"""How long the window takes to start, beside an empty pyqtgraph one: python -m tests.benchmarks.bench_start

Each runs in a process of its own, by turns, from the start of the process to the first paint. The rival
imports the same libraries and shows an empty plot; a second one imports our own modules, too.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from time import time

_END = """
from PySide6.QtCore import QEvent, QObject, QTimer
import time

class First(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not hasattr(self, "at"):
            self.at = time.time()
            QTimer.singleShot(0, window.close)
        return False

first = First()
watched.installEventFilter(first)
window.show()
app.exec()
print(first.at)
"""

# The libraries that our window has imported by its first paint.
_EMPTY = """
import contourpy
import msgspec
import multiprocessing.connection
import numpy
import numpy.random
import pyqtgraph as pg
from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
app = QtWidgets.QApplication([])
window = pg.PlotWidget()
window.resize(1440, 900)
watched = window.viewport()
"""

_SAME = f"import playground.ui.app\n{_EMPTY}"

_OURS = """
from playground.ui.app import application, create_window
app = application()
window = create_window()
window.resize(1440, 900)
watched = window.canvas_panel.canvas.viewport()
"""


_PROGRAMS = {
    "an empty pyqtgraph window, the same libraries": _EMPTY,
    "the same, with all our modules imported": _SAME,
    "our window": _OURS,
}


def seconds(program: str) -> float:
    """From the start of the process to the first paint."""
    code = f"def main():\n{_indented(program + _END)}\nif __name__ == '__main__':\n    main()\n"
    code = code.replace("def main():\n", "def main():\n    global window, watched, app, first\n", 1)
    # What is compiled once is kept, as it is for everyone.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    return float(done.stdout) - started


def _indented(program: str) -> str:
    return "\n".join(f"    {line}" for line in program.splitlines())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for program in _PROGRAMS.values():
        seconds(program)  # compiles, and warms the disk's cache
    rounds = [[seconds(program) for program in _PROGRAMS.values()] for _ in range(options.rounds)]
    for column, name in enumerate(_PROGRAMS):
        median = statistics.median(times[column] for times in rounds)
        ratio = statistics.median(times[-1] / times[column] for times in rounds)
        print(f"{name:44} {median:.2f} s · ours takes {ratio:.2f} times as long")


if __name__ == "__main__":
    main()
