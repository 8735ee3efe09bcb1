"""Letters in the window: choice, what is missing, preview, saving, undo and templates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton

from casebook.domain.case.case import Case
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.letter import Letter
from casebook.domain.dossier.letter_template import LetterTemplate
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.person import person
from casebook.ui.kit.page_context import BarMessage, Location
from casebook.ui.pages.dossier.letters.letter import LettersPage
from casebook.ui.widgets.forms.entry import LongEntry
from tests.formats.word_templates import word_file
from tests.ui.driver import drop_deleted, shown_in, text_of, type_into
from tests.ui.later import Later
from tests.ui.pages.dossier.dossier_page import Opened


def _page(
    opened: Opened, session: Session, case: Case
) -> tuple[LettersPage, list[BarMessage], list[Location]]:
    workspace = opened(session)
    messages: list[BarMessage] = []
    places: list[Location] = []
    workspace.context.message_posted.connect(messages.append)
    workspace.go(Location(page="case", id=case.id, tab="letters"))
    workspace.context.navigation_requested.connect(places.append)
    page = shown_in(workspace.page)
    assert isinstance(page, LettersPage)
    return page, messages, places


def _choose(page: LettersPage, kind: str) -> None:
    page.kind.setCurrentIndex(page.kind.findData(kind))


def test_a_letter_of_the_sample_is_read_before_it_is_saved(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    page, _, _ = _page(opened, own_sample, sample_case)
    assert page.kind.count() == 26
    _choose(page, "ccf-provisional")
    left_out = "Left out because they mention people in China: facts of June 2025; 20 January 2026;"
    assert left_out in text_of(page)
    type_into(page.claim_reason, "the client asks for it")
    page.preview_letter()
    assert left_out in text_of(page)
    type_into(page.relatives_reason, "the client asks for it")
    page.preview_letter()
    assert "This letter mentions people in China." in text_of(page)
    (client,) = person.clients_of(own_sample, sample_case)
    record.change(own_sample, replace(client, consents=()))
    page.preview_letter()
    assert "A client has not consented to the purpose of this letter" in text_of(page)
    record.change(own_sample, client)
    _choose(page, "cat-interim")
    assert "To: Committee against Torture, Petitions Section, OHCHR" in text_of(page)
    assert "A client has not consented" not in text_of(page)
    assert (
        "Not printed, because its text was not read: Committee against Torture, Rules of procedure"
        in text_of(page)
    )
    assert "The measure requested" in text_of(page.preview)
    assert "[provision" not in text_of(page.preview)


def test_a_field_that_mentions_a_claim_is_released_by_a_reason(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    of_case = record.of_case(own_sample, Proceeding, sample_case.id)
    extradition = next(one for one in of_case if one.kind == "extradition")
    record.change(own_sample, replace(extradition, outcome="Stayed for the asylum claim."), seen=extradition)
    page, messages, _ = _page(opened, own_sample, sample_case)
    _choose(page, "undertaking-no-removal")
    assert "to its recipient: proceedings.outcome." in messages[-1].title
    assert page.words_reason.isVisibleTo(page)
    type_into(page.words_reason, "The order says so.")
    page.preview_letter()
    assert "Stayed for the asylum claim" in text_of(page.preview)
    assert "proceedings.outcome" in {one.name for one in page.request.released}


def _paragraphs(page: LettersPage) -> list[QLabel]:
    drop_deleted()
    return page.preview.findChildren(QLabel)


def test_a_refreshed_preview_keeps_the_paragraphs_that_stay(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    page, _, _ = _page(opened, own_sample, sample_case)
    _choose(page, "interpreter-undertaking")
    before = _paragraphs(page)
    page.preview_letter()
    assert _paragraphs(page) == before
    connections = [one for one in page.findChildren(LongEntry) if one.name == "Connections disclosed"][-1]
    type_into(connections, "None to either side.")
    page.preview_letter()
    changed = [one.text() for one in _paragraphs(page) if one not in before]
    assert [one.rpartition(": ")[2] for one in changed] == ["None to either side."]
    _choose(page, "expert-instruction-civil")
    other = [one.text() for one in _paragraphs(page)]
    _choose(page, "interpreter-undertaking")
    _choose(page, "expert-instruction-civil")
    assert [one.text() for one in _paragraphs(page)] == other


def test_the_text_of_a_letter_no_longer_chosen_comes_too_late(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    page, _, _ = _page(opened, own_sample, sample_case)
    _choose(page, "cat-interim")
    assert any(tick.isChecked() for tick in page.exhibits.values())
    before, later = page.context.runner, Later()
    page.context.runner = later
    _choose(page, "echr-rule39-request")
    _choose(page, "ccf-deletion")
    assert "To: " not in text_of(page), "nothing of the letter chosen before stays"
    assert not page.go.isEnabled()
    later.let(newest_first=True)
    page.context.runner = before
    assert "To: Commission for the Control of INTERPOL's Files" in text_of(page)
    assert page.exhibits
    assert not any(tick.isChecked() for tick in page.exhibits.values()), (
        "those of the first letter are no choice"
    )
    assert page.go.isEnabled()


def test_what_was_typed_for_a_letter_outlasts_a_look_at_another(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    page, _, _ = _page(opened, own_sample, sample_case)
    _choose(page, "echr-rule39-request")
    ticked = next(mark for mark, tick in page.exhibits.items() if not tick.isChecked())
    page.exhibits[ticked].setChecked(True)
    blank = page.findChildren(LongEntry)[-1]
    name, before = blank.name, str(blank.raw)
    type_into(blank, f"{before} A sentence of ours.")
    _choose(page, "cat-interim")
    _choose(page, "echr-rule39-compliance")
    (kept,) = page.values["letters"]
    assert (kept["kind"], kept["exhibits"]) == ("echr-rule39-request", {ticked: True})
    _choose(page, "echr-rule39-request")
    assert page.exhibits[ticked].isChecked()
    again = [one for one in page.findChildren(LongEntry) if one.name == name][-1]
    assert str(again.raw) == f"{before} A sentence of ours."


def test_what_was_typed_for_a_letter_waits_for_that_letter(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    page, _, _ = _page(opened, own_sample, sample_case)
    _choose(page, "echr-rule39-request")
    ticked = next(mark for mark, tick in page.exhibits.items() if not tick.isChecked())
    page.exhibits[ticked].setChecked(True)
    _choose(page, "cat-interim")
    before, later = page.context.runner, Later()
    page.context.runner = later
    _choose(page, "echr-rule39-request")
    _choose(page, "ccf-deletion")
    later.let()
    page.context.runner = before
    assert not any(tick.isChecked() for tick in page.exhibits.values())
    (kept,) = page.values["letters"]
    assert (kept["kind"], kept["exhibits"]) == ("echr-rule39-request", {ticked: True})
    _choose(page, "echr-rule39-request")
    assert page.exhibits[ticked].isChecked()


def test_what_was_saved_with_a_letter_is_no_draft_of_it(
    opened: Opened, own_sample: Session, sample_case: Case, tmp_path: Path
) -> None:
    page, _, _ = _page(opened, own_sample, sample_case)
    _choose(page, "cat-interim")
    ticked = next(mark for mark, tick in page.exhibits.items() if not tick.isChecked())
    page.exhibits[ticked].setChecked(True)
    page.save_to(tmp_path / "letter.docx")
    _choose(page, "echr-rule39-request")
    assert page.values == {}


def test_a_look_at_another_letter_is_no_draft(opened: Opened, own_sample: Session, sample_case: Case) -> None:
    page, _, _ = _page(opened, own_sample, sample_case)
    before = page.values
    _choose(page, "cat-interim")
    assert page.values == before


def test_words_released_in_a_saved_letter_are_released_anew(
    opened: Opened, own_sample: Session, sample_case: Case, tmp_path: Path
) -> None:
    page, _, _ = _page(opened, own_sample, sample_case)
    _choose(page, "ccf-deletion")
    blank = next(one for one in page.findChildren(LongEntry) if "must not be passed" in one.name)
    type_into(blank, f"{blank.raw} He claimed asylum.")
    page.preview_letter()
    type_into(page.words_reason, "The Commission asked.")
    page.save_to(tmp_path / "first.docx")
    _choose(page, "cat-interim")
    _choose(page, "ccf-deletion")
    type_into(page.words_reason, "The Commission asked.")
    page.preview_letter()
    assert "He claimed asylum." in text_of(page.preview)


def test_a_declaration_begins_anew_for_another_signer(
    opened: Opened, sample: Session, sample_case: Case
) -> None:
    page, _, _ = _page(opened, sample, sample_case)
    _choose(page, "interpreter-undertaking")
    hers = "I grew up outside the town."

    def connections() -> LongEntry:
        return [one for one in page.findChildren(LongEntry) if one.name == "Connections disclosed"][-1]

    type_into(connections(), hers)
    page.preview_letter()
    assert connections().raw == hers
    signer = next(at for at in range(page.contact.count()) if page.contact.itemText(at) == "Rena Hoshur")
    page.contact.setCurrentIndex(signer)
    assert connections().raw != hers


def test_missing_values_lead_to_their_place_and_stay_marked(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    page, messages, places = _page(opened, blank, case)
    _choose(page, "interpreter-undertaking")
    assert "Missing: counsel's name" in text_of(page)
    page.save_to(tmp_path / "letter.docx")
    assert (tmp_path / "letter.docx").read_bytes().startswith(b"PK")
    assert "places left open. Outside the casebook it is not encrypted." in messages[-1].title
    assert len(record.of_case(blank, Letter, case.id)) == 1
    assert "Letters written in this case" in text_of(page)
    page.context.undo()
    assert record.of_case(blank, Letter, case.id) == []
    leads = [one for one in page.findChildren(QPushButton) if one.text() == "Go to item"]
    leads[0].click()
    assert places[-1].tab == "contacts"


def test_a_template_is_added_and_taken_back(opened: Opened, blank: Session, tmp_path: Path) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    page, messages, _ = _page(opened, blank, case)
    file = tmp_path / "own.docx"
    file.write_bytes(word_file("{{ case.reference }} {{ case.colour }}"))
    offered = page.kind.count()
    page.adding.title.set_raw("Bail")
    page.adding.add(file)
    assert "There is no field case.colour" in messages[-1].title
    file.write_bytes(word_file("{{ case.reference }} {{ blank.wish }}"))
    page.adding.add(file)
    assert messages[-1].title == "Template added"
    assert page.kind.count() == offered + 1
    page.context.undo()
    assert record.every(blank, LetterTemplate) == []


def test_an_addressee_who_is_not_vetted_is_marked_in_the_list_and_chosen(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    page, _, _ = _page(opened, own_sample, sample_case)
    _choose(page, "medical-records-request")
    offered = [page.contact.itemText(at) for at in range(page.contact.count())]
    assert "Mr Zhao (given name not known) (not vetted)" in offered
    assert "Dr Orestes Phylaktidis" in offered
    page.contact.setCurrentIndex(offered.index("Mr Zhao (given name not known) (not vetted)"))
    (to,) = (text for text in text_of(page).splitlines() if text.startswith("To: "))
    assert to.endswith("(not vetted)")
    page.contact.setCurrentIndex(offered.index("Dr Orestes Phylaktidis"))
    assert "(not vetted)" not in next(one for one in text_of(page).splitlines() if one.startswith("To: "))


def test_exhibits_and_addressee_are_chosen(opened: Opened, sample: Session, sample_case: Case) -> None:
    page, messages, _ = _page(opened, sample, sample_case)
    _choose(page, "medical-records-request")
    assert "To: Medical records, wing B" in text_of(page)
    page.contact.setCurrentIndex(page.contact.findText("Dr Orestes Phylaktidis"))
    assert "To: Dr Orestes Phylaktidis" in text_of(page)
    _choose(page, "ccf-deletion")
    assert not any(tick.isChecked() for tick in page.exhibits.values())
    assert "Exhibit 1:" not in text_of(page.preview)
    page.exhibits["1"].setChecked(True)
    assert "Exhibit 1:" in text_of(page.preview)
    page.exhibits["20"].setChecked(True)
    assert "claim to protection" in messages[-1].title
    type_into(page.claim_reason, "the client asks for it")
    type_into(page.relatives_reason, "the client asks for it")
    page.preview_letter()
    assert "Exhibit 20:" in text_of(page.preview)
