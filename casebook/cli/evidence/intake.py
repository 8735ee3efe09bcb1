"""``import``: evidence in, with hashes and custody."""

from __future__ import annotations

from collections import Counter as Counted
from collections.abc import Sequence
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.cli.base.answer import answer, table
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import unlocked
from casebook.cli.base.text_file import text_of
from casebook.domain.base.date import entered
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.services.base.flow import run_in_line
from casebook.services.case import case
from casebook.services.evidence import intake
from casebook.services.evidence.intake_source import from_paths

BAD_INPUT, DISK = 3, 8


def import_(
    *,
    vault: Path,
    case_name: str,
    files: tuple[Path, ...],
    received_from: str,
    on: str,
    by: str,
    how: str,
    language: str,
    as_is: bool,
    password_file: Path | None,
    passphrase_file: Path | None,
    json: bool,
) -> int:
    received_on = entered(on) if on else None
    receipt = Receipt(
        received_from=received_from, received_on=received_on, received_by=by, how=how, language=language
    )
    passwords = _passwords(password_file) if password_file else ()
    with unlocked(vault, passphrase_file) as session:
        case_id, offers = case.named(session, case_name).id, from_paths(files)
        flow = intake.take_in(
            session,
            case_id,
            offers,
            receipt,
            keeps_damaged=as_is,
            passwords=passwords,
            progress=Counter(),
        )
        return _answer(run_in_line(flow), json_wanted=json)


def _passwords(file: Path) -> tuple[str, ...]:
    """The lines of a file.

    Raises:
        InvalidInput: it cannot be read, or has no lines or too many.
    """
    refusal = InvalidInput(
        "The file with the passwords cannot be read.",
        field="password-file",
        remedy="Check the path and the permissions of the file.",
    )
    lines = tuple(filter(None, text_of(file, refusal).splitlines()))
    if not 0 < len(lines) <= intake.MAX_PASSWORDS:
        raise InvalidInput(
            Message("The file must contain 1 to {limit} passwords.", limit=intake.MAX_PASSWORDS),
            field="password-file",
            remedy="Write one password on each line.",
        )
    return lines


def _answer(rows: Sequence[IntakeRow], *, json_wanted: bool) -> int:
    """Print the outcome of each file; returns the exit code."""
    report: dict[str, object] = {"rows": [_row_json(row) for row in rows]}
    refused = next((row for row in rows if row.outcome == "refused"), None)
    if refused:
        report["error"] = _error_json(refused)

    def words() -> str:
        listed = table(["file", "outcome", "pages", "type", "remarks"], [_cells(row) for row in rows])
        return f"{listed}\n{_total(rows)}"

    answer(report, words, json_wanted=json_wanted)
    if refused is None:
        return 0
    return DISK if refused.fault == "disk-problem" else BAD_INPUT


def _total(rows: Sequence[IntakeRow]) -> str:
    """Return how many files came to what, such as ``3 imported, 1 duplicate``."""
    counts = Counted(_outcome(row) for row in rows)
    return ", ".join(f"{number} {outcome}" for outcome, number in counts.items()) or "no files"


def _outcome(row: IntakeRow) -> str:
    return "imported" if row.outcome == "taken" else row.outcome


def _row_json(row: IntakeRow) -> dict[str, object]:
    document = row.document
    return {
        "file": row.name,
        "outcome": _outcome(row),
        "id": document.id if document else "",
        "sha256": document.sha256 if document else "",
        "pages": document.page_count if document else 0,
        "has_text": bool(document and document.has_text),
        "media_type": document.media_type if document else "",
        "part_of": document.part_of if document else "",
        "is_duplicate": row.outcome == "duplicate",
        "remarks": [str(remark) for remark in row.remarks],
        "remedy": str(row.remedy),
    }


def _error_json(row: IntakeRow) -> dict[str, str]:
    """Return the first rejection in the form of other errors; the rows contain all of them."""
    title = f"{row.name}: {row.remarks[0]!s}"
    return {
        "kind": row.fault,
        "field": row.field or row.name,
        "remedy": str(row.remedy),
        "title": title,
    }


def _cells(row: IntakeRow) -> list[object]:
    document = row.document
    remarks = " ".join((*map(str, row.remarks), str(row.remedy))).strip()
    pages = document.page_count if document else ""
    return [row.name, _outcome(row), pages, document.media_type if document else "", remarks]
