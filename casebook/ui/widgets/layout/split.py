"""List and detail: side by side where they fit, otherwise one above the other."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained

SIDE_BY_SIDE, STACKED = 700, 420
_MIN_WIDTH_PX = 220


class Split(QSplitter):
    """Two parts whose orientation depends on the width.

    Args:
        first: on the left or above.
        second: on the right or below.
        shares: of the space.
        beside: from which width on they stand side by side, in design units.
        parent: what it stands in, where that is known now: it is styled once then.
        stacked: least height in design units while one is above the other; the page scrolls for it.

    Attributes:
        turned: the parts now stand side by side, or one above the other.
    """

    turned = Signal()

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        shares: tuple[int, int] = (3, 2),
        *,
        stacked: int = STACKED,
        beside: int = SIDE_BY_SIDE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._first, self._stacked, self._beside = first, stacked, beside
        self.addWidget(first)
        self.addWidget(second)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(theme.current().px(12))
        self.share(shares)

    def share(self, shares: tuple[int, int]) -> None:
        """Set the shares of the space."""
        self._shares = shares
        for at, share in enumerate(shares):
            self.setStretchFactor(at, share)
        self._share()

    @property
    def is_stacked(self) -> bool:
        """Return whether one part is above the other."""
        return self.orientation() == Qt.Orientation.Vertical

    def show_first(self, *, is_shown: bool) -> None:
        """Show or hide the first part; alone, the second has all the space and needs no least height."""
        self._first.setVisible(is_shown)
        self._require_height()

    def _require_height(self) -> None:
        is_tall = self.is_stacked and not self._first.isHidden()
        self.setMinimumHeight(theme.current().px(self._stacked) if is_tall else 0)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Change the orientation if the width requires it."""
        is_wide = self.width() >= theme.current().px(self._beside)
        wanted = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        if self.orientation() != wanted:
            self.setOrientation(wanted)
            self._require_height()
            self._share()
            self.turned.emit()
        elif event.oldSize().width() <= 0:
            self._share()
        super().resizeEvent(event)

    def _share(self) -> None:
        whole = self.width() if self.orientation() == Qt.Orientation.Horizontal else self.height()
        if self._stacked > STACKED and self.orientation() == Qt.Orientation.Vertical:
            self.setSizes([0, whole])  # the first has its least height, so that the second begins in sight
        else:
            self.setSizes([whole * share // sum(self._shares) for share in self._shares])


class ShrinkablePane(QFrame):
    """A pane with a small minimum width beside others."""

    def minimumSizeHint(self) -> QSize:
        """Return a fixed minimum width, and the height of its content."""
        return QSize(theme.current().px(_MIN_WIDTH_PX), super().minimumSizeHint().height())
