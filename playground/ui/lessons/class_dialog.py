"""The results of a class: which files, the table of students and steps, and the table as CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from playground.data import Progress
from playground.errors import PlaygroundError
from playground.files import is_folder, write
from playground.lessons import Lesson
from playground.lessons.class_marks import ClassMarks, class_marks
from playground.lessons.class_table import csv_of, slip_in
from playground.lessons.collected import Collected, from_files, from_folder
from playground.ui.background.progress_line import ProgressLine
from playground.ui.documents.recent import Recent
from playground.ui.documents.saving import ask_where
from playground.ui.lessons.class_model import ClassModel
from playground.ui.lessons.lesson_choice import LessonChoice
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import bar_button, with_key
from playground.ui.widgets.card import GAP, Card
from playground.ui.widgets.combo_box import ComboBox
from playground.ui.widgets.dialog_size import size_in
from playground.ui.widgets.frozen_table import FrozenTable
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.layouts import hbox
from playground.ui.widgets.plain import as_tip
from playground.wording import counted

_LEAST = 980, 640  # px, if the window has so much room
_LESSON, _ORDER = 250, 140  # px of the list of lessons, and of that of the columns
_ROW, _WIDEST = 28, 260  # px of a line, and of a column
_MOST = 3  # files that are told of below the table
_RESULTS = "Results (*.json);;All files (*)"
_EMPTY = "Choose the folder into which the results were collected, or the files themselves."
_NOT_READ = "Reading was cancelled. Choose the folder or the files again to read them."


class ClassDialog(QDialog):
    """`folder`: where results are looked for at first, if there are any."""

    def __init__(
        self, parent: QWidget, held: Lesson | None, folder: Path, recent: Recent, theme: Theme
    ) -> None:
        super().__init__(parent)
        self._recent, self._found = recent, Collected()
        self.setObjectName("class_dialog")
        self.setWindowTitle("Class results")
        self.lesson = LessonChoice(self, "class", held, recent)
        self.lesson.chosen.connect(self._take_lesson)
        self.lesson.refused.connect(lambda words: self._say(words, bad=True))
        self.model = ClassModel()
        self._build(theme)
        self.resize(size_in(parent.size(), _LEAST))
        self._show(None)
        if is_folder(folder) and any(folder.glob("*")):
            self._look_into(folder)
        self.folder.setFocus()

    def done(self, result: int) -> None:
        """However it ends, nothing is read any longer."""
        self.line.stop()
        super().done(result)

    # --- which results -----------------------------------------------------------------------------

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Folder of the results", self._recent.folder)
        if name:
            self._look_into(Path(name))

    def _ask_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Results", self._recent.folder, _RESULTS)
        if names:
            self._recent.remember_folder(Path(names[0]))
            paths = [Path(name) for name in names]
            self._collect(lambda _tell: from_files(paths))

    def _look_into(self, folder: Path) -> None:
        self._collect(lambda tell: from_folder(folder, tell))

    def _collect(self, work: Callable[[Progress], Collected]) -> None:
        """Find results beside the window's thread: a folder may be large, or far away."""
        self.line.stop()
        self._found = Collected()
        self._show(None)
        self._say("")
        self.line.run("Reading results", work, self._take, self._refuse, given_up=self._tell_not_read)

    def _tell_not_read(self) -> None:
        self._say(_NOT_READ)

    def _refuse(self, error: PlaygroundError) -> None:
        self._say(str(error), bad=True)

    def _take(self, found: Collected) -> None:
        """Mark these results, by the lesson that most of them are of."""
        self._found = found
        self._show_whether_empty()
        if self.lesson.choose(found.lesson):
            self.lesson.read()
        else:
            self._say(f"These are results of the lesson “{found.lesson}”. Open its file to mark them.")

    def _take_lesson(self, lesson: Lesson) -> None:
        """Mark what was chosen by this lesson, beside the window's thread."""
        paths = self._found.results
        if not paths:
            return

        def work(tell: Progress) -> ClassMarks:
            return class_marks(lesson, paths, tell)

        self.line.stop()
        self._say("")
        self.line.run("Marking", work, self._show, self._refuse, given_up=self._tell_not_marked)

    def _tell_not_marked(self) -> None:
        """What is in the table stays, and so does its lesson."""
        marks = self.model.marks
        if marks is None:
            found = counted(len(self._found.results), "result")
            self._say(f"Marking was cancelled. {found} found: choose the lesson to mark them.")
        else:
            self.lesson.choose(marks.lesson.id)
            self._say(f"Marking was cancelled. These are the results of “{marks.lesson.title}”.")

    # --- what came of it ---------------------------------------------------------------------------

    def _show(self, marks: ClassMarks | None) -> None:
        self.model.show(marks)
        self.save.setEnabled(bool(marks is not None and marks.students))
        self.order.clear()
        self.order.addItems([column.title for column in self.model.columns])
        self.order.setEnabled(bool(self.model.columns))
        self.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self._fit()
        slips = _slips(marks) if marks is not None else ""
        self.slips.setText(slips)
        self.slips.setVisible(bool(slips))
        refused = marks.refused if marks is not None else ()
        self.refused.setText(_refused([_without_folder(reason, self._found.results) for reason in refused]))
        self.refused.setToolTip(as_tip("\n".join(refused)))
        self.refused.setVisible(bool(refused))
        self.ignored.setText(self._found.ignored)
        self.ignored.setVisible(bool(self._found.others))
        if marks is not None:
            self._say(f"{counted(len(marks.students), 'result')} of “{marks.lesson.title}”.")
        self._show_whether_empty()

    def _show_whether_empty(self) -> None:
        """Until results were found, what to do stands where the table will be."""
        empty = self.model.marks is None and not self._found.results
        self.table.setVisible(not empty)
        self.empty.setVisible(empty)

    def _fit(self) -> None:
        """Columns as wide as their words, and no wider than can be read."""
        self.table.resizeColumnsToContents()
        for place in range(self.model.columnCount()):
            self.table.setColumnWidth(place, min(self.table.columnWidth(place), style.px(_WIDEST)))

    def _sort(self, column: int, *, descending: bool | None = None) -> None:
        """By a column; by the same one once more, the other way round. Figures: the greatest first."""
        if column < 0 or column >= self.model.columnCount():
            return
        before, down = self.model.sorted_by
        if descending is None:
            figures = self.model.columns[column].title not in {"Name", "Notes"}
            descending = not down if before == column else figures
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.model.sort(column, order)
        self.table.horizontalHeader().setSortIndicator(column, order)
        self.order.setCurrentIndex(column)

    def _save(self) -> None:
        marks = self.model.marks
        assert marks is not None

        def save(path: Path) -> None:
            try:
                write(path, csv_of(marks))
            except PlaygroundError as error:
                self._say(str(error), bad=True)
                return
            self._recent.remember_folder(path)
            self._say(f"Saved {path.name} in {path.parent}.")

        ask_where(
            self,
            title="Save the table",
            start=Path(self._recent.folder) / f"{marks.lesson.id}-results.csv",
            pattern="Table (*.csv)",
            ending=".csv",
            write=save,
        )

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.words.setText(words)
        style.restyle(self.words, "role", "error" if bad else "dim")

    # --- parts -------------------------------------------------------------------------------------

    def _build(self, theme: Theme) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(GAP)
        layout.addWidget(plain_label("Class results", size=style.FIGURE, weight=QFont.Weight.DemiBold))
        layout.addLayout(self._head())
        layout.addWidget(self._card(theme), 1)
        layout.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        self.folder = bar_button(
            "Choose folder…",
            "class_folder",
            "All results in a folder, and in the folders of single students in it",
            self._ask_folder,
        )
        files = bar_button("Choose files…", "class_files", "One or several results", self._ask_files)
        self.order = ComboBox()
        self.order.setObjectName("class_order")
        self.order.setAccessibleName("Sort by")
        self.order.setToolTip("Sort by a column; again to reverse the order")
        self.order.activated.connect(self._sort)
        for chosen, width in ((self.lesson.list, _LESSON), (self.order, _ORDER)):
            chosen.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            style.scaled(chosen.setFixedWidth, width)
        lesson = self.lesson.list, self.lesson.opens
        return hbox(self.folder, files, *lesson, None, plain_label("Sort by", "dim"), self.order)

    def _card(self, theme: Theme) -> Card:
        card = Card("Students")
        self.table = FrozenTable()
        self.table.setObjectName("class_table")
        self.table.setAccessibleName("Students and their points, step by step")
        self.table.setModel(self.model)
        self.model.setParent(self.table)
        self.table.setTabKeyNavigation(False)
        for table in (self.table, self.table.first):
            style.write(table, style.BODY)
            style.scaled(table.verticalHeader().setDefaultSectionSize, _ROW)
        self.table.horizontalHeader().sectionClicked.connect(self._sort)
        self.table.setStyleSheet(
            f"QHeaderView, QHeaderView::section {{ background: {theme.card}; color: {theme.dim}; border: 0;"
            f" padding: 0 10px 0 2px; font-size: {style.px(style.SMALL)}px; }}"
            f"QTableView QTableView {{ border: 0; border-right: 1px solid {theme.line}; }}"
        )
        self.slips, self.refused = plain_label("", "dim"), plain_label("", "error")
        self.ignored = plain_label("", "dim")
        self.empty = plain_label(_EMPTY, "dim")
        self.empty.setObjectName("class_empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card.body.addWidget(self.empty, 1)
        card.body.addWidget(self.table, 1)
        labels = {"slips": self.slips, "refused": self.refused, "ignored": self.ignored}
        for name, label in labels.items():
            label.setObjectName(f"class_{name}")
            label.setWordWrap(True)
            card.body.addWidget(label)
        return card

    def _foot(self) -> QHBoxLayout:
        self.line = ProgressLine("class_progress", with_cancel=True)
        self.words = plain_label("")
        self.words.setObjectName("class_words")
        self.words.setWordWrap(True)
        close = bar_button("Close", "class_close", with_key("Close the dialog", "Esc"), self.reject)
        self.save = bar_button("Save as CSV…", "class_save", "Save the table for a spreadsheet", self._save)
        self.save.setProperty("role", "main")
        foot = hbox(self.line, self.words, close, self.save)
        foot.setStretchFactor(self.words, 1)
        return foot


def _slips(marks: ClassMarks) -> str:
    """The most common wrong rule of each step that has one."""
    found = [(step.id, slip_in(marks, step)) for step in marks.marked_steps]
    words = " · ".join(f"{name}: {slip}" for name, slip in found if slip)
    return f"Most common mistakes: {words}" if words else ""


def _without_folder(reason: str, paths: Sequence[Path]) -> str:
    """A reason by the name of its file: where the file lies is in the tooltip."""
    path = next((path for path in paths if reason.startswith(str(path))), None)
    return reason if path is None else f"{path.name}{reason[len(str(path)) :]}"


def _refused(reasons: Sequence[str]) -> str:
    """Some of the files that could not be marked, and how many there are."""
    if not reasons:
        return ""
    more = [f"and {len(reasons) - _MOST} more"] if len(reasons) > _MOST else []
    return "\n".join([f"Not marked: {counted(len(reasons), 'file')}", *reasons[:_MOST], *more])
