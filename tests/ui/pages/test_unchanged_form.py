"""A form filled from a record and saved unchanged leaves the record as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

import pytest
from pytestqt.qtbot import QtBot

from casebook.domain.base.entity import Entity
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.case.assurance import assurance_form_spec
from casebook.ui.pages.case.case_form import case_form_spec
from casebook.ui.pages.case.event_form import event_form_spec
from casebook.ui.pages.case.fact_form import fact_form_spec
from casebook.ui.pages.case.ground_form import ground_form_spec
from casebook.ui.pages.case.incident import incident_form_spec
from casebook.ui.pages.case.note import note_form_spec
from casebook.ui.pages.case.proceeding_form import proceeding_form_spec
from casebook.ui.pages.case.task import task_form_spec
from casebook.ui.pages.case.time_note import time_note_form_spec
from casebook.ui.pages.evidence.document_form import document_form_spec
from casebook.ui.pages.evidence.statement_form import statement_form_spec
from casebook.ui.pages.library.argument_form import argument_form_spec
from casebook.ui.pages.library.finding_form import finding_form_spec
from casebook.ui.pages.library.source_form import source_form_spec
from casebook.ui.pages.person.contact_form import contact_form_spec, role_form_spec
from casebook.ui.pages.person.person_form import person_form_spec, relation_form_spec
from casebook.ui.widgets.forms.entry_parts import ListEntry, PartEntry
from casebook.ui.widgets.forms.form import Form
from tests.sampled import sampled

E = TypeVar("E", bound=Entity)
Opened = Callable[..., Any]
OF_CASE: tuple[Callable[[PageContext, str], FormSpec[Any]], ...] = (
    assurance_form_spec,
    document_form_spec,
    event_form_spec,
    fact_form_spec,
    ground_form_spec,
    incident_form_spec,
    proceeding_form_spec,
    role_form_spec,
    statement_form_spec,
    task_form_spec,
)
OF_VAULT: tuple[Callable[[PageContext], FormSpec[Any]], ...] = (
    case_form_spec,
    contact_form_spec,
    note_form_spec,
    argument_form_spec,
    person_form_spec,
    relation_form_spec,
    time_note_form_spec,
)
OF_LIBRARY = (finding_form_spec, source_form_spec)
MAX_NOUNS = 12
"""Of this many the sample holds records."""
PER_NOUN = (1, 4)
"""How many records of a noun are tried, by the tests and by the proofs."""


def form_specs(context: PageContext, case_id: str) -> list[FormSpec[Any]]:
    return [
        *(make(context, case_id) for make in OF_CASE),
        *(make(context) for make in OF_VAULT),
        *(make(context, ()) for make in OF_LIBRARY),
    ]


def changed_by_saving(spec: FormSpec[E], form: Form, entity: E) -> dict[str, object]:
    """The attributes that a record filled into a form has otherwise once it is saved, with their values."""
    form.fill(spec.values_of(entity))
    saved = spec.changed_to(entity, form.fields.read())
    names = [each.name for each in fields(entity)]  # type: ignore[arg-type] # every entity is a dataclass
    return {name: getattr(saved, name) for name in names if getattr(saved, name) != getattr(entity, name)}


@pytest.mark.parametrize("number", sampled(PER_NOUN))
def test_an_unchanged_form_saves_the_record_as_it_is(
    opened: Opened, sample: Session, sample_case: Case, number: int
) -> None:
    context = opened(sample).context
    tried = set()
    for spec in form_specs(context, sample_case.id):
        form = Form(spec.change, spec.fields, context.words)
        own = [entity for entity in record.every(sample, spec.kind) if not getattr(entity, "pack", "")]
        for entity in own[:number]:
            assert changed_by_saving(spec, form, entity) == {}, spec.kind
            tried.add(spec.kind)
        form.deleteLater()
    assert len(tried) > MAX_NOUNS


def test_a_name_keeps_its_language_until_its_script_is_changed(
    opened: Opened, sample: Session, qtbot: QtBot
) -> None:
    context = opened(sample).context
    spec = person_form_spec(context)
    name = Name(text="LIN ZHI YUAN", script="Latn", language="zh-Latn-pinyin", romanisation="as-in-passport")
    entity = Person(id="p", names=(name,))
    form = Form(spec.change, spec.fields, context.words)
    qtbot.addWidget(form)
    form.fill(spec.values_of(entity))
    names = form.entries["names"]
    assert isinstance(names, ListEntry)
    (line,) = names.lines
    assert isinstance(line, PartEntry)
    line.entries["stands_in"].set_raw("passport")
    (kept,) = spec.changed_to(entity, form.fields.read()).names
    assert kept == replace(name, stands_in="passport")
    line.entries["script"].set_raw("Cyrl")
    (other,) = spec.changed_to(entity, form.fields.read()).names
    assert other.language == ""
