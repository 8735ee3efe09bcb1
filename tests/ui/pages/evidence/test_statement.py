"""Statements at the window: shown with what they are tied to, changed, read back, exported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.evidence.statement import Statement, StatementParagraph
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from tests.pdf.read import texts
from tests.ui.driver import message_of, shown_in, text_of
from tests.ui.pages.dossier.dossier_page import Opened, press_beginning


@pytest.fixture
def page(opened: Opened, blank: Session) -> tuple[Any, Any]:
    """The workspace and the statements of a case with one of two paragraphs."""
    consent = Consent(purpose="court", given_on=blank.clock().date())
    names = (Name(text="Wen Shuyun", script="Latn"),)
    record.add(blank, Person(id="p", names=names, consents=(consent,)))
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY", parties=(Party(person_id="p"),))
    paragraphs = (
        StatementParagraph(id="1", text="警察来了。", translation="The police came.", fact_ids=("f",)),
        StatementParagraph(id="2", text="他们没有出示证件。"),
    )
    record.add(
        blank,
        Fact(id="f", case_id=case.id, statement="A visit of the police", on=StatedDate(edtf="2020-01")),
        Ground(
            id="g",
            case_id=case.id,
            kind="ill-treatment",
            title="Real risk",
            proofs=(Proof(element="Interest of the police", fact_ids=("f",)),),
        ),
        Statement(
            id="s",
            case_id=case.id,
            title="First statement",
            person_id="p",
            language="zh-Hans",
            paragraphs=paragraphs,
        ),
    )
    workspace = opened(blank)
    workspace.go(Location(page="case", id=case.id, tab="statements"))
    return workspace, shown_in(workspace.page)


def test_a_statement_is_shown_with_ties_gaps_and_guide(page: tuple[Any, Any]) -> None:
    _, statements = page
    text = text_of(statements)
    for words in ("警察来了。\n\nThe police came.", "A visit of the police", "Interview guide"):
        assert words in text
    assert "✓ Interest of the police" in text
    assert "Paragraphs are not translated. Paragraphs: 2." in text
    assert "No interpreter is named." in text


def test_untranslated_paragraphs_are_named_and_nothing_is_written(
    page: tuple[Any, Any], tmp_path: Path
) -> None:
    workspace, statements = page
    statements.export_to(tmp_path / "out.pdf", "both")
    assert "not translated" in message_of(workspace)
    assert not (tmp_path / "out.pdf").exists()
    statements.export_to(tmp_path / "out.pdf", "original")
    assert message_of(workspace).startswith("Statement exported")
    assert "警察来了" in texts(tmp_path / "out.pdf")[0]


def test_paragraphs_are_translated_in_the_form_and_keep_their_ids(
    page: tuple[Any, Any], blank: Session
) -> None:
    workspace, statements = page
    statements.change()
    entry = statements.editor.form.entries["paragraphs"]
    rows = entry.raw
    rows[1]["translation"] = "They showed no papers."
    entry.set_raw(rows)
    press_beginning(statements.editor, "Save")
    kept = record.find(blank, Statement, "s")
    assert [(one.id, one.translation) for one in kept.paragraphs] == [
        ("1", "The police came."),
        ("2", "They showed no papers."),
    ]
    workspace.context.undo()
    assert record.find(blank, Statement, "s").untranslated == (2,)


def test_a_read_back_is_recorded_with_what_was_corrected(page: tuple[Any, Any], blank: Session) -> None:
    workspace, statements = page
    press_beginning(statements, "Record read-back…")
    form = statements.editor.form
    form.entries["reader"].set_raw("the interpreter")
    correction = {"number": "1", "side": "translation", "text": "Two officers came.", "who": "client"}
    form.entries["corrections"].set_raw([correction])
    press_beginning(statements.editor, "Save")
    assert message_of(workspace) == "Read-back recorded"
    kept = record.find(blank, Statement, "s")
    assert kept.is_read_back
    assert kept.read_backs[0].corrections[0].was == "The police came."
    assert "Two officers came." in text_of(statements)
    workspace.context.undo()
    assert record.find(blank, Statement, "s").read_backs == ()
