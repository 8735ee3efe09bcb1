"""The deadline sheet, printed, or saved to a chosen file."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from casebook.domain.base.preview import Pixels
from casebook.services.deadline import deadline_sheet
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.printing import picture_pdf
from casebook.ui.pages.base.print_out import print_out


def save_sheet(parent: QWidget, context: PageContext, deadline_id: str) -> None:
    """Ask for the file of the sheet and write it."""
    path = pick_target(parent, context.words, "deadline-sheet.pdf")
    if path is None:
        return
    context.run(
        lambda _: deadline_sheet.write_sheet(context.session, deadline_id, path, context.words),
        lambda _: context.say(
            context.words("Deadline sheet exported. Outside the casebook it is not encrypted.")
        ),
    )


def print_sheet(parent: QWidget, context: PageContext, deadline_id: str) -> None:
    """Print the sheet; where this computer has no printer, save it."""

    def put(pixels: Pixels) -> None:
        pdf = picture_pdf(lambda painter, area: draw_fitting(painter, area, image_of(pixels)))
        print_out(parent, context, pdf, lambda: save_sheet(parent, context, deadline_id))

    context.run(lambda _: deadline_sheet.draw_sheet(context.session, deadline_id, context.words), put)


def image_of(pixels: Pixels) -> QImage:
    """Pixels as Qt draws them."""
    width, height = pixels.width_px, pixels.height_px
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def draw_fitting(painter: QPainter, area: QRectF, image: QImage) -> None:
    """Draw a picture as large as an area holds."""
    size = image.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(area.left(), area.top(), size.width(), size.height()), image)
