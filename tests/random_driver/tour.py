"""One tour through one window in this process: at random from a seed, or along a list of acts."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic, thread_time

from PySide6.QtCore import QSettings, QStandardPaths

from playground.recovery import Shelf
from playground.ui.app import application, begin_window
from playground.ui.window import MainWindow
from tests.random_driver import agree, files
from tests.random_driver.chance import Chance
from tests.random_driver.hands import Act, Hands
from tests.random_driver.home import Beginning, check_kept, go_home, is_open, leave
from tests.random_driver.through_main import ENDS, run_to_its_end
from tests.random_driver.watch import Watch

Note = Callable[[Act, float], None]


def wander(seed: int, acts: int, seconds: float, before: Callable[[Act], None], note: Note) -> None:
    """Do so many acts, or for so long. Raises Fault.

    `before` is told each act before it is done, `note` what it took of the processor (s).
    """
    deadline = monotonic() + seconds
    last = {"act": "main", "by": list(ENDS)[seed % len(ENDS)], "file": seed}
    before(last)

    def chosen(hands: Hands, names: list[str]) -> Iterator[Act]:
        chance = Chance(seed, hands, names)
        for _ in range(acts):
            if monotonic() > deadline:
                return
            act = chance.next()
            before(act)
            yield act
        if seed % 2:  # every other window is closed in the middle of everything
            before({"act": "close"})
            yield {"act": "close"}

    _tour(chosen, note, last)


def follow(acts: Iterable[Act], note: Note = lambda _act, _took: None) -> None:
    """Do these acts. Raises Fault."""
    every = list(acts)
    last = next((act for act in every if act["act"] == "main"), None)
    _tour(lambda _hands, _names: (act for act in every if act["act"] != "main"), note, last)


def _tour(acts_of: Callable[[Hands, list[str]], Iterator[Act]], note: Note, last: Act | None) -> None:
    """One window after the other; the `last` one, if any, is that of the whole program."""
    QStandardPaths.setTestModeEnabled(True)
    application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = files.make(folder / "files")
        files.leave_work(Shelf(folder / "kept"))
        window = _start(folder)
        with Watch(window.session) as watch:
            hands, first = Hands(window, folder / "files"), Beginning(window.session)
            window.resize(1280, 720)
            if not _follow(window, hands, acts_of(hands, names), note, watch):
                go_home(window, first, watch)
            _close_and_start_again(window, folder, watch)
            if last is not None:
                run_to_its_end(folder, folder / "files" / names[last["file"] % len(names)], last["by"], watch)
            hands.rest()
        del window, hands, watch
        gc.collect()


def _start(folder: Path) -> MainWindow:
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = begin_window(settings=settings, shelf=Shelf(folder / "kept"))
    window.begin()  # as in the program, before the rest of the window is made
    window.show()
    window.activateWindow()
    window.late.make_all()
    return window


def _follow(window: MainWindow, hands: Hands, acts: Iterator[Act], note: Note, watch: Watch) -> bool:
    """Do one act after the other; says whether the window closes, at once or a little later. Raises Fault."""
    for act in acts:
        started = thread_time()
        hands.do(act)
        note(act, thread_time() - started)
        watch.check()
        if act["act"] == "close" or not is_open(window):
            return True
        if act.get("wait"):
            window.frame()
            watch.check()
            agree.check(window)
    return False


def _close_and_start_again(window: MainWindow, folder: Path, watch: Watch) -> None:
    """What would be lost is there again at the next start. Raises Fault."""
    session = window.session
    leave(window, watch)
    again = _start(folder)
    watch.session = again.session
    check_kept(session, again.session)
    again.frame()
    agree.check(again)
    leave(again, watch)
