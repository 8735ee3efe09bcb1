"""Coming home: the casebook that travelled is looked at, what it brings is taken; then it may be removed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from casebook.base.errors import CasebookError, Refused
from casebook.services.sharing.travel import travel_removal, travel_work
from casebook.services.sharing.travel.travel_home import JoinedTrip, TravelReturn
from casebook.services.sharing.travel.travel_reach import is_within_reach, note_for_next
from casebook.services.sharing.travel.travel_removal import RemovedTravel
from casebook.services.sharing.travel.travel_undo import JoinedStates, undo_join
from casebook.services.sharing.travel.travel_work import HomeDone, HomeJoined, TravelEntrance
from casebook.services.vault import tamper_code
from casebook.ui.dialogs.file import pick_folder
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.page_context import Location
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.work_card import WorkCard
from casebook.ui.pages.sharing.asking import Asking
from casebook.ui.pages.sharing.team_words import problem_text
from casebook.ui.pages.vault.travel.change_table import TripChangeRow, TripChangeTable
from casebook.ui.pages.vault.travel.trip_words import add_titled
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.flow import scroll_to
from casebook.ui.widgets.layout.layout import column, empty_out
from casebook.ui.widgets.layout.wrapping import Wrapping

_SHOWN = 6
"""Fields that a question names."""


class ComeHomeCard(WorkCard):
    """Asks for the folder and the words, shows what was changed, takes it; removal is a step of its own.

    Attributes:
        came_home: something was joined or removed.
    """

    came_home = Signal()

    def __init__(self, page: Page) -> None:
        about = page.words(
            "Connect the stick and choose the casebook that travelled. It is compared with what was "
            "remembered when it was packed, before you type its words. You then see every change, and "
            "nothing "
            "is taken before you say so."
        )
        super().__init__(page, page.words("Come home"), about)
        self._folder: Path | None = None
        self._joined: JoinedStates | None = None
        self._is_left = False
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
        for part in (self._place, self._problem, self._new_methods):
            self.inside.addWidget(part)
        self._asked = QWidget()
        self._lay_out_asked(column(self._asked, gap=6))
        self.inside.addWidget(self._asked)
        self._found = QWidget()
        self._lay_out_found(column(self._found, gap=8))
        self.inside.addWidget(self._found)
        self._after = QWidget()
        self._lay_out_taken(column(self._after, gap=8))
        self.inside.addWidget(self._after)
        self.asking = Asking(words)
        self.inside.addWidget(self.asking)
        self._result = column(gap=4)
        self.inside.addLayout(self._result)
        self._forget()

    def _lay_out_asked(self, whole: QVBoxLayout) -> None:
        words = self.words
        self.phrase, self.noted = SecretLine(words, words("The six words")), QLineEdit()
        self.phrase.setAccessibleName(words("The six words"))
        self.noted.setAccessibleName(words("Tamper check code noted on the way, if any"))
        add_titled(whole, words("The six words"), self.phrase)
        add_titled(whole, words("Tamper check code noted on the way, if any"), self.noted)
        self._look = button(words("Look at what it brings"), self.look, role="primary")
        self._stop = button(words("Cancel"), self.leave)
        whole.addWidget(Wrapping(self._look, self._stop))
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

    def _lay_out_taken(self, whole: QVBoxLayout) -> None:
        words = self.words
        self._taken = column(gap=4)
        whole.addLayout(self._taken)
        stays = words(
            "The casebook that travelled stays where it is until you remove it. What was taken can be undone "
            "until then, or until you lock."
        )
        self._stays = label(stays, wraps=True)
        whole.addWidget(self._stays)
        self._later = button(words("Keep it for now"), self.leave)
        self._undo = button(words("Undo"), self.undo, meaning="back", writes=True)
        self._remove = button(words("Remove the casebook that travelled…"), self.ask_remove, writes=True)
        whole.addWidget(Wrapping(self._later, self._undo, self._remove))

    def choose(self, folder: Path | None) -> None:
        """Take the folder of the casebook that travelled; what can be seen of it is compared at once."""
        self._forget()
        if folder is None:
            return
        self._place.setText(self.words("Folder: {folder}", folder=str(folder)))
        self._place.show()
        if not is_within_reach(folder):
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
            words.count(
                "Replace {number} field at home?", "Replace {number} fields at home?", len(replaced)
            ),
            [*self._shown(replaced), words("You can undo this until you lock or remove what travelled.")],
            words("Replace and take"),
            self.take,
            self.table.take_focus,
        )

    def take(self) -> None:
        """Take what is chosen; the casebook that travelled stays as it is."""
        entrance, session = self._entrance, self.page.context.session
        if entrance is None:
            return
        leave = self.table.leave
        self._say("")
        self.work(
            lambda task: travel_work.join(session, entrance, leave, progress=task),
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
        if self._entrance is None or not self._remove.isEnabled():
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
            words("Remove the casebook that travelled?"), facts, words("Remove"), self.remove, self._focus_later
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
        """Forget what was typed when another page is shown."""
        super().hideEvent(event)
        if not event.spontaneous():
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
        words = self.words
        self._say(
            words(
                "This session cannot open that folder yet, because it was connected or chosen after "
                "unlocking. "
                "Lock and unlock the casebook once, and choose it again."
            )
        )
        self._lock.show()

    def _show_found(self, brought: TravelReturn) -> None:
        words = self.words
        self._asked.hide()
        self._verdict.setText(words(tamper_code.WORDS[brought.state]))
        self.table.show_changes(brought.changes)
        parts = []
        if not brought.changes:
            parts.append(words("Nothing was changed on the journey."))
        if count := len(brought.file_ids):
            parts.append(words.count("{number} new file comes home.", "{number} new files come home.", count))
        if count := len({one.id for one in brought.words.coming}):
            parts.append(
                words.count(
                    "The text or transcript of {number} document comes home.",
                    "The texts or transcripts of {number} documents come home.",
                    count,
                )
            )
        if count := len(brought.words.rival_ids):
            parts.append(
                words.count(
                    "The text of {number} document was changed at home, too, and stays as it is there.",
                    "The texts of {number} documents were changed at home, too, and stay as they are there.",
                    count,
                )
            )
        self._more.setText(" ".join(parts))
        self._more.setVisible(bool(parts))
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

    def _shown(self, fields: Sequence[TripChangeRow]) -> list[str]:
        """Return what stands at home and what would stand there, a line each, the first few."""
        words = self.words
        lines = [
            on_screen(
                words.labelled(
                    f"{one.record} · {one.field}",
                    words("at home {home}, on the journey {trip}", home=one.home, trip=one.trip),
                )
            )
            for one in fields[:_SHOWN]
        ]
        if (more := len(fields) - len(lines)) > 0:
            lines.append(words.count("and {number} more", "and {number} more", more))
        return lines

    def _show_taken(self, done: HomeJoined) -> None:
        self._joined = done.states if done.states.states else None
        self._is_left = not done.joined.is_whole
        self._show_after(_joined_lines(self.page, done.joined))
        if done.joined.both:
            go = partial(self.page.context.go, Location(page="conflicts"))
            self._taken.addWidget(Wrapping(button(self.words("Two versions"), go)))
        words, context = self.words, self.page.context
        if self._joined is None:
            context.say(words("Nothing taken"))
        else:
            states = self._joined
            context.did(words("Journey taken"), lambda session: undo_join(session, states))
        self.came_home.emit()

    def _show_after(self, lines: Sequence[str]) -> None:
        empty_out(self._taken)
        for text in lines:
            self._taken.addWidget(label(text, wraps=True))
        self._found.hide()
        self._undo.setVisible(self._joined is not None)
        self._after.show()
        QTimer.singleShot(0, self, self._focus_later)

    def _focus_later(self) -> None:
        scroll_to(self._after)
        self._later.setFocus(Qt.FocusReason.OtherFocusReason)

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
        lines = _removed_lines(self.page, done.removed)
        if done.backup_problem is not None:
            lines.append(words("No backup was made before: {why}", why=words(done.backup_problem.title)))
        for text in lines:
            self._result.addWidget(label(text, wraps=True))
        self.page.context.say(words("Came home"))
        self.came_home.emit()

    def _hold(self, task: BackgroundTask) -> None:
        for step in (self._look, self._take, self._remove, self._undo):
            step.setEnabled(False)
        task.ended.connect(self._let_go)

    def _let_go(self) -> None:
        self._look.setEnabled(True)
        for step in (self._take, self._remove, self._undo):
            step.setEnabled(not self.page.context.session.is_read_only)

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
        for part in (
            *(self._asked, self._found, self._after, self.asking),
            *(self._place, self._lock, self._new_methods),
        ):
            part.hide()
        self._say("")

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))


def _joined_lines(page: Page, joined: JoinedTrip) -> list[str]:
    words = page.words
    lines = [words("Taken: {records} records, {files} files.", records=joined.records, files=joined.files)]
    if joined.both:
        lines.append(
            words.count(
                "{number} field has two versions now, since home changed it, too.",
                "{number} fields have two versions now, since home changed them, too.",
                len(joined.both),
            )
        )
    if joined.left:
        lines.append(
            words.count(
                "{number} record was not taken, or not whole.",
                "{number} records were not taken, or not whole.",
                len(joined.left),
            )
        )
    if joined.words:
        lines.append(
            words.count(
                "The text or transcript of {number} document came home.",
                "The texts or transcripts of {number} documents came home.",
                joined.words,
            )
        )
    if joined.unreadable:
        lines.append(
            words.count(
                "{number} file is missing or damaged in it.",
                "{number} files are missing or damaged in it.",
                len(joined.unreadable),
            )
        )
    return lines


def _removed_lines(page: Page, removed: RemovedTravel) -> list[str]:
    words = page.words
    lines = [
        words("The casebook that travelled was overwritten and removed."),
        words(travel_removal.FLASH),
    ]
    if removed.shared:
        lines.append(
            words.count(
                "{number} of its files has another name (a hard link), which still holds it.",
                "{number} of its files have other names (hard links), which still hold them.",
                removed.shared,
            )
        )
    lines += [
        words("Backups among other files, which stay: {folder}", folder=str(place))
        for place in removed.backups_left
    ]
    lines += [
        words("An empty folder is left, which you can delete: {folder}", folder=str(place))
        for place in removed.empty
    ]
    return lines
