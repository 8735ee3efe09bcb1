"""The hands a document goes through: each step with the hash before and after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casebook.base.errors import InvalidInput
from casebook.domain.evidence.document import CustodyKind, CustodyStep, Document
from casebook.services.base import record
from casebook.services.base.session import Session


def hand_on(
    session: Session,
    document_id: str,
    kind: CustodyKind,
    *,
    who: str = "",
    why: str = "",
    at: datetime | None = None,
) -> Document:
    """Write down a step: the file itself does not change, so its hash is the same before and after.

    A redacted copy, a translation or a better scan is a document of its own that names the one it came from.

    Args:
        session: the open vault.
        document_id: which document.
        kind: what was done.
        who: by whom; who works here where "".
        why: to whom or to what end.
        at: when, aware; now where None.

    Raises:
        NotFound: there is no such document.
        InvalidInput: it lies before the step before it, or after now.
    """
    document = record.find(session, Document, document_id)
    now = session.clock()
    when = at or now
    last = document.custody[-1].at if document.custody else when
    if when < last or when > now:
        raise InvalidInput(
            "A step of custody follows the one before it, and is not written before it was taken.",
            field="at",
            remedy="Check day, time and zone.",
        )
    step = CustodyStep(
        kind=kind,
        at=when,
        who=who or session.who,
        why=why,
        sha256_before=document.sha256,
        sha256_after=document.sha256,
    )
    return record.change(session, replace(document, custody=(*document.custody, step)), seen=document)
