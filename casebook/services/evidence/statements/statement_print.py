"""Prints a statement to a file outside the vault, once nothing stands against it."""

from __future__ import annotations

import hashlib
from functools import partial
from io import BytesIO
from pathlib import Path

from casebook.base.errors import InvalidInput, Refused
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.person.person import Purpose
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.absence import require_settled
from casebook.services.base.export import write_file
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.evidence.statements.statement_sheet import PrintedLanguages, statement_sheet
from casebook.services.evidence.statements.statement_view import StatementView, view
from casebook.services.person import person
from casebook.services.person.consent import require_consent

_MAX_TRIES = 4
"""A number of pages that grows by a digit may add a page; it settles at once after that."""


@entity
class PrintedStatement:
    """A statement as it was written.

    Attributes:
        pages: as its jurat states them.
        sha256: of the file, in lower-case hex.
    """

    view: StatementView
    pages: int
    sha256: str


def file_name(view: StatementView) -> str:
    """Return a name for a file outside the vault that does not identify anyone."""
    return f"statement-{view.statement.id[:8]}.pdf"


async def write(
    session: Session,
    statement_id: str,
    out: Path | SaveTarget,
    *,
    languages: PrintedLanguages = "both",
    purpose: Purpose = "court",
) -> PrintedStatement:
    """Write a statement as a PDF with numbered pages, jurat and interpreter's certificate.

    Args:
        session: the open vault.
        statement_id: the statement.
        out: the file; one that is there is replaced.
        languages: in which it is printed.
        purpose: what the clients must have consented to.

    Raises:
        NotFound: there is no such statement.
        InvalidInput: a paragraph is not translated, is tied to what was removed, or no font has a character.
        Refused: a client has not consented; what it is tied to is not here yet, or another case has the
            reference of its case.
        DiskProblem: the disk refuses.
    """
    await on_vault(lambda: require_neutral(session, out.name))
    shown = await on_vault(partial(_ready, session, statement_id, languages, purpose))
    data, pages = await off_thread(partial(_set, shown, languages))
    await write_file(data, out)
    return PrintedStatement(view=shown, pages=pages, sha256=hashlib.sha256(data).hexdigest())


def _ready(
    session: Session, statement_id: str, languages: PrintedLanguages, purpose: Purpose
) -> StatementView:
    """Return the statement, unless something stands against printing it; nothing is written before."""
    shown = view(session, statement_id)
    require_settled(session, shown.case, [shown.statement])
    for problem in shown.problems:
        if problem.is_blocking or (problem.kind == "untranslated" and languages != "original"):
            numbers = ", ".join(map(str, problem.numbers))
            raise InvalidInput(
                Message("{problem} No file was written.", problem=problem.words),
                field=f"paragraphs {numbers}" if numbers else "statement",
                remedy=Message("Paragraphs: {numbers}.", numbers=numbers)
                if numbers
                else Message("Correct the statement and try again."),
            )
    require_consent(session, person.clients_of(session, shown.case), purpose, ())
    return shown


def _set(shown: StatementView, languages: PrintedLanguages) -> tuple[bytes, int]:
    """Return the file and the number of its pages, which its jurat states."""
    from casebook.pdf.bundle.checked_bundle import build_checked_bundle

    pages = 1
    for _ in range(_MAX_TRIES):
        out = BytesIO()
        bundle = build_checked_bundle(statement_sheet(shown, languages, pages), out)
        if bundle.page_count == pages:
            return out.getvalue(), pages
        pages = bundle.page_count
    raise Refused(
        "The number of pages does not settle. No file was written.",
        field="statement",
        remedy="Shorten the last paragraph, and try again.",
    )
