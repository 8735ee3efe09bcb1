"""Papers given to clients, and their translations as an office has them."""

from __future__ import annotations

from casebook.domain.dossier.client_paper import ClientPaper, PaperTranslation
from casebook.domain.sharing.merge import FieldBlock, Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import flag, maybe_text, noun_table, parts, text

CLIENT_PAPER = EntityTable(
    noun="client-paper",
    kind=ClientPaper,
    table=noun_table(
        "client_paper",
        text("case_id", is_indexed=True),
        text("person_id", is_indexed=True),
        text("paper"),
        text("version"),
        text("language"),
        text("format"),
        text("given_on"),
        text("sha256"),
        text("variant"),
        flag("is_for_signature"),
        text("purpose"),
        text("recipient"),
        text("scope"),
        maybe_text("expires_on"),
        text("document_id"),
        maybe_text("answered_at"),
        text("answers_sha256"),
    ),
    words=lambda paper: [
        SearchText(
            title=paper.paper,
            body=" ".join(part for part in (paper.recipient, paper.scope) if part),
            case_id=paper.case_id,
        )
    ],
    merge=merging(
        one=(
            "case_id",
            "person_id",
            "paper",
            "version",
            "language",
            "format",
            "given_on",
            "sha256",
            "variant",
            "is_for_signature",
            "purpose",
            "recipient",
            "scope",
            "expires_on",
            "document_id",
        ),
        whole={"answers": FieldBlock(fields=("answered_at", "answers_sha256"))},
    ),
)

PAPER_TRANSLATION = EntityTable(
    noun="paper-translation",
    kind=PaperTranslation,
    table=noun_table(
        "paper_translation",
        text("paper"),
        text("version"),
        text("language"),
        parts("lines"),
        text("checked_by"),
        maybe_text("checked_on"),
        text("digest"),
    ),
    title=lambda translation: f"{translation.paper} {translation.language}",
    merge=merging(
        one=("paper", "version", "language"),
        parts={"lines": Part(by=("id",))},
        whole={"check": FieldBlock(fields=("checked_by", "checked_on", "digest"))},
    ),
)
