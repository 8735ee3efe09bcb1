"""Another theme, language or text size for an open window: the old pages go before it is put on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from casebook.ui.kit.choices import Choices
from casebook.ui.shell.window import Window
from casebook.ui.widgets.layout.flow import Scrolled, scroll_back

if TYPE_CHECKING:  # loaded when a vault is opened
    from casebook.ui.kit.page_context import Location, PageContext


class LookChange(QObject):
    """Applies what pages ask for, and remembers where the person was.

    Attributes:
        place: where the pages were that were put away, or None.
    """

    def __init__(self, window: Window, choices: Choices, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._choices = window, choices
        self.place: Location | None = None
        self._offsets: list[int] = []
        window.lock_screen.language_chosen.connect(choices.set_language)
        window.lock_screen.helping.connect(self._help)

    def attach(self, context: PageContext) -> None:
        """Follow the choices of the pages with this context."""
        choices = self._choices
        context.theme_changed.connect(lambda name: self._begin(partial(choices.set_theme, name)))
        context.language_changed.connect(lambda tag: self._begin(partial(choices.set_language, tag)))
        context.zoom_stepped.connect(self._step_zoom)

    def put_away(self) -> None:
        """Remove the pages; what stands in an open form is offered again on the next ones."""
        shown = self._window.workspace
        if shown:
            self.place = shown.place
            self._offsets = [area.verticalScrollBar().value() for area in shown.page.findChildren(Scrolled)]
            shown.drafts.keep()
            self._window.empty()

    def open_again(self, context: PageContext) -> None:
        """Make the pages anew where the person was, scrolled as before: what was pressed stays in view."""
        self.put_away()
        self._window.open_workspace(context, self.place)
        if self._window.workspace:
            scroll_back(self._window.workspace.page.findChildren(Scrolled), self._offsets)

    def _help(self) -> None:
        """Show the first chapter of the manual in front of the lock screen."""
        from casebook.ui.pages.vault.first_help import FirstHelp

        FirstHelp(self._choices.words, self._window).open()

    def _step_zoom(self, step: int) -> None:
        zoom = self._choices.next_zoom(step)
        if zoom != self._choices.settings.zoom:
            self._begin(partial(self._choices.set_zoom, zoom))

    def _begin(self, choose: Callable[[], None]) -> None:
        """Apply a choice once the old pages are gone: styling them anew takes longer than making new ones."""
        self.put_away()
        QTimer.singleShot(0, self, choose)
