"""Official forms of the casebook, and what goes into them in single cases."""

from __future__ import annotations

from casebook.domain.dossier.form_answer import FormAnswer
from casebook.domain.dossier.official_form import OfficialForm
from casebook.domain.sharing.merge import FieldBlock, Part, merging
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import noun_table, number, parts, text

OFFICIAL_FORM = EntityTable(
    noun="official-form",
    kind=OfficialForm,
    table=noun_table(
        "official_form",
        text("title"),
        text("attachment_id"),
        text("sha256"),
        number("size_bytes"),
        parts("traits"),
        text("language"),
        parts("fields"),
        parts("entries"),
    ),
    title=lambda form: form.title,
    merge=merging(
        one=("title", "language"),
        parts={"entries": Part(by=("field",))},
        whole={"file": FieldBlock(fields=("sha256", "size_bytes", "traits", "fields"), is_fixed=True)},
        local=("attachment_id",),
    ),
)

FORM_ANSWER = EntityTable(
    noun="form-answer",
    kind=FormAnswer,
    table=noun_table(
        "form_answer",
        text("case_id", is_indexed=True),
        text("official_form_id", is_indexed=True),
        parts("entries"),
    ),
    merge=merging(one=("case_id", "official_form_id"), parts={"entries": Part(by=("field",))}),
)
