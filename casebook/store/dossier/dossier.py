"""Dossiers of a case, their builds, pseudonyms, and custom court profiles."""

from __future__ import annotations

from casebook.domain.dossier.build import Build
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.own_profile import OwnProfile
from casebook.domain.dossier.pseudonym import Pseudonym
from casebook.domain.sharing.merge import WHOLE_PART, FieldBlock, Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import flag, maybe_text, noun_table, number, parts, text

DOSSIER = EntityTable(
    noun="dossier",
    kind=Dossier,
    table=noun_table(
        "dossier",
        text("case_id", is_indexed=True),
        text("title"),
        text("kind"),
        text("profile_id"),
        text("language"),
        text("court"),
        text("number"),
        text("parties"),
        maybe_text("hearing_on"),
        parts("cover_lines"),
        text("references_at"),
        parts("sections"),
        parts("exhibit_ids"),
        parts("omissions"),
        text("challenged_id"),
        flag("is_grouped"),
        flag("has_dividers"),
        text("page_mark"),
    ),
    words=lambda dossier: [
        SearchText(
            title=dossier.title,
            body=" ".join(section.text for section in dossier.sections),
            case_id=dossier.case_id,
        )
    ],
    merge=merging(
        one=(
            "case_id",
            "title",
            "kind",
            "profile_id",
            "language",
            "court",
            "number",
            "parties",
            "hearing_on",
            "references_at",
            "challenged_id",
            "is_grouped",
            "has_dividers",
            "page_mark",
        ),
        parts={
            "cover_lines": WHOLE_PART,
            "sections": Part(by=("id",)),
            "exhibit_ids": WHOLE_PART,
            "omissions": Part(by=("finding_id",)),
        },
    ),
)

BUILD = EntityTable(
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
        parts("decisions"),
        parts("packs"),
    ),
    title=lambda build: build.profile_id,
    merge=merging(
        one=(
            "dossier_id",
            "case_id",
            "built_at",
            "copy_kind",
            "sha256",
            "pages",
            "for_whom",
            "problems",
            "is_ready",
            "profile_id",
            "purpose",
            "file_format",
        ),
        grown=("contents", "files", "numbers", "decisions", "packs"),
    ),
)

PSEUDONYM = EntityTable(
    noun="pseudonym",
    kind=Pseudonym,
    table=noun_table("pseudonym", text("case_id", is_indexed=True), text("person_id"), text("label")),
    merge=merging(one=("case_id", "person_id"), same=("label",)),
)

OWN_PROFILE = EntityTable(
    noun="own-profile",
    kind=OwnProfile,
    table=noun_table("own_profile", text("profile_id"), text("text"), text("taken_from"), text("taken_on")),
    title=lambda own_profile: own_profile.profile_id,
    merge=merging(whole={"entry": FieldBlock(fields=("profile_id", "text", "taken_from", "taken_on"))}),
)
