"""The name entries of a person; the script is detected from the letters unless chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from casebook.domain.base.name import Name, NameKind, Romanisation, Script
from casebook.services.person.name_tags import tagged_name
from casebook.ui.pages.base.field_factories import FieldFactory, Make
from casebook.ui.pages.person.name_forms import NamesEntry
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.forms.field import Field


def names_maker(makers: FieldFactory, wording: Wording) -> Make:
    """Return a factory of the entry for all names of a person."""
    words = makers.words
    fields = (
        Field(key="text", title=words("Name"), makes=makers.text("Lin Zhiyuan · 林志远"), is_required=True),
        # A legal name, as lists that are taken in and the command line have it: one kind for every script
        # of every name would be asked for, and the answer is nearly always this.
        Field(key="kind", title=words("Type"), makes=makers.choice(wording.name_kind)),
        Field(
            key="script",
            title=words("Script"),
            makes=makers.choice({"": words("detected from its characters"), **wording.script}),
        ),
        Field(
            key="romanisation",
            title=words("Romanisation system"),
            makes=makers.choice({"": "", **wording.romanisation}),
        ),
        Field(key="stands_in", title=words("Appears in"), makes=makers.text(words("passport"))),
    )
    part = makers.part(fields, _name, carried=_tags)
    return lambda name: NamesEntry(name, lambda: part(name), makers.context, wording)


def _tags(name: Name) -> list[str]:
    """Return script, romanisation and, for as long as these two stay, the language: it has no field."""
    return [name.script, name.romanisation, name.language]


def _name(
    *,
    text: str,
    kind: NameKind,
    script: Script | Literal[""],
    romanisation: Romanisation,
    stands_in: str,
    carried: list[str] | None,
) -> Name:
    name = tagged_name(text, kind, script=script or None, romanisation=romanisation, stands_in=stands_in)
    if carried is not None and carried[:2] == [name.script, name.romanisation]:
        return replace(name, language=carried[2])
    return name
