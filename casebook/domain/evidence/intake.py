"""Import of files: the details of a batch, and the outcome of each file."""

from __future__ import annotations

from typing import Literal

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.evidence.document import Document, DocumentKind

Outcome = Literal["taken", "duplicate", "refused", "stopped"]


@entity
class Receipt:
    """How a batch of files was received; recorded in the custody of each.

    Attributes:
        received_from: from whom.
        received_on: when, as stated; None for now.
        received_by: by whom, or "" for whoever works.
        how: by post, by hand, downloaded.
        language: BCP 47 tag of what the files are in, or "".
        kind: what they are.
    """

    received_from: str = ""
    received_on: StatedDate | None = None
    received_by: str = ""
    how: str = ""
    language: str = ""
    kind: DocumentKind = "other"


@entity
class IntakeRow:
    """The outcome of one file.

    Attributes:
        id: its number in the batch.
        name: its name and folders, harmless to show.
        outcome: taken; a duplicate of what was there; refused; or not reached when the person stopped.
        document: the record, where one is there.
        remarks: what else the person should know.
        remedy: what to do about a refusal.
        fault: the kind of error of a refusal, for scripts.
        field: the path as it was given, for scripts; "" for what was found in another file.
    """

    id: str
    name: str
    outcome: Outcome
    document: Document | None = None
    remarks: tuple[Message, ...] = ()
    remedy: Message = NO_MESSAGE
    fault: str = ""
    field: str = ""
