"""The details of a letter: its head, its conversation, and what came with it."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document, MailHead
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location
from tests.ui.driver import shown_in, text_of
from tests.ui.pages.dossier.dossier_page import Opened


def test_a_letter_shows_those_before_and_after_it(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    first, second, third = record.of_case(own_sample, Document, sample_case.id)[:3]
    heads = (
        MailHead(message_id="a@x", sent_at="2026-03-02T09:15:00+02:00", recipients="office@law.example"),
        MailHead(message_id="b@x", sent_at="2026-03-02T10:15:00+08:00", references=("a@x",)),
        MailHead(message_id="c@x", references=("a@x", "b@x")),
    )
    for document, head in zip((first, second, third), heads, strict=True):
        changed = replace(document, mail=head, author=f"author of {head.message_id}")
        record.change(own_sample, changed, seen=document)
    record.change(
        own_sample, replace(record.find(own_sample, Document, third.id), also_part_of=(first.id,)), seen=None
    )
    workspace = opened(own_sample)
    workspace.go(Location(page="case", id=sample_case.id, tab="evidence", within=second.id))
    text = text_of(shown_in(workspace.page).editor.details)
    assert text.index("Earlier emails in this conversation") < text.index("author of a@x")
    assert text.index("Later emails in this conversation") < text.index("author of c@x")
    assert "2 March 2026, 10:15 UTC+8" in text
    shown_in(workspace.page).table.choose(third.id)
    text = text_of(shown_in(workspace.page).editor.details)
    assert text.index("Attached to") < text.index(first.title, text.index("Attached to"))


def test_the_entered_day_of_receipt_stands_before_that_of_the_import(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    document = record.of_case(own_sample, Document, sample_case.id)[0]
    record.change(own_sample, replace(document, obtained_on=StatedDate(edtf="2026-02-03")), seen=document)
    workspace = opened(own_sample)
    workspace.go(Location(page="case", id=sample_case.id, tab="evidence", within=document.id))
    assert "3 Feb 2026; imported " in text_of(shown_in(workspace.page).editor.details)
