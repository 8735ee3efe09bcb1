"""Filling in the window's forms as a person does."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.ui.widgets.forms.form import Form


def fill(form: Form | None, **values: Any) -> Form:  # noqa: ANN401 - as each field is typed
    """Put values into fields, as they are typed."""
    assert form is not None
    for key, value in values.items():
        form.entries[key].set_raw(value)
        form.entries[key].changed.emit()
    return form


def save(form: Form | None) -> None:
    """Ctrl+S."""
    assert form is not None
    QTest.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def name(text: str, **rest: str) -> dict[str, str]:
    """A name as the entry of names holds it."""
    return {"text": text, "kind": "legal", "script": "", "romanisation": "", "stands_in": "", **rest}
