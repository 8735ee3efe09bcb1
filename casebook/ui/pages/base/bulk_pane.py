"""One field of several records at once: which field, its value, and how many records would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from casebook.base.errors import Cancelled, CasebookError, InvalidInput, Locked
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.bulk_edit import BulkEdit
from casebook.domain.base.entity import Entity
from casebook.domain.base.tag import TagEdit
from casebook.services.base import bulk_edit
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.bulk_step import did_bulk_edit
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.tags import tags_field
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.forms.entry import ChoiceEntry, Entry, Value
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column, mark_role

E = TypeVar("E", bound=Entity)
_TAGS = "tags"
BULK_DRAFT = gettext_noop("Edit records together")
"""What drafts of the pane are kept under, with the field and the records."""


class BulkPane(QFrame, Generic[E]):
    """The pane that changes a field of the selected records.

    Attributes:
        left: it is done or was given up.
    """

    left = Signal()

    def __init__(
        self,
        context: PageContext,
        spec: FormSpec[E],
        records: Sequence[E],
        keys: Sequence[str],
        first: str = "",
    ) -> None:
        """Create the pane.

        Args:
            context: of the page.
            spec: the form of the noun.
            records: those selected.
            keys: the fields that can be changed together, each an attribute of the noun.
            first: the field to begin with, or "".
        """
        super().__init__()
        self._context, self._words, self._spec = context, context.words, spec
        self._records = list(records)
        self._fields = {field.key: field for field in spec.fields if field.key in keys}
        words = self._words
        self.setProperty("role", "pane")
        whole = self._whole = column(self, gap=10, margins=(14, 16))
        title = words.count("Edit {number} record", "Edit {number} records together", len(records))
        self.setAccessibleName(title)
        whole.addWidget(label(title, "title", wraps=True))
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(words("Field to change"))
        for key, field in self._fields.items():
            self.choice.addItem(field.title, key)
        self.choice.setCurrentIndex(max(self.choice.findData(first), 0))
        self.choice.currentIndexChanged.connect(lambda _: self._open())
        whole.addWidget(self.choice)
        self.preview = label("", wraps=True)
        whole.addWidget(self.preview)
        self._strip = ProgressStrip(title, words("Stop"))
        self._strip.hide()
        whole.addWidget(self._strip)
        self.form: Form | None = None
        self._open()
        whole.addStretch(1)

    def take_focus(self) -> None:
        """Focus the choice of a field."""
        self.choice.setFocus()

    def _open(self) -> None:
        """Show the form of the field chosen."""
        if self.form is not None:
            self.form.hide()
            self.form.left.disconnect(self.left)
            self.form.left.emit()  # another field was chosen: what was typed in this one is given up
            self._whole.removeWidget(self.form)
            self.form.deleteLater()
        field = _without_default(self._fields[self.choice.currentData()])
        fields = self._tag_fields() if field.key == _TAGS else (field,)
        draft = "/".join((BULK_DRAFT, field.key, *(one.id for one in self._records)))
        keep = self._words("Change")
        form = self.form = Form(field.title, fields, self._words, keep=keep, is_card=True, draft=draft)
        form.fill({} if field.key == _TAGS else self._common(field.key))
        form.changed.connect(self._count)
        form.kept.connect(partial(self._send, field.key))
        form.left.connect(self.left)
        self._whole.insertWidget(self._whole.indexOf(self.preview), form)
        form.show()
        self._count()

    def _tag_fields(self) -> tuple[Field, ...]:
        """Return the fields of tags to add and to remove: what else the records have stays."""
        words = self._words
        added = tags_field(self._context, "added", words("Tags to add"))
        return added, replace(tags_field(self._context, "removed", words("Tags to remove")), help="")

    def _common(self, key: str) -> Values:
        """Return the value that all records have, to begin with."""
        first = getattr(self._records[0], key)
        return {key: first} if all(getattr(one, key) == first for one in self._records) else {}

    def _count(self) -> None:
        """Say how many of the records would change."""
        if self.form is None:
            return
        key = self.choice.currentData()
        try:
            value = _value(key, {each: entry.read() for each, entry in self.form.entries.items()})
        except InvalidInput:
            self.preview.setText("")
            return
        if not value and self.form.fields.boxes[key].field.is_required:
            self.preview.setText("")
            return
        number, total = len(bulk_edit.differing(self._records, key, value)), len(self._records)
        mark_role(self.preview, role="strong" if number else "quiet")
        self.preview.setText(
            self._words(
                Message.plural(
                    "{number} of {total} records will change",
                    "{number} of {total} records will change",
                    number,
                    total=total,
                )
            )
        )

    def _send(self, key: str, values: Values) -> None:
        session, kind, ids = self._context.session, self._spec.kind, [one.id for one in self._records]
        value = _value(key, values)

        self._context.run(
            lambda task: bulk_edit.edit(session, kind, ids, key, value, progress=task),
            self._done,
            self._failed,
            before=lambda task: self._strip.follow(task, self._words),
        )

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled) and not isinstance(error, Locked):
            self._context.say(self._words("Stopped. Nothing was changed."), is_neutral=True)
        elif isinstance(error, CasebookError) and self.form is not None:
            self.form.refuse(error)

    def _done(self, edit: BulkEdit) -> None:
        self.left.emit()
        if not edit.rows:
            self._context.say(self._words("Nothing to change: all have this value"), is_neutral=True)
            return
        number = len(edit.rows)
        title = self._words.count("{number} record changed", "{number} records changed", number)
        did_bulk_edit(self._context, title, edit)


def _value(key: str, values: Values) -> Value:
    """Return what a field is to be, of the values of its form."""
    return TagEdit(**values) if key == _TAGS else values[key]


def _without_default(field: Field) -> Field:
    """Return a field whose choice begins empty: the first of its values is not what somebody chose."""
    entry = field.makes(field.title)
    is_closed = isinstance(entry, ChoiceEntry) and entry.box.findData("") < 0
    entry.deleteLater()

    def makes(name: str) -> Entry:
        made_entry = field.makes(name)
        if isinstance(made_entry, ChoiceEntry):
            made_entry.box.insertItem(0, "—", "")
            made_entry.box.setCurrentIndex(0)
        return made_entry

    return replace(field, makes=makes, is_required=True) if is_closed else field
