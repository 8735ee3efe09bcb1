"""The status line: time of the last save, and that the program is offline."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QWidget

from casebook.base.errors import CasebookError
from casebook.base.i18n import Translator
from casebook.ui.kit import dates, theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.icons import picture
from casebook.ui.kit.plain import plain_label, set_tip
from casebook.ui.kit.shortcuts import SHORTCUTS, usual_keys
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.layout import line, mark_role

_WIDE = 960


class StatusLine(QFrame):
    """Muted texts with icons.

    Attributes:
        wanted: the person wants to see the backups.
        later_wanted: the person wants to see why a later state is known.
        team_wanted: the person wants to see what came from the team, or why nothing does.
        hiding_wanted: names are to be hidden, or shown again.
        names_held: whether the button that shows hidden names is held down.
    """

    wanted = Signal()
    later_wanted = Signal()
    team_wanted = Signal()
    hiding_wanted = Signal()
    names_held = Signal(bool)

    def __init__(
        self, words: Translator, parent: QWidget | None = None, *, is_read_only: bool = False
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self._words, self._is_narrow = words, True
        whole = line(self, gap=6, margins=(4, 12))
        whole.addWidget(self._icon("open-eye" if is_read_only else "saved"))
        self._saved = Elided(words("Read-only") if is_read_only else words("No changes yet"))
        whole.addWidget(self._saved)
        whole.addSpacing(theme.current().px(8))
        sealed = self._icon("sealed")
        set_tip(sealed, words("Encrypted"))
        whole.addWidget(sealed)
        self._encrypted = Elided(words("Encrypted"))
        whole.addWidget(self._encrypted)
        whole.addSpacing(theme.current().px(8))
        whole.addWidget(self._icon("offline"))
        whole.addWidget(Elided(words("Offline")))
        whole.addSpacing(theme.current().px(8))
        self._needed = plain_label()
        self._needed.hide()
        whole.addWidget(self._needed)
        self._backup = button("", self.wanted.emit, role="status")
        whole.addWidget(self._backup)
        self._add_notices(whole)
        whole.addStretch(1)
        self._add_names(whole)
        self._due = Elided("", "countdown")
        self._due.hide()
        whole.addWidget(self._due)
        self._countdown = Elided("", "countdown")
        self._countdown.hide()
        whole.addWidget(self._countdown)

    def _add_notices(self, whole: QBoxLayout) -> None:
        later = self._words("A later state of this casebook is known")
        self._later = button(later, self.later_wanted.emit, role="status")
        mark_role(self._later, tone="red")
        self._team = button("", self.team_wanted.emit, role="status")
        for notice in (self._later, self._team):
            notice.hide()
            whole.addWidget(notice)

    def _add_names(self, whole: QBoxLayout) -> None:
        self._show_names = button(self._words("Hold to show names"), role="status", meaning="open-eye")
        self._show_names.pressed.connect(lambda: self.names_held.emit(True))  # noqa: FBT003 - a signal's argument
        self._show_names.released.connect(lambda: self.names_held.emit(False))  # noqa: FBT003 - as above
        set_tip(self._show_names, usual_keys(SHORTCUTS["show-names"]))
        whole.addWidget(self._show_names)
        self._hide_names = button("", self.hiding_wanted.emit, role="status", meaning="closed-eye")
        whole.addWidget(self._hide_names)
        self.show_names(is_hiding=False, is_held=False)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show some icons without words in a narrow window."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.current().px(_WIDE)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._word_names()

    def show_countdown(self, left_s: int) -> None:
        """Show the seconds until locking; 0 for none."""
        text = self._words.count("Locks in {number} second", "Locks in {number} seconds", left_s)
        self._countdown.setText(text if left_s else "")
        self._countdown.setVisible(left_s > 0)

    def show_due(self, words: str) -> None:
        """Show the numbers of near deadlines, without names; "" for none."""
        self._due.setText(words)
        self._due.setVisible(bool(words))

    def show_backup(self, words: str, *, is_needed: bool) -> None:
        """Show the age of the last good backup, highlighted if one is needed; linked to the backups."""
        look = theme.current()
        text = self._words("{age}: back up now", age=words) if is_needed else words
        if text == self._backup.text():
            return
        self._backup.setText(text)
        self._backup.setAccessibleName(text)
        self._needed.setVisible(is_needed)
        self._needed.setPixmap(
            picture("warning", look.colours["amber"], look.px(14), self.devicePixelRatioF())
        )
        mark_role(self._backup, tone="amber" if is_needed else "")

    def show_names(self, *, is_hiding: bool, is_held: bool) -> None:
        """Show whether names are hidden, and with what they are shown."""
        words = self._words
        hidden = words("Names shown while held") if is_held else words("Names hidden")
        self._hide_names.setAccessibleName(hidden if is_hiding else words("Hide names"))
        self._word_names()
        tip = words("Show names again") if is_hiding else words("Show code names for cases and people")
        set_tip(self._hide_names, f"{tip} ({usual_keys(SHORTCUTS['hide-names'])})")
        mark_role(self._hide_names, tone="amber" if is_hiding else "")
        self._show_names.setVisible(is_hiding)

    def _word_names(self) -> None:
        self._encrypted.setVisible(not self._is_narrow)
        for shown in (self._hide_names, self._show_names):
            shown.setText("" if self._is_narrow else f" {shown.accessibleName()}")

    def show_later_state(self, *, is_known: bool) -> None:
        """Show whether a later state of the casebook is known; linked to what to do about it."""
        self._later.setVisible(is_known)

    def show_team(self, words: str, *, is_failing: bool) -> None:
        """Show how much came from the team, or that the exchange fails; "" for nothing."""
        self._team.setText(words)
        self._team.setAccessibleName(words)
        self._team.setVisible(bool(words))
        mark_role(self._team, tone="amber" if is_failing else "")

    def show_check(self, done: int, total: int) -> None:
        """Show the progress of the check of records, during which nothing can be changed."""
        text = self._words(
            "Checking records: {done} of {total}. Read-only until then.", done=done, total=total
        )
        self._saved.setText(text)

    def show_saved(self, at: datetime) -> None:
        """Show when the last change was saved."""
        self._saved.setText(self._words("Saved {time}", time=dates.clock_time(at)))

    def _icon(self, meaning: str) -> QLabel:
        look = theme.current()
        made = plain_label()
        made.setPixmap(picture(meaning, look.colours["quiet"], look.px(14), self.devicePixelRatioF()))
        return made


def read_only_mark(words: Translator, error: CasebookError) -> Chip:
    """Return the read-only notice shown next to the search on every page, with the reason."""
    mark = Chip(words("Read-only"), "amber", "open-eye")
    set_tip(mark, f"{words(error.title)} {words(error.remedy)}")
    return mark
