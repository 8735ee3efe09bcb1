"""Official forms at the window: added, pointed at by mouse and keys, checked, exported and undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pikepdf import Pdf
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from tests.pdf.read import texts
from tests.pdf.written_form import field, signed, written_form
from tests.ui.driver import is_in_view, message_of, part, shown_in, text_of
from tests.ui.pages.dossier.dossier_page import Opened, press_beginning


@pytest.fixture
def forms(opened: Opened, blank: Session) -> tuple[Any, Any]:
    """The workspace and the forms of a case whose client consents."""
    consent = Consent(purpose="court", given_on=blank.clock().date())
    names = (Name(text="Wen Shuyun", script="Latn"),)
    record.add(blank, Person(id="p", names=names, consents=(consent,)))
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY", parties=(Party(person_id="p"),))
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="forms"))
    return workspace, shown_in(workspace.page)


def added(page: Any, tmp_path: Path, data: bytes) -> None:  # noqa: ANN401 - a tab of a case
    path = tmp_path / "application.pdf"
    path.write_bytes(data)
    page.add_file(path)


def choose(page: Any, name: str, text: str) -> None:  # noqa: ANN401 - as above
    box = part(page, QComboBox, name)
    box.setCurrentIndex(box.findText(text))


def test_a_field_is_pointed_at_and_filled_from_the_case(forms: tuple[Any, Any], tmp_path: Path) -> None:
    workspace, page = forms
    assert "No forms yet" in text_of(page)
    added(page, tmp_path, written_form())
    assert message_of(workspace) == "Form added"
    assert "1. Name of the applicant" in text_of(page)
    choose(page.entry, "Value", "Client: name")
    choose(page.entry, "Applies to", "every case")
    press_beginning(page.entry, "Save field")
    assert message_of(workspace) == "Field saved"
    assert page.checked.answers[0].value == "Wen Shuyun"
    out = tmp_path / "out.pdf"
    page.export_to(out)
    with Pdf.open(out) as pdf:
        assert str(field(pdf, "name").V) == "Wen Shuyun"
    workspace.context.undo()
    assert page.checked.answers[0].value == ""


def test_without_a_form_there_is_nothing_to_choose(forms: tuple[Any, Any], tmp_path: Path) -> None:
    _, page = forms
    boxes = [box for box in page.findChildren(QComboBox) if box.isVisibleTo(page)]
    assert boxes == []
    assert is_in_view(page, "Add first form…")
    added(page, tmp_path, written_form())
    assert is_in_view(page, "Form")
    assert is_in_view(page, "Add form…")


def test_fields_are_chosen_on_the_page_by_mouse_and_keys(forms: tuple[Any, Any], tmp_path: Path) -> None:
    _, page = forms
    added(page, tmp_path, written_form())
    area = page.paper.area(0)
    place = page.checked.answers[2].field.places[0]
    middle = QPoint(
        round(area.left() + (place.left + place.right) / 2 * area.width()),
        round(area.top() + (place.top + place.bottom) / 2 * area.height()),
    )
    QTest.mouseClick(page.paper.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert "3. reasons" in text_of(page.entry)
    QTest.keyClick(page.paper, Qt.Key.Key_N)
    assert "4. short" in text_of(page.entry)
    QTest.keyClick(page.paper, Qt.Key.Key_P)
    assert "3. reasons" in text_of(page.entry)
    choose(page.entry, "Value", "typed text or a state")
    part(page.entry, QPlainTextEdit, "Text").setPlainText("Fear of ill-treatment")
    press_beginning(page.entry, "Save field")
    assert page.checked.answers[2].value == "Fear of ill-treatment"


def test_a_box_is_ticked_where_a_value_of_the_case_is_met(forms: tuple[Any, Any], tmp_path: Path) -> None:
    _, page = forms
    added(page, tmp_path, written_form())
    choose(page, "Field", "5. legal-aid")
    part(page, QComboBox, "Field").activated.emit(4)
    choose(page.entry, "Value", "typed text or a state")
    choose(page.entry, "State or option", "Yes")
    press_beginning(page.entry, "Save field")
    assert page.checked.answers[4].value == "Yes"
    press_beginning(page.entry, "Clear field")
    assert page.checked.answers[4].value == ""


def test_what_stands_against_writing_is_shown_and_nothing_written(
    forms: tuple[Any, Any], tmp_path: Path
) -> None:
    workspace, page = forms
    added(page, tmp_path, written_form())
    assert "Required fields without a value: 1" in text_of(page)
    page.export_to(tmp_path / "out.pdf")
    assert "no value" in message_of(workspace)
    assert not (tmp_path / "out.pdf").exists()


def test_a_signed_form_gets_an_answer_sheet(forms: tuple[Any, Any], tmp_path: Path) -> None:
    workspace, page = forms
    added(page, tmp_path, signed())
    assert "digital signature" in text_of(page)
    page.export_sheet_to(tmp_path / "sheet.pdf")
    assert message_of(workspace).startswith("Answer sheet exported")
    assert "Name of the applicant" in texts(tmp_path / "sheet.pdf")[0]
    press_beginning(page, "Remove form")
    assert "No forms yet" in text_of(page)
    workspace.context.undo()
    assert page.checked.form.title == "application"
