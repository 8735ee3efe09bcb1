"""The empty state of a page: its purpose and the first step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.icons import picture
from casebook.ui.kit.plain import plain_label
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.layout.layout import column, line


class Empty(QWidget):
    """An icon, a purpose, instructions, and a button for the first step."""

    def __init__(
        self,
        meaning: str,
        title: str,
        words: str,
        step: QPushButton | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look = theme.current()
        whole = column(self, gap=8, margins=(32,))
        whole.addStretch(1)
        drawn = plain_label()
        drawn.setPixmap(picture(meaning, look.colours["quiet"], look.px(36), self.devicePixelRatioF()))
        whole.addWidget(drawn, 0, Qt.AlignmentFlag.AlignHCenter)
        self._head = label(title, "title")
        whole.addWidget(self._head, 0, Qt.AlignmentFlag.AlignHCenter)
        text_label = self._body = label(words, "quiet", wraps=True)
        text_label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text_label.setMaximumWidth(look.px(400))
        row = line(gap=0)
        row.addStretch(1)
        row.addWidget(text_label, 100)
        row.addStretch(1)
        whole.addLayout(row)
        if step:
            whole.addSpacing(look.px(8))
            whole.addWidget(step, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(2)

    def retitle(self, title: str, words: str | None = None) -> None:
        """Say another purpose, and other instructions where they are given."""
        self._head.setText(title)
        if words is not None:
            self._body.setText(words)
