"""``ocr``: text recognition of scans in a vault, where tesseract is installed."""

from __future__ import annotations

from typing import Annotated

import typer

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import Counter, answer, table
from casebook.cli.base.key import Json, KeyFile, Vault, unlocked
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import Recognition
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.evidence import recognition

DocumentId = Annotated[str, typer.Argument(metavar="[DOCUMENT]", help="Id of one document.")]
OfCase = Annotated[str, typer.Option("--case", help="All scans of this case (id or reference).")]
Languages = Annotated[
    list[str] | None,
    typer.Option("--language", help="As tesseract names them, such as eng or chi_sim; may be repeated."),
]


def add_to(app: typer.Typer) -> None:
    """Give the program its verb."""
    app.command("ocr", epilog="Example: casebook ocr VAULT --case R-1 --language chi_sim")(verb)


def verb(
    vault: Vault,
    document_id: DocumentId = "",
    of_case: OfCase = "",
    language: Languages = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Read the pages that have no text; the words are kept beside the document and laid into bundles."""
    with unlocked(vault, passphrase_file) as session:
        asked = language or ["eng"]
        read = [
            run_in_line(recognition.recognise(session, document, asked, progress=Counter()))
            for document in _wanted(session, document_id, of_case)
        ]
    rows = [
        {
            "id": outcome.id,
            "pages": len(outcome.pages),
            "doubtful_pages": outcome.doubtful_pages,
            "engine": outcome.engine,
        }
        for outcome in read
    ]
    answer({"rows": rows}, _in_words(read), json_wanted=json)


def _wanted(session: Session, document_id: str, of_case: str) -> list[str]:
    if bool(document_id) == bool(of_case):
        raise InvalidInput("Name one document, or a case.", field="document", remedy="Give an id or --case.")
    if document_id:
        return [document_id]
    found = case.named(session, of_case)
    return [
        document.id
        for document in record.of_case(session, Document, found.id)
        if recognition.is_scan(document)
    ]


def _in_words(read: list[Recognition]) -> str:
    if not read:
        return "No scan without text."
    rows = [[outcome.id, len(outcome.pages), ", ".join(map(str, outcome.doubtful_pages))] for outcome in read]
    return table(["document", "pages read", "pages to compare"], rows)
