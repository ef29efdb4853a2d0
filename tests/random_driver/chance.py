"""Which act comes next: chosen at random among what is on screen."""

from __future__ import annotations

from random import Random
from typing import Any

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSlider,
    QWidget,
)

from playground.export.pictures import PICTURES
from playground.ui.actions.table import ACTIONS as TABLE
from tests.random_driver.hands import Act, Hands

TEXTS = (
    *(
        "0",
        "1",
        "-1",
        "3",
        "0.3",
        "1/2",
        "7",
        "100",
        "1000",
        "2",
        "0.01",
        "0.5",
        "90",
        "4, 4",
        "8",
        "3, 2, 2",
    ),
    *("", " ", "abc", "nan", "inf", "-inf", "1e9", "1e-300", "1e308", "-1e308", "99999999999"),
    *("−3", "½", "0x10", "4, 4, 4, 4, 4, 4, 4, 4, 4", "64 × 8", "0, 0", "6 × 8", "1,5", "none"),
    *("<b>x</b>", "red", "a name", "\u202ex", "ж" * 60),
)
KEYS = (
    *("Left", "Right", "Up", "Down", "Shift+Up", "Shift+Down", "Shift+Left", "Shift+Right", "PgUp", "PgDown"),
    *("Return", "Escape", "Tab", "Shift+Tab", "Space", "Del", "Backspace", "Home", "End", "F2"),
    *("+", "-", "1", "2", "3", "T", "H", "A", "[", "]", "Shift+L"),
    *(keys for row in TABLE.values() if row.name != "quit" for keys in (row.keys, *row.more_keys)),
)
VIEWS = (
    *(
        "canvas",
        "network_view",
        "diagram",
        "stages",
        "lens_plot",
        "landscape_plot",
        "batch_plot",
        "loss_plot",
    ),
    *("residual_plot", "row_table", "matrices", "confusion", "class_figures", "import_rows"),
    *("formulae", "help_page", "lesson_text", "order_list", "lesson_sketch", "lesson_curve", "explain_text"),
    *("weight_editor", "class_table", "worksheet_page"),
)
SIZES = ((1024, 600), (1280, 720), (1440, 900), (1920, 1080), (1100, 900), (1700, 700))
PASTED = (
    "1\t2\ta\n3\t4\tb\n5\t6\ta\n",
    "x,y\n1,2\n2,3\n",
    "nothing of a table",
    "",
    "1e308\t1\n-1e308\t2\n",
    "playground.tensorflow.org/#dataset=xor&noise=80&networkShape=",
    "bp1-00000000-broken",
)
ACTIONS = tuple(name for name in TABLE if name != "quit")
OPENING = ("open_data", "open_experiment", "open_weights", "open_lesson", "check_lesson")
SAVING = {
    "save_data": "saved.csv",
    "save_experiment": "saved.json",
    "save_experiment_as": "saved.json",
    "export_weights": "exported",
    **{f"save_{row.name}": "saved.gif" if row.moves else "saved.svg" for row in PICTURES.values()},
}
SAVED = (*SAVING.values(), "missing/saved.csv", "saved", "")

_TYPED = (QLineEdit, QAbstractSpinBox, QPlainTextEdit)
_KINDS = {
    "action": 22, "widget": 30, "stroke": 13, "point": 7, "wheel": 3, "double": 3, "key": 10, "undo": 5,
    "resize": 2, "open": 2, "lose": 0.3, "recent": 0.7, "paste": 1, "wait": 4,
}  # fmt: skip


