"""How long the window takes to start, beside an empty pyqtgraph one: python -m tests.benchmarks.bench_start

Each runs in a process of its own, by turns. Two moments count, from the start of the process: when something
useful is painted for the first time (the canvas with its points), and when all cards are. Of each the time of
the clock, and the processor time of the window's process, which a busy machine lengthens less.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from time import time

# The libraries that our window has imported when all is painted.
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
wait_for("useful", window.viewport())
window.show()
"""

_OURS = """
import gc
gc.disable()  # as playground.main does
from functools import partial
from threading import Event
from playground.recovery import Shelf
from playground.training.proxy import TrainerProxy
from playground.ui import places
from playground.ui.app import application, begin_window
app, ready = application(), Event()
shelf = Shelf(places.data_folder() / "sessions")
connect = partial(TrainerProxy, ready=ready)
window = begin_window(settings=places.settings(), shelf=shelf, connect=connect)
window.has_cards.connect(ready.set)
wait_for("useful", window.canvas_panel.canvas.viewport())
fill = window.explore.fill
def filled(theme):
    panels = fill(theme)
    wait_for("all", *panels)
    return panels
window.explore.fill = filled
window.begin()
window.show()
"""

_PROGRAM = """
import json, resource, time

def wait_for(moment, *widgets):
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Painted(QObject):
        def eventFilter(self, widget, event):
            if event.type() == QEvent.Type.Paint and widget in self.left:
                widget.removeEventFilter(self)
                self.left.remove(widget)
                if not self.left:
                    used = resource.getrusage(resource.RUSAGE_SELF)
                    moments[moment] = [time.time(), used.ru_utime + used.ru_stime]
                    if len(moments) == {count}:
                        QTimer.singleShot(0, window.close)
            return False

    filters.append(painted := Painted())
    painted.left = list(widgets)
    for widget in widgets:
        widget.installEventFilter(painted)

moments, filters = {{}}, []
if __name__ == "__main__":
    {code}
    app.exec()
    print(json.dumps(moments))
"""

_NAMES = {"useful": "the canvas with its points", "all": "all cards"}


def measured(code: str, count: int) -> dict[str, tuple[float, float]]:
    """Seconds of the clock and of the processor until each moment."""
    program = _PROGRAM.format(code=code.strip().replace("\n", "\n    "), count=count)
    # What is compiled once is kept, as it is for everyone.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time()
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=env
    )
    return {name: (at - started, used) for name, (at, used) in json.loads(done.stdout).items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rounds = [(measured(_EMPTY, 1)["useful"], measured(_OURS, 2)) for _ in range(options.rounds + 1)]
    rounds = rounds[1:]  # the first one compiles, and warms the disk's cache
    empty = [statistics.median(column) for column in zip(*(one for one, _ in rounds), strict=True)]
    print(_LINE.format("", "clock", "processor"))
    print(_LINE.format("an empty pyqtgraph window", *(f"{seconds:.3f} s" for seconds in empty)))
    for moment, name in _NAMES.items():
        figures = []
        for unit in (0, 1):
            ours = statistics.median(window[moment][unit] for _, window in rounds)
            ratio = statistics.median(window[moment][unit] / one[unit] for one, window in rounds)
            figures.append(f"{ours:.3f} s, {ratio:.2f}×")
        print(_LINE.format(f"our window: {name}", *figures))


_LINE = "{:40} {:>16} {:>16}"


if __name__ == "__main__":
    main()
