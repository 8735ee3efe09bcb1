"""Documents, their extracted or recognised text, and their redactions."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, select

from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.evidence.recognition import Recognition
from casebook.domain.evidence.redaction import Redaction
from casebook.domain.sharing.merge import WHOLE_PART, FieldBlock, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import flag, noun_table, number, parts, text

DOCUMENT = EntityTable(
    noun="document",
    kind=Document,
    table=noun_table(
        "document",
        text("case_id", is_indexed=True),
        text("title"),
        text("kind"),
        text("attachment_id"),
        text("sha256", is_indexed=True),
        number("size_bytes"),
        text("media_type"),
        parts("dated"),
        text("language"),
        text("author"),
        text("obtained_from"),
        text("obtained_how"),
        parts("obtained_on"),
        text("original_at"),
        text("part_of"),
        text("received_as"),
        number("page_count"),
        flag("has_text"),
        parts("custody"),
        text("translation_of"),
        text("redacted_from"),
        parts("certificate"),
        text("exhibit_mark"),
        flag("is_privileged"),
        text("privilege"),
        parts("also_part_of"),
        parts("mail"),
        text("web_address"),
        text("captured_at"),
        parts("tags"),
        parts("also_received_as"),
    ),
    words=lambda document: [
        SearchText(
            title=document.title,
            body=" ".join(
                (
                    document.exhibit_mark,
                    document.author,
                    document.obtained_from,
                    document.received_as,
                    *document.also_received_as,
                    document.web_address,
                    *document.tags,
                )
            ),
            case_id=document.case_id,
        )
    ],
    merge=merging(
        one=(
            "case_id",
            "title",
            "kind",
            "dated",
            "language",
            "author",
            "obtained_from",
            "obtained_how",
            "obtained_on",
            "original_at",
            "part_of",
            "received_as",
            "page_count",
            "translation_of",
            "redacted_from",
            "certificate",
            "privilege",
            "mail",
            "web_address",
            "captured_at",
        ),
        safest={"is_privileged": (True, False)},
        parts={"also_part_of": WHOLE_PART, "tags": WHOLE_PART},
        grown=("custody", "also_received_as"),
        whole={"bytes": FieldBlock(fields=("sha256", "size_bytes", "media_type"), is_fixed=True)},
        same=("exhibit_mark",),
        local=("attachment_id", "has_text"),  # text is recognised anew on each machine
    ),
)

DOCUMENT_TEXT = EntityTable(
    noun="document-text",
    kind=DocumentText,
    table=noun_table("document_text", text("case_id", is_indexed=True), text("title"), parts("pages")),
    words=lambda document: [
        SearchText(title=document.title, body=words, case_id=document.case_id, page=page)
        for page, words in enumerate(document.pages, start=1)
        if words.strip()
    ],
    found_as="document",
    unaudited=frozenset({"pages"}),
)


_WITH_BYTES = select(DOCUMENT.table.c.id).where(
    DOCUMENT.table.c.sha256 == bindparam("sha256"), DOCUMENT.table.c.binned_at.is_(None)
)
"""Asked of every file of an import, of which few are there; built once, and without the other columns."""


def with_bytes(connection: Connection, sha256: str) -> list[Document]:
    """Return documents of any case outside the bin with exactly this content."""
    ids = connection.scalars(_WITH_BYTES, {"sha256": sha256}).all()
    return list(DOCUMENT.some(connection, ids).values()) if ids else []


def is_in_bin(connection: Connection, case_id: str, sha256: str) -> bool:
    """Return whether a document of a case with exactly this content is in the bin."""
    table = DOCUMENT.table
    query = select(table.c.id).where(
        table.c.case_id == case_id, table.c.sha256 == sha256, table.c.binned_at.is_not(None)
    )
    return connection.execute(query).first() is not None


def documents_in(connection: Connection, document_id: str) -> list[Document]:
    """Return the documents that came out of one, also those in the bin."""
    return DOCUMENT.all(connection, select(DOCUMENT.table).where(DOCUMENT.table.c.part_of == document_id))


def documents_of(connection: Connection, attachment_ids: Collection[str]) -> tuple[str, ...]:
    """Return the IDs of the documents of these encrypted files."""
    rows = connection.execute(select(DOCUMENT.table.c.id, DOCUMENT.table.c.attachment_id))
    return tuple(sorted(row.id for row in rows if row.attachment_id in attachment_ids))


RECOGNITION = EntityTable(
    noun="recognition",
    kind=Recognition,
    table=noun_table(
        "recognition",
        text("case_id", is_indexed=True),
        text("title"),
        parts("languages"),
        text("engine"),
        text("read_at"),
        parts("pages"),
    ),
    words=lambda recognition: [
        SearchText(title=recognition.title, body=page.text, case_id=recognition.case_id, page=page.number)
        for page in recognition.pages
        if page.words
    ],
    found_as="document",
    unaudited=frozenset({"pages"}),
)

REDACTION = EntityTable(
    noun="redaction",
    kind=Redaction,
    table=noun_table("redaction", text("case_id", is_indexed=True), parts("areas"), parts("reviewed")),
    merge=merging(
        one=("case_id",),
        # SECURITY: by all it says, so that an area one accepted and another rejected stands as both: hidden.
        parts={"areas": WHOLE_PART, "reviewed": WHOLE_PART},
    ),
)
