"""Copies of a dossier in the window: what they hide, keep and need."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.dossier.build import Build, BuiltPart, CopyDecision, CopyKind
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.redaction import Redaction
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.build import BuildReport
from casebook.services.person import person
from casebook.ui.pages.dossier.dossier_register import show_report
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.layout.layout import column
from tests.ui.driver import message_of, part, settle, text_of, words_in_view
from tests.ui.later import Later
from tests.ui.pages.dossier.dossier_page import Opened, open_dossier, open_tab, press_beginning


def test_replacements_are_reviewed_before_a_copy_is_built(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    consent = Consent(purpose="court", given_on=blank.clock().date())
    client = Person(id="lin", names=(Name(text="Lin Zhiyuan", script="Latn"),), consents=(consent,))
    record.add(blank, client)
    case = record.find(blank, Case, drafted.case_id)
    record.change(blank, replace(case, parties=(Party(person_id=client.id),)))
    text = f"They asked {client.leading_name} about it. Zhiyan left."
    section = Section(id="t", kind="free-text", title="Note", text=text)
    record.change(blank, replace(drafted, sections=(section,)))
    page = open_dossier(opened, blank, drafted)
    page.show_tab("build")
    copy = page.side.copy
    copy.kind.setCurrentIndex(copy.kind.findData("pseudonymised"))
    review = copy.replacements
    assert not copy.go.isEnabled(), "the review comes first"
    assert "Review the replacements before you build." in words_in_view(copy)
    review.start.click()
    assert not copy.go.isEnabled()
    assert f"They asked {client.leading_name} about it." in text_of(review)
    assert "Perhaps a name, not replaced: Zhiyan (Section: Note): Zhiyan left." in review.overlooked.text()
    tick = next(each for each in review.findChildren(QCheckBox) if client.leading_name in each.text())
    assert review.window().focusWidget() is tick, "Space accepts nothing that was not seen"
    tick.setChecked(False)
    review.accept.click()
    assert not review.is_finished, "a refusal without a reason holds it back"
    assert message_of(page.window()) == "Enter a reason for each replacement that you refuse."
    (reason,) = [edit for edit in review.findChildren(QLineEdit) if not edit.isHidden()]
    QTest.keyClicks(reason, "published by the court")
    settle()
    review.accept.click()
    assert not part(page.window(), MessageBar).isVisible(), "it is settled"
    assert review.is_finished
    assert copy.go.isEnabled()
    assert review.window().focusWidget() is copy.go, "the next step"
    (decision,) = copy.request.decisions
    assert (decision.kind, decision.reason) == ("keep-text", "published by the court")
    copy.shown_kinds.ticks["date"].setChecked(True)
    assert not review.is_finished, "other terms want another review"
    assert not copy.go.isEnabled()


def test_repeated_clicks_accept_no_page_that_nobody_saw(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    consent = Consent(purpose="court", given_on=blank.clock().date())
    client = Person(id="lin", names=(Name(text="Lin Zhiyuan", script="Latn"),), consents=(consent,))
    record.add(blank, client)
    case = record.find(blank, Case, drafted.case_id)
    record.change(blank, replace(case, parties=(Party(person_id=client.id),)))
    text = "\n\n".join(f"In room {number} they asked Lin Zhiyuan again." for number in range(60))
    record.change(
        blank, replace(drafted, sections=(Section(id="t", kind="free-text", title="N", text=text),))
    )
    page = open_dossier(opened, blank, drafted)
    page.show_tab("build")
    copy = page.side.copy
    copy.kind.setCurrentIndex(copy.kind.findData("pseudonymised"))
    review = copy.replacements
    review.start.click()
    settle()
    clicks = 0
    while not review.is_finished:
        before, last = review.summary.text(), review.rows[-1]
        in_view = not last.visibleRegion().isEmpty()
        review.accept.click()
        settle()
        clicks += 1
        turned = review.is_finished or review.summary.text() != before
        assert in_view or not turned, "the last row was in view"
        if turned and not review.is_finished:
            assert not review.ticks[0].visibleRegion().isEmpty(), "the top of the next rows"
    assert clicks > 3, "a click for each screen of the window, not of the list alone"


def test_a_copy_without_consent_says_beside_the_button_why(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    client = Person(id="lin", names=(Name(text="Lin Zhiyuan", script="Latn"),))
    record.add(blank, client)
    case = record.find(blank, Case, drafted.case_id)
    record.change(blank, replace(case, parties=(Party(person_id=client.id),)))
    page = open_dossier(opened, blank, drafted)
    page.show_tab("build")
    copy = page.side.copy
    why = "It cannot be built: consent to this purpose is missing."
    copy.kind.setCurrentIndex(copy.kind.findData("filing"))
    settle()
    assert (copy.go.isEnabled(), why in words_in_view(copy)) == (False, True)
    assert copy.consent.step.parentWidget() is copy.go.parentWidget(), "the remedy, beside what needs it"
    assert copy.consent.step.isVisible()
    copy.kind.setCurrentIndex(copy.kind.findData("draft"))
    settle()
    assert (copy.go.isEnabled(), why in words_in_view(copy)) == (True, False)
    assert not copy.consent.step.isVisible()


def test_what_may_be_a_name_holds_a_copy_without_replacements(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    consent = Consent(purpose="court", given_on=blank.clock().date())
    client = Person(id="lin", names=(Name(text="Lin Zhiyuan", script="Latn"),), consents=(consent,))
    record.add(blank, client)
    case = record.find(blank, Case, drafted.case_id)
    record.change(blank, replace(case, reference="", parties=(Party(person_id=client.id),)))
    section = Section(id="t", kind="free-text", title="Note", text="We saw Linem there.")
    record.change(blank, replace(drafted, sections=(section,)))
    page = open_dossier(opened, blank, drafted)
    page.show_tab("build")
    copy = page.side.copy
    copy.kind.setCurrentIndex(copy.kind.findData("pseudonymised"))
    review = copy.replacements
    review.start.click()
    assert "Perhaps a name, not replaced: Linem" in review.overlooked.text()
    assert not review.findChildren(QCheckBox), "nothing is replaced"
    assert not copy.go.isEnabled()
    review.accept.click()
    settle()
    review.accept.click()  # the first showed the end of the list
    assert copy.go.isEnabled()


@pytest.mark.proof
def test_the_build_panel_is_as_wide_as_its_column(opened: Opened, sample: Session, sample_case: Case) -> None:
    workspace = opened(sample)
    copy = open_tab(workspace, sample_case, "dossiers", "build").side.copy
    copy.kind.setCurrentIndex(copy.kind.findData("pseudonymised"))
    copy.not_redrawn.more.click()
    copy.replacements.start.click()
    later = workspace.context.runner = Later()  # each tick would have the whole copy checked anew
    for tick in (*copy.shown_kinds.ticks.values(), *copy.not_redrawn.ticks.values()):
        tick.setChecked(True)
    settle()
    assert copy.scrolled.widget().width() == copy.scrolled.viewport().width()
    later.stop()


def test_the_tabs_below_the_pages_keep_room_in_a_small_window(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    workspace = opened(sample)
    workspace.window().resize(1024, 657)
    workspace.window().show()
    page = open_tab(workspace, sample_case, "dossiers", "build")
    settle()
    assert page.side.height() >= 290


def test_the_check_of_another_copy_is_shown_from_its_top(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    page = open_tab(opened(sample), sample_case, "dossiers", "build")
    page.show_tab("preflight")
    settle()
    bar = page.preflight.verticalScrollBar()
    bar.setValue(120)
    page.look_ahead()
    settle()
    assert bar.value() == 120, "read anew, it stays where it was being read"
    copy = page.side.copy
    copy.kind.setCurrentIndex(copy.kind.findData("service"))
    settle()
    assert bar.value() == 0


def test_a_privileged_exhibit_is_included_with_a_reason(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    document = next(each for each in record.every(own_sample, Document) if each.exhibit_mark == "4")
    record.change(own_sample, replace(document, is_privileged=True, privilege="legal advice"))
    copy = open_tab(opened(own_sample), sample_case, "dossiers", "build").side.copy
    assert list(copy.disclosures.ticks) == ["4"], "the asylum paper is no exhibit"
    copy.disclosures.ticks["4"].setChecked(True)
    copy.disclosures.reasons["4"].setText("waived")
    (decision,) = copy.request.decisions
    assert (decision.kind, decision.subject, decision.reason) == ("disclose", "4", "waived")


@pytest.mark.proof
def test_decisions_of_an_earlier_copy_start_the_next_and_can_be_changed(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    dossier, *_ = record.of_case(own_sample, Dossier, sample_case.id)
    exhibit = record.find(own_sample, Document, dossier.exhibit_ids[0])
    decisions = (
        CopyDecision(kind="show-kind", subject="work", reason="published"),
        CopyDecision(kind="not-redrawn", subject="old", reason="large plan"),
        CopyDecision(kind="keep-text", subject="lin", before="no", after="one", reason="a tree"),
        CopyDecision(kind="disclose", subject="old", reason="waived"),
    )
    earlier = Build(
        id="earlier",
        dossier_id=dossier.id,
        case_id=sample_case.id,
        built_at=own_sample.clock(),
        copy_kind="pseudonymised",
        sha256="",
        pages=1,
        contents=(BuiltPart(key=exhibit.id, title="", digest="", mark="old"),),
        decisions=decisions,
    )
    record.add(own_sample, earlier)
    copy = open_tab(opened(own_sample), sample_case, "dossiers", "build").side.copy
    copy.kind.setCurrentIndex(copy.kind.findData("pseudonymised"))
    assert copy.request.decisions == (), "nothing is carried over unless somebody says so"
    press_beginning(copy.earlier, "Carry over decisions")
    published, plan = copy.request.decisions
    assert published == decisions[0]
    assert (plan.kind, plan.subject, plan.reason) == ("not-redrawn", exhibit.exhibit_mark, "large plan")
    assert "carried over" in words_in_view(copy.shown_kinds)
    QTest.keyClicks(copy.shown_kinds.reasons["work"], " in 2019")
    copy.not_redrawn.ticks[exhibit.exhibit_mark].setChecked(False)
    assert [one.reason for one in copy.request.decisions] == ["published in 2019"]
    assert "carried over" not in words_in_view(copy.shown_kinds)


@pytest.mark.proof
def test_an_exhibit_is_kept_from_redrawing_in_its_dossier_alone(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    page = open_tab(opened(sample), sample_case, "dossiers", "build")
    copy = page.side.copy
    copy.kind.setCurrentIndex(copy.kind.findData("pseudonymised"))
    tick = copy.not_redrawn.ticks["1"]
    assert not tick.isVisible()
    copy.not_redrawn.more.click()
    tick.setChecked(True)
    copy.not_redrawn.reasons["1"].setText("large plan")
    (decision,) = copy.request.decisions
    assert (decision.kind, decision.subject, decision.reason) == ("not-redrawn", "1", "large plan")
    copy.form.setCurrentIndex(copy.form.findData("docx"))
    assert copy.request.decisions == (), "a Word file has no exhibits"
    copy.form.setCurrentIndex(copy.form.findData("pdf"))
    other = replace(page.file.dossier, id="another")
    copy.show_file(replace(page.file, dossier=other))
    assert copy.request.decisions == (), "another dossier has other exhibits with the same numbers"


def test_before_a_copy_is_chosen_the_one_first_offered_is_looked_through(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    page = open_tab(opened(sample), sample_case, "dossiers")
    assert page.preflight.findChildren(QPushButton)
    asked = page.side.request
    page.show_tab("build")
    assert page.side.copy.request == asked


def test_a_copy_of_a_case_without_a_client_claims_no_consent(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    copy = open_dossier(opened, blank, drafted).side.copy
    chips = [chip.accessibleName() for chip in copy.findChildren(Chip)]
    assert "no client named" in chips
    assert "clients consent to this purpose" not in chips
    assert copy.go.isEnabled(), "there is nobody whose consent is lacking"


def test_a_copy_without_consent_is_not_built_and_seen_pages_are_ticked(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    page = open_tab(opened(own_sample), sample_case, "dossiers", "build")
    copy = page.side.copy
    assert copy.go.isEnabled()
    copy.purpose.setCurrentIndex(copy.purpose.findData("media"))
    assert copy.go.isEnabled(), "a draft stays in the office"
    copy.kind.setCurrentIndex(copy.kind.findData("filing"))
    assert not copy.go.isEnabled()
    assert "A client has not consented to this purpose: media." in text_of(page.preflight)
    copy.purpose.setCurrentIndex(copy.purpose.findData("court"))
    copy.kind.setCurrentIndex(copy.kind.findData("pseudonymised"))
    tick = copy.reviews.findChildren(QCheckBox)[0]
    tick.setChecked(True)
    assert [len(redaction.reviewed) for redaction in record.every(own_sample, Redaction)] == [1]
    page.context.undo()
    assert not tick.isChecked()
    press_beginning(copy.reviews, "View exhibit")
    assert page.view.looking.pages
    press_beginning(copy.areas, "Mark areas in exhibit")
    assert page.redaction.looking.pages
    assert page.outline.isHidden()
    page.redaction.left.emit()
    assert page.outline.isVisible()


def test_consent_is_recorded_where_a_copy_asks_for_it_and_taken_back(
    opened: Opened, blank: Session, drafted: Dossier
) -> None:
    client = Person(id="p", names=(Name(text="Lin Zhiyuan", script="Latn"),))
    person.join_case(blank, drafted.case_id, client)
    page = open_dossier(opened, blank, drafted)
    page.show_tab("build")
    copy = page.side.copy
    copy.kind.setCurrentIndex(copy.kind.findData("service"))
    assert not copy.go.isEnabled()
    press_beginning(copy, "Record consent given today")
    assert record.find(blank, Person, "p").consents_to("court", blank.clock().date(), ())
    assert copy.go.isEnabled()
    assert not copy.consent.step.isVisible()
    page.context.undo()
    assert record.find(blank, Person, "p") == client


@pytest.mark.parametrize(
    ("copy_kind", "state"), [("draft", "Working draft"), ("filing", "ready to file"), ("service", "ready")]
)
def test_only_a_filing_copy_is_ready_to_file(
    opened: Opened, blank: Session, drafted: Dossier, copy_kind: CopyKind, state: str
) -> None:
    page = open_dossier(opened, blank, drafted)
    moment = blank.clock()
    build = Build(
        id="b",
        dossier_id=drafted.id,
        case_id=drafted.case_id,
        built_at=moment,
        copy_kind=copy_kind,
        sha256="0" * 64,
        pages=27,
    )
    shown = QWidget(page)
    show_report(page, column(shown), BuildReport(build=build, problems=()), Path("copy.pdf"))
    assert [chip.accessibleName() for chip in shown.findChildren(Chip)] == [state, "27 pages"]


def test_the_result_of_a_build_is_in_view_and_announced(
    opened: Opened, blank: Session, drafted: Dossier, tmp_path: Path
) -> None:
    page = open_dossier(opened, blank, drafted)
    page.window().resize(1024, 640)
    copy = page.side.copy
    page.show_tab("build")
    copy.kind.setCurrentIndex(copy.kind.findData("draft"))
    settle()
    copy.build_to(tmp_path / "out.pdf")
    settle()
    (head,) = [one for one in copy.findChildren(QLabel) if one.text() == "Copy built"]
    assert not head.visibleRegion().isEmpty()
    assert message_of(page.window()) == "Copy built", "which the message bar tells screen readers"


def test_the_register_shows_changes_and_holders_after_consent_is_withdrawn(
    opened: Opened, blank: Session, drafted: Dossier, tmp_path: Path
) -> None:
    client = Person(id="p", consents=(Consent(purpose="court", given_on=blank.clock().date()),))
    record.add(blank, client)
    case = record.find(blank, Case, drafted.case_id)
    record.change(blank, replace(case, parties=(Party(person_id="p"),)))
    page = open_dossier(opened, blank, drafted)
    page.side.copy.for_whom.setText("the registry")
    page.side.copy.build_to(tmp_path / "first.pdf")
    page.keep(replace(page.file.dossier, sections=page.file.dossier.sections[1:]), "Changed.")
    page.side.copy.form.setCurrentIndex(page.side.copy.form.findData("docx"))
    page.side.copy.build_to(tmp_path / "between.docx")
    page.side.copy.form.setCurrentIndex(page.side.copy.form.findData("pdf"))
    page.side.copy.build_to(tmp_path / "second.pdf")
    assert "Hash (SHA-256)" in text_of(page.side.copy)
    page.side.copy.kind.setCurrentIndex(page.side.copy.kind.findData("service"))
    assert "Hash (SHA-256)" not in text_of(page.side.copy), "of a copy that is not the one chosen"
    page.show_tab("register")
    register = page.side.register
    assert "consent withdrawn" not in [chip.accessibleName() for chip in register.findChildren(Chip)]
    register.table.choose(page.file.builds[0].id)
    changed = register.changes.rows.as_text(range(register.changes.rows.rowCount()))
    assert "Statement of the case" in changed
    assert register.changes.rows.rowCount() == 1, "held against the Word file, every exhibit would be new"
    assert "Working draft · Word" in register.table.rows.as_text(range(3))
    withdrawn = replace(client.consents[0], withdrawn_on=blank.clock().date())
    record.change(blank, replace(client, consents=(withdrawn,)))
    assert "· the registry, " in text_of(register)
    assert "withdrawn" in register.table.rows.as_text([0])
    assert not page.side.copy.go.isEnabled()
