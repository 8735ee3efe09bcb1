"""Printing, through the picker process: a session cannot reach the print service."""

from __future__ import annotations

from functools import partial

from casebook.base.errors import Refused
from casebook.host.protocol.picker_protocol import PrintJob
from casebook.services.base.flow import off_thread


async def print_pdf(job: PrintJob, pdf: bytes) -> None:
    """Send a PDF to the printer that was chosen.

    Raises:
        Refused: the print service did not take it; nothing will be printed.
    """
    await off_thread(partial(_print, job, pdf))


def _print(job: PrintJob, pdf: bytes) -> None:
    try:
        with job.written() as file:
            file.write(pdf)
    except OSError as error:
        raise Refused(
            "Nothing was printed: the print service did not accept the document.",
            field="printer",
            remedy="Check the printer, or save a PDF file instead.",
        ) from error
