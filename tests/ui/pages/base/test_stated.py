"""A new form begins with no choice that would say what nobody said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.domain.case.event import Event
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.changes import Bus
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.tasks import InLine
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.case.assurance import assurance_form_spec
from casebook.ui.pages.case.case_form import case_form_spec
from casebook.ui.pages.case.event_form import event_form_spec
from casebook.ui.pages.case.fact_form import fact_form_spec
from casebook.ui.pages.case.ground_form import ground_form_spec
from casebook.ui.pages.case.incident import incident_form_spec
from casebook.ui.pages.case.proceeding_form import proceeding_form_spec
from casebook.ui.pages.deadline import deadline_forms
from casebook.ui.pages.evidence.document_form import custody_form_spec
from casebook.ui.pages.library.finding_form import finding_form_spec
from casebook.ui.pages.library.source_form import source_form_spec
from casebook.ui.pages.person.contact_form import contact_form_spec, role_form_spec
from casebook.ui.pages.person.person_form import part_form_spec, person_form_spec, relation_form_spec
from casebook.ui.widgets.forms.entry import ChoiceEntry, Entry
from casebook.ui.widgets.forms.entry_parts import ListEntry, PartEntry
from casebook.ui.widgets.forms.field import Field
from tests.ui.driver import shown_in, text_of
from tests.ui.pages.filled import fill, save

CLAIMS_NOTHING = {
    "",
    "none",
    "not-assessed",
    "not-vetted",
    "not-known",
    "ordinary",
    "stated",
    "legal",
    "plain",
}
"""What a form may begin with: nothing, the word for not knowing, or what every record is until told."""


def _choices(entry: Entry) -> Iterator[ChoiceEntry]:
    if isinstance(entry, ChoiceEntry):
        yield entry
    if isinstance(entry, ListEntry):
        yield from _choices(entry.add(None))
    if isinstance(entry, PartEntry):
        for each in entry.entries.values():
            yield from _choices(each)


def _fields(context: PageContext, shell: QWidget) -> dict[str, tuple[Field, ...]]:
    sheets = (
        *(
            spec(context, "a case")
            for spec in (assurance_form_spec, event_form_spec, fact_form_spec, ground_form_spec)
        ),
        *(
            spec(context, "a case")
            for spec in (incident_form_spec, part_form_spec, person_form_spec, proceeding_form_spec)
        ),
        *(spec(context) for spec in (case_form_spec, contact_form_spec, relation_form_spec)),
        role_form_spec(context, "a case"),
        custody_form_spec(context, "tester"),
        finding_form_spec(context, ()),
        source_form_spec(context, ()),
    )
    fields: dict[str, tuple[Field, ...]] = {
        (spec.new or spec.change).msgid: (*spec.new_fields, *spec.fields) for spec in sheets
    }
    by_hand = deadline_forms.by_hand(FieldFactory(context))
    by_hand.setParent(shell)
    return {**fields, "by hand": tuple(box.field for box in by_hand.fields.boxes.values())}


@pytest.mark.usefixtures("application")
def test_no_choice_of_a_new_form_begins_with_a_claim(blank: Session, qtbot: QtBot) -> None:
    context, shell = PageContext(blank, InLine(), Bus(), Translator()), QWidget()
    qtbot.addWidget(shell)
    for title, fields in _fields(context, shell).items():
        for field in fields:
            entry = field.makes(field.title)
            entry.setParent(shell)
            for choice in _choices(entry):
                assert choice.raw in CLAIMS_NOTHING, (title, choice.name)


def test_a_refused_form_leads_to_the_choice_nobody_made(opened: Callable[..., Any], blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="events"))
    leaf = shown_in(workspace.page)
    leaf.start_new()
    form = leaf.editor.form
    save(fill(form, title="Provisional arrest", on="2026"))  # a year not over says nothing of the status
    for key, chosen in (("kind", "arrest"), ("status", "happened")):
        assert record.every(blank, Event) == []
        assert form.entries[key].isAncestorOf(QApplication.focusWidget())
        assert f"“{form.entries[key].name}”" in text_of(form)
        save(fill(form, **{key: chosen}))
    (made,) = record.every(blank, Event)
    assert (made.kind, made.status) == ("arrest", "happened")


def test_a_part_in_which_only_a_choice_was_made_is_not_passed_over(
    opened: Callable[..., Any], blank: Session
) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="people"))
    workspace.page.start_new()
    form = workspace.page.editor.form
    consent = form.entries["consents"].add(None)
    assert form.values["consents"] == []
    consent.entries["purpose"].set_raw("media")
    assert form.values["consents"][0]["purpose"] == "media"
    save(form)
    assert consent.first_wrong is consent.entries["given_on"]
