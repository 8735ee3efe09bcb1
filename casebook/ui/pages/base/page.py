"""The base class of pages: shows a place, reads its rows, and reads them again on changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from traceback import clear_frames
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from shiboken6 import isValid

from casebook.base.errors import CasebookError
from casebook.domain.base.change import Changes
from casebook.services.base import export
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.message_words import bug_words
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.pages.base.failure import Failure, drawn_by
from casebook.ui.pages.base.print_out import print_out
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.made_in import offered_place

if TYPE_CHECKING:
    from casebook.services.base.session import Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A step of the path at the top: text and target, or None for the current place."""

    text: str
    place: Location | None = None


class Page(QWidget):
    """A page of the window, or a tab of one.

    Attributes:
        concerns: nouns whose changes it reads again for.
        failure_stretch: how the message that it failed shares its room.
        moved: its path changed.
    """

    concerns: ClassVar[frozenset[str]] = frozenset()
    failure_stretch: ClassVar[int] = 1
    moved = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(offered_place())
        self.context, self.words = context, context.words
        self.wording = Wording(context.words)
        self.place = Location(page="")
        self._asked: dict[str, int] = {}
        self._is_awaited = False
        self._failure: Failure | None = None
        self._failed_at = ""
        self._put_aside: list[QWidget] = []

    def show_place(self, place: Location) -> None:
        """Show a place, with its rows read again."""
        self.place = place
        self.read()

    def read(self) -> None:
        """Read the rows again."""

    def take_focus(self) -> None:
        """Focus the place where work on this page begins."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @contextmanager
    def keeping_focus(self) -> Iterator[None]:
        """Keep the keyboard on this page while parts of it hide: else Qt puts it on whatever comes next."""
        focused: QWidget | None = self.window().focusWidget()
        is_here = focused is not None and self.isAncestorOf(focused)
        yield
        now: QWidget | None = self.window().focusWidget()
        if is_here and not (now is not None and now.isVisible() and self.isAncestorOf(now)):
            self.take_focus()

    def put_away(self, *parts: QWidget) -> None:
        """Hide parts of it, such as a form and what stands around it, from the inside out."""
        with self.keeping_focus():
            for part in parts:
                part.hide()

    def start_new(self) -> None:
        """Begin a new record of the page's noun, or report that it has none."""
        text = self.words("Nothing to add on this page")
        self.context.say(text, is_good=False, is_passing=True)  # it is of no use on the next

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save what is open here, wherever on the page the keyboard is."""
        if not (is_pressed(event, "save") and self.save_open()):
            super().keyPressEvent(event)

    def save(self) -> None:
        """Save what is open here, or report that nothing is."""
        if not self.save_open():
            self.context.say(self.words("No form to save on this page"), is_neutral=True, is_passing=True)

    def save_open(self) -> bool:
        """Save the form open here, which says why not, or go on with the card; whether one is open."""
        forms = [form for form in self.findChildren(Form) if form.isVisible()]
        cards = [keys for keys in self.findChildren(StepKeys) if keys.is_in_view]
        if len(forms) == 1:
            forms[0].submit()
        elif forms:
            words = self.words
            title, remedy = words("Several forms are open"), words("Click in the one to save and try again.")
            self.context.say(title, remedy, is_neutral=True, is_passing=True)
        elif len(cards) == 1:
            cards[0].go_on()
        return bool(forms) or len(cards) == 1

    def resume(self, form: str) -> None:
        """Open the form of this name, which was being edited, if the page has it."""

    def filter_rows(self) -> None:
        """Focus the page's filter, if any."""

    def print_page(self) -> None:
        """Print what the page shows, or report that it prints nothing."""
        self.context.say(self.words("Nothing to print on this page"), is_good=False, is_passing=True)

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        return ()

    def refresh_after(self, changes: Changes) -> None:
        """Reload if a commit changed records this page shows."""
        if changes.concerns(*self.concerns):
            self.read()

    def print_out(self, pdf: bytes, name: str = "") -> None:
        """Print a document, or write it to a chosen file if there is no printer.

        Args:
            pdf: the document.
            name: proposed for the file, without its ending; of no person.
        """

        def save() -> None:
            out = pick_target(self, self.words, (name or self.words("print")) + ".pdf")
            if out:
                text = self.words("PDF file saved. Outside the casebook it is not encrypted.")
                self.context.run(lambda _: export.write_file(pdf, out), lambda _: self.context.say(text))

        print_out(self, self.context, pdf, save)

    def ask(self, work: Callable[[Session], T], show: Callable[[T], None]) -> None:
        """Read in the background; answers that are outdated or for a closed page are dropped."""
        name = show.__qualname__  # parts of one page may call theirs the same
        number = self._asked[name] = self._asked.get(name, 0) + 1

        def take(answer: T) -> None:
            if self._asked[name] == number:
                with self.guarded(name):
                    show(answer)
                self._lead_on()

        def broken(error: BaseException) -> None:
            if isValid(self) and self._asked[name] == number:
                self.show_failure(error, name)

        self.context.ask(work, take, asker=self, broken=broken)

    def _lead_on(self) -> None:
        """Focus where work begins once an answer brought it: until then the page itself has the keyboard."""
        if self._is_awaited and self.hasFocus():
            self.take_focus()
            self._is_awaited = self.hasFocus()

    def navigate_to(self, place: Location) -> None:
        """Show a place; an error is shown on this page."""
        self.show_again()
        self._is_awaited = True
        with self.guarded():
            self.show_place(place)

    def on_changes(self, changes: Changes) -> None:
        """Refresh after a commit; an error is shown on this page."""
        with self.guarded():
            self.refresh_after(changes)

    # --- where it fails ----------------------------------------------------------------------------

    @contextmanager
    def guarded(self, step: str = "") -> Iterator[None]:
        """Contain errors within the block: a bug is shown in place of the page.

        Args:
            step: what is done; when it succeeds another time, the page is shown again.
        """
        try:
            yield
        except CasebookError as error:
            self.context.fail(error)
        except Exception as error:  # noqa: BLE001 - the other pages go on
            if self.context.report_bug(error):
                self.show_failure(error, step)
        else:
            if self._failure is not None and step and step == self._failed_at:
                self.show_again()
            self._keep_aside()

    def show_failure(self, error: BaseException, step: str = "") -> None:
        """Show in place of the page that it failed, and where in the code."""
        self.show_again()
        self._failure, self._failed_at = Failure(self.words, error), step
        self._failure.setParent(self)
        self._failure.retried.connect(lambda: self.navigate_to(self.place))
        self._keep_aside()
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(0, self._failure, self.failure_stretch)
        self._failure.show()

    def show_again(self) -> None:
        """Remove the error message, if any."""
        failure, self._failure = self._failure, None
        if failure is not None:
            failure.hide()
            failure.deleteLater()
            for widget in filter(isValid, self._put_aside):
                widget.show()
            self._put_aside = []

    def failing_parts(self) -> Sequence[QWidget]:
        """Return the widgets that the message replaces: by default the whole page."""
        return self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def _keep_aside(self) -> None:
        """Hide the widgets that the message replaces, including those shown meanwhile."""
        if self._failure is not None:
            for widget in self.failing_parts():
                if widget is not self._failure and not widget.isHidden() and not widget.isWindow():
                    widget.hide()
                    self._put_aside.append(widget)


class FailedPage(Page):
    """The placeholder of a page that could not be created."""

    def __init__(self, context: PageContext, error: BaseException) -> None:
        super().__init__(context)
        column(self, gap=0)
        self._error = error

    def read(self) -> None:
        """Show the message."""
        self.show_failure(self._error)


def made_page(make: Callable[[PageContext], Page], context: PageContext) -> Page:
    """Return a page, or a placeholder if it cannot be created."""
    try:
        return make(context)
    except Exception as error:  # noqa: BLE001 - the other pages go on
        context.report_bug(error)
        clear_frames(error.__traceback__)
        return FailedPage(context, error)


def page_of(drawn: QObject | None) -> Page | None:
    """Return the page or tab that contains a widget, or None."""
    while drawn is not None and not isinstance(drawn, Page):
        drawn = drawn.parent()
    return drawn


def show_uncaught(context: PageContext, error: Exception) -> None:
    """Show an uncaught bug on the page being drawn, or in the message bar."""
    page = page_of(drawn_by(error))
    clear_frames(error.__traceback__)  # a painter that is held there ends before Qt goes on
    if page is not None:
        QTimer.singleShot(0, page, lambda: page.show_failure(error))
    else:
        context.say(*bug_words(context.words, error), is_good=False)
