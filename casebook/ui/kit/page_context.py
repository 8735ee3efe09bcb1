"""The context of a page: the session behind its lane, the texts of the language, and navigation."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from casebook.base.errors import Cancelled, CasebookError, Locked
from casebook.base.i18n import Translator
from casebook.base.settings import Settings
from casebook.domain.base.change import ARRIVING, Changes
from casebook.domain.base.day_typed import DayOrder, DayReference, Toward
from casebook.domain.base.office import Office
from casebook.domain.base.zone import on_clock
from casebook.services.base import office
from casebook.services.base.bug import endangers_data
from casebook.services.base.flow import Flow, as_flow, on_vault
from casebook.services.base.setting import LockTimes
from casebook.ui.kit.callback import is_there, receiver, takes, while_there
from casebook.ui.kit.changes import Bus
from casebook.ui.kit.message_words import bug_words, no_way_back, undone_where
from casebook.ui.kit.tasks import BackgroundTask, Runner
from casebook.ui.kit.undo_history import Step, UndoHistory, Work

if TYPE_CHECKING:  # the lock screen is shown before the database is loaded
    from casebook.services.base.session import Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """The user's current place in the window.

    Attributes:
        page: key of the page.
        id: the record it is about, or "".
        tab: key of the tab, or "" for the first.
        within: a record chosen on that tab, or "".
        words: that were sought and led to this record, or "".
    """

    page: str
    id: str = ""
    tab: str = ""
    within: str = ""
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BarMessage:
    """A line of the message bar; positive, neutral and temporary ones disappear, a lasting one stays."""

    title: str
    remedy: str = ""
    is_good: bool = False
    is_undoable: bool = False
    is_passing: bool = False
    is_neutral: bool = False
    is_lasting: bool = False


class PageContext(QObject):
    """The context given to every page.

    Attributes:
        navigation_requested: a `Location` to go to.
        message_posted: a `BarMessage` for the bar.
        failure_outdated: what failed is being tried again: the bar need not say it any longer.
        bug_raised: an error nobody expected: a bug, of which the person learns where it does not lock.
        backed_up, backups_read: there is a new backup; a page has read them, so what others say may be old.
        saved: something was saved that is no record, such as a journey or shares of guardians.
        later_state_changed: whether a later state of the casebook is known than the open one.
        access_changed: what the session is allowed changed: its records were checked, or accepted.
        theme_changed: the name of a look the person chose.
        zoom_stepped: the text is wanted a step larger or smaller, or as usual for 0.
        language_changed: the tag of a language they chose, or "" for the system's.
        spelling_changed: the check of spelling was switched, or the words of the office changed.
        lock_times_changed: the `LockTimes` by which the person wants it locked.
        about_to_lock: it is being locked, in order or by the panic key: the last moment to save what stands
            in a form and to clear what was copied. The screen is blank already; work asked for here is done
            before the vault closes, and is given `PANIC_SECONDS` of the launcher.
        lock_requested: a page is done with the vault, which is to be locked now.
        settings: the look and language chosen last.
        date_order: which figure of a day the office writes first, "" where that is asked each time.
        has_later_state: whether a later state of the casebook is known than the open one.
        office: what forms begin with, as read last.
        steps_changed: something can be undone or redone, or no longer.
        crumbs: where the person is, in words that name nobody: the path at the top of the window.
        here: the place in view.
        is_free: returns whether these records may be undone now, else says why not.
        remarks: for the lock screen: keys of `services.vault.lock_remarks.REMARKS`, or "".
    """

    navigation_requested = Signal(Location)
    message_posted = Signal(BarMessage)
    failure_outdated, access_changed = Signal(), Signal()
    bug_raised = Signal(BaseException)
    backed_up, backups_read, saved = Signal(), Signal(), Signal()
    later_state_changed = Signal(bool)
    theme_changed = Signal(str)
    zoom_stepped = Signal(int)
    language_changed = Signal(str)
    spelling_changed, steps_changed = Signal(), Signal()
    lock_times_changed = Signal(LockTimes)
    about_to_lock, lock_requested = Signal(), Signal()

    def __init__(
        self,
        session: Session,
        runner: Runner,
        bus: Bus,
        words: Translator,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.runner, self.bus, self.words = runner, bus, words
        self.settings = settings or Settings()
        self.crumbs: Callable[[], str] = str
        self.office = Office()
        self.date_order: DayOrder = ""
        self.here: Callable[[], Location] = lambda: Location(page="")
        self.is_free: Callable[[Collection[str]], bool] = lambda _: True
        self.remarks, self.has_later_state = "", False
        self._history, self._answered = UndoHistory(), range(0)
        self._commits = self._noted = 0
        self.take(session)
        bus.changed.connect(self._note_change)

    def take(self, session: Session) -> None:
        """Use this session from now on; a context made in advance has none until a vault is opened."""
        self.session = session
        session.on_change(self._count_commit)

    def day_reference(self, toward: Toward = "") -> DayReference:
        """Return by what a typed day is understood now."""
        now = on_clock(self.session.clock())
        return DayReference(today=now.date(), order=self.date_order, toward=toward)

    def ask(
        self,
        work: Callable[[Session], T],
        then: Callable[[T], None],
        refused: Callable[[CasebookError], bool] | None = None,
        *,
        asker: QObject | None = None,
        broken: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run a function with the session on its thread; the answer arrives in the UI thread.

        Args:
            work: given the session; a read or a write.
            then: given the answer, in the UI thread; not called when it failed, which the bar says.
            refused: takes an expected failure instead of the bar; whether it could.
            asker: what may be put away before the answer comes, such as a form; by default whose `then` is.
            broken: takes a bug that the session outlives, instead of the bar.
        """
        asker, commits = asker or receiver(then), range(0)

        def counted(session: Session) -> T:
            nonlocal commits
            before = self._commits
            try:
                return work(session)
            finally:
                commits = range(before + 1, self._commits + 1)

        def answer(result: T) -> None:
            self._answer(commits, while_there(asker, then), result)

        def fail(error: BaseException) -> None:
            if broken is not None and is_there(asker) and not isinstance(error, CasebookError):
                if self.report_bug(error):
                    broken(error)
            elif not takes(asker, refused, error):
                self.fail(error)

        flow = partial(as_flow, on_vault(lambda: counted(self.session)))
        self.runner.run(BackgroundTask(), flow, answer, fail)

    def run(
        self,
        make: Callable[[BackgroundTask], Flow[T]],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        before: Callable[[BackgroundTask], None] | None = None,
        refused: Callable[[CasebookError], bool] | None = None,
        is_wanted: Callable[[], bool] = lambda: True,
        away: Callable[[T], None] | None = None,
    ) -> None:
        """Start a flow; several are answered in whatever order they end.

        Args:
            make: makes the flow, given its task as progress.
            then: takes the result.
            failed: takes the failure after the bar has shown it.
            before: given the task before it runs, to watch or cancel it.
            refused: takes an expected failure that the page shows instead of the bar; whether it could.
            is_wanted: whether the page still shows what this is of; else no result or refusal is shown.
            away: takes the result where the page was put away, as by another language.
        """
        task = BackgroundTask()
        if before:
            before(task)
        asker, counted = receiver(then), self._commits

        def fail(error: BaseException) -> None:
            if not takes(asker, lambda known: not is_wanted() or bool(refused and refused(known)), error):
                self.fail(error)
                if failed and is_there(asker):
                    failed(error)

        def answer(result: T) -> None:
            if is_there(asker) and is_wanted():
                self._answer(range(counted + 1, self._commits + 1), then, result)
            elif away and not is_there(asker):
                away(result)

        self.runner.run(task, partial(make, task), answer, fail)

    def read_office(self) -> None:
        """Read what forms begin with."""
        self.ask(office.office, partial(setattr, self, "office"), asker=self)

    def show_later_state(self, *, is_known: bool) -> None:
        """Show on every page whether a later state of the casebook is known, until it is accepted."""
        if is_known != self.has_later_state:
            self.has_later_state = is_known
            self.later_state_changed.emit(is_known)

    def go(self, place: Location) -> None:
        """Navigate to another place in the window."""
        self.navigation_requested.emit(place)

    def say(
        self,
        title: str,
        remedy: str = "",
        *,
        is_good: bool = True,
        is_passing: bool = False,
        is_neutral: bool = False,
        is_lasting: bool = False,
    ) -> None:
        """Show a line: errors stay unless passing, lasting ones on every page; neutral ones bear no tick."""
        self._history.name_last(title, self._answered)
        self.message_posted.emit(
            BarMessage(
                title=title,
                remedy=remedy,
                is_good=is_good,
                is_passing=is_passing,
                is_neutral=is_neutral,
                is_lasting=is_lasting,
            )
        )

    def did(
        self,
        title: str,
        undo: Work,
        remedy: str = "",
        *,
        redo: Work | None = None,
        is_good: bool = True,
        place: Location | None = None,
    ) -> None:
        """Report an action, with its undo.

        Args:
            title: what was done, without a name.
            undo: given the session, brings back what was before; it may refuse.
            remedy: more words after the title.
            redo: given the session after it was undone, does it again; None where that takes the page.
            is_good: whether all of it was done; else the line is neutral, and its words say what was not.
            place: where its undo leads, by default where the person is.
        """
        touched = self._history.drop(self._answered)  # all commits of the answered work share one undo
        place = place or replace(self.here(), within="", words="")
        step = Step(title, self.crumbs(), undo, redo, at=self.session.clock(), touched=touched)
        self._history.add(replace(step, go=lambda: self._go_back_to(place)))
        self.steps_changed.emit()
        bar = BarMessage(title=title, remedy=remedy, is_good=True, is_neutral=not is_good, is_undoable=True)
        self.message_posted.emit(bar)

    @property
    def step_titles(self) -> dict[str, str]:
        """Return what would be undone and redone, by the key of the action; none where nothing would be."""
        steps = {"undo": self._history.last, "redo": self._history.next_undone}
        return {key: step.title for key, step in steps.items() if step and step.title}

    @property
    def steps(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """Return the changes made in this window, newest last, and those undone, the next to redo last."""
        return self._history.done, self._history.undone

    def undo(self, chosen: Step | None = None) -> None:
        """Undo a change, by default the last, and go where it was made; newer ones are named."""
        step = chosen or self._history.last
        if step is None:
            where = self.words("Records removed before the last lock are in the bin.")
            self.say(self.words("Nothing to undo"), where)
            return
        if not self.is_free(step.record_ids):
            return
        if step.undo is None:
            self.say(*no_way_back(self.words, step.title), is_good=False, is_passing=True)
            return
        newer, place = self._history.newer_of(step), self._history.take(step)

        def done(answer: object) -> None:
            self._history.drop(self._answered)  # that it was undone is no change to undo
            self._history.keep_undone(step)
            if step.go is not None:
                step.go()
            self.steps_changed.emit()
            undone = self.words("Undone: {change}", change=step.title)
            self.say(undone, undone_where(self.words, step, newer, answer))

        def refused(_: CasebookError) -> bool:
            self._history.put_back(step, place)
            self.steps_changed.emit()
            return False

        self.ask(step.undo, done, refused)

    def redo(self) -> None:
        """Redo the change undone last, unless another was made since, and go where it was made."""
        if (following := self._history.next_undone) and not self.is_free(following.record_ids):
            return
        has_undone, step = self._history.has_undone, self._history.take_undone()
        if step is None:
            title = self.words("Nothing to redo")
            if has_undone and (last := self._history.last) and last.title:
                title = self.words("Nothing to redo. Ctrl+Z undoes: {change}", change=last.title)
            self.say(title, is_neutral=True)
            return
        if step.redo is None:
            title = self.words("This change cannot be redone: {change}", change=step.title)
            remedy = self.words("Nothing was changed. Make the change again where it was made.")
            self.say(title, remedy, is_good=False, is_passing=True)
            return

        def done(_: object) -> None:
            self._history.drop(self._answered)
            self._history.add(step)
            if step.go is not None:
                step.go()
            self.steps_changed.emit()
            title = self.words("Redone: {change}", change=step.title)
            message = BarMessage(title=title, remedy=step.where, is_good=True, is_undoable=True)
            self.message_posted.emit(message)

        self.ask(step.redo, done)

    def _go_back_to(self, place: Location) -> None:
        if replace(self.here(), within="", words="") != place:
            self.go(place)

    def _count_commit(self, changes: Changes) -> None:
        """Count a commit, on the thread that owns the database."""
        self._commits += bool(changes.touched)

    def _note_change(self, changes: Changes) -> None:
        """Record a change of this person, which has no undo until its author supplies one with `did`."""
        self._noted += bool(changes.touched)
        if changes.touched and changes.action != ARRIVING:
            touched = frozenset((noun, one) for noun, ids in changes.touched.items() for one in ids)
            step = Step(where=self.crumbs(), number=self._noted, at=self.session.clock(), touched=touched)
            self._history.add(step)
            self.steps_changed.emit()

    def _answer(self, commits: range, then: Callable[[T], None], answer: T) -> None:
        """Deliver an answer of work with these commits, which an undo may replace."""
        outer, self._answered = self._answered, commits
        try:
            then(answer)
        finally:
            self._answered = outer

    def fail(self, error: BaseException) -> None:
        """Report a failure: an expected one with its remedy, a cancelled one silently, any other as a bug."""
        if isinstance(error, Cancelled):
            if not isinstance(error, Locked):  # the lock stopped it, not the person
                self.say(self.words("Stopped. No incomplete file was left."))
        elif isinstance(error, CasebookError):
            self.say(self.words(error.title), self.words(error.remedy), is_good=False)
        elif self.report_bug(error):
            self.say(*bug_words(self.words, error), is_good=False)

    def report_bug(self, error: BaseException) -> bool:
        """Report a bug, which may lock; returns whether the session continues and the bug is to be shown."""
        self.bug_raised.emit(error)
        return not endangers_data(self.session, error)
