"""Cancelling the import of 1,000 files: how soon it stops, and that what was imported is whole."""

from __future__ import annotations

import time

from casebook.base.errors import Cancelled
from casebook.base.message import Message
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.evidence import document as documents
from tests.bench.bench_intake import mixed_files
from tests.bench.opened import imported, new_casebook
from tests.bench.ratio import Ratio, scratch

MAX_STOP_SECONDS = 2.0
"""What a person waits after clicking Cancel: the step that runs ends first."""
AT = 0.3
"""The part of the import after which somebody cancels."""
LITTLE_LATER_SECONDS = 0.05


class _Canceller:
    """Progress of an import that somebody cancels at a moment of their own, in the middle of a step."""

    cancelled_at = 0.0

    def __call__(self, done: int, total: int, step: Message) -> None:  # noqa: ARG002 - it is a Progress
        now = time.perf_counter()
        if not self.cancelled_at and done > AT * total:
            self.cancelled_at = now + LITTLE_LATER_SECONDS
        if self.cancelled_at and now > self.cancelled_at:
            raise Cancelled("Cancelled.")


def measure() -> list[Ratio]:
    """Seconds from the cancel to the report of the import."""
    with scratch("cancel") as folder, new_casebook(folder) as session:
        files = mixed_files(folder / "mixed")
        progress = _Canceller()
        rows = imported(session, files, progress=progress)
        seconds = time.perf_counter() - progress.cancelled_at
        ids = [row.document.id for row in rows if row.outcome == "taken" and row.document]
        stopped = sum(row.outcome == "stopped" for row in rows)
        if not 0 < len(ids) < len(files) == len(ids) + stopped:
            raise SystemExit("the import was not stopped in its middle, or a file has no row")
        _require_whole(session, ids)
    detail = f"{seconds:.2f} s, at most {MAX_STOP_SECONDS}; {len(ids)} of {len(files)} files whole"
    return [Ratio("cancelling an import", seconds / MAX_STOP_SECONDS, 1.0, detail)]


def _require_whole(session: Session, ids: list[str]) -> None:
    """Read every document to its end, which fails where one is incomplete; there are no others."""
    every = record.every(session, Document)
    if {document.id for document in every} != set(ids):
        raise SystemExit("a document was written that no row names")
    for document in every:
        with documents.contents(session, document) as stream:
            if len(stream.read()) != document.size_bytes:
                raise SystemExit("a document is not whole")
