"""The words, icons and colours for declarations."""

from __future__ import annotations

from functools import cached_property

from casebook.base.i18n import Translator
from casebook.domain.declaration.declaration import CLAUSES, Declaration
from casebook.domain.declaration.seal import is_unbroken
from casebook.services.declaration.declaration import LACKING
from casebook.services.declaration.declaration_text import PAPER
from casebook.services.dossier.client_papers.paper_wording import template_named
from casebook.ui.pages.wording.values import Status


class DeclarationWords:
    """Words for the values of a declaration, in one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words

    @cached_property
    def clauses(self) -> dict[str, str]:
        """Clauses by their titles, as the paper has them in the language of the window."""
        titles = {line.id: line.text_in(self._words.language) for line in template_named(PAPER).lines}
        return {clause: titles[f"{clause}-title"] for clause in CLAUSES}

    @cached_property
    def lacking(self) -> dict[str, str]:
        """What a declaration may be without."""
        return {part: self._words(text) for part, text in LACKING.items()}

    @cached_property
    def parts(self) -> dict[str, str]:
        """What a release pack holds beside the declaration."""
        return {
            "video": self._words("the recording"),
            "paper": self._words("the signed paper"),
            "transcript": self._words("transcript of the recording"),
            "translation": self._words("translations"),
        }

    @cached_property
    def added_parts(self) -> dict[str, str]:
        """What a release pack holds only where it is asked for."""
        return {
            "later-transcript": self._words("the transcript entered after the sealing"),
            "annex": self._words("the annex on the release"),
        }

    def state(self, declaration: Declaration) -> Status:
        """Return where a declaration stands."""
        words = self._words
        if not is_unbroken(declaration):
            return words("differs from what was sealed"), "red", "warning"
        states: dict[str, Status] = {
            "draft": (words("draft"), "grey", "edit"),
            "signed": (words("signed and sealed"), "green", "sealed"),
            "released": (words("delivered"), "violet", "sealed"),
            "withdrawn": (words("withdrawn"), "amber", "cancel"),
        }
        return states[declaration.state]
