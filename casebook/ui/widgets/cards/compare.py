"""Accounts of one fact side by side, with differences from the first marked."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.plain import plain_label
from casebook.ui.widgets.controls.parts import beginning, label
from casebook.ui.widgets.layout.layout import column, frame

_MIN_WIDTH_PX = 210
_PIECES = re.compile(r"[一-鿿㐀-䶿]|\w+|\s+|[^\w\s]", re.UNICODE)
"""Splits text for comparison: Chinese by character, other text by word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedAccount:
    """One account: source, date, text, its translation or "", and place."""

    who: str
    on: str
    words: str
    translation: str
    where: str


class Accounts(QWidget):
    """Accounts side by side, as many as fit.

    Args:
        accounts: at least one; the others are held against the first.
        hint: what the marks mean.
        tools: one for each account, or none.
        parent: what it stands in.
    """

    def __init__(
        self,
        accounts: Sequence[ComparedAccount],
        hint: str,
        parent: QWidget | None = None,
        *,
        tools: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(parent)
        whole = column(self, gap=8)
        self._boxes = [
            _box(account, accounts[0], tool)
            for account, tool in zip_longest(accounts, tools[: len(accounts)])
        ]
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.current().px(8))
        self._across = 0
        whole.addLayout(self._grid)
        if len(accounts) > 1:
            whole.addWidget(label(hint, "small", wraps=True))
        self._arrange(1)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Recalculate how many fit."""
        super().resizeEvent(event)
        self._arrange(max(1, min(len(self._boxes), self.width() // theme.current().px(_MIN_WIDTH_PX))))

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for at, box in enumerate(self._boxes):
            self._grid.removeWidget(box)
            self._grid.addWidget(box, at // across, at % across)
            self._grid.setColumnStretch(at, 1 if at < across else 0)


def _box(account: ComparedAccount, first: ComparedAccount, tool: QWidget | None) -> QWidget:
    box = frame("note")
    inside = column(box, gap=4, margins=(10, 12))
    inside.addWidget(label(account.who, "strong", wraps=True))
    if account.on:
        inside.addWidget(_marked(account.on, first.on or account.on, "quiet"))
    inside.addWidget(_marked(account.words, first.words, ""))
    if account.translation:
        inside.addWidget(label(account.translation, "quiet", wraps=True, selectable=True))
    if account.where:
        inside.addWidget(label(account.where, "small", wraps=True))
    inside.addStretch(1)
    if tool is not None:
        inside.addWidget(tool, 0, Qt.AlignmentFlag.AlignLeading)
    return box


def _marked(words: str, first: str, role: str) -> QLabel:
    marked_label = plain_label()
    marked_label.setTextFormat(Qt.TextFormat.RichText)
    marked_label.setProperty("role", role)
    marked_label.setAlignment(Qt.AlignmentFlag.AlignTop | beginning())
    marked_label.setWordWrap(True)
    marked_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    marked_label.setText(marked_up(words, first))
    marked_label.setAccessibleName(words)
    return marked_label


def marked_up(words: str, first: str) -> str:
    """Return the text as rich text, with differences from `first` highlighted."""
    look = theme.current()
    own, other = _PIECES.findall(words), _PIECES.findall(first)
    style = f"background-color:{look.colours['violet-tint']};color:{look.colours['violet']};font-weight:600"
    pieces = []
    for kind, _, _, start, end in difflib.SequenceMatcher(None, other, own, autojunk=False).get_opcodes():
        piece = html.escape("".join(own[start:end])).replace("\n", "<br>")
        pieces.append(f'<span style="{style}">{piece}</span>' if kind != "equal" and piece.strip() else piece)
    return "".join(pieces)
