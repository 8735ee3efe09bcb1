"""A document as evidence: its origin, chain of custody and exhibit number."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity

DocumentKind = Literal[
    "court-paper",
    "request",
    "statement",
    "identity-paper",
    "asylum-paper",
    "medical",
    "photograph",
    "correspondence",
    "form",
    "report",
    "other",
]
CustodyKind = Literal["received", "copied", "translated", "disclosed", "returned"]
CustodyDetail = Literal["", "unlocked", "saved-outside"]
_MARK_PART = re.compile(r"\d+|\D+")
_AFTER_NUMBERS = 1_000_000
"""More than a number has digits: parts of marks that are text come after those that are numbers."""


@entity
class CustodyStep:
    """One step in a document's chain of custody.

    Attributes:
        kind: what was done.
        at: when, in UTC.
        who: by whom.
        why: from whom or to what end.
        sha256_before: hash of the file before the step, or "" for the first.
        sha256_after: hash after it.
        detail: what the program did where it recorded the step itself: made a copy with the file's password,
            or saved one outside the casebook; "" where a person stated the step.
    """

    kind: CustodyKind
    at: datetime
    who: str
    why: str = ""
    sha256_before: str = ""
    sha256_after: str = ""
    detail: CustodyDetail = ""


@entity
class TranslationCertificate:
    """What a court requires a translator to certify.

    Attributes:
        translator: name.
        languages: from and into, as BCP 47 tags.
        competence: the statement that they are competent in both.
        accuracy: the statement that the translation is true and complete.
        signed_on: the day it was signed.
        address: where the translator can be reached.
    """

    translator: str
    languages: tuple[str, str]
    competence: str = ""
    accuracy: str = ""
    signed_on: StatedDate | None = None
    address: str = ""


@entity
class MailHead:
    """What a letter says of itself beyond title, author and day; proposed by the file, never verified.

    Attributes:
        recipients: to whom, as they stand in it.
        sent_at: ISO 8601, with the zone where the letter names one; "" where it gives no time.
        message_id: the name that it has in other letters, without brackets, or "".
        references: the names of the letters before it, that which it answers last.
    """

    recipients: str = ""
    sent_at: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()


@entity
class Document:
    """A file stored encrypted in the vault.

    Attributes:
        attachment_id: the sealed stream that holds its bytes.
        sha256: of the bytes as received, lower-case hex.
        size_bytes: of the bytes as received.
        media_type: recognised by content, never by name.
        page_count: pages, or 0 where the notion does not fit.
        has_text: False for a scan whose words cannot be searched.
        obtained_from: from whom, and `obtained_how`; both print in the custody list.
        obtained_on: when it came, as stated.
        original_at: where the paper original lies, or "".
        part_of: id of the document it came attached to, such as an e-mail, or "".
        also_part_of: ids of further documents it came attached to. Privilege of these does not extend to it.
        mail: the head of a letter, or None.
        web_address: of a captured web page, as the file states it or as someone corrected it, or "".
        captured_at: when it was captured, ISO 8601 as far as it is stated, or ""; no proof of either.
        tags: short words of the office's own, in no paper that leaves it.
        received_as: its name and folders as they were received, harmless to show.
        also_received_as: names and folders under which the same bytes came again, in the order they came.
        translation_of: id of the original it translates, or "".
        redacted_from: id of the whole document it is a redacted copy of, or ""; both are kept.
        exhibit_mark: its mark before the court ("5", "MKZ-2"), or "".
        is_privileged: in no copy but by a decision; what belongs to it likewise (`privilege.with_privilege`).
        privilege: on what it rests ("legal advice", "without prejudice"), or "".
    """

    id: str
    case_id: str
    title: str
    kind: DocumentKind
    attachment_id: str
    sha256: str
    size_bytes: int
    media_type: str
    dated: StatedDate | None = None
    language: str = ""
    author: str = ""
    obtained_from: str = ""
    obtained_how: str = ""
    obtained_on: StatedDate | None = None
    original_at: str = ""
    part_of: str = ""
    received_as: str = ""
    page_count: int = 0
    has_text: bool = True
    custody: tuple[CustodyStep, ...] = ()
    translation_of: str = ""
    redacted_from: str = ""
    certificate: TranslationCertificate | None = None
    exhibit_mark: str = ""
    is_privileged: bool = False
    privilege: str = ""
    also_part_of: tuple[str, ...] = ()
    mail: MailHead | None = None
    web_address: str = ""
    captured_at: str = ""
    tags: tuple[str, ...] = ()
    also_received_as: tuple[str, ...] = ()

    @property
    def outer_ids(self) -> frozenset[str]:
        """Return the IDs of every file in which these bytes came."""
        return frozenset({self.part_of, *self.also_part_of} - {""})

    @property
    def paths(self) -> tuple[str, ...]:
        """Return every name, with its folders, under which these bytes were handed in."""
        return (self.received_as, *self.also_received_as)

    @property
    def custody_breaks_at(self) -> int | None:
        """Return the index of the first step whose hash does not match the previous step's, or None."""
        left = ""
        for place, step in enumerate(self.custody):
            if place and step.sha256_before != left:
                return place
            left = step.sha256_after
        return None if not self.custody or left == self.sha256 else len(self.custody) - 1

    @property
    def is_without_file(self) -> bool:
        """Return whether its file is not in this casebook: it came from another one without it."""
        return bool(self.sha256) and not self.attachment_id

    @property
    def original_sha256(self) -> str:
        """Return the SHA-256 of the file that this copy was opened from with its password, or ""."""
        first = self.custody[0].sha256_after if self.custody else self.sha256
        return first if first != self.sha256 and self.custody_breaks_at is None else ""


def by_mark(document: Document) -> tuple[bool, tuple[tuple[int, str], ...], str]:
    """Sort key of evidence: by exhibit number as people count ("A2" before "A10"), then by title.

    Documents without a number come last.
    """
    parts = _MARK_PART.findall(document.exhibit_mark)
    counted = tuple(
        (len(part.lstrip("0")), part.lstrip("0")) if part.isdecimal() else (_AFTER_NUMBERS, part.casefold())
        for part in parts
    )
    return (not parts, counted, document.title.casefold())


@entity
class DocumentText:
    """The extracted text of a document by page, for search.

    Attributes:
        id: the document's id.
        case_id: its case.
        title: the document's title, shown in the list of hits.
        pages: text of each page in order; "" for a page without text.
    """

    id: str
    case_id: str
    title: str
    pages: tuple[str, ...]
