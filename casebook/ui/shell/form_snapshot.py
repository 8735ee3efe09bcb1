"""The content of the fields of a form, by key or accessible name, and its restoration."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from casebook.ui.kit.hidden_names import choose_stated, is_covered, stated_choice, stated_name

DRAFT = "draft"
"""The property that names a form, with the record it edits: "Edit person/…"."""
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox)


def typed_into(form: QWidget) -> dict[str, object]:
    """Return the content of the fields of a form, by key or name."""
    values = getattr(form, "values", None)
    if isinstance(values, dict):
        return values
    return {name: _value(field) for name, field in fields_of(form).items()}


def put_into(form: QWidget, fields: Mapping[str, object]) -> None:
    """Restore content to fields; skips those the form no longer has."""
    if set_values := getattr(form, "set_values", None):
        set_values(fields)
        return
    for name, field in fields_of(form).items():
        if name in fields:
            _set(field, fields[name])


def fields_of(form: QWidget) -> dict[str, QWidget]:
    """Return the visible fields by name, without secrets."""
    fields = (field for field in form.findChildren(QWidget) if isinstance(field, FIELDS))
    return {stated_name(field): field for field in fields if _is_read(field)}


def is_secret(field: QWidget) -> bool:
    """Return whether its content is shown as dots."""
    return isinstance(field, QLineEdit) and field.echoMode() != QLineEdit.EchoMode.Normal


def is_under_way(form: QWidget) -> bool:
    """Return whether it is visible with fields in it; asked at each keystroke, so only as far as needed."""
    return not form.isHidden() and any(
        _is_read(field) for kind in FIELDS for field in form.findChildren(kind)
    )


def _is_read(field: QWidget) -> bool:
    """Return whether a field is in view, no secret and no part of a combo box."""
    is_away = field.isHidden() and not is_covered(field)
    return not (is_away or is_secret(field) or isinstance(field.parentWidget(), QComboBox))


def _value(field: QWidget) -> object:
    if isinstance(field, QComboBox):
        return stated_choice(field)
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QCheckBox):
        return field.isChecked()
    return field.text() if isinstance(field, QLineEdit) else None


def _set(field: QWidget, value: object) -> None:
    if isinstance(field, QComboBox):
        choose_stated(field, str(value))
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(str(value))
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QLineEdit):
        field.setText(str(value))


@dataclasses.dataclass(slots=True)
class EditedForm:
    """A form being edited.

    Attributes:
        name: of the form when it was begun; a form that stays may be filled in for another record later.
        is_standing: whether it always stands on its page.
        blank, typed, kept, sent: what stood in it at first, stands in it now, was kept last, was sent.
        missing: content of its draft that it did not take; stays in the draft until the form is done with.
    """

    widget: QWidget
    name: str
    is_standing: bool
    blank: dict[str, object]
    typed: dict[str, object]
    kept: dict[str, object]
    sent: dict[str, object] | None = None
    missing: dict[str, object] = dataclasses.field(default_factory=dict)

    def look(self) -> None:
        """Read the current content, unless the form belongs to another draft by now."""
        if self.is_at_hand:
            self.typed = typed_into(self.widget)
            if self.typed != self.sent:
                self.sent = None

    @property
    def values(self) -> dict[str, object]:
        """Return what was typed or chosen; other fields may have changed before it is restored.

        Of a form that always stands on its page all of it: what was sent with the last copy is chosen still,
        and nowhere else once the page is made anew.
        """
        typed = {key: value for key, value in self.typed.items() if self.blank.get(key) != value}
        if typed.keys() <= getattr(self.widget, "chosen_anew", frozenset()):
            typed = {}
        standing = self.typed if typed and self.is_standing else {}
        return {**standing, **self.missing, **typed}

    @property
    def is_at_hand(self) -> bool:
        """Return whether the form is still available for typing."""
        may_be_filled = self.is_standing or is_under_way(self.widget)
        return may_be_filled and self.widget.property(DRAFT) == self.name

    def restore(self, draft_fields: Mapping[str, object]) -> None:
        """Fill in a draft where nothing was typed meanwhile."""
        is_typed = self.typed != self.blank
        free = {key: one for key, one in draft_fields.items() if self.typed.get(key) == self.blank.get(key)}
        put_into(self.widget, free)
        self.typed = typed_into(self.widget)
        self.kept = {} if is_typed else self.typed  # what was typed meanwhile is in no draft yet
        unmoved = {key: one for key, one in free.items() if self.blank.get(key) == self.typed.get(key)}
        self.missing = {key: one for key, one in unmoved.items() if one != self.typed.get(key)}
        if self.blank == self.kept:
            self.blank = {}  # it stood there still: given up, it is to be forgotten all the same

    def restore_missing(self) -> None:
        """Fill in what it did not take of its draft, where it is offered by now and nothing was typed."""
        late = {key: one for key, one in self.missing.items() if self.typed.get(key) == self.blank.get(key)}
        if late:
            put_into(self.widget, late)
            self.look()
            self.missing = {key: one for key, one in self.missing.items() if self.typed.get(key) != one}
