"""The form for guardians: shares are made and written, then put in use; or the guardians are removed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from casebook.base.i18n import Translator
from casebook.domain.vault.guardian import MAX_GUARDIANS, MIN_THRESHOLD, GuardianSet
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.flow import Flow
from casebook.services.vault import guardian_change, unlock_method
from casebook.services.vault.guardian import NewShares
from casebook.services.vault.lock_remarks import with_unused_shares
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit import theme
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.vault.credential_form import CredentialForm
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.layout import column

GuardianChangeKind = Literal["make", "remove"]
_LINES, _EDGE = 4, 14


class GuardianForm(CredentialForm):
    """Hidden until a change begins; nothing of the shares is shown, and what was typed is cleared afterwards.

    Attributes:
        kept: the kind of change that was made.
        dropped: pages were written, and the form was left without using their shares.
        begun: a change begins.
    """

    kept = Signal(str)
    dropped = Signal()
    begun = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._kind: GuardianChangeKind = "make"
        self._new: NewShares | None = None
        self._wanted, self._replaces = 0, False
        whole = column(self, gap=6)
        self._lay_out_head(whole)
        self._asked = QWidget()
        self._lay_out_current(column(self._asked, gap=6))
        self._people = QWidget()
        self._lay_out_people(column(self._people, gap=6))
        self._next = QWidget()
        self._lay_out_next(column(self._next, gap=6))
        for part in (self._asked, self._people, self._next):
            whole.addWidget(part)
        self._lay_out_foot(
            whole, page.words("Make the pages…"), page.words("Strengthening the key against guessing")
        )
        self.leave()

    def _lay_out_next(self, whole: QVBoxLayout) -> None:
        """Lay out what is to be done once the pages are written."""
        words = self._words
        todo = words("Use the shares now. Then print the file and give each page to its guardian in person.")
        order = words("The numbers on the pages are the order in which you entered the names.")
        yet = words("The shares unlock nothing until you choose to use them.")
        whole.addWidget(label(todo, "strong", wraps=True))
        whole.addWidget(label(order, wraps=True))
        whole.addWidget(label(yet, "quiet", wraps=True))

    def _lay_out_people(self, whole: QVBoxLayout) -> None:
        words = self._words
        self._names, title = QPlainTextEdit(), words("Names of the guardians, one per line")
        self._names.setAccessibleName(title)
        self._names.setTabChangesFocus(True)
        edge = theme.current().px(_EDGE) + round(2 * self._names.document().documentMargin())
        self._names.setFixedHeight(_LINES * self._names.fontMetrics().lineSpacing() + edge)
        self._names.textChanged.connect(self._offer_thresholds)
        self._threshold, threshold = ChoiceBox(), words("Shares needed to unlock")
        self._threshold.setAccessibleName(threshold)
        self._threshold.activated.connect(lambda _: self._note_wanted())
        self._threshold_title = label(threshold, "strong")
        for part in (label(title, "strong"), self._names, self._threshold_title, self._threshold):
            whole.addWidget(part)

    def begin(self, known: GuardianSet | None, *, has_keyfile: bool) -> None:
        """Show the form for new shares.

        Args:
            known: the guardians whose shares they replace; their names are offered.
            has_keyfile: whether some way into the vault needs a keyfile today.
        """
        words = self._words
        about = words(
            "Each guardian gets one page with 23 words. Choose people who do not know each other's pages and "
            "whom you can reach without this computer. How many shares unlock the casebook is chosen once "
            "the names are entered: more than half of them, unless you choose otherwise."
        )
        if known:
            about = words("Once the new shares are in use, the present ones unlock nothing any more.")
        title = words("Replace all shares") if known else words("Make shares for guardians")
        self._show_for("make", title, about, words("Make the pages…"))
        self._replaces = known is not None
        self._names.setPlainText("\n".join(one.name for one in known.guardians) if known else "")
        self._wanted = known.threshold if known else 0
        self._offer_thresholds()
        self._start(has_keyfile=has_keyfile)

    def begin_removal(self, kept: Sequence[str], *, has_keyfile: bool) -> None:
        """Show the form for removing the guardians.

        Args:
            kept: names of the unlock methods that are left.
            has_keyfile: whether some way into the vault needs a keyfile today.
        """
        words = self._words
        about = words(
            "Afterwards only these unlock methods remain: {ways}. Enter one of them to show that you have "
            "it.",
            ways=words.list_of(kept),
        )
        action = words("Remove guardians")
        self._show_for("remove", action, about, action)
        self._start(has_keyfile=has_keyfile)

    def _show_for(self, kind: GuardianChangeKind, title: str, about: str, action: str) -> None:
        self._entitle(title, about, action)
        self.begun.emit()
        self._kind = kind
        self._show_step(is_written=False)

    def _show_step(self, *, is_written: bool) -> None:
        """Ask for what the pages need, or show what is to be done with them."""
        self._about.setVisible(not is_written)
        self._asked.setVisible(not is_written)
        self._people.setVisible(self._kind == "make" and not is_written)
        self._next.setVisible(is_written)

    def _forget(self) -> None:
        """Clear everything typed; say that shares which were not put in use unlock nothing."""
        super()._forget()
        self._names.clear()
        self._wanted = 0
        new, self._new = self._new, None
        if new and not self._saving.is_under_way:  # else they are being put in use
            new.forget()
            self._say_unused()
            # Once said here; where the vault is locked, the lock screen has taken note of it by then.
            QTimer.singleShot(0, self, self._note_unused)

    def _note_unused(self) -> None:
        """Have the lock screen say it where saved shares wait to be put in use."""
        self._note(are_unused=self._new is not None)

    def _note(self, *, are_unused: bool) -> None:
        context = self._context
        context.remarks = with_unused_shares(context.remarks, are_unused=are_unused)

    def _say_unused(self) -> None:
        self.dropped.emit()
        title, remedy = unused_shares(self._words)
        self._context.say(title, remedy, is_neutral=True)

    @property
    def _called(self) -> list[str]:
        """Return the names of the guardians as typed."""
        lines = (line.strip() for line in self._names.toPlainText().split("\n"))
        return [line for line in lines if line]

    def _offer_thresholds(self) -> None:
        """Offer as many shares as there are names; more than half of them unless another was chosen."""
        count = min(len(self._called), MAX_GUARDIANS)
        self._threshold.clear()
        for needed in range(MIN_THRESHOLD, count + 1):
            title = self._words("{threshold} of {count} shares", threshold=needed, count=count)
            self._threshold.addItem(title, needed)
        usual = max(MIN_THRESHOLD, count // 2 + 1)
        at = self._threshold.findData(self._wanted if MIN_THRESHOLD <= self._wanted <= count else usual)
        self._threshold.setCurrentIndex(at)
        self._threshold.setEnabled(count > MIN_THRESHOLD)
        for part in (self._threshold_title, self._threshold):
            part.setVisible(count >= MIN_THRESHOLD)  # until then there is nothing to choose from

    def _note_wanted(self) -> None:
        self._wanted = self._threshold.currentData()

    def _send(self) -> None:
        if self._new:
            self._put_in_use(self._new)
        elif not self._typed[0] or (self._kind == "make" and not self._called):
            self._say_empty()
        elif self._kind == "remove":
            self._remove()
        else:
            self._prepare()

    def _say_empty(self) -> None:
        remedy = self._words("Enter what unlocks the casebook now, and the names of the guardians.")
        if self._kind == "remove":
            remedy = self._words("Enter what unlocks the casebook now.")
        self._context.say(self._words("Some fields are empty."), remedy, is_good=False)

    def _prepare(self) -> None:
        session, typed, names = self._context.session, self._typed, self._called
        threshold, turn = self._threshold.currentData() or MIN_THRESHOLD, self._turn

        def flow(task: BackgroundTask) -> Flow[NewShares]:
            return guardian_change.prepare(session, typed, names, threshold, progress=task)

        def pick(new: NewShares) -> None:
            # Once the work is done with: a dialog would show it as going on.
            QTimer.singleShot(0, self, partial(self._pick_file, new, turn))

        self._context.run(flow, while_there(self, pick), before=self._watch)

    def _pick_file(self, new: NewShares, turn: int) -> None:
        target = pick_target(self, self._words, "shares.pdf") if self._turn == turn else None
        if target is not None and self._turn == turn:
            self.write(new, target)
            return
        new.forget()
        if isinstance(target, SaveTarget):
            target.drop()

    def write(self, new: NewShares, target: Path | SaveTarget) -> None:
        """Write the pages; afterwards the shares can be put in use."""
        turn, language = self._turn, self._words.language

        def flow(_: BackgroundTask) -> Flow[None]:
            return guardian_change.write_pages(new, target, language=language)

        def show(_: None) -> None:
            if self._turn != turn:  # the form was left meanwhile
                new.forget()
                self._say_unused()
                return
            self._new = new
            self._note_unused()
            self._show_step(is_written=True)
            self._name_action(self._words("Use these shares"))
            # Once the work is done with, until when the button is off.
            QTimer.singleShot(0, self, partial(self._go.setFocus, Qt.FocusReason.OtherFocusReason))
            QTimer.singleShot(0, self, self._keep_in_view)

        self._context.run(flow, while_there(self, show), before=self._watch)

    def _put_in_use(self, new: NewShares) -> None:
        session, typed, words = self._context.session, self._typed, self._words
        replaces = self._replaces

        def flow(task: BackgroundTask) -> Flow[GuardianSet]:
            return guardian_change.set_up(session, typed, new, progress=task)

        def begin(task: BackgroundTask) -> None:
            self._watch(task)
            self._note(are_unused=False)  # they may be in use by the time it is locked
            task.ended.connect(self._note_unused)

        def done(known: GuardianSet) -> None:
            self._new = None
            self._note_unused()
            new.forget()
            self.leave()
            old = (words(unlock_method.OLD_BACKUPS),) if replaces else ()
            delete = words("Print the pages, give each to its guardian in person, and delete the file.")
            self._context.say(unlocking_shares(words, known), " ".join((delete, *old)))
            self._context.saved.emit()
            self.kept.emit("make")

        self._context.run(flow, done, before=begin)

    def _remove(self) -> None:
        session, typed, words = self._context.session, self._typed, self._words

        def flow(task: BackgroundTask) -> Flow[None]:
            return guardian_change.remove(session, typed, progress=task)

        def done(_: None) -> None:
            self.leave()
            self._context.say(words("Guardians removed"), words(unlock_method.OLD_BACKUPS))
            self._context.saved.emit()
            self.kept.emit("remove")

        self._context.run(flow, done, before=self._watch)


def unused_shares(words: Translator) -> tuple[str, str]:
    """Return that shares which were written are not in use, and what is to be done with the file."""
    return (
        words("The new shares are not in use. Nothing in the casebook has changed."),
        words("Delete the file with the pages: they unlock nothing."),
    )


def unlocking_shares(words: Translator, known: GuardianSet) -> str:
    """Return how many shares unlock the casebook, in words."""
    count = len(known.guardians)
    return words(
        "{threshold} of {count} shares unlock this casebook.", threshold=known.threshold, count=count
    )
