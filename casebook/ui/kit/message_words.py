"""Texts of messages about undone changes and bugs."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.base.log import error_place
from casebook.ui.kit.undo_history import Step


def undone_where(words: Translator, step: Step, newer: tuple[Step, ...]) -> str:
    """Return where a step was made, and which newer changes of its records stay."""
    titles = "; ".join(one.title or words("Other change") for one in newer)
    stay = words("Newer changes of the same record stay: {changes}", changes=titles)
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
