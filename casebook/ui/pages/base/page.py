"""What every page is: something to visit, that reads its rows and reads them again when they change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casebook.domain.base.change import Changes
from casebook.services.base import table_settings
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.print_out import print_out
from casebook.ui.pages.wording.values import Wording

if TYPE_CHECKING:
    from casebook.services.base.session import Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A step of the path at the top: words, and where they lead, or None for here."""

    text: str
    place: Location | None = None


class Page(QWidget):
    """A page of the window, or a tab of one.

    Attributes:
        concerns: nouns whose changes it reads again for.
        moved: its path changed.
    """

    concerns: ClassVar[frozenset[str]] = frozenset()
    moved = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context, self.words = context, context.words
        self.wording = Wording(context.words)
        self.place = Location(page="")
        self._asked: dict[str, int] = {}

    def visit(self, place: Location) -> None:
        """Show what belongs to this place, read anew."""
        self.place = place
        self.read()

    def read(self) -> None:
        """Read the rows anew."""

    def take_focus(self) -> None:
        """Put the keyboard where work begins on this page."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_new(self) -> None:
        """Begin a new record of the page's noun; a page that has none says so."""
        text = self.words("Nothing to add on this page")
        self.context.say(text, is_good=False, is_passing=True)  # it is of no use on the next

    def resume(self, form: str) -> None:
        """Open the form of this name, in which something was being written, where the page has one."""

    def filter_rows(self) -> None:
        """Put the keyboard into the page's filter, where it has one."""

    def crumbs(self) -> tuple[Crumb, ...]:
        """The path to here."""
        return ()

    def learn(self, changes: Changes) -> None:
        """Read again what a commit changed."""
        if changes.concerns(*self.concerns):
            self.read()

    def print_out(self, pdf: bytes) -> None:
        """Have a document printed, or write it into a file the person names where there is no printer."""

        def save() -> None:
            out = pick_target(self, self.words, self.words("print") + ".pdf")
            if out:
                text = self.words("PDF file saved. Outside the casebook it is not encrypted.")
                self.context.run(
                    lambda _: table_settings.write_file(out, pdf), lambda _: self.context.say(text)
                )

        print_out(self, self.context, pdf, save)

    def ask(self, work: Callable[[Session], T], show: Callable[[T], None]) -> None:
        """Read in the background; an answer that comes too late, or after the page was closed, is dropped."""
        name = show.__qualname__  # parts of one page may call theirs the same
        number = self._asked[name] = self._asked.get(name, 0) + 1

        def take(answer: T) -> None:
            if self._asked[name] == number:
                show(answer)

        self.context.ask(work, take, asker=self)
