"""Notes of where to look at papers of the PRC, each with its caution and source."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.base.i18n import Translator
from casebook.domain.request.paper_check import LookHere, PaperCheck
from casebook.services.request.paper_look import HOW_TO_READ, NOTHING
from casebook.ui.pages.wording.request import RequestWords
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip


def show_looks(pane: DetailPane, looks: Sequence[LookHere], words: Translator) -> None:
    """Add where to look to a pane; where there is nothing, that is all that is said."""
    pane.heading(words("Look here"))
    for one in looks:
        show_look(pane, one, words)
    pane.words(words(HOW_TO_READ if looks else NOTHING), "small")


def show_look(pane: DetailPane, one: LookHere, words: Translator) -> None:
    """Add one place to look at, with its caution and source."""
    chip = Chip(words("for counsel only"), "red", "lock") if one.is_for_counsel_only else None
    pane.note(words(one.what), words(one.check.caution), source_of(one.check, words), chip)
    if one.check.ask:
        pane.note(words("Ask for"), words(one.check.ask))
    if one.check.argument:
        pane.note(words("What can be argued"), words(one.check.argument))


def source_of(check: PaperCheck, words: Translator) -> str:
    """Return what a check rests on and how that was read."""
    read = RequestWords(words).read[check.read]
    if check.reported_in:
        read = words("{what}, as reported in {account}", what=read, account=words(check.reported_in))
    parts = (check.basis, check.source, words("Read: {what}", what=read))
    return " · ".join(part for part in parts if part)
