"""Fetching the files of several documents from the shared folder, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from casebook.base.errors import Cancelled, CasebookError
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.flow import on_vault
from casebook.services.base.session import Session
from casebook.services.sharing.team.exhibits import fetching, offer_of
from casebook.services.sharing.team.offer import OfferedExhibit
from casebook.services.sharing.team.team_view import read_team
from casebook.store.registry import table_for
from casebook.store.sharing import shared_exhibits

_SHARES = 1000
"""Into which the progress of one file is divided."""


@dataclass(slots=True, kw_only=True)
class FetchReport:
    """What came of fetching several files.

    Attributes:
        fetched: the documents whose files are here now.
        problems: why the others are not, by the ID of their document.
    """

    fetched: list[Document] = field(default_factory=list)
    problems: dict[str, CasebookError] = field(default_factory=dict)


def offered_files(session: Session, case_id: str) -> dict[str, OfferedExhibit]:
    """Return what lies in the shared folder of the documents of a case whose files are not here, by ID."""
    with session.store.reading() as connection:
        documents = table_for(Document).of_case(connection, case_id)
        lacking = {one.id: one for one in documents if one.is_without_file}
        places = {one: shared_exhibits.exhibit(connection, one) for one in lacking}
        view = read_team(session, connection) if any(places.values()) else None
    return {one: offer_of(lacking[one], where, view) for one, where in places.items() if where is not None}


async def fetching_many(
    session: Session, document_ids: Sequence[str], *, progress: Progress = silent
) -> FetchReport:
    """Fetch the files of several documents; one that fails leaves the others as they are.

    Args:
        session: the open casebook.
        document_ids: of documents; those whose files are here are passed over.
        progress: how far it is, in thousandths of each file.

    Raises:
        Cancelled: the person stopped; what was fetched stays.
        ReadOnly: this session only reads.
    """
    session.store.require_writing()
    report, total = FetchReport(), len(document_ids) * _SHARES
    for place, document_id in enumerate(document_ids):
        try:
            document = await on_vault(partial(record.find, session, Document, document_id))
            if document.is_without_file:
                part = partial(_report_part, progress, place * _SHARES, total)
                report.fetched.append(await fetching(session, document_id, progress=part))
        except Cancelled:
            raise
        except CasebookError as problem:
            report.problems[document_id] = problem
    return report


def _report_part(progress: Progress, before: int, whole: int, done: int, total: int, step: Message) -> None:
    progress(before + (done * _SHARES // total if total else 0), whole, step)
