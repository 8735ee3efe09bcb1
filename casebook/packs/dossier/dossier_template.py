"""Templates of the kinds of dossier."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from casebook.base.resources import resource
from casebook.domain.dossier.dossier import DossierKind, Section, SectionKind
from casebook.domain.dossier.dossier_template import DossierTemplate, TemplatePart
from casebook.packs.base.entry import OnDefect, PackEntry, refuse
from casebook.packs.base.reader import read_all

FILE = "dossier-templates.toml"
KIND = "dossier"
KINDS: tuple[DossierKind, ...] = get_args(DossierKind)
SECTION_KINDS: tuple[SectionKind, ...] = get_args(SectionKind)


def read_dossier_templates(
    folder: Path | None = None, on_defect: OnDefect = refuse
) -> tuple[DossierTemplate, ...]:
    """Every template, in order; the shipped ones where `folder` is None.

    Raises:
        NotFound: the pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    return read_all((folder or resource("packs")) / FILE, KIND, _template, on_defect)


def _template(entry: PackEntry) -> DossierTemplate:
    template = DossierTemplate(
        id=entry.choice("id", KINDS),
        about=entry.text("about"),
        profile_id=entry.text("profile", default=""),
        has_exhibits=entry.flag("has_exhibits"),
        parts=tuple(_part(table) for table in entry.tables("section")),
    )
    if not template.parts:
        entry.complain("section", "must contain at least one part")
    entry.close()
    return template


def _part(entry: PackEntry) -> TemplatePart:
    section = Section(
        id="",
        kind=entry.choice("kind", SECTION_KINDS),
        title=entry.text("title", default=""),
        prompt=entry.text("prompt", default=""),
        topics=entry.texts("topics", default=()),
        is_drawn=entry.flag("drawn", default=False),
    )
    part = TemplatePart(section=section, by_ground=entry.flag("by_ground", default=False))
    entry.close()
    return part
