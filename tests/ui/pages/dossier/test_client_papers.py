"""Client papers in the window: chosen, read, saved, translated and checked, and answers taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.dossier.client_paper import ClientPaper
from casebook.domain.dossier.client_papers.answer_file import AnswerContent, QuestionAnswer
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.formats.answer_file import write_answers
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import BarMessage, Location
from casebook.ui.pages.dossier.client_papers.client_paper import ClientPapersPage
from tests.people import add_person
from tests.ui.driver import shown_in, text_of
from tests.ui.pages.dossier.dossier_page import Opened


@pytest.fixture
def client(blank: Session) -> Person:
    """The client of the one case."""
    return add_person(blank, (Name(text="Alim Example", script="Latn"),))


@pytest.fixture
def case(blank: Session, client: Person) -> Case:
    """A case with a client."""
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    return record.change(blank, case.with_party(client.id, "client"), seen=case)


def _page(
    opened: Opened, session: Session, case: Case, language: str = ""
) -> tuple[ClientPapersPage, list[BarMessage]]:
    workspace = opened(session, language)
    messages: list[BarMessage] = []
    workspace.context.message_posted.connect(messages.append)
    workspace.go(Location(page="case", id=case.id, tab="client-papers"))
    page = shown_in(workspace.page)
    assert isinstance(page, ClientPapersPage)
    return page, messages


def _choose(page: ClientPapersPage, **chosen: str) -> None:
    for name, value in chosen.items():
        box = getattr(page.choices, name).box
        box.setCurrentIndex(box.findData(value))


def test_a_consent_needs_its_terms_and_is_linked_when_signed(
    opened: Opened, blank: Session, case: Case, client: Person, tmp_path: Path
) -> None:
    page, messages = _page(opened, blank, case)
    _choose(page, paper="consent", purpose="court")
    assert "Recipient: as named in the consent" in text_of(page.text)
    page.save_to(tmp_path / "consent.pdf")
    assert "A consent names its purpose, its recipient and the day it ends." in messages[-1].title
    assert not (tmp_path / "consent.pdf").exists()
    page.choices.recipient.edit.setText("Invented Court")
    page.choices.expires.edit.setText("2099-01-02")
    assert "Recipient: Invented Court" in text_of(page.text)
    page.save_to(tmp_path / "consent.pdf")
    assert messages[-1].title == "Paper saved. Outside the casebook it is not encrypted."
    document = Document(
        id=blank.ids(),
        case_id=case.id,
        title="Signed copy",
        kind="other",
        attachment_id="",
        sha256="0" * 64,
        size_bytes=1,
        media_type="application/pdf",
    )
    record.add(blank, document)
    (link,) = [one for one in page.given.findChildren(QPushButton) if one.text() == "Link signed copy…"]
    link.click()
    assert page.given.signed is not None
    page.given.signed.set_raw(document.id)
    (done,) = [one for one in page.given.findChildren(QPushButton) if one.text() == "Record signed copy"]
    done.click()
    assert messages[-1].title == "Signed copy recorded"
    (consent,) = record.find(blank, Person, client.id).consents
    assert (consent.recipient, str(consent.expires_on)) == ("Invented Court", "2099-01-02")
    page.context.undo()
    assert record.find(blank, Person, client.id).consents == ()


def test_a_consent_to_the_ledger_asks_for_no_recipient(
    opened: Opened, blank: Session, case: Case, tmp_path: Path
) -> None:
    page, messages = _page(opened, blank, case)
    _choose(page, paper="consent", purpose="court")
    page.choices.recipient.edit.setText("Invented Court")
    _choose(page, purpose="ledger")
    assert page.choices.recipient.isHidden()
    assert page.choices.scope.isHidden()
    assert "Recipient: nobody outside the office" in text_of(page.text)
    page.choices.expires.edit.setText("2099-01-02")
    page.save_to(tmp_path / "consent.pdf")
    assert messages[-1].title == "Paper saved. Outside the casebook it is not encrypted."
    (paper,) = record.of_case(blank, ClientPaper, case.id)
    assert (paper.purpose, paper.recipient) == ("ledger", "")
    _choose(page, purpose="court")
    assert not page.choices.recipient.isHidden()


def test_a_draft_is_completed_and_checked_in_the_window(opened: Opened, blank: Session, case: Case) -> None:
    page, messages = _page(opened, blank, case)
    _choose(page, paper="authority", language="bo")
    assert "translation not checked" in text_of(page.text)
    assert "Not for signature" in text_of(page.text)
    page.show_translation()
    pane = page.translation
    pane.record_check()
    assert "who checked" in messages[-1].title
    for entry in pane.entries.values():
        if not entry.raw:
            entry.set_raw(entry.name)
    pane.save()
    assert messages[-1].title == "Translation saved"
    assert page.right.currentWidget() is pane
    pane.checked_by.edit.setText("B. Checker")
    pane.record_check()
    assert messages[-1].title == "Check recorded"
    assert "Translation checked by B. Checker" in text_of(pane)
    _choose(page, language="ug")
    _choose(page, language="bo")
    assert "translation not checked" not in text_of(page.text)
    page.context.undo()
    page.show_translation()
    assert "Translation not checked; 0 lines" in text_of(pane)


def test_answers_are_shown_by_field_and_saved_as_one_step(
    opened: Opened, blank: Session, case: Case, client: Person, tmp_path: Path
) -> None:
    record.change(blank, replace(client, health="well", languages=("Kazakh", "ug-Arab")))
    page, messages = _page(opened, blank, case)
    assert page.choices.language.raw == "ug"  # the first of the client's that papers are in
    _choose(page, paper="intake", format="form", language="en")
    page.save_to(tmp_path / "intake.html")
    (paper,) = record.of_case(blank, ClientPaper, case.id)
    texts = {
        "health": "asthma",
        "birth-place": "Invented",
        "name-passport": "Alim Example",
        "fear": "detention\x00",
    }
    content = AnswerContent(
        form=paper.id,
        paper=paper.paper,
        version=paper.version,
        language="en",
        answers=tuple(QuestionAnswer(question=name, text=text) for name, text in texts.items()),
    )
    file = tmp_path / "answers.json"
    file.write_bytes(write_answers(content))
    page.open_answers(file)
    pane = page.answers
    assert page.right.currentWidget() is pane
    ticked = {name: (tick.isChecked(), tick.isEnabled()) for name, tick in pane.ticks.items()}
    assert ticked == {
        "name-passport": (False, False),
        "birth-place": (True, True),
        "health": (False, True),
        "fear": (True, True),
    }
    assert "Recorded: well" in text_of(pane)
    assert text_of(pane).count("Characters that cannot be shown were left out.") == 1
    pane.ticks["health"].setChecked(True)
    pane.save()
    assert messages[-1].title == "Answers saved"
    assert page.right.currentWidget() is page.text
    saved = record.find(blank, Person, client.id)
    assert (saved.health, saved.birth_place) == ("asthma", "Invented")
    page.context.undo()
    undone = record.find(blank, Person, client.id)
    assert (undone.health, undone.birth_place) == ("well", "")
    file.write_bytes(file.read_bytes()[:-20])
    page.open_answers(file)
    assert "incomplete or damaged" in messages[-1].title
    assert page.right.currentWidget() is page.text


def test_a_case_without_a_client_says_so(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="R-2", title="", jurisdiction="CY")
    page, _ = _page(opened, blank, case, "en")
    assert "The case has no client yet." in text_of(page.text)
    assert not page.go.isEnabled()
