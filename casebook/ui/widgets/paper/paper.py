"""A scrolling, zooming view of pages with marks; page images are requested on demand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import sqrt

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from casebook.domain.base.preview import Box, PageSize
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.hidden_names import is_hiding, notice

Fit = float | str
WIDTH, PAGE = "width", "page"
"""Zoom that fits the available space."""
ZOOMS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_POINT_PX = 96 / 72
"""Logical pixels of a point at 100 %."""
_GAP = 12
_MAX_PIXELS = 24e6
"""A larger page is rendered at lower resolution and scaled."""
_MAX_KEPT_BYTES = 128 << 20
_PAPER, _QUIET, _MARK, _HERE = "#FFFFFF", "#5B6775", "#FFEFA8", "#FFB56B"
"""Colours of paper, texts and marks: paper is white in every theme."""


class PaperView(QAbstractScrollArea):
    """The pages of one document.

    Attributes:
        wanted: page and pixels a point, when a page in view is to be drawn; answered by `put` or `fail`.
        turned: the page now at the top, from 0.
        zoomed: the share of natural size.
    """

    wanted = Signal(int, float)
    turned = Signal(int)
    zoomed = Signal(float)

    def __init__(self, name: str, unreadable: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._unreadable = name, unreadable
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sizes: tuple[PageSize, ...] = ()
        self._above_pt: list[float] = [0.0]
        self._images: dict[int, tuple[float, QImage | None]] = {}
        self._marks: Mapping[int, Sequence[Sequence[Box]]] = {}
        self._here: tuple[int, int] | None = None
        self._fit: Fit = WIDTH
        self._scale, self._page = 1.0, 0
        self.verticalScrollBar().valueChanged.connect(lambda _: self._follow())

    @property
    def scale(self) -> float:
        """Return the logical pixels of a point at the current zoom."""
        return self._scale

    def image(self, page: int) -> QImage | None:
        """Return the last image of a page, or None if none or it cannot be rendered."""
        return self._images.get(page, (0.0, None))[1]

    def begin(self, sizes: Sequence[PageSize]) -> None:
        """Show other pages, from the first."""
        self._sizes = tuple(sizes)
        self._above_pt = [0.0, *accumulate(size.height_pt for size in sizes)]
        self._images.clear()
        self._marks, self._here, self._page = {}, None, 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._follow()

    def put(self, page: int, scale: float, image: QImage) -> None:
        """Set the image of a page at a scale in pixels a point, and ask for the next."""
        self._images[page] = (scale, image)
        self._forget_far_ones()
        self.viewport().update()
        self.ask()

    def fail(self, page: int, scale: float) -> None:
        """Mark a page that cannot be rendered, and ask for the next."""
        self._images[page] = (scale, None)
        self.viewport().update()
        self.ask()

    def mark(self, marks: Mapping[int, Sequence[Sequence[Box]]], here: tuple[int, int] | None) -> None:
        """Mark places by page; `here` (page, place) is the current one."""
        self._marks, self._here = marks, here
        self.viewport().update()

    def go_to(self, page: int, box: Box | None = None) -> None:
        """Show a page from its top, or a place on it."""
        if not self._sizes:
            return
        page = max(0, min(page, len(self._sizes) - 1))
        top = self._top(page)
        if box:
            top += box.top_pt * self._scale - self.viewport().height() / 3
            left = self._left(page) + box.left_pt * self._scale
            self.horizontalScrollBar().setValue(
                round(left + self.horizontalScrollBar().value() - self.viewport().width() / 3)
            )
        else:
            top -= self._gap()
        self.verticalScrollBar().setValue(round(top))

    def zoom(self, fit: Fit) -> None:
        """Set the zoom: a share of natural size, `WIDTH` or `PAGE`."""
        self._fit = fit
        self._lay_out()

    def step(self, by: int) -> None:
        """Set the next larger or smaller usual zoom."""
        now = self._scale / _POINT_PX
        larger = [zoom for zoom in ZOOMS if zoom > now * 1.01]
        smaller = [zoom for zoom in ZOOMS if zoom < now / 1.01]
        if by > 0 and larger:
            self.zoom(larger[0])
        elif by < 0 and smaller:
            self.zoom(smaller[-1])

    def ask(self) -> None:
        """Request the first visible or adjoining page not yet rendered at this size."""
        if not self._sizes or not self.isVisible():
            return
        first, last = self._in_view()
        beside = [page for page in (last + 1, first - 1) if 0 <= page < len(self._sizes)]
        for page in (*range(first, last + 1), *(page for page in beside if self._has_room(page))):
            if not self.is_drawn(page):
                self.wanted.emit(page, self._sharp(page))
                return

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the visible pages with the images available."""
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            look = theme.current()
            painter.fillRect(event.rect(), look.colour("sunk"))
            if self._sizes:
                first, last = self._in_view()
                for page in range(first, last + 1):
                    self._paint(painter, page)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new size."""
        super().resizeEvent(event)
        self._lay_out()

    @contained
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages with Home, End, left and right; other keys scroll."""
        last = len(self._sizes) - 1
        pages = {
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_Left: self._page - 1,
            Qt.Key.Key_Right: self._page + 1,
        }
        page = pages.get(Qt.Key(event.key()))
        if page is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.go_to(page)

    @contained
    def changeEvent(self, event: QEvent) -> None:
        """Redraw after a theme change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().update()

    def _paint(self, painter: QPainter, page: int) -> None:
        look, area = theme.current(), self.area(page)
        painter.fillRect(area, QColor(_PAPER))
        scale, image = self._images.get(page, (0.0, None))
        if is_hiding():  # an image of a page names whom it likes
            painter.setPen(QColor(_QUIET))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(area, flags, notice())
        elif image is not None:
            is_sharp = scale == self._scale * self.devicePixelRatioF()
            size = QSizeF(image.size()) / self.devicePixelRatioF() if is_sharp else area.size()
            painter.drawImage(QRectF(area.topLeft(), size), image)
        elif page in self._images:
            painter.setPen(QColor(_QUIET))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), self._unreadable)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for at, boxes in enumerate(self._marks.get(page, ())):
            for box in boxes:
                colour = _HERE if self._here == (page, at) else _MARK
                painter.fillRect(self._on_page(area, box), QColor(colour))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(look.colour("line"))
        painter.drawRect(area.adjusted(-1, -1, 0, 0))

    def _on_page(self, area: QRectF, box: Box) -> QRectF:
        begin = QPointF(box.left_pt, box.top_pt) * self._scale + area.topLeft()
        end = QPointF(box.right_pt, box.bottom_pt) * self._scale + area.topLeft()
        return QRectF(begin, end)

    def _lay_out(self) -> None:
        """Calculate scale and scroll range, keeping the middle or the beginning."""
        if not self._sizes:
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        is_at_top = bar.value() == 0
        middle_page = self._page_at(bar.value() + height / 2)
        offset = (bar.value() + height / 2 - self._top(middle_page)) / self._scale
        self._scale = self._fitting()
        bar.setRange(0, max(0, round(self._top(len(self._sizes)) - height)))
        bar.setPageStep(height)
        bar.setSingleStep(theme.current().px(40))
        across = self.horizontalScrollBar()
        width = round(max(size.width_pt for size in self._sizes) * self._scale) + 2 * self._gap()
        across.setRange(0, max(0, width - self.viewport().width()))
        across.setPageStep(self.viewport().width())
        bar.setValue(0 if is_at_top else round(self._top(middle_page) + offset * self._scale - height / 2))
        self.zoomed.emit(self._scale / _POINT_PX)
        self._follow()

    def _fitting(self) -> float:
        if isinstance(self._fit, float):
            return self._fit * _POINT_PX
        room, size = self.viewport().size(), self._sizes[self._page]
        widest = max(page.width_pt for page in self._sizes)
        scale = (room.width() - 2 * self._gap()) / widest
        if self._fit == PAGE:
            scale = min(
                (room.width() - 2 * self._gap()) / size.width_pt,
                (room.height() - 2 * self._gap()) / size.height_pt,
            )
        return max(min(scale, ZOOMS[-1] * _POINT_PX), 1e-4)

    def _follow(self) -> None:
        if self._sizes:
            page = self._page_at(self.verticalScrollBar().value() + self.viewport().height() / 3)
            if page != self._page:
                self._page = page
                self.turned.emit(page)
                self.setAccessibleName(f"{self._name}, {page + 1} / {len(self._sizes)}")
        self.viewport().update()
        self.ask()

    def _in_view(self) -> tuple[int, int]:
        top = self.verticalScrollBar().value()
        return self._page_at(top), self._page_at(top + self.viewport().height())

    def _page_at(self, y_px: float) -> int:
        return max(0, bisect_right(range(len(self._sizes)), y_px, key=self._top) - 1)

    def _top(self, page: int) -> float:
        return self._above_pt[page] * self._scale + (page + 1) * self._gap()

    def _left(self, page: int) -> float:
        width = self._sizes[page].width_pt * self._scale
        inside = max(self.viewport().width(), self.horizontalScrollBar().maximum() + self.viewport().width())
        return (inside - width) / 2 - self.horizontalScrollBar().value()

    def area(self, page: int) -> QRectF:
        """Return the position of a page on the viewport."""
        size, top = self._sizes[page], self._top(page) - self.verticalScrollBar().value()
        across, down = size.width_pt * self._scale, size.height_pt * self._scale
        return QRectF(round(self._left(page)), round(top), across, down)

    def _gap(self) -> int:
        return theme.current().px(_GAP)

    def is_drawn(self, page: int) -> bool:
        """Return whether it is rendered at this size, or cannot be."""
        scale, image = self._images.get(page, (0.0, None))
        return scale == self._sharp(page) or (page in self._images and image is None)

    def _sharp(self, page: int) -> float:
        """Return the resolution for this page in pixels a point: that of the screen."""
        size = self._sizes[page]
        most = sqrt(_MAX_PIXELS / max(size.width_pt * size.height_pt, 1e-9))
        return min(self._scale * self.devicePixelRatioF(), most)

    def _has_room(self, page: int) -> bool:
        """Return whether a page besides the visible ones can be kept in memory."""
        size, scale = self._sizes[page], self._sharp(page)
        return self._kept_bytes() + 4 * size.width_pt * size.height_pt * scale**2 <= _MAX_KEPT_BYTES

    def _kept_bytes(self) -> int:
        return sum(image.sizeInBytes() for _, image in self._images.values() if image is not None)

    def _forget_far_ones(self) -> None:
        first, last = self._in_view()
        far = sorted(self._images, key=lambda page: abs(page - self._page))
        while far and self._kept_bytes() > _MAX_KEPT_BYTES:
            page = far.pop()
            if not first <= page <= last:
                del self._images[page]
