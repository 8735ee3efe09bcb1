"""Coming home: the casebook that travelled is looked at, what it brings is taken; then it may be removed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from casebook.base.errors import CasebookError, Refused
from casebook.host.sandbox.places import is_out_of_reach
from casebook.services.sharing.travel import travel_removal, travel_work
from casebook.services.sharing.travel.travel_home import TravelReturn
from casebook.services.sharing.travel.travel_reach import note_for_next
from casebook.services.sharing.travel.travel_undo import JoinedStates, undo_join
from casebook.services.sharing.travel.travel_work import HomeDone, HomeJoined, TravelEntrance
from casebook.services.vault import tamper_code
from casebook.ui.dialogs.file import pick_folder
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.work_card import WorkCard
from casebook.ui.pages.sharing.asking import Asking
from casebook.ui.pages.sharing.team_words import problem_text
from casebook.ui.pages.vault.travel.change_table import TripChangeTable
from casebook.ui.pages.vault.travel.home_words import (
    empty_words,
    found_text,
    joined_lines,
    removed_lines,
    replaced_lines,
)
from casebook.ui.pages.vault.travel.taken_home import TakenHome
from casebook.ui.pages.vault.travel.trip_words import add_titled
from casebook.ui.widgets.controls.parts import button, label, lead_with
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.forms.phrase_line import PhraseLine
from casebook.ui.widgets.layout.flow import scroll_to
from casebook.ui.widgets.layout.layout import column, empty_out
from casebook.ui.widgets.layout.wrapping import Wrapping


class ComeHomeCard(WorkCard):
    """Asks for the folder and the words, shows what was changed, takes it; removal is a step of its own.

    Attributes:
        came_home: something was joined or removed.
    """

    came_home = Signal()

    def __init__(self, page: Page) -> None:
        about = page.words(
            "Connect the stick, then unlock this casebook, and choose the casebook that travelled. It is "
            "compared with what was remembered when it was packed, before you type its words. You then see "
            "every change, and nothing is taken before you say so."
        )
        super().__init__(page, page.words("Come home"), about)
        self._folder: Path | None = None
        self._joined: JoinedStates | None = None
        self._is_left = self._is_taking = False
        words = self.words
        self._choose = button(
            words("Choose the casebook that travelled…"), self._pick, role="primary", writes=True
        )
        self._lock = button(words("Lock now"), page.context.lock_requested.emit, meaning="lock")
        self.inside.addWidget(Wrapping(self._choose, self._lock))
        self._place = label("", "small", wraps=True)
        self._problem = label("", "problem", wraps=True)
        self._new_methods = TickBox(words("I changed its words myself on the way"))
        self._new_methods.setAccessibleName(self._new_methods.text())
        self._new_methods.toggled.connect(self._begin)
        self._asked = QWidget()
        self._lay_out_asked(column(self._asked, gap=6))
        for part in (self._place, self._problem, self._new_methods, self._asked):
            self.inside.addWidget(part)
        self._found = QWidget()
        self._lay_out_found(column(self._found, gap=8))
        self.inside.addWidget(self._found)
        self._add_after()
        self._result = column(gap=4)
        self.inside.addLayout(self._result)
        self._forget()

    def _add_after(self) -> None:
        self._after = TakenHome(self.page)
        self._after.kept.connect(self.leave)
        self._after.undoing.connect(self.undo)
        self._after.removing.connect(self.ask_remove)
        self.inside.addWidget(self._after)
        self.asking = Asking(self.words)
        self.inside.addWidget(self.asking)

    def _lay_out_asked(self, whole: QVBoxLayout) -> None:
        words = self.words
        self.phrase, self.noted = PhraseLine(words, words("The six words")), QLineEdit()
        self.phrase.setAccessibleName(words("The six words"))
        self.noted.setAccessibleName(words("Tamper check code noted on the way, if any"))
        add_titled(whole, words("The six words"), self.phrase)
        add_titled(whole, words("Tamper check code noted on the way, if any"), self.noted)
        self._look = button(words("Look at what it brings"), self.look, role="primary")
        self._stop = button(words("Cancel"), self.leave)
        whole.addWidget(Wrapping(self._look, self._stop))
        StepKeys(self._asked, (self._look,), self.leave)
        for line in (self.phrase, self.noted):
            line.returnPressed.connect(self.look)

    def _lay_out_found(self, whole: QVBoxLayout) -> None:
        words = self.words
        self._verdict = label("", "strong", wraps=True)
        self._more = label("", wraps=True)
        self.table = TripChangeTable(words)
        self.table.changed.connect(self._offer)
        for part in (self._verdict, self.table, self._more):
            whole.addWidget(part)
        self._take = button(words("Take"), self.ask_take, role="primary", writes=True)
        self._leave = button(words("Cancel"), self.leave)
        whole.addWidget(Wrapping(self._take, self._leave))
        StepKeys(self._found, (self._take,), self.leave)

    def choose(self, folder: Path | None) -> None:
        """Take the folder of the casebook that travelled; what can be seen of it is compared at once."""
        if folder is None:
            return
        self._forget()
        self._place.setText(self.words("Folder: {folder}", folder=str(folder)))
        self._place.show()
        if is_out_of_reach(folder):
            self.page.context.ask(
                lambda session: note_for_next(session, folder), lambda _: self._walled_off(), asker=self
            )
            return
        self._folder = folder
        self._begin()

    def _begin(self, _: object = None) -> None:
        folder, session = self._folder, self.page.context.session
        if folder is None:
            return
        has_new = self._new_methods.isChecked()

        def refused(problem: CasebookError) -> bool:
            self._asked.hide()
            self._new_methods.setVisible(isinstance(problem, Refused))
            return self._refused(problem)

        self._say("")
        self.work(
            lambda task: travel_work.begin_home(session, folder, has_new_methods=has_new, progress=task),
            while_there(self, self._begun),
            refused=refused,
        )

    def look(self) -> None:
        """Open the casebook with the words, and show what it brings."""
        entrance = self._entrance
        if entrance is None or not self._look.isEnabled():
            return
        if not entrance.phrase.strip():
            self._say(self.words("Enter the six words."))
            return
        self._say("")
        session = self.page.context.session
        self.work(
            lambda task: travel_work.look(session, entrance, progress=task),
            while_there(self, self._show_found),
            refused=self._refused,
            before=self._hold,
        )

    def ask_take(self) -> None:
        """Take what is chosen; where that puts something else in the place of what is at home, ask before."""
        if self._entrance is None or not self._take.isEnabled():
            return
        replaced = self.table.replaced
        if not replaced:
            self.take()
            return
        words = self.words
        self.asking.ask(
            words.count("Replace {number} field at home?", "Replace {number} fields at home?", len(replaced)),
            [
                *replaced_lines(words, replaced),
                words("You can undo this until you lock or remove what travelled."),
            ],
            words("Replace and take"),
            self.take,
            self.table.take_focus,
        )

    def take(self) -> None:
        """Take what is chosen; the casebook that travelled stays as it is."""
        entrance, session = self._entrance, self.page.context.session
        if entrance is None:
            return
        leave, include, self._is_taking = self.table.leave, self.table.include, True
        self._say("")
        self.work(
            lambda task: travel_work.join(session, entrance, leave, include, progress=task),
            while_there(self, self._show_taken),
            refused=self._refused,
            before=self._hold,
        )

    def undo(self) -> None:
        """Take back what was taken."""
        joined = self._joined
        if joined is not None:
            self._undo_joined(joined)

    def ask_remove(self) -> None:
        """Ask whether the casebook that travelled is removed."""
        if self._entrance is None or not self._after.is_enabled:
            return
        words = self.words
        facts = [
            words(
                "This casebook is backed up, and the one that travelled is overwritten and removed, with its "
                "backups. This cannot be undone."
            ),
            words(travel_removal.FLASH),
        ]
        if self._is_left:
            facts.insert(0, words("What you did not take of it is lost."))
        self.asking.ask(
            words("Remove the casebook that travelled?"),
            facts,
            words("Remove"),
            self.remove,
            self._after.take_focus,
        )

    def remove(self) -> None:
        """Remove the casebook that travelled."""
        entrance, session, discard = self._entrance, self.page.context.session, self._is_left
        if entrance is None:
            return
        self._say("")
        self.work(
            lambda task: travel_work.remove(session, entrance, discard=discard, progress=task),
            while_there(self, self._done),
            refused=self._refused,
            before=self._hold,
        )

    def leave(self) -> None:
        """Forget the casebook that travelled, and what was typed."""
        self._forget()
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @contained
    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed when another page is shown, unless what was taken waits to be removed."""
        super().hideEvent(event)
        if not event.spontaneous() and not self._is_taking and self._after.isHidden():
            self._forget()

    @property
    def _entrance(self) -> TravelEntrance | None:
        if self._folder is None:
            return None
        return TravelEntrance(
            folder=self._folder,
            phrase=self.phrase.text(),
            noted=self.noted.text().strip(),
            has_new_methods=self._new_methods.isChecked(),
        )

    def _pick(self) -> None:
        self.choose(pick_folder(self, self.words))

    def _begun(self, done: HomeDone | None) -> None:
        if done is not None:  # only the rest of a removal was to be done
            self._done(done)
            return
        self._asked.show()
        self.phrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _walled_off(self) -> None:
        self._say(
            self.words(
                "This session cannot open that folder yet, because it was connected or chosen after "
                "unlocking. Lock and unlock the casebook once, and choose it again."
            )
        )
        self._lock.show()
        lead_with(self._lock, self._choose)
        self._lock.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_found(self, brought: TravelReturn) -> None:
        words = self.words
        self._asked.hide()
        self._verdict.setText(words(tamper_code.WORDS[brought.state]))
        self.table.show_changes(brought.changes)
        text = found_text(words, brought)
        self._more.setText(text)
        self._more.setVisible(bool(text))
        self._offer()
        if brought.is_home:
            self._show_after([words("Nothing is left to take: all of it is at home.")])
            return
        self._found.show()
        QTimer.singleShot(0, self, self._enter_found)  # once the work is done with, until when Take is off

    def _enter_found(self) -> None:
        scroll_to(self._found)
        if self.table.isVisible():
            self.table.take_focus()
        else:
            self._leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        words = self.words
        action = words("Go on without taking") if self.table.leaves_all else words("Take")
        self._take.setText(action)
        self._take.setAccessibleName(action)

    def _show_taken(self, done: HomeJoined) -> None:
        self._joined = done.states if done.states.states else None
        self._is_left = not done.joined.is_whole
        self._show_after(joined_lines(self.words, done.joined), has_two=bool(done.joined.both))
        words, context = self.words, self.page.context
        if self._joined is None:
            context.say(words("Nothing taken"))
        else:
            states = self._joined
            context.did(words("Journey taken"), lambda session: undo_join(session, states))
        self.came_home.emit()

    def _show_after(self, lines: Sequence[str], *, has_two: bool = False) -> None:
        self._found.hide()
        self._after.show_lines(lines, has_two=has_two, may_undo=self._joined is not None)
        QTimer.singleShot(0, self, self._after.take_focus)  # once the work is done with

    def _undo_joined(self, joined: JoinedStates) -> None:
        words, context = self.words, self.page.context

        def done(staying: int) -> None:
            self.leave()
            stays = words.count(
                "{number} record was changed since and stays.",
                "{number} records were changed since and stay.",
                staying,
            )
            context.say(words("What was taken was undone"), stays if staying else "")
            self.came_home.emit()

        context.ask(lambda session: undo_join(session, joined), done, self._refused, asker=self)

    def _done(self, done: HomeDone) -> None:
        words = self.words
        self._forget()
        lines = removed_lines(words, done.removed)
        if done.backup_problem is not None:
            lines.append(words("No backup was made before: {why}", why=words(done.backup_problem.title)))
        for text in lines:
            self._result.addWidget(label(text, wraps=True))
        self.page.context.say(words("Came home"), empty_words(words, done.removed))
        self.came_home.emit()

    def _hold(self, task: BackgroundTask) -> None:
        for step in (self._look, self._take):
            step.setEnabled(False)
        self._after.set_enabled(is_enabled=False)
        task.ended.connect(self._let_go)

    def _let_go(self) -> None:
        self._is_taking = False
        self._look.setEnabled(True)
        may_write = not self.page.context.session.is_read_only
        self._take.setEnabled(may_write)
        self._after.set_enabled(is_enabled=may_write)

    def _refused(self, problem: CasebookError) -> bool:
        self._say(problem_text(self.words, problem))
        return True

    def _forget(self) -> None:
        """Clear what was typed and found."""
        self._folder, self._joined, self._is_left = None, None, False
        for line in (self.phrase, self.noted):
            line.clear()
        self._new_methods.setChecked(False)
        empty_out(self._result)
        lead_with(self._choose, self._lock)
        for part in (
            *(self._asked, self._found, self._after, self.asking),
            *(self._place, self._lock, self._new_methods),
        ):
            part.hide()
        self._say("")

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
