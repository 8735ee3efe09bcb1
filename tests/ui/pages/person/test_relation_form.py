"""The form of a relationship."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.pages.person.person_form import relation_form_spec
from casebook.ui.widgets.forms.entry_find import RecordEntry
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import part, settle


def test_nobody_is_offered_as_their_own_relative(
    opened: Callable[..., Any], blank: Session, qtbot: QtBot
) -> None:
    for person_id in ("one", "two"):
        record.add(blank, Person(id=person_id, names=(Name(text=f"Quince {person_id}", script="Latn"),)))
    context = opened(blank).context
    spec = relation_form_spec(context, "one")
    form = Form(spec.new, spec.fields, context.words)
    qtbot.addWidget(form)
    entry = form.entries["other_id"]
    assert isinstance(entry, RecordEntry)
    entry.edit.setText("quince")
    entry.look()
    settle()
    lines = part(entry, QListWidget)
    assert [lines.item(at).text() for at in range(lines.count())] == ["Quince two"]
