"""Letters of a case in their order: which a letter answers, which answer it, and which a file came with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from casebook.domain.base.entity import entity
from casebook.domain.evidence.document import Document

_UNDATED = datetime.max.replace(tzinfo=UTC)


@entity
class Correspondence:
    """The letters around a document, each list in the order in which they were sent.

    Attributes:
        before: the letters of the case that come before it in the same conversation; the one that it answers
            is the last.
        after: those that answer it or its answers.
        came_with: the letters that it came attached to.
    """

    before: tuple[Document, ...] = ()
    after: tuple[Document, ...] = ()
    came_with: tuple[Document, ...] = ()


def correspondence_of(document: Document, documents: Iterable[Document]) -> Correspondence:
    """Return the letters around a document among the documents of its case.

    Letters are linked by the names that mail programs give them, never by subject or sender, which anyone
    could choose. Source: RFC 5322, section 3.6.4.
    """
    others = [one for one in documents if one.id != document.id]
    mail = document.mail
    names = mail.references if mail else ()
    own = mail.message_id if mail else ""
    before = [one for one in others if one.mail and one.mail.message_id and one.mail.message_id in names]
    before.sort(key=lambda one: names.index(one.mail.message_id) if one.mail else 0)
    after = [one for one in others if own and one.mail and own in one.mail.references]
    return Correspondence(
        before=tuple(before),
        after=tuple(sorted(after, key=_sent)),
        came_with=tuple(sorted((one for one in others if one.id in document.outer_ids), key=_sent)),
    )


def _sent(document: Document) -> tuple[datetime, str]:
    """When a letter was sent; those without a time come last, by title."""
    text = document.mail.sent_at if document.mail else ""
    try:
        moment = datetime.fromisoformat(text) if text else _UNDATED
    except ValueError:
        moment = _UNDATED
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC), document.title
