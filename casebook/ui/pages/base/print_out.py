"""Printing from a page: on a chosen printer, or into a PDF file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from casebook.services.base.print_service import print_pdf
from casebook.ui.dialogs.file import pick_printer
from casebook.ui.kit.page_context import PageContext


def print_out(parent: QWidget, context: PageContext, pdf: bytes, save: Callable[[], None]) -> None:
    """Print a document, and report it only once the print service has it.

    Args:
        parent: in front of whose window to ask.
        context: of the page.
        pdf: the document.
        save: saves it as a file instead, where there is no printer or the person wants that.
    """
    job, words = pick_printer(parent), context.words
    if job == "no printer":
        title = words("This computer has no printer set up")
        context.say(title, words("Save a PDF file to print it elsewhere."), is_neutral=True)
        save()
    elif job == "pdf":
        save()
    elif job is not None:
        title = words("Sent to the print service")
        remedy = words("It keeps an unencrypted copy until the document is printed, or longer.")
        context.run(lambda _: print_pdf(job, pdf), lambda _: context.say(title, remedy))
