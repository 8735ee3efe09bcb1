"""Papers given to a client, and the translations that an office has had checked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.dossier.client_papers.paper_template import PaperLanguage
from casebook.domain.person.person import ConsentPurpose

PaperFormat = Literal["pdf", "form"]


@entity
class ClientPaper:
    """A paper that a client was given, and what came back.

    Attributes:
        person_id: the client.
        paper, version, language: of the text.
        variant: the route or purpose that it was printed for, or "".
        format: a PDF to print, or a form for a browser.
        given_on: the day the client was given it.
        sha256: of the file, in lower-case hex.
        is_for_signature: whether it has lines for signatures.
        purpose: what is consented to, or "".
        recipient: to whom, in words; of a consent, but for the ledger of outcomes.
        scope: limits of the consent, in words.
        expires_on: last day of the consent, or None.
        document_id: the signed copy, or "".
        answered_at: when answers were saved from it last, UTC, or None.
        answers_sha256: of their file, or "".
    """

    id: str
    case_id: str
    person_id: str
    paper: str
    version: str
    language: PaperLanguage
    format: PaperFormat
    given_on: date
    sha256: str
    variant: str = ""
    is_for_signature: bool = False
    purpose: ConsentPurpose | Literal[""] = ""
    recipient: str = ""
    scope: str = ""
    expires_on: date | None = None
    document_id: str = ""
    answered_at: datetime | None = None
    answers_sha256: str = ""


@entity
class TranslatedLine:
    """The office's own wording of a line."""

    id: str
    text: str


@entity
class PaperTranslation:
    """The translation of one paper into one language, and who checked it.

    Attributes:
        paper, version, language: of the text.
        lines: the office's own wording, which goes before the supplied one.
        checked_by: who checked the whole of it, or "".
        checked_on: when, or None.
        digest: of the text that was checked; another text is not checked.
    """

    id: str
    paper: str
    version: str
    language: PaperLanguage
    lines: tuple[TranslatedLine, ...] = ()
    checked_by: str = ""
    checked_on: date | None = None
    digest: str = ""
