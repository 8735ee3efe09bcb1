"""The page Declarations: the sample's is shown, a draft is signed, released and hard to remove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import AuthorisedPerson, Declaration, Freedom, LackingPart
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.declaration import declaration as declarations
from casebook.services.declaration import ending, signing
from casebook.services.declaration.declaration_text import grouped
from casebook.services.vault import record_bin as bins
from casebook.ui.pages.base.field_factories import Anywhere
from casebook.ui.pages.declaration.language_notice import LanguageNotice
from casebook.ui.pages.declaration.release_pane import ReleasePane
from casebook.ui.pages.dossier.client_papers.translation_pane import TranslationPane
from casebook.ui.widgets.layout.flow import Scrolled
from tests.ui.driver import button, field, is_in_view, message_of, open_page, part, press, settle, text_of

SLACK = 4
"""Points by which a heading may miss the upper edge."""


def drafted(session: Session) -> Declaration:
    """A draft of the only client of a case."""
    consent = Consent(purpose="court", given_on=date(2026, 1, 1))
    name = Name(text="Yusup Tester", script="Latn")
    record.add(session, Person(id="p", names=(name,), consents=(consent,)))
    record.add(session, Contact(id="k", name="Petra Counsel", kind="lawyer", vetting="vetted"))
    opened = open_case(session, reference="R-1", title="", jurisdiction="CY")
    record.change(session, opened.with_party("p", "client"), seen=opened)
    draft = Declaration(
        id="d",
        case_id=opened.id,
        person_id="p",
        made_on=date(2026, 3, 1),
        place="Nicosia",
        authorised=(AuthorisedPerson(contact_id="k", what="act for me"),),
    )
    return declarations.add(session, draft)


def signed_in(session: Session, draft: Declaration) -> Declaration:
    """The draft, printed and signed."""
    paper = signing.printed(session, draft.id).paper_code
    without: tuple[LackingPart, ...] = (*draft.lacking, "days")
    return signing.sign(session, draft.id, paper=paper, without=without)


def test_the_sample_shows_what_was_declared(opened: Callable[..., Any], sample: Session) -> None:
    (shown,) = record.every(sample, Declaration)
    page = open_page(opened(sample), "case", id=shown.case_id, tab="declarations")
    page.table.choose(shown.id)
    words = text_of(page)
    for text in ("signed and sealed", grouped(shown.seal), "Seal (SHA-256)", "供述"):
        assert text in words
    assert button(page, "Build release pack…").isEnabled()
    page.change()
    assert "cannot be changed" in message_of(page.window())


def test_a_draft_is_signed_once_what_it_lacks_was_looked_at(
    opened: Callable[..., Any], blank: Session
) -> None:
    draft = drafted(blank)
    page = open_page(opened(blank), "case", id=draft.case_id, tab="declarations")
    assert "no video or sound recording was made" in text_of(page)
    code = signing.printed(blank, "d").paper_code
    press(page, "Record signature…")
    form = page.steps.form
    form.fields.entries["on"].set_raw(blank.clock().date().isoformat())
    form.fields.entries["paper"].set_raw("00000000")
    press(page, "Save")
    assert "not the code of the paper" in text_of(page)
    form.fields.entries["paper"].set_raw(code)
    press(page, "Save")
    assert "look at what it is without" in text_of(page)
    form.fields.entries["without"].set_raw([*draft.lacking, "days"])
    press(page, "Save")
    assert declarations.named(blank, "d").state == "signed"


def test_no_signature_is_recorded_before_the_paper_was_printed(
    opened: Callable[..., Any], blank: Session
) -> None:
    draft = drafted(blank)
    page = open_page(opened(blank), "case", id=draft.case_id, tab="declarations")
    press(page, "Record signature…")
    assert page.steps.form is None
    assert message_of(page.window()) == "The paper was not printed for signature."
    assert page.window().focusWidget() is button(page, "Print")
    signing.printed(blank, "d")
    record.change(blank, replace(declarations.named(blank, "d"), place="Limassol"), seen=None)
    press(page, "Record signature…")
    assert "changed after its paper was printed" in message_of(page.window())


def test_a_pack_is_built_after_its_preview(
    opened: Callable[..., Any], blank: Session, tmp_path: Path
) -> None:
    draft = drafted(blank)
    signed_in(blank, draft)
    page = open_page(opened(blank), "case", id=draft.case_id, tab="declarations")
    press(page, "Build release pack…")
    pane = part(page, ReleasePane)
    pane.fields.entries["recipients"].set_raw(["k"])
    press(pane, "Preview")
    assert "No condition of the declaration is named" in text_of(pane)
    assert not pane.write.isEnabled()
    assert pane.fields.entries["added"].raw == []
    assert "later-transcript" not in pane.previews[0].wanted.parts
    field(pane, "How it was decided, or who was asked and why").setPlainText("Asked the client.")
    press(pane, "Preview")
    assert "VERIFY.txt" in text_of(pane)
    pane.build_to(tmp_path / "pack.zip")
    with ZipFile(tmp_path / "pack.zip") as pack:
        assert "declaration.pdf" in pack.namelist()
    assert "Disclosure register" in text_of(page)
    assert "Petra Counsel" in text_of(page)


def test_the_first_preview_scrolls_to_what_blocks(opened: Callable[..., Any], sample: Session) -> None:
    (shown,) = record.every(sample, Declaration)
    page = open_page(opened(sample), "case", id=shown.case_id, tab="declarations")
    page.table.choose(shown.id)
    page.window().resize(1024, 700)
    press(page, "Build release pack…")
    settle()
    pane = part(page, ReleasePane)
    pane.fields.entries["recipients"].set_raw([record.every(sample, Contact)[0].id])
    settle()
    press(pane, "Preview")
    settle()
    area = part(pane, Scrolled)
    heading = next(one for one in pane.findChildren(QLabel) if one.text() == "What each recipient would get")
    assert abs(heading.mapTo(area, QPoint()).y()) <= SLACK
    assert is_in_view(pane, "blocks")


def take_back(session: Session, freedom: Freedom) -> None:
    """Word that the person took it back."""
    ending.withdraw(
        session,
        "d",
        on=session.clock().date(),
        heard_by="k",
        place="Nicosia",
        freedom=freedom,
        note="Said so.",
    )


def test_removal_of_a_signed_one_needs_a_free_withdrawal(opened: Callable[..., Any], blank: Session) -> None:
    draft = drafted(blank)
    signed = signed_in(blank, draft)
    page = open_page(opened(blank), "case", id=draft.case_id, tab="declarations")
    page.remove()
    assert "until the person took it back" in message_of(page.window())
    take_back(blank, "free-and-alone")
    page.read()
    page.remove()
    assert "Is anyone forcing you" in text_of(page)
    assert signed.code not in field(page, "Code of the declaration").toolTip()
    field(page, "Code of the declaration").setText("00000000")
    press(page, "Move to bin")
    assert "not the code" in text_of(page)
    field(page, "Code of the declaration").setText(signed.code)
    press(page, "Move to bin")
    assert declarations.of_case(blank, draft.case_id) == []
    page.context.undo()
    assert [one.seal for one in declarations.of_case(blank, draft.case_id)] == [signed.seal]


def test_a_case_in_the_bin_takes_a_signed_one_only_with_its_code(
    opened: Callable[..., Any], blank: Session
) -> None:
    draft = drafted(blank)
    signed = signed_in(blank, draft)
    record.move_to_bin(blank, Case, draft.case_id)
    page = open_page(opened(blank), "bin")
    page.table.choose(draft.case_id)
    settle()
    assert "This destroys 1 signed declaration: R-1" in text_of(page)
    assert "Is anyone forcing you?" in text_of(page)
    for code, left in (("00000000", 1), (signed.code, 0)):
        field(page, "Codes of the declarations").setText(code)
        press(page, "Delete permanently")
        press(page, "Press again to delete permanently")
        settle()
        assert len(bins.listed(blank)) == left


def test_a_new_one_is_filled_in_withdrawn_and_replaced(opened: Callable[..., Any], blank: Session) -> None:
    draft = drafted(blank)
    signed_in(blank, draft)
    page = open_page(opened(blank), "case", id=draft.case_id, tab="declarations")
    press(page, "New declaration")
    field(page, "Place").setText("Limassol")
    page.editor.form.fields.entries["language"].set_raw("zh-Hans")
    press(page, "Save")
    new = next(one for one in declarations.of_case(blank, draft.case_id) if one.id != "d")
    assert (new.person_id, new.place, new.language) == ("p", "Limassol", "zh-Hans")
    page.table.choose("d")
    press(page, "Record withdrawal…")
    form = page.steps.form
    day = blank.clock().date()
    form.fields.entries["on"].set_raw(day.isoformat())
    form.fields.entries["note"].set_raw("Heard in the office.")
    press(page, "Save")
    assert declarations.named(blank, "d").withdrawals == ()
    form.fields.entries["heard_by"].set_raw("k")
    form.fields.entries["place"].set_raw("Nicosia")
    form.fields.entries["freedom"].set_raw("not-known")
    press(page, "Save")
    (word,) = declarations.named(blank, "d").withdrawals
    assert (word.on, word.heard_by, word.freedom) == (day, "k", "not-known")
    assert "Said to be taken back" in text_of(page)
    press(page, "Replace by a new one")
    assert [one for one in declarations.of_case(blank, draft.case_id) if one.replaces_id == "d"]


def test_the_first_language_is_preset_and_its_needs_are_said(
    opened: Callable[..., Any], blank: Session
) -> None:
    draft = drafted(blank)
    person = record.find(blank, Person, "p")
    for languages, preset, said in (
        (("ug", "zh-Hans"), "ug", "Nothing can be signed in this language yet"),
        (("kk", "zh-Hans"), "", "Kazakh"),
        (("zh",), "zh-Hans", ""),
        ((), "", ""),
    ):
        now = record.find(blank, Person, "p")
        record.change(blank, replace(person, languages=languages), seen=now)
        page = open_page(opened(blank), "case", id=draft.case_id, tab="declarations")
        press(page, "New declaration")
        form = page.editor.form
        settle()
        assert (form.fields.entries["language"].raw or "") == preset
        notice = part(form, LanguageNotice)
        assert (said in text_of(notice)) if said else notice.isHidden()


def test_what_signing_needs_is_said_before_its_form_opens(opened: Callable[..., Any], blank: Session) -> None:
    draft = drafted(blank)
    bare = replace(draft, made_on=None, place="", language="ug")
    declarations.change(blank, bare, seen=draft)
    page = open_page(opened(blank), "case", id=draft.case_id, tab="declarations")
    for need in ("the day on which it was made", "the place where it was made", "the translation of"):
        assert f"Needed before it is signed: {need}" in text_of(page)
    press(page, "Record signature…")
    assert page.steps.form is None
    assert "cannot be signed yet" in message_of(page.window())


def test_a_declaration_in_uyghur_is_translated_and_checked_beside_it(
    opened: Callable[..., Any], blank: Session
) -> None:
    draft = drafted(blank)
    declarations.change(blank, replace(draft, language="ug"), seen=draft)
    page = open_page(opened(blank), "case", id=draft.case_id, tab="declarations")
    assert "casebook " not in text_of(page), "a person at the window has no use for a command"
    press(page, "Translation and check…")
    pane = part(page, TranslationPane)
    for entry in pane.entries.values():
        entry.set_raw(f"{entry.name} (ug)")
    pane.save()
    settle()
    pane.checked_by.set_raw("Gulnar")
    pane.record_check()
    settle()
    press(pane, "Back to the declaration")
    settle()
    said = text_of(page.details)
    assert "check of its translation" not in said
    assert "Translation checked\nGulnar" in said


def test_a_preview_without_recipients_is_refused_beside_the_field_alone(
    opened: Callable[..., Any], blank: Session
) -> None:
    draft = drafted(blank)
    signed_in(blank, draft)
    page = open_page(opened(blank), "case", id=draft.case_id, tab="declarations")
    press(page, "Build release pack…")
    pane = part(page, ReleasePane)
    press(pane, "Preview")
    assert "This field is required" in text_of(pane)
    assert message_of(page.window()) == ""
    assert "Look at the preview first" in text_of(pane)
    pane.fields.entries["recipients"].set_raw(["k"])
    press(pane, "Preview")
    assert "Something blocks the pack" in text_of(pane)


def test_one_letter_finds_a_contact(opened: Callable[..., Any], blank: Session) -> None:
    draft = drafted(blank)
    context = opened(blank).context
    finder = Anywhere(context, Contact, lambda one: one.name)
    found: list[int] = []
    for letter in ("p", "C", "x"):
        finder.find(letter, lambda rows: found.append(len(rows)))
    assert found == [1, 1, 0]
    assert draft.authorised[0].contact_id == "k"
