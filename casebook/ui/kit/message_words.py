"""Texts of messages about undone changes and bugs."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.base.log import error_place
from casebook.ui.kit.undo_history import Step


def undone_where(words: Translator, step: Step, newer: tuple[Step, ...], answer: object) -> str:
    """Return where a step was made, and which newer changes of its records stay, or went with the record.

    Args:
        words: of the window.
        step: what was undone.
        newer: the changes made to the same records since.
        answer: of its undo, which says whether it took the record away.
    """
    from casebook.services.base.added import Added  # the lock screen is shown before the database is loaded

    titles = words.series_of(one.title or words("Other change") for one in newer)
    stay = words("Newer changes of the same record stay: {changes}", changes=titles)
    if isinstance(answer, Added):
        stay = words("The record is in the bin with its newer changes: {changes}", changes=titles)
    return " · ".join(part for part in (step.where, stay if newer else "") if part)


def no_way_back(words: Translator, title: str) -> tuple[str, str]:
    """Return title and remedy where the last change cannot be undone; its title is "" where unknown."""
    remedy = words("Earlier changes can be undone one by one in the undo list (Ctrl+Shift+H).")
    if not title:
        return words("The last change cannot be undone"), remedy
    return words("The last change cannot be undone: {change}", change=title), remedy


def bug_words(words: Translator, error: BaseException) -> tuple[str, str]:
    """Return title and remedy of a bug, with its place in the code and no record content."""
    return (
        words("An error occurred inside the program."),
        words("No saved work is lost. Location to report: {place}", place=error_place(error)),
    )
