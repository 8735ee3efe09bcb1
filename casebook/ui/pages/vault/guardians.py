"""The guardians of the vault: who has a share, when each was last asked for it, and new shares."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from casebook.base.errors import CasebookError
from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.vault.guardian import Guardian, GuardianSet
from casebook.services.vault import guardian, guardian_change
from casebook.services.vault.guardian_change import Guardians
from casebook.ui.kit import hidden_names
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.drawing import contained
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.vault.guardian_form import GuardianForm, unlocking_shares, unused_shares
from casebook.ui.pages.vault.unlock_methods import called
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import scroll_to
from casebook.ui.widgets.layout.layout import column, empty_out, line

_ABOUT = gettext_noop(
    "Guardians are people who together, and only together, can unlock the casebook if its passphrase is "
    "lost. Each of them keeps one page with 23 words, which alone unlocks nothing."
)


class GuardiansCard(Card):
    """What guardians are, or a line for each of them, and one form for new shares and removal.

    Attributes:
        kept: the kind of change that was made: "make" or "remove".
    """

    kept = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Guardians"))
        self._page, self._words = page, page.words
        self._state = Guardians(known=None, due=frozenset(), methods=())
        self._lines: dict[int, GuardianLine] = {}
        self._inside = column(gap=10)
        self.body.addLayout(self._inside)
        words = self._words
        self._unused = label(" ".join(unused_shares(words)), "problem", wraps=True)
        self._unused.hide()
        self.body.addWidget(self._unused)
        self._make = button(words("Make shares for guardians…"), self.begin, role="link", writes=True)
        self._replace = button(words("Replace all shares…"), self.begin, role="link", writes=True)
        self._remove = button(
            words("Remove…"), self.begin_removal, role="link", name=words("Remove guardians…"), writes=True
        )
        for step in (self._make, self._replace, self._remove):
            step.hide()
            self.body.addWidget(step, 0, Qt.AlignmentFlag.AlignLeading)
        self.form = GuardianForm(page)
        self.form.kept.connect(self._take)
        self.form.dropped.connect(self._unused.show)
        self.form.begun.connect(self._unused.hide)
        self.body.addWidget(self.form)

    def read(self) -> None:
        """Read the guardians again."""
        self._page.ask(guardian_change.guardians, self._show)

    def begin(self) -> None:
        """Show the form for shares, which replace those there are."""
        self.form.begin(self._state.known, has_keyfile=self._state.has_keyfile)
        scroll_to(self.form)

    def begin_removal(self) -> None:
        """Show the form for removing the guardians, with the unlock methods left afterwards."""
        state = self._state
        kept = [called(self._words, way, state) for way in state.methods if way.kind != "guardians"]
        self.form.begin_removal(kept, has_keyfile=state.has_keyfile)
        scroll_to(self.form)

    def _take(self, kind: str) -> None:
        if kind == "make":
            self._page.ask(guardian_change.guardians, while_there(self, self._show_new))
        else:
            self.read()
        self.kept.emit(kind)

    def _show_new(self, state: Guardians) -> None:
        """Show new guardians, and leave the keyboard in the card, whose form is closed."""
        self._show(state)
        self._replace.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, state: Guardians) -> None:
        self._state = state
        cover = hidden_names.kept()
        if cover is not None:  # they may have been made since names were hidden
            cover.take([one.id for one in state.named], state.named)
        empty_out(self._inside)
        self._lines = {}
        known = state.known
        self._make.setVisible(known is None)
        self._replace.setVisible(known is not None)
        self._remove.setVisible(known is not None or state.others > 0)
        if state.others:
            self._inside.addWidget(label(self._words(guardian.OTHERS), "problem", wraps=True))
        if known is None:
            self._inside.addWidget(label(self._words(_ABOUT), "quiet", wraps=True))
            return
        self._show_set(known, state.due)

    def _show_set(self, known: GuardianSet, due: frozenset[int]) -> None:
        words = self._words
        head = column(gap=0)
        head.addWidget(label(unlocking_shares(words, known), "strong", wraps=True))
        when_made = words(
            "Made on {date}. Fingerprint: {fingerprint}",
            date=words.format_date(known.made_on),
            fingerprint=known.fingerprint,
        )
        head.addWidget(label(when_made, "small", wraps=True))
        self._inside.addLayout(head)
        for one in known.guardians:
            shown = GuardianLine(self._page, one, is_due=one.number in due)
            shown.drilled.connect(self._recorded)
            self._lines[one.number] = shown
            self._inside.addWidget(shown)

    def _recorded(self, number: int) -> None:
        """Read the guardians, and leave the keyboard where it was."""

        def show(state: Guardians) -> None:
            self._show(state)
            if number in self._lines:
                self._lines[number].step.setFocus(Qt.FocusReason.OtherFocusReason)

        self._page.ask(guardian_change.guardians, while_there(self, show))


class GuardianLine(QWidget):
    """A guardian, when they were last asked, and a field for the last words of their share.

    Attributes:
        drilled: their drill was recorded; the number of the share.
        step: shows the field.
    """

    drilled = Signal(int)

    def __init__(self, page: Page, of: Guardian, *, is_due: bool) -> None:
        super().__init__()
        self._context, self._words, self._of = page.context, page.words, of
        words, whole = page.words, column(self, gap=6)
        row, texts = line(gap=8), column(gap=2)
        texts.addWidget(label(f"{of.number} · {of.name}", "strong", wraps=True))
        state = asked(words, of)
        texts.addWidget(Chip(state, "amber", "warning") if is_due else label(state, "small", wraps=True))
        row.addLayout(texts, 1)
        name = words("Record a drill with {guardian}…", guardian=of.name)
        self.step = button(words("Record a drill…"), self._turn, role="link", name=name, writes=True)
        row.addWidget(self.step, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(row)
        self._asking = QWidget()
        inside = column(self._asking, gap=4)
        title = words("The last three words of share {number}", number=of.number)
        inside.addWidget(label(title, "small", wraps=True))
        self._field = QLineEdit()
        self._field.setAccessibleName(title)
        self._field.returnPressed.connect(self._record)
        self._field.textChanged.connect(lambda _: self._say(""))
        beside = line(gap=8)
        beside.addWidget(self._field, 1)
        beside.addWidget(button(words("Record"), self._record))
        inside.addLayout(beside)
        self._problem = label("", "problem", wraps=True)
        inside.addWidget(self._problem)
        whole.addWidget(self._asking)
        self._asking.hide()
        self._problem.hide()

    @contained
    def hideEvent(self, event: QHideEvent) -> None:
        """Clear the words when another page is shown."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._field.clear()
            self._asking.hide()

    def _turn(self) -> None:
        self._field.clear()
        self._asking.setVisible(self._asking.isHidden())
        if not self._asking.isHidden():
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _record(self) -> None:
        number, typed = self._of.number, self._field.text()
        if not typed.strip():
            return

        def done(_: GuardianSet) -> None:
            self._context.say(self._words("Drill recorded"))
            self.drilled.emit(number)

        def refused(error: CasebookError) -> bool:
            self._say(f"{self._words(error.title)} {self._words(error.remedy)}".strip())
            return True

        self._context.ask(
            lambda session: guardian.drill(session, number, typed), while_there(self, done), refused
        )

    def _say(self, problem: str) -> None:
        """Show what is wrong with the words, which stay."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._field.setAccessibleDescription(problem)


def asked(words: Translator, of: Guardian) -> str:
    """Return when a guardian was last asked, in words."""
    if of.drilled_on is None:
        return words("not asked yet")
    return words("last asked {date}", date=words.format_date(of.drilled_on))
