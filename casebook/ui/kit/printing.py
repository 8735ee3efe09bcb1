"""Printing: to a printer of this computer where there is one, else as the bytes of a PDF to be written."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint, QRectF
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QRegion,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from casebook.ui.kit import theme

_MARGIN_MM, _SCREEN_DPI = 15, 96
Drawing = Callable[[QPainter, QRectF], None]
"""Draws into an area of one page."""


def print_table(
    parent: QWidget, title: str, headings: Sequence[str], cells: Sequence[Sequence[str]]
) -> bytes | None:
    """Print a table under its title, its headings again on every page.

    Returns:
        A PDF where there is no printer; b"" once it was printed; None where the person gave up.
    """
    return _printed(parent, table_document(title, headings, cells).print_)


def print_picture(parent: QWidget, draw: Drawing) -> bytes | None:
    """Print a picture on one page; what is returned is as with a table."""
    return _printed(parent, lambda device: draw_on(device, draw))


def print_widget(widget: QWidget) -> bytes | None:
    """Print a widget as large as a page takes it; what is returned is as with a table."""
    return print_picture(widget, drawing_of(widget))


def drawing_of(widget: QWidget) -> Drawing:
    """A widget as it is drawn on paper: dark words and no ground, whatever the window wears."""

    def draw(painter: QPainter, area: QRectF) -> None:
        scale = min(area.width() / widget.width(), area.height() / widget.height())
        painter.scale(scale, scale)
        with theme.on_paper():
            widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)

    return draw


def table_document(title: str, headings: Sequence[str], cells: Sequence[Sequence[str]]) -> QTextDocument:
    """A table as a document; its words never read as markup."""
    head = "".join(f"<th align='left'>{html.escape(heading)}</th>" for heading in headings)
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in cells
    )
    document = QTextDocument()
    document.setDefaultStyleSheet("td, th { padding: 3px 8px; } th { border-bottom: 1px solid #000; }")
    document.setHtml(
        f"<h3>{html.escape(title)}</h3>"
        f"<table width='100%' cellspacing='0'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return document


def draw_on(device: QPagedPaintDevice, draw: Drawing) -> None:
    """Draw a picture on a page, at the size of the screen's points."""
    with QPainter(device) as painter:
        scale = device.logicalDpiX() / _SCREEN_DPI
        painter.scale(scale, scale)
        draw(painter, QRectF(0, 0, device.width() / scale, device.height() / scale))


def as_pdf(put: Callable[[QPagedPaintDevice], None]) -> bytes:
    """What would be printed, as a PDF."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setTitle("Casebook")
    _lay_out(writer)
    put(writer)
    del writer  # it ends its file when it goes
    return bytes(held.data().data())


def _printed(parent: QWidget, put: Callable[[QPagedPaintDevice], None]) -> bytes | None:
    if not QPrinterInfo.availablePrinterNames():
        return as_pdf(put)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    _lay_out(printer)
    # SECURITY: the name of a print job is shown to everybody who shares the printer.
    printer.setDocName("Casebook")
    if not QPrintDialog(printer, parent.window()).exec():
        return None
    put(printer)
    return b""


def _lay_out(device: QPagedPaintDevice) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Landscape)
    device.setPageMargins(QMarginsF(*(_MARGIN_MM,) * 4), QPageLayout.Unit.Millimeter)
