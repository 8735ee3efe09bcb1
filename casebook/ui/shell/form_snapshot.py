"""The content of the fields of a form, by key or accessible name, and its restoration."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from casebook.ui.kit.hidden_names import choose_stated, is_covered, stated_choice, stated_name

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
