"""Content to print, as the bytes of a PDF; `ui.pages.base.print_out` asks for the destination."""

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
from PySide6.QtWidgets import QWidget

from casebook.ui.kit import theme

_MARGIN_MM, _SCREEN_DPI = 15, 96
Drawing = Callable[[QPainter, QRectF], None]
"""Draws into an area of one page."""


def table_pdf(title: str, headings: Sequence[str], cells: Sequence[Sequence[str]]) -> bytes:
    """Return a table under its title, with headings on every page."""
    return as_pdf(table_document(title, headings, cells).print_)


def text_pdf(title: str, beneath: str, parts: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """Return paragraphs under headings on portrait pages, as plain text.

    Args:
        title: at the top.
        beneath: small words under the title.
        parts: each heading with its paragraphs.
    """
    body = "".join(
        f"<h4>{html.escape(heading)}</h4>" + "".join(f"<p>{html.escape(line)}</p>" for line in lines)
        for heading, lines in parts
    )
    document = QTextDocument()
    document.setHtml(f"<h3>{html.escape(title)}</h3><p><small>{html.escape(beneath)}</small></p>{body}")
    return as_pdf(document.print_, QPageLayout.Orientation.Portrait)


def picture_pdf(draw: Drawing) -> bytes:
    """Return an image on one page."""
    return as_pdf(lambda device: draw_on(device, draw))


def widget_pdf(widget: QWidget) -> bytes:
    """Return a widget scaled to a page."""
    return picture_pdf(drawing_of(widget))


def drawing_of(widget: QWidget) -> Drawing:
    """Return a widget as printed: dark text without background, in any theme."""

    def draw(painter: QPainter, area: QRectF) -> None:
        scale = min(area.width() / widget.width(), area.height() / widget.height())
        painter.scale(scale, scale)
        with theme.on_paper():
            widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)

    return draw


def table_document(title: str, headings: Sequence[str], cells: Sequence[Sequence[str]]) -> QTextDocument:
    """Return a table as a document of plain text."""
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
    """Draw an image on a page at screen scale."""
    painter = QPainter()
    if not painter.begin(device):
        raise RuntimeError("no page to draw on")
    with painter:
        scale = device.logicalDpiX() / _SCREEN_DPI
        painter.scale(scale, scale)
        draw(painter, QRectF(0, 0, device.width() / scale, device.height() / scale))


def as_pdf(
    put: Callable[[QPagedPaintDevice], None],
    orientation: QPageLayout.Orientation = QPageLayout.Orientation.Landscape,
) -> bytes:
    """Return drawn pages as a PDF.

    Raises:
        RuntimeError: it could not be begun.
    """
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(held)
    writer.setTitle("Casebook")
    _lay_out(writer, orientation)
    put(writer)
    del writer  # it ends its file when it goes
    return bytes(held.data().data())


def _lay_out(device: QPagedPaintDevice, orientation: QPageLayout.Orientation) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(orientation)
    device.setPageMargins(QMarginsF(*(_MARGIN_MM,) * 4), QPageLayout.Unit.Millimeter)
