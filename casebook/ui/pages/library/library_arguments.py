"""The arguments of the library: listed by country, topic and proceeding, read, and copied to be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from casebook.domain.library.argument import Argument
from casebook.services.base import record
from casebook.services.library import argument, argument_text
from casebook.services.library.argument import AboutArgument, ArgumentIndex
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.printing import text_pdf
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.library.argument_filter import ArgumentFilter
from casebook.ui.pages.library.argument_form import argument_form_spec
from casebook.ui.pages.library.argument_pane import ArgumentPane
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button


class Arguments(Records[Argument, Argument]):
    """Every argument, and the one chosen; one's own begin as a copy."""

    heading_role = "title"
    shares = (4, 3)
    concerns = frozenset({"argument", "route", "finding", "source", "topic", "reading"})

    def __init__(self, context: PageContext) -> None:
        self._held: ArgumentIndex | None = None
        self._asked_for = ""
        self._ids: list[str] | None = None
        super().__init__(context, context.words("Arguments"), _columns(context))
        self._filter = ArgumentFilter(self.words)
        self._filter.changed.connect(self._narrow)
        self.above.addWidget(self._filter)
        self.filter.setPlaceholderText(self.words("Search in any script"))

    def make_details(self) -> ArgumentPane:
        """The pane that shows the argument chosen."""
        self._pane = ArgumentPane(self)
        return self._pane

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """One of the person's own, from the one chosen."""
        copy = button(self.words("Copy as custom argument"), self.start_new, role="primary", meaning="copy")
        return (copy,)

    def spec(self) -> FormSpec[Argument]:
        """How an argument of the person's own is filled in."""
        return argument_form_spec(self.context)

    def start_new(self) -> None:
        """Copy the argument chosen as one of the person's own, and fill in the copy."""
        argument_id = self.table.chosen_id
        if argument_id:
            self.context.ask(lambda session: argument.copy_of(session, argument_id), self._copied)

    def filter_boxes(self) -> dict[str, QComboBox]:
        """Return the boxes above the list by their keys."""
        return {**super().filter_boxes(), **self._filter.boxes}

    def read(self) -> None:
        """Read every argument at once: they are few."""
        self.ask(argument.argument_index, self._show)

    def empty_state(self) -> QWidget:
        """The placeholder shown when the list is empty."""
        return Empty(
            "proof",
            self.words("No arguments"),
            self.words("An update of the reference data adds arguments."),
        )

    def no_match(self) -> str:
        """Return what is said where no argument is of what was chosen and searched."""
        return self.words("No matching arguments")

    def open_row(self, record_id: str) -> None:
        """Edit a custom argument; a supplied one is already shown beside the table."""
        self.table.choose(record_id)
        opened = self.entity(record_id)
        if opened is not None and not opened.pack:
            self.change()

    def change(self) -> None:
        """Change the argument chosen, where it is the person's own."""
        if self._is_own():
            super().change()

    def remove(self) -> None:
        """Put the argument chosen into the bin, where it is the person's own."""
        chosen = self.entity(self.table.chosen_id)
        if chosen is not None and self._is_own():
            self.editor.remove(self.spec(), chosen)

    def is_removable(self, entity: Argument) -> bool:
        """Return whether it is the person's own."""
        return not entity.pack

    def show_record(self, record_id: str) -> None:
        """Show this one in the pane."""
        about = self._about(record_id)
        if about is not None and not self.editor.is_filling:
            self._pane.show_about(about, self._tools(about.argument))

    def copy_for_filing(self) -> None:
        """Put what may go into a filed paper on the clipboard."""
        about = self._about(self.table.chosen_id)
        if about is None:
            return
        with self.guarded():
            filed = argument_text.for_filing(about)
            QGuiApplication.clipboard().setText(argument_text.plain_text(filed, self.words))
            left_out = self.words.count(
                "Notes for the office and {number} favourable authority not for filing were left out.",
                "Notes for the office and {number} favourable authorities not for filing were left out.",
                about.left_out,
            )
            unanswered = self.words(
                "No response in the library to what the other side will cite: {titles}.",
                titles=self.words.series_of(filed.unanswered),
            )
            withheld = self.words(
                "Not for filing, as the response rests on what nobody read: {points}",
                points=" ".join(filed.withheld),
            )
            unsupported = self.words(
                "Left out, as nobody read their authority: {sentences}", sentences=" ".join(filed.unsupported)
            )
            optional = (
                (unanswered, filed.unanswered),
                (withheld, filed.withheld),
                (unsupported, filed.unsupported),
            )
            remarks = (left_out, *(remark for remark, about_it in optional if about_it))
            self.context.say(self.words("Copied for filing"), " ".join(remarks))

    def print_argument(self) -> None:
        """Print the whole of it, for the office."""
        about = self._about(self.table.chosen_id)
        if about is not None:
            parts = [(block.heading, block.lines) for block in argument_text.blocks(about, self.words)]
            beneath = self.words("For the office. Not for filing.")
            self.print_out(text_pdf(about.argument.title, beneath, parts))

    def _about(self, argument_id: str) -> AboutArgument | None:
        if self._held is None or argument_id not in self._held.arguments:
            return None
        return argument.about(self._held, argument_id, self._filter.country)

    def _tools(self, shown: Argument) -> list[QPushButton]:
        words = self.words
        general = [
            button("", self.copy_for_filing, role="tool", meaning="copy", name=words("Copy for filing")),
            button("", self.print_argument, role="tool", meaning="file", name=words("Print argument")),
        ]
        return general if shown.pack else [*general, *self.tools()]

    def _is_own(self) -> bool:
        """Return whether the selected argument is custom; shows a message if not."""
        chosen = self.entity(self.table.chosen_id)
        if chosen is not None and chosen.pack:
            self.context.say(
                self.words("Supplied arguments cannot be edited or removed"),
                self.words("Copy it as a custom argument and edit the copy."),
                is_good=False,
                is_passing=True,
            )
        return chosen is not None and not chosen.pack

    def _copied(self, copied: Argument) -> None:
        self._wanted = copied.id
        self.context.did(
            self.words("Argument added"),
            lambda session: record.move_to_bin(session, Argument, copied.id),
            self.words("It is a copy that you can edit; no update changes it."),
        )
        self.read()

    def row_actions(self) -> list[RowAction]:
        """Return what can be done with the argument chosen."""
        chosen, words = self.entity(self.table.chosen_id), self.words
        actions = [
            RowAction(title=words("Copy as custom argument"), act=self.start_new, writes=True),
            RowAction(title=words("Copy for filing"), act=self.copy_for_filing),
            RowAction(title=words("Print argument"), act=self.print_argument),
        ]
        if chosen is not None and not chosen.pack:
            actions += [
                RowAction(title=words("Edit"), act=self.change, keys="F2", writes=True, begins_group=True),
                RowAction(title=words("History"), act=self.open_history),
                RowAction(title=words("Remove"), act=self.remove, keys="Del", writes=True),
            ]
        return actions

    def _show(self, held: ArgumentIndex) -> None:
        self._held = held
        self._filter.offer(held)
        self._ask_route(held)
        if self._asked_for:
            self._ask(self._asked_for)
        self._narrow()

    def _ask_route(self, held: ArgumentIndex) -> None:
        """Where the place is a route, show what can be argued in its country."""
        route = next((route for route in held.routes.values() if route.id == self.place.within), None)
        if route is not None:
            self._filter.ask_country(route.forum)
            self._wanted, self.place = "", replace(self.place, within="")
            self._led_to = ""

    def _ask(self, search_text: str) -> None:
        self._asked_for, held = search_text, self._held
        if held is None or not search_text.strip():
            self._found(("", []))
            return
        self.ask(lambda session: (search_text, argument.matching(search_text, held, session)), self._found)

    def _found(self, answer: tuple[str, list[str]]) -> None:
        search_text, ids = answer
        if search_text and search_text != self._asked_for:
            return
        self._ids = ids if search_text else None
        self._narrow()

    def _narrow(self) -> None:
        if self._held is None:
            return
        ids = None if self._ids is None else [each for each in self._ids if each in self._held.arguments]
        shown = argument.narrowed(self._held, self._filter.query(), ids)
        self.show_records(shown, of=len(self._held.arguments))
        self.filter.setEnabled(True)


def _columns(context: PageContext) -> tuple[Column[Argument], ...]:
    words = context.words
    grounds = CaseWords(words).ground_kind
    return (
        Column(
            title=words("Title"),
            text=lambda row: row.title,
            beside=lambda row: row.issue,
            look="two-lines",
            width=34,
            stretches=True,
        ),
        Column(title=words("Ground"), text=lambda row: grounds[row.ground], look="quiet", width=15),
        Column(
            title=words("Not read"),
            text=lambda row: str(len(row.unread)) if row.unread else "",
            tone=lambda row: "red" if row.unread else None,
            icon=lambda row: "closed-eye" if row.unread else "",
            sort=lambda row: len(row.unread),
            width=8,
        ),
        Column(
            title=words("Origin"),
            text=lambda row: "" if row.pack else words("Your own"),
            look="quiet",
            width=11,
        ),
    )
