"""Numbers for all exhibits at once: pattern, first number and order, with a preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.domain.base.bulk_edit import BulkEdit
from casebook.domain.evidence.document import Document
from casebook.services.evidence import exhibit_numbering
from casebook.services.evidence.exhibit_numbering import Numbering, Order
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.bulk_step import did_bulk_edit
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import Values
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column

_SHOWN = 8


class ExhibitNumbers(QFrame):
    """The form of the numbers, and what each document would get.

    Attributes:
        left: it is done or was given up.
    """

    left = Signal()

    def __init__(
        self, context: PageContext, documents: Sequence[Document], chosen: Sequence[str], pattern: str
    ) -> None:
        """Create the pane.

        Args:
            context: of the page.
            documents: all of the case.
            chosen: the ids of those to number.
            pattern: to begin with.
        """
        super().__init__()
        self._context, self._words = context, context.words
        self._documents, self._chosen = documents, tuple(chosen)
        words, makers = context.words, FieldFactory(context)
        self.setProperty("role", "pane")
        self.setAccessibleName(words("Number exhibits"))
        whole = column(self, gap=10, margins=(14, 16))
        form = self.form = Form(
            Message("Number exhibits"),
            _fields(makers, _orders(context)),
            words,
            keep=words("Assign numbers"),
            is_card=True,
        )
        form.setProperty("draft", None)
        form.fill({"pattern": pattern, "first": 1, "order": "date", "keeps_numbers": True})
        form.changed.connect(self._show)
        form.kept.connect(self._send)
        form.left.connect(self.left)
        whole.addWidget(form)
        self.preview = label("", wraps=True)
        whole.addWidget(self.preview)
        whole.addStretch(1)
        self._show()

    def take_focus(self) -> None:
        """Focus the pattern."""
        self.form.take_focus()

    def _numbering(self, values: Values) -> Numbering:
        return Numbering(**values)

    def _show(self) -> None:
        """Show the numbers that the documents would get."""
        try:
            values = {key: entry.read() for key, entry in self.form.entries.items()}
            numbering = self._numbering(values)
        except CasebookError:
            self.preview.setText("")
            return
        new = exhibit_numbering.numbered(self._documents, self._chosen, numbering)
        lines = [f"{one.exhibit_mark} · {one.title}" for one in new[:_SHOWN]]
        if len(new) > _SHOWN:
            rest = len(new) - _SHOWN
            lines.append(self._words.count("and {number} more", "and {number} more", rest))
        title = self._words.count(
            "{number} document gets a number", "{number} documents get a number", len(new)
        )
        self.preview.setText("\n".join([title, *lines]))

    def _send(self, values: Values) -> None:
        try:
            numbering = self._numbering(values)
        except CasebookError as problem:
            self.form.refuse(problem)
            return
        case_id = self._documents[0].case_id

        def refused(problem: CasebookError) -> bool:
            self.form.refuse(problem)
            return True

        self._context.ask(
            lambda session: exhibit_numbering.number(session, case_id, self._chosen, numbering),
            self._done,
            refused,
        )

    def _done(self, edit: BulkEdit) -> None:
        self.left.emit()
        if not edit.rows:
            self._context.say(self._words("No document needs a number"), is_neutral=True)
            return
        number = len(edit.rows)
        title = self._words.count("{number} exhibit numbered", "{number} exhibits numbered", number)
        did_bulk_edit(self._context, title, edit)


def _orders(context: PageContext) -> Mapping[Order, str]:
    words = context.words
    return {
        "date": words("Date of the document"),
        "title": words("Title"),
        "received": words("As received"),
    }


def _fields(makers: FieldFactory, orders: Mapping[Order, str]) -> tuple[Field, ...]:
    words = makers.words
    return (
        Field(
            key="pattern",
            title=words("Pattern"),
            makes=makers.text("MKZ-#"),
            help=words("# stands for the number, ## for at least two digits."),
            is_required=True,
        ),
        Field(key="first", title=words("First number"), makes=makers.number()),
        Field(key="order", title=words("Order"), makes=makers.choice(orders)),
        Field(
            key="keeps_numbers",
            title=words("Keep numbers already assigned"),
            makes=makers.tick(),
            help=words("Privileged documents get no number."),
        ),
    )
