"""Chain of custody of a document: each step with the hash before and after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.evidence.document import CustodyDetail, CustodyKind, CustodyStep, Document
from casebook.services.base.session import Session

DETAILS: Mapping[CustodyDetail, str] = {
    "unlocked": gettext_noop("opened with its password"),
    "saved-outside": gettext_noop("a copy was saved outside the casebook"),
}
"""What the program did where it recorded a step itself."""


def reason(step: CustodyStep, words: Translator) -> str:
    """Return from whom or to what end a step was taken, as a person stated it or the program recorded it."""
    return words(DETAILS[step.detail]) if step.detail else step.why


def with_step(
    session: Session,
    document: Document,
    kind: CustodyKind,
    *,
    who: str = "",
    why: str = "",
    at: datetime | None = None,
) -> Document:
    """Return the document with one more custody step at the end, without writing anything.

    The file itself does not change, so its hash is the same before and after: a redacted copy, a translation
    or a better scan is a document of its own that names the one it came from.

    Args:
        session: the open vault.
        document: as it stands.
        kind: what was done.
        who: by whom; who works here where "".
        why: to whom or to what end.
        at: when, aware; now where None.

    Raises:
        InvalidInput: it lies before the step before it, or after now.
    """
    now = session.clock()
    when = at or now
    last = document.custody[-1] if document.custody else None
    if (last and when < last.at) or when > now:
        raise InvalidInput(
            "A custody step must follow the one before it and cannot be recorded before it took place.",
            field="at",
            remedy="Check the date, time and time zone.",
        )
    sha256 = last.sha256_after if last else document.sha256
    step = CustodyStep(
        kind=kind, at=when, who=who or session.who, why=why, sha256_before=sha256, sha256_after=sha256
    )
    return replace(document, custody=(*document.custody, step))
