"""The bar in the head while one looks back: which epoch, playing the past, going on from here."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from playground.session import Session
from playground.session.playhead import SPEEDS
from playground.training.replay import PlaceError
from playground.ui.theme import style
from playground.ui.theme.theme import Theme
from playground.ui.widgets.buttons import IconButton, with_key
from playground.ui.widgets.giving_way import OptionalPart, seen
from playground.ui.widgets.group import Group
from playground.ui.widgets.labels import plain_label
from playground.ui.widgets.line_edit import EntryField, set_error_state
from playground.ui.widgets.popup import Menu

_GAP = 4  # px
_NAME, _SHORT = "Epoch", "Looking back"  # before the number, where there is room for more words after it
_FRACTIONS = {0.25: "¼", 0.5: "½"}


def speed_name(speed: float) -> str:
    """×¼, ×½, ×1 … ×64."""
    return f"×{_FRACTIONS.get(speed) or format(speed, '.0f')}"


class PlayheadBar(QWidget):
    """Stands in the head of the card as long as the playhead is in the past."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self._roomy = session, True
        self._refused_at: int | None = None  # the epoch looked at when what is typed was refused
        self._playing: object = None  # what the buttons say: whether it plays, and how fast
        self.epoch = EntryField()
        self.epoch.setObjectName("playhead_epoch")
        self.epoch.setAccessibleName("Epoch to look at")
        self.epoch.setToolTip("Type the number of an epoch to look at")
        self.epoch.setProperty("role", "tight")
        self.epoch.editingFinished.connect(self._take)
        self.epoch.given_up.connect(self._put_back)
        self.of, self.words = plain_label("", "dim"), plain_label("· looking back", "dim")
        self.play = IconButton("play", "Play the past", "Play the past", "bare")
        self.play.setObjectName("play_past")
        self.play.clicked.connect(self._play_or_pause)
        self.speed = QToolButton()
        self.speed.setObjectName("past_speed")
        self.speed.setProperty("role", "bare")
        self.speed.setAccessibleName("Speed of the past")
        self.speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.speed.setToolTip("How fast the past is played: ×1 is 60 epochs a second")
        self.speed.setMenu(self._speeds())
        self.go_on = IconButton(
            "branch",
            "Go on from here",
            "Go on training from here. What came after this epoch can be brought back with Undo.",
            "bare",
        )
        self.go_on.setObjectName("go_on_from_here")
        self.go_on.clicked.connect(lambda: session.branches.go_on_from_here())  # noqa: PLW0108
        self.present = IconButton(
            "to_present", "Back to the present", with_key("Back to the present", "End"), "bare"
        )
        self.present.setObjectName("to_present")
        self.present.clicked.connect(lambda: session.playhead.to_present())  # noqa: PLW0108
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self.name, buttons = plain_label(_NAME), (self.speed, self.play, self.go_on, self.present)
        for part in (self.name, self.epoch, self.of, self.words, *buttons):
            row.addWidget(part)
        Group(self, *buttons)
        style.scaled(self.epoch.setFixedWidth, 64)

    def refresh(self) -> None:
        head = self.session.playhead
        if self._refused_at not in {None, head.epoch} and not self.epoch.hasFocus():
            self.give_up()  # what was typed: the playhead was moved by other means
        if not self.epoch.isModified():
            self.epoch.setText(f"{head.epoch:,}")
        step = f", step {head.place.step:,}" if head.place is not None and head.place.step else ""
        self.of.setText(f"{step} of {head.last:,}".lstrip(", "))
        if (playing := (head.playing, head.speed)) != self._playing:
            self._playing = playing
            self._show_playing(*playing)

    def give_up(self) -> None:
        """What is typed is not to be taken, nor refused any longer."""
        self.epoch.setModified(False)
        if self._refused_at is not None:
            self._refused_at = None
            set_error_state(self.epoch, bad=False)
            self.session.notices.end_refusal()

    def _show_playing(self, playing: bool, speed: float) -> None:  # noqa: FBT001  whether it is
        words = "Pause" if playing else "Play the past"
        self.play.setAccessibleName(words)
        self.play.setToolTip(with_key(f"{words}; backwards with Shift", "Space"))
        self._show_picture("pause" if playing else "play")
        self._show_words()
        self.speed.setVisible(playing)  # in its place: the buttons after it do not move
        self.speed.setText(speed_name(speed))
        self.speed.setAccessibleName(f"Speed of the past: {speed_name(speed)}")

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        for button in (self.play, self.go_on, self.present):
            button.apply_theme(theme)

    @property
    def parts(self) -> tuple[OptionalPart, ...]:
        """What gives way where there is no room, the first first."""

        def frees() -> int:
            widths = [self.name.fontMetrics().horizontalAdvance(words) for words in (_SHORT, _NAME)]
            grown = widths[0] - widths[1]
            return 0 if self.session.playhead.playing else self.words.sizeHint().width() + _GAP - grown

        words = OptionalPart(frees, self._give_words_room)
        return words, seen(self.of, spacing=_GAP), seen(self.name, spacing=_GAP)

    def _give_words_room(self, room: bool) -> None:  # noqa: FBT001  of all parts
        self._roomy = room
        self._show_words()

    def _show_words(self) -> None:
        self.name.setText(_NAME if self._roomy else _SHORT)
        self.words.setVisible(self._roomy and not self.session.playhead.playing)

    def _show_picture(self, picture: str) -> None:
        if picture != self.play.picture:
            self.play.picture = picture
            self.play.apply_theme(self._theme)

    def _speeds(self) -> Menu:
        menu, group = Menu(self), QActionGroup(self)
        for speed in SPEEDS:
            action = QAction(speed_name(speed), self)
            action.setCheckable(True)
            action.setChecked(speed == self.session.playhead.speed)
            action.triggered.connect(lambda _on, chosen=speed: self.session.playhead.set_speed(chosen))
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _play_or_pause(self) -> None:
        head = self.session.playhead
        if head.playing:
            head.pause()
        else:
            head.play()

    def _put_back(self) -> None:
        self.give_up()
        self.refresh()

    def _take(self) -> None:
        """Go to the epoch that is typed; where there is none, say so."""
        if not self.epoch.isModified():
            return
        try:
            self.session.playhead.go_to(_number(self.epoch.text()))
        except PlaceError as error:
            set_error_state(self.epoch, bad=True)
            self._refused_at = self.session.playhead.epoch
            self.session.notices.refuse(error)
            return
        self._put_back()


def _number(text: str) -> int:
    """Of an epoch as it is typed or shown: 1200, 1,200, 1 200. Raises PlaceError."""
    digits = "".join(text.replace(",", "").split())
    if not digits.isdecimal():
        raise PlaceError(f"“{text.strip()}” is not an epoch.", "Type a whole number, such as 120.")
    return int(digits)