class Chance:
    """Acts from a seed; `files` are the names of those that can be opened."""

    def __init__(self, seed: int, hands: Hands, files: list[str]) -> None:
        self.random, self.hands, self.files = Random(seed), hands, files

    def next(self) -> Act:
        """One act, and for how many ms the window runs after it."""
        random = self.random
        if isinstance(self.hands.front, QDialog) and random.random() < 0.8:
            act = self._in_dialog()
        else:
            kind = random.choices(list(_KINDS), weights=list(_KINDS.values()))[0]
            act = getattr(self, f"_{kind}")()
        return act | {"wait": random.choice((0, 0, 0, 0, 5, 20, 70))}

    def _in_dialog(self) -> Act:
        end = self.random.random()
        if end < 0.25:
            accepts = {
                "import_import",
                "crash_close",
                "kept_take",
                "recent_take",
                "lessons_take",
                "export_save",
            }
            for widget in self.hands.widgets():
                if widget.objectName() in accepts:
                    return {"act": "press", "name": widget.objectName()}
        lists = [widget.objectName() for widget in self.hands.widgets() if isinstance(widget, QListWidget)]
        if lists and end < 0.6:
            return {"act": "pick", "name": lists[0], "entry": self.random.randrange(10)}
        return {"act": "close_dialog"} if end < 0.7 else self._widget()

    def _action(self) -> Act:
        name = self.random.choice(ACTIONS)
        if name in OPENING:
            return {"act": "action", "name": name, "file": self.random.choice(self.files)}
        if name in SAVING:
            file = self.random.choice((SAVING[name], *SAVED))
            return {"act": "action", "name": name, "file": file}
        return {"act": "action", "name": name}

    def _undo(self) -> Act:
        return {"act": "action", "name": self.random.choice(("undo", "undo", "redo"))}

    def _widget(self) -> Act:
        """Something to any widget that has a name: what can be done to its kind."""
        widgets = [widget for widget in self.hands.widgets() if _hold(widget)]
        if not widgets:
            return {"act": "wait"}
        widget = self.random.choice(widgets)
        name = widget.objectName()
        if isinstance(widget, QComboBox) and not (widget.isEditable() and self.random.random() < 0.5):
            return {"act": "choose", "name": name, "entry": self.random.randrange(40)}
        if isinstance(widget, (QComboBox, *_TYPED)):
            text, enter = self.random.choice(TEXTS), self.random.random() < 0.8
            return {"act": "type", "name": name, "text": text, "enter": enter}
        if isinstance(widget, QSlider):
            return {"act": "slide", "name": name, "share": round(self.random.random(), 2)}
        menu = getattr(widget, "menu", lambda: None)()
        if menu is not None:
            return {"act": "menu", "name": name, "entry": self.random.randrange(40)}
        return {"act": "press", "name": name}

    def _stroke(self) -> Act:
        random = self.random
        view = "canvas" if random.random() < 0.6 else self._view()
        act: Act = {
            "act": "stroke",
            "name": view,
            "path": self._path(random.choice((1, 2, 5, 9))),
            "button": random.choices(("left", "right", "middle"), weights=(8, 1, 1))[0],
            "held": random.choices(("", "shift", "ctrl", "alt"), weights=(7, 1, 1, 1))[0],
        }
        return act | ({"keys": random.choice(KEYS)} if random.random() < 0.1 else {})

    def _point(self) -> Act:
        return {"act": "point", "name": self._view(), "path": self._path(self.random.choice((1, 4, 8)))}

    def _wheel(self) -> Act:
        notches = self.random.choice((-5, -1, 1, 2, 8))
        held = self.random.choice(("", "ctrl"))
        return {"act": "wheel", "name": self._view(), "at": self._place(), "notches": notches, "held": held}

    def _double(self) -> Act:
        return {"act": "double", "name": self._view(), "at": self._place()}

    def _key(self) -> Act:
        return {"act": "key", "keys": self.random.choice(KEYS)}

    def _resize(self) -> Act:
        width, height = self.random.choice(SIZES)
        return {"act": "resize", "width": width, "height": height}

    def _open(self) -> Act:
        if self.random.random() < 0.5:
            return {"act": "open", "file": self.random.choice(self.files)}
        return {"act": "drop", "files": self.random.sample(self.files, self.random.choice((1, 1, 2)))}

    def _lose(self) -> Act:
        return {"act": "lose", "file": self.random.choice(self.files)}

    def _recent(self) -> Act:
        return {"act": "action", "name": "recent_files"}

    def _paste(self) -> Act:
        return {"act": "copied", "text": self.random.choice(PASTED)}

    def _wait(self) -> Act:
        return {"act": "wait"}

    def _view(self) -> str:
        """One of the views that are on screen."""
        seen = [widget.objectName() for widget in self.hands.widgets() if widget.objectName() in VIEWS]
        return self.random.choice(seen or ["canvas"])

    def _place(self) -> list[float]:
        return [round(self.random.random(), 3), round(self.random.random(), 3)]

    def _path(self, places: int) -> list[list[float]]:
        return [self._place() for _ in range(places)]


def _hold(widget: QWidget) -> bool:
    """Whether a hand can do something to it; not to the parts that Qt has named itself."""
    kinds: tuple[Any, ...] = (QAbstractButton, QComboBox, QSlider, *_TYPED)
    return isinstance(widget, kinds) and not widget.objectName().startswith("qt_")
