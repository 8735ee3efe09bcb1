"""Letters of a case, and the templates of an office."""

from __future__ import annotations

from casebook.domain.dossier.letter import Letter
from casebook.domain.dossier.letter_template import LetterTemplate
from casebook.domain.sharing.merge import FieldBlock, Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import maybe_text, noun_table, parts, text

LETTER = EntityTable(
    noun="letter",
    kind=Letter,
    table=noun_table(
        "letter",
        text("case_id", is_indexed=True),
        text("kind"),
        text("title"),
        text("reader"),
        text("purpose"),
        text("contact_id"),
        text("proceeding_id"),
        parts("answers"),
        parts("gaps"),
        text("provision"),
        text("sha256"),
        maybe_text("written_at"),
    ),
    words=lambda letter: [
        SearchText(
            title=letter.title,
            body=" ".join(answer.text for answer in letter.answers),
            case_id=letter.case_id,
        )
    ],
    merge=merging(
        one=("case_id", "kind", "title", "reader", "purpose", "contact_id", "proceeding_id", "provision"),
        parts={"answers": Part(by=("name",))},
        whole={"file": FieldBlock(fields=("gaps", "sha256", "written_at"))},
    ),
)

LETTER_TEMPLATE = EntityTable(
    noun="letter-template",
    kind=LetterTemplate,
    table=noun_table(
        "letter_template",
        text("title"),
        text("reader"),
        text("attachment_id"),
        text("sha256"),
        text("added_on"),
        text("purpose"),
    ),
    title=lambda template: template.title,
    merge=merging(
        one=("title", "reader", "purpose"),
        whole={"file": FieldBlock(fields=("sha256", "added_on"))},
        local=("attachment_id",),
    ),
)
