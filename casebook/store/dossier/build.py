"""The register of what was built from dossiers."""

from __future__ import annotations

from casebook.domain.dossier.build import Build
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import flag, noun_table, number, parts, text

SHELF = EntityTable(
    noun="build",
    kind=Build,
    table=noun_table(
        "build",
        text("dossier_id", is_indexed=True),
        text("case_id", is_indexed=True),
        text("built_at"),
        text("copy_kind"),
        text("sha256"),
        number("pages"),
        text("for_whom"),
        number("problems"),
        flag("is_ready"),
        text("profile_id"),
        text("purpose"),
        text("file_format"),
        parts("contents"),
        parts("files"),
        parts("numbers"),
    ),
)
