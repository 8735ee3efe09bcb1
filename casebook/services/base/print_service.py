"""Printing: what is printed goes to the print service through the process that asked for the printer."""

from __future__ import annotations

from functools import partial

from casebook.base.errors import Refused
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.flow import off_thread


async def print_pdf(printer: SaveTarget, pdf: bytes) -> None:
    """Hand a PDF to a printer that was chosen.

    Raises:
        Refused: the print service did not take it; nothing will be printed.
    """
    await off_thread(partial(_print, printer, pdf))


def _print(printer: SaveTarget, pdf: bytes) -> None:
    try:
        with printer.written() as file:
            file.write(pdf)
    except OSError as error:
        raise Refused(
            "Nothing was printed: the print service did not accept the document.",
            field="printer",
            remedy="Check the printer, or save a PDF file instead.",
        ) from error
