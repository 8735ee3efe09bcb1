from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from casebook.base.errors import Refused
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import BarMessage, Location
from casebook.ui.pages.evidence.document_pane import DocumentPane
from casebook.ui.pages.evidence.intake import IntakePane
from casebook.ui.pages.exchange.import_pane import ImportPane
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.status import StatusLine
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.cards.card import Card, Opening
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.charts.timeline_zoom import ZoomedTimeline
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.tables.table import DataTable
from tests.ui.driver import choose, field, label_of, message_of, open_page, part, press, problem_of, text_of
from tests.ui.later import Later
from tests.ui.pages.filled import fill, name, save

Opened = Callable[..., Any]


def _tab(workspace: Workspace, case: Case, tab: str, within: str = "") -> Any:  # noqa: ANN401 - each tab has parts of its own
    return open_page(workspace, "case", id=case.id, tab=tab, within=within)


def test_an_empty_vault_teaches_and_its_first_step_opens_a_case(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="cases"))
    page: Any = workspace.page
    assert part(page, Empty).isVisible()
    page.start_new()
    form: Any = page.editor.form
    assert form.entries["reference"].edit.hasFocus()
    QTest.keyClicks(form.entries["reference"].edit, "ABC-1")
    QTest.keyClicks(form.entries["jurisdiction"].edit, "cyprus")
    QTest.keyClick(form.entries["jurisdiction"].edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert workspace.place.page == "case"
    assert [(case.reference, case.jurisdiction) for case in record.every(blank, Case)] == [("ABC-1", "CY")]
    assert any(line.startswith("Saved ") for line in text_of(part(workspace, StatusLine)).splitlines())


def test_a_case_without_a_reference_is_refused_beside_the_field(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    open_page(workspace, "cases").start_new()
    form: Any = fill(workspace.page.editor.form, reference="", title="Removal", jurisdiction="CY")
    save(form)
    assert "required" in problem_of(form.fields.boxes["reference"])
    assert form.entries["reference"].edit.hasFocus()
    fill(form, reference="A-1", jurisdiction="Atlantis")
    save(form)
    assert "country" in problem_of(form.fields.boxes["jurisdiction"])
    assert record.every(blank, Case) == []


def test_a_field_found_wrong_is_right_again_once_it_is_changed(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    open_page(workspace, "cases").start_new()
    form: Any = fill(workspace.page.editor.form, reference="")
    save(form)
    box = form.fields.boxes["reference"]
    assert problem_of(box)
    QTest.keyClicks(form.entries["reference"].edit, "A")
    assert not problem_of(box)
    assert problem_of(form.fields.boxes["jurisdiction"])


def test_no_row_of_another_case_is_in_view_while_a_case_is_read(opened: Opened, blank: Session) -> None:
    cases = [open_case(blank, reference=each, title="", jurisdiction="CY") for each in ("A-1", "B-2")]
    on = StatedDate(edtf="2026-01")
    record.add(blank, Fact(id=blank.ids(), case_id=cases[0].id, statement="Only of the first.", on=on))
    workspace = opened(blank)
    chronology = _tab(workspace, cases[0], "chronology")
    assert chronology.table.isVisible()
    later = workspace.context.runner = Later()
    workspace.go(Location(page="case", id=cases[1].id, tab="chronology"))
    assert not chronology.isVisible()
    later.let()
    assert chronology.isVisible()
    assert chronology.rows.total == 0


def test_a_record_saved_twice_at_once_is_saved_once(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="people"))
    workspace.page.start_new()
    form = fill(workspace.page.editor.form, names=[name("Wu Tao")])
    later = workspace.context.runner = Later()
    form.submit()
    form.submit()
    later.let()
    assert len(record.every(blank, Person)) == 1


def test_a_person_is_added_with_names_in_several_scripts(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="people"))
    workspace.page.start_new()
    save(fill(workspace.page.editor.form, names=[name("Wu Tao"), name("吴涛"), name("吳濤")]))
    (person,) = record.every(blank, Person)
    assert person.other_names == ("吴涛", "吳濤")
    assert [person_name.script for person_name in person.names] == ["Latn", "Hans", "Hant"]
    assert workspace.page.table.chosen_id == person.id


def test_dropped_files_are_sealed_with_custody_and_doubles_are_told(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    evidence = _tab(workspace, case, "evidence")
    file = tmp_path / "letter.txt"
    file.write_text("To whom it may concern", encoding="utf-8")
    for _ in range(2):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        evidence.dropEvent(
            QDropEvent(
                QPointF(9, 9),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
        QApplication.processEvents()
        _send(evidence, received_from="the registry", received_on="2026-02")
    (document,) = record.of_case(blank, Document, case.id)
    assert evidence.table.chosen_id == document.id
    assert "Received" in text_of(part(evidence, DocumentPane))
    assert (document.obtained_from, document.received_as) == ("the registry", "letter.txt")
    assert "already" in part(workspace, MessageBar).accessibleName()
    assert "already present" in _cells(evidence)
    assert file.exists()


def test_what_is_pasted_is_taken_in(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    evidence = _tab(opened(blank), case, "evidence")
    words, picture = QMimeData(), QMimeData()
    words.setText("What she said on the telephone")
    written = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(written, "PNG")
    picture.setData("image/png", written.getvalue())
    for pasted in (words, picture):
        QGuiApplication.clipboard().setMimeData(pasted)
        evidence.paste()
        _send(evidence)
    QGuiApplication.clipboard().clear()  # else it holds an object of Python when Python has ended
    kinds = {document.media_type for document in record.of_case(blank, Document, case.id)}
    assert kinds == {"text/plain", "image/png"}


def test_damaged_files_are_sealed_as_they_are_at_a_second_wish(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    evidence = _tab(opened(blank), case, "evidence")
    folder = tmp_path / "from the registry"
    folder.mkdir()
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7 and no more")
    part(evidence, IntakePane).offer_paths(case.id, [folder])
    _send(evidence)
    assert record.every(blank, Document) == []
    press(part(evidence, IntakePane), "Import 1 damaged file as it is")
    (document,) = record.every(blank, Document)
    assert document.received_as == "from the registry/cut.pdf"
    press(part(evidence, IntakePane), "Close")
    assert not part(evidence, IntakePane).isVisible()


def test_a_list_of_people_is_mapped_looked_at_written_and_taken_back(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    workspace = opened(blank)
    workspace.go(Location(page="people"))
    pane = part(workspace.page, ImportPane)
    (tmp_path / "list.csv").write_bytes("姓名,备注\n吴涛,律师\n陈美玲,\n,\n,教师\n".encode("gb18030"))
    pane.offer(tmp_path / "list.csv")
    choose(pane, "Encoding", "GB18030: 姓名 · 备注 · 吴涛")
    press(pane, "Use this encoding")
    assert _meanings(pane) == ["Name", "Remarks"]
    assert "encoding: GB18030" in text_of(pane)
    choose(pane, "Field for “备注”", "Whereabouts")
    press(pane, "Preview rows")
    assert record.every(blank, Person) == []
    press(pane, "Back")
    assert _meanings(pane) == ["Name", "Whereabouts"]
    press(pane, "Preview rows")
    press(pane, "Import 2 rows")
    assert {person.leading_name for person in record.every(blank, Person)} == {"吴涛", "陈美玲"}
    assert "Missing: Name." in pane.findChildren(DataTable)[-1].rows.as_text([0])
    press(pane, "Undo this import")
    assert record.every(blank, Person) == []
    assert not pane.isVisible()


def _meanings(pane: ImportPane) -> list[str]:
    """What each column of the list is taken for."""
    return [field(pane, f"Field for “{heading}”").currentText() for heading in ("姓名", "备注")]


def _send(evidence: Any, **values: str) -> None:  # noqa: ANN401 - the tab of a case
    """Fill the form that asks how files came, and send it."""
    save(fill(part(evidence, IntakePane).findChild(Form), **values))


def _cells(evidence: Any) -> str:  # noqa: ANN401 - the tab of a case
    """What the report of the last batch says."""
    rows = part(evidence, IntakePane).findChildren(DataTable)[-1].rows
    return str(rows.as_text(range(rows.rowCount())))


def test_an_empty_file_is_refused_and_the_vault_is_untouched(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    evidence = _tab(workspace, case, "evidence")
    (tmp_path / "nothing.pdf").touch()
    part(evidence, IntakePane).offer_paths(case.id, [tmp_path / "nothing.pdf"])
    _send(evidence)
    assert part(workspace, MessageBar).isVisible()
    assert "nothing.pdf" in _cells(evidence)
    assert "rejected" in _cells(evidence)
    assert record.every(blank, Document) == []


def test_the_overview_counts_and_leads_to_what_is_missing(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace = opened(sample)
    glance = _tab(workspace, sample_case, "overview")
    assert "Lin Zhiyuan" in label_of(workspace.page, "heading").text()
    assert "林志远" in label_of(workspace.page, "beside").text()
    picture = part(glance, ZoomedTimeline)
    assert picture.isVisible()
    assert picture.accessibleDescription()
    words = text_of(glance)
    facts = record.of_case(sample, Fact, sample_case.id)
    assert f"of {len(facts)} supported by a document" in words
    gap = part(glance, Card, "What is missing").findChildren(Opening)[0]
    QTest.mouseClick(gap, Qt.MouseButton.LeftButton)
    assert workspace.place.tab != "overview"


def test_accounts_that_differ_stand_side_by_side(opened: Opened, sample: Session, sample_case: Case) -> None:
    workspace = opened(sample)
    fact = next(
        candidate
        for candidate in record.of_case(sample, Fact, sample_case.id)
        if candidate.status == "inconsistent" and len(candidate.accounts) > 1
    )
    chronology = _tab(workspace, sample_case, "chronology", fact.id)
    assert chronology.table.chosen_id == fact.id
    words = text_of(chronology.details)
    assert all(account.stated_by in words for account in fact.accounts)
    assert "span" in words


def test_a_translation_and_its_original_know_each_other(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace = opened(sample)
    documents = record.of_case(sample, Document, sample_case.id)
    translation = next(document for document in documents if document.translation_of)
    evidence = _tab(workspace, sample_case, "evidence", translation.id)
    assert "Translation of" in text_of(part(evidence, DocumentPane))
    assert "Translator's certificate" in text_of(part(evidence, DocumentPane))
    evidence.table.choose(translation.translation_of)
    assert "Place of translation" in text_of(part(evidence, DocumentPane))


def test_a_refusal_is_told_with_its_remedy(opened: Opened, sample: Session) -> None:
    workspace = opened(sample)
    seen: list[BarMessage] = []
    workspace.context.message_posted.connect(seen.append)
    workspace.context.fail(Refused("No consent.", remedy="Ask."))
    assert (seen[0].title, seen[0].remedy) == ("No consent.", "Ask.")
    assert not seen[0].is_good


def test_a_fact_is_changed_where_it_stands_and_the_change_taken_back(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="Old", jurisdiction="CY")
    fact = Fact(id=blank.ids(), case_id=case.id, statement="Old", on=StatedDate(edtf="2026-01"))
    record.add(blank, fact)
    workspace = opened(blank)
    chronology = _tab(workspace, case, "chronology")
    chronology.take_focus()
    QTest.keyClick(chronology.table, Qt.Key.Key_F2)
    form = fill(chronology.editor.form, statement="given up")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert chronology.editor.is_filling  # what was typed is not lost at the first press
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert chronology.editor.form is None
    assert record.find(blank, Fact, fact.id).statement == "Old"
    chronology.change()
    save(fill(chronology.editor.form, statement="He was stopped at the border.", on="about 2026-02"))
    changed = record.find(blank, Fact, fact.id)
    assert (changed.statement, changed.on.edtf) == ("He was stopped at the border.", "2026-02~")
    assert chronology.rows.index(0, 1).data() == "He was stopped at the border."
    press(part(workspace, MessageBar), "Undo")
    assert record.find(blank, Fact, fact.id) == fact


def test_a_record_changed_in_two_windows_shows_both_versions(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="Old", jurisdiction="CY")
    fact = Fact(id=blank.ids(), case_id=case.id, statement="Old", on=StatedDate(edtf="2026-01"))
    record.add(blank, fact)
    workspace = opened(blank)
    chronology = _tab(workspace, case, "chronology")
    chronology.change()
    form = fill(chronology.editor.form, statement="Mine")
    record.change(blank, replace(fact, statement="Theirs", place="Kashgar"))
    save(form)
    assert record.find(blank, Fact, fact.id).statement == "Theirs"
    assert form.entries["place"].raw == "Kashgar"  # changed there alone: taken
    assert form.entries["statement"].raw == "Mine"
    assert "Theirs" in text_of(form)
    save(form)
    kept = record.find(blank, Fact, fact.id)
    assert (kept.statement, kept.place) == ("Mine", "Kashgar")


def test_a_removed_fact_comes_back_by_undo_and_goes_by_redo(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="Old", jurisdiction="CY")
    fact = Fact(id=blank.ids(), case_id=case.id, statement="Old", on=StatedDate(edtf="2026-01"))
    record.add(blank, fact)
    workspace = opened(blank)
    chronology = _tab(workspace, case, "chronology")
    QTest.keyClick(chronology.table, Qt.Key.Key_Delete)
    assert record.of_case(blank, Fact, case.id) == []
    workspace.run_action("undo")
    assert record.of_case(blank, Fact, case.id) == [fact]
    QTest.keyClick(chronology.table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert record.of_case(blank, Fact, case.id) == []
    workspace.run_action("undo")
    shifted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(chronology.table, Qt.Key.Key_Z, shifted)
    assert record.of_case(blank, Fact, case.id) == []


def test_after_a_removal_the_line_beside_it_is_chosen(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    facts = [
        Fact(id=blank.ids(), case_id=case.id, statement=f"Fact {day}", on=StatedDate(edtf=f"2026-01-0{day}"))
        for day in (1, 2, 3, 4)
    ]
    for fact in facts:
        record.add(blank, fact)
    chronology = _tab(opened(blank), case, "chronology")
    chronology.table.choose(facts[1].id)
    QTest.keyClick(chronology.table, Qt.Key.Key_Delete)
    assert chronology.table.chosen_id == facts[2].id
    QTest.keyClick(chronology.table, Qt.Key.Key_Delete)
    QTest.keyClick(chronology.table, Qt.Key.Key_Delete)
    assert chronology.table.chosen_id == facts[0].id


def test_a_person_is_added_to_a_case_with_their_part(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    page = _tab(workspace, case, "people")
    page.start_new()
    save(fill(page.editor.form, standing="client", names=[name("Alim Tursun"), name("ئالىم تۇرسۇن")]))
    (added,) = record.every(blank, Person)
    assert [person_name.script for person_name in added.names] == ["Latn", "Arab"]
    assert record.find(blank, Case, case.id).client_ids == (added.id,)
    assert page.table.chosen_id == added.id
    assert label_of(workspace.page, "heading").text() == "Alim Tursun"


def test_evidence_is_described_marked_and_its_custody_goes_on(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    evidence = _tab(opened(blank), case, "evidence")
    for title in ("original", "translation"):
        (tmp_path / f"{title}.txt").write_text(title, encoding="utf-8")
    part(evidence, IntakePane).offer_paths(case.id, [tmp_path / "original.txt", tmp_path / "translation.txt"])
    _send(evidence)
    by_title = {document.title: document for document in record.every(blank, Document)}
    evidence.table.choose(by_title["translation"].id)
    evidence.change()
    form = fill(
        evidence.editor.form,
        exhibit_mark="7",
        is_privileged=True,
        translation_of=by_title["original"].id,
        translator="Wu Tao",
        source="Chinese",
        target="English",
    )
    save(form)
    evidence.add_custody()
    save(fill(evidence.editor.form, kind="disclosed", who="tester", why="to the registry"))
    current = record.find(blank, Document, by_title["translation"].id)
    assert (current.exhibit_mark, current.is_privileged) == ("7", True)
    assert current.translation_of == by_title["original"].id
    assert current.certificate is not None
    assert current.certificate.languages == ("zh", "en")
    assert [step.kind for step in current.custody][-1] == "disclosed"
    assert current.custody_breaks_at is None


def test_the_relations_picture_is_walked_opened_and_printed(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace = opened(sample)
    people = _tab(workspace, sample_case, "people")
    people.show_as("picture")
    nodes = [node for node in people.relations.findChildren(QPushButton) if node.isVisible()]
    assert len(nodes) == people.rows.total
    mother = next(node for node in nodes if node.accessibleName().endswith("mother"))
    assert "under pressure" in mother.accessibleName()
    assert "陈淑兰" in mother.accessibleName()
    assert people.relations.as_pdf().startswith(b"%PDF")
    mother.setFocus()
    QTest.keyClick(mother, Qt.Key.Key_Space)
    assert (workspace.place.page, workspace.place.tab) == ("case", "people")
    assert people.table.chosen_id == mother.node.id
    assert "陈淑兰" in text_of(people.detail_pane)
    assert mother.isVisible()


def test_the_timeline_is_gone_into_walked_and_opened_by_keyboard(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace = opened(sample)
    glance = _tab(workspace, sample_case, "overview")
    picture: Any = part(glance, ZoomedTimeline)
    whole = picture.shown
    picture.setFocus()
    glance.grab()
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus):
        QTest.keyClick(picture, key)
    near = picture.shown
    assert (near.ends_on - near.begins_on).days < (whole.ends_on - whole.begins_on).days / 2
    QTest.keyClick(picture, Qt.Key.Key_0)
    assert picture.shown.begins_on == whole.begins_on
    glance.grab()
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert picture.current.words == picture.accessibleDescription()
    for _ in picture.spots:
        QTest.keyClick(picture, Qt.Key.Key_Return)
        if workspace.place.tab != "overview":
            break
        QTest.keyClick(picture, Qt.Key.Key_Right)
    assert workspace.place.tab != "overview", "a mark that stands for a record opens it"


def test_how_files_came_is_asked_in_no_more_room_than_the_fields_need(
    opened: Opened, blank: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    evidence = _tab(workspace, case, "evidence")
    (tmp_path / "memo.txt").write_text("heard on the line")
    part(evidence, IntakePane).offer_paths(case.id, [tmp_path / "memo.txt"])
    form: Any = part(evidence, IntakePane).findChild(Form)
    qtbot.waitUntil(lambda: form.height() == form.sizeHint().height())
    assert len({box.x() for box in form.fields.boxes.values()}) == 3, "columns"


@pytest.mark.parametrize(("tab", "kind"), [("evidence", Document), ("chronology", Fact)])
def test_del_moves_every_selected_record_in_one_step(
    opened: Opened, own_sample: Session, sample_case: Case, tab: str, kind: type[Any]
) -> None:
    workspace = opened(own_sample)
    page = _tab(workspace, sample_case, tab)
    before = {one.id for one in record.of_case(own_sample, kind, sample_case.id)}
    page.table.selectRow(0)
    for _ in range(2):
        QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = set(page.table.selected_ids)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert len(chosen) == 3
    assert before - {one.id for one in record.of_case(own_sample, kind, sample_case.id)} == chosen
    assert message_of(workspace) == "3 records moved to bin"
    assert part(workspace, MessageBar).accessibleName().count("bin") == 1, "said once"
    workspace.context.undo()
    assert {one.id for one in record.of_case(own_sample, kind, sample_case.id)} == before


def test_the_first_person_of_a_case_is_its_client(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    page = _tab(opened(blank), case, "people")
    press(page, "Add client")
    assert field(page, "Role in the case").currentData() == "client"
