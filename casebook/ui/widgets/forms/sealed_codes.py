"""The question before signed declarations are destroyed, and the field for their codes."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.base.i18n import Translator
from casebook.domain.declaration.going import GoingDeclaration, question_of
from casebook.ui.widgets.forms.entry import TextEntry


class SealedCodes(TextEntry):
    """One line for the codes of signed declarations that a deletion destroys; the service compares them."""

    def __init__(self, words: Translator) -> None:
        super().__init__(words("Codes of the declarations"), words("Code of each, with a space between two"))

    @property
    def codes(self) -> tuple[str, ...]:
        """Return what was entered."""
        return tuple(str(self.raw).replace(",", " ").split())


def sealed_facts(words: Translator, going: Sequence[GoingDeclaration]) -> list[str]:
    """Return what is said before these are destroyed, a paragraph each; nothing for none."""
    if not going:
        return []
    how = words(
        "To go on, enter the code of each: the first eight letters of its seal. The page of the declaration "
        "shows its seal; if its case is in the bin, restore the case first."
    )
    return [words(question_of(going)), how]
