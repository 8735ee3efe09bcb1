"""The saved filters of a list: chosen above it, and saved, renamed and removed by its menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from typing import Protocol

from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtWidgets import QBoxLayout, QComboBox

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.domain.base.saved_filter import SavedFilter
from casebook.services.base import table_settings
from casebook.services.base.session import Session
from casebook.ui.kit.read_only import is_read_only
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.forms.entry import TextEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.tables.table_menu import TableMenu


class FilteredList(Protocol):
    """A list whose filter is saved and shown again."""

    def filter_state(self) -> SavedFilter:
        """Return what it shows, without ID and title."""
        ...

    def show_filter(self, saved: SavedFilter) -> bool:
        """Show what was saved; returns whether all of its choices are still offered."""
        ...


class SavedFilters(QObject):
    """The choice of saved filters, and the form of their names.

    Attributes:
        box: out of sight while none is saved.

    Args:
        page: of the list.
        listing: the list.
        table: the key of the list, never anything of its content.
        menu: of the table, which gets the entries.
        above: where the form of a name stands while it is open.
    """

    def __init__(
        self, page: Page, listing: FilteredList, table: str, menu: TableMenu, above: QBoxLayout
    ) -> None:
        super().__init__(page)
        self._page, self._listing, self._table, self._above = page, listing, table, above
        self._words = words = page.words
        self._saved: list[SavedFilter] = []
        self._begun = listing.filter_state()
        self._renamed: SavedFilter | None = None
        self.box = ChoiceBox()
        self.box.setAccessibleName(words("Saved filter"))
        self.box.setMinimumContentsLength(6)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.activated.connect(lambda _: self._apply())
        self.box.hide()
        self._add_entries(menu)

    @cached_property
    def form(self) -> Form:
        """Return the form of a name, made when it is first opened."""
        words = self._words
        title = Field(
            key="title", title=words("Name of the filter"), makes=TextEntry, is_required=True, is_wide=True
        )
        form = Form(Message("Save filter"), (title,), words, keep=words("Save"), is_card=True)
        form.setProperty("draft", None)
        form.kept.connect(self._keep)
        form.hide()
        self._above.addWidget(form)
        return form

    def read(self) -> None:
        """Read the filters saved for the list."""
        table = self._table
        self._page.ask(lambda session: table_settings.saved_filters(session, table), self._show)

    def let_go(self) -> None:
        """Show that the list is no longer narrowed as it was saved, if it is not."""
        chosen = self._chosen()
        if chosen is not None and replace(self._listing.filter_state(), id=chosen.id, title="") != replace(
            chosen, title=""
        ):
            self.box.setCurrentIndex(0)

    def _add_entries(self, menu: TableMenu) -> None:
        entries = menu.menu()
        entries.addSeparator()
        save = entries.addAction(self._words("Save filter…"), self._begin)
        of_chosen = (
            entries.addAction(self._words("Rename saved filter…"), self._begin_rename),
            entries.addAction(self._words("Remove saved filter"), self._remove),
        )

        def enable() -> None:
            save.setEnabled(not is_read_only())
            for action in of_chosen:
                action.setEnabled(self._chosen() is not None and not is_read_only())

        entries.aboutToShow.connect(enable)

    def _chosen(self) -> SavedFilter | None:
        chosen = self.box.currentData()
        return next((each for each in self._saved if each.id == chosen), None)

    def _show(self, saved: list[SavedFilter]) -> None:
        chosen, self._saved = self.box.currentData(), saved
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(self._words("All rows"), "")
            for each in saved:
                self.box.addItem(each.title, each.id)
            self.box.setCurrentIndex(max(self.box.findData(chosen), 0))
        self.box.setVisible(bool(saved))

    def _apply(self) -> None:
        saved = self._chosen()
        if not self._listing.show_filter(saved or self._begun):
            self._page.context.say(
                self._words("Part of this filter is no longer offered here"), is_good=False
            )

    def _begin(self) -> None:
        self._renamed = None
        self.form.begin()

    def _begin_rename(self) -> None:
        self._renamed = self._chosen()
        if self._renamed is not None:
            self.form.begin({"title": self._renamed.title})

    def _keep(self, values: Values) -> None:
        renamed, title = self._renamed, " ".join(values["title"].split())
        if renamed is not None:
            saved, message = replace(renamed, title=title), self._words("Filter renamed")
        else:
            id_ = self._page.context.session.ids()
            saved = replace(self._listing.filter_state(), id=id_, title=title)
            message = self._words("Filter saved")
        table = self._table

        def done(former: SavedFilter | None) -> None:
            self.form.hide()
            self._page.take_focus()
            self._choose_later(saved)
            self._did(message, partial(_back, table, saved, former), partial(_put, table, saved))

        self._page.context.ask(
            lambda session: table_settings.save_filter(session, table, saved), done, self._refused
        )

    def _remove(self) -> None:
        saved, table = self._chosen(), self._table
        if saved is None:
            return

        def take_out(session: Session) -> None:
            table_settings.remove_filter(session, table, saved.id)

        def done(_: None) -> None:
            self.read()
            self._did(self._words("Filter removed"), partial(_put, table, saved), take_out)

        self._page.context.ask(take_out, done)

    def _choose_later(self, saved: SavedFilter) -> None:
        self._show(sorted((*(each for each in self._saved if each.id != saved.id), saved), key=_order))
        self.box.setCurrentIndex(self.box.findData(saved.id))
        self.read()

    def _did(self, message: str, undo: Callable[[Session], None], redo: Callable[[Session], None]) -> None:
        self._page.context.did(message, undo, redo=redo)

    def _refused(self, problem: CasebookError) -> bool:
        self.form.refuse(problem)
        return True


def _order(saved: SavedFilter) -> str:
    return saved.title.casefold()


def _put(table: str, saved: SavedFilter, session: Session) -> None:
    table_settings.save_filter(session, table, saved)


def _back(table: str, saved: SavedFilter, former: SavedFilter | None, session: Session) -> None:
    """Take back that a filter was saved or renamed: what it replaced stands there again."""
    table_settings.remove_filter(session, table, saved.id)
    if former is not None:
        table_settings.save_filter(session, table, former)
