"""The exposure of a case, printed, or saved to a chosen file."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from casebook.services.exposure import charge_sheet
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.print_out import print_out


def save_sheet(parent: QWidget, context: PageContext, case_id: str) -> None:
    """Ask for the file of the paper and write it."""
    path = pick_target(parent, context.words, "exposure.pdf")
    if path is None:
        return
    context.run(
        lambda _: charge_sheet.write_sheet(context.session, case_id, path, context.words),
        lambda _: context.say(context.words("Exposure exported. Outside the casebook it is not encrypted.")),
    )


def print_sheet(parent: QWidget, context: PageContext, case_id: str) -> None:
    """Print the paper; where this computer has no printer, save it."""
    context.run(
        lambda _: charge_sheet.sheet_pdf(context.session, case_id, context.words),
        lambda pdf: print_out(parent, context, pdf, lambda: save_sheet(parent, context, case_id)),
    )
