"""The field of the code name of a person, contact or case."""

from __future__ import annotations

from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.widgets.forms.field import Field


def code_name_field(makers: FieldFactory) -> Field:
    """Return the field; a proposal of the program is kept once names are hidden."""
    words = makers.words
    return Field(
        key="code_name",
        title=words("Code name"),
        makes=makers.text(),
        help=words("Shown on the screen while names are hidden. Leave empty for one from the program."),
    )
