"""What a page works at: the open session behind its lane, the words of the language, and where to go next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from casebook.base.errors import Cancelled, CasebookError
from casebook.base.i18n import Words
from casebook.base.settings import Theme
from casebook.services.flow import Flow, on_vault
from casebook.ui.changes import Bus
from casebook.ui.tasks import Runner, Task

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a person is in the window.

    Attributes:
        page: key of the page.
        id: the record it is about, or "".
        tab: key of the tab, or "" for the first.
        within: a record chosen on that tab, or "".
    """

    page: str
    id: str = ""
    tab: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A line for the message bar."""

    title: str
    remedy: str = ""
    is_good: bool = False


class Desk(QObject):
    """What every page is given.

    Attributes:
        went: a `Place` to go to.
        said: a `Message` for the bar.
        broke: an error nobody expected: a bug.
        backed_up: there is a new backup.
        dressed: the name of a look the person chose.
        timed: seconds without input after which the person wants it locked.
        leaving: it is being locked, in order or by the panic key: the last moment to put down what stands in
            a form and to clear what was copied. The screen is blank already; work asked for here is done
            before the vault closes, and is given half a second.
        theme: the look chosen last.
    """

    went = Signal(object)
    said = Signal(object)
    broke = Signal(object)
    backed_up = Signal()
    dressed = Signal(str)
    timed = Signal(int)
    leaving = Signal()

    def __init__(self, session: Any, runner: Runner, bus: Bus, words: Words) -> None:  # noqa: ANN401
        # The session is typed Any so that the lock screen need not load the database to be shown.
        super().__init__()
        self.session, self.runner, self.bus, self.words = session, runner, bus, words
        self.theme: Theme = "system"

    def ask(self, work: Callable[[Any], T], then: Callable[[T], None]) -> None:
        """Do something with the session on its own thread and take the answer here.

        Args:
            work: given the session; a read or a write.
            then: given the answer, in the UI thread; not called when it failed, which the bar says.
        """
        self.run(lambda _: _asking(lambda: work(self.session)), then)

    def run(
        self,
        make: Callable[[Task], Flow[T]],
        then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        *,
        before: Callable[[Task], None] | None = None,
    ) -> None:
        """Start a flow.

        Args:
            make: makes the flow, given its task as progress.
            then: takes the result.
            failed: takes the failure after the bar has told it.
            before: given the task before it runs, to watch or cancel it.
        """
        task = Task()
        if before:
            before(task)

        def fail(error: BaseException) -> None:
            self.fail(error)
            if failed:
                failed(error)

        self.runner.run(task, make(task), then, fail)

    def go(self, place: Place) -> None:
        """Go somewhere else in the window."""
        self.went.emit(place)

    def say(self, title: str, remedy: str = "", *, is_good: bool = True) -> None:
        """Say a line in the message bar."""
        self.said.emit(Message(title=title, remedy=remedy, is_good=is_good))

    def fail(self, error: BaseException) -> None:
        """Tell a failure: an expected one with its remedy, a stopped one quietly, any other as a bug."""
        if isinstance(error, Cancelled):
            self.say(self.words("Stopped. Nothing was half-written."))
        elif isinstance(error, CasebookError):
            self.say(self.words(error.title), self.words(error.remedy), is_good=False)
        else:
            self.broke.emit(error)


async def _asking(work: Callable[[], T]) -> T:
    return await on_vault(work)
