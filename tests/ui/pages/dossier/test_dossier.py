from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pikepdf import PasswordError, Pdf
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from casebook.domain.case.case import Case
from casebook.domain.dossier.build import Build, BuiltNumbers
from casebook.domain.dossier.dossier import CoverLine, Dossier, Omission, Section
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.evidence.document import Document
from casebook.domain.library.source import Source
from casebook.services.base import record
from casebook.services.base.flow import FlowFactory
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence import recognition
from casebook.ui.kit.page_context import BarMessage, Location
from casebook.ui.kit.tasks import BackgroundTask, InLine
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.forms.form import Form
from tests.pdf.corpus import locked
from tests.ui.driver import (
    button,
    choose,
    field,
    part,
    press,
    problem_of,
    settle,
    text_of,
    words_in_view,
)
from tests.ui.pages.dossier.dossier_page import Opened, open_dossier, open_tab, press_beginning, section_kinds
from tests.ui.pages.filled import fill, save

UP, DOWN, ALT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier


def test_a_case_without_a_dossier_offers_the_first_and_shows_it(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    page = open_tab(workspace, case, "dossiers")
    press(page, "Create first dossier")
    form: Any = part(page, Form, "New dossier")
    title = form.entries["title"].edit
    assert title.hasFocus()
    QTest.keyClicks(title, "For the appeal")
    QTest.keyClick(title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (made,) = record.every(blank, Dossier)
    assert (made.title, made.case_id) == ("For the appeal", case.id)
    assert page.outline.isVisible()
    assert page.outline.parts.hasFocus()
    page.start_new()
    save(fill(form, title="For the bail hearing"))
    assert page.file.dossier.title == "For the bail hearing"
    page.start_new()
    save(fill(form, title=""))
    assert "title" in problem_of(form.fields.boxes["title"])


def test_building_without_a_dossier_begins_with_a_new_one(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    page = open_tab(workspace, case, "dossiers", "build")
    form = page.findChild(Form)
    assert form.isVisible()
    press(form, "Cancel")
    page.read()
    assert not form.isVisible(), "given up, it does not come back by itself"
    page = open_tab(workspace, case, "dossiers", "build")
    save(form)
    assert page.file is not None
    assert page.side.copy.isVisible()


def test_a_dossier_is_built_checked_and_registered(opened: Opened, blank: Session, tmp_path: Path) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    dossier = Dossier(id=blank.ids(), case_id=case.id, title="Dossier", court="Court")
    record.add(blank, dossier)
    workspace = opened(blank)
    page = open_tab(workspace, case, "dossiers", "build")
    page.side.copy.for_whom.setText("registry")
    page.side.copy.build_to(tmp_path / "out.pdf")
    (build,) = record.every(blank, Build)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert build.for_whom == "registry"
    assert build.sha256[:8] in text_of(page.side.copy)
    assert f"Saved as {tmp_path / 'out.pdf'}" in text_of(page.side.copy)
    assert page.side.copy.progress.isHidden()
    assert page.side.register.table.rows.rowCount() == 1


class _Watching(InLine):
    """Runs in line and notes what a strip shows of each step."""

    def __init__(self, strip: ProgressStrip) -> None:
        self._strip, self.steps = strip, set[str]()

    def run(
        self,
        task: BackgroundTask,
        make: FlowFactory[Any],
        then: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        task.moved.connect(lambda *_: self.steps.add(self._strip.step.text()))
        super().run(task, make, then, failed)


def test_a_failed_build_is_reported_in_chinese_with_remedy_and_progress(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    sealed = blank.vault.attachments.seal(io.BytesIO(locked(user="secret")), blank.ids())
    letter = Document(
        id=blank.ids(),
        case_id=case.id,
        title="Letter",
        kind="other",
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        size_bytes=sealed.size_bytes,
        media_type="application/pdf",
        exhibit_mark="1",
    )
    dossier = Dossier(id=blank.ids(), case_id=case.id, title="Dossier", exhibit_ids=(letter.id,))
    record.add(blank, sealed, letter, dossier)
    page = open_tab(opened(blank, "zh-Hans"), case, "dossiers", "build")
    copy, said = page.side.copy, list[BarMessage]()
    copy.kind.setCurrentIndex(copy.kind.findData("filing"))
    page.context.message_posted.connect(said.append)
    page.context.runner = watching = _Watching(copy.progress)
    copy.build_to(tmp_path / "out.pdf")
    title, remedy = "证物 1 受密码保护。", "请用密码打开，另存为无密码的副本并使用该副本。"
    assert f"{title}{remedy}" in text_of(copy)
    assert said == [], "said where it is built, and not a second time above the page"
    assert "正在读取证物" in watching.steps
    assert not any(letter.isascii() and letter.isalpha() for step in watching.steps for letter in step)
    copy.options.fitness.look()
    assert title in text_of(copy.options.fitness)
    assert not (tmp_path / "out.pdf").exists()
    press_beginning(copy, "略去证物 1 并继续")
    assert copy.request.placeholders == {letter.id}
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert "略去证物" not in text_of(copy)


def test_a_build_that_is_stopped_writes_nothing_and_says_so(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    dossier = Dossier(id=blank.ids(), case_id=case.id, title="Dossier")
    record.add(blank, dossier)
    workspace = opened(blank)
    page = open_tab(workspace, case, "dossiers", "build")
    seen: list[BarMessage] = []
    workspace.context.message_posted.connect(seen.append)
    page.context.runner = _Stopping(page.side.copy.progress)
    page.side.copy.build_to(tmp_path / "out.pdf")
    assert list(tmp_path.glob("*out*")) == []
    assert record.every(blank, Build) == []
    assert seen[-1].is_good


class _Stopping(InLine):
    """Runs in line, with Cancel pressed before the first step."""

    def __init__(self, strip: ProgressStrip) -> None:
        self._strip = strip

    def run(
        self,
        task: BackgroundTask,
        make: FlowFactory[Any],
        then: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        assert self._strip.isVisible()
        self._strip.findChildren(QPushButton)[0].click()
        super().run(task, make, then, failed)


def test_parts_are_moved_by_keyboard_taken_out_added_and_brought_back(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    page = open_dossier(opened, blank, drafted)
    parts = page.outline.parts
    parts.choose("section:statement")
    QTest.keyClick(parts, DOWN, ALT)
    assert section_kinds(blank, drafted) == ["chronology", "statement-of-case", "free-text"]
    assert parts.currentRow() == 1
    QTest.keyClick(parts, DOWN, ALT)
    QTest.keyClick(parts, DOWN, ALT)  # it is the last already
    assert section_kinds(blank, drafted) == ["chronology", "free-text", "statement-of-case"]
    QTest.keyClick(parts, Qt.Key.Key_Delete)
    assert section_kinds(blank, drafted) == ["chronology", "free-text"]
    assert parts.chosen == "section:text"
    page.context.undo()
    kept = record.find(blank, Dossier, drafted.id).sections
    assert [section.id for section in kept] == ["chronology", "text", "statement"]
    parts.choose("section:statement")
    page.outline.add("table-of-sources")
    assert section_kinds(blank, drafted)[-1] == "table-of-sources"
    assert page.form.isVisible()


def test_the_dossier_opened_in_the_list_replaces_the_one_in_view(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    other = replace(drafted, id=blank.ids(), title="Review", sections=())
    record.add(blank, other)
    workspace = opened(blank)
    case = record.find(blank, Case, drafted.case_id)
    page = open_tab(workspace, case, "dossiers", drafted.id)
    page.fill_in(DossierTarget.of("cover"))
    workspace.go(Location(page="dossiers"))
    workspace.page.open_row(other.id)
    assert page.file.dossier.id == other.id
    assert page.form is None
    for within in ("", "build"):
        workspace.go(Location(page="people"))
        page = open_tab(workspace, case, "dossiers", within)
        assert page.file.dossier.id == other.id


def test_a_reference_to_nothing_is_reported_as_typed_with_a_link(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    page = open_dossier(opened, blank, drafted)
    page.outline.parts.choose("section:text")
    QTest.keyClick(page.outline.parts, Qt.Key.Key_F2)
    save(fill(page.form, title="Argument", text="As exhibit [[9 p.3]] shows."))
    section = record.find(blank, Dossier, drafted.id).sections[2]
    assert (section.title, section.text) == ("Argument", "As exhibit [[9 p.3]] shows.")
    assert "A reference points to exhibit 9, page 3, which is not in this dossier" in text_of(page.preflight)
    press_beginning(page.preflight, "Go to item: A reference")
    assert page.form.entries["text"].raw == "As exhibit [[9 p.3]] shows."


def test_what_the_buttons_of_a_text_put_in_is_what_could_be_typed(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    page = open_dossier(opened, blank, drafted)
    page.fill_in(DossierTarget.of("section:text"))
    entry = page.form.entries["text"]
    entry.set_raw("Held alone.")
    entry.edit.selectAll()
    QTest.keyClick(entry.edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert entry.raw == "**Held alone.**"
    entry.style_as("(a) ")
    entry.style_as("- ")
    entry.label()
    QTest.keyClicks(entry.edit, "risk")
    assert entry.raw == "- {#risk} **Held alone.**"
    entry.style_as("")
    menu = next(one.menu() for one in entry.findChildren(QPushButton) if one.text() == "Insert reference")
    menu.aboutToShow.emit()
    offered = {action.text(): action for action in menu.actions()}
    assert list(offered) == [
        "#statement-of-case  Statement of the case",
        "#chronology  Chronology",
        "#free-text  Submissions",
        "#risk  Held alone.",
    ]
    entry.edit.moveCursor(QTextCursor.MoveOperation.End)
    offered["#risk  Held alone."].trigger()
    QTest.keyClick(entry.edit, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert entry.raw == "{#risk} **Held alone.**[[#risk]]**"
    entry.set_raw("Held.")
    entry.edit.moveCursor(QTextCursor.MoveOperation.End)
    press_beginning(entry, "Footnote")
    QTest.keyClicks(entry.edit, "So he said.")
    assert entry.raw == "Held.[^1]\n\n[^1]: So he said."
    assert {"Bold", "Italic", "Style", "Label", "Insert reference"} <= {
        one.accessibleName() for one in entry.findChildren(QPushButton)
    }


@pytest.mark.parametrize("is_whole", [False, True])
def test_arguments_are_added_with_or_without_statutes_of_other_countries(
    opened: Opened, stocked: Session, *, is_whole: bool
) -> None:
    held = open_case(stocked, reference="R-1", title="", jurisdiction="CY")
    dossier = Dossier(id="d1", case_id=held.id, title="T", sections=(Section(id="s", kind="skeleton"),))
    record.add(stocked, dossier)
    page = open_dossier(opened, stocked, dossier)
    page.fill_in(DossierTarget.of("section:s"))
    save(fill(page.form, modules=("provisional-arrest",), has_foreign_law=is_whole))
    text = record.find(stocked, Dossier, "d1").sections[0].text
    assert "(Italy)" in text
    assert ("The Italian treaty sets a period of thirty days" in text) is is_whole


def test_forum_and_cover_are_chosen_and_its_rules_are_told(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    page = open_dossier(opened, blank, drafted)
    assert "No court profile chosen" in text_of(page.preflight)
    page.fill_in(DossierTarget.of("cover"))
    save(fill(page.form, profile_id="us-eoir-immigration-court", number="SPECIMEN-9", language="fr"))
    kept = record.find(blank, Dossier, drafted.id)
    assert (kept.profile_id, kept.number, kept.language) == ("us-eoir-immigration-court", "SPECIMEN-9", "fr")
    text = text_of(page.preflight)
    assert "Check manually" in text
    assert "No rule of this court or body was found for" in text
    assert "hearing date" in text
    assert page.file.profile.forum in text_of(page.outline)


def test_a_form_filled_before_another_was_saved_puts_nothing_back(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    page = open_dossier(opened, blank, drafted)
    page.fill_in(DossierTarget(kind="section", id="text"))
    fill(page.form, title="Argument")
    record.change(blank, replace(drafted, court="Tribunal"), seen=drafted)
    save(page.form)
    now = record.find(blank, Dossier, drafted.id)
    assert (now.court, now.sections[2].title) == ("Tribunal", "Argument")
    page.fill_in(DossierTarget(kind="cover"))
    record.change(blank, replace(now, court="High Court"), seen=now)
    save(fill(page.form, court="Low Court"))
    assert "This record was changed in another window" in words_in_view(page.form)
    assert record.find(blank, Dossier, drafted.id).court == "High Court"
    save(fill(page.form, court="Low Court"))
    assert record.find(blank, Dossier, drafted.id).court == "Low Court"


def test_a_marking_that_the_forum_wants_on_the_cover_is_a_line_of_it(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    page = open_dossier(opened, blank, drafted)
    page.fill_in(DossierTarget.of("cover"))
    save(fill(page.form, profile_id="echr-rule39"))
    assert "Missing from the cover: Rule 39 - Urgent" in text_of(page.preflight)
    page.fill_in(DossierTarget.of("cover"))
    lines = (CoverLine(field="Rule 39 - Urgent", text="Rule 39 – Urgent"),)
    entry = page.form.entries["cover_lines"]
    entry.set_raw(entry.to_raw(lines))
    save(page.form)
    assert record.find(blank, Dossier, drafted.id).cover_lines == lines
    assert "Missing from the cover: Rule 39 - Urgent" not in text_of(page.preflight)


def test_exhibits_are_chosen_and_an_omission_is_recorded_with_its_reason(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    page = open_tab(opened(own_sample), sample_case, "dossiers")
    before = page.file.dossier
    page.fill_in(DossierTarget.of("exhibits"))
    entry = page.form.entries["exhibit_ids"]
    assert entry.raw == list(before.exhibit_ids)
    entry.set_raw(entry.raw[1:])
    save(page.form)
    assert record.find(own_sample, Dossier, before.id).exhibit_ids == before.exhibit_ids[1:]
    page.context.undo()
    adverse = next(cited.finding for cited in page.file.found if cited.finding.is_adverse)
    page.fill_in(DossierTarget.of("omissions"))
    omission = Omission(finding_id=adverse.id, reason="Superseded by the later report.")
    page.form.entries["omissions"].set_raw(page.form.entries["omissions"].to_raw((omission,)))
    save(page.form)
    assert record.find(own_sample, Dossier, before.id).omissions == (omission,)
    assert "Superseded by the later report." in text_of(page.outline)
    page.context.undo()
    assert record.find(own_sample, Dossier, before.id) == before


def test_pages_are_shown_from_memory_and_put_away_by_a_change(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    page = open_dossier(opened, blank, drafted)
    page.view.try_now()
    assert len(page.view.looking.pages) > len(drafted.sections)
    assert record.every(blank, Build) == []
    assert "In the file shown" in text_of(page.preflight)
    page.go_to(DossierTarget.of("page:3"))
    assert field(page.view, "Page number").text() == "3"
    page.outline.parts.picked.emit("section:text")
    assert field(page.view, "Page number").text() == "5"
    page.keep(replace(page.file.dossier, title="Another"), "Changed.")
    assert not page.view.looking.pages
    assert "In the file shown" not in text_of(page.preflight)


def test_a_locked_pdf_and_a_word_file_are_built_from_the_window(
    opened: Opened, blank: Session, drafted: Dossier, tmp_path: Path
) -> None:
    page = open_dossier(opened, blank, drafted)
    page.show_tab("build")
    weak = "this one can be guessed"
    for typed, is_weak in (("wednesday1", True), ("", False), ("seven invented words stand here", False)):
        page.side.copy.passphrase.setText(typed)
        settle()
        assert (weak in words_in_view(page.side.copy)) is is_weak
    page.side.copy.passphrase.setText("seven invented words")
    page.side.copy.build_to(tmp_path / "locked.pdf")
    with pytest.raises(PasswordError):
        Pdf.open(tmp_path / "locked.pdf")
    page.side.copy.form.setCurrentIndex(page.side.copy.form.findData("docx"))
    page.side.copy.build_to(tmp_path / "text.docx")
    assert (tmp_path / "text.docx").read_bytes().startswith(b"PK")


def test_preflight_leads_to_all_rules_of_the_forum(opened: Opened, blank: Session, drafted: Dossier) -> None:
    page = open_dossier(opened, blank, drafted)
    page.keep(replace(page.file.dossier, profile_id="gb-utiac"), "Changed.")
    workspace = page.window().workspace
    press_beginning(page.preflight, "All rules of this court or body")
    assert workspace.page.table.chosen_id == "gb-utiac"


def test_a_build_keeps_the_page_numbers_of_one_that_went_out(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    page = open_dossier(opened, blank, drafted)
    options = page.side.copy.options
    assert options.inside.isHidden()
    options.more.click()
    assert not options.inside.isHidden()
    assert not options.continues.isEnabled(), "nothing has gone out yet"
    assert "New page numbers; ordinary PDF; every exhibit" in options.summary.text()
    first = Build(
        id="first",
        dossier_id=drafted.id,
        case_id=drafted.case_id,
        built_at=blank.clock(),
        copy_kind="filing",
        sha256="",
        pages=1,
        numbers=(BuiltNumbers(key="cover", numbers=("1",)),),
    )
    record.add(blank, first)
    options.continues.setCurrentIndex(options.continues.findData(first.id))
    options.additions.setCurrentIndex(options.additions.findData("inserted"))
    request = page.side.copy.request
    assert (request.continues, request.additions) == (first.id, "inserted")
    assert "Keeps the page numbers of" in options.summary.text()
    page.side.copy.kind.setCurrentIndex(page.side.copy.kind.findData("service"))
    assert page.side.copy.request.continues == first.id, "what is served has the numbers of what is filed"
    page.side.copy.kind.setCurrentIndex(page.side.copy.kind.findData("pseudonymised"))
    assert page.side.copy.request.continues == "", "it was another kind of copy"
    options.archive.setChecked(True)
    record.add(blank, replace(drafted, id="other", title="Another"))
    choose(page, "Dossier", "Another")
    assert not page.side.copy.request.is_archived, "it was chosen for another dossier"


def test_a_forum_that_takes_nothing_but_an_archive_ticks_it_for_good(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    page = open_dossier(opened, blank, drafted)
    copy, archive = page.side.copy, page.side.copy.options.archive
    assert (archive.isEnabled(), archive.isChecked()) == (True, False)
    archive.setChecked(True)
    assert not copy.passphrase.isEnabled(), "PDF/A takes none"
    copy.options.fitness.look()
    assert "All exhibits can be shown" in text_of(copy.options.fitness)
    assert copy.request.is_archived
    archive.setChecked(False)
    page.keep(replace(page.file.dossier, profile_id="es-lexnet"), "Changed.")
    assert (archive.isChecked(), archive.isEnabled()) == (True, False)
    copy.form.setCurrentIndex(copy.form.findData("docx"))
    assert not copy.request.is_archived
    assert "Word files have no pages to number" in copy.options.summary.text()


def test_an_exhibit_is_left_out_with_a_page_in_its_place(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    page = open_tab(opened(own_sample), sample_case, "dossiers", "build")
    options = page.side.copy.options
    exhibit = page.file.exhibits[0]
    mark = exhibit.exhibit_mark
    item = options.placeholders.list.item(0)
    assert item.text().startswith(mark)
    item.setCheckState(Qt.CheckState.Checked)
    assert page.side.copy.request.placeholders == {exhibit.id}
    assert "1 exhibit has a placeholder page." in options.summary.text()
    assert f"Exhibit {mark} is replaced by a placeholder page stating that it was left out." in text_of(
        page.preflight
    )
    page.keep(replace(page.file.dossier, exhibit_ids=page.file.dossier.exhibit_ids[1:]), "Changed.")
    assert page.side.copy.request.placeholders == frozenset(), "it is no exhibit any more"
    page.context.undo()
    assert page.side.copy.request.placeholders == {exhibit.id}


def test_an_exhibit_without_a_number_is_left_out_by_its_place(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    sealed = blank.vault.attachments.seal(io.BytesIO(b"PK\x03\x04words"), blank.ids())
    archive = Document(
        id=blank.ids(),
        case_id=case.id,
        title="Archive",
        kind="other",
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        size_bytes=sealed.size_bytes,
        media_type="application/zip",
    )
    dossier = Dossier(id=blank.ids(), case_id=case.id, title="Dossier", exhibit_ids=(archive.id,))
    record.add(blank, sealed, archive, dossier)
    copy = open_tab(opened(blank), case, "dossiers", "build").side.copy
    assert copy.options.placeholders.list.item(0).text() == "no. 1 of the list  Archive"
    copy.kind.setCurrentIndex(copy.kind.findData("filing"))
    copy.build_to(tmp_path / "out.pdf")
    assert "Exhibit no. 1 of the list is neither a PDF nor an image" in text_of(copy)
    press_beginning(copy, "Leave exhibit no. 1 of the list out and continue")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_scans_are_offered_to_be_read_or_what_to_install_is_told(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    page = open_tab(opened(sample), sample_case, "dossiers")
    page.show_tab("scans")
    text = text_of(page.side.scans)
    scans = [each for each in page.file.exhibits if recognition.is_scan(each)]
    assert scans
    assert all(each.title in text for each in scans)
    ready = recognition.readiness()
    offered = [one.text() for one in page.side.scans.findChildren(QPushButton)]
    assert (f" Recognise text in {len(scans)} exhibits" in offered) is bool(ready.engine)
    assert str(ready.remedy) in text


def test_authorities_are_listed_with_their_copies_and_none_is_built(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    text = Section(id="text", kind="free-text", text="So says Alpha v. Ruritania.")
    record.change(blank, replace(drafted, sections=(text,)), seen=drafted)
    ruling = Source(
        id="ruling", title="Alpha v. Ruritania", author="A", body="A", type="judgment", csl_type="legal_case"
    )
    record.add(blank, ruling)
    page = open_dossier(opened, blank, drafted)
    page.show_tab("register")
    press(page.side.register, "Bundle of authorities…")
    settle()
    assert "Alpha v. Ruritania" in words_in_view(page.form)
    assert "no copy" in words_in_view(page.form)
    assert not page.form.go.isEnabled()


def test_an_extract_names_exhibits_and_pages_of_the_chosen_copy(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    page = open_dossier(opened, blank, drafted)
    page.show_tab("register")
    assert not page.side.register.extract.isEnabled()
    page.window().resize(1024, 700)
    settle()
    for each in (page.side.register.extract, button(page.side.register, "Bundle of authorities…")):
        assert each.width() >= each.sizeHint().width(), each.text()
    page.show_extract("none")
    settle()
    assert "Numbers as printed" in words_in_view(page.form)
    press(page.form, "Cancel")
    settle()
    assert page.form is None
